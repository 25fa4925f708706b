"""Reporting that moves must arrive at an action that exists and is in force, and never in a ring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import compress
from operator import not_
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition, Standing, as_of
from poatool.framework.events import Event, EventKind, Target
from poatool.framework.life_cycle import in_effect
from poatool.framework.load.identity import fold_code
from poatool.framework.load.placed import PlacedFramework
from poatool.framework.model import Action
from poatool.yaml_values import Fault, Path

_MOST_RINGS = 100
"""The most rings reported for one period."""

_NOT_IN_FORCE = "Correct the time, or name an action that is in force."


class _Begun(NamedTuple):
    """An event by which reporting moved or a code changed: its action, and the path of its targets."""

    action: Action
    event: Event
    path: Path


def check_targets(file: PlacedFramework) -> Iterator[Fault]:
    """Every target names one thing, which exists and is not the action itself."""
    spellings = _spellings(file)
    for action, path in file.actions:
        for n, event in enumerate(action.history):
            for m, target in enumerate(event.into):
                yield from _target(file, spellings, action, target, (*path, "history", n, "into", m))


def check_editions(file: PlacedFramework) -> Iterator[Fault]:
    """In every period each code means one action, no reporting goes in a ring, and targets are in force.

    Only for a file without other errors. Periods in which no reporting moves and no code changes are passed over.
    """
    waiting = [
        _Begun(action, event, (*path, "history", n, "into"))
        for action, path in file.actions
        for n, event in enumerate(action.history)
        if event.into or event.event is EventKind.RENUMBERED
    ]
    reported: set[str] = set()
    takeovers: list[tuple[str, Fault]] = []
    for n, period in enumerate(sorted(file.framework.periods, key=lambda period: period.start)):
        done = [in_effect(file.framework, each.event, period) for each in waiting]
        begun, waiting = list(compress(waiting, done)), list(compress(waiting, map(not_, done)))
        if begun or not n:
            edition = as_of(file.framework, period)
            yield from _twice(file, edition, reported)
            yield from _rings(file, edition, reported)
            takeovers += [(each.action.code, fault) for each in begun for fault in _takeovers(file, edition, each)]
    yield from (fault for code, fault in takeovers if code not in reported)


def _target(
    file: PlacedFramework, spellings: Mapping[str, str], action: Action, target: str | Target, path: Path
) -> Iterator[Fault]:
    whose = f"action {action.code}"
    match target:
        case str(code) | Target(action=str(code), objective=None):
            if code == action.code:
                message = f"{whose}: its reporting goes to the action itself."
                yield file.fault("FRM201", (*path, "action"), message, "Name the action that took it in.")
            elif code not in file.action_by_code:
                meant = spellings.get(fold_code(code))
                hint = (
                    f"Write its code, {meant}."
                    if meant
                    else file.did_you_mean(code, file.action_by_code, "Name an action by its code.")
                )
                yield file.fault("FRM201", (*path, "action"), f"{whose}: there is no action {code}.", hint)
        case Target(action=None, part=None, objective=str(wanted)):
            if wanted not in file.objectives:
                hint = file.did_you_mean(wanted, file.objectives, "Name an objective by its id.")
                yield file.fault("FRM201", (*path, "objective"), f"{whose}: there is no objective {wanted}.", hint)
        case _:
            message = f"{whose}: a target names an action (and perhaps a part of it), or else an objective."
            yield file.fault("FRM201", path, message, "Keep one of them.")


def _spellings(file: PlacedFramework) -> Mapping[str, str]:
    """The codes of actions by other spellings, aliases and earlier codes, all folded."""
    return {
        fold_code(name): action.code
        for action, _ in reversed(file.actions)
        for name in (*action.former_codes, action.code, *action.aliases)
    }


def _twice(file: PlacedFramework, edition: Edition, reported: set[str]) -> Iterator[Fault]:
    """Codes that two actions had in the same period, through renumbering."""
    first: dict[str, ActionStanding] = {}
    for action in (action for objective in edition.objectives for action in objective.actions):
        other = first.setdefault(action.code, action)
        if other is not action and action.action.code not in reported:
            reported.add(action.action.code)
            both = f"the action now {other.action.code} and the action now {action.action.code}"
            message = f"In {_when(edition)} the code {action.code} means both {both}."
            path = file.action_by_code[action.action.code].path
            yield file.fault("FRM101", path, message, "Correct `was` or the time of the change.")


def _rings(file: PlacedFramework, edition: Edition, reported: set[str]) -> Iterator[Fault]:
    """Rings of an edition, each once; of several that share an action, one."""
    into = dict(edition.into)
    order = {action.code: place for place, action in enumerate(edition.actions)}
    for _ in range(_MOST_RINGS):
        try:
            TopologicalSorter(into).prepare()
        except CycleError as found:
            ring: list[str] = found.args[1][:0:-1]
        else:
            return
        into = {code: targets for code, targets in into.items() if code not in ring}
        if reported.isdisjoint(ring):
            reported.update(ring)
            first = ring.index(min(ring, key=order.__getitem__))
            ring = [*ring[first:], *ring[:first]]
            way = " → ".join([*ring, ring[0]])
            message = f"In {_when(edition)} reporting goes round in a ring: {way}."
            action = edition.by_code[ring[0]].action
            n = max(n for n, event in enumerate(action.history) if event.into)
            path = (*file.action_by_code[action.code].path, "history", n, "into")
            yield file.fault("FRM201", path, message, "Delete the event that closes the ring.")


def _takeovers(file: PlacedFramework, edition: Edition, begun: _Begun) -> Iterator[Fault]:
    """Targets that are not in force in the first period in which an event is in effect."""
    action, event, path = begun
    for m, target in enumerate(event.targets):
        taker = edition.by_file_code.get(target.action or "")
        if target.action is None and target.objective not in edition.live_objectives:
            why = f"no action of {target.objective} is in force in {_when(edition)}"
            yield file.fault("FRM201", (*path, m), f"action {action.code}: {why}.", _NOT_IN_FORCE)
        elif taker is not None:
            yield from _takeover(file, action, taker, _when(edition), (*path, m))


def _takeover(file: PlacedFramework, action: Action, taker: ActionStanding, when: str, path: Path) -> Iterator[Fault]:
    match taker.standing:
        case Standing.IN_FORCE:
            pass
        case Standing.INCORPORATED:
            ends = ", ".join(taker.counts_under)
            message = f"action {action.code}: in {when} {taker.code} itself is counted under {ends}."
            yield file.fault("FRM206", path, message, f"Name {ends} instead.")
        case Standing.NOT_YET | Standing.WITHDRAWN:
            why = "is not in force yet" if taker.standing is Standing.NOT_YET else "has been withdrawn"
            message = f"action {action.code}: in {when} action {taker.code} {why}."
            yield file.fault("FRM201", path, message, _NOT_IN_FORCE)


def _when(edition: Edition) -> str:
    return edition.period.id if edition.period else "its latest state"
