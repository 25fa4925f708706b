"""Events have what their kind needs, and can follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poatool.framework.checks.loaded import LoadedFile, did_you_mean
from poatool.framework.faults import FrameworkFault
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


def check_fields(file: LoadedFile) -> Iterator[FrameworkFault]:
    """No event lacks `into` or `was`, and none has one that means nothing."""
    for action, _, path in file.actions:
        for n, event in enumerate(action.history):
            here = (*path, "history", n)
            has = _Fields(len(event.into), was=event.was is not None)
            for key, problem, hint in _unfit(has, _ACTION_FIELDS[event.event]):
                message = f"action {action.code}: {event.event} {problem}"
                yield file.fault_at_key("FRM207", (*here, key), message, hint)
            if event.event is EventKind.MOVED and event.was and file.lacks(event.was, file.objectives):
                hint = did_you_mean(event.was, sorted(file.objectives), "Write the id of one of the objectives.")
                message = f"action {action.code}: there is no objective {event.was}."
                yield file.fault("FRM306", (*here, "was"), message, hint)
    for i, agency in enumerate(file.framework.agencies):
        for n, change in enumerate(agency.history):
            if change.event in _AGENCY_FIELDS:
                has = _Fields(int(change.into is not None), was=change.was is not None)
                for key, problem, hint in _unfit(has, _AGENCY_FIELDS[change.event]):
                    message = f"agency {agency.code}: {change.event} {problem}"
                    yield file.fault_at_key("FRM207", ("agencies", i, "history", n, key), message, hint)


def check_sequence(file: LoadedFile) -> Iterator[FrameworkFault]:
    """An action is added once and first, and only an action that is out of force can be reinstated."""
    for action, _, path in file.actions:
        for n, why in _impossible(action):
            message = f"action {action.code}: {why}."
            yield file.fault("FRM208", (*path, "history", n, "event"), message, "Correct the event or the order.")


def _unfit(has: _Fields, wanted: _Fields) -> Iterator[tuple[str, str, str]]:
    """The keys of an event that do not fit its kind, each with what is wrong and what to do."""
    if has.into < wanted.into:
        what = "where its reporting went" if wanted.into == 1 else "at least two targets"
        yield "into", f"needs `into`: {what}.", "Add it."
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
                yield n, "it was not in force any more, so it cannot be withdrawn"
            case _:
                pass
        in_force = event.event not in _RETIRING and (in_force or event.event is EventKind.REINSTATED)
