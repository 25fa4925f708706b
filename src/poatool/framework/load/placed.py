"""A framework with the document that it was made from, so that every fault has its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import count
from typing import Generic, NamedTuple, TypeVar, cast

from poatool.framework.events import Frozen
from poatool.framework.model import Action, Agency, Footnote, Framework, Objective, Pillar, ReportingPeriod, Status
from poatool.text import nearest
from poatool.yaml_values import Document, Fault, Path

P = TypeVar("P", bound=Frozen)

NOUNS: Mapping[type[Frozen], tuple[str, str]] = {
    Pillar: ("pillar", "id"),
    Objective: ("objective", "id"),
    Action: ("action", "code"),
    Agency: ("agency", "code"),
    Status: ("status", "id"),
    ReportingPeriod: ("period", "id"),
    Footnote: ("footnote", "mark"),
}
"""What each part of a plan is called in messages, and the key that names it."""

_MAX_GUESSES = 100
"""Faults with a guess at the name that was meant, which is compared with all names of the file each time."""

_MAX_RINGS = 100


class Placed(NamedTuple, Generic[P]):
    """A part of a framework, its path in the file, and what it belongs to, such as `action 26`."""

    part: P
    path: Path
    owner: str


@dataclass(frozen=True)
class PlacedFramework:
    """A framework and the document that it was made from."""

    framework: Framework
    document: Document
    _guesses: Iterator[int] = field(default_factory=count)

    def all(self, kind: type[P]) -> tuple[Placed[P], ...]:
        """Every part of a kind, in the order of the file."""
        return tuple([cast("Placed[P]", each) for each in self._parts if isinstance(each.part, kind)])

    @cached_property
    def _parts(self) -> tuple[Placed[Frozen], ...]:
        return tuple(_within(self.framework, (), ""))

    def fault(self, code: str, path: Path, message: str, hint: str = "") -> Fault:
        """A fault at the value of a path, or at the deepest part of it that is in the file."""
        return Fault(code, *self.document.place(path), message, hint)

    def fault_at_key(self, code: str, path: Path, message: str, hint: str = "") -> Fault:
        """A fault at the key that a path ends with."""
        return Fault(code, *self.document.key_place(path), message, hint)

    def did_you_mean(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the likeliest known word, or says something else if none is near."""
        likely = nearest(word, known) if next(self._guesses) < _MAX_GUESSES else None
        return f"Did you mean {likely}?" if likely else otherwise


def _within(value: object, path: Path, owner: str) -> Iterator[Placed[Frozen]]:
    if isinstance(value, Frozen):
        if named := NOUNS.get(type(value)):
            owner = f"{named[0]} {getattr(value, named[1])}"
        yield Placed(value, path, owner)
        for each in fields(value):
            yield from _within(getattr(value, each.name), (*path, each.name), owner)
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _within(item, (*path, n), owner)


def rings(into: Mapping[str, Iterable[str]], order: Mapping[str, int]) -> Iterator[list[str]]:
    """The rings in which names lead back to themselves, from the first name on; of several that share a name, one."""
    for _ in range(_MAX_RINGS):
        try:
            TopologicalSorter(into).prepare()
        except CycleError as found:
            ring: list[str] = found.args[1][:0:-1]
        else:
            return
        into = {name: names for name, names in into.items() if name not in ring}
        first = ring.index(min(ring, key=order.__getitem__))
        yield [*ring[first:], *ring[:first]]
