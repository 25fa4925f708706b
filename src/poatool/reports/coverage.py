"""Coverage: which actions in force were reported on, by whom, and which were not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from poatool.findings.model import Finding, Place, set_aside
from poatool.framework.edition import ActionStanding, Edition, ObjectiveStanding, PillarStanding, Standing
from poatool.framework.names import agencies as agency_names
from poatool.pipeline import Checked
from poatool.reports import coverage_model as model
from poatool.reports.answers import History, Received, answer, earlier_periods, expectations, explained, past
from poatool.reports.coverage_model import ActionState, AgencyAnswer
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.update_ids import RowKey

_Aside = Mapping[RowKey, tuple[Finding, ...]]
_NoMore = Mapping[tuple[str, str | None], str]

_OF_ANOTHER_PERIOD = {"WBK115", "WBK117"}  # the rules that find rows of another period


def coverage(
    checked: Checked, history: Mapping[str, model.Coverage] | None = None, sent: Sent = NOTHING_SENT
) -> model.Coverage:
    """Count what was reported on in a period; an update with an error does not count.

    `history` is the coverage of earlier periods by period id. `sent` lists the actions that each agency's template
    asked about; an agency asked about all of them must send a return, but is expected to report on none in particular.
    Reports on an action that was later incorporated count for the actions that took it in. A closed action is not a
    gap: no report on it is expected, but one that comes counts. No more is expected of an agency if a decision says so,
    or if it ended its part in the last period; then the plan must not name it, nor its template have asked.
    """
    edition, interpreted, findings, _, no_more = checked
    aside = set_aside(interpreted, findings)
    faulty = {finding.place.file for finding in findings if finding.counts_as_error}
    nil_returns = {
        each.sender: each.submission.nil.because
        for each in interpreted
        if each.submission.nil and each.sender and each.submission.path not in faulty
    }
    received = _received(interpreted, aside, edition, nil_returns)
    earlier = earlier_periods(edition, history or {})
    decided = {code: decision.status for code, decision in checked.assessed.items()}
    befores = {each.code: past(each, edition, earlier) for each in edition.actions}
    askable = {each.code for each in edition.actions if each.in_force and not befores[each.code].closed(edition)}
    sent = {agency: () if {*codes} >= askable > set() else codes for agency, codes in sent.items()}
    found = (_action(each, edition, received[each.code], befores[each.code], sent, no_more) for each in edition.actions)
    actions = tuple(each._replace(decided=decided.get(each.code)) for each in found)
    in_force = [action for action in actions if action.in_force]

    def share(part: PillarStanding | ObjectiveStanding, *objectives: str) -> model.Share:
        """The counts of some objectives, with the latest period in which work on them was reported or published."""
        own = [action for action in actions if action.objective in objectives]
        pages = {then.edition.period for then in earlier if not then.active.keys().isdisjoint(objectives)}
        known = {action.last_reported for action in own} | {period.id for period in pages if period}
        periods = [period for period in edition.framework.periods if period.id in known]
        last = max(periods, key=lambda period: period.start).id if periods else None
        counts = _counts(action.state for action in own if action.in_force)
        return model.Share(id=part.id, title=part.title, last_reported=last, **counts)

    asked = {edition.published_as(a) for a, codes in sent.items() if not codes and a in edition.agencies}
    asked |= {each.code for then in earlier[-1:] for each in then.agencies if each.nil_return}
    not_expected = {agency: why for (agency, action), why in no_more.items() if action is None}
    asked -= edition.resting | not_expected.keys()
    whole = {agency for agency in nil_returns if edition.published_as(agency) == agency}
    senders = whole.union(_senders(interpreted, findings, aside))
    return model.Coverage(
        edition=edition,
        actions=actions,
        pillars=tuple(share(pillar, *(o.id for o in pillar.objectives)) for pillar in edition.pillars),
        objectives=tuple(share(objective, objective.id) for objective in edition.objectives),
        agencies=tuple(
            replace(each, asked=each.code in asked, nil_return=each.code in whole)
            for each in _agencies(edition, in_force, senders)
        ),
        set_aside=len(aside),
        not_begun=sum(action.state is ActionState.NIL and bool(action.statuses) for action in in_force),
        left_out=tuple(_left_out(interpreted, findings, aside)),
        earlier=earlier,
        active=_published_work(interpreted, edition),
        not_expected=not_expected,
        **_counts(action.state for action in in_force),
    )


def _published_work(interpreted: Iterable[Interpreted], edition: Edition) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in interpreted:
        for objective, agencies in each.submission.published.agencies.items() if each.submission.published else ():
            codes = (code for name in agencies for code in agency_names.agencies(edition.framework, name).ids)
            found[objective] |= {edition.published_as(code) for code in codes}
    return {objective: edition.framework.in_order(agencies) for objective, agencies in found.items()}


def _counts(states: Iterable[ActionState], of: tuple[int, int] | None = None) -> dict[str, Any]:
    """The fields of `Counts`; `percent` is the share of reported actions, unless `of` gives another part and whole."""
    found = Counter(states)
    reported, total = found[ActionState.REPORTED], found.total()
    return {
        "in_force": total,
        **{state.value: found[state] for state in ActionState if state.in_force},
        "percent": model.percent(*(of or (reported, total))),
        "percent_expected": model.percent(reported, sum(found[state] for state in found if not state.settled)),
    }


def _received(
    interpreted: Sequence[Interpreted], aside: _Aside, edition: Edition, nil_returns: Mapping[str, str]
) -> Mapping[str, Received]:
    received: defaultdict[str, Received] = defaultdict(lambda: Received(nil_returns=nil_returns))
    for each in interpreted:
        for update in each.updates:
            why = aside.get(RowKey.of(each, update.table, update.row)) if aside else None
            counted = answer(update, edition) if why is None else None
            # A second paragraph of next steps, for instance, only adds to the answer above it.
            only_adds = update.row.continues is not None and not update.progress and update.status is None
            # From a row that may not be published, count only which agency answered for which action.
            published = update._replace(texts={}, links={}, status=None) if update.withheld else update
            for code in update.codes:
                if counted is None:
                    received[code].aside.append((update, why or ()))
                elif not only_adds:
                    received[code].counting[counted].append(published)
    return received


def _nil_senders(agency: str, standing: ActionStanding, edition: Edition, nil_returns: Mapping[str, str]) -> set[str]:
    """Whose nil returns answer for an agency on an action: its own, or those of all its units that the plan names."""
    named = {code for code in (*standing.action.lead, *standing.action.supporting) if code in edition.agencies}
    units = {code for code in named if edition.published_as(code) == agency}
    return {agency} if agency in nil_returns else units if units <= nil_returns.keys() else set()


def _action(  # noqa: PLR0913, PLR0917 - all that its state depends on
    standing: ActionStanding, edition: Edition, received: Received, before: History, sent: Sent, no_more: _NoMore
) -> model.ActionCoverage:
    plan = edition.framework
    closed = standing.in_force and before.closed(edition)
    answers = (AgencyAnswer.REPORTED, AgencyAnswer.NIL, AgencyAnswer.POINTER)
    reported, nil, pointer = ({a for u in received.counting[each] for a in u.agencies} for each in answers)
    asked = standing.in_force and (not closed or reported)
    reasons = expectations(standing, edition, sent, before.last.answered_by if before.last else ()) if asked else {}
    ended = {
        agency: why
        for agency, why in before.ended_by(edition).items()
        if reasons.get(agency) is model.Reason.LAST_PERIOD
    }
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
        model.StatedStatus(agency, update.status): None
        for updates in received.counting.values()
        for update in updates
        if update.status is not None and not update.nil
        for agency in update.agencies
    }
    order = [agency.code for agency in plan.agencies]
    then = {then.period: then.state for then in reversed(before.periods)}
    published = before.last_published
    action = model.ActionCoverage(
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


def _agencies(
    edition: Edition, in_force: Sequence[model.ActionCoverage], senders: set[str]
) -> Iterator[model.AgencyCoverage]:
    """The agencies that are published under their own code, and any other agency that reported."""
    reporting = senders.union(*(action.reported_by for action in in_force))
    own = {code for code in edition.agencies if edition.published_as(code) == code}
    for code in edition.framework.in_order(reporting | own):
        expected = [action for action in in_force if code in action.expected]
        met = sum(code in action.reported_by for action in expected)
        yield model.AgencyCoverage(
            code=code,
            name=edition.agency_name(code),
            expected=len(expected),
            met=met,
            submitted=code in senders,
            missing=tuple(action.code for action in in_force if code in action.missing),
            **_counts((action.state_of(code) for action in in_force), (met, len(expected))),
        )


def _senders(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: _Aside) -> Iterator[str]:
    """The agencies that sent a file for the period; if a file names no agency, the agencies that its updates name.

    Templates without answers and files for another period do not count; files with unreadable sheets do.
    """
    faulty = {f.place.file for f in findings if f.counts_as_error and f.place.row is None}
    others = {row for row, why in aside.items() if any(finding.code in _OF_ANOTHER_PERIOD for finding in why)}
    for each in interpreted:
        rows = ((update, others and RowKey.of(each, update.table, update.row) in others) for update in each.updates)
        of_period = [update for update, of_another in rows if not of_another]
        unread = not each.updates and bool(each.submission.sheets) and each.submission.path in faulty
        if each.agency is None:
            yield from (agency for update in of_period for agency in update.agencies)
        elif of_period or unread:
            yield each.agency


def _left_out(
    interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: _Aside
) -> Iterator[model.LeftOut]:
    rows = Counter(key.file for key in aside)
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place == Place(f.place.file)}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield model.LeftOut(path, rows[path], whole.get(path, ""))
