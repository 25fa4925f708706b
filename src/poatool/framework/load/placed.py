"""A framework with the document that it was made from, so that every fault has its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import NamedTuple

from poatool.framework.events import Change
from poatool.framework.model import Action, Framework, Objective
from poatool.text import nearest
from poatool.yaml_values import Document, Fault, Path


class PlacedAction(NamedTuple):
    """An action and its path in the file."""

    action: Action
    path: Path


class PlacedChange(NamedTuple):
    """A change in the life of an action or an agency: whose it is, and its path in the file."""

    whose: str
    change: Change
    path: Path


_MOST_GUESSES = 100
"""Faults with a guess at the name that was meant, which is compared with all names of the file each time."""


@dataclass(frozen=True)
class PlacedFramework:
    """A framework and the document that it was made from."""

    framework: Framework
    document: Document
    _guesses: Iterator[int] = field(default_factory=count)

    @cached_property
    def actions(self) -> tuple[PlacedAction, ...]:
        """Every action in published order."""
        return tuple(
            PlacedAction(action, ("pillars", i, "objectives", j, "actions", k))
            for i, pillar in enumerate(self.framework.pillars)
            for j, objective in enumerate(pillar.objectives)
            for k, action in enumerate(objective.actions)
        )

    @cached_property
    def action_by_code(self) -> dict[str, PlacedAction]:
        """The actions by their code."""
        return {placed.action.code: placed for placed in self.actions}

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        """The objectives by their id."""
        return {o.id: o for p in self.framework.pillars for o in p.objectives}

    def histories(self) -> Iterator[tuple[PlacedChange, ...]]:
        """The changes in the life of each action and each agency."""
        for action, path in self.actions:
            yield _placed(f"action {action.code}", action.history, path)
        for i, agency in enumerate(self.framework.agencies):
            yield _placed(f"agency {agency.code}", agency.history, ("agencies", i))

    def fault(self, code: str, path: Path, message: str, hint: str = "") -> Fault:
        """A fault at the value of a path, or at the deepest part of it that is in the file."""
        return Fault(code, *self.document.place(path), message, hint)

    def fault_at_key(self, code: str, path: Path, message: str, hint: str = "") -> Fault:
        """A fault at the key that a path ends with."""
        return Fault(code, *self.document.key_place(path), message, hint)

    def did_you_mean(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the likeliest known word, or says something else if none is near."""
        likely = nearest(word, known) if next(self._guesses) < _MOST_GUESSES else None
        return f"Did you mean {likely}?" if likely else otherwise


def _placed(whose: str, history: Iterable[Change], path: Path) -> tuple[PlacedChange, ...]:
    return tuple([PlacedChange(whose, change, (*path, "history", n)) for n, change in enumerate(history)])
