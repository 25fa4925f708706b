"""WBK: how rows were read, and those that are no updates or are for another period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.rules.registry import Problem, rule
from poatool.rules.restrictions import rows_that_keep_back
from poatool.rules.text import at_end, quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind
from poatool.submissions.period import periods_in
from poatool.submissions.titles import is_current_title, is_dated_title, is_past_title, names_beside, other_times
from poatool.submissions.values import text_of
from poatool.text import listed

_HEADS = (RowKind.HEADING, RowKind.NOTE)
"""Kinds of rows that may say something of those below them."""


class _Said(NamedTuple):
    """What a row says of the time of those below it: that it is another one, and which."""

    of_others: bool
    others: Sequence[str] = ()


@rule("WBK108", "row-skipped", Severity.ADVICE)
def row_skipped(submission: Interpreted) -> Iterator[Problem]:
    """A row is a note, a sub-heading, an example, a total or a repeated heading, and no update.

    Nor is one of many rows that only repeat a cell, as where a column was filled down to the end of the sheet. It is
    not published. A sub-heading that is the name of an agency, and nothing else, gives it to the rows below
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
    skipped = [row for _, row in submission.submission.rows if row.kind is not RowKind.UPDATE]
    doubted = {row.first for row, _ in _headed_otherwise(submission)} if skipped else ()
    kept_back = rows_that_keep_back(submission) if skipped else ()
    yield from _filled_down(submission)
    for row in skipped:
        if row.kind is RowKind.FILLED_DOWN:
            continue
        if row.kind is RowKind.UNANSWERED:
            yield Problem(
                Place.of(row.first),
                "This row of the template is not answered.",
                "Choose a status and write the progress; where there is nothing to report, say so.",
                value=row.first.raw,
            )
        elif row.first not in doubted and (row.first.sheet, row.number) not in kept_back:
            yield Problem(
                Place.of(row.first),
                f"This row was read as {_a(row.kind)}, not as an update: {at_end(row.first.raw)}{_given(row)}",
                "If it is an update, write the number of its action in the action column.",
                value=row.first.raw,
            )


def _filled_down(submission: Interpreted) -> Iterator[Problem]:
    """Each run of rows that only repeat one, at its first row."""
    for table in submission.submission.tables:
        for filled, run in groupby(table.rows, key=lambda row: row.kind is RowKind.FILLED_DOWN):
            if filled:
                first, *_, last = run
                yield Problem(
                    Place.of(first.first),
                    f"Rows {first.number} to {last.number} only say {quoted(first.first.raw)}, and were not read as updates.",
                    "Delete these rows (Home > Delete > Delete Sheet Rows), or write in them what was done.",
                    value=first.first.raw,
                )


def _given(row: Row) -> str:
    """What the rows below take from a row that is skipped."""
    heads = row.kind is RowKind.HEADING and "agency" in row.cells
    return " Its agency was taken for the rows below it that name none." if heads else ""


def _a(kind: RowKind) -> str:
    return f"{'an' if kind.value[0] in 'aeiou' else 'a'} {kind.value}"


@rule("WBK109", "action-carried-down", Severity.WARNING)
def action_carried_down(submission: Interpreted) -> Iterator[Problem]:
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
def row_of_another_period(submission: Interpreted) -> Iterator[Problem]:
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


@rule("WBK136", "rows-below-of-another-period", Severity.WARNING, requires=("WBK115", "WBK118"))
def rows_below_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """A sub-heading says that the rows below it are of another period, or are not to be sent.

    They are read and published as those of any other. To fix it, delete them, or move them to a sheet of their own
    that says of which period they are; if they are for this period, correct the sub-heading.

    Bad:
    | Action             | Status    | Progress                     |
    | 2                  | Under way | Trained forty inspectors.    |
    | Last year’s update |           |                              |
    | 4                  | Ongoing   | Met the agencies each month. |
    Found at: A3

    Good:
    | Action | Status    | Progress                     |
    | 2      | Under way | Trained forty inspectors.    |
    | 4      | Ongoing   | Met the agencies each month. |
    """
    period = submission.edition.period
    if period is None:
        return
    for row, times in _headed_otherwise(submission):
        yield Problem(
            Place.of(row.first),
            f"The rows below {quoted(row.first.raw)} are published for {period.id}.{_given(row)}",
            f"Delete them, or move them to a sheet of their own with “Period: {times[0] if times else '…'}” above the "
            f"headings. If they are for {period.id}, correct this row.",
            value=row.first.raw,
        )


def _headed_otherwise(submission: Interpreted) -> Iterator[tuple[Row, Sequence[str]]]:
    """The rows that say of updates below them that they are of another time, and the periods or years that they name.

    What such a row says holds up to the next one that names a time, whatever other sub-headings stand between.
    """
    above: tuple[Row, Sequence[str]] | None = None
    sheet: str | None = None
    for table, row in submission.submission.rows if submission.edition.period else ():
        if table.sheet != sheet:
            sheet, above = table.sheet, None
        if row.kind is RowKind.UPDATE:
            if above is not None and not _is_dated_below(row, above[0]):
                yield above
                above = None
        elif row.kind in _HEADS and not table.hidden and (said := _said_of_time(row, submission.edition)):
            above = (row, said.others) if said.of_others else None


def _is_dated_below(update: Row, heading: Row) -> bool:
    """Whether an update has a period of its own, or one that is stated below a heading."""
    stated = update.cells.raw.get("period")
    return stated is not None and stated.row > heading.number


def _said_of_time(row: Row, edition: Edition) -> _Said | None:
    """What a row says of the time of those below it; None where it says nothing of it."""
    if "period" in row.cells:
        return _Said(of_others=False)
    if len({*(cell.column for cell in row.cells.raw.values()), *row.other.raw}) > 1 or edition.period is None:
        return None
    text, names = text_of(row.start.value), names_beside(edition.framework)
    if is_past_title(text, names):
        return _Said(of_others=True, others=other_times(text, edition.framework, edition.period))
    if is_dated_title(text, names):
        others = other_times(text, edition.framework, edition.period)
        return _Said(of_others=bool(others), others=others)
    return _Said(of_others=False) if is_current_title(text) else None
