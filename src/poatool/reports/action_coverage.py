"""The coverage of one action: its state, who reported on it, and who was expected to."""

from collections.abc import Mapping

from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.reports.action_coverage_model import ActionCoverage, StatedStatus
from poatool.reports.answers import Received, expectations
from poatool.reports.explanations import explained
from poatool.reports.history import History
from poatool.reports.states import ActionState, AgencyAnswer, Reason
from poatool.submissions.sent import Sent

NoMore = Mapping[tuple[str, str | None], str]
"""Why no more is expected of an agency on an action, or on any if that is None."""


def _nil_senders(agency: str, standing: ActionStanding, edition: Edition, nil_returns: Mapping[str, str]) -> set[str]:
    """Whose nil returns answer for an agency on an action: its own, or those of all its units that the plan names."""
    named = {code for code in (*standing.action.lead, *standing.action.supporting) if code in edition.agencies}
    units = {code for code in named if edition.published_as(code) == agency}
    return {agency} if agency in nil_returns else units if units <= nil_returns.keys() else set()


def action_coverage(  # noqa: PLR0913, PLR0917 - all that its state depends on
    standing: ActionStanding, edition: Edition, received: Received, before: History, sent: Sent, no_more: NoMore
) -> ActionCoverage:
    """Who reported on an action of an edition, and who was expected to; see `coverage`."""
    plan = edition.framework
    closed = standing.in_force and before.closed
    answers = (AgencyAnswer.REPORTED, AgencyAnswer.NIL, AgencyAnswer.POINTER)
    reported, nil, pointer = ({a for u in received.counting[each] for a in u.agencies} for each in answers)
    asked = standing.in_force and (not closed or reported)
    reasons = expectations(standing, edition, sent, before.last.answered_by if before.last else ()) if asked else {}
    ended = {a: why for a, why in before.ended_by.items() if reasons.get(a) is Reason.LAST_PERIOD}
    decided = {agency: no_more.get((agency, None)) or no_more.get((agency, standing.code)) for agency in reasons}
    not_expected = {agency: why for agency in reasons if (why := decided[agency] or ended.get(agency))}
    expected = {agency: reason for agency, reason in reasons.items() if agency not in not_expected}
    senders = {agency: _nil_senders(agency, standing, edition, received.nil_returns) for agency in expected}
    nil |= {agency for agency, answering in senders.items() if answering} - reported
    answering = plan.in_order(set().union(*senders.values()))
    received.nil_returns = {sender: received.nil_returns[sender] for sender in answering}
    if standing.standing is Standing.INCORPORATED:
        state = ActionState.INCORPORATED
    elif not standing.in_force:
        state = ActionState.NOT_IN_FORCE
    elif reported:
        state = ActionState.REPORTED
    elif closed:
        state = ActionState.CLOSED
    else:
        state = ActionState.NIL if nil else ActionState.UNREPORTED
    stated = {
        StatedStatus(agency, update.status): None
        for updates in received.counting.values()
        for update in updates
        if update.status is not None and not update.nil
        for agency in update.agencies
    }
    order = [agency.code for agency in plan.agencies]
    then = {then.period: then.state for then in reversed(before.periods)}
    published = before.last_published
    action = ActionCoverage(
        code=standing.code,
        text=standing.text,
        pillar=standing.pillar,
        objective=standing.objective,
        state=state,
        expected=tuple(expected),
        expected_because=expected,
        not_expected=not_expected,
        reported_by=plan.in_order(reported),
        nil_by=plan.in_order(nil - reported),
        pointer_by=plan.in_order(pointer - reported - nil),
        set_aside_by=plan.in_order({agency for update, _ in received.aside for agency in update.agencies}),
        missing=tuple(agency for agency in expected if agency not in reported | nil | pointer),
        statuses=tuple(sorted(stated, key=lambda each: order.index(each.agency))),
        last_reported=edition.period_id if reported and edition.period else before.last_reported,
        objective_in=published.period if published and not reported else None,
        timeline={**then, edition.period_id or "latest": state},
    )
    return explained(action, received, before, edition)
