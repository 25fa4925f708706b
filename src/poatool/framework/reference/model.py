"""Describe the meaning of a reference to actions, piece by piece, as `resolve.resolve` finds it."""

from enum import StrEnum
from typing import NamedTuple

MAX_SUGGESTIONS = 5


class How(StrEnum):
    """How a piece of text led to an action."""

    ALIAS = "alias"
    TITLE = "title"
    NUMBER = "number"
    RANGE = "range"
    SPELT = "spelt"  # misspelt, or with numbers in words
    SHORT = "short"  # without the letters with which all codes of the plan begin
    BESIDE = "beside"  # chosen from several actions by the wording beside it
    INCORPORATED = "incorporated"


class Step(NamedTuple):
    """How an action was reached: from words of the text, or from an action that was incorporated into it."""

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
    NOT_IN_FORCE = "not-in-force"


class Current(NamedTuple):
    """An action in force."""

    code: str


class Incorporated(NamedTuple):
    """An action whose reporting counts under other actions."""

    code: str
    into: tuple[str, ...]


class NotInForce(NamedTuple):
    """A known action that is not reported on in this period. `why` is a sentence for users."""

    code: str
    why: str
    fault: Fault = Fault.NOT_IN_FORCE


class Unclear(NamedTuple):
    """A text that is not an action of the framework, or may be one of several."""

    fault: Fault
    why: str  # a sentence for users
    suggestions: tuple[str, ...] = ()  # codes, likeliest first, or equally likely if the fault is ambiguous
    instead: str | None = None  # a spelling that would be understood, if one is likely
    either: tuple[str, ...] = ()  # it means exactly one of these codes


Faulty = NotInForce | Unclear
Resolution = Current | Incorporated | Faulty


class Piece(NamedTuple):
    """A part of a text, and what it means."""

    text: str
    resolution: Resolution
    codes: tuple[str, ...] = ()  # the actions as written, before incorporations; for a range, the actions in it
    via: tuple[Step, ...] = ()
    paraphrase: str = ""  # words beside a code that describe its action, but not in the plan's words
    moved: bool = False  # the text says, correctly, where the reporting of its action went


class References(NamedTuple):
    """Everything that a text refers to."""

    text: str
    pieces: tuple[Piece, ...]
    codes: tuple[str, ...]  # the actions that it counts towards, after incorporations, in published order
    advice: tuple[str, ...] = ()  # remarks on references that resolved, such as an action that a range leaves out

    @property
    def instead(self) -> str | None:
        """A spelling of the whole text that would be understood, if one is likely."""
        wrong = self.pieces[0].resolution if len(self.pieces) == 1 else None
        return wrong.instead if isinstance(wrong, Unclear) else None

    @property
    def via(self) -> tuple[Step, ...]:
        """The steps from the text to its codes."""
        return tuple(step for piece in self.pieces for step in piece.via)

    @property
    def written(self) -> tuple[str, ...]:
        """The actions as written, before incorporations; for a range, the actions in it."""
        return tuple(dict.fromkeys(code for piece in self.pieces for code in piece.codes))

    @property
    def faulty(self) -> tuple[tuple[str, Faulty], ...]:
        """The text and fault of each piece that did not resolve."""
        return tuple([(piece.text, piece.resolution) for piece in self.pieces if isinstance(piece.resolution, Faulty)])

    @property
    def resolved(self) -> bool:
        """Whether every piece of the text led to an action."""
        return bool(self.codes) and not self.faulty

    @property
    def ways(self) -> frozenset[How]:
        """The ways in which its pieces led to actions."""
        return frozenset([step.how for step in self.via])

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The codes that the faulty pieces may mean, likeliest first, at most five."""
        codes = [code for _, wrong in self.faulty if isinstance(wrong, Unclear) for code in wrong.suggestions]
        return tuple(dict.fromkeys(codes))[:MAX_SUGGESTIONS]

    @property
    def fault(self) -> Fault | None:
        """The first fault; None if the whole text resolved."""
        return next((wrong.fault for _, wrong in self.faulty), None)

    def via_text(self, text: str, how: How) -> "References":
        """The same meaning for another text that stands for this one, with a step from one to the other."""
        pieces = [each._replace(via=(Step(text, each.text, how), *each.via)) for each in self.pieces]
        return self._replace(text=text, pieces=tuple(pieces))

    def described(self, text: str, words: str) -> "References":
        """The same meaning for a text that has further `words`, which are a paraphrase."""
        first, *others = self.pieces
        first = first._replace(paraphrase=f"{first.paraphrase} {words}".strip())
        return self._replace(text=text, pieces=(first, *others))


PROBLEMS = {
    **dict.fromkeys(Fault, "unknown"),
    Fault.EMPTY: "empty",
    Fault.BAD_RANGE: "bad_range",
    **dict.fromkeys((Fault.AMBIGUOUS, Fault.CONTRADICTION), "ambiguous"),
    Fault.NOT_IN_FORCE: "not_in_force",
}
"""What machine formats call each fault."""
