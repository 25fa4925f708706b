"""Histories, periods and dates: events have what they need and follow each other, dates are possible and agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, pairwise

from poatool.framework.events import AgencyEvent, AgencyEventKind, Change, Event, EventKind
from poatool.framework.life_cycle import EFFECTS, Effect, Standing
from poatool.framework.load.placed import Placed, PlacedFramework
from poatool.framework.model import Action
from poatool.yaml_values import Fault

_MOST_PERIODS = 500
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
    if len(periods) > _MOST_PERIODS:
        message = f"There are more than {_MOST_PERIODS} periods."
        yield file.fault("FRM001", ("periods", _MOST_PERIODS), message, "Is it the right file?")
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
