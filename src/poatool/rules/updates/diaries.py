"""UPD: entries of a diary, and tables with a column of dates, that are dated outside the period."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from poatool.framework.dates import Fit, day_fit, is_dated_outside
from poatool.framework.names.matching import fold
from poatool.rules.registry import Problem, once
from poatool.rules.updates.time_remarks import OF_WRITING
from poatool.rules.wording import quoted
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.model import RawCell, text_of

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


_SOON = dt.timedelta(days=92)  # texts may be written shortly before a period begins


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
