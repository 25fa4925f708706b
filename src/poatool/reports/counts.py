"""The counts of actions by state: of the plan, of its parts and of agencies."""

from dataclasses import dataclass


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
    its template asked about all of them, or it had nothing to report last period, and its own are not all out of force.
    `nil_return` means that it has nothing to report on any action.
    """

    code: str
    name: str
    expected: int
    met: int
    submitted: bool
    missing: tuple[str, ...]
    asked: bool = False
    nil_return: bool = False
