"""Who owes what by when: what has come in for a period by a given day, and what to do next."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from poatool.decisions.model import NO_DECISIONS, AssessedStatus, Decisions, Extension
from poatool.decisions.model import State as Ruled
from poatool.findings.model import Finding
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.pipeline import Checked
from poatool.reports.coverage_model import ActionCoverage, Coverage, Reason
from poatool.submissions.intake import LeftAlone
from poatool.submissions.interpret import Interpreted
from poatool.text import listed
from poatool.workspace.kept import Registered

CHASED_FROM = 30
"""Days before the due day from which agencies are written to."""

_TWO_VERSIONS = "AGY409"


class State(StrEnum):
    """Where an agency stands: `to_fix` sent errors, `nil` has nothing to report."""

    RECEIVED = "received"
    TO_FIX = "to_fix"
    NIL = "nil"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


class Kept(NamedTuple):
    """What a workspace knows besides the submissions.

    `files` are those of the register by path. `older_than` names an input that is newer than the report; None if there
    is no report. `sealed` says whether the report is, `asked` whether templates went out.
    """

    files: Mapping[str, Registered]
    left_alone: Sequence[LeftAlone] = ()
    older_than: tuple[str, ...] | None = None
    sealed: bool = False
    asked: bool = False
    decisions: Decisions = NO_DECISIONS


class AgencyStatus(NamedTuple):
    """An agency on the day.

    Attributes:
        due: the day on which its return is due, extended if that was decided; `because` is why.
        days: from the day on which its first return came, or from today while none did, to the day it is due; negative
            if that is late, None if nothing is expected or nobody can know when it came.
        files: the paths of what counts.
        instead: the files that do not count, and why the others do.
        replaces: the version before.
        errors: how many keep rows or files out of the report.
        expected: the actions that it was expected to report on.
        answered: the actions that it did answer for.
        owed: the actions that it still has to answer for.
        nil: why it has nothing to report.
    """

    code: str
    name: str
    state: State
    due: dt.date
    days: int | None
    files: tuple[str, ...] = ()
    instead: tuple[LeftAlone, ...] = ()
    replaces: str | None = None
    errors: int = 0
    expected: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    nil: str = ""
    because: str = ""

    @property
    def file(self) -> str | None:
        """The path of the first file that counts."""
        return next(iter(self.files), None)

    @property
    def instead_of(self) -> tuple[str, ...]:
        """The files that do not count."""
        return tuple(left.path for left in self.instead)

    @property
    def owes(self) -> bool:
        """Whether something has to come from it."""
        return bool(self.owed) or self.state in (State.TO_FIX, State.MISSING)


@dataclass(frozen=True)
class Status:
    """A period on a day.

    `unplaced` are files whose agency is unknown. `questions` need somebody's decision: proposals, decisions on texts
    that have changed, statuses that differ, and returns of which two versions came in.
    """

    edition: Edition
    today: dt.date
    agencies: tuple[AgencyStatus, ...]
    unplaced: tuple[str, ...]
    questions: tuple[str, ...]
    kept: Kept

    @property
    def due(self) -> dt.date:
        """The day on which returns are due."""
        return due_day(self.edition)

    @cached_property
    def owing(self) -> tuple[AgencyStatus, ...]:
        """The agencies that still owe something."""
        return tuple(agency for agency in self.agencies if agency.owes)

    @property
    def grace(self) -> int:
        """The days after the due day during which a return does not yet count as late."""
        return self.edition.period.grace_days if self.edition.period else 0

    @property
    def complete(self) -> bool:
        """Whether nothing is owed and everything that came in has its place."""
        return not self.owing and not self.unplaced

    @cached_property
    def next(self) -> tuple[str, ...]:
        """The commands for the next steps, the most urgent first."""
        return tuple(self._next())

    def _next(self) -> Iterator[str]:
        came = any(agency.files for agency in self.agencies)
        for path in self.unplaced:
            yield f"poatool receive {shlex.quote(path)} --agency CODE"
        if not (came or self.kept.asked):
            yield "poatool template"
        if any(agency.errors for agency in self.agencies):
            yield "poatool validate"
        if any(each.errors or (each.due - self.today).days <= CHASED_FROM for each in self.owing):
            yield "poatool chase"
        if came and self.kept.older_than != ():
            yield 'poatool compile --correct "REASON"' if self.kept.sealed else "poatool compile"
        elif came and self.kept.sealed:
            yield "poatool verify"
        elif came and self.complete and not self.questions:
            yield "poatool compile --final --seal"


def due_day(edition: Edition) -> dt.date:
    """The day on which returns are due: the end of the period if the plan gives no other."""
    period = _period(edition)
    return period.due or period.end


def extensions(edition: Edition, decisions: Decisions) -> Mapping[str, Extension]:
    """The latest extension beyond the due day of each agency that has one."""
    found = (each for each in decisions.of(Extension, _period(edition).id) if each.until > due_day(edition))
    return {each.agency: each for each in sorted(found, key=lambda each: each.until)}


def _period(edition: Edition) -> ReportingPeriod:
    if edition.period is None:
        raise ValueError("A status is that of a period.")
    return edition.period


def status(checked: Checked, covered: Coverage, kept: Kept, today: dt.date) -> Status:
    """Work out who owes what on a day.

    An agency whose return came in still owes an answer for the other actions expected of it, except those expected only
    because its template listed all actions.
    """
    day = _Day(checked, covered, kept, today)
    agencies = tuple(day.agency(each.code, each.name) for each in covered.agencies)
    placed = {path for agency in agencies for path in agency.files}
    paths = (each.submission.path for each in checked.submissions)
    unplaced = tuple(path for path in paths if path not in placed)
    return Status(checked.edition, today, agencies, unplaced, tuple(day.questions()), kept)


@dataclass(frozen=True)
class _Day:
    """The facts from which a status follows."""

    checked: Checked
    covered: Coverage
    kept: Kept
    today: dt.date

    @cached_property
    def errors(self) -> Sequence[Finding]:
        """The findings that keep something out of the report."""
        return [finding for finding in self.checked.findings if finding.counts_as_error]

    def questions(self) -> Iterator[str]:
        """What needs a decision."""
        assessed = self.kept.decisions.of(AssessedStatus, _period(self.checked.edition).id)
        decided = {each.action for each in assessed}
        for action in self.covered.actions:
            if action.differs and action.code not in decided:
                labels = self.checked.edition.framework.status_by_id
                stated = listed([f"{agency} “{labels[status].label}”" for agency, status in action.statuses])
                yield f"Action {action.code}: which status stands ({stated})?"
        for finding in self.errors:
            if finding.code == _TWO_VERSIONS and finding.place.sheet is None:
                yield f"{finding.place.file} or {finding.related[0].file}: which one counts?"
        for proposal in self.kept.decisions.proposals:
            yield f"decisions.yaml, line {proposal.source.row}: a proposal; who decides on it?"
        for ruling in self.checked.rulings:
            if ruling.state is Ruled.STALE:
                yield f"decisions.yaml, line {ruling.decision.source.row}: the text has changed; what stands?"

    def agency(self, code: str, name: str) -> AgencyStatus:
        """Where an agency stands."""
        files = _files(code, self.checked.submissions)
        paths = tuple(each.submission.path for each in files)
        extension = extensions(self.checked.edition, self.kept.decisions).get(code)
        due = extension.until if extension else due_day(self.checked.edition)
        errors = sum(finding.place.file in paths for finding in self.errors)
        expected = tuple(action.code for action in self.covered.actions if code in action.expected)
        registered = [self.kept.files[path] for path in paths if path in self.kept.files]
        came = self._first_return(code, due) if files else self.today
        state = self._state(code, files, errors) if files else State.MISSING if expected else State.NOT_EXPECTED
        return AgencyStatus(
            code=code,
            name=name,
            state=state,
            due=due,
            days=None if came is None or state is State.NOT_EXPECTED else (due - came).days,
            files=paths,
            instead=tuple(left for left in self.kept.left_alone if left.instead in paths),
            replaces=next((each.replaces for each in registered if each.replaces), None),
            errors=errors,
            expected=expected,
            answered=tuple(action.code for action in self.covered.actions if code in action.answered_by),
            owed=tuple(action.code for action in self.covered.actions if self._owes(code, action, came=bool(files))),
            nil=next(_reasons(files, in_rows=state is State.NIL), ""),
            because=extension.because if extension else "",
        )

    def _first_return(self, code: str, due: dt.date) -> dt.date | None:
        """The day on which an agency's first return came; None if nobody can know."""
        own = [each.first_seen for each in self.kept.files.values() if each.agency == code]
        first = min(filter(None, own), default=None)
        return first if first and (first <= due or None not in own) else None

    def _owes(self, code: str, action: ActionCoverage, *, came: bool) -> bool:
        if code not in action.missing or code in action.set_aside_by:  # what was set aside has to be corrected
            return False
        asked_all = all(code in each.expected for each in self.covered.actions if each.expected)
        return not (came and asked_all and action.expected_because[code] is Reason.SENT)

    def _state(self, code: str, files: Sequence[Interpreted], errors: int) -> State:
        if errors:
            return State.TO_FIX
        reported = any(code in action.reported_by for action in self.covered.actions)
        nil = any(each.submission.nil for each in files) or any(code in a.nil_by for a in self.covered.actions)
        return State.NIL if nil and not reported else State.RECEIVED


def _reasons(files: Sequence[Interpreted], *, in_rows: bool) -> Iterator[str]:
    """Why there is nothing to report, as said for the whole return or `in_rows`."""
    for each in files:
        if each.submission.nil:
            yield each.submission.nil.because
        yield from (update.progress for update in each.updates if in_rows and update.nil and update.progress)


def _files(code: str, submissions: Sequence[Interpreted]) -> list[Interpreted]:
    """The files an agency sent, and files sent for several agencies that name it."""
    return [
        each
        for each in submissions
        if each.agency == code or (each.agency is None and any(code in update.agencies for update in each.updates))
    ]
