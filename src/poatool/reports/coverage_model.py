"""Describe coverage: the states of actions, the reasons for them, the files that do not count, and the counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import Edition


class ActionState(StrEnum):
    """The state of an action in a period; percentages leave out incorporated actions and those not in force."""

    REPORTED = "reported"  # if several actions count together, the first of these states applies
    CLOSED = "closed"
    NIL = "nil"
    UNREPORTED = "unreported"
    INCORPORATED = "incorporated"
    NOT_IN_FORCE = "not_in_force"

    @property
    def in_force(self) -> bool:
        """Whether the action is in force and counts in percentages; each state in force is also a field of `Counts`."""
        return self not in (ActionState.INCORPORATED, ActionState.NOT_IN_FORCE)

    @property
    def settled(self) -> bool:
        """Whether the action is in force, but no report on it is expected."""
        return self is ActionState.CLOSED


class Kind(StrEnum):
    """Why an action in force is in its state, if the state alone does not explain it."""

    NOBODY = "nobody"
    EXPECTED_SILENT = "expected_silent"
    NIL = "nil"
    SET_ASIDE = "set_aside"
    POINTER = "pointer"
    SILENT_FOR = "silent_for"
    NEVER = "never"
    CLOSED = "closed"
    REOPENED = "reopened"


class Reason(StrEnum):
    """Why an agency is expected to report on an action, the strongest reason first."""

    LEAD = "lead"
    SUPPORT = "support"
    SENT = "sent"
    LAST_PERIOD = "last_period"


class AgencyAnswer(StrEnum):
    """What one agency answered for one action."""

    REPORTED = "reported"
    NIL = "nil"
    POINTER = "pointer"
    SET_ASIDE = "set_aside"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Counts:
    """Actions in force by state: `reported + nil + unreported + closed = in_force`.

    `percent` is 100 × reported ÷ in force, rounded half up to one decimal; `percent_expected` leaves actions closed
    earlier out of the denominator. Each is null if its denominator is 0.
    """

    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None
    closed: int
    percent_expected: float | None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Totals(Counts):
    """The counts of the whole plan, and how many rows were set aside.

    `not_begun` counts the `nil` actions for which an agency states a status, such as “Not started”.
    """

    set_aside: int
    not_begun: int = 0


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Share(Counts):
    """The counts of a pillar or an objective; `last_reported` is a period id."""

    id: str
    title: str
    last_reported: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AgencyCoverage(Counts):
    """What an agency was expected to report on, and what it reported on.

    Counts cover all actions in force, judged only by its own answers. Of its `expected` actions, it reported on `met`
    (the share is `percent`) and did not answer for `missing`. `submitted` means that it sent a readable file for the
    period, and not a blank template. `asked` means that it must send a return even without expected actions: because
    its template asked about all actions; or because, in the last period, it had nothing to report, owed a return or had
    work published, and its own actions have not all ended. `is_expected` means that it must send a return for any
    reason, and `nil_return` that it has nothing to report on any action.
    """

    code: str
    name: str
    expected: int
    met: int
    submitted: bool
    missing: tuple[str, ...]
    asked: bool = False
    nil_return: bool = False
    is_expected: bool = False


class StatedStatus(NamedTuple):
    """The status id that an agency stated for an action, except in a nil return."""

    agency: str
    status: str


class ActionCoverage(NamedTuple):
    """Which agencies reported on an action, and which were expected to and why.

    Agencies are given by published code, in the framework's order. On an action closed earlier, only agencies that
    reported again are `expected`. `expected_because` has the reason for each of them, and `not_expected` why others are
    no longer expected to report. `nil_by` holds agencies without progress to report, `pointer_by` agencies that only
    pointed to another action, `set_aside_by` agencies whose row on it was set aside, and `missing` agencies that were
    expected to answer and did not. `because` explains `kind` in a sentence, or says that an agency reported although it
    was not expected to. `kinds` has every kind that applies, `kind` first: `never` also means `nobody`. `last_reported`
    is a period id; `objective_in` is a later period in which work on its objective was published, perhaps on this
    action. `timeline` has the state in each known period, by period id, earliest first. `decided` is the status set by
    a decision.
    """

    code: str
    text: str
    pillar: str
    objective: str
    state: ActionState
    expected: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    nil_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    last_reported: str | None = None
    objective_in: str | None = None
    kind: Kind | None = None
    because: str = ""
    expected_because: Mapping[str, Reason] = {}
    pointer_by: tuple[str, ...] = ()
    set_aside_by: tuple[str, ...] = ()
    statuses: tuple[StatedStatus, ...] = ()
    timeline: Mapping[str, ActionState] = {}
    decided: str | None = None
    not_expected: Mapping[str, str] = {}
    kinds: tuple[Kind, ...] = ()

    @property
    def status(self) -> str | None:
        """The decided status or, without one, the status that all agencies state; None if they differ or state none."""
        stated = {each.status for each in self.statuses}
        return self.decided or (stated.pop() if len(stated) == 1 else None)

    @property
    def differs(self) -> bool:
        """Whether agencies state different statuses and no decision has chosen one."""
        return self.status is None and len(self.statuses) > 1

    @property
    def listed_under(self) -> tuple[ActionState, str | None]:
        """The state and status (id or `differ`) to list it under; a nil action with a status is listed as reported."""
        if self.state is not ActionState.REPORTED and not (self.state is ActionState.NIL and self.statuses):
            return self.state, None
        return ActionState.REPORTED, "differ" if self.differs else self.status

    @property
    def answered_by(self) -> tuple[str, ...]:
        """The agencies that reported progress, had nothing to report, or only pointed to another action."""
        return (*self.reported_by, *self.nil_by, *self.pointer_by)

    def state_of(self, agency: str) -> ActionState:
        """The state of an action in force, judged by one agency's answers."""
        if agency in self.reported_by:
            return ActionState.REPORTED
        own = ActionState.NIL if agency in self.nil_by else ActionState.UNREPORTED
        return self.state if self.state.settled else own

    def answer(self, agency: str) -> AgencyAnswer | None:
        """What an agency answered, or `MISSING`; None if it did not answer and was not expected to."""
        by_answer = self.reported_by, self.nil_by, self.pointer_by, self.set_aside_by, self.missing
        answers = zip(AgencyAnswer, by_answer, strict=True)
        return next((answer for answer, agencies in answers if agency in agencies), None)


class HowActionsStand(NamedTuple):
    """The codes of the actions in force, each in exactly one list, in published order.

    `statuses` has a list for each status id. `differ` lists actions for which agencies stated different statuses, and
    `unstated` actions that were reported on without a status.
    """

    statuses: Mapping[str, tuple[str, ...]]
    differ: tuple[str, ...]
    nil: tuple[str, ...]
    unreported: tuple[str, ...]
    closed: tuple[str, ...]
    unstated: tuple[str, ...]


class LeftOut(NamedTuple):
    """A file that does not count in full: how many of its `rows` are set aside, or why no row counts."""

    file: str
    rows: int
    why: str = ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Coverage(Totals):
    """Who reported on which actions in a period."""

    edition: Edition
    actions: tuple[ActionCoverage, ...]
    pillars: tuple[Share, ...]
    objectives: tuple[Share, ...]
    agencies: tuple[AgencyCoverage, ...]
    left_out: tuple[LeftOut, ...] = ()  # they may explain a gap
    earlier: "tuple[Coverage, ...]" = ()  # of the known earlier periods, earliest first
    active: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # who worked on each objective, by its page
    not_expected: Mapping[str, str] = field(default_factory=dict)  # why nothing more is expected of an agency
    shows_statuses: bool = True
    # The agencies of withheld updates, by action, each with the statuses that only such updates state.
    withheld: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)

    @cached_property
    def by_file_code(self) -> Mapping[str, ActionCoverage]:
        """The actions by their code in the plan's file."""
        return {self.edition.by_code[action.code].entry.code: action for action in self.actions}

    @property
    def published(self) -> "Coverage":
        """A copy without files, rows set aside, or reasons for not reporting."""
        found = (a._replace(set_aside_by=(), not_expected={}) for a in self.actions)
        actions = tuple(a._replace(because="") if a.kind in (Kind.SET_ASIDE, Kind.NIL) else a for a in found)
        return replace(self, left_out=(), actions=actions, not_expected=dict.fromkeys(self.not_expected, ""))

    @property
    def without_statuses(self) -> "Coverage":
        """A copy without any status that an agency stated or a decision set."""
        actions = tuple(action._replace(statuses=(), decided=None) for action in self.actions)
        return replace(self, actions=actions, not_begun=0, shows_statuses=False)

    @property
    def without_withheld_statuses(self) -> "Coverage":
        """A copy without the statuses that only withheld updates state."""
        hidden = ((a, self.withheld.get(a.code, {})) for a in self.actions)
        kept = ((a, [each for each in a.statuses if each.status not in of.get(each.agency, ())]) for a, of in hidden)
        return replace(self, actions=tuple(a._replace(statuses=tuple(statuses)) for a, statuses in kept))

    @cached_property
    def standing(self) -> HowActionsStand:
        """The actions in force by status; every status of the plan has a list, in the plan's order."""
        listed = {action.code: action.listed_under for action in self.actions if action.state.in_force}

        def codes(state: ActionState, *statuses: str | None) -> tuple[str, ...]:
            return tuple(code for code, (where, status) in listed.items() if where is state and status in statuses)

        ids = [status.id for status in self.edition.framework.statuses if not status.nil]
        other = {status for _, status in listed.values()} - {*ids, "differ"}
        return HowActionsStand(
            {id_: codes(ActionState.REPORTED, id_) for id_ in ids},
            differ=codes(ActionState.REPORTED, "differ"),
            unstated=codes(ActionState.REPORTED, *other),
            **{each.value: codes(each, None) for each in ActionState if each.in_force and each != "reported"},
        )

    def only(self, word: str) -> "Coverage":
        """A copy that lists only the actions with this state or kind; the counts still cover all actions."""
        return replace(self, actions=tuple(each for each in self.actions if word in (each.state, *each.kinds)))

    @property
    def gaps(self) -> tuple[ActionCoverage, ...]:
        """The actions in force without a report or with only nil returns, in published order."""
        return tuple(a for a in self.actions if a.state in (ActionState.NIL, ActionState.UNREPORTED))
