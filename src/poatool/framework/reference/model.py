"""What a reference to actions turned out to mean, piece by piece. `resolve.resolve` makes these."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class How(StrEnum):
    """By which way a piece of text led to an action."""

    ALIAS = "alias"
    TITLE = "title"
    RANGE = "range"
    INCORPORATED = "incorporated"


class Step(NamedTuple):
    """One step of the way from what was written to an action."""

    origin: str
    target: str
    how: How


class Fault(StrEnum):
    """Why a piece did not resolve."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    LOOK_ALIKE = "look-alike"
    NOT_A_REFERENCE = "not-a-reference"
    DATE = "date"
    BAD_RANGE = "bad-range"
    AMBIGUOUS = "ambiguous"
    CONTRADICTION = "contradiction"
    NOT_YET = "not-yet"
    WITHDRAWN = "withdrawn"


class Current(NamedTuple):
    """An action in force."""

    code: str


class Incorporated(NamedTuple):
    """An action whose reporting is counted under others."""

    code: str
    into: tuple[str, ...]


class NotInForce(NamedTuple):
    """An action that is known but not reported on in this period."""

    code: str
    fault: Fault
    why: str

    @property
    def likely(self) -> tuple[str, ...]:
        """The codes that may have been meant: none, as this one was."""
        return ()


class Unknown(NamedTuple):
    """No action of the framework. `why` is in the user's words; suggestions are codes, likeliest first."""

    fault: Fault
    why: str
    suggestions: tuple[str, ...] = ()

    @property
    def likely(self) -> tuple[str, ...]:
        """The codes that may have been meant."""
        return self.suggestions


class Ambiguous(NamedTuple):
    """It could be one action or another, and none is surer."""

    fault: Fault
    why: str
    candidates: tuple[str, ...]

    @property
    def likely(self) -> tuple[str, ...]:
        """The codes that may have been meant."""
        return self.candidates


Faulty = NotInForce | Unknown | Ambiguous
_FAULTY = (NotInForce, Unknown, Ambiguous)
Resolution = Current | Incorporated | Faulty


class Piece(NamedTuple):
    """A stretch of the text (`start` to `end`, as it was given) and what it means."""

    start: int
    end: int
    text: str
    resolution: Resolution
    via: tuple[Step, ...] = ()


class References(NamedTuple):
    """All that a text refers to. `advice` are remarks on what resolved, such as an action that a range leaves out.

    `codes` are the actions that the text counts towards, each once, in published order, after incorporations.
    `instead` is a spelling of the whole text that would resolve, where one is likely.
    """

    text: str
    pieces: tuple[Piece, ...]
    codes: tuple[str, ...]
    advice: tuple[str, ...] = ()
    instead: str | None = None

    @property
    def via(self) -> tuple[Step, ...]:
        """The way from the text to its codes."""
        return tuple(step for piece in self.pieces for step in piece.via)

    @property
    def written(self) -> tuple[str, ...]:
        """The actions as they were written, before incorporations; ranges as what they hold."""
        inside = [step.target for piece in self.pieces for step in piece.via if step.how is How.RANGE]
        single = [p.resolution.code for p in self.pieces if isinstance(p.resolution, Current | Incorporated)]
        return tuple(dict.fromkeys([*inside, *single]))

    @property
    def faulty(self) -> tuple[tuple[str, Faulty], ...]:
        """The pieces that did not resolve: the text of each, and what is wrong with it."""
        return tuple([(piece.text, piece.resolution) for piece in self.pieces if isinstance(piece.resolution, _FAULTY)])

    @property
    def resolved(self) -> bool:
        """Whether every piece of the text leads to an action."""
        return bool(self.codes) and not self.faulty

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The codes that the faulty pieces may have meant, likeliest first."""
        return tuple(dict.fromkeys(code for _, wrong in self.faulty for code in wrong.likely))

    @property
    def fault(self) -> Fault | None:
        """The first fault, or None where all of the text resolved."""
        return next((wrong.fault for _, wrong in self.faulty), None)


PROBLEMS: Mapping[Fault, str] = {
    Fault.EMPTY: "empty",
    Fault.UNKNOWN: "unknown",
    Fault.LOOK_ALIKE: "unknown",
    Fault.NOT_A_REFERENCE: "unknown",
    Fault.DATE: "unknown",
    Fault.BAD_RANGE: "bad_range",
    Fault.AMBIGUOUS: "ambiguous",
    Fault.CONTRADICTION: "ambiguous",
    Fault.NOT_YET: "not_in_force",
    Fault.WITHDRAWN: "not_in_force",
}
"""The word of the machine format for each fault."""
