"""Histories, periods and dates: events have what they need and follow each other, dates are possible and agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.faults import FrameworkFault
from poatool.framework.load.placed import PlacedChange, PlacedFramework
from poatool.framework.model import Action, AgencyEventKind, EventKind


class _Fields(NamedTuple):
    """What a kind of event takes: how many targets at least, and whether it replaced something."""

    into: int = 0
    was: bool = False


_ACTION_FIELDS = {
    EventKind.ADDED: _Fields(),
    EventKind.REWORDED: _Fields(was=True),
    EventKind.MOVED: _Fields(was=True),
    EventKind.RENUMBERED: _Fields(was=True),
    EventKind.INCORPORATED: _Fields(into=1),
    EventKind.SPLIT: _Fields(into=2),
    EventKind.WITHDRAWN: _Fields(),
    EventKind.REINSTATED: _Fields(),
}
_AGENCY_FIELDS = {
    AgencyEventKind.ESTABLISHED: _Fields(),
    AgencyEventKind.RENAMED: _Fields(was=True),
    AgencyEventKind.MERGED: _Fields(into=1),
    AgencyEventKind.DISESTABLISHED: _Fields(),
}
_RETIRING = frozenset({EventKind.INCORPORATED, EventKind.SPLIT, EventKind.WITHDRAWN})


def check_fields(file: PlacedFramework) -> Iterator[FrameworkFault]:
    """Events have `into` and `was` if, and only if, their kind uses them."""
    for action, path in file.actions:
        for n, event in enumerate(action.history):
            here = (*path, "history", n)
            has = _Fields(len(event.into), was=event.was is not None)
            for key, problem, hint in _unfit(has, _ACTION_FIELDS[event.event]):
                message = f"action {action.code}: {event.event} {problem}"
                yield file.fault_at_key("FRM207", (*here, key), message, hint)
            if event.event is EventKind.MOVED and event.was and event.was not in file.objectives:
                hint = file.did_you_mean(event.was, file.objectives, "Write the id of one of the objectives.")
                message = f"action {action.code}: there is no objective {event.was}."
                yield file.fault("FRM303", (*here, "was"), message, hint)
    for i, agency in enumerate(file.framework.agencies):
        for n, change in enumerate(agency.history):
            if change.event in _AGENCY_FIELDS:
                has = _Fields(int(change.into is not None), was=change.was is not None)
                for key, problem, hint in _unfit(has, _AGENCY_FIELDS[change.event]):
                    message = f"agency {agency.code}: {change.event} {problem}"
                    yield file.fault_at_key("FRM207", ("agencies", i, "history", n, key), message, hint)


def check_sequence(file: PlacedFramework) -> Iterator[FrameworkFault]:
    """An action is added once and first, and only an action that is not in force can be reinstated."""
    for action, path in file.actions:
        for n, why in _impossible(action):
            message = f"action {action.code}: {why}."
            yield file.fault("FRM208", (*path, "history", n, "event"), message, "Correct the event or the order.")


def _unfit(has: _Fields, wanted: _Fields) -> Iterator[tuple[str, str, str]]:
    """The keys of an event that do not fit its kind, each with a message and a hint."""
    if has.into < wanted.into:
        needed = "where its reporting went" if wanted.into == 1 else "at least two targets"
        yield "into", f"needs `into`: {needed}.", "Add it."
    if has.into and not wanted.into:
        yield "into", "has no use for `into`.", "Delete it."
    if wanted.was and not has.was:
        yield "was", "needs `was`: what it was before.", "Add it."
    if has.was and not wanted.was:
        yield "was", "has no use for `was`.", "Delete it."


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
        in_force = event.event not in _RETIRING and (in_force or event.event is EventKind.REINSTATED)


def check_periods(file: PlacedFramework) -> Iterator[FrameworkFault]:
    """There are periods, each ends after it starts, and none shares days with another."""
    periods = list(enumerate(file.framework.periods))
    if not periods:
        yield file.fault_at_key("FRM006", ("periods",), "`periods` is empty.", "Add the first one.")
    for i, period in periods:
        if period.end < period.start:
            message = f"period {period.id}: it ends ({period.end}) before it starts ({period.start})."
            yield file.fault("FRM401", ("periods", i, "end"), message, "Swap or correct the dates.")
    in_time = sorted((p for p in periods if p[1].start <= p[1].end), key=lambda p: (p[1].start, p[0]))
    for (_, before), (i, after) in pairwise(in_time):
        if after.start <= before.end:
            message = f"period {after.id} starts ({after.start}) before period {before.id} ends ({before.end})."
            yield file.fault("FRM402", ("periods", i, "start"), message, "Correct one of them.")


def check_source(file: PlacedFramework) -> Iterator[FrameworkFault]:
    """The page was not updated before it was published."""
    source = file.framework.source
    if source.published and source.last_updated and source.last_updated < source.published:
        message = f"The source was last updated ({source.last_updated}) before it was published ({source.published})."
        yield file.fault("FRM404", ("source", "last_updated"), message, "Correct one of them.")


def check_changes(file: PlacedFramework) -> Iterator[FrameworkFault]:
    """Each change has a time that is possible, and each history is in order of time."""
    for history in file.histories():
        for placed in history:
            yield from _time(file, placed)
        timed = [(start, placed) for placed in history if (start := _earliest(file, placed)) is not None]
        for (before, _), (start, placed) in pairwise(timed):
            if start < before:
                message = f"{placed.whose}: this happened before the event above it."
                yield file.fault("FRM209", placed.path, message, "Put the earliest event first.")


def _earliest(file: PlacedFramework, placed: PlacedChange) -> dt.date | None:
    """The first day on which a change can have happened; None if only a later limit is known."""
    period = file.framework.period_by_id.get(placed.change.since or "")
    return placed.change.date or (period.start if period else None)


def _time(file: PlacedFramework, placed: PlacedChange) -> Iterator[FrameworkFault]:
    whose, change, path = placed
    published = file.framework.source.published
    period = file.framework.period_by_id.get(change.since or "")
    if change.since is not None and period is None:
        periods = list(file.framework.period_by_id)
        hint = file.did_you_mean(change.since, periods, f"The periods are {', '.join(periods)}.")
        yield file.fault("FRM303", (*path, "since"), f"{whose}: there is no period {change.since}.", hint)
    latest = change.date or change.known_by or (period.end if period else None)
    if published and latest and latest < published:
        message = f"{whose}: this happened by {latest}, before the plan was published ({published})."
        yield file.fault("FRM403", path, message, "Correct the date, or delete the event.")
    if change.known_by and period and change.known_by < period.start:
        message = f"{whose}: it was known by {change.known_by}, before the period {period.id} began ({period.start})."
        yield file.fault("FRM404", (*path, "known_by"), message, "Correct one of them.")
    if change.known_by and change.date and change.known_by < change.date:
        message = f"{whose}: it was known by {change.known_by}, before it happened ({change.date})."
        yield file.fault("FRM404", (*path, "known_by"), message, "Correct one of them.")
    if change.date and period and period.end < change.date:
        message = f"{whose}: it happened on {change.date}, after the period {period.id} had ended ({period.end})."
        yield file.fault("FRM404", (*path, "date"), message, "Correct one of them.")
