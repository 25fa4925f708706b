"""The part of a faulty file that can still be seen as it stood in each period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from poatool.framework.checks.loaded import LoadedFile, PlacedAction
from poatool.framework.faults import FrameworkFault
from poatool.framework.model import EventKind
from poatool.framework.nodes import find
from poatool.framework.salvage import without
from poatool.framework.shape import framework_of


def sound_part(file: LoadedFile, faults: Iterable[FrameworkFault]) -> LoadedFile | None:
    """A file without the actions in which a fault stands, or whose history names what a broken part has taken away.

    None where two objectives have one id, since no action then has its place.
    """
    if len(file.objectives) < sum(len(pillar.objectives) for pillar in file.framework.pillars):
        return None
    marks = [find(file.root, placed.path).mark for placed in file.actions]
    faulty = {bisect_right(marks, fault.mark) - 1 for fault in faults}
    broken = [placed.path for n, placed in enumerate(file.actions) if n in faulty or _unanchored(file, placed)]
    if not broken:
        return file
    root, lost = without(file.root, (), broken)
    return LoadedFile(framework_of(root), root, file.lost | lost)


def _unanchored(file: LoadedFile, placed: PlacedAction) -> bool:
    return any(
        (event.since is not None and event.since not in file.framework.period_by_id)
        or (event.event is EventKind.MOVED and event.was not in file.objectives)
        for event in placed.action.history
    )
