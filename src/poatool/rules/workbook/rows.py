"""WBK: rows that were not read as separate updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Severity
from poatool.framework.dates import Fit
from poatool.framework.spans import fit
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.updates.footnotes import notes_on_updates
from poatool.rules.workbook.notices import rows_with_notice
from poatool.rules.workbook.sheets import is_left_over
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind
from poatool.submissions.scope import PERIOD
from poatool.submissions.values import text_of
from poatool.text import counted


@rule("WBK108", "row-skipped", Severity.ADVICE)
def row_skipped(submission: Interpreted) -> Iterator[Problem]:
    """A row is not an update, so it is not published: a note, a sub-heading, an example, a total or repeated headings.

    Rows that only repeat a cell, as in a column that was filled down, are one finding, and so are unanswered rows of the
    template. If a sub-heading only names an agency, rows below it without an agency count for that one. To fix it, if
    the row is an update, write the number of its action.

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
    """
    noticed = rows_with_notice(submission).keys() | {(n.sheet, n.row) for n in notes_on_updates(submission)}
    for table in submission.submission.tables:
        skipped = [row for row in table.rows if row.kind is not RowKind.UPDATE]
        for _, run in groupby(table.rows if skipped else (), key=_block_of):
            rows = [row for row in run if (table.sheet, row.number) not in noticed]
            if rows and rows[0].kind is not RowKind.UPDATE and not _is_told_elsewhere(rows[0], submission):
                yield _skipped(rows)


def _is_told_elsewhere(row: Row, submission: Interpreted) -> bool:
    """Whether another rule reports a sub-heading: for another period (WBK117), or not meant to be sent (WBK135)."""
    if is_left_over(row):
        return True
    period, said = submission.edition.period, row.cells.raw.get(PERIOD)
    if row.kind is not RowKind.HEADING or said is None or period is None:
        return False
    taken = any(update.row.cells.place(PERIOD) == row.cells.place(PERIOD) for update in submission.updates)
    return taken and fit(text_of(said.value), period, submission.edition.framework) is Fit.OTHER


def _block_of(row: Row) -> tuple[str, int | None]:
    """The key that joins consecutive rows of one kind into a block; each sub-heading is a block of its own."""
    aside = row.kind in (RowKind.NOTE, RowKind.TOTAL, RowKind.EXAMPLE)
    return "aside" if aside else row.kind.value, row.number if row.kind is RowKind.HEADING else None


def _skipped(rows: Sequence[Row]) -> Problem:
    first, last = rows[0], rows[-1]
    several, kind = first is not last, first.kind
    span = f"Rows {first.number} to {last.number}" if several else "This row"
    if kind is RowKind.UNANSWERED:
        message = f"{span} {'are' if several else 'is'} not answered."
        hint = "If there is something to report, choose a status and write the progress. If not, write “Nothing to report”."
    else:
        article = "an" if kind.value[0] in "aeiou" else "a"
        what = (
            "were read as notes, not as updates" if several else f"was read as {article} {kind.value}, not as an update"
        )
        message = f"{span} {what}: {at_end(first.first.raw)}"
        if kind is RowKind.HEADING and "agency" in first.cells:
            message += " Rows below it that name no agency count for this one."
        hint = "If it is an update, write the number of its action in the action column."
    return Problem.at(first.first, message, hint)._replace(last_row=last.number if several else None)


@rule("WBK109", "action-carried-down", Severity.ADVICE)
def action_carried_down(submission: Interpreted) -> Iterator[Problem]:
    """Rows below an update have no action of their own, so they count for its action.

    Their action cell is empty, or says `as above`. Each table has one finding. To fix it, write the number of the action
    in every row.

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
    for _, group in groupby(submission.updates, key=lambda update: (update.table.sheet, update.table.header_row)):
        below = [update for update in group if update.row.continues is not None and not update.row.merged]
        if below:
            first, more = below[0], len(below) - 1
            others = f", and {counted(more, 'more row')} of this table likewise" if more else ""
            action = quoted(first.cell("action").raw)
            message = f"This row has no action of its own, so it counts for that of row {first.row.continues} ({action}){others}."
            hint = (
                "If that is right, nothing needs to be done. To be sure, write the number of the action in every row."
            )
            yield Problem.at(first.row.first, message, hint)
