"""Show the framework as it stood in a period: actions in force, where others are reported, texts and agencies.

A framework file describes the latest state, so later events are undone, the latest first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from poatool.framework.events import AgencyEventKind, Change, Event, EventKind, Target, former
from poatool.framework.model import Action, Agency, Framework, Objective, ReportingPeriod
from poatool.text import actions, by_first


class Standing(StrEnum):
    """Whether an action is reported on in a period and, if not, why."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"  # the word in sentences such as `It has been withdrawn`


class ActionStanding(NamedTuple):
    """An action as it stood in a period. `entry` is its latest state, as in the file, whose code never changes."""

    action: Action  # with the values that its fields had then
    entry: Action
    code: str
    text: str
    pillar: str
    objective: str
    standing: Standing
    into: tuple[str, ...] = ()  # the codes of the actions in `targets`
    counts_under: tuple[str, ...] = ()  # the actions in force at the end of the chain, in published order
    targets: tuple[Target, ...] = ()  # where its reporting went, as in the file, with parts and objectives
    by: Event | None = None  # the event that led to the standing
    until: Event | None = None  # the next event that brings it into force

    @property
    def in_force(self) -> bool:
        """Whether its progress is reported under its own code."""
        return self.standing is Standing.IN_FORCE

    @property
    def why(self) -> str:
        """Why it is not in force, since when and until when; empty if it is in force."""
        if self.in_force:
            return ""
        again = f"It is in force{' again' if self.by else ''} from {self.until.start}." if self.until else ""
        if self.standing is Standing.NOT_YET:
            return again
        into = f" into {actions(self.into)}" if self.into else ""
        since = f" since {self.by.start}" if self.by and self.by.start else ""
        if not (self.counts_under or again):
            since += f", and no action {'that took it in is in force' if into else 'replaced it'}"
        return f"It has been {self.standing}{into}{since}. {again}".rstrip()

    @property
    def became(self) -> str:
        """What became of it, in a word: its standing or, if it is in force again, the event: `reinstated`."""
        if self.standing is not Standing.IN_FORCE:
            return self.standing
        return self.by.event if self.by and self.by.event is not EventKind.ADDED else EventKind.REINSTATED


class Effect(NamedTuple):
    """The effect of a kind of event on an action."""

    standing: Standing | None = None  # the standing of the action afterwards
    before: tuple[Standing, ...] = (*Standing,)  # the standings that the action may have before it


EFFECTS = {kind: Effect() for kind in EventKind} | {
    EventKind.ADDED: Effect(Standing.IN_FORCE),
    EventKind.INCORPORATED: Effect(Standing.INCORPORATED),
    EventKind.SPLIT: Effect(Standing.INCORPORATED),
    EventKind.WITHDRAWN: Effect(Standing.WITHDRAWN, before=(Standing.IN_FORCE,)),
    EventKind.REINSTATED: Effect(Standing.IN_FORCE, before=(Standing.INCORPORATED, Standing.WITHDRAWN)),
}


def in_effect(framework: Framework, change: Change, period: ReportingPeriod | None) -> bool:
    """Whether a change had happened by the end of a period; if the period is None, every change has happened."""
    if period is None:
        return True
    if change.since is not None:
        return framework.period_by_id[change.since].start <= period.start
    day = change.date or change.known_by
    return day is None or day <= period.end


def _earlier(framework: Framework, period: ReportingPeriod | None, entry: Action | Agency) -> dict[str, Any]:
    """The values that were replaced after a period, by key: those that the entry had in it."""
    later = [each for each in reversed(entry.history) if each.event.replaces and not in_effect(framework, each, period)]
    return {each.event.replaces: each.before(getattr(entry, each.event.replaces, None)) for each in later}


def _standing(framework: Framework, period: ReportingPeriod | None, entry: Action, objective: str) -> ActionStanding:
    """An action as it was in a period, before its targets are resolved; the file lists it under `objective`."""
    values = _earlier(framework, period, entry)
    then_in = values.pop("objective", objective)
    action = replace(entry, **values) if values else entry
    state = ActionStanding(action, entry, action.code, action.text, "", then_in, Standing.IN_FORCE)
    for event in entry.history:
        done, standing = in_effect(framework, event, period), EFFECTS[event.event].standing
        if event.event is EventKind.ADDED and not done:
            state = state._replace(standing=Standing.NOT_YET)
        if done and standing:
            state = state._replace(standing=standing, targets=event.targets, by=event)
        elif standing is Standing.IN_FORCE and not state.until:
            state = state._replace(until=event)
    return state


def _agency_then(framework: Framework, period: ReportingPeriod | None, agency: Agency) -> tuple[Agency, bool]:
    """An agency as it was in a period, a unit of the one into which it had been merged; and whether it existed."""
    then = replace(agency, **_earlier(framework, period, agency))
    events = [(event, in_effect(framework, event, period)) for event in agency.history]
    merged = [event.into for event, done in events if done and event.event is AgencyEventKind.MERGED]
    ends = (AgencyEventKind.ESTABLISHED, AgencyEventKind.DISESTABLISHED)
    exists = not any(event.event is ends[done] for event, done in events)
    return (replace(then, unit_of=merged[0]) if merged else then), exists


def _hops(start: str, into: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Follow `into` from an action: yield each step as a pair of actions, nearest first, visiting each action once."""
    seen, waiting = {start}, [start]
    for code in waiting:  # a list that grows in this loop
        for target in into.get(code, ()):
            yield code, target
            if target not in seen:
                seen.add(target)
                waiting.append(target)


class ObjectiveStanding(NamedTuple):
    """An objective with its actions as they stood; its id and title are the published ones."""

    id: str
    title: str
    actions: tuple[ActionStanding, ...]


class PillarStanding(NamedTuple):
    """A pillar with its objectives as they stood."""

    id: str
    title: str
    objectives: tuple[ObjectiveStanding, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Edition:
    """The framework as of a period or, if `period` is None, in its latest state. All other code works with this."""

    framework: Framework
    period: ReportingPeriod | None
    pillars: tuple[PillarStanding, ...]
    by_code: dict[str, ActionStanding]

    @property
    def period_id(self) -> str | None:
        """The id of its period; None for the latest state."""
        return self.period.id if self.period else None

    @property
    def actions(self) -> tuple[ActionStanding, ...]:
        """Every action known, in published order."""
        return tuple(self.by_code.values())

    @property
    def objectives(self) -> tuple[ObjectiveStanding, ...]:
        """Every objective in published order."""
        return tuple(o for p in self.pillars for o in p.objectives)

    @cached_property
    def by_file_code(self) -> dict[str, ActionStanding]:
        """The actions by their codes in the file."""
        return {standing.entry.code: standing for standing in self.actions}

    @cached_property
    def other_codes(self) -> dict[str, str]:
        """Codes that actions have only in other periods, each with the action's code in this period."""
        known = ((code, a.code) for a in self.actions for code in (a.entry.code, *former(a.entry.history, "code")))
        return {code: first for code, (first, *_) in by_first(known).items() if code not in self.by_code}

    @cached_property
    def code_prefix(self) -> str:
        """The letters and signs before the number of every code, as in M1 to M14; empty if codes begin differently."""
        openings = {re.split(r"\d", code, maxsplit=1)[0] for code in self.by_code}
        return openings.pop() if len(openings) == 1 else ""

    @cached_property
    def incorporated(self) -> Mapping[str, tuple[str, ...]]:
        """By each action's code, the codes of the actions that count under it, in published order."""
        found = by_first((end, a.code) for a in self.actions if not a.in_force for end in a.counts_under)
        return {code: tuple(found.get(code, ())) for code in self.by_code}

    def route(self, code: str) -> tuple[tuple[str, str], ...]:
        """The steps from an action to the actions that it counts under, as pairs of actions, nearest first."""
        return tuple(_hops(code, {action.code: action.into for action in self.actions}))

    @cached_property
    def _agencies(self) -> dict[str, tuple[Agency, bool]]:
        return {a.code: _agency_then(self.framework, self.period, a) for a in self.framework.agencies}

    @property
    def agencies(self) -> tuple[str, ...]:
        """The codes of the agencies that existed, units included, in the order of the file."""
        return tuple(code for code, (_, exists) in self._agencies.items() if exists)

    def agency_name(self, code: str) -> str:
        """The name of an agency in this period."""
        return self._agencies[code][0].name

    @cached_property
    def without_actions(self) -> frozenset[str]:
        """The agencies that the plan names only on actions that are not reported on in the period."""
        asked, named = set[str](), set[str]()
        for each in self.actions:
            due = any(self.by_code[end].standing is Standing.IN_FORCE for end in each.counts_under)
            (asked if due else named).update(self.agencies_on(each))
        return frozenset(named - asked)

    def published_as(self, code: str) -> str:
        """The agency under which an agency is published: itself, the one it belonged to or the one it merged into."""
        seen = {code}
        while (parent := self._agencies[code][0].unit_of) and parent in self._agencies and parent not in seen:
            seen.add(parent)
            code = parent
        return code

    def agencies_on(self, each: ActionStanding) -> tuple[str, ...]:
        """The agencies that led or supported an action, in the order of the file; for a unit, its agency."""
        return self.framework.in_order(set(map(self.published_as, (*each.action.lead, *each.action.supporting))))


def as_of(framework: Framework, period: ReportingPeriod | None) -> Edition:
    """The framework as it stood in a period, or in its latest state if the period is None."""
    pillar_of = {objective.id: pillar.id for pillar in framework.pillars for objective in pillar.objectives}
    members: dict[str, list[ActionStanding]] = {objective: [] for objective in pillar_of}
    for listed_in, entry in ((o.id, a) for p in framework.pillars for o in p.objectives for a in o.actions):
        stood = _standing(framework, period, entry, listed_in)  # it may then have been in another objective
        members[stood.objective].append(stood._replace(pillar=pillar_of[stood.objective]))
    linked = _linked({each.entry.code: each for found in members.values() for each in found}, members)

    def stood_in(each: Objective) -> ObjectiveStanding:
        return ObjectiveStanding(each.id, each.title, tuple([linked[m.entry.code] for m in members[each.id]]))

    pillars = tuple([PillarStanding(p.id, p.title, tuple(map(stood_in, p.objectives))) for p in framework.pillars])
    return Edition(framework, period, pillars, {standing.code: standing for standing in linked.values()})


def _linked(
    standings: Mapping[str, ActionStanding], members: Mapping[str, Sequence[ActionStanding]]
) -> dict[str, ActionStanding]:
    """Find where the reporting of each action went, by codes in the file; `members` has each objective's actions."""
    into: dict[str, list[str]] = {code: [] for code in standings}  # the actions that directly took over its reporting
    for code, standing in standings.items():
        for target in standing.targets:
            in_force = [each.entry.code for each in members.get(target.objective or "", ()) if each.in_force]
            into[code] += in_force if target.action is None else [target.action]
    sources = by_first((taker, code) for code, takers in into.items() for taker in dict.fromkeys(takers))
    ends: dict[str, list[str]] = {code: [] for code in standings}  # the actions in force under which it counts
    for end in (code for code, standing in standings.items() if standing.in_force):
        for code in {end, *(source for _, source in _hops(end, sources))}:
            ends[code].append(end)
    linked = {}
    for code, standing in standings.items():
        takers = [standings[taker].code for taker in dict.fromkeys(into[code]) if taker in standings]
        counts_under = [standings[end].code for end in ends[code]]
        linked[code] = standing._replace(into=tuple(takers), counts_under=tuple(counts_under))
    return linked
