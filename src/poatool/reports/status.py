"""Who owes what by when: what has arrived for a period by a given day, what to do next, and whom to remind."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from poatool.decisions.model import Decisions, Extension, NotExpected, State as Ruled
from poatool.decisions.waivers import STALE
from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.pipeline import Checked
from poatool.reports.coverage_model import AgencyCoverage, Coverage
from poatool.reports.proofs import uncleared
from poatool.reports.status_model import AgencyStatus, Records, State
from poatool.rules.workbook.periods import wrong_period
from poatool.submissions.from_template import is_unsigned
from poatool.submissions.interpret import Interpreted
from poatool.text import by_first, counted, in_shell, listed, long_date
from poatool.workbooks.model import Trouble, Unreadable

_STAGES = (1, 7, 30)  # how many days before or after the due day a new stage of reminders begins
_PAUSE = 5  # for this many days after a draft, its agency gets no other
_TWICE = "AGY409"  # a return or row that came twice: the coordinator chooses between the two


@dataclass(frozen=True)
class PeriodStatus:
    """What has arrived for a period by a given day."""

    edition: Edition
    today: dt.date
    agencies: tuple[AgencyStatus, ...]
    unplaced: tuple[str, ...]  # the files of unknown agencies
    unread: Mapping[str, str]  # why some of these cannot be read
    questions: tuple[str, ...]  # what somebody has to decide
    covered: Coverage
    records: Records
    uncleared: tuple[str, ...]  # the agencies that have yet to clear their texts

    @property
    def due(self) -> dt.date:
        """The day on which returns are due."""
        return period_of(self.edition).returns_due

    @cached_property
    def owing(self) -> tuple[AgencyStatus, ...]:
        """The agencies that still owe something."""
        return tuple(agency for agency in self.agencies if agency.owes)

    @property
    def complete(self) -> bool:
        """Whether nothing is owed, and every file that came in belongs to an agency."""
        return not self.owing and not self.unplaced

    @cached_property
    def next(self) -> tuple[str, ...]:
        """The commands for the next steps, the most urgent first."""
        came, sealed = any(each.files for each in self.agencies), self.records.sealed
        gone = self.records.gone if sealed else ()  # something to look into, but no reason to correct the report
        older = self.records.older_than is None or not {*self.records.older_than} <= {*gone}
        older = older and not self.records.closed
        # Something may still come: a return, a correction, or an answer that is not due yet.
        awaited = self.unplaced or any(a.state is not State.RECEIVED or a.due >= self.today for a in self.owing)
        period, verified = self.records.arguments
        steps = {
            **{f"receive {in_shell(p)} --agency CODE{period}": p not in self.unread for p in self.unplaced},
            f"template{period}": not came and not self.records.sent,
            f"validate{period}": bool(self.unread) or any(agency.errors for agency in self.agencies),
            f"chase{period}": bool(self.to_chase),
            f"verify{verified}": came and sealed,
            f'compile --correct "REASON"{period}': came and sealed and older,
            f"compile{period}": came and not sealed and older,
            f"compile --final --seal{period}": came
            and not (sealed or older or self.records.closed or self.questions or awaited),
        }
        return tuple(f"poatool {step}" for step, needed in steps.items() if needed)

    @cached_property
    def to_chase(self) -> AbstractSet[str]:
        """The agencies to remind today, without those for which `chase` has already written today's draft."""
        written = {each.agency for each in self.records.chased if each.on == self.today}
        return {each.agency.code for each in reminders(self, again=False) if not each.why_none} - written

    def joint(self, paths: Sequence[str]) -> list[str]:
        """Those of these files that are from several agencies; faults in them are quoted to none of these."""
        return [path for path in paths if sum(path in each.files for each in self.agencies) > 1]


def period_of(edition: Edition) -> ReportingPeriod:
    """The period of an edition. Raises ValueError if it has none."""
    if edition.period is None:
        raise ValueError("The edition has no period.")
    return edition.period


def extensions(edition: Edition, decisions: Decisions) -> Mapping[str, Extension]:
    """The extension beyond the due day for each agency that has one."""
    found = decisions.of(Extension, period_of(edition).id)
    return {each.agency: each for each in found if each.until > period_of(edition).returns_due}


def status(checked: Checked, covered: Coverage, records: Records, today: dt.date) -> PeriodStatus:
    """Work out who owes what on a day; an agency that sent a return still owes any expected answers it left out."""
    day = _DayStatus(checked, covered, records, today)
    agencies = tuple(map(day.agency, covered.agencies))
    known = {agency.code for agency in agencies}
    unplaced = {e.submission.path: e.submission.workbook for e in checked.submissions if known.isdisjoint(e.agencies)}
    unread = {path: book.message for path, book in unplaced.items() if isinstance(book, Unreadable)}
    own = tuple(day.questions()), covered, records
    silent = uncleared(checked.edition, covered, checked.rulings, records.later, asked=records.proofs)
    return PeriodStatus(checked.edition, today, agencies, tuple(unplaced), unread, *own, silent)


class _DayStatus:
    def __init__(self, checked: Checked, covered: Coverage, records: Records, today: dt.date) -> None:
        self.checked, self.covered, self.records, self.today = checked, covered, records, today
        self._keeping_out = [finding for finding in checked.findings if finding.counts_as_error]
        wrong = {finding.place.file for finding in self._keeping_out if finding.code == wrong_period.code}
        sent = [(each.submission.path, each.agency) for each in checked.submissions if each.agency]
        right = {agency: path for path, agency in reversed(sent) if path not in wrong}
        self._misfiled = {path: right[agency] for path, agency in sent if path in wrong and agency in right}
        """For each file of another period, the file that its agency sent for this period."""
        self._decision_places = {ruling.decision.source for ruling in checked.rulings}
        own = (f for f in self._keeping_out if f.code != _TWICE and f.place.file not in self._misfiled)
        self._errors = [finding for finding in own if self._decision_places.isdisjoint(finding.related)]
        """The findings that keep something out of the report and that agencies can correct."""
        joint = ((e.submission.path, u) for e in checked.submissions if e.agency is None for u in e.updates)
        rows = (((path, u.table.sheet, u.row.number), agency) for path, u in joint for agency in u.agencies)
        self._extensions = extensions(checked.edition, records.decisions)
        self._agencies_of_rows: Mapping[tuple[object, ...], Sequence[str]] = by_first(rows)
        """The agencies named in each row of files from several agencies, by file, sheet and row number."""

    def questions(self) -> Iterator[str]:
        for action in self.covered.actions:
            if action.differs:
                labels = self.checked.edition.framework.status_by_id
                by_agency = by_first((agency, f"“{labels[status].label}”") for agency, status in action.statuses)
                stated = "; ".join(f"{agency} {listed(each)}" for agency, each in by_agency.items())
                yield f"Action {action.code}: which status applies ({stated})?"
        for finding in self._keeping_out:
            if finding.code == _TWICE and finding.place.file not in self._misfiled:
                row = f", row {finding.place.row}," if finding.place.row else ""
                yield f"{finding.place.file}{row} or {finding.related[0].file}: which one counts?"
        for finding in self._keeping_out:
            if finding.code != STALE.code and not self._decision_places.isdisjoint(finding.related):
                yield f"{finding.message} Which text applies instead?"
        for path, other in self._misfiled.items():
            yield f"Is the label of {path} wrong? If not, move this file to its own period; {other} is for this period."
        for name in self.records.held if self.records.older_than == () else ():
            yield f"{name} may repeat what was withheld or edited; may it be published?"
        for source, doubt in self._doubts():
            yield f"decisions.yaml, line {source.row}: {doubt}"

    def _doubts(self) -> Iterator[tuple[Place, str]]:
        """The decisions that have no effect until somebody changes them, each with the question to answer."""
        for proposal in self.records.decisions.proposals:
            yield proposal, "a proposal; who decides?"
        for ruling in self.checked.rulings:
            if ruling.state is Ruled.STALE:
                kind, _, *about = ruling.decision.subject
                still = f"does it still apply ({kind}: {', '.join(map(str, about))})?"
                yield ruling.decision.source, f"{ruling.why}; {still}"
        period = period_of(self.checked.edition)
        extended: Sequence[Extension | NotExpected] = self.records.decisions.of(Extension, period.id)
        for each in (*extended, *self.records.decisions.of(NotExpected, period.id)):
            if isinstance(each, Extension) and each.until <= period.returns_due:
                days = f"{long_date(each.until)}, but returns are due on {long_date(period.returns_due)}"
                yield each.source, f"{each.agency} has until {days}; which day applies?"
            elif (owes := self.checked.edition.published_as(each.agency)) != each.agency:
                yield each.source, f"{each.agency} is part of {owes}, which owes the return; is {owes} meant?"

    def agency(self, covered: AgencyCoverage) -> AgencyStatus:
        """The state of an agency, judged by its own files and by files from several agencies that name it."""
        actions, code = self.covered.actions, covered.code
        in_order = self.checked.edition.framework.in_order
        sent = [each for each in self.checked.submissions if code in each.agencies]
        nil = covered.nil_return or any(code in action.nil_by for action in actions)
        # A unit's nil return answers only for the actions that the plan gives the unit.
        files = [each for each in sent if each.sender in (code, None) or not each.submission.nil]
        files = files or (sent if nil and not covered.missing else [])
        paths = tuple(each.submission.path for each in files)
        own = (each.place for each in self._errors if each.place.file in paths)
        errors = [place.file for place in own if code in self._agencies_of_rows.get(place[:3], [code])]
        expected = tuple(action.code for action in actions if code in action.expected)
        # An answer that was set aside must be corrected, not sent again.
        owed = tuple(each.code for each in actions if code in each.missing and code not in each.set_aside_by)
        if not files:
            state = State.MISSING if covered.is_expected else State.NOT_EXPECTED
        elif errors:
            state = State.TO_FIX
        else:
            more = owed or any(code in each.reported_by for each in actions)
            state = State.NIL if nil and not more else State.RECEIVED
        extension = self._extensions.get(code)
        due = extension.until if extension else period_of(self.checked.edition).returns_due
        came = self._first_day(files, code, due) if files else self.today
        silent = state is State.NIL
        why = [e.submission.nil.because for e in files if e.submission.nil and (covered.nil_return or silent)]
        why += [update.progress for each in files for update in each.updates if update.nil and silent]
        senders = {each.sender or code for each in files or sent}
        replaced = (self.records.files[path].replaces for path in paths if path in self.records.files)
        return AgencyStatus(
            code=code,
            name=covered.name,
            state=state,
            due=due,
            days=None if came is None or state is State.NOT_EXPECTED else (due - came).days,
            file=next(iter(paths), None),
            files=paths,
            only_from=() if code in senders else in_order(senders),
            nil_from=in_order({each.sender or code for each in sent if files and each not in files}),
            instead_of=tuple(left.path for left in self.records.left_alone if left.instead in paths),
            replaces=next(filter(None, replaced), None),
            errors=len(errors),
            errors_in=tuple(dict.fromkeys(errors)),
            unopened=tuple(
                each.submission.path
                for each in files
                if isinstance(book := each.submission.workbook, Unreadable) and book.trouble is Trouble.NO_PERMISSION
            ),
            unsigned=tuple(each.submission.path for each in files if is_unsigned(each.submission)),
            expected=expected,
            answered=tuple(action.code for action in actions if code in action.answered_by),
            owed=owed,
            nil=next(filter(None, why), ""),
            because=extension.because if extension else "",
            not_expected=self.covered.not_expected.get(code, ""),
        )

    def _first_day(self, files: Sequence[Interpreted], code: str, due: dt.date) -> dt.date | None:
        """The day on which an agency's first return came; None if an unknown day may be earlier, and matters."""
        owners, paths = {code, *(each.sender for each in files)}, {each.submission.path for each in files}
        registered = self.records.files.items()
        days = [each.first_seen for path, each in registered if each.agency in owners or path in paths]
        first = min(filter(None, days), default=None)
        return first if first and (first <= due or None not in days) else None


class Reminder(NamedTuple):
    """A reminder to an agency that owes something, with its stage, such as `7 days late`; or why none is drafted."""

    agency: AgencyStatus
    stage: str
    why_none: str
    joint: str  # what to do about a joint file with the agency's errors; empty if there is no such file


def reminders(status: PeriodStatus, *, again: bool) -> Iterator[Reminder]:
    """Each agency that owes something, and its reminder or why it gets none; `again` allows early or repeated ones."""
    for agency in status.owing:
        drafts = (each.on for each in status.records.chased if each.agency == agency.code)
        last = max((day for day in drafts if day <= status.today), default=None)
        left, why_none = (agency.due - status.today).days, ""
        before = (f"{counted(days, 'day')} before" for days in _STAGES if left <= days)
        late = (f"{counted(days, 'day')} late" for days in reversed(_STAGES) if -left >= days)
        due = -period_of(status.edition).grace_days <= left <= 0
        stage = "due" if due else next(before if left > 0 else late, "")
        joint = status.joint(agency.errors_in)
        to_all = f"send back the joint return: poatool validate {in_shell(joint[0])} --annotate back" if joint else ""
        if joint and joint == [*agency.errors_in] and not agency.owed:
            why_none = f"no draft; {to_all}"
        elif agency.unopened:
            why_none = f"no draft; you may not open {agency.unopened[0]}, or another program has locked it."
        elif agency.code in status.records.later:
            why_none = "no draft; the report prints what it sent late."
        elif not again:
            if not stage and agency.state is not State.TO_FIX:
                why_none = f"no draft yet; due on {long_date(agency.due)}."
            elif last is not None and 0 < (status.today - last).days <= _PAUSE:
                why_none = f"no draft; the last one was written on {long_date(last)}. Add --again to write another."
        yield Reminder(agency, stage if why_none else stage or "early", why_none, to_all)
