"""WBK: comments on cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name
from poatool.rules.workbook.above_tables import told_of
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Table
from poatool.text import lazy_pattern
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Sheet, Visibility

_OWN = lazy_pattern(r"\b[A-Z]{3}[1-9]\d\d\b")
"""The code of a rule, which a comment in an annotated copy names."""

_WORDS = 6
"""Words of the shortest comment outside the updates that may tell something."""

_Comments = Mapping[tuple[int, int], str]


@rule("WBK132", "comment-not-read", Severity.ADVICE)
def comment_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A cell of an update has a comment (a note), or another cell has a longer one. Comments are not published.

    Instructions at the headings of a template, and the same words at several cells, are fine. To fix it, type what
    belongs in the report into the table, and delete the comment.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for sheet in submission.submission.sheets:
        said = {place: text for place, text in sheet.comments.items() if text.strip() and not _OWN.search(text)}
        if said:
            updates = [update for update in submission.updates if (update.table.sheet or "") == sheet.name]
            known = {(update.row.number, number): column for update in updates for column, number in _columns(update)}
            yield from _at_updates(submission, sheet, {place: known[place] for place in said if place in known})
            yield from _elsewhere(submission, sheet, {place: said[place] for place in said if place not in known})


def _at_updates(submission: Interpreted, sheet: Sheet, columns: Mapping[tuple[int, int], str]) -> Iterator[Problem]:
    for place, column in columns.items():
        yield Problem(
            _place(submission, sheet, place),
            f"The cell {column_name(submission.edition, column)} has a comment, which is not published.",
            "If it belongs in the report, type it into the cell.",
        )


def _elsewhere(submission: Interpreted, sheet: Sheet, said: _Comments) -> Iterator[Problem]:
    """Comments with an account of something on the other cells of a sheet with a table; at a heading, on an action."""
    tables = [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]
    if not said or not tables or sheet.visibility is not Visibility.VISIBLE:
        return
    times = Counter(sheet.comments.values())
    first = min(table.header_row for table in tables)
    for place, text in said.items():
        if place[0] <= first or _is_heading(tables, place):
            telling = any(told_of(line.strip(), submission.edition) for line in text.splitlines())
        else:
            telling = len(text.split()) >= _WORDS and times[text] == 1
        if telling:
            yield Problem(
                _place(submission, sheet, place),
                "This cell outside the updates has a comment, which is not published.",
                "If it belongs in the report, type it into the row of its action.",
            )


def _is_heading(tables: Sequence[Table], place: tuple[int, int]) -> bool:
    """Whether a cell is one of the headings of a table, or of the labels of a form."""
    return any(
        place == (heading.cell.row, heading.cell.column)
        or (not table.is_form and table.header_row - table.heading_rows < place[0] <= table.header_row)
        for table in tables
        for heading in table.headings
    )


def _columns(update: Update) -> Iterator[tuple[str, int]]:
    """The columns of an update's table that we know, each with its number."""
    for heading in update.table.headings:
        if heading.column is not None and not update.table.is_form:
            yield heading.column, heading.cell.column


def _place(submission: Interpreted, sheet: Sheet, place: tuple[int, int]) -> Place:
    row, column = place
    return Place(submission.submission.path, sheet.name or None, row, column_letter(column))
