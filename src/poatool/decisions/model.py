"""Describe the contents of decisions.yaml: each decision, the role that made it, and the reason."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple, Self, TypeVar

from poatool.decisions.keys import ActionKey, AgencyKey, Because, ColumnKey, PeriodKey, StatusKey, Text, UpdateKey, Was
from poatool.findings.model import Place, Waiver, pin
from poatool.framework.columns import STATUS
from poatool.submissions.interpret import Update
from poatool.submissions.update_ids import HASH, LATER
from poatool.text import one_line
from poatool.yaml_values import NOT_IN_FILE, Key

D = TypeVar("D", bound="Decision")

_FILE = "a path or a pattern such as police*.xlsx."


class Kind(StrEnum):
    """What a decision is about."""

    STATUS = "status"
    COUNTS = "counts"
    EDIT = "edit"
    WITHHOLD = "withhold"
    ACCEPT = "accept"
    EXTENSION = "extension"
    CLEARANCE = "clearance"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a role (`by`) decided and why. An entry without a role is only a proposal.

    `period` is a period id; None stands for every period. `source` is its line in decisions.yaml.
    """

    KIND: ClassVar[Kind]
    ON: ClassVar[str]
    """The fields that identify its subject: two decisions of one kind on one subject contradict each other."""

    by: Annotated[str, NOT_IN_FILE]
    because: Because
    period: PeriodKey | None = None
    source: Annotated[Place, NOT_IN_FILE]

    @property
    def subject(self) -> tuple[object, ...]:
        """Its kind, its period and what it is about; no two decisions may agree in all three."""
        return (self.KIND, self.period, *(getattr(self, name) for name in self.ON.split()))


@dataclass(frozen=True, kw_only=True)
class AssessedStatus(Decision):
    """The status of an action in a period, which overrides what its agencies state."""

    KIND, ON = Kind.STATUS, "action"

    action: ActionKey
    period: PeriodKey = field()  # required here
    status: StatusKey


@dataclass(frozen=True, kw_only=True)
class Counts(Decision):
    """Which of two returns of an agency counts. `file` and `instead_of` are patterns of paths, as in `police*.xlsx`."""

    KIND, ON = Kind.COUNTS, "agency instead_of"

    agency: AgencyKey
    file: Annotated[str, Key(f"The return that counts: {_FILE}")]
    instead_of: Annotated[str, Key(f"The return that does not: {_FILE}")]


@dataclass(frozen=True, kw_only=True)
class OnText(Decision):
    """A decision on certain texts; `was` is the `pin` of these texts when it was made, if known."""

    was: Was | None = None

    @property
    def pinned(self) -> bool:
        """Whether the decision records which version of the texts it is about."""
        return self.was is not None


@dataclass(frozen=True, kw_only=True)
class Withhold(OnText):
    """Keep an update out of everything that is published. Its agency still counts as having reported."""

    KIND, ON = Kind.WITHHOLD, "update"

    update: UpdateKey

    @property
    def pinned(self) -> bool:
        """Whether `was` or the hash in the id identifies the text decided on."""
        return self.was is not None or HASH.search(self.update) is not None

    def text_of(self, update: Update) -> str:
        """The texts of the update as it was sent; their pin shows whether any of them has changed."""
        return "\n".join(update.as_sent.values())


@dataclass(frozen=True, kw_only=True)
class Edit(Withhold):
    """Publish a different text, or a different status, in one column of an update."""

    KIND, ON = Kind.EDIT, "update column"

    column: ColumnKey = "progress"
    text: Text

    def text_of(self, update: Update) -> str:
        """The text of the column as it was sent, or the id of the status."""
        if self.column == STATUS:
            return update.sent_status
        return update.as_sent.get(self.column, "")


@dataclass(frozen=True, kw_only=True)
class Accept(Waiver, OnText):
    """A waiver in decisions.yaml."""

    KIND, ON = Kind.ACCEPT, "source"

    by: Annotated[str, NOT_IN_FILE]
    because: Annotated[str, NOT_IN_FILE]
    source: Annotated[Place, NOT_IN_FILE]
    was: Was | None = None


@dataclass(frozen=True, kw_only=True)
class Extension(Decision):
    """A later due day for an agency's submission."""

    KIND, ON = Kind.EXTENSION, "agency"

    agency: AgencyKey
    until: Annotated[dt.date, Key("The day by which its return is due.")]


@dataclass(frozen=True, kw_only=True)
class Clearance(OnText):
    """An agency has cleared the texts published under its name. `cleared_by` is the role that cleared them."""

    KIND, ON = Kind.CLEARANCE, "agency cleared_by"

    agency: AgencyKey
    date: Annotated[dt.date, Key("The day on which it was cleared.")] | None = None
    because: Because = ""
    cleared_by: Annotated[str, NOT_IN_FILE] = ""

    @staticmethod
    def pin_of(texts: Iterable[str]) -> str:
        """The pin of all texts of an agency, whatever their order and spaces."""
        return pin("\n".join(sorted(map(one_line, texts))))


@dataclass(frozen=True, kw_only=True)
class NotExpected(Decision):
    """No more is expected of an agency on an action or, if `action` is None, on any. What it sends still counts."""

    KIND, ON = Kind.NOT_EXPECTED, "agency action"

    agency: AgencyKey
    action: ActionKey | None = None


KINDS: Mapping[Kind, type[Decision]] = {
    each.KIND: each for each in (AssessedStatus, Counts, Edit, Withhold, Accept, Extension, Clearance, NotExpected)
}


class State(StrEnum):
    """The state of a decision: `idle` if nothing in these submissions concerns it."""

    APPLIED = "applied"
    STALE = "stale"
    IDLE = "idle"


class CurrentText(NamedTuple):
    """The current text of an update that a decision is about, or may be about if it is stale; `was` is its pin."""

    update: str
    was: str
    text: str


class Ruling(NamedTuple):
    """The ruling on a decision: its state in a period, the current texts it concerns, and why it is stale."""

    decision: Decision
    state: State
    now: tuple[CurrentText, ...] = ()
    why: str = ""

    @property
    def was(self) -> str | None:
        """The pin of the text decided on; None if that is unknown, or the decision is not about a text."""
        if not isinstance(self.decision, OnText):
            return None
        return " ".join(each.was for each in self.now) or None if self.state is State.APPLIED else self.decision.was

    def or_on_later_returns(self, later: Self | None) -> Self:
        """This ruling or, if it is on no counted update, the `later` one; stale if no later return has its update."""
        if later and isinstance(self.decision, Accept) and self.state is later.state is State.APPLIED:
            return self._replace(now=(*self.now, *later.now))
        if later and self.state is not State.APPLIED and not self.now:
            now = tuple(each._replace(update=each.update + LATER) for each in later.now)
            return later._replace(decision=self.decision, now=now)
        lost = self.state is State.IDLE and isinstance(self.decision, Withhold) and self.decision.update.endswith(LATER)
        return self._replace(state=State.STALE, why="no later update has this id") if lost else self


class Decisions(NamedTuple):
    """Every decision in decisions.yaml, for all periods, in file order; `proposals` has the lines of other entries.

    If `texts_stay`, no text is edited or withheld: decisions on texts are only compared with what was sent.
    """

    entries: tuple[Decision, ...] = ()
    proposals: tuple[Place, ...] = ()
    texts_stay: bool = False

    def of(self, kind: type[D], period: str | None) -> tuple[D, ...]:
        """The decisions of a kind for this period, and those for every period."""
        return tuple(each for each in self.entries if type(each) is kind and each.period in (None, period))

    def on_later_returns(self, rulings: Iterable[Ruling]) -> Self:
        """The decisions for later returns: those that applied to no counted update, with `-later` removed from ids."""
        used = {each.decision.source for each in rulings if each.now and each.state is State.APPLIED}
        left = (each for each in self.entries if each.source not in used or isinstance(each, Accept))
        ids = (replace(e, update=e.update.removesuffix(LATER)) if isinstance(e, Withhold) else e for e in left)
        return self._replace(entries=tuple(ids))
