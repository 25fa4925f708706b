"""Decide whom to write to on a day: each agency that owes something, once at each stage, some days apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from poatool.reports.status import CHASED_FROM, AgencyStatus, State, Status
from poatool.text import long_date
from poatool.workspace.kept import Chased

_BEFORE = (1, 7, CHASED_FROM)
_LATE = (30, 7, 1)
"""Days before or after the due day on which each stage begins."""

_PAUSE = 5
"""How many days after a draft its agency gets no other."""


class Turn(NamedTuple):
    """An agency that owes something: the stage of its mail; `held` says why it gets none, if so."""

    agency: AgencyStatus
    stage: str
    held: str = ""


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
        stage, held = stage.replace("1 days", "1 day"), ""
        if not again:
            if not stage and agency.state is not State.TO_FIX:
                held = f"no draft yet; its return is due on {long_date(agency.due)}."
            elif last is not None and 0 < (status.today - last).days <= _PAUSE:
                held = f"no draft; the last one is of {long_date(last)}. Add --again to write another."
        yield Turn(agency, stage if held else stage or "early", held)
