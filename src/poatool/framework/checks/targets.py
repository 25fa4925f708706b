"""Reporting that moves arrives: at an action that exists, that is in force, and never back where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from poatool.framework.checks.identity import fold_code
from poatool.framework.checks.loaded import LoadedFile, did_you_mean
from poatool.framework.edition import ActionStanding, Edition, Standing, as_of
from poatool.framework.faults import FrameworkFault
from poatool.framework.life_cycle import in_effect
from poatool.framework.model import Action, Event, EventKind, Target
from poatool.framework.nodes import Path


def check_targets(file: LoadedFile) -> Iterator[FrameworkFault]:
    """Every target names one thing, which exists and is not the action itself."""
    for action, _, path in file.actions:
        for n, event in enumerate(action.history):
            for m, target in enumerate(event.into):
                yield from _named(file, action, target, (*path, "history", n, "into", m))


def check_editions(file: LoadedFile) -> Iterator[FrameworkFault]:
    """In every period each code means one action, no reporting goes in a ring, and targets are in force.

    Only for a file whose codes, periods and targets are in order, or the sound part of one.
    """
    periods = sorted(file.framework.periods, key=lambda period: period.start)
    editions = [as_of(file.framework, period) for period in periods] or [as_of(file.framework, None)]
    told: set[str] = set()
    for edition in editions:
        yield from _twice(file, edition, told)
        yield from _rings(file, edition, told)
    yield from _takeovers(file, editions, told)


def _named(file: LoadedFile, action: Action, target: str | Target, path: Path) -> Iterator[FrameworkFault]:
    whose = f"action {action.code}"
    match target:
        case str(code) | Target(action=str(code), objective=None):
            if code == action.code:
                message = f"{whose}: its reporting goes to the action itself."
                yield file.fault("FRM202", (*path, "action"), message, "Name the action that took it in.")
            elif file.lacks(code, file.codes):
                yield file.fault(
                    "FRM201", (*path, "action"), f"{whose}: there is no action {code}.", _meant(file, code)
                )
        case Target(action=None, part=None, objective=str(wanted)):
            if file.lacks(wanted, file.objectives):
                hint = did_you_mean(wanted, sorted(file.objectives), "Name an objective by its id.")
                yield file.fault("FRM201", (*path, "objective"), f"{whose}: there is no objective {wanted}.", hint)
        case _:
            message = f"{whose}: a target names an action (and perhaps a part of it), or else an objective."
            yield file.fault("FRM204", path, message, "Keep one of them.")


def _meant(file: LoadedFile, written: str) -> str:
    """The action that a dangling target may mean, by another spelling, an earlier code or likeness."""
    for action, _, _ in file.actions:
        former = [e.was for e in action.history if e.event is EventKind.RENUMBERED and e.was]
        if fold_code(written) in map(fold_code, (action.code, *action.aliases, *former)):
            return f"Write its code, {action.code}."
    return did_you_mean(written, [placed.action.code for placed in file.actions], "Name an action by its code.")


def _twice(file: LoadedFile, edition: Edition, told: set[str]) -> Iterator[FrameworkFault]:
    """Codes that two actions had in one period, through renumbering."""
    standing = [action for objective in edition.objectives for action in objective.actions]
    first: dict[str, ActionStanding] = {}
    for action in standing:
        other = first.setdefault(action.code, action)
        if other is not action and action.action.code not in told:
            told.add(action.action.code)
            message = f"In {_when(edition)} the code {action.code} means both {_both(other, action)}."
            yield file.fault("FRM101", _path(file, action.action), message, "Correct `was` or the time of the change.")


def _rings(file: LoadedFile, edition: Edition, told: set[str]) -> Iterator[FrameworkFault]:
    for action in edition.actions:
        ring = _ring(edition, action.code)
        if ring and told.isdisjoint(ring):
            told.update(ring)
            way = " → ".join([*ring, ring[0]])
            message = f"In {_when(edition)} reporting goes round in a ring: {way}."
            n = max(n for n, event in enumerate(action.action.history) if event.into)
            path = (*_path(file, action.action), "history", n, "into")
            yield file.fault("FRM203", path, message, "Delete the event that closes the ring.")


def _ring(edition: Edition, start: str) -> list[str]:
    """The shortest way from an action back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    for hop in edition.route(start):
        came_from.setdefault(hop.target, hop.origin)
    if start not in came_from:
        return []
    way = [start]
    while (before := came_from[way[-1]]) != start:
        way.append(before)
    return [start, *reversed(way[1:])]


def _takeovers(file: LoadedFile, editions: list[Edition], told: set[str]) -> Iterator[FrameworkFault]:
    """Targets that are not in force in the first period in which an event is in effect."""
    for action, _, path in file.actions:
        for n, event in enumerate(action.history):
            if event.into and action.code not in told:
                edition = _first_edition(file, editions, event)
                if edition is not None:
                    into = (*path, "history", n, "into")
                    for m, target in enumerate(event.targets):
                        yield from _takeover(file, action, target, edition, (*into, m))


def _first_edition(file: LoadedFile, editions: list[Edition], event: Event) -> Edition | None:
    happened = partial(in_effect, file.framework, event)
    return next((edition for edition in editions if happened(edition.period)), None)


def _takeover(
    file: LoadedFile, action: Action, wanted: Target, edition: Edition, path: Path
) -> Iterator[FrameworkFault]:
    if wanted.action is None:
        members = next((o.actions for o in edition.objectives if o.id == wanted.objective), ())
        if not any(member.in_force for member in members):
            message = f"action {action.code}: no action of {wanted.objective} is in force in {_when(edition)}."
            yield file.fault("FRM205", path, message, "Correct the time, or name an action that is in force.")
        return
    taker = next((a for a in edition.actions if a.action.code == wanted.action), None)
    if taker is None:
        return  # It went with the faults that it has by itself.
    match taker.standing:
        case Standing.IN_FORCE:
            pass
        case Standing.INCORPORATED:
            ends = ", ".join(taker.counts_under)
            message = f"action {action.code}: in {_when(edition)} {taker.code} itself is counted under {ends}."
            yield file.fault("FRM206", path, message, f"Name {ends} instead.")
        case Standing.NOT_YET | Standing.WITHDRAWN:
            why = "is not in force yet" if taker.standing is Standing.NOT_YET else "has been withdrawn"
            message = f"action {action.code}: in {_when(edition)} action {taker.code} {why}."
            yield file.fault("FRM205", path, message, "Correct the time, or name an action that is in force.")


def _path(file: LoadedFile, action: Action) -> Path:
    return next(placed.path for placed in file.actions if placed.action is action)


def _when(edition: Edition) -> str:
    return edition.period.id if edition.period else "its latest state"


def _both(one: ActionStanding, other: ActionStanding) -> str:
    return f"the action now {one.action.code} and the action now {other.action.code}"
