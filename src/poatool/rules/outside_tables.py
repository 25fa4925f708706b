"""What stands on a sheet outside its tables: above them, or on one that has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from poatool.framework.model import ReportingPeriod
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sheet_names import explains, holds_findings, holds_lists
from poatool.submissions.titles import TITLE_LENGTH, is_dated_title, names_beside, periods_of_title
from poatool.submissions.values import text_of
from poatool.text import has_any, lazy_pattern
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility

_LOOKED_AT = 2_000
"""Cells of a sheet that are looked through."""

_TITLE = lazy_pattern(
    r"\b(?:(?:reports?|returns?|updates?|submission)\b.*\b(?:for|to|of|ended|ending|in)\b|(?:reports?|returns?|updates?) (?:19|20)\d\d"
    r"|(?:19|20)\d\d (?:(?:annual|progress|year-end|agency) )?(?:reports?|returns?|updates?|submission))",
    re.IGNORECASE,
)
"""A text that says for which period it is a report."""

_DATE = lazy_pattern(r"[\d\s./:-]+")


def outside_tables(submission: Interpreted, sheet: Sheet) -> Iterator[RawCell]:
    """The first cells above the tables of a sheet that is shown, or of one that has none.

    There are none where it explains how to fill in others, holds what may be chosen in them, or what a check has found.
    """
    if not (explains(sheet.name) or holds_lists(sheet.name) or holds_findings(sheet.name)):
        yield from islice(takewhile(_above(submission, sheet), sheet.cells), _LOOKED_AT)


def titles_above(
    submission: Interpreted, sheet: Sheet, period: ReportingPeriod
) -> Iterator[tuple[RawCell, tuple[str, ...]]]:
    """The titles above the tables of a sheet that name this period or earlier ones, with the periods they name."""
    framework = submission.edition.framework
    names = names_beside(framework)
    signs = [each.id.casefold() for each in framework.periods if each.start <= period.start]
    left: RawCell | None = None
    for cell in outside_tables(submission, sheet):
        text = text_of(cell.value)
        beside = f"{text_of(left.value)} {text}" if left is not None and left.row == cell.row else text
        left = cell if text else left
        if len(beside) > TITLE_LENGTH or not has_any(text.casefold(), signs):
            continue
        # A date or a year belongs to what is written left of it: `Year ending` beside `31/12/2021`.
        title = beside if _DATE.fullmatch(text) else text
        named = periods_of_title(title, framework)
        if named and (_TITLE.search(title) or is_dated_title(title, names)):
            yield cell, named


def _above(submission: Interpreted, sheet: Sheet) -> Callable[[RawCell], bool]:
    """Whether a cell of a sheet stands above its tables; beside the labels of a form anything may stand."""
    tables = [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]
    if any(table.is_form for table in tables) or sheet.visibility is not Visibility.VISIBLE:
        return lambda _: False
    top = min((table.header_row - table.heading_rows + 1 for table in tables), default=LAST_ROW + 1)
    return lambda cell: cell.row < top
