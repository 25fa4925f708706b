"""WBK: rows that are for another period, by their own cell or by a sub-heading above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind
from poatool.submissions.period import periods_in
from poatool.submissions.titles import is_current_title, is_dated_title, is_past_title, names_beside, other_times
from poatool.submissions.values import text_of
from poatool.text import listed

_HEADS = (RowKind.HEADING, RowKind.NOTE)
"""Kinds of rows that may say something about those below them."""


class _Said(NamedTuple):
    """Whether a row says that those below it are of another time, and of which."""

    of_others: bool
    others: Sequence[str] = ()


@rule("WBK117", "row-of-another-period", Severity.ERROR)
def row_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """A row says that it is for another period.

    It is set aside. To fix it, move the row to the workbook for that period, or correct the period that it states.

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
            message = f"The row is for {listed(named)}, but this is a check for {period.id}."
            yield Problem.at(
                traced.cell, message, f"Move the row to the workbook for {listed(named)}, or correct this cell."
            )


@rule("WBK136", "rows-below-of-another-period", Severity.WARNING, requires=("WBK115", "WBK118"))
def rows_below_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """A sub-heading says that the rows below it are for another period, or not to be sent.

    They are published like any others. To fix it, delete them, or move them to a sheet of their own that names their
    period. If they are for this period, correct the sub-heading.

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
    for row, times in headed_otherwise(submission):
        message = f"The rows below {quoted(row.first.raw)} are published for {period.id}.{given(row)}"
        moved = f"move them to a sheet of their own with “Period: {times[0] if times else '…'}” above the headings"
        yield Problem.at(row.first, message, f"Delete them, or {moved}. If they are for {period.id}, correct this row.")


def given(row: Row) -> str:
    """What the rows below a sub-heading take from it, as a sentence."""
    heads = row.kind is RowKind.HEADING and "agency" in row.cells
    return " Its agency counts for the rows below it that name none." if heads else ""


def headed_otherwise(submission: Interpreted) -> Iterator[tuple[Row, Sequence[str]]]:
    """The rows that say that updates below them are of another time, with the periods or years that they name.

    Each speaks for the rows down to the next one that names a time, whatever other sub-headings come between.
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
    """Whether an update has a period in its own row, or in one below the heading."""
    stated = update.cells.raw.get("period")
    return stated is not None and stated.row > heading.number


def _said_of_time(row: Row, edition: Edition) -> _Said | None:
    """What a row says about the time of those below it; None if nothing."""
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
