"""Coverage: which actions in force were reported on, by whom, and which were not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.reports.model import ActionCoverage, ActionState, AgencyCoverage, Coverage, LeftOut, Share
from poatool.reports.set_aside import counting, set_aside
from poatool.submissions.interpret import Interpreted


def coverage(
    interpreted: Sequence[Interpreted],
    findings: Sequence[Finding],
    edition: Edition,
    history: Mapping[str, Coverage] | None = None,
) -> Coverage:
    """Count what was reported on in a period.

    Args:
        interpreted: every submission of the period, readable or not.
        findings: the findings in them; an update with an error does not count.
        edition: the framework as of the period.
        history: the coverage of earlier periods by period id, for `last_reported`. Reports on an action that has
            since been incorporated count for the actions that took it in.

    A nil return ("nothing to report") is an answer: the action stays a gap, but the agency is not missing.
    An agency's `percent` covers the actions expected from it; its `reported` counts every action in force.
    """
    answers = _answers(interpreted, findings)
    earlier = _earlier(edition, history or {})
    actions = tuple(_action(standing, edition, answers, earlier) for standing in edition.actions)
    in_force = [a for a in actions if a.state not in (ActionState.INCORPORATED, ActionState.NOT_IN_FORCE)]
    reported = _count(in_force, ActionState.REPORTED)
    return Coverage(
        edition=edition,
        in_force=len(in_force),
        reported=reported,
        nil=_count(in_force, ActionState.NIL),
        unreported=_count(in_force, ActionState.UNREPORTED),
        percent=percent(reported, len(in_force)),
        actions=actions,
        pillars=tuple(_share(p.id, p.title, in_force, lambda a: a.pillar) for p in edition.pillars),
        objectives=tuple(_share(o.id, o.title, in_force, lambda a: a.objective) for o in edition.objectives),
        agencies=_agencies(edition, in_force, _senders(interpreted)),
        left_out=tuple(_left_out(interpreted, findings)),
    )


def percent(part: int, whole: int) -> float | None:
    """100 × part ÷ whole to one decimal, rounded half up; None if `whole` is 0."""
    if not whole:
        return None
    return float((Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


@dataclass(slots=True)
class _Answers:
    """The agencies that reported on each action, and those with a nil return, by the action's code."""

    substantive: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    nil: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def _answers(interpreted: Sequence[Interpreted], findings: Sequence[Finding]) -> _Answers:
    answers = _Answers()
    for _, update in counting(interpreted, set_aside(interpreted, findings)):
        kind = answers.nil if update.nil else answers.substantive
        for code in update.codes:
            kind[code].update(update.agencies)
    return answers


def _left_out(interpreted: Sequence[Interpreted], findings: Sequence[Finding]) -> Iterator[LeftOut]:
    """The number of rows set aside in each file, or why the whole file does not count."""
    rows = Counter(key.file for key in set_aside(interpreted, findings))
    whole = {f.place.file: f.message for f in findings if f.counts_as_error and f.place.sheet is None}
    for path in (each.submission.path for each in interpreted):
        if rows[path] or path in whole:
            yield LeftOut(path, rows[path], "" if rows[path] else whole[path])


def _earlier(edition: Edition, history: Mapping[str, Coverage]) -> list[tuple[str, frozenset[str]]]:
    """The earlier periods, the latest first, with the latest codes of the actions reported on in each."""
    periods = sorted(edition.framework.periods, key=lambda period: period.start, reverse=True)
    now = edition.period
    return [
        (
            period.id,
            frozenset(
                past.edition.by_code[action.code].action.code
                for action in past.actions
                if action.state is ActionState.REPORTED
            ),
        )
        for period in periods
        if (past := history.get(period.id)) is not None and (now is None or period.start < now.start)
    ]


def _action(
    standing: ActionStanding, edition: Edition, answers: _Answers, earlier: Iterable[tuple[str, frozenset[str]]]
) -> ActionCoverage:
    code = standing.code
    in_order = edition.framework.in_order
    reported_by = in_order(answers.substantive[code])
    nil_by = in_order(answers.nil[code] - answers.substantive[code])
    expected = edition.with_part(standing.action)
    return ActionCoverage(
        code=code,
        text=standing.text,
        pillar=standing.pillar,
        objective=standing.objective,
        state=_state(standing, reported_by, nil_by),
        expected=expected,
        reported_by=reported_by,
        nil_by=nil_by,
        missing=tuple(agency for agency in expected if agency not in (*reported_by, *nil_by)),
        last_reported=_last_reported(standing, edition, earlier, now=bool(reported_by)),
    )


def _state(standing: ActionStanding, reported_by: Sequence[str], nil_by: Sequence[str]) -> ActionState:
    match standing.standing:
        case Standing.INCORPORATED:
            return ActionState.INCORPORATED
        case Standing.NOT_YET | Standing.WITHDRAWN:
            return ActionState.NOT_IN_FORCE
        case Standing.IN_FORCE:
            if reported_by:
                return ActionState.REPORTED
            return ActionState.NIL if nil_by else ActionState.UNREPORTED


def _last_reported(
    standing: ActionStanding, edition: Edition, earlier: Iterable[tuple[str, frozenset[str]]], *, now: bool
) -> str | None:
    if now and edition.period is not None:
        return edition.period.id
    counting = (standing.code, *edition.incorporates(standing.code))
    latest = {edition.by_code[code].action.code for code in counting}
    return next((period for period, reported in earlier if latest & reported), None)


def _share(id_: str, title: str, in_force: Iterable[ActionCoverage], owner: Callable[[ActionCoverage], str]) -> Share:
    own = [action for action in in_force if owner(action) == id_]
    reported = _count(own, ActionState.REPORTED)
    return Share(id_, title, len(own), reported, percent(reported, len(own)))


def _agencies(edition: Edition, in_force: Sequence[ActionCoverage], senders: set[str]) -> tuple[AgencyCoverage, ...]:
    rows = []
    for code in _published(edition, in_force, senders):
        expected = {a.code for a in in_force if code in a.expected}
        reported = {a.code for a in in_force if code in a.reported_by}
        rows.append(
            AgencyCoverage(
                code=code,
                name=edition.agency_name(code),
                expected=len(expected),
                reported=len(reported),
                percent=percent(len(expected & reported), len(expected)),
                submitted=code in senders,
            )
        )
    return tuple(rows)


def _published(edition: Edition, in_force: Iterable[ActionCoverage], senders: set[str]) -> Iterator[str]:
    """The agencies published under their own code in the period, and any other that reported."""
    heard = senders.union(*(action.reported_by for action in in_force))
    existed = frozenset(edition.agencies)
    for agency in edition.framework.agencies:
        if agency.code in heard or (agency.code in existed and edition.published_as(agency.code) == agency.code):
            yield agency.code


def _senders(interpreted: Iterable[Interpreted]) -> set[str]:
    """The agencies of readable files; if a file names none, those that its updates name."""
    senders: set[str] = set()
    for each in interpreted:
        if not each.submission.readable:
            continue
        if each.agency is not None:
            senders.add(each.agency)
        else:
            senders.update(agency for update in each.updates for agency in update.agencies)
    return senders


def _count(actions: Iterable[ActionCoverage], state: ActionState) -> int:
    return sum(action.state is state for action in actions)
