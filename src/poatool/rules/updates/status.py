"""UPD: statuses that are missing or unknown, and remarks beside a status, an agency or an action number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import Names
from poatool.framework.names.remarks import is_person
from poatool.framework.names.statuses import Remarked, remarked
from poatool.rules.places import holds, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, did_you_mean, quoted, status_labels
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import actions, counted, lazy_pattern, listed

_TO_PROGRESS = "put anything else into the progress column"

_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")


@rule(
    "UPD303",
    "status-incomplete",
    Severity.WARNING,
    aliases=("UPD321", "status-missing", "status-without-what-it-needs"),
)
def status_incomplete(submission: Interpreted) -> Iterator[Problem]:
    """A row states no status, or not what its status needs, such as the reasons for a delay.

    The update is published without it. The plan says what each status `needs`. Tables without that column are exempt.
    To fix it, fill in the cell.

    Bad:
    | Action | Status  | Progress                  | Reasons |
    | 2      |         | Trained forty inspectors. |         |
    | 3      | Delayed | Wrote a draft of a guide. |         |
    Found at: B2, D3

    Good:
    | Action | Status  | Progress                  | Reasons                |
    | 2      | Delayed | Trained forty inspectors. | Two trainers were ill. |
    """
    for update in submission.updates:
        if update.status is not None:
            status = submission.edition.framework.status_by_id[update.status]
            for column in status.needs:
                if update.table.heading(column) and not holds(update, column):
                    name = column_name(submission.edition, column)
                    message = f"The status {quoted(status.label)} needs {name}, which is empty."
                    yield Problem(place_of(update, column), message, f"Fill in {name}.")
        elif (
            update.row.continues is None
            and not (update.nil or holds(update, "status"))
            and update.table.heading("status")
        ):
            yield Problem(place_of(update, "status"), "No status is given.", f"Choose one of {_known(submission)}.")


@rule("UPD304", "status-unknown", Severity.ERROR)
def status_unknown(submission: Interpreted) -> Iterator[Problem]:
    """The status is not one of the plan's.

    poatool does not guess: it only suggests a likely meaning. It ignores a percentage, a date or a short remark beside a
    status, unless that may contradict the status or names another one. To fix it, choose a status from the list.

    Bad:
    | Action | Status   | Progress                  |
    | 2      | Complted | Trained forty inspectors. |
    Found at: B2

    Bad:
    | Action | Status          | Progress                  |
    | 2      | Completed (75%) | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Completed | Trained forty inspectors. |
    """
    for update in submission.updates:
        if update.named_status is not None and update.status is None:
            message, hint, meant = _unknown(submission, update.named_status)
            fix = Fix(submission.edition.framework.status_by_id[meant].label, safe=False) if meant else None
            yield Problem.at(update.cell("status"), message, hint, fix)


def _unknown(submission: Interpreted, named: Names) -> tuple[str, str, str | None]:
    """The message and hint on an unknown status, and its likely meaning."""
    if found := remarked(submission.edition.framework, named.text):
        return _with_remark(submission, named.text, found)
    if several := [meant for guess in named.unknown if guess.each for meant in guess.suggestions]:
        labels = status_labels(submission.edition, several)
        return f"{quoted(named.text)} may mean {listed(labels, 'or')}.", f"Choose one of them; {_TO_PROGRESS}.", None
    likely = [each for guess in named.unknown for each in guess.suggestions]
    hint = did_you_mean(status_labels(submission.edition, likely[:3]), f"Choose one of {_known(submission)}.")
    return f"{quoted(named.text)} is not a status of the plan.", hint, likely[0] if likely else None


def _with_remark(submission: Interpreted, text: str, found: Remarked) -> tuple[str, str, str | None]:
    labels = status_labels(submission.edition, found.meant)
    if len(labels) > 1:
        return f"{quoted(text)} may mean {listed(labels, 'or')}.", f"Choose one of them; {_TO_PROGRESS}.", None
    if found.doubtful:
        message = f"{quoted(found.remark)} may contradict the status {quoted(found.written)}."
        return message, f"Choose the status that is meant; {_TO_PROGRESS}.", None
    message = f"{quoted(found.written)} is a status of the plan, and {quoted(found.remark)} is a remark."
    return message, f"Choose {labels[0]}; {_TO_PROGRESS}.", found.meant[0]


def _known(submission: Interpreted) -> str:
    return listed([quoted(s.label) for s in submission.edition.framework.statuses], "or")


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
    if stated is not None and stated.remark and not year_after_period(update, edition):
        yield _Read("status", update, status_labels(edition, stated.ids)[0])


def year_after_period(update: Update, edition: Edition) -> str | None:
    """A year beside a closing status that comes after the period."""
    stated, period = update.named_status, edition.period
    if period is None or stated is None or not stated.remark or not edition.framework.status_by_id[stated.ids[0]].ends:
        return None
    return next((year for year in _YEAR.findall(stated.remark) if int(year) > period.end.year), None)
