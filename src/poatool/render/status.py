"""Show who owes what, with open questions and next steps: on the screen, and as the `status` document."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from poatool.console import Screen, styled
from poatool.render.json import Header
from poatool.render.text import EXPECTED_IF, UNDATED, not_cleared, reopened
from poatool.reports.status import PeriodStatus, period_of
from poatool.reports.status_model import AgencyStatus, State
from poatool.submissions.sources import Reason
from poatool.text import actions, counted, listed, long_date

_WAIT = "wait: poatool chase drafts reminders from 30 days before returns are due, at most one in five days"
_SECTIONS = {
    State.MISSING: ("Missing", "bold red", "draft reminders with: poatool chase{}"),
    State.TO_FIX: ("To fix", "bold yellow", "list the errors with: poatool validate{}"),
    State.RECEIVED: ("Received", "bold green", ""),
    State.NIL: ("Nothing to report", "bold green", ""),
    State.NOT_EXPECTED: ("Not expected", "bold", EXPECTED_IF),
}
"""Each state in display order, with its heading, the heading's style and what to do."""

_SENT_LATE = "the report prints what it sent late but does not count it; to count it, file it with poatool receive"
_NOT_COUNTED = {Reason.DECIDED: " (as decided)", Reason.OLDER: " (an older version)", Reason.COPY: " (the same file)"}


def status_text(status: PeriodStatus, screen: Screen) -> None:
    """Show the state of every agency, and what to do next."""
    screen.say((f"{status.edition.framework.title}, {status.edition.period_id or ''}", "bold"))
    days = (status.due - status.today).days
    known = "" if period_of(status.edition).due else " (the end of the period; README.md says how to set `due`)"
    screen.say(f"Returns {'are' if days >= 0 else 'were'} due on {long_date(status.due)}{known}: {distance(days)}.")
    if (named := status.records.due_in_templates) and status.owing:
        screen.say(f"The workbooks say {long_date(named)}. Write them again (poatool template), or tell the agencies.")
    for state in _SECTIONS:
        _section(state, status, screen)
    if unknown := [agency.code for agency in status.agencies if agency.files and agency.days is None]:
        screen.section(f"Day of receipt unknown, as poatool receive did not file this version: {listed(unknown)}.")
    screen.say()
    _to_do(status, screen)
    _report(status, screen)
    next_steps(status, screen)


def _section(state: State, status: PeriodStatus, screen: Screen) -> None:
    heading, style, todo = _SECTIONS[state]
    found = [agency for agency in status.agencies if agency.state is state]
    if not found:
        return
    none_due = state is State.MISSING and status.to_chase.isdisjoint(agency.code for agency in found)
    todo = f"  {todo.format(status.records.arguments[0])}" if todo and not none_due else ""
    screen.section((f"{heading} ({len(found)})", style), (todo, "dim"))
    width = max(len(agency.code) for agency in found)
    for agency in found:
        screen.hang(styled("  ", (agency.code.ljust(width), "bold"), "  "), "; ".join(_remarks(agency, status)))


def _remarks(agency: AgencyStatus, status: PeriodStatus) -> Iterator[str]:
    """What is known about an agency's return and its answers, and when they came."""
    ours, records, grace = status.edition.framework.in_its_words, status.records, period_of(status.edition).grace_days
    files, days, missing = agency.files, agency.days, agency.state is State.MISSING
    answered, own = len(agency.answered), len({*agency.expected} & {*agency.answered})
    more = f", and {answered - own} more" if answered > own else ""
    of_expected = f"{own} of {counted(len(agency.expected), 'expected action')} answered{more}"
    of_actions = of_expected if agency.expected else f"{counted(answered, 'action')} answered" if answered else ""
    drafts = [each.on for each in records.chased if each.agency == agency.code] if agency.owes else []
    remarks: list[tuple[str, object]] = [
        (", ".join(files) or agency.name, True),
        (f"{'only' if files else 'nothing to report'} from {listed(agency.only_from)}", agency.only_from),
        (f"nothing to report from {listed(agency.nil_from)}", agency.nil_from),
        ("you may not open it, or another program has locked it", agency.unopened),
        (counted(agency.errors, "error"), agency.errors and not agency.unopened),
        (f"“{agency.nil}”", agency.nil),
        (ours(of_actions), files and not agency.nil and of_actions),
        ("not signed off", agency.unsigned),
        (ours(f"owes {actions(agency.owed)}"), agency.owed),
        (f"reminder last drafted on {long_date(max(drafts, default=agency.due))}", drafts),
        (f"no more is expected: {agency.not_expected.rstrip('.')}", agency.not_expected),
        (_SENT_LATE, agency.code in records.later and agency.owes),
    ]
    if days is not None:
        remarks += [
            (f"{'came ' if files else ''}{distance(days, late=True)}", missing or days < 0),
            (f"extended to {long_date(agency.due)}: {agency.because.rstrip('.')}", agency.because),
            (f"{counted(grace, 'day')} of grace", missing and -grace <= days < 0 and not agency.because),
        ]
    remarks.append((f"replaces {agency.replaces}", agency.replaces))
    yield from (text for text, holds in remarks if holds)
    for left in records.left_alone:
        if left.path in agency.instead_of:
            yield f"used instead of {left.path}{_NOT_COUNTED.get(left.reason, ', in which nothing was changed')}"


def distance(days: int, *, late: bool = False) -> str:
    """`in 3 days`, `today`, `5 days ago`; for a return, `5 days late`."""
    if days == 0:
        return "due today" if late else "today"
    if days > 0:
        return f"{counted(days, 'day')} left" if late else f"in {counted(days, 'day')}"
    return f"{counted(-days, 'day')} {'late' if late else 'ago'}"


def _to_do(status: PeriodStatus, screen: Screen) -> None:
    for path in status.unplaced:
        screen.say((path, "bold"), f": {status.unread.get(path, 'nothing says which agency it is from.')}")
    if status.questions:
        proposed, elsewhere = status.records.proposed, " --output DIR" if status.records.sealed else ""
        record = f"record each in decisions.yaml; poatool compile{elsewhere} proposes entries"
        todo = f"proposals: {proposed}" if proposed else record
        screen.say((f"To decide ({len(status.questions)})", "bold yellow"), (f"  {todo}", "dim"))
        for question in status.questions:
            screen.hang("  ", status.edition.framework.in_its_words(question))
        screen.say()
    if status.uncleared:
        screen.say(not_cleared(status.uncleared))
    if again := reopened(status.covered):
        screen.say(f"{again} See: poatool gaps --only reopened{status.records.arguments[0]}")


def _report(status: PeriodStatus, screen: Screen) -> None:
    older_than, kept_up = status.records.older_than, status.records.kept_up
    gone = [name for name in older_than or () if name in status.records.gone]
    if newer := [name for name in older_than or () if name not in gone]:
        screen.say(f"The report is older than {listed(newer)}.")
    if gone:
        screen.say(f"The report was made from {listed(gone)}, which {'are' if len(gone) > 1 else 'is'} gone.")
    elif not newer and older_than is not None:
        unless = f", unless a change in {listed(kept_up, 'or')} matters: verify it" if kept_up else ""
        screen.say(f"The report is {'sealed and ' if status.records.sealed else ''}up to date{unless}.")


def next_steps(status: PeriodStatus, screen: Screen) -> None:
    """Say whether nothing is owed, and what to do next."""
    if status.complete:
        asked = status.records.sent or any(each.expected or each.state is State.MISSING for each in status.agencies)
        nobody = "No agency is expected to report: poatool template has written no sent.json that says who was asked."
        screen.say(("Nothing is owed.", "bold green") if asked else nobody)
    commands, (period, _) = list(status.next), status.records.arguments
    if any("--final" in command for command in commands) and status.records.undated:
        screen.say(UNDATED)
    if not commands and status.owing:
        commands.append(_WAIT)
        grace = dt.timedelta(period_of(status.edition).grace_days)
        late = all(each.due + grace < status.today for each in status.owing)
        if late and status.records.older_than == () and not (status.questions or status.records.sealed):
            commands.append(f"or go on without it: poatool compile --final --seal{period}")
    elif not commands and status.questions:
        commands.append("write what you decide into decisions.yaml, then poatool compile")
    sealed = status.records.sealed and status.records.older_than == ()
    if sealed and status.records.kept_up:
        decide = "write what you decide into decisions.yaml, then" if status.questions else "if verify finds changes"
        commands.append(f'{decide}: poatool compile --correct "REASON"{period}')
    if sealed and not period:
        now = period_of(status.edition)
        later = next((each.id for each in status.edition.framework.periods if each.start > now.start), None)
        write = f'write period = "{later}" into poatool.toml, then: poatool template'
        commands.append(write if later is not None else "poatool close")
    screen.steps(commands)


class StatusDocument(Header):
    """`status --format json`.

    `older_than` names inputs that have changed or gone since the report; it is null if there is no report. `unplaced`
    holds files whose agency is unknown. `uncleared` holds agencies that have yet to clear their texts.
    """

    schema: Literal["poatool/status/1"]
    due: str
    today: str
    agencies: tuple[AgencyStatus, ...]
    undecided: int
    questions: tuple[str, ...]
    next: tuple[str, ...]
    uncleared: tuple[str, ...]
    unplaced: tuple[str, ...]
    older_than: Annotated[tuple[str, ...] | None, "records.older_than"]
