"""Describe a template before it is filled in: its agency and edition, and what was last reported."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from poatool.framework.columns import Asked, Column
from poatool.framework.edition import ActionStanding, Edition
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import by_first, lazy_pattern

_DAYS_OF_YEAR = 360
_NOT_IN_NAMES = lazy_pattern(r"\W+")


class LastTime(NamedTuple):
    """What an agency last reported on an action; `before` is the period of this report, empty for the previous one."""

    status: str
    progress: str
    before: str = ""


@dataclass(frozen=True)
class Blank:
    """A template before it is filled in: whom it is for, and which actions it asks about, by code."""

    edition: Edition
    agency: str
    last_time: Mapping[str, LastTime] = field(default_factory=dict)  # what the agency last reported, by action
    own: Collection[str] = ()  # the actions that it is expected to report on
    settled: Mapping[str, Sequence[str]] = field(default_factory=dict)  # actions that need no report, by the reason

    @property
    def period(self) -> str:
        """The label of its period, empty if it has none."""
        return self.edition.period_id or ""

    @property
    def agency_name(self) -> str:
        """The agency as the workbook states it: `Name (CODE)`."""
        return f"{self.edition.agency_name(self.agency)} ({self.agency})"

    @property
    def due(self) -> dt.date | None:
        """The day on which it is due."""
        period = self.edition.period
        return (period.due or period.end) if period else None

    @property
    def span(self) -> str:
        """The word for its period: `year`, or `period` if it is shorter than a year."""
        period = self.edition.period
        return "year" if period and (period.end - period.start).days >= _DAYS_OF_YEAR else "period"

    @cached_property
    def actions(self) -> tuple[ActionStanding, ...]:
        """The actions that may be reported on, in published order."""
        settled = {code for codes in self.settled.values() for code in codes}
        return tuple(a for a in self.edition.actions if a.in_force and a.code not in settled)

    @cached_property
    def is_open(self) -> bool:
        """Whether its agency has no actions of its own; it is then asked about all, and chooses which to answer."""
        return not any(action.code in self.own for action in self.actions)

    @cached_property
    def asked(self) -> tuple[ActionStanding, ...]:
        """The actions that the agency is asked about: its own, or all actions if it has none."""
        return tuple(action for action in self.actions if self.is_open or action.code in self.own)

    @cached_property
    def others(self) -> tuple[ActionStanding, ...]:
        """The other actions in force, on which the agency may also report."""
        return tuple(action for action in self.actions if not self.is_open and action.code not in self.own)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the template, from left to right; last period's answers have columns if there are any."""
        left_out = (Asked.NO,) if self.last_time else (Asked.NO, Asked.LAST_TIME)
        return tuple(each for each in self.edition.framework.column_by_id.values() if each.asked not in left_out)

    @property
    def file_name(self) -> str:
        """Its file name, built from the codes of the period and the agency."""
        return f"{_NOT_IN_NAMES.sub('-', f'poa-{self.period}-{self.agency}')}.xlsx"


def agencies(edition: Edition) -> tuple[str, ...]:
    """The agencies that get a template: those published under their own code."""
    return tuple(code for code in edition.agencies if edition.published_as(code) == code)


def last_time(earlier: Mapping[str, Sequence[Interpreted]], edition: Edition) -> Mapping[str, Mapping[str, LastTime]]:
    """What was last reported in the `earlier` periods, by agency and action as they are in this edition.

    A report on an action that was later incorporated counts for the actions into which it was incorporated.
    """
    found: dict[str, dict[str, LastTime]] = defaultdict(dict)
    for period, submissions in earlier.items():
        reports = by_first(
            ((agency, code), update)
            for update in (update for submission in submissions for update in submission.updates)
            for agency in dict.fromkeys(map(edition.published_as, update.agencies))
            for standing in (edition.by_code.get(edition.other_codes.get(code, code)) for code in update.codes)
            for code in (standing.counts_under if standing else ())
        )
        for (agency, code), updates in reports.items():
            found[agency][code] = _last_time(updates, edition, period if period != [*earlier][-1] else "")
    return found


def carried_over(
    before: Mapping[str, Mapping[str, LastTime]], edition: Edition
) -> Mapping[str, Mapping[str, LastTime]]:
    """The last reports under the earlier plan, by agency and by the action of this plan that continues the old one."""
    found: dict[str, dict[str, LastTime]] = defaultdict(dict)
    for agency, by_code in before.items():
        for action in edition.actions:
            if continued := [by_code[code] for code in action.action.succeeds if code in by_code]:
                texts = ("\n\n".join(dict.fromkeys(filter(None, each))) for each in zip(*continued, strict=True))
                found[agency][action.code] = LastTime(*texts)
    return found


def _last_time(updates: Sequence[Update], edition: Edition, before: str) -> LastTime:
    statuses = dict.fromkeys(update.status for update in updates if update.status)
    labels = [edition.framework.status_by_id[status].label for status in statuses]
    texts = dict.fromkeys(update.progress for update in updates if update.progress)
    joined = ("\n".join(labels), "\n\n".join(texts))
    status, progress = (f"{before}: {text}" if before and text else text for text in joined)
    return LastTime(status, progress, before)
