"""The framework as it stood in a period: which actions are in force, how they read, where others went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from poatool.framework.life_cycle import (
    ActionState,
    AgencyState,
    Hop,
    Standing,
    action_state,
    agency_state,
    hops,
)
from poatool.framework.model import Action, EventKind, Framework, ReportingPeriod, Target

__all__ = [
    "ActionStanding",
    "Edition",
    "Hop",
    "ObjectiveStanding",
    "PillarStanding",
    "Standing",
    "as_of",
]


class ActionStanding(NamedTuple):
    """An action as it stood in a period.

    `into` are the actions that directly took in its reporting and `targets` the same as the file names them, parts
    and whole objectives included; `counts_under` are the actions in force at the end of the chain, in published
    order; `since` is the period from which it was added, if it was.
    """

    action: Action
    code: str
    text: str
    pillar: str
    objective: str
    standing: Standing
    into: tuple[str, ...] = ()
    counts_under: tuple[str, ...] = ()
    since: str | None = None
    targets: tuple[Target, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether progress on it is reported under its own code."""
        return self.standing is Standing.IN_FORCE


class ObjectiveStanding(NamedTuple):
    """An objective with its actions as they stood; its id and title are the published ones."""

    id: str
    title: str
    pillar: str
    actions: tuple[ActionStanding, ...]


class PillarStanding(NamedTuple):
    """A pillar with its objectives as they stood."""

    id: str
    title: str
    objectives: tuple[ObjectiveStanding, ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """The framework as of a period; `period` None is its latest state. All else works from this."""

    framework: Framework
    period: ReportingPeriod | None
    pillars: tuple[PillarStanding, ...]
    by_code: dict[str, ActionStanding] = field(repr=False)

    @property
    def actions(self) -> tuple[ActionStanding, ...]:
        """Every action known, in published order."""
        return tuple(self.by_code.values())

    @property
    def objectives(self) -> tuple[ObjectiveStanding, ...]:
        """Every objective in published order."""
        return tuple(o for p in self.pillars for o in p.objectives)

    @cached_property
    def other_codes(self) -> dict[str, str]:
        """Codes that renumbered actions had or have at other times, to the code they had in this period.

        A code that is in use in this period is not among them.
        """
        codes: dict[str, str] = {}
        for standing in self.actions:
            renumbered = (e.was for e in standing.action.history if e.event is EventKind.RENUMBERED)
            for code in (standing.action.code, *renumbered):
                if code and code not in self.by_code:
                    codes.setdefault(code, standing.code)
        return codes

    @cached_property
    def into(self) -> dict[str, tuple[str, ...]]:
        """The actions that directly took in the reporting on another, by its code."""
        return {action.code: action.into for action in self.actions if action.into}

    @cached_property
    def _incorporated(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for action in self.actions:
            for end in action.counts_under if not action.in_force else ():
                found.setdefault(end, []).append(action.code)
        return found

    def incorporates(self, code: str) -> tuple[str, ...]:
        """The codes whose reporting is counted under this action, in published order."""
        return tuple(self._incorporated.get(code, ()))

    def route(self, code: str) -> tuple[Hop, ...]:
        """The steps by which the reporting on an action reached those that it counts under, nearest first."""
        return tuple(hops(code, self.into))

    @cached_property
    def _agencies(self) -> dict[str, AgencyState]:
        return {a.code: agency_state(self.framework, self.period, a) for a in self.framework.agencies}

    @property
    def agencies(self) -> tuple[str, ...]:
        """The codes of the agencies that existed, units of others included, in the order of the file."""
        return tuple(code for code, state in self._agencies.items() if state.exists)

    def agency_name(self, code: str) -> str:
        """What an agency was called."""
        return self._agencies[code].name

    def published_as(self, code: str) -> str:
        """The agency under which an agency was published: itself, or the one that it was part of or merged into."""
        seen = {code}
        while (parent := self._agencies[code].part_of) and parent in self._agencies and parent not in seen:
            seen.add(parent)
            code = parent
        return code

    def with_part(self, action: Action) -> tuple[str, ...]:
        """The agencies that lead or support an action, as they were published, in the order of the file."""
        return self.framework.in_order({self.published_as(code) for code in (*action.lead, *action.supporting)})


def as_of(framework: Framework, period: ReportingPeriod | None) -> Edition:
    """See the framework as it stood in a period, or in its latest state when there is none."""
    states = {
        action.code: action_state(framework, period, action, objective.id)
        for pillar in framework.pillars
        for objective in pillar.objectives
        for action in objective.actions
    }
    members: dict[str, list[str]] = {objective.id: [] for p in framework.pillars for objective in p.objectives}
    for code, state in states.items():
        members[state.objective].append(code)
    standings = _standings(framework, states, members)
    pillars = tuple(
        PillarStanding(
            pillar.id,
            pillar.title,
            tuple(
                ObjectiveStanding(o.id, o.title, pillar.id, tuple(standings[code] for code in members[o.id]))
                for o in pillar.objectives
            ),
        )
        for pillar in framework.pillars
    )
    return Edition(framework, period, pillars, {standing.code: standing for standing in standings.values()})


def _standings(
    framework: Framework, states: Mapping[str, ActionState], members: Mapping[str, list[str]]
) -> Mapping[str, ActionStanding]:
    """Every action as it stood, by its code in the file, in published order; `members` are those of an objective."""
    in_force = {id_: [c for c in codes if states[c].standing is Standing.IN_FORCE] for id_, codes in members.items()}
    into = {code: _direct(state.targets, in_force) for code, state in states.items() if state.targets}
    order = [code for codes in members.values() for code in codes]
    ends = _ends([code for code in order if states[code].standing is Standing.IN_FORCE], into)
    actions = {action.code: action for action in framework.actions}
    pillar_of = {objective.id: pillar.id for pillar in framework.pillars for objective in pillar.objectives}
    return {
        code: ActionStanding(
            actions[code],
            state.code,
            state.text,
            pillar_of[state.objective],
            state.objective,
            state.standing,
            tuple([states[target].code for target in into.get(code, ()) if target in states]),
            tuple([states[end].code for end in ends.get(code, ())]),
            state.since,
            state.targets,
        )
        for code, state in ((code, states[code]) for code in order)
    }


def _ends(in_force: Iterable[str], into: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    """For each action, those in force that its reporting reaches, itself included, in the order given."""
    sources: dict[str, list[str]] = {}
    for code, targets in into.items():
        for target in targets:
            sources.setdefault(target, []).append(code)
    ends: dict[str, list[str]] = {}
    for end in in_force:
        for code in dict.fromkeys([end, *(hop.target for hop in hops(end, sources))]):
            ends.setdefault(code, []).append(end)
    return ends


def _direct(targets: tuple[Target, ...], in_force: dict[str, list[str]]) -> tuple[str, ...]:
    """The actions that targets name, by the codes of the file; an objective stands for those in force in it."""
    codes: list[str] = []
    for target in targets:
        codes += [target.action] if target.action is not None else in_force.get(target.objective or "", [])
    return tuple(dict.fromkeys(codes))
