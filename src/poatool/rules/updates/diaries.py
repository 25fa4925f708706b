"""UPD: the entries of a diary, a table with a column of plain dates, that are dated outside the period."""

import datetime as dt
from collections.abc import Iterable

from poatool.framework.dates import Fit, day_fit, is_dated_outside
from poatool.framework.model import ReportingPeriod
from poatool.rules.registry import Problem
from poatool.submissions.model import Heading, Table
from poatool.workbooks.model import RawCell, text_of


def outside(columns: Iterable[tuple[Table, Heading]], period: ReportingPeriod) -> tuple[list[Problem], list[Problem]]:
    """Report entries on work outside the period and, separately, the first that may only have been written later.

    An empty cell has the date above it. A day after the period is one of work if other entries are dated in the period.
    """
    of_work, of_writing = list[Problem](), list[Problem]()
    for table, heading in columns:
        planned = table.heading("next_steps")  # a day beside these is when they are due
        due = planned is not None and planned.cell.column + 1 == heading.cell.column
        if due or table.is_form or table.doubts:
            continue
        last, cell = dict[RawCell, int](), None
        for row in table.updates:
            cell = next(
                (each for each in row.other if each.column == heading.cell.column and text_of(each.value)), cell
            )
            last |= {cell: row.number} if cell else {}
        known = any(day_fit(text_of(cell.value), period) is Fit.SAME for cell in last)
        after = period.end if known or not (table.heading("status") or table.heading("next_steps")) else dt.date.max
        for cell, number in last.items():
            if is_dated_outside(text := text_of(cell.value), period, after=after):
                message = f"The entry is dated {text}, which is not in {period.id}."
                hint = "Delete it if it belongs to another period, or correct the date."
                problem = Problem.at(table.rows[0].cells.origin.cell(cell), message, hint)
                problems = of_work if known or is_dated_outside(text, period) else of_writing
                problems.append(problem.until(number))
    return of_work, of_writing[:1]
