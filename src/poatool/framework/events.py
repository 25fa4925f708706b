"""What happens to actions and agencies after a plan is published: the events in their histories."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from poatool.text import listed, long_date


@dataclass(frozen=True, eq=False)
class Frozen:
    """A part of a framework; its schema allows no unknown keys."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}


class EventKind(StrEnum):
    """What can happen to an action after the plan is published."""

    ADDED = "added"
    REWORDED = "reworded"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    INCORPORATED = "incorporated"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"


@dataclass(frozen=True, kw_only=True)
class Target(Frozen):
    """Where reporting goes: an action, a part of one, or every action of an objective."""

    action: str | None = None
    part: str | None = None
    objective: str | None = None


@dataclass(frozen=True, kw_only=True)
class Change(Frozen):
    """When something changed: a period (`since`), a `date` or, if nothing more precise is known, a date `known_by`."""

    since: str | None = None
    date: dt.date | None = None
    known_by: dt.date | None = None
    was: str | None = None
    note: str | None = None

    @property
    def start(self) -> str:
        """When it took effect, such as `2022` or `8 May 2024`; empty if nothing is known."""
        day = self.date or self.known_by
        latest = "" if self.date else " at the latest"
        return self.since or (f"{long_date(day)}{latest}" if day else "")

    def _in_words(self, event: StrEnum, into: Sequence[str]) -> str:
        before = f" Before: {self.was.rstrip('.')}." if self.was else ""
        return f"{event.capitalize()}{f' into {listed(into)}' if into else ''}.{before}"


@dataclass(frozen=True, kw_only=True)
class Event(Change):
    """A change of an action. `into` is where its reporting went; `was` is its earlier text, objective id or code."""

    event: EventKind
    into: tuple[str | Target, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where its reporting went; a plain code becomes a target for the whole action."""
        return tuple(Target(action=target) if isinstance(target, str) else target for target in self.into)

    def __str__(self) -> str:
        """What happened, as a sentence."""
        into = [f"{t.action or t.objective}{f' (part {t.part})' if t.part else ''}" for t in self.targets]
        return self._in_words(self.event, into)


class AgencyEventKind(StrEnum):
    """What can happen to an agency while a plan runs."""

    ESTABLISHED = "established"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    DISESTABLISHED = "disestablished"


@dataclass(frozen=True, kw_only=True)
class AgencyEvent(Change):
    """One change in the life of an agency.

    `into` is the code of the agency into which it was merged. `was` is its name before it was renamed, or the code of
    the agency to which it belonged before it moved (null if it was not a unit).
    """

    event: AgencyEventKind
    into: str | None = None

    def __str__(self) -> str:
        """What happened, as a sentence."""
        return self._in_words(self.event, [self.into] if self.into else [])
