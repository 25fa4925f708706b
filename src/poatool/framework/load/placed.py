"""A framework with the positions of its parts in its file, for checks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import count
from typing import TypeVar

from poatool.framework.events import Frozen
from poatool.framework.model import Framework
from poatool.text import did_you_mean, nearest
from poatool.typed_values import Document
from poatool.yaml_values import Path

P = TypeVar("P", bound=Frozen)

_MAX_GUESSES = 100  # the most faults that get a suggestion: each is compared with all names in the file
_MAX_CYCLES = 100


@dataclass(frozen=True, eq=False)
class PlacedFramework(Document):
    """A framework, in the YAML document that it was read from."""

    framework: Framework = field(kw_only=True)
    _guesses: Iterator[int] = field(default_factory=count)

    def all(self, kind: type[P]) -> list[tuple[P, Path]]:
        """Every part of a kind with its path, in the order of the file."""
        return [(part, path) for part, path in self._parts if isinstance(part, kind)]

    @cached_property
    def _parts(self) -> tuple[tuple[Frozen, Path], ...]:
        return tuple(walk(self.framework))

    def did_you_mean(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the most similar known word, or the hint `otherwise` if none is similar enough."""
        return did_you_mean(nearest(word, known) if next(self._guesses) < _MAX_GUESSES else None, otherwise)


def walk(value: object, path: Path = ()) -> Iterator[tuple[Frozen, Path]]:
    """The parts of a framework, each with its path, in the order of the file."""
    if isinstance(value, Frozen):
        yield value, path
        for each in fields(value):
            yield from walk(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from walk(item, (*path, n))


def cycles(into: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Find circles in which names lead back to themselves, but only one circle through any name."""
    order = list(into)
    from graphlib import CycleError, TopologicalSorter

    for _ in range(_MAX_CYCLES):
        try:
            TopologicalSorter(into).prepare()
        except CycleError as found:
            ring: list[str] = found.args[1][:0:-1]
        else:
            return
        into = {name: names for name, names in into.items() if name not in ring}
        first = ring.index(min(ring, key=order.index))
        yield [*ring[first:], *ring[:first]]
