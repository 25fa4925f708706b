"""What happens to actions and agencies after a plan is published: the events in their histories."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import Field, FrozenInstanceError, dataclass, fields
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, dataclass_transform

from poatool.text import listed, long_date
from poatool.yaml_values import Key


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Frozen:
    """A part of a framework: a dataclass whose values stay as they were set. Its schema allows no unknown keys."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar = {"extra": "forbid"}

    def __init_subclass__(cls) -> None:
        """Make a dataclass; all share the methods below, as dataclasses take long to write their own."""
        dataclass(kw_only=True, eq=False, repr=False)(cls)

    def __setattr__(self, name: str, value: object) -> None:
        if name in self.__dict__:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super().__setattr__(name, value)

    def __eq__(self, other: object) -> bool:
        """Whether both are parts of the same kind with equal values."""
        return self.__class__ is other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        given = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{type(self).__name__}({', '.join(given)})"


class Kind(StrEnum):
    """A kind of event: the key whose old value goes into `was`, and the fewest targets that it needs."""

    replaces: str
    targets: int

    def __new__(cls, word: str, replaces: str = "", targets: int = 0) -> Self:
        """Make a kind from its word in the file."""
        kind = str.__new__(cls, word)
        kind._value_, kind.replaces, kind.targets = word, replaces, targets
        return kind


class EventKind(Kind):
    """What can happen to an action after the plan is published."""

    ADDED = "added"
    REWORDED = "reworded", "text"
    RENUMBERED = "renumbered", "code"
    MOVED = "moved", "objective"
    INCORPORATED = "incorporated", "", 1
    SPLIT = "split", "", 2
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"


class Target(Frozen):
    """Where reporting goes: an action, a part of one, or every action of an objective."""

    action: str | None = None
    part: str | None = None
    objective: str | None = None

    def __str__(self) -> str:
        """The action with the part, or the objective."""
        return f"{self.action or self.objective}{f' (part {self.part})' if self.part else ''}"


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
        return self.since or (f"{long_date(day)}{'' if self.date else ' at the latest'}" if day else "")


class Happening(Change):
    """An event in the life of an action or an agency."""

    event: Kind

    @property
    def targets(self) -> Sequence[Target | str]:
        """What took over, if anything."""
        return ()

    def before(self, now: object) -> str | tuple[str, ...] | None:
        """The value before the change, of the type of the value `now`; in `was`, commas part the codes of a list."""
        return tuple(self.was.split(", ")) if self.was and isinstance(now, tuple) else self.was

    def __str__(self) -> str:
        """What happened, as a sentence."""
        into = f" into {listed([*map(str, self.targets)])}" if self.targets else ""
        before = f" Before: {self.was.rstrip('.')}." if self.was else ""
        return f"{self.event.capitalize()}{into}.{before}"

    @property
    def details(self) -> str:
        """What happened, as a sentence, then days other than the start, and how it is known."""
        on = f"On {self.date}." if self.since and self.date else ""
        known = f"Known by {self.known_by}." if self.known_by and (self.since or self.date) else ""
        return " ".join(filter(None, [str(self), on, known, self.note]))


def former(history: Iterable[Happening], key: str) -> tuple[str, ...]:
    """The earlier values of a key of an action or agency, the oldest first."""
    return tuple(each.was for each in history if each.event.replaces == key and each.was)


class Event(Happening):
    """A change of an action. `into` is where its reporting went; `was` is what it replaced, such as a text."""

    event: Annotated[EventKind, Key("What happened, as in reworded.")]
    into: tuple[str | Target, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """Where its reporting went; a plain code becomes a target for the whole action."""
        return tuple(Target(action=target) if isinstance(target, str) else target for target in self.into)


class AgencyEventKind(Kind):
    """What can happen to an agency while a plan runs."""

    ESTABLISHED = "established"
    RENAMED = "renamed", "name"
    MOVED = "moved", "unit_of"
    MERGED = "merged", "", 1
    DISESTABLISHED = "disestablished"


class AgencyEvent(Happening):
    """A change of an agency; `was` is its earlier name or, if it moved, its earlier agency (null if it was no unit)."""

    event: Annotated[AgencyEventKind, Key("What happened, as in renamed.")]
    into: Annotated[str, Key("The code of the agency into which it was merged.")] | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """The agency into which it was merged, if any."""
        return (self.into,) if self.into is not None else ()
