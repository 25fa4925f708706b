"""Histories, periods and dates: events have what they need and follow each other, dates are possible and agree.

Reporting that moves must arrive at an action that is in force, and never go in a ring.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import compress, groupby, pairwise
from operator import not_
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition, as_of
from poatool.framework.events import AgencyEvent, AgencyEventKind, Change, Event, EventKind, Target
from poatool.framework.life_cycle import EFFECTS, Effect, Standing, in_effect
from poatool.framework.load.placed import Placed, PlacedFramework, rings
from poatool.framework.model import Action
from poatool.yaml_values import Fault, Path

_MAX_PERIODS = 500
"""More than ten years of weeks: the actions of each period are compared with those of the others."""

_AGENCY_EFFECTS = {
    AgencyEventKind.ESTABLISHED: Effect(),
    AgencyEventKind.RENAMED: Effect(replaces="text"),
    AgencyEventKind.MERGED: Effect(targets=1),
    AgencyEventKind.DISESTABLISHED: Effect(),
}


def check_fields(file: PlacedFramework) -> Iterator[Fault]:
    """Events have `into` and `was` if, and only if, their kind uses them."""
    for change, path, owner in file.all(Change):
        match change:
            case Event(event=kind, into=into):
                unfit = _unfit(len(into), change.was, EFFECTS[kind])
            case AgencyEvent(event=kind, into=into) if kind in _AGENCY_EFFECTS:
                unfit = _unfit(int(into is not None), change.was, _AGENCY_EFFECTS[kind])
            case _:
                continue
        for key, problem, hint in unfit:
            yield file.fault_at_key("FRM207", (*path, key), f"{owner}: {kind} {problem}", hint)


def _unfit(targets: int, was: str | None, wanted: Effect) -> Iterator[tuple[str, str, str]]:
    """The keys of an event that do not fit its kind, each with a message and a hint."""
    if targets < wanted.targets:
        needed = "where its reporting went" if wanted.targets == 1 else "at least two targets"
        yield "into", f"needs `into`: {needed}.", "Add it."
    if targets and not wanted.targets:
        yield "into", "has no use for `into`.", "Delete it."
    if wanted.replaces and was is None:
        yield "was", "needs `was`: what it was before.", "Add it."
    if was is not None and not wanted.replaces:
        yield "was", "has no use for `was`.", "Delete it."


def check_sequence(file: PlacedFramework) -> Iterator[Fault]:
    """An action is added once and first, and only an action that is not in force can be reinstated."""
    for action, path, owner in file.all(Action):
        for n, why in _impossible(action):
            place = (*path, "history", n, "event")
            yield file.fault("FRM207", place, f"{owner}: {why}.", "Correct the event or the order.")


def _impossible(action: Action) -> Iterator[tuple[int, str]]:
    in_force = True
    for n, event in enumerate(action.history):
        match event.event:
            case EventKind.ADDED if n:
                yield n, "added can only be the first event"
            case EventKind.REINSTATED if in_force:
                yield n, "it was in force, so it cannot be reinstated"
            case EventKind.WITHDRAWN if not in_force:
                yield n, "it was no longer in force, so it cannot be withdrawn"
            case _:
                pass
        if (standing := EFFECTS[event.event].standing) is not None:
            in_force = standing is Standing.IN_FORCE


def check_periods(file: PlacedFramework) -> Iterator[Fault]:
    """There are periods, each ends after it starts, and none shares days with another."""
    periods = list(enumerate(file.framework.periods))
    if not periods:
        yield file.fault_at_key("FRM006", ("periods",), "`periods` is empty.", "Add the first one.")
    if len(periods) > _MAX_PERIODS:
        message = f"There are more than {_MAX_PERIODS} periods."
        yield file.fault("FRM001", ("periods", _MAX_PERIODS), message, "Is it the right file?")
    for i, period in periods:
        if period.end < period.start:
            message = f"period {period.id}: it ends ({period.end}) before it starts ({period.start})."
            yield file.fault("FRM401", ("periods", i, "end"), message, "Swap or correct the dates.")
        elif period.due is not None and period.due < period.end:
            message = f"period {period.id}: submissions are due ({period.due}) before it ends ({period.end})."
            yield file.fault("FRM401", ("periods", i, "due"), message, "Correct one of them.")
    in_time = sorted((p for p in periods if p[1].start <= p[1].end), key=lambda p: (p[1].start, p[0]))
    for (_, before), (i, after) in pairwise(in_time):
        if after.start <= before.end:
            message = f"period {after.id} starts ({after.start}) before period {before.id} ends ({before.end})."
            yield file.fault("FRM402", ("periods", i, "start"), message, "Correct one of them.")
    source = file.framework.source
    if source.published and source.last_updated and source.last_updated < source.published:
        message = f"The source was last updated ({source.last_updated}) before it was published ({source.published})."
        yield file.fault("FRM401", ("source", "last_updated"), message, "Correct one of them.")


def check_changes(file: PlacedFramework) -> Iterator[Fault]:
    """Each change has a time that is possible, and each history is in order of time."""
    for _, history in groupby(file.all(Change), key=lambda each: each.path[:-1]):
        earliest: dt.date | None = None
        for placed in history:
            yield from _time(file, placed)
            period = file.framework.period_by_id.get(placed.part.since or "")
            start = placed.part.date or (period.start if period else None)
            if start and earliest and start < earliest:
                message = f"{placed.owner}: this happened before the event above it."
                yield file.fault("FRM207", placed.path, message, "Put the earliest event first.")
            earliest = start or earliest


def _time(file: PlacedFramework, placed: Placed[Change]) -> Iterator[Fault]:
    """Contradictions among the dates of a change, its period and the day of publication."""
    change, path, owner = placed
    date, known = change.date, change.known_by
    published = file.framework.source.published
    period = file.framework.period_by_id.get(change.since or "")
    latest = date or known or (period.end if period else None)
    if published and latest and latest < published:
        message = f"{owner}: this happened by {latest}, before the plan was published ({published})."
        yield file.fault("FRM403", path, message, "Correct the date, or delete the event.")
    wrong = []
    if known and period and known < period.start:
        when = f"before the period {period.id} began ({period.start})"
        wrong.append(("known_by", f"it was known by {known}, {when}"))
    if known and date and known < date:
        wrong.append(("known_by", f"it was known by {known}, before it happened ({date})"))
    if date and period and period.end < date:
        wrong.append(("date", f"it happened on {date}, after the period {period.id} had ended ({period.end})"))
    for key, message in wrong:
        yield file.fault("FRM401", (*path, key), f"{owner}: {message}.", "Correct one of them.")


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
