"""What stands on a sheet outside its tables: above them, or on one that has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from poatool.submissions.sheet_names import explains, holds_findings, holds_lists
from poatool.submissions.understand import Understood
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility

_LOOKED_AT = 2_000
"""Cells of a sheet that are looked through."""


def outside_tables(submission: Understood, sheet: Sheet) -> Iterator[RawCell]:
    """The first cells above the tables of a sheet that is shown, or of one that has none.

    There are none where it explains how to fill in others, holds what may be chosen in them, or what a check has found.
    """
    if not (explains(sheet.name) or holds_lists(sheet.name) or holds_findings(sheet.name)):
        yield from islice(takewhile(_above(submission, sheet), sheet.cells), _LOOKED_AT)


def _above(submission: Understood, sheet: Sheet) -> Callable[[RawCell], bool]:
    """Whether a cell of a sheet stands above its tables; beside the labels of a form anything may stand."""
    tables = [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]
    if any(table.is_form for table in tables) or sheet.visibility is not Visibility.VISIBLE:
        return lambda _: False
    top = min((table.header_row - table.heading_rows + 1 for table in tables), default=LAST_ROW + 1)
    return lambda cell: cell.row < top
