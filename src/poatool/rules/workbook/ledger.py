"""WBK: whether every row below the headings is accounted for, counted apart from the way that rows are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.submissions.interpret import Interpreted
from poatool.submissions.lines import holds
from poatool.submissions.model import Table
from poatool.text import counted, listed
from poatool.workbooks.model import Sheet

_NAMED = 5
"""Rows that are named of many."""


@rule("WBK130", "row-not-read", Severity.WARNING)
def row_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A row below the headings holds something, and was neither read as an update nor skipped.

    This should never be: the rows of the sheet are counted here a second time, so that none can be lost without a
    word. To fix it, move the row to a sheet of its own below the same headings, and tell the makers of poatool.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables: dict[str, list[Table]] = {}
    for table in submission.submission.tables:
        tables.setdefault(table.sheet or "", []).append(table)
    for sheet in submission.submission.sheets:
        found = tables.get(sheet.name, [])
        # The labels of a form may stand anywhere on its sheet, and what is beside them has a rule of its own.
        if found and not any(table.is_form for table in found) and (lost := _lost(sheet, found)):
            named = [str(row) for row in lost[:_NAMED]]
            more = [counted(len(lost) - _NAMED, "more row")] if len(lost) > _NAMED else []
            yield Problem(
                Place(submission.submission.path, sheet.name or None),
                f"Not read: row{'s' if len(lost) > 1 else ''} {listed([*named, *more])}. This is a mistake of poatool.",
                "Move what stands there to a sheet of its own, below the same headings, and tell the makers of poatool.",
            )


def _lost(sheet: Sheet, tables: Sequence[Table]) -> list[int]:
    """The rows that hold something below the first headings, and are in no table."""
    headings = [range(table.header_row - table.heading_rows + 1, table.header_row + 1) for table in tables]
    first = min(rows.start for rows in headings)
    known = {row.number for table in tables for row in table.rows}.union(*headings)
    unknown = {number for number in {cell.row for cell in sheet.cells} - known if number > first}
    if not unknown:
        return []
    suspects = (cell for cell in sheet.cells if cell.row in unknown)
    return sorted({c.row for c in suspects if (c.formula is not None if c.value is None else holds(c.value))})
