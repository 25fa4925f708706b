"""UPD: what columns beside the texts say: dates of entries and of writing, percentages, and statuses of quarters."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from poatool.framework.dates import Fit, day_fit, is_dated_outside, written_date
from poatool.framework.edition import Edition
from poatool.framework.model import Reach, ReportingPeriod, Status
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import status as status_in
from poatool.rules.registry import Problem, once
from poatool.rules.updates.time_remarks import OF_WRITING, below_parts
from poatool.rules.wording import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell
from poatool.text import lazy_pattern, long_date
from poatool.workbooks.model import RawCell, Value, text_of

_OF_ENTRIES = frozenset({"date", "day", "when"})  # headings for the days of entries, but not `Due date`


@once
def entries_outside(submission: Interpreted) -> tuple[Sequence[Problem], Sequence[Problem]]:
    """Report entries on work outside the period and, separately, the first whose date may be that of its writing.

    An empty cell takes the date above it. A day after the period is a day of work if another entry is dated in it.
    """
    of_work, of_writing = list[Problem](), list[Problem]()
    if (period := submission.edition.period) is None:
        return of_work, of_writing
    headings = ((table, each) for table in submission.submission.tables for each in table.headings)
    for table, heading in (each for each in headings if not each[1].column and fold(each[1].text) in _OF_ENTRIES):
        planned = table.heading("next_steps")  # a day right after these says when they are due
        due = planned is not None and planned.cell.column + 1 == heading.cell.column
        if due or table.is_form or table.doubts:
            continue
        last, cell = dict[RawCell, int](), None
        for row in table.updates:
            dated = (each for each in row.other if each.column == heading.cell.column and text_of(each.value))
            if cell := next(dated, cell):
                last[cell] = row.number
        known = any(day_fit(text_of(cell.value), period) is Fit.SAME for cell in last)
        after = period.end if known or not (table.heading("status") or table.heading("next_steps")) else dt.date.max
        for cell, number in last.items():
            if is_dated_outside(text := text_of(cell.value), period, after=after):
                message = f"The entry is dated {text}, which is not in {period.id}."
                hint = "Delete it if it belongs to another period, or correct the date."
                problems = of_work if known or is_dated_outside(text, period) else of_writing
                problems.append(Problem.at(table.rows[0].cells.origin.cell(cell), message, hint).until(number))
    return of_work, of_writing[:1]


_SOON = dt.timedelta(days=92)  # texts may be written shortly before a period begins, and tell what ended just after it


@once
def written_before(submission: Interpreted) -> Mapping[int, Problem]:
    """The tables, by id, in which all dates of writing (`Last updated`), at least two, are long before the period."""
    found = dict[int, Problem]()
    if (period := submission.edition.period) is None:
        return found
    long_before = replace(period, start=period.start - _SOON, end=dt.date.max)
    headings = ((table, each) for table in submission.submission.tables for each in table.headings)
    for table, heading in (each for each in headings if not each[1].column and OF_WRITING.search(each[1].text)):
        cells = (cell for row in table.updates for cell in row.other if cell.column == heading.cell.column)
        days = [text for cell in cells if (text := text_of(cell.value))]
        if len(days) > 1 and not heading.dated and all(is_dated_outside(day, long_before) for day in days):
            message = f"All dates below {quoted(heading.text)} are before {period.id}: the texts are of another period."
            hint = f"Send the table for {period.id}, or correct the dates."
            found[id(table)] = Problem.at(heading.cell, message, hint).until(table.updates[-1].number)
    return found


_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_SHARE = lazy_pattern(r"(\d{1,3})(?:[.,]\d)?\s?(?:%|per ?cent)")
_SHARE_HEADING = lazy_pattern(r"(?i)(?P<hundred>%|\bper ?cent)|\b(?:share|complete|completion|completed|done)\b")
_OF_WORK = lazy_pattern(
    r"(?i)\b(?:complet\w{1,4}|done|finished|delivered|progress|share|work)\b|\A[\W\d]{0,9}(?:per ?cent)?\W{0,9}\Z"
)


_ENDED_ON = lazy_pattern(r"(?i)\A(?!.*\b(?:to be|by|due|target|plan\w*|expect\w*|will)\b).*\b(?:completed|done)\b")


def ended_long_after(update: Update, period: ReportingPeriod) -> str | None:
    """The end of a message about the day below `Completed on`, if it is long after the period."""
    line_of = update.table.line_of
    beside = {line_of(cell): cell.value for cell in update.row.other}
    for heading in update.table.headings if beside and not update.nil else ():
        value = beside.get(line_of(heading.cell)) if _ENDED_ON.search(heading.text) else None
        day = value if isinstance(value, dt.date) else getattr(written_date(text_of(value)), "exact", None)
        if day is not None and text_of(day) > (period.end + _SOON).isoformat():
            return f"beside it is {quoted(f'{heading.text}: {long_date(day)}')}, which is after {period.id}."
    return None


def runs_backwards(submission: Interpreted) -> Iterator[tuple[Update, Cell, Cell, bool]]:
    """Statuses of quarters of which one ends the action and a later one does not; and whether that is not begun."""
    plan = submission.edition.framework
    for update, _, cells in (each for each in below_parts(submission) if each[1] == "status"):
        read = [(status_in(plan, cell.raw, suggest=False).ids, cell) for _, cell in cells]
        known = [(plan.status_by_id[ids[0]].reach, cell) for ids, cell in read if ids]
        ended = next((at for at, (reach, _) in enumerate(known) if reach is Reach.ENDED), len(known))
        if reopened := [(reach, cell) for reach, cell in known[ended:] if reach is not Reach.ENDED]:
            undone = next((each for each in reopened if each[0] is not Reach.AT_WORK), reopened[0])
            yield update, known[ended][1], undone[1], undone[0] is not Reach.AT_WORK


def by_figures(update: Update, status: Status, period: ReportingPeriod | None) -> Iterator[tuple[str, ...]]:
    """Percentages and days that do not fit the status beside them, each as the end of a message and a hint."""
    line_of = update.table.line_of
    beside = {line_of(cell): cell.value for cell in update.row.other}
    for heading in update.table.headings if beside and not update.nil else ():
        value, asked = beside.get(line_of(heading.cell)), _SHARE_HEADING.search(heading.text)
        if heading.column is not None or asked is None or not _OF_WORK.search(heading.text):
            continue
        share = _share(value, 100 if asked["hundred"] else 1)
        if share is not None and (share < 1 if status.ends else share >= 1 and not status.progress):
            yield f"beside it is {quoted(f'{heading.text}: {share:.0%}')}.", "Correct the one that is wrong."
        if isinstance(value, dt.datetime) and value.time() != dt.time():
            continue  # the moment at which a form was sent
        if status.ends and period and isinstance(value, dt.date) and text_of(value) > period.end.isoformat():
            yield f"beside it is {quoted(f'{heading.text}: {long_date(value)}')}.", "Correct the one that is wrong."


def _share(value: Value | None, whole: int) -> float | None:
    """The share of work done that a cell states, from 0 to 1; `whole` is the largest number that may mean 100 %."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= whole:
        return value / whole if value > 1 else float(value)
    written = _SHARE.fullmatch(text_of(value))
    return int(written[1]) / 100 if written else None


def year_after_period(update: Update, edition: Edition) -> str | None:
    """Find a year after the period in a remark on a status that ends the action; None if there is no such year."""
    stated, period = update.named_status, edition.period
    if period is None or stated is None or not stated.remark or not edition.framework.status_by_id[stated.ids[0]].ends:
        return None
    return next((year for year in _YEAR.findall(stated.remark) if int(year) > period.end.year), None)
