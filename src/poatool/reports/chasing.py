"""Who should be written to on a day: each agency that owes something, at each stage once, some days apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from poatool.reports.status import CHASED_FROM, AgencyStatus, State, Status
from poatool.workspace.kept import Chased

_BEFORE = (1, 7, CHASED_FROM)
_LATE = (30, 7, 1)
"""Days before or after the due day on which each stage begins."""

_PAUSE = 5
"""Days after a draft during which its agency gets no other."""


class Held(Enum):
    """Why an agency that owes something is not written to."""

    TOO_EARLY = auto()
    JUST_CHASED = auto()


class Turn(NamedTuple):
    """An agency that owes something: the stage of its mail, or why it gets none; `last` is the day of its last one."""

    agency: AgencyStatus
    stage: str
    held: Held | None = None
    last: dt.date | None = None


def turns(status: Status, log: Iterable[Chased], *, again: bool) -> Sequence[Turn]:
    """Decide who is written to. Asked again on the same day, it gives the same answer.

    `again` includes agencies that were written to on the days before.
    """
    last: dict[str, dt.date] = {}
    for each in log:
        if each.on <= status.today:
            last[each.agency] = max(each.on, last.get(each.agency, each.on))
    return [_turn(agency, status, last.get(agency.code), again=again) for agency in status.owing]


def _turn(agency: AgencyStatus, status: Status, last: dt.date | None, *, again: bool) -> Turn:
    stage = _stage((agency.due - status.today).days, status.grace)
    if not stage and agency.state is not State.TO_FIX and not again:
        return Turn(agency, "", Held.TOO_EARLY, last)
    if last is not None and 0 < (status.today - last).days <= _PAUSE and not again:
        return Turn(agency, stage, Held.JUST_CHASED, last)
    return Turn(agency, stage or "early", None, last)


def _stage(left: int, grace: int) -> str:
    """The stage for the days left, empty before the first; within the days of grace a return is due, not late."""
    if left > 0:
        return next((f"{days} days before" for days in _BEFORE if left <= days), "").replace("1 days", "1 day")
    if -left <= grace or not left:
        return "due"
    return next(f"{days} days late" for days in _LATE if -left >= days).replace("1 days", "1 day")
