"""WBK: rows that were not read as updates of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from poatool.findings.model import Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.workbook.notices import rows_with_notice
from poatool.rules.workbook.row_periods import given, headed_otherwise
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind, Table

_IN_BLOCKS = (RowKind.FILLED_DOWN, RowKind.UNANSWERED)
"""Kinds of rows of which a run is one finding, at its first row."""


@rule("WBK108", "row-skipped", Severity.ADVICE)
def row_skipped(submission: Interpreted) -> Iterator[Problem]:
    """A row is not an update, so it is not published: a note, a sub-heading, an example, a total or repeated headings.

    Rows that only repeat a cell, as in a column that was filled down, are one finding, and so are rows of the template
    that are not answered. A sub-heading that names an agency and nothing else gives it to the rows below that name
    none. To fix it, if the row is an update, write the number of its action.

    Bad:
    | Action     | Status    | Progress                  |
    | Prevention |           |                           |
    | 2          | Under way | Trained forty inspectors. |
    Found at: A2

    Bad unsigned:
    | Action    | Status    | Progress                  |
    | NZ Police |           |                           |
    | 2         | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    skipped = [row for _, row in submission.submission.rows if row.kind is not RowKind.UPDATE]
    doubted = {row.first for row, _ in headed_otherwise(submission)} if skipped else ()
    noticed = rows_with_notice(submission) if skipped else ()
    for table in submission.submission.tables if skipped else ():
        yield from _blocks(table)
    for row in skipped:
        found_otherwise = row.first in doubted or (row.first.sheet, row.number) in noticed
        if row.kind not in _IN_BLOCKS and not found_otherwise:
            read_as = f"{'an' if row.kind.value[0] in 'aeiou' else 'a'} {row.kind.value}"
            message = f"This row was read as {read_as}, not as an update: {at_end(row.first.raw)}{given(row)}"
            hint = "If it is an update, write the number of its action in the action column."
            yield Problem.at(row.first, message, hint)


def _blocks(table: Table) -> Iterator[Problem]:
    """Each run of rows that only repeat one, or of rows that are not answered, at its first row."""
    for kind, run in groupby(table.rows, key=lambda row: row.kind):
        if kind in _IN_BLOCKS:
            rows = list(run)
            yield _block(kind, rows)._replace(last_row=rows[-1].number)


def _block(kind: RowKind, rows: list[Row]) -> Problem:
    first, last = rows[0], rows[-1]
    span = f"Rows {first.number} to {last.number}" if first is not last else f"Row {first.number}"
    if kind is RowKind.FILLED_DOWN:
        only = f"{span} only {'say' if first is not last else 'says'} {quoted(first.first.raw)}"
        hint = "Delete these rows (Home > Delete > Delete Sheet Rows), or write in them what was done."
        return Problem.at(
            first.first, f"{only}, and {'were' if first is not last else 'was'} not read as updates.", hint
        )
    are = "are" if first is not last else "is"
    hint = "Choose a status and write the progress. If there is nothing to report, say so."
    return Problem.at(first.first, f"{span} of the template {are} not answered.", hint)


@rule("WBK109", "action-carried-down", Severity.WARNING)
def action_carried_down(submission: Interpreted) -> Iterator[Problem]:
    """A row has no action of its own, so it was read as part of the row above.

    The action cell is merged over both rows, or is empty below an update. To fix it, write the number of the action in
    every row.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    |        |           | Wrote a guide for border officers. |
    Found at: C3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    for update in submission.updates:
        if update.row.continues is not None:
            action = quoted(update.cell("action").raw)
            message = f"This row was read as part of row {update.row.continues} (action {action})."
            hint = "If it is, nothing is lost. To be sure, write the number of the action in this row."
            yield Problem.at(update.row.first, message, hint)
