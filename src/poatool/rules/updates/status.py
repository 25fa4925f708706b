"""UPD: the status of an update, and whether its texts agree with it."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Fix, Place, Severity
from poatool.rules.places import holds, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.updates.placeholders import is_placeholder
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
        if (
            update.table.heading("status")
            and not update.nil
            and not holds(update, "status")
            and update.row.continues is None
        ):
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


@rule("UPD305", "nil-return-with-text", Severity.WARNING)
def nil_return_with_text(submission: Understood) -> Iterator[Problem]:
    """The status and the text contradict each other about whether there is something to report.

    A row whose status says that work was done and whose progress says “Nothing to report” counts as a nil
    return. To fix it, correct the one that is wrong.

    Bad:
    | Action | Status    | Progress          |
    | 2      | Completed | Nothing to report |
    Found at: B2

    Good:
    | Action | Status                | Progress                         |
    | 2      | No update this period | The work begins in the new year. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        if update.nil and update.status is not None and statuses[update.status].progress:
            cell = update.cell("status")
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(statuses[update.status].label)}, and the progress says that there is "
                "nothing to report.",
                "Correct the status, or write what was done.",
                value=cell.raw,
            )


@rule("UPD306", "completed-with-next-steps", Severity.WARNING)
def completed_with_next_steps(submission: Understood) -> Iterator[Problem]:
    """An action is reported as completed and has next steps all the same.

    To fix it, correct the status, or clear the next steps.

    Bad:
    | Action | Status    | Progress                  | Next steps                   |
    | 2      | Completed | Trained forty inspectors. | Train the remaining regions. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  | Next steps |
    | 2      | Completed | Trained forty inspectors. | None       |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        ends = update.status is not None and statuses[update.status].ends
        if ends and update.next_steps and not is_placeholder(update.next_steps):
            cell = update.cell("status")
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(cell.raw)}, and there are next steps: {quoted(update.next_steps)}.",
                "Correct the status, or clear the next steps.",
                value=cell.raw,
                related=(Place.of(update.cell("next_steps")),),
            )


RULES = (status_missing, status_unknown, nil_return_with_text, completed_with_next_steps)
