"""UPD: statuses that the texts beside them contradict."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.rules.updates.achievements import tells_of_work
from poatool.rules.updates.placeholders import says_no_more
from poatool.submissions.interpret import Interpreted


@rule("UPD305", "nil-return-with-text", Severity.WARNING)
def nil_return_with_text(submission: Interpreted) -> Iterator[Problem]:
    """The status and the text contradict each other about whether there is something to report.

    A row whose status or whose progress says “Nothing to report” counts as a nil return, whatever the other
    says. To fix it, correct the one that is wrong.

    Bad:
    | Action | Status    | Progress          |
    | 2      | Completed | Nothing to report |
    Found at: B2

    Bad:
    | Action | Status                | Progress                                         |
    | 2      | No update this period | Trained forty inspectors and published a guide.  |
    Found at: B2

    Good:
    | Action | Status                | Progress                                            |
    | 2      | No update this period | The work begins in the new year.                    |
    | 3      | No update this period | Nothing was published, since the review is not over. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        if not update.nil or update.status is None:
            continue
        status = statuses[update.status]
        cell = update.cell("status")
        if status.progress:
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(status.label)}, and the progress says that there is nothing to report.",
                "Correct the status, or write what was done.",
                value=cell.raw,
            )
        elif status.nil and tells_of_work(update.progress):
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(cell.raw)}, and the progress tells of work: {at_end(update.progress)} "
                "The row counts as a nil return.",
                "Choose the status that the work has.",
                value=cell.raw,
                related=(Place.of(update.cell("progress")),),
            )


@rule("UPD306", "completed-with-next-steps", Severity.WARNING)
def completed_with_next_steps(submission: Interpreted) -> Iterator[Problem]:
    """An action is reported as completed and has next steps all the same.

    To fix it, correct the status, or clear the next steps.

    Bad:
    | Action | Status    | Progress                  | Next steps                   |
    | 2      | Completed | Trained forty inspectors. | Train the remaining regions. |
    Found at: B2

    Good:
    | Action | Status    | Progress                  | Next steps                  |
    | 2      | Completed | Trained forty inspectors. | None                        |
    | 3      | Completed | Wrote a leaflet.          | No further work is planned. |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        ends = update.status is not None and statuses[update.status].ends
        planned = update.texts.get("next_steps")  # the one column that says what is still to come
        if ends and planned and not says_no_more(planned):
            cell = update.cell("status")
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(cell.raw)}, and there are next steps: {at_end(planned)}",
                "Correct the status, or clear the next steps.",
                value=cell.raw,
                related=(Place.of(update.cell("next_steps")),),
            )


@rule("UPD307", "not-started-with-achievements", Severity.WARNING)
def not_started_with_achievements(submission: Interpreted) -> Iterator[Problem]:
    """An action is reported as not started, and the text tells of work that was done.

    To fix it, correct the status, or say in the text that it was preparation only.

    Bad:
    | Action | Status      | Progress                                     |
    | 2      | Not started | Trained forty inspectors in three districts. |
    Found at: B2

    Good:
    | Action | Status      | Progress                                                             |
    | 2      | Not started | Training has not been developed yet; funding was sought.             |
    | 3      | Not started | The work will begin once the review is completed.                    |
    """
    statuses = submission.edition.framework.status_by_id
    for update in submission.updates:
        idle = update.status is not None and not statuses[update.status].progress and not update.nil
        if idle and tells_of_work(update.progress):
            cell = update.cell("status")
            yield Problem(
                Place.of(cell),
                f"The status is {quoted(cell.raw)}, and the text tells of work: {at_end(update.progress)}",
                "Correct the status, or say in the text what is still to begin.",
                value=cell.raw,
                related=(Place.of(update.cell("progress")),),
            )
