"""Each code, id, mark and name stands for one thing, and what is named exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from poatool.framework.events import AgencyEvent, AgencyEventKind, Change, Event, EventKind, Frozen
from poatool.framework.load.placed import NOUNS, Placed, PlacedFramework, rings
from poatool.framework.model import Action, Agency, Objective, Status
from poatool.framework.names.matching import fold
from poatool.yaml_values import Fault, Path

_PARTS = re.compile(r"\d+|[^\W\d_]+")


def fold_code(code: str) -> str:
    """Fold a code so that its spellings are equal: `AC-02(10)` and `ac-2.10` are one code, `1.1` and `11` are not."""
    return ".".join(part.lstrip("0") or "0" for part in _PARTS.findall(code.casefold()))


_FOLDS: Mapping[type[Frozen], Callable[[str], str]] = {Action: fold_code, Agency: fold, Status: fold}
"""How names are folded that must not stand for two things."""


def check_codes(file: PlacedFramework) -> Iterator[Fault]:
    """No code or id occurs twice, and no name means two things."""
    for kind, (noun, key) in NOUNS.items():
        named = [Named(noun, getattr(each.part, key), (*each.path, key), _others(each)) for each in file.all(kind)]
        first: dict[str, Named] = {}
        for each in named:
            before = first.setdefault(each.code, each)
            if before is not each:
                line = file.document.place(before.path).line
                message = f"The {noun} {each.code} occurs twice; the first is in line {line}."
                yield file.fault("FRM101", each.path, message, "Give one of them another code, or delete it.")
        if kind in _FOLDS:
            yield from collisions(file, named, _FOLDS[kind])


class Named(NamedTuple):
    """Something with a code, and its other names, each with its path."""

    noun: str
    code: str
    path: Path
    names: tuple[tuple[str, Path], ...] = ()


def _others(placed: Placed[Frozen]) -> tuple[tuple[str, Path], ...]:
    """The names of a part beside its code, each with its path."""
    part, path, _ = placed
    own = [(getattr(part, key), (*path, key)) for key in ("label", "name") if hasattr(part, key)]
    former = [(name, (*path, "history")) for name in part.former_names] if isinstance(part, Agency) else []
    return (*own, *listed_names(getattr(part, "aliases", ()), (*path, "aliases")), *former)


def listed_names(names: Collection[str], path: Path) -> tuple[tuple[str, Path], ...]:
    """The names in a list with their paths."""
    return tuple((name, (*path, n)) for n, name in enumerate(names))


def collisions(file: PlacedFramework, group: Collection[Named], folded: Callable[[str], str]) -> Iterator[Fault]:
    """Names that mean two things; codes come first, so that the fault is reported at the alias."""
    owners: dict[str, Named] = {}
    spelt = [(named, named.code, named.path) for named in group]
    spelt += [(named, name, path) for named in group for name, path in named.names]
    for named, name, path in spelt:
        owner = owners.setdefault(folded(name), named)
        if owner.code != named.code:
            message = f"{named.noun} {named.code}: the name {name} also stands for {owner.noun} {owner.code}."
            yield file.fault("FRM101", path, message, "Delete it from one of them.")


class _Known(NamedTuple):
    """The names that may stand in a place, folded spellings of them, and the code and hint of a fault."""

    code: str
    names: Collection[str]
    otherwise: str
    spellings: Mapping[str, str] = {}
    folded: Callable[[str], str] = fold


_NAMING: tuple[tuple[type[Frozen], str, str], ...] = (
    *((Action, "lead", "agency"), (Action, "supporting", "agency"), (Action, "footnote", "footnote")),
    *((Agency, "unit_of", "agency"), (Status, "needs", "column"), (Change, "since", "period")),
)
"""Keys that name something else in the file: of what part, and what they name."""


def check_names(file: PlacedFramework) -> Iterator[Fault]:
    """Whatever is named has an entry of its own."""
    plan = file.framework
    actions = [each.part for each in reversed(file.all(Action))]
    codes = {fold_code(name): a.code for a in actions for name in (*a.former_codes, a.code, *a.aliases)}
    agencies = {fold(name): a.code for a in reversed(plan.agencies) for name in (a.code, a.name, *a.aliases)}
    marks = dict.fromkeys(each.mark for each in plan.footnotes)
    objectives = dict.fromkeys(each.part.id for each in file.all(Objective))
    known = {
        "action": _Known("FRM201", {a.code: a for a in actions}, "Name an action by its code.", codes, fold_code),
        "agency": _Known("FRM301", plan.agency_by_code, "Add it to `agencies`.", agencies),
        "column": _Known("FRM303", plan.column_by_id, f"The columns are {', '.join(plan.column_by_id)}."),
        "footnote": _Known("FRM303", marks, "Add it to `footnotes`, or delete the mark."),
        "objective": _Known("FRM303", objectives, "Name an objective by its id."),
        "target": _Known("FRM201", objectives, "Name an objective by its id."),
        "period": _Known("FRM303", plan.period_by_id, f"The periods are {', '.join(plan.period_by_id)}."),
    }
    for owner, noun, name, path in _mentions(file):
        code, names, otherwise, spellings, folded = known[noun]
        if name not in names:
            meant = spellings.get(folded(name))
            hint = f"Write its code, {meant}." if meant else file.did_you_mean(name, names, otherwise)
            what = noun if noun != "target" else "objective"
            yield file.fault(code, path, f"{owner}: there is no {what} {name}.", hint)


def _mentions(file: PlacedFramework) -> Iterator[tuple[str, str, str, Path]]:
    """Each mention of something by name: in what, the noun, the name and the path."""
    for kind, key, noun in _NAMING:
        for part, path, owner in file.all(kind):
            if isinstance(named := getattr(part, key), tuple):
                yield from ((owner, noun, name, (*path, key, n)) for n, name in enumerate(named))
            elif named:
                yield owner, noun, named, (*path, key)
    yield from _mentions_in_changes(file)


def _mentions_in_changes(file: PlacedFramework) -> Iterator[tuple[str, str, str, Path]]:
    """What `was` and `into` name, which depends on the kind of the event."""
    for change, path, owner in file.all(Change):
        match change:
            case Event(event=EventKind.MOVED, was=str(was)):
                yield owner, "objective", was, (*path, "was")
            case AgencyEvent(event=AgencyEventKind.MOVED, was=str(was)):
                yield owner, "agency", was, (*path, "was")
            case AgencyEvent(event=AgencyEventKind.MERGED, into=str(into)):
                yield owner, "agency", into, (*path, "into")
            case Event(targets=targets):
                for n, target in enumerate(targets):
                    if target.objective is None and target.action is not None:
                        yield owner, "action", target.action, (*path, "into", n, "action")
                    elif target.objective is not None and target.action is None:
                        yield owner, "target", target.objective, (*path, "into", n, "objective")


def check_units(file: PlacedFramework) -> Iterator[Fault]:
    """No agency is a unit of itself, directly or through others; a ring is reported once."""
    order = {agency.code: n for n, agency in enumerate(file.framework.agencies)}
    parents = {a.code: [a.unit_of] for a in file.framework.agencies if a.unit_of in order}
    for ring in rings(parents, order):
        message = f"agency {ring[0]} is a unit of itself: {' → '.join([*ring, ring[0]])}."
        path = ("agencies", order[ring[0]], "unit_of")
        yield file.fault("FRM301", path, message, "A unit points to its agency, not back.")
