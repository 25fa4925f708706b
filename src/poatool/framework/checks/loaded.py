"""A framework with the tree it was made from, so that every fault has its line and column."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from poatool.framework.faults import FrameworkFault
from poatool.framework.model import Action, Change, Framework
from poatool.framework.nodes import Block, Node, Path, find
from poatool.text import nearest


class PlacedAction(NamedTuple):
    """An action, the objective that lists it and its path in the file."""

    action: Action
    objective: str
    path: Path


class PlacedChange(NamedTuple):
    """A change in the life of an action or an agency: whose, and its path in the file."""

    whose: str
    change: Change
    path: Path


@dataclass(frozen=True)
class LoadedFile:
    """A framework and its tree. `lost` are codes and ids of parts that were too broken to be in it."""

    framework: Framework
    root: Node
    lost: frozenset[str] = frozenset()

    @cached_property
    def actions(self) -> tuple[PlacedAction, ...]:
        """Every action in published order."""
        return tuple(
            PlacedAction(action, objective.id, ("pillars", i, "objectives", j, "actions", k))
            for i, pillar in enumerate(self.framework.pillars)
            for j, objective in enumerate(pillar.objectives)
            for k, action in enumerate(objective.actions)
        )

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all actions."""
        return frozenset(placed.action.code for placed in self.actions)

    @cached_property
    def objectives(self) -> frozenset[str]:
        """The ids of all objectives."""
        return frozenset(o.id for p in self.framework.pillars for o in p.objectives)

    def histories(self) -> Iterator[tuple[PlacedChange, ...]]:
        """The changes in the life of each action and each agency that has any."""
        for action, _, path in self.actions:
            if action.history:
                yield tuple(
                    PlacedChange(f"action {action.code}", event, (*path, "history", n))
                    for n, event in enumerate(action.history)
                )
        for i, agency in enumerate(self.framework.agencies):
            if agency.history:
                yield tuple(
                    PlacedChange(f"agency {agency.code}", event, ("agencies", i, "history", n))
                    for n, event in enumerate(agency.history)
                )

    def lacks(self, name: str, known: Container[str]) -> bool:
        """Whether a name is not among those known, nor among those that a broken part may have had."""
        return name not in known and name not in self.lost

    def fault(self, code: str, path: Path, message: str, hint: str = "") -> FrameworkFault:
        """A fault at the value of a path, or at the deepest part of it that is in the file."""
        return FrameworkFault(code, *find(self.root, path).mark, message, hint)

    def fault_at_key(self, code: str, path: Path, message: str, hint: str = "") -> FrameworkFault:
        """A fault at the key that a path ends with."""
        match find(self.root, path[:-1]):
            case Block(keys=keys, mark=mark):
                return FrameworkFault(code, *keys.get(str(path[-1]), mark), message, hint)
            case node:
                return FrameworkFault(code, *node.mark, message, hint)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint that names the likeliest known word, or says something else where none is near."""
    likely = nearest(word, known)
    return f"Did you mean {likely}?" if likely else otherwise
