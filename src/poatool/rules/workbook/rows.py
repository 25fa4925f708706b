"""WBK: how rows were read, and those that are no updates or are for another period."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.phrases import listed
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import at_end, quoted
from poatool.submissions.model import Row, RowKind
from poatool.submissions.period import periods_in
from poatool.submissions.understand import Understood
from poatool.submissions.values import text_of


@rule("WBK108", "row-skipped", Severity.ADVICE)
def row_skipped(submission: Understood) -> Iterator[Problem]:
    """A row is a note, a sub-heading, an example, a total or a repeated heading, and no update.

    It is not published. A sub-heading that is the name of an agency, and nothing else, gives it to the rows below
    that name none, up to the next one. To fix it, if it is an update, give it the number of its action.

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
    for _, row in submission.submission.rows:
        if row.kind is RowKind.UNANSWERED:
            yield Problem(
                Place.of(row.first),
                "This row of the template is not answered.",
                "Choose a status and write the progress; where there is nothing to report, say so.",
                value=row.first.raw,
            )
        elif row.kind is not RowKind.UPDATE:
            yield Problem(
                Place.of(row.first),
                f"This row was read as {_a(row.kind)}, not as an update: {at_end(row.first.raw)}{_given(row)}",
                "If it is an update, write the number of its action in the action column.",
                value=row.first.raw,
            )


def _given(row: Row) -> str:
    """What the rows below take from a row that is skipped."""
    heads = row.kind is RowKind.HEADING and "agency" in row.cells
    return " Its agency was taken for the rows below it that name none." if heads else ""


def _a(kind: RowKind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"


@rule("WBK109", "action-carried-down", Severity.WARNING)
def action_carried_down(submission: Understood) -> Iterator[Problem]:
    """A row has no action of its own and was read as continuing the row above.

    The action cell is merged over both rows, or is empty under an update. To fix it, write the number of
    the action in every row.

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
            yield Problem(
                Place.of(update.row.first),
                f"This row was read as continuing row {update.row.continues} "
                f"(action {quoted(update.cell('action').raw)}).",
                "If so, nothing is lost; to be sure, write the number of the action in this row.",
                value=update.row.first.raw,
            )


@rule("WBK117", "row-of-another-period", Severity.ERROR)
def row_of_another_period(submission: Understood) -> Iterator[Problem]:
    """A row says that it is for another period than the one being checked.

    To fix it, move the row to the workbook of its period, or correct the period that it states.

    Bad:
    | Action | Period | Status    | Progress                  |
    | 2      | 2021   | Under way | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Period | Status    | Progress                  |
    | 2      | 2022   | Under way | Trained forty inspectors. |
    """
    period = submission.edition.period
    if period is None:
        return
    for update in submission.updates:
        if "period" not in update.row.cells:
            continue
        traced = update.row.cells["period"]
        named = periods_in(text_of(traced.value), submission.edition.framework)
        if named and period.id not in named:
            yield Problem(
                Place.of(traced.cell),
                f"The row is for {listed(named)}, and the period is {period.id}.",
                f"Move the row to the workbook for {listed(named)}, or correct this cell.",
                value=traced.cell.raw,
            )


RULES = (row_skipped, action_carried_down, row_of_another_period)
