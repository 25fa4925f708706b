"""The framework as it stood in a period: which actions are in force, how they read, where others went."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from poatool.framework.model import Action, Event, EventKind, Framework, ReportingPeriod, Target


class Standing(StrEnum):
    """Whether an action is reported on in a period, and if not, why."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ActionStanding:
    """An action as it stood in a period.

    `into` are the actions that directly took in its reporting; `counts_under` the actions in force at
    the end of the chain, in published order; `since` the period from which it was added, if it was.
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

    @property
    def in_force(self) -> bool:
        """Whether progress on it is reported under its own code."""
        return self.standing is Standing.IN_FORCE


@dataclass(frozen=True, slots=True)
class ObjectiveStanding:
    """An objective with its actions as they stood; its id and title are the published ones."""

    id: str
    title: str
    pillar: str
    actions: tuple[ActionStanding, ...]


@dataclass(frozen=True, slots=True)
class PillarStanding:
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

    def incorporates(self, code: str) -> tuple[str, ...]:
        """The codes whose reporting is counted under this action, in published order."""
        return tuple(a.code for a in self.actions if not a.in_force and code in a.counts_under)


def as_of(framework: Framework, period: ReportingPeriod | None) -> Edition:
    """See the framework as it stood in a period, or in its latest state when there is none."""
    plain = [
        _standing(framework, period, action, pillar.id, objective.id)
        for pillar in framework.pillars
        for objective in pillar.objectives
        for action in objective.actions
    ]
    order = {standing.code: place for place, standing in enumerate(plain)}
    by_code = {s.code: s for s in plain}
    resolved = [replace(s, counts_under=_ends(s, by_code, order)) for s in plain]
    pillars = tuple(
        PillarStanding(
            pillar.id,
            pillar.title,
            tuple(
                ObjectiveStanding(
                    objective.id, objective.title, pillar.id, tuple(s for s in resolved if s.objective == objective.id)
                )
                for objective in pillar.objectives
            ),
        )
        for pillar in framework.pillars
    )
    return Edition(framework, period, pillars, {s.code: s for s in resolved})


def in_effect(framework: Framework, event: Event, period: ReportingPeriod | None) -> bool:
    """Whether a change had happened by a period: from its start on, or by its last day."""
    if period is None:
        return True
    if event.since is not None:
        return framework.period_by_id[event.since].start <= period.start
    day = event.date or event.known_by
    return day is None or day <= period.end


def _standing(
    framework: Framework, period: ReportingPeriod | None, action: Action, pillar: str, objective: str
) -> ActionStanding:
    code, text, standing = action.code, action.text, Standing.IN_FORCE
    into: tuple[str, ...] = ()
    since: str | None = None
    for event in reversed(action.history):
        if not in_effect(framework, event, period) and event.was is not None:
            match event.event:
                case EventKind.REWORDED:
                    text = event.was
                case EventKind.RENUMBERED:
                    code = event.was
                case EventKind.MOVED:
                    objective = event.was
                case _:
                    pass
    for event in action.history:
        done = in_effect(framework, event, period)
        match event.event:
            case EventKind.ADDED:
                since = event.since or str(event.date or event.known_by or "") or None
                standing = Standing.IN_FORCE if done else Standing.NOT_YET
            case EventKind.INCORPORATED | EventKind.SPLIT if done:
                standing = Standing.INCORPORATED
                into = _codes(framework, event.into)
            case EventKind.WITHDRAWN if done:
                standing, into = Standing.WITHDRAWN, ()
            case EventKind.REINSTATED if done:
                standing, into = Standing.IN_FORCE, ()
            case _:
                pass
    owner = next((p.id for p in framework.pillars for o in p.objectives if o.id == objective), pillar)
    return ActionStanding(action, code, text, owner, objective, standing, into, (), since)


def _codes(framework: Framework, targets: tuple[str | Target, ...]) -> tuple[str, ...]:
    """The actions that targets name; an objective stands for all of its actions."""
    codes: list[str] = []
    for target in targets:
        match target:
            case str(code) | Target(action=str(code)):
                codes.append(code)
            case Target(objective=str(wanted)):
                codes += [a.code for p in framework.pillars for o in p.objectives if o.id == wanted for a in o.actions]
            case _:
                pass
    return tuple(dict.fromkeys(codes))


def _ends(start: ActionStanding, by_code: dict[str, ActionStanding], order: dict[str, int]) -> tuple[str, ...]:
    """Follow incorporations to the actions in force at their ends; a ring or a dead end leads nowhere."""
    ends: set[str] = set()
    seen: set[str] = set()
    waiting = [start.code]
    while waiting:
        code = waiting.pop()
        if code in seen or code not in by_code:
            continue
        seen.add(code)
        here = by_code[code]
        if here.in_force:
            ends.add(code)
        waiting += here.into
    return tuple(sorted(ends, key=order.__getitem__))
