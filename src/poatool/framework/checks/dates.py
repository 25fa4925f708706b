"""Periods and dates that are possible and agree with each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from poatool.framework.checks.loaded import LoadedFile, PlacedChange, did_you_mean
from poatool.framework.faults import FrameworkFault


def check_periods(file: LoadedFile) -> Iterator[FrameworkFault]:
    """There are periods, each ends after it starts, and none shares days with another."""
    periods = list(enumerate(file.framework.periods))
    if not periods:
        yield file.fault_at_key("FRM006", ("periods",), "`periods` holds no period.", "Add the first one.")
    for i, period in periods:
        if period.end < period.start:
            message = f"period {period.id}: it ends ({period.end}) before it starts ({period.start})."
            yield file.fault("FRM401", ("periods", i, "end"), message, "Swap or correct the dates.")
    in_time = sorted((p for p in periods if p[1].start <= p[1].end), key=lambda p: (p[1].start, p[0]))
    for (_, before), (i, after) in pairwise(in_time):
        if after.start <= before.end:
            message = f"period {after.id} starts ({after.start}) before period {before.id} ends ({before.end})."
            yield file.fault("FRM402", ("periods", i, "start"), message, "Correct one of them.")


def check_source(file: LoadedFile) -> Iterator[FrameworkFault]:
    """The page was not updated before it was published."""
    source = file.framework.source
    if source.published and source.last_updated and source.last_updated < source.published:
        message = f"The source was last updated ({source.last_updated}) before it was published ({source.published})."
        yield file.fault("FRM404", ("source", "last_updated"), message, "Correct one of them.")


def check_changes(file: LoadedFile) -> Iterator[FrameworkFault]:
    """Each change has a time that is possible, and each history is in order of time."""
    for history in file.histories():
        for placed in history:
            yield from _time(file, placed)
        timed = [(start, placed) for placed in history if (start := _earliest(file, placed)) is not None]
        for (before, _), (start, placed) in pairwise(timed):
            if start < before:
                message = f"{placed.whose}: this happened before the event above it."
                yield file.fault("FRM209", placed.path, message, "Put the earliest event first.")


def _earliest(file: LoadedFile, placed: PlacedChange) -> dt.date | None:
    """The first day on which a change can have happened; None where only a later limit is known."""
    period = file.framework.period_by_id.get(placed.change.since or "")
    return placed.change.date or (period.start if period else None)


def _time(file: LoadedFile, placed: PlacedChange) -> Iterator[FrameworkFault]:
    whose, change, path = placed
    published = file.framework.source.published
    period = file.framework.period_by_id.get(change.since or "")
    if change.since is not None and file.lacks(change.since, file.framework.period_by_id):
        periods = list(file.framework.period_by_id)
        hint = did_you_mean(change.since, periods, f"The periods are {', '.join(periods)}.")
        yield file.fault("FRM304", (*path, "since"), f"{whose}: there is no period {change.since}.", hint)
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
