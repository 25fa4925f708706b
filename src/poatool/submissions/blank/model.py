"""A template before it is filled in: whose it is, for which edition, and what was reported last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.text import lazy_pattern

ACTIONS_LIST = "Actions"
STATUSES_LIST = "Statuses"
"""Defined names of the drop-down lists."""

_NOT_IN_NAMES = lazy_pattern(r"\W+")


class LastTime(NamedTuple):
    """What an agency reported on an action in the period before."""

    status: str
    progress: str


@dataclass(frozen=True)
class Blank:
    """A template before it is filled in: whose it is, for which edition, and what was reported last time, by code."""

    edition: Edition
    agency: str
    last_time: Mapping[str, LastTime] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """The label of the period that it is for."""
        return self.edition.period.id if self.edition.period else ""

    @property
    def agency_name(self) -> str:
        """The agency as its workbook names it: the name, and the code in brackets."""
        return f"{self.edition.agency_name(self.agency)} ({self.agency})"

    @property
    def nil(self) -> str:
        """The label of the status that says there is nothing to report."""
        return next((s.label for s in self.edition.framework.statuses if s.nil), "No update this period")

    @property
    def actions(self) -> tuple[ActionStanding, ...]:
        """The actions to report on, in published order."""
        return tuple(action for action in self.edition.actions if action.in_force)

    @property
    def file_name(self) -> str:
        """The name of its file, made of codes of the framework alone."""
        return f"{_NOT_IN_NAMES.sub('-', f'poa-{self.period}-{self.agency}')}.xlsx"
