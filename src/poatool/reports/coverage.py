"""Coverage: which actions in force were reported on, by whom, and which were not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from poatool.findings.model import Finding, Place
from poatool.framework.edition import ActionStanding, Edition, ObjectiveStanding, PillarStanding, Standing
from poatool.framework.names import agencies as agency_names
from poatool.pipeline import Checked
from poatool.reports import coverage_model as model
from poatool.reports.history import earlier_periods, expectations, past
from poatool.reports.kinds import Facts, Heard, answer, because, kind_of
from poatool.reports.set_aside import set_aside
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.update_ids import RowKey

_Aside = Mapping[RowKey, tuple[Finding, ...]]

_ANSWERED = (model.AgencyAnswer.REPORTED, model.AgencyAnswer.NIL, model.AgencyAnswer.POINTER)

_OF_ANOTHER_PERIOD = {"WBK115", "WBK117"}
"""Rules that set rows aside because they are for another period: they do not show that an agency sent this one."""


def coverage(
    checked: Checked, history: Mapping[str, model.Coverage] | None = None, sent: Sent = NOTHING_SENT
) -> model.Coverage:
    """Count what was reported on in a period; an update with an error does not count.

    `history` is the coverage of earlier periods by period id: reports on an action that has since been incorporated
    count for the actions that took it in. `sent` is what the templates asked of each agency.

    An answer without progress leaves the action a gap, but its agency is not missing; see `kinds.answer`. An action
    is closed if the last status of each agency that ever reported on it ends the work, unless it is reported on again:
    then it is no gap, and nobody is expected to report on it.
    """
    edition, interpreted, findings, rulings = checked
    aside = set_aside(interpreted, findings)
    heard = _heard(interpreted, aside, edition, _nil_returns(interpreted, findings))
    earlier = earlier_periods(edition, history or {})
    actions = tuple(_action(standing, edition, heard[standing.code], earlier, sent) for standing in edition.actions)
    in_force = [action for action in actions if action.in_force]
    latest_first = [each.id for each in sorted(edition.framework.periods, key=lambda each: each.start, reverse=True)]

    def share(part: PillarStanding | ObjectiveStanding, *objectives: str) -> model.Share:
        """The counts of some objectives, and the latest period in which something was reported or published for any."""
        own = [action for action in actions if action.objective in objectives]
        pages = {then.edition.period for then in earlier if not then.active.keys().isdisjoint(objectives)}
        known = {action.last_reported for action in own} | {period.id for period in pages if period}
        last = next((each for each in latest_first if each in known), None)
        counts = _counts(action.state for action in own if action.in_force)
        return model.Share(id=part.id, title=part.title, last_reported=last, **counts)

    found = model.Coverage(
        edition=edition,
        actions=actions,
        pillars=tuple(share(pillar, *(o.id for o in pillar.objectives)) for pillar in edition.pillars),
        objectives=tuple(share(objective, objective.id) for objective in edition.objectives),
        agencies=_agencies(edition, in_force, _senders(interpreted, findings, aside)),
        set_aside=len(aside),
        left_out=tuple(_left_out(interpreted, findings, aside)),
        earlier=earlier,
        active=_active(interpreted, edition),
        **_counts(action.state for action in in_force),
    )
    if not rulings:
        return found
    from poatool.decisions.model import AssessedStatus

    decided = (each.decision for each in rulings if isinstance(each.decision, AssessedStatus))
    return found.with_decided({each.action: each.status for each in decided})


def _active(interpreted: Iterable[Interpreted], edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """For each objective, the agencies whose work on it was published."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in interpreted:
        for objective, agencies in each.submission.published.agencies.items() if each.submission.published else ():
            codes = (code for name in agencies for code in agency_names.agencies(edition.framework, name).ids)
            found[objective] |= {edition.published_as(code) for code in codes}
    return {objective: edition.framework.in_order(agencies) for objective, agencies in found.items()}


class _Counts(TypedDict):
    in_force: int
    reported: int
    nil: int
    unreported: int
    closed: int


def _counts(states: Iterable[model.ActionState]) -> _Counts:
    found = Counter(states)
    return {
        "in_force": found.total(),
        "reported": found[model.ActionState.REPORTED],
        "nil": found[model.ActionState.NIL],
        "unreported": found[model.ActionState.UNREPORTED],
        "closed": found[model.ActionState.CLOSED],
    }


def _nil_returns(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Mapping[str, str]:
    """The agencies that have nothing to report on any action, as filed by `receive --nil`, each with the reason."""
    faulty = {finding.place.file for finding in findings if finding.counts_as_error}
    return {
        each.agency: each.submission.nil.because
        for each in interpreted
        if each.submission.nil is not None and each.agency is not None and each.submission.path not in faulty
    }


def _heard(
    interpreted: Sequence[Interpreted], aside: _Aside, edition: Edition, nil_returns: Mapping[str, str]
) -> Mapping[str, Heard]:
    """What came in, by code of the action that it is about."""
    heard: defaultdict[str, Heard] = defaultdict(lambda: Heard(nil_returns=nil_returns))
    for each in interpreted:
        for update in each.updates:
            why = aside.get(RowKey.of(each, update.table, update.row)) if aside else None
            said = answer(update, edition) if why is None else None
            # A second paragraph of next steps, for instance, only adds to the answer above it.
            only_adds = update.row.continues is not None and not update.progress and update.status is None
            # Of what may not be published, only who answered about which action counts.
            published = update._replace(texts={}, links={}, status=None) if update.withheld else update
            for code in update.codes:
                if said is None:
                    heard[code].aside.append((update, why or ()))
                elif not only_adds:
                    heard[code].counting[said].append(published)
    return heard


def _action(
    standing: ActionStanding, edition: Edition, heard: Heard, earlier: Sequence[model.Coverage], sent: Sent
) -> model.ActionCoverage:
    before = past(standing, edition, earlier)
    closed_in = before.closed_in(edition) if standing.in_force else None
    reported, nil, pointer = (heard.agencies_giving(each) for each in _ANSWERED)
    asked = standing.in_force and (closed_in is None or reported)
    expected = expectations(standing, edition, sent, before.last_answered_by) if asked else {}
    nil |= heard.nil_returns.keys() & expected.keys() - reported
    state = _state(standing.standing, reported=bool(reported), nil=bool(nil), closed=closed_in is not None)
    missing = tuple(agency for agency in expected if agency not in reported | nil | pointer)
    facts = Facts(state, heard, before, closed_in, expected, missing)
    kind = kind_of(facts)
    in_order = edition.framework.in_order
    now = edition.period.id if edition.period else "latest"
    return model.ActionCoverage(
        code=standing.code,
        text=standing.text,
        pillar=standing.pillar,
        objective=standing.objective,
        state=state,
        kind=kind,
        because=because(kind, facts, edition),
        expected_because=expected,
        reported_by=in_order(reported),
        nil_by=in_order(nil - reported),
        pointer_by=in_order(pointer - reported - nil),
        set_aside_by=in_order({agency for update, _ in heard.aside for agency in update.agencies}),
        missing=missing,
        statuses=_statuses(heard, edition),
        last_reported=edition.period.id if reported and edition.period else before.last_reported,
        objective_in=published.period if (published := before.last_published) and not reported else None,
        timeline={**{then.period: then.state for then in reversed(before.periods)}, now: state},
    )


def _state(standing: Standing, *, reported: bool, nil: bool, closed: bool) -> model.ActionState:
    match standing:
        case Standing.INCORPORATED:
            return model.ActionState.INCORPORATED
        case Standing.NOT_YET | Standing.WITHDRAWN:
            return model.ActionState.NOT_IN_FORCE
        case Standing.IN_FORCE if reported:
            return model.ActionState.REPORTED
        case Standing.IN_FORCE if closed:
            return model.ActionState.CLOSED
        case Standing.IN_FORCE:
            return model.ActionState.NIL if nil else model.ActionState.UNREPORTED


def _statuses(heard: Heard, edition: Edition) -> tuple[model.StatedStatus, ...]:
    """The statuses that agencies state for an action, each once; a nil return states none."""
    stated = {
        model.StatedStatus(agency, update.status): None
        for updates in heard.counting.values()
        for update in updates
        if update.status is not None and not update.nil
        for agency in update.agencies
    }
    order = [agency.code for agency in edition.framework.agencies]
    return tuple(sorted(stated, key=lambda each: order.index(each.agency)))


def _agencies(
    edition: Edition, in_force: Sequence[model.ActionCoverage], senders: set[str]
) -> tuple[model.AgencyCoverage, ...]:
    return tuple(
        model.AgencyCoverage(
            code=code,
            name=edition.agency_name(code),
            expected=sum(code in action.expected for action in in_force),
            met=sum(code in action.expected and code in action.reported_by for action in in_force),
            missing=tuple(action.code for action in in_force if code in action.missing),
            submitted=code in senders,
            **_counts(_state_of(code, action) for action in in_force),
        )
        for code in _published(edition, in_force, senders)
    )


def _state_of(agency: str, action: model.ActionCoverage) -> model.ActionState:
    """The state of an action in force, judged by the answers of one agency alone."""
    if agency in action.reported_by:
        return model.ActionState.REPORTED
    if action.state is model.ActionState.CLOSED:
        return model.ActionState.CLOSED
    return model.ActionState.NIL if agency in action.nil_by else model.ActionState.UNREPORTED


def _published(edition: Edition, in_force: Iterable[model.ActionCoverage], senders: set[str]) -> Iterator[str]:
    """The agencies published under their own code in the period, and any other that reported."""
    heard = senders.union(*(action.reported_by for action in in_force))
    existed = frozenset(edition.agencies)
    for agency in edition.framework.agencies:
        if agency.code in heard or (agency.code in existed and edition.published_as(agency.code) == agency.code):
            yield agency.code


def _senders(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: _Aside) -> set[str]:
    """The agencies that sent something for the period; if a file names none, those that its updates name.

    A template without answers and a file for another period are nothing; a sheet that could not be made out is.
    """
    faulty = {f.place.file for f in findings if f.counts_as_error and f.place.row is None}
    senders = set(_nil_returns(interpreted, findings))
    others = {row for row, why in aside.items() if any(finding.code in _OF_ANOTHER_PERIOD for finding in why)}
    for each in interpreted:
        rows = ((update, others and RowKey.of(each, update.table, update.row) in others) for update in each.updates)
        of_period = [update for update, of_another in rows if not of_another]
        unread = not each.updates and bool(each.submission.sheets) and each.submission.path in faulty
        if not of_period and not unread:
            continue
        if each.agency is not None:
            senders.add(each.agency)
        else:
            senders.update(agency for update in of_period for agency in update.agencies)
    return senders


def _left_out(
    interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: _Aside
) -> Iterator[model.LeftOut]:
    """The number of rows set aside in each file, or why the whole file does not count."""
    rows = Counter(key.file for key in aside)
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place == Place(f.place.file)}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield model.LeftOut(path, rows[path], whole.get(path, ""))
