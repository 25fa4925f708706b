"""The states of actions, in words and as marks: one list for the chart, the squares, the table and the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from poatool.framework.model import Status
from poatool.reports.changes import Reach, reach
from poatool.reports.coverage_model import ActionState
from poatool.reports.model import ActionReport, YearEndReport
from poatool.text import listed

_LOOKS = {Reach.ENDED: ("ended",), Reach.AT_WORK: ("work-1", "work-2", "work-3", "work-4")}
_LOOKS |= {Reach.HELD_UP: ("held-1", "held-2"), Reach.NOT_BEGUN: ("idle",)}
"""The styles of statuses, from the furthest advanced down; the last serves all further statuses."""

_CLOSED = "Its agencies reported in an earlier period that it had ended."


class Mark(NamedTuple):
    """A state of actions: `look` is its style, `codes` are its actions. `reach` is None if it is no status."""

    look: str
    label: str
    meaning: str
    codes: tuple[str, ...]
    reach: Reach | None = None

    @property
    def anchor(self) -> str:
        """The end of the id of its row in the table."""
        return re.sub(r"\W+", "-", self.label.lower()) if self.reach else self.look


def marks(report: YearEndReport, *, show_status: bool) -> tuple[Mark, ...]:
    """The marks in the order of the chart: the furthest advanced first, unreported actions last.

    Without statuses, every action that was reported on has the same mark.
    """
    stand = report.coverage.standing
    if show_status:
        differ = Mark("differ", "Agencies differ", "Agencies stated different statuses; none is decided.", stand.differ)
        unstated = Mark("unstated", "Reported, no status", "It was reported on without a status.", stand.unstated)
        reported = (*_statuses(report), *(mark for mark in (differ, unstated) if mark.codes))
        nil = stand.nil
    else:
        codes = _in_state(report, ActionState.REPORTED)
        reported = (Mark("work-1", "Reported", "At least one agency described progress.", codes),)
        nil = _in_state(report, ActionState.NIL)
    return (
        *reported,
        Mark("nil", "Nothing to report", "Agencies answered that there was nothing to report.", nil),
        Mark("unreported", "Not reported", "No agency reported on it.", stand.unreported),
        *([Mark("closed", "Completed earlier", _CLOSED, stand.closed)] if stand.closed else []),
    )


def _in_state(report: YearEndReport, state: ActionState) -> tuple[str, ...]:
    return tuple(action.code for action in report.actions if action.covered.state is state)


def _statuses(report: YearEndReport) -> Iterator[Mark]:
    """The plan's statuses, the furthest advanced first; of equal ones, the later in the plan first."""
    plan = report.edition.framework
    for group in Reach:
        alike = [plan.status_by_id[id_] for id_ in report.coverage.standing.statuses if reach(id_, plan) is group]
        for number, status in enumerate(reversed(alike)):
            look = _LOOKS[group][min(number, len(_LOOKS[group]) - 1)]
            yield Mark(look, status.label, status.meaning, report.coverage.standing.statuses[status.id], group)


def status_words(action: ActionReport, statuses: dict[str, Status]) -> str:
    """An action's status in words: the one decided or agreed on, or each with the agencies that stated it."""
    labels = {id_: status.label for id_, status in statuses.items()}
    by_status: dict[str, list[str]] = {}
    for stated in action.covered.statuses:
        by_status.setdefault(stated.status, []).append(stated.agency)
    said = " · ".join(f"{labels[status]} ({listed(agencies)})" for status, agencies in by_status.items())
    if action.assessed is not None:
        stated_else = set(by_status) - {action.assessed.status}
        behind = f" Agencies stated: {said}." if stated_else else ""
        decided = action.assessed
        return f"{labels[decided.status]} – assessed by {decided.by}: {decided.because.rstrip('.')}.{behind}"
    if action.covered.status is not None:
        return labels[action.covered.status]
    return f"Agencies differ: {said}" if said else "Reported, no status"
