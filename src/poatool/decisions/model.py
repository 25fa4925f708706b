"""What decisions.yaml holds: each decision with the role that settled it and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import ClassVar, NamedTuple, TypeVar

from poatool.findings.model import Place, Waiver
from poatool.submissions.interpret import Update
from poatool.submissions.update_ids import HASH

D = TypeVar("D", bound="Decision")

_PIN_DIGITS = 8


class Kind(StrEnum):
    """What a decision is about."""

    STATUS = "status"
    COUNTS = "counts"
    EDIT = "edit"
    WITHHOLD = "withhold"
    ACCEPT = "accept"
    EXTENSION = "extension"
    CLEARANCE = "clearance"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a role (`by`) decided and why. An entry that names no role is a Proposal instead.

    `period` is the id of its period, None if it applies to any. `source` is its line in decisions.yaml.
    """

    KIND: ClassVar[Kind]
    ON: ClassVar[str]
    """The fields that say what it is about: two decisions of one kind on the same subject contradict each other."""

    by: str
    because: str = ""
    period: str | None = None
    source: Place

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about."""
        return (self.KIND, self.period, *(getattr(self, name) for name in self.ON.split()))


@dataclass(frozen=True, kw_only=True)
class AssessedStatus(Decision):
    """The status of an action in a period, whatever its agencies state. Both are ids of the plan."""

    KIND, ON = Kind.STATUS, "action"

    action: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Counts(Decision):
    """Of two returns of an agency, the one that counts. Both are patterns of paths, such as `police*.xlsx`."""

    KIND, ON = Kind.COUNTS, "agency instead_of"

    agency: str
    file: str
    instead_of: str


@dataclass(frozen=True, kw_only=True)
class Withhold(Decision):
    """Keep an update out of everything that is published. Its agency still counts as having reported.

    `was` is the `pin` of the text decided on; None if only the id identifies it.
    """

    KIND, ON = Kind.WITHHOLD, "update"

    update: str
    was: str | None = None

    @property
    def pinned(self) -> bool:
        """Whether it identifies the text decided on, by `was` or by the hash in the id."""
        return self.was is not None or HASH.search(self.update) is not None

    def text_of(self, update: Update) -> str:
        """The text it is about, as the update has it."""
        return "\n".join(update.as_sent.values())


@dataclass(frozen=True, kw_only=True)
class Edit(Withhold):
    """Publish another text for a column of an update."""

    KIND, ON = Kind.EDIT, "update column"

    text: str
    column: str = "progress"

    def text_of(self, update: Update) -> str:
        """The text of the column."""
        return update.as_sent.get(self.column, "")


@dataclass(frozen=True, kw_only=True)
class Accept(Decision):
    """A finding that is accepted, as a file of waivers would."""

    KIND, ON = Kind.ACCEPT, "source"

    waiver: Waiver


@dataclass(frozen=True, kw_only=True)
class Extension(Decision):
    """A later due day for an agency's submission."""

    KIND, ON = Kind.EXTENSION, "agency"

    agency: str
    until: dt.date


@dataclass(frozen=True, kw_only=True)
class Clearance(Decision):
    """An agency has cleared what is published under its name. `cleared_by` is the role there that cleared it."""

    KIND, ON = Kind.CLEARANCE, "agency cleared_by"

    agency: str
    date: dt.date | None = None
    cleared_by: str = ""


KINDS: Mapping[Kind, type[Decision]] = {
    each.KIND: each for each in (AssessedStatus, Counts, Edit, Withhold, Accept, Extension, Clearance)
}


class Proposal(NamedTuple):
    """An entry that names no role yet and is not applied."""

    kind: Kind
    source: Place


class State(StrEnum):
    """What became of a decision: `idle` if it is about nothing in these submissions."""

    APPLIED = "applied"
    STALE = "stale"
    IDLE = "idle"


class Now(NamedTuple):
    """What a decision is about, or a stale one may be about: the id of an update, the pin of the text, and the text."""

    update: str
    was: str
    text: str


class Ruling(NamedTuple):
    """A decision for a period, what became of it, and its text if it is about one."""

    decision: Decision
    state: State
    now: tuple[Now, ...] = ()

    @property
    def was(self) -> str | None:
        """The pin of the text decided on, if known; None if it is not about a text."""
        if not isinstance(self.decision, Withhold):
            return None
        return self.now[0].was if self.state is State.APPLIED else self.decision.was


class Decisions(NamedTuple):
    """Everything that decisions.yaml says, for all periods, in its order."""

    entries: tuple[Decision, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def of(self, kind: type[D], period: str | None) -> tuple[D, ...]:
        """The decisions of a kind for this period or for any period."""
        return tuple(each for each in self.entries if type(each) is kind and each.period in (None, period))

    def rulings(
        self, period: str | None, states: Mapping[Decision, State], now: Mapping[Decision, tuple[Now, ...]]
    ) -> tuple[Ruling, ...]:
        """The decisions for a period with their states; one that is not about a file or text always applies."""
        found = (each for each in self.entries if each.period in (None, period))
        return tuple(
            Ruling(
                each,
                states.get(each, State.IDLE if isinstance(each, Counts | Withhold | Accept) else State.APPLIED),
                now.get(each, ()),
            )
            for each in found
        )

    @property
    def on_what_is_sent(self) -> Decisions:
        """The decisions that matter when submissions are checked: which return counts, and accepted findings."""
        return self._replace(entries=tuple(each for each in self.entries if isinstance(each, Counts | Accept)))


NO_DECISIONS = Decisions()


def pin(text: str) -> str:
    """Eight hexadecimal digits that show whether a text is still the one decided on."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_PIN_DIGITS]
