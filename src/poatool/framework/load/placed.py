"""A framework and the document it came from, so that every fault has its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import count
from typing import TypeVar

from poatool.framework.events import Frozen
from poatool.framework.model import Framework
from poatool.text import nearest
from poatool.yaml_values import Document, Fault, Path

P = TypeVar("P", bound=Frozen)

NOUNS = {
    "pillars": "pillar",
    "objectives": "objective",
    "actions": "action",
    "agencies": "agency",
    "statuses": "status",
    "periods": "period",
    "footnotes": "footnote",
    "layouts": "layout",
}
"""What to call an entry of each list."""

_MAX_GUESSES = 100  # faults that guess which name was meant, after comparing it with every name in the file
_MAX_RINGS = 100


@dataclass(frozen=True)
class PlacedFramework:
    """A framework and the document it came from."""

    framework: Framework
    document: Document
    _guesses: Iterator[int] = field(default_factory=count)

    def all(self, kind: type[P]) -> list[tuple[P, Path]]:
        """Every part of a kind with its path, in the order of the file."""
        return [(part, path) for part, path in self._parts if isinstance(part, kind)]

    @cached_property
    def _parts(self) -> tuple[tuple[Frozen, Path], ...]:
        return tuple(_within(self.framework, ()))

    def subject(self, path: Path) -> str:
        """What a path belongs to, such as `action 26: `."""
        return self.document.subject(path, NOUNS)

    def fault(self, code: str, path: Path, message: str, hint: str, *, at_key: bool = False) -> Fault:
        """A fault at the value of a path, or at the deepest part of the path in the file, or at its last key."""
        return self.document.fault(code, path, message, hint, at_key=at_key)

    def did_you_mean(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the likeliest known word, or another hint if no word is close."""
        likely = nearest(word, known) if next(self._guesses) < _MAX_GUESSES else None
        return f"Did you mean {likely}?" if likely else otherwise


def _within(value: object, path: Path) -> Iterator[tuple[Frozen, Path]]:
    if isinstance(value, Frozen):
        yield value, path
        for each in fields(value):
            yield from _within(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _within(item, (*path, n))


def rings(into: Mapping[str, Iterable[str]], order: Mapping[str, int]) -> Iterator[list[str]]:
    """The circles of names that lead back to themselves; if circles share a name, only one of them."""
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
