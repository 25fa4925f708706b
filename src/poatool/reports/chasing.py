"""Decide whom to write to on a day: each agency that owes something, once at each stage, some days apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from poatool.reports.status import CHASED_FROM, AgencyStatus, State, Status
from poatool.workspace.kept import Chased

_BEFORE = (1, 7, CHASED_FROM)
_LATE = (30, 7, 1)
"""Days before or after the due day on which each stage begins."""

_PAUSE = 5
"""How many days after a draft its agency gets no other."""


class Held(Enum):
    """Why an agency that owes something gets no mail."""

    TOO_EARLY = auto()
    JUST_CHASED = auto()


class Turn(NamedTuple):
    """An agency that owes something: the stage of its mail, or why it gets none; `last` is the day of the last mail."""

    agency: AgencyStatus
    stage: str
    held: Held | None = None
    last: dt.date | None = None


def turns(status: Status, log: Iterable[Chased], *, again: bool) -> Iterator[Turn]:
    """Decide whom to write to. The answer stays the same for the whole day.

    `again` includes agencies that got a mail in the days before.
    """
    on = [each for each in log if each.on <= status.today]
    for agency in status.owing:
        last = max((each.on for each in on if each.agency == agency.code), default=None)
        left = (agency.due - status.today).days
        if left > 0:
            stage = next((f"{days} days before" for days in _BEFORE if left <= days), "")
        elif not left or -left <= status.grace:
            stage = "due"
        else:
            stage = next(f"{days} days late" for days in _LATE if -left >= days)
        stage, held = stage.replace("1 days", "1 day"), None
        if not again:
            if not stage and agency.state is not State.TO_FIX:
                held = Held.TOO_EARLY
            elif last is not None and 0 < (status.today - last).days <= _PAUSE:
                held = Held.JUST_CHASED
        yield Turn(agency, stage if held else stage or "early", held, last)
