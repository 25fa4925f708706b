"""UPD: statuses that do not follow from those of the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.model import Status
from poatool.rules.earlier import by_agency_and_action, period_before
from poatool.rules.registry import Batch, Problem, batch_rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Update
from poatool.text import actions


@batch_rule("UPD313", "status-went-backwards", Severity.WARNING)
def status_went_backwards(batch: Batch) -> Iterator[Problem]:
    """An action on which an agency was at work in the period before is reported as not started.

    To fix it, correct the status, or say in the text why the work begins again.

    Bad previous:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |

    Bad:
    | Action | Status      | Progress                           |
    | 2      | Not started | Funding for a course is sought.    |
    Found at: B2

    Good previous:
    | Action | Status      | Progress                       |
    | 2      | Not started | Funding was sought for a year. |

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """

    def backwards(before: Status, after: Status) -> bool:
        return before.progress and not after.progress

    for update, codes, earlier in _changed(batch, backwards):
        yield _problem(batch, update, codes, earlier, "Correct the status, or say why the work begins again.")


@batch_rule("UPD314", "completed-and-reopened", Severity.WARNING)
def completed_and_reopened(batch: Batch) -> Iterator[Problem]:
    """An action that an agency had completed in the period before is reported as still going on.

    To fix it, correct the status, or say in the text what is new.

    Bad previous:
    | Action | Status    | Progress                  |
    | 2      | Completed | Trained forty inspectors. |

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Wrote a guide for border officers. |
    Found at: B2

    Good previous:
    | Action | Status    | Progress                  |
    | 2      | Completed | Trained forty inspectors. |

    Good:
    | Action | Status    | Progress                                   |
    | 2      | Completed | Wrote a guide for border officers as well. |
    """

    def reopened(before: Status, after: Status) -> bool:
        return before.ends and after.progress and not after.ends

    for update, codes, earlier in _changed(batch, reopened):
        yield _problem(batch, update, codes, earlier, "Correct the status, or say in the text what is new.")


def _changed(batch: Batch, odd: Callable[[Status, Status], bool]) -> Iterator[tuple[Update, tuple[str, ...], Update]]:
    """The updates whose status is odd after every one of the same agency on that action, the actions, and one before."""
    statuses = batch.edition.framework.status_by_id
    earlier = by_agency_and_action(batch)
    for submission in batch.submissions if earlier else ():
        for update in submission.updates:
            if update.status is None or update.nil or not update.row.cells.get("status"):
                continue
            after = statuses[update.status]
            before = {
                code: [u for agency in update.agencies for u in earlier.get((agency, code), ())]
                for code in update.codes
            }
            codes = tuple(
                c for c, them in before.items() if them and all(odd(statuses[u.status or ""], after) for u in them)
            )
            if codes:
                yield update, codes, before[codes[0]][0]


def _problem(batch: Batch, update: Update, codes: tuple[str, ...], earlier: Update, hint: str) -> Problem:
    cell, before = update.cell("status"), earlier.cell("status")
    return Problem(
        Place.of(cell),
        f"{actions(codes)}: the status is {quoted(cell.raw)}, and was {quoted(before.raw)} in {period_before(batch)}.",
        hint,
        value=cell.raw,
        related=(Place.of(before),),
    )
