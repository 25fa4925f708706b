"""Reporting that moves must arrive at an action that exists and is in force, and never in a ring."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from operator import not_
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition, Standing, as_of
from poatool.framework.events import Event, EventKind, Target
from poatool.framework.life_cycle import in_effect
from poatool.framework.load.placed import PlacedFramework, rings
from poatool.framework.model import Action
from poatool.yaml_values import Fault, Path

_NOT_IN_FORCE = "Correct the time, or name an action that is in force."


class _Begun(NamedTuple):
    """An event by which reporting moved or a code changed: its action, and the path of its targets."""

    action: Action
    event: Event
    path: Path


def check_targets(file: PlacedFramework) -> Iterator[Fault]:
    """Every target is one action, and not the action itself, or one objective."""
    for action, path, owner in file.all(Action):
        for n, event in enumerate(action.history):
            for m, target in enumerate(event.targets):
                place = (*path, "history", n, "into", m)
                if target.action == action.code and target.objective is None:
                    message = f"{owner}: its reporting goes to the action itself."
                    yield file.fault("FRM201", (*place, "action"), message, "Name the action that took it in.")
                elif (target.action is None) == (target.objective is None) or (target.objective and target.part):
                    message = f"{owner}: a target names an action (and perhaps a part of it), or else an objective."
                    yield file.fault("FRM201", place, message, "Keep one of them.")


def check_editions(file: PlacedFramework) -> Iterator[Fault]:
    """In every period each code means one action, no reporting goes in a ring, and targets are in force.

    Only for a file without other errors. Periods in which no reporting moves and no code changes are passed over.
    """
    waiting = [
        _Begun(action, event, (*path, "history", n, "into"))
        for action, path, _ in file.all(Action)
        for n, event in enumerate(action.history)
        if event.into or event.event is EventKind.RENUMBERED
    ]
    paths = {each.part.code: each.path for each in file.all(Action)}
    reported: set[str] = set()
    takeovers: list[tuple[str, Fault]] = []
    for n, period in enumerate(sorted(file.framework.periods, key=lambda period: period.start)):
        done = [in_effect(file.framework, each.event, period) for each in waiting]
        begun, waiting = list(compress(waiting, done)), list(compress(waiting, map(not_, done)))
        if begun or not n:
            edition = as_of(file.framework, period)
            for code, where, message, hint in (*_twice(edition, reported), *_rings(edition, reported)):
                yield file.fault("FRM101" if not where else "FRM201", (*paths[code], *where), message, hint)
            takeovers += [(each.action.code, fault) for each in begun for fault in _takeovers(file, edition, each)]
    yield from (fault for code, fault in takeovers if code not in reported)


def _twice(edition: Edition, reported: set[str]) -> Iterator[tuple[str, Path, str, str]]:
    """Codes that two actions had in the same period, through renumbering: at which action, and what to say."""
    first: dict[str, ActionStanding] = {}
    for standing in (standing for objective in edition.objectives for standing in objective.actions):
        other, code = first.setdefault(standing.code, standing), standing.action.code
        if other is not standing and code not in reported:
            reported.add(code)
            both = f"the action now {other.action.code} and the action now {code}"
            message = f"In {_when(edition)} the code {standing.code} means both {both}."
            yield code, (), message, "Correct `was` or the time of the change."


def _rings(edition: Edition, reported: set[str]) -> Iterator[tuple[str, Path, str, str]]:
    """Rings of an edition, each once: at which action, where in it, and what to say."""
    order = {standing.code: place for place, standing in enumerate(edition.actions)}
    for ring in rings(edition.into, order):
        if reported.isdisjoint(ring):
            reported.update(ring)
            way = " → ".join([*ring, ring[0]])
            action = edition.by_code[ring[0]].action
            n = max(n for n, event in enumerate(action.history) if event.into)
            message = f"In {_when(edition)} reporting goes round in a ring: {way}."
            yield action.code, ("history", n, "into"), message, "Delete the event that closes the ring."


def _takeovers(file: PlacedFramework, edition: Edition, begun: _Begun) -> Iterator[Fault]:
    """Targets that are not in force in the first period in which an event is in effect."""
    for m, target in enumerate(begun.event.targets):
        if wrong := _takeover(edition, target):
            code, why, hint = wrong
            message = f"action {begun.action.code}: in {_when(edition)} {why}."
            yield file.fault(code, (*begun.path, m), message, hint)


def _takeover(edition: Edition, target: Target) -> tuple[str, str, str] | None:
    """The code of a fault of a target, what is wrong and what to do; None if it is in force."""
    if target.action is None:
        none = target.objective not in edition.live_objectives
        return ("FRM201", f"no action of {target.objective} is in force", _NOT_IN_FORCE) if none else None
    taker = edition.by_file_code[target.action]
    match taker.standing:
        case Standing.IN_FORCE:
            return None
        case Standing.INCORPORATED:
            ends = ", ".join(taker.counts_under)
            return "FRM206", f"{taker.code} itself is counted under {ends}", f"Name {ends} instead."
        case Standing.NOT_YET:
            return "FRM201", f"action {taker.code} is not in force yet", _NOT_IN_FORCE
        case Standing.WITHDRAWN:
            return "FRM201", f"action {taker.code} has been withdrawn", _NOT_IN_FORCE


def _when(edition: Edition) -> str:
    return edition.period.id if edition.period else "its latest state"
