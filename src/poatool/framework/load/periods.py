"""Check the periods of a plan, and the plan as it stood in each."""

from collections.abc import Iterator
from itertools import compress, pairwise
from operator import not_

from poatool.framework.edition import ActionStanding, Edition, Standing, as_of, in_effect
from poatool.framework.events import EventKind, Target
from poatool.framework.load.history import CORRECT_ONE
from poatool.framework.load.placed import PlacedFramework, rings
from poatool.framework.model import Action
from poatool.yaml_values import Fault, Path

_MAX_PERIODS = 500  # more than ten years of weeks; each period's actions are compared with every other's
_NOT_IN_FORCE = "Correct the date, or name an action that is in force then."


def check_periods(file: PlacedFramework) -> Iterator[Fault]:
    """Check that there are periods, that none ends before it starts, and that no two overlap."""
    if not (periods := list(enumerate(file.framework.periods))):
        yield file.fault("FRM006", ("periods",), "`periods` is empty.", "Add at least one period.", at_key=True)
    if len(periods) > _MAX_PERIODS:
        message = f"There are more than {_MAX_PERIODS} periods."
        yield file.fault("FRM001", ("periods", _MAX_PERIODS), message, "Check that this is the right file.")
    for i, period in periods:
        if period.end < period.start:
            message = f"period {period.id}: it ends ({period.end}) before it starts ({period.start})."
            yield file.fault("FRM401", ("periods", i, "end"), message, "Swap or correct the dates.")
        elif period.due is not None and period.due < period.end:
            message = f"period {period.id}: submissions are due ({period.due}) before it ends ({period.end})."
            yield file.fault("FRM401", ("periods", i, "due"), message, CORRECT_ONE)
    in_time = sorted((p for p in periods if p[1].start <= p[1].end), key=lambda p: (p[1].start, p[0]))
    for (_, before), (i, after) in pairwise(in_time):
        if after.start <= before.end:
            message = f"period {after.id} starts ({after.start}) before period {before.id} ends ({before.end})."
            yield file.fault("FRM402", ("periods", i, "start"), message, CORRECT_ONE)
    source = file.framework.source
    if source.published and source.last_updated and source.last_updated < source.published:
        message = f"The source was last updated ({source.last_updated}) before it was published ({source.published})."
        yield file.fault("FRM401", ("source", "last_updated"), message, CORRECT_ONE)


def check_editions(file: PlacedFramework) -> Iterator[Fault]:
    """Check that in every period each code means one action, reporting forms no circle, and targets are in force.

    The file must have no other errors. Periods in which no reporting moves and no code changes are skipped.
    """
    paths = {action.code: path for action, path in file.all(Action)}
    waiting = [
        (action, event, (*path, "history", n, "into"))
        for action, path in file.all(Action)
        for n, event in enumerate(action.history)
        if event.into or event.event is EventKind.RENUMBERED
    ]
    reported: set[str] = set()
    takeovers: list[tuple[str, Fault]] = []
    for number, period in enumerate(sorted(file.framework.periods, key=lambda period: period.start)):
        done = [in_effect(file.framework, event, period) for _, event, _ in waiting]
        begun, waiting = list(compress(waiting, done)), list(compress(waiting, map(not_, done)))
        if not begun and number:
            continue
        edition = as_of(file.framework, period)
        for code, where, message, hint in (*_shared_codes(edition, reported), *_rings(edition, reported)):
            yield file.fault("FRM201" if where else "FRM101", (*paths[code], *where), f"In {period.id} {message}", hint)
        for action, event, path in begun:
            for m, target in enumerate(event.targets):
                if wrong := _target_fault(edition, target):
                    message = f"action {action.code}: in {period.id} {wrong[1]}."
                    takeovers.append((action.code, file.fault(wrong[0], (*path, m), message, wrong[2])))
    yield from (fault for code, fault in takeovers if code not in reported)


def _shared_codes(edition: Edition, reported: set[str]) -> Iterator[tuple[str, Path, str, str]]:
    """Find each code that two actions share in a period: yield an action at fault, the path in it, message, hint."""
    first: dict[str, ActionStanding] = {}
    for standing in (standing for objective in edition.objectives for standing in objective.actions):
        other, code = first.setdefault(standing.code, standing), standing.action.code
        if other is not standing and code not in reported:
            reported.add(code)
            two = f"the action that is now {other.action.code} and the one that is now {code}"
            yield code, (), f"the code {standing.code} means both {two}.", "Correct `was`, or the date of the change."


def _rings(edition: Edition, reported: set[str]) -> Iterator[tuple[str, Path, str, str]]:
    """Find each circle of reporting, once: yield an action in it, the path to its event, message and hint."""
    order = {standing.code: place for place, standing in enumerate(edition.actions)}
    for ring in rings(edition.into, order):
        if reported.isdisjoint(ring):
            reported.update(ring)
            action = edition.by_code[ring[0]].action
            n = max(n for n, event in enumerate(action.history) if event.into)
            message = f"reporting goes round in a circle: {' → '.join([*ring, ring[0]])}."
            yield action.code, ("history", n, "into"), message, "Correct or delete one of these events."


def _target_fault(edition: Edition, target: Target) -> tuple[str, str, str] | None:
    """What is wrong with a target: the code of the fault, message and hint. None if the target is in force."""
    if target.action is None:
        none = not any(each.in_force and each.objective == target.objective for each in edition.actions)
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
        case ended:
            return "FRM201", f"action {taker.code} had been {ended}", _NOT_IN_FORCE
