"""Which agencies are expected to report on an action, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import Reason
from poatool.submissions.sent import Sent


def expectations(
    standing: ActionStanding, edition: Edition, sent: Sent, last_period: Iterable[str]
) -> Mapping[str, Reason]:
    """The agencies that are expected to report on an action in force, in the framework's order, each with the reason.

    An agency that is expected for several reasons has the first of them: it leads the action, supports it, was sent a
    workbook that asks about it, or answered for it last period, even with a nil return (`last_period`).
    """
    reasons: dict[str, Reason] = {}
    for reason, agencies in (
        (Reason.LEAD, standing.action.lead),
        (Reason.SUPPORT, standing.action.supporting),
        (Reason.SENT, [agency for agency, codes in sent.items() if standing.code in codes]),
        (Reason.LAST_PERIOD, last_period),
    ):
        for agency in agencies:
            if agency in edition.framework.agency_by_code:
                reasons.setdefault(edition.published_as(agency), reason)
    return {agency: reasons[agency] for agency in edition.agencies if agency in reasons}
