"""What agencies reported in the period before, to hold this period's submissions against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from poatool.rules.registry import Batch
from poatool.submissions.interpret import Interpreted, Update


def by_agency_and_action(batch: Batch) -> Mapping[tuple[str, str], list[Update]]:
    """The updates of the period before that gave a status, by agency and action."""
    found: dict[tuple[str, str], list[Update]] = defaultdict(list)
    for submission in batch.previous:
        for update in submission.updates:
            if update.status is not None and not update.nil:
                for agency in update.agencies:
                    for code in update.codes:
                        found[agency, code].append(update)
    return found


def period_before(batch: Batch) -> str:
    """What the period before is called, where it has a name."""
    period = batch.previous[0].edition.period if batch.previous else None
    return period.id if period else "the period before"


def agencies_of(submissions: Sequence[Interpreted]) -> set[str]:
    """The agencies that sent any of these submissions or report in their rows."""
    senders = {submission.agency for submission in submissions if submission.agency}
    return senders | {
        agency for submission in submissions for update in submission.updates for agency in update.agencies
    }
