"""States of actions with their counts, why they are in them, and what agencies answered."""

from dataclasses import dataclass
from enum import StrEnum


class ActionState(StrEnum):
    """The state of an action in a period; percentages leave out incorporated actions and those not in force."""

    REPORTED = "reported"
    CLOSED = "closed"
    NIL = "nil"
    UNREPORTED = "unreported"
    INCORPORATED = "incorporated"
    NOT_IN_FORCE = "not_in_force"

    @property
    def in_force(self) -> bool:
        """Whether the action is in force and counts in percentages; each such state is also a field of `Counts`."""
        return self not in (ActionState.INCORPORATED, ActionState.NOT_IN_FORCE)


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


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Actions in force by state: `reported + nil + unreported + closed = in_force`.

    `percent` is 100 × reported ÷ in force to one decimal, rounded half up; `percent_expected` leaves actions closed
    earlier out of the denominator. Each is null if its denominator is 0.
    """

    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None
    closed: int
    percent_expected: float | None


@dataclass(frozen=True, kw_only=True)
class Totals(Counts):
    """The counts of the whole plan, and how many rows were set aside.

    `not_begun` counts the `nil` actions for which an agency states a status, such as “Not started”.
    """

    set_aside: int
    not_begun: int = 0


def percent(part: int, whole: int) -> float | None:
    """100 × part ÷ whole to one decimal, rounded half up; None if `whole` is 0."""
    return (2000 * part + whole) // (2 * whole) / 10 if whole else None


@dataclass(frozen=True, kw_only=True)
class Share(Counts):
    """The counts of a pillar or an objective; `last_reported` is a period id."""

    id: str
    title: str
    last_reported: str | None = None


@dataclass(frozen=True, kw_only=True)
class AgencyCoverage(Counts):
    """What an agency was expected to report on, and what it reported on.

    Counts cover all actions in force, judged only by its own answers. Of its `expected` actions, it reported on `met`
    (the share is `percent`) and did not answer for `missing`. `submitted` means that it sent a readable file for the
    period that was not a blank template. `asked` means that it must send a return even if no action is expected of it:
    its template asked about all of them; or, unless all its own actions are out of force or ended, last period it had
    nothing to report, owed a return and sent none, or had work published. `is_expected` means that it must send one,
    for whatever reason, and `nil_return` that it has nothing to report on any action.
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
