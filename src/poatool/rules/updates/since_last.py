"""UPD: statuses that contradict those of the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from poatool.findings.model import Severity
from poatool.framework.model import Status
from poatool.rules.registry import Batch, Problem, batch_rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Update
from poatool.text import actions


@batch_rule("UPD313", "status-went-backwards", Severity.WARNING)
def status_went_backwards(batch: Batch) -> Iterator[Problem]:
    """An action that an agency was working on in the period before is reported as not started.

    Readers who compare the two reports would ask why. To fix it, correct the status, or say in the text why the work begins again.

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

    return _changed(batch, backwards, "Correct the status, or say in the text why the work begins again.")


@batch_rule("UPD314", "completed-and-reopened", Severity.WARNING)
def completed_and_reopened(batch: Batch) -> Iterator[Problem]:
    """An action that an agency had completed in the period before is reported as still going on.

    Readers who compare the two reports would ask why. To fix it, correct the status, or say in the text what is new.

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

    return _changed(batch, reopened, "Correct the status, or say in the text what is new.")


def _changed(batch: Batch, odd: Callable[[Status, Status], bool], hint: str) -> Iterator[Problem]:
    """Report each status that is odd, compared with every earlier one of the same agency on an action."""
    statuses = batch.edition.framework.status_by_id
    for submission in batch.submissions if batch.earlier_statuses else ():
        for update in submission.updates:
            if update.status is None or update.nil or not update.row.cells.get("status"):
                continue
            after = statuses[update.status]
            before = {code: _before(batch, update, code) for code in update.codes}
            codes = [
                c for c, them in before.items() if them and all(odd(statuses[u.status or ""], after) for u in them)
            ]
            if codes:
                cell, earlier = update.cell("status"), before[codes[0]][0].cell("status")
                message = f"{actions(codes)}: the status is {quoted(cell.raw)}, but in {batch.period_before} it was "
                yield Problem.at(cell, f"{message}{quoted(earlier.raw)}.", hint, related=(earlier,))


def _before(batch: Batch, update: Update, code: str) -> list[Update]:
    """The updates on an action from the same agencies in the period before."""
    return [u for agency in update.agencies for u in batch.earlier_statuses.get((agency, code), ())]
