"""Check histories: events are complete and in order, and their dates agree."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from poatool.framework.edition import EFFECTS, Effect, Standing
from poatool.framework.events import AgencyEvent, AgencyEventKind, Change, Event, EventKind
from poatool.framework.load.placed import PlacedFramework
from poatool.framework.model import Action
from poatool.yaml_values import Fault

CORRECT_ONE = "Correct one of the dates."  # what to do about dates that disagree
_DELETE_IT = "Delete it, or correct the event."
_AGENCY_EFFECTS = {
    AgencyEventKind.ESTABLISHED: Effect(),
    AgencyEventKind.RENAMED: Effect(replaces="text"),
    AgencyEventKind.MERGED: Effect(targets=1),
    AgencyEventKind.DISESTABLISHED: Effect(),
}


def check_fields(file: PlacedFramework) -> Iterator[Fault]:
    """Check that events have `into` and `was` if their kind uses these keys, and not otherwise."""
    for change, path in file.all(Change):
        match change:
            case Event(event=kind, into=into):
                targets, wanted = len(into), EFFECTS[kind]
            case AgencyEvent(event=kind, into=into) if kind in _AGENCY_EFFECTS:
                targets, wanted = int(into is not None), _AGENCY_EFFECTS[kind]
            case _:
                continue
        needed = "what now covers it" if wanted.targets == 1 else "at least two targets"
        problems = (
            (targets < wanted.targets, "into", "needs `into`", f"Add {needed}."),
            (targets and not wanted.targets, "into", "cannot have `into`", _DELETE_IT),
            (wanted.replaces and change.was is None, "was", "needs `was`", "Add what was there before the change."),
            (change.was is not None and not wanted.replaces, "was", "cannot have `was`", _DELETE_IT),
        )
        for is_wrong, key, problem, hint in problems:
            if is_wrong:
                message = f"{file.subject(path)}the event `{kind}` {problem}."
                yield file.fault("FRM207", (*path, key), message, hint, at_key=True)


def check_sequence(file: PlacedFramework) -> Iterator[Fault]:
    """Check that `added` comes first, and that each event may follow those before it, as `EFFECTS` says."""
    for action, path in file.all(Action):
        standing = Standing.IN_FORCE
        for n, event in enumerate(action.history):
            kind, why = event.event, ""
            if kind is EventKind.ADDED and n:
                why = "`added` can only be the first event"
            elif standing not in EFFECTS[kind].before:
                has_been = "is in force" if standing is Standing.IN_FORCE else f"has been {standing}"
                why = f"it {has_been}, so it cannot be {kind}"
            if why:
                place = (*path, "history", n, "event")
                yield file.fault("FRM207", place, f"{file.subject(place)}{why}.", "Correct the event or the order.")
            standing = EFFECTS[kind].standing or standing


def check_changes(file: PlacedFramework) -> Iterator[Fault]:
    """Check that the dates of each change agree with one another, and that each history is in order of time."""
    published = file.framework.source.published
    for _, history in groupby(file.all(Change), key=lambda each: each[1][:-1]):
        earliest: dt.date | None = None
        for change, path in history:
            owner, date, known = file.subject(path), change.date, change.known_by
            period = file.framework.period_by_id.get(change.since or "")
            latest = date or known or (period.end if period else None)
            if published and latest and latest < published:
                message = f"{owner}this happened by {latest}, before the plan was published ({published})."
                yield file.fault("FRM403", path, message, "Correct the date, or delete the event.")
            if known and period and known < period.start:
                message = f"it was known by {known}, before the period {period.id} began ({period.start})"
                yield file.fault("FRM401", (*path, "known_by"), f"{owner}{message}.", CORRECT_ONE)
            if known and date and known < date:
                message = f"it was known by {known}, before it happened ({date})"
                yield file.fault("FRM401", (*path, "known_by"), f"{owner}{message}.", CORRECT_ONE)
            if date and period and period.end < date:
                message = f"it happened on {date}, after the period {period.id} had ended ({period.end})"
                yield file.fault("FRM401", (*path, "date"), f"{owner}{message}.", CORRECT_ONE)
            start = date or (period.start if period else None)
            if start and earliest and start < earliest:
                message = f"{owner}this happened before the event above it."
                yield file.fault("FRM207", path, message, "Put the earliest event first.")
            earliest = start or earliest


def check_targets(file: PlacedFramework) -> Iterator[Fault]:
    """Check that every target is one objective, or one action other than the event's own."""
    for action, path in file.all(Action):
        for n, event in enumerate(action.history):
            for m, target in enumerate(event.targets):
                place = (*path, "history", n, "into", m)
                if target.action == action.code and target.objective is None:
                    message = f"{file.subject(place)}it cannot take over its own reporting."
                    yield file.fault("FRM201", (*place, "action"), message, "Name the action that now covers it.")
                elif (target.action is None) == (target.objective is None) or (target.objective and target.part):
                    what = "a target is an action, a part of an action, or an objective."
                    yield file.fault("FRM201", place, f"{file.subject(place)}{what}", "Keep one of them.")
