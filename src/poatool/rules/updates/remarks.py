"""UPD: remarks beside a status, an agency or an action number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.names.remarks import is_person
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, status_labels
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, counted, lazy_pattern, listed

_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")


class _Read(NamedTuple):
    """A cell that was read without its remark, and the meaning that was read."""

    column: str
    update: Update
    meaning: str


@rule("UPD319", "remark-not-published", Severity.ADVICE)
def remark_not_published(submission: Interpreted) -> Iterator[Problem]:
    """A status, an agency or an action was read without the words beside it.

    The words do not change its meaning and are not published. Each column of a table has one finding, at the first such
    cell. To fix it, write only the status, the agency or the action's number, and put what readers
    should know into the progress column.

    Bad:
    | Action | Status          | Progress                  |
    | 2      | Under way (75%) | Trained forty inspectors. |
    Found at: B2

    Bad:
    | Action                       | Status    | Progress                  |
    | 4 – intelligence sharing     | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    read = [each for update in submission.updates for each in _read(update, submission.edition)]
    in_columns = sorted(read, key=lambda each: each.column)
    for _, cells in groupby(in_columns, key=lambda each: (each.column, id(each.update.table))):
        first, *more = cells
        others = f" The same goes for {counted(len(more), 'cell')} below it." if more else ""
        cell = first.update.cell(first.column)
        message = f"{quoted(cell.raw)} was read as {first.meaning}. The words beside it are not published.{others}"
        hint = "If that is right, nothing needs to be done. Put what readers should know into the progress column."
        yield Problem.at(cell, message, hint, related=[each.update.cell(each.column) for each in more])


def _read(update: Update, edition: Edition) -> Iterator[_Read]:
    if any(piece.paraphrase for piece in update.references.pieces) and update.references.resolved:
        yield _Read("action", update, actions(update.codes))
    named = update.named_agencies
    if named is not None and named.remark and not is_person(named.remark):
        yield _Read("agency", update, listed([edition.agency_name(code) for code in named.ids]))
    stated = update.named_status
    if stated is not None and stated.remark and not _later_year(update, edition):
        yield _Read("status", update, status_labels(edition, stated.ids)[0])


def _later_year(update: Update, edition: Edition) -> str | None:
    """A year beside a closing status that comes after the period."""
    stated, period = update.named_status, edition.period
    if period is None or stated is None or not stated.remark or not edition.framework.status_by_id[stated.ids[0]].ends:
        return None
    return next((year for year in _YEAR.findall(stated.remark) if int(year) > period.end.year), None)


@rule("UPD320", "completed-after-period", Severity.WARNING)
def completed_after_period(submission: Interpreted) -> Iterator[Problem]:
    """A status that ends an action has a year beside it that comes after the period.

    It is published as the status says, but the year may be a target. To fix it, choose the status at the end of the
    period.

    Bad:
    | Action | Status             | Progress                  |
    | 2      | Completed – May 2024 | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Completed | Trained forty inspectors. |
    """
    for update in submission.updates:
        if year := _later_year(update, submission.edition):
            message = f"{quoted(update.cell('status').raw)} has a year in it, {year}, that comes after the period."
            yield Problem.at(update.cell("status"), message, "If it is a target, choose another status.")
