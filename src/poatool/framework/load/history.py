"""Check histories, periods, and the plan as it stood in each period."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, pairwise

from poatool.framework.edition import EFFECTS, ActionStanding, Edition, Standing, as_of, in_effect
from poatool.framework.events import AgencyEventKind, Change, EventKind, Happening, Target
from poatool.framework.load.placed import PlacedFramework, cycles
from poatool.framework.model import Action
from poatool.yaml_values import Fault, Path

CORRECT_ONE = "Correct one of the dates."  # what to do about dates that disagree
_DELETE_IT = "Delete it, or correct the event."


def check_fields(file: PlacedFramework) -> Iterator[Fault]:
    """Check that events have `into` and `was` if their kind needs these keys, and do not have them otherwise."""
    for event, path in file.all(Happening):
        kind, targets = event.event, len(event.targets)
        needed = "what now covers it" if kind.targets == 1 else "at least two targets"
        lacks_was = kind.replaces and event.was is None and kind is not AgencyEventKind.MOVED  # null: it was no unit
        problems = (
            (targets < kind.targets, "into", "needs `into`", f"Add {needed}."),
            (targets and not kind.targets, "into", "cannot have `into`", _DELETE_IT),
            (lacks_was, "was", "needs `was`", "Add what was there before the change."),
            (event.was is not None and not kind.replaces, "was", "cannot have `was`", _DELETE_IT),
        )
        for is_wrong, key, problem, hint in problems:
            if is_wrong:
                message = f"{file.subject(path)}the event `{kind}` {problem}."
                yield file.fault("FRM207", (*path, key), message, hint, at_key=True)


def check_sequence(file: PlacedFramework) -> Iterator[Fault]:
    """Check that `added` comes first, and that each event may follow the earlier ones, as `EFFECTS` says."""
    for action, path in file.all(Action):
        standing, into = Standing.IN_FORCE, tuple[Target, ...]()
        for n, event in enumerate(action.history):
            kind, why = event.event, ""
            if kind is EventKind.ADDED and n:
                why = "`added` can only be the first event"
            elif standing not in EFFECTS[kind].before:
                has_been = "is in force" if standing is Standing.IN_FORCE else f"has been {standing}"
                why = f"it {has_been}, so it cannot be {kind}"
            elif standing is Standing.INCORPORATED and event.targets == into:
                why = "the event above it says the same"
            if why:
                place = (*path, "history", n, "event")
                yield file.fault("FRM207", place, f"{file.subject(place)}{why}.", "Correct the event or the order.")
            standing, into = (EFFECTS[kind].standing or standing), (event.targets or into)


def check_changes(file: PlacedFramework) -> Iterator[Fault]:
    """Check that the dates of each change agree, and that each history is in order of time."""
    published = file.framework.source.published
    for _, history in groupby(file.all(Change), key=lambda each: each[1][:-1]):
        earliest: dt.date | None = None
        for change, path in history:
            owner, date, known = file.subject(path), change.date, change.known_by
            period = file.framework.period_by_id.get(change.since or "")
            begin, end = (period.start, period.end) if period else (None, None)
            latest, span = date or known or end, f"the period {change.since}"
            if published and latest and latest < published:
                message = f"{owner}this happened by {latest}, before the plan was published ({published})."
                yield file.fault("FRM403", path, message, "Correct the date, or delete the event.")
            in_order = (
                ("known_by", begin, known, f"it was known by {known}, before {span} began ({begin})"),
                ("known_by", date, known, f"it was known by {known}, before it happened ({date})"),
                ("date", date, end, f"it happened on {date}, after {span} had ended ({end})"),
            )
            for key, first, then, message in in_order:
                if first and then and then < first:
                    yield file.fault("FRM401", (*path, key), f"{owner}{message}.", CORRECT_ONE)
            start = date or begin
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


_MAX_PERIODS = 500  # over nine years of weekly periods; more take too long, as all actions of a period are compared
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
        elif period.due is not None and period.due < period.start:
            message = f"period {period.id}: submissions are due ({period.due}) before it starts ({period.start})."
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
    """Check that in every period each code means one action, reporting is never circular, and targets are in force.

    The file must have no other errors. Later periods are skipped if they change no code and move no reporting.
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
        begun = [each for each in waiting if in_effect(file.framework, each[1], period)]
        if number and not begun:
            continue
        waiting = [each for each in waiting if each not in begun]
        edition = as_of(file.framework, period)
        for code, where, message, hint in (*_shared_codes(edition, reported), *_cycles(edition, reported)):
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
        other, code = first.setdefault(standing.code, standing), standing.entry.code
        if other is not standing and code not in reported:
            reported.add(code)
            two = f"the action that is now {other.entry.code} and the one that is now {code}"
            yield code, (), f"the code {standing.code} means both {two}.", "Correct `was`, or the date of the change."


def _cycles(edition: Edition, reported: set[str]) -> Iterator[tuple[str, Path, str, str]]:
    """Find each circle of reporting, once: yield an action in it, the path to its event, message and hint."""
    for ring in cycles({action.code: action.into for action in edition.actions}):
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
        case Standing.WITHDRAWN:
            return "FRM201", f"action {taker.code} had been {taker.standing}", _NOT_IN_FORCE
