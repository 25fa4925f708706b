"""Actions and agencies as they stood in a period.

A framework file describes the latest state, so later events are undone, the last one first.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from poatool.framework.events import AgencyEventKind, Change, EventKind, Target
from poatool.framework.model import Action, Agency, Framework, ReportingPeriod


class Standing(StrEnum):
    """Whether an action is reported on in a period, and if not, why."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"


class ActionStanding(NamedTuple):
    """An action as it stood in a period.

    `targets` is where its reporting went, as in the file, with parts and objectives; `into` gives the same as action
    codes. `counts_under` holds the actions in force at the end of the chain, in published order. `since` is the period
    when it was added, if later than the plan.
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
        """Whether its progress is reported under its own code."""
        return self.standing is Standing.IN_FORCE


class AgencyState(NamedTuple):
    """An agency as it was in a period. `part_of` is the agency it belonged to or had been merged into."""

    name: str
    part_of: str | None
    exists: bool


class Hop(NamedTuple):
    """One step from an action whose reporting moved to the action that took it in."""

    origin: str
    target: str


class Effect(NamedTuple):
    """What a kind of event does to an action.

    `standing` is its standing afterwards. `replaces` is the key whose old value goes into `was`. `targets` is the
    fewest targets it needs.
    """

    standing: Standing | None = None
    replaces: Literal["text", "code", "objective"] | None = None
    targets: int = 0


EFFECTS = {
    EventKind.ADDED: Effect(Standing.IN_FORCE),
    EventKind.REWORDED: Effect(replaces="text"),
    EventKind.MOVED: Effect(replaces="objective"),
    EventKind.RENUMBERED: Effect(replaces="code"),
    EventKind.INCORPORATED: Effect(Standing.INCORPORATED, targets=1),
    EventKind.SPLIT: Effect(Standing.INCORPORATED, targets=2),
    EventKind.WITHDRAWN: Effect(Standing.WITHDRAWN),
    EventKind.REINSTATED: Effect(Standing.IN_FORCE),
}


def in_effect(framework: Framework, change: Change, period: ReportingPeriod | None) -> bool:
    """Whether a change had happened in a period: since that period or an earlier one, or by its last day."""
    if period is None:
        return True
    if change.since is not None:
        return framework.period_by_id[change.since].start <= period.start
    day = change.date or change.known_by
    return day is None or day <= period.end


def own_standing(
    framework: Framework, period: ReportingPeriod | None, action: Action, objective: str
) -> ActionStanding:
    """An action as it was in a period, with its targets unresolved; `objective` is where the file lists it."""
    state = ActionStanding(action, action.code, action.text, "", objective, Standing.IN_FORCE)
    if not action.history:
        return state
    for event in reversed(action.history):
        replaces = EFFECTS[event.event].replaces
        if replaces and event.was and not in_effect(framework, event, period):
            before: dict[str, Any] = {replaces: event.was}
            state = state._replace(**before)
    for event in action.history:
        done, standing = in_effect(framework, event, period), EFFECTS[event.event].standing
        if event.event is EventKind.ADDED:
            since = event.since or str(event.date or event.known_by or "") or None
            state = state._replace(since=since, standing=state.standing if done else Standing.NOT_YET)
        if done and standing:
            state = state._replace(standing=standing, targets=event.targets)
    return state


def agency_state(framework: Framework, period: ReportingPeriod | None, agency: Agency) -> AgencyState:
    """An agency as it was in a period."""
    name, part_of, exists = agency.name, agency.unit_of, True
    for event in reversed(agency.history):
        done = in_effect(framework, event, period)
        match event.event:
            case AgencyEventKind.RENAMED if not done and event.was:
                name = event.was
            case AgencyEventKind.MOVED if not done:
                part_of = event.was
            case AgencyEventKind.MERGED if done:
                part_of = event.into
            case AgencyEventKind.ESTABLISHED if not done:
                exists = False
            case AgencyEventKind.DISESTABLISHED if done:
                exists = False
    return AgencyState(name, part_of, exists)


def hops(start: str, into: Mapping[str, Sequence[str]]) -> Iterator[Hop]:
    """The incorporations from an action to those in force, nearest first; each action is visited once."""
    seen = {start}
    waiting = deque([start])
    while waiting:
        code = waiting.popleft()
        for target in into.get(code, ()):
            yield Hop(code, target)
            if target not in seen:
                seen.add(target)
                waiting.append(target)
