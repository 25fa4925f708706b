"""UPD: the status of an update, and whether its texts agree with it."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Fix, Place, Severity
from poatool.rules.places import holds, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import did_you_mean, listed, quoted, status_labels
from poatool.submissions.understand import Understood


@rule("UPD303", "status-missing", Severity.WARNING)
def status_missing(submission: Understood) -> Iterator[Problem]:
    """A row states no status, though the table has a column for it.

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
def status_unknown(submission: Understood) -> Iterator[Problem]:
    """The status is not one of the plan's.

    Nothing is guessed: a likely meaning is a suggestion. To fix it, choose a status of the list.

    Bad:
    | Action | Status   | Progress                  |
    | 2      | Complted | Trained forty inspectors. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Completed | Trained forty inspectors. |
    """
    for update in submission.updates:
        if update.named_status is not None and update.status is None:
            likely = [i for guess in update.named_status.unknown for i in guess.suggestions]
            labels = [submission.edition.framework.status_by_id[i].label for i in likely]
            cell = update.cell("status")
            yield Problem(
                Place.of(cell),
                f"{quoted(update.named_status.text)} is not a status of the plan.",
                did_you_mean(status_labels(submission.edition, likely[:3]), f"Choose one of {_known(submission)}."),
                value=cell.raw,
                fix=Fix(labels[0], safe=False) if labels else None,
            )


def _known(submission: Understood) -> str:
    return listed([quoted(s.label) for s in submission.edition.framework.statuses], "or")


RULES = (status_missing, status_unknown)
