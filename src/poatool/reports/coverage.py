"""Coverage: which actions in force were reported on, by whom, and which were not."""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from poatool.findings.model import Finding, Place
from poatool.findings.set_aside import Aside, set_aside
from poatool.framework.edition import Edition, ObjectiveStanding, PillarStanding
from poatool.framework.names import agencies as agency_names
from poatool.pipeline import Checked
from poatool.reports.action_coverage import Received, action_coverage, received_on, settled
from poatool.reports.coverage_model import ActionCoverage, ActionState, AgencyCoverage, Coverage, LeftOut, Share
from poatool.reports.history import History, history_of
from poatool.rules.across import latest_statuses
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.update_ids import RowKey
from poatool.text import actions as actions_named, by_first


def coverage(
    checked: Checked, earlier: Sequence[Coverage] = (), sent: Sent = NOTHING_SENT, whole: Coverage | None = None
) -> Coverage:
    """Count what was reported on in a period; an update with an error does not count.

    `earlier` is the coverage of earlier periods, earliest first. An agency whose template asked about all actions must
    send a return, but is not expected to report on any particular one. If `checked` and `earlier` hold only what is
    published, `whole` also counts withheld updates, and gives the states and counts.
    """
    edition, interpreted, findings, _, no_more, assessed = checked
    aside = set_aside(interpreted, findings)
    nil_returns = _nil_returns(interpreted, findings)
    received = received_on(interpreted, aside, edition, nil_returns)
    past = {each.code: history_of(each, edition, earlier) for each in edition.actions}
    if whole is not None:
        past = {e.code: past[e.code].closed_as(history_of(e, edition, whole.earlier), edition) for e in edition.actions}
    inside = {each.code: each for each in whole.actions} if whole is not None else {}
    open_actions = {each.code for each in edition.actions if each.in_force and not settled(each, past[each.code])}
    sent = {agency: () if open_actions and open_actions <= {*codes} else codes for agency, codes in sent.items()}
    actions = tuple(
        action_coverage(e, edition, received[e.code], past[e.code], sent, no_more, inside.get(e.code))._replace(
            decided=assessed[e.code].status if e.code in assessed else None
        )
        for e in edition.actions
    )
    in_force = [action for action in actions if action.state.in_force]
    asked = {edition.published_as(a) for a, codes in sent.items() if not codes and a in edition.agencies}
    with_nil = {agency for agency in nil_returns if edition.published_as(agency) == agency}
    senders = with_nil.union(_senders(interpreted, findings, aside))
    still = asked.union(senders, *(action.expected for action in actions))
    finished = _finished({action.code: past[action.code] for action in in_force}, edition, still)
    not_expected = finished | {agency: why for (agency, action), why in no_more.items() if action is None}
    asked |= _heard_or_asked(earlier[-1:])
    asked -= edition.without_actions | not_expected.keys()
    return Coverage(
        edition=edition,
        actions=actions,
        pillars=tuple(_share(p, [o.id for o in p.objectives], actions, earlier, edition) for p in edition.pillars),
        objectives=tuple(_share(each, [each.id], actions, earlier, edition) for each in edition.objectives),
        agencies=tuple(
            (replace(each, **_of_agency(each.code, in_force, asked=each.asked)) for each in whole.agencies)
            if whole
            else _agencies(edition, in_force, senders, asked, with_nil)
        ),
        set_aside=len(aside),
        not_begun=sum(action.state is ActionState.NIL and bool(action.statuses) for action in in_force),
        withheld={code: _withheld_from(each, edition) for code, each in received.items()},
        left_out=tuple(_left_out(interpreted, findings, aside)),
        earlier=tuple(earlier),
        active=_published_work(interpreted, edition),
        not_expected={a: why for a, why in not_expected.items() if whole is None or a in whole.not_expected},
        **_counts(action.state for action in in_force),
    )


def _withheld_from(received: Received, edition: Edition) -> Mapping[str, Collection[str]]:
    """The agencies of the withheld updates on an action, each with the statuses that only such updates state."""
    every = [*chain.from_iterable(received.counting.values())]
    withheld = [update for update in every if update.withheld]
    stated, shown = (latest_statuses(each, edition) for each in (every, [u for u in every if not u.withheld]))
    agencies = {agency for update in withheld for agency in update.agencies}
    return {agency: stated.get(agency, {}).keys() - shown.get(agency, {}).keys() for agency in agencies}


def _nil_returns(interpreted: Iterable[Interpreted], findings: Iterable[Finding]) -> Mapping[str, str]:
    """Why each sender of a nil return without errors has nothing to report."""
    faulty = {finding.place.file for finding in findings if finding.counts_as_error}
    counting = (each for each in interpreted if each.submission.path not in faulty)
    return {e.sender: e.submission.nil.because for e in counting if e.submission.nil and e.sender}


def _share(
    part: PillarStanding | ObjectiveStanding,
    objectives: Sequence[str],
    actions: Sequence[ActionCoverage],
    earlier: Sequence[Coverage],
    edition: Edition,
) -> Share:
    """The counts of a part of the plan, with the latest period in which work on it was reported or published."""
    own = [action for action in actions if action.objective in objectives]
    pages = {then.edition.period for then in earlier if not then.active.keys().isdisjoint(objectives)}
    known = {action.last_reported for action in own} | {period.id for period in pages if period}
    periods = [period for period in edition.framework.periods if period.id in known]
    last = max(periods, key=lambda period: period.start).id if periods else None
    return Share(id=part.id, title=part.title, last_reported=last, **_counts(a.state for a in own if a.state.in_force))


def _heard_or_asked(before: Sequence[Coverage]) -> set[str]:
    """The agencies that, in these periods, had nothing to report, were asked in vain, or had work published."""
    listed = {e.code for then in before for e in then.agencies if e.nil_return or (e.asked and not e.submitted)}
    return listed.union(*(agencies for then in before for agencies in then.active.values()))


def _published_work(interpreted: Iterable[Interpreted], edition: Edition) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for published in (each.submission.published for each in interpreted):
        for objective, agencies in published.agencies.items() if published else ():
            codes = (code for name in agencies for code in agency_names.agencies(edition.framework, name).ids)
            found[objective] |= {edition.published_as(code) for code in codes}
    return {objective: edition.framework.in_order(agencies) for objective, agencies in found.items()}


def _finished(past: Mapping[str, History], edition: Edition, still: Container[str]) -> dict[str, str]:
    """The agencies that ended all work that they reported on, and are not `still` at work; each with the reason."""
    ended = {code: before.ended_by for code, before in past.items()}
    own = by_first((agency, code) for code, before in past.items() for agency in before.last_stated)
    done = {a: of for a, of in own.items() if a not in still and all(a in ended[code] for code in of)}
    return {a: edition.framework.in_its_words(f"it ended its work on {actions_named(of)}") for a, of in done.items()}


def _counts(states: Iterable[ActionState], of: tuple[int, int] | None = None) -> dict[str, Any]:
    """The fields of `Counts`; `percent` is the share of reported actions, or of the part and the whole in `of`."""
    found = Counter(states)
    reported, total = found[ActionState.REPORTED], found.total()
    return {
        "in_force": total,
        **{state.value: found[state] for state in ActionState if state.in_force},
        "percent": percent(*(of or (reported, total))),
        "percent_expected": percent(reported, total - sum(found[state] for state in ActionState if state.settled)),
    }


def percent(part: int, whole: int) -> float | None:
    """100 × part ÷ whole, rounded half up to one decimal; None if `whole` is 0."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


def _agencies(
    edition: Edition, in_force: Sequence[ActionCoverage], senders: set[str], asked: set[str], with_nil: set[str]
) -> Iterator[AgencyCoverage]:
    """The agencies published under their own code, and any other agency that reported."""
    reporting = senders.union(*(action.reported_by for action in in_force))
    own = {code for code in edition.agencies if edition.published_as(code) == code}
    for code in edition.framework.in_order(reporting | own):
        yield AgencyCoverage(
            code=code,
            name=edition.agency_name(code),
            submitted=code in senders,
            asked=code in asked,
            nil_return=code in with_nil,
            **_of_agency(code, in_force, asked=code in asked),
        )


def _of_agency(code: str, in_force: Sequence[ActionCoverage], *, asked: bool) -> dict[str, Any]:
    expected = [action for action in in_force if code in action.expected]
    met = sum(code in action.reported_by for action in expected)
    counts = _counts((action.state_of(code) for action in in_force), (met, len(expected)))
    missing = tuple(action.code for action in in_force if code in action.missing)
    return {**counts, "expected": len(expected), "met": met, "missing": missing, "is_expected": asked or bool(expected)}


_OTHER_PERIOD_RULES = {"ALL605", "WBK115", "WBK117"}  # the rules that find rows of another period


def _senders(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[str]:
    """The agencies whose file for the period has answers or unread sheets, and those named in rows of joint files."""
    faulty = {f.place.file for f in findings if f.counts_as_error and f.place.row is None}
    others = {row for row, why in aside.items() if any(finding.code in _OTHER_PERIOD_RULES for finding in why)}
    for each in interpreted:
        rows = ((update, others and RowKey.of(each, update.table, update.row) in others) for update in each.updates)
        of_period = [update for update, of_another in rows if not of_another]
        unread = not each.updates and bool(each.submission.sheets) and each.submission.path in faulty
        if each.agency is None:
            yield from (agency for update in of_period for agency in update.agencies)
        elif of_period or unread:
            yield each.agency


def _left_out(interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Aside) -> Iterator[LeftOut]:
    rows = Counter(key.file for key in aside)
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place == Place(f.place.file)}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield LeftOut(path, rows[path], whole.get(path, ""))
