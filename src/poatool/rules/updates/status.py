"""UPD: the status of an update."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.names.matching import Names
from poatool.framework.names.statuses import Remarked, remarked
from poatool.rules.places import holds, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, did_you_mean, quoted, status_labels
from poatool.submissions.interpret import Interpreted
from poatool.text import listed

_TO_PROGRESS = "put anything else into the progress column"


@rule("UPD303", "status-missing", Severity.WARNING)
def status_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row states no status, though its table has a column for it.

    The update is published without one. To fix it, choose a status.

    Bad:
    | Action | Status | Progress                  |
    | 2      |        | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        if holds(update, "status") or update.nil or update.row.continues is not None:
            continue
        if update.table.heading("status"):
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


@rule("UPD321", "status-without-what-it-needs", Severity.WARNING)
def status_needs(submission: Interpreted) -> Iterator[Problem]:
    """A status needs another column to be filled in, such as the reasons for a delay, and that column is empty.

    The plan says what each status `needs`. Tables without that column are exempt. To fix it, fill in the column.

    Bad:
    | Action | Status  | Progress                  | Reasons |
    | 2      | Delayed | Trained forty inspectors. |         |
    Found at: D2

    Good:
    | Action | Status  | Progress                  | Reasons                |
    | 2      | Delayed | Trained forty inspectors. | Two trainers were ill. |
    """
    for update in submission.updates:
        if update.status is None:
            continue
        status = submission.edition.framework.status_by_id[update.status]
        for column in status.needs:
            if update.table.heading(column) and not holds(update, column):
                name = column_name(submission.edition, column)
                message = f"The status {quoted(status.label)} needs {name}, which is empty."
                yield Problem(place_of(update, column), message, f"Fill in {name}.")


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
