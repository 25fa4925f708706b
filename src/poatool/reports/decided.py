"""What decisions make of a report: the statuses that stand, and which decisions are in use."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.decisions.model import AssessedStatus as Assessment
from poatool.decisions.model import Decisions
from poatool.framework.edition import Edition
from poatool.reports.model import AssessedStatus


def assessed(decisions: Decisions, edition: Edition) -> Mapping[str, AssessedStatus]:
    """The statuses that stand by decision in a period, by the action's code."""
    period = edition.period.id if edition.period else None
    found = decisions.of(Assessment, period)
    return {each.action: AssessedStatus(each.status, each.because, each.by) for each in found}
