"""WBK: text that stands beside what the headings name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import quoted
from poatool.submissions.kinds import NARRATIVE
from poatool.submissions.lines import seen
from poatool.submissions.model import Cell, RowKind, Table
from poatool.submissions.understand import Understood
from poatool.workbooks.model import RawCell

_LOOKED_AT = 100


@rule("WBK127", "text-without-heading", Severity.WARNING)
def text_without_heading(submission: Understood) -> Iterator[Problem]:
    """Text stands in a column of a table that has no heading of its own, and is not published.

    A heading that is merged over two columns names the first of them only; in a CSV file, a comma within a text that
    has no quotation marks around it begins a further cell. To fix it, move the text into the cell that it belongs to.

    Bad:
    | Action | Status    | Progress                 |                    |
    | 2      | Under way | Trained forty inspectors | and wrote a guide. |
    Found at: D2

    Good:
    | Action | Status    | Progress                                     |
    | 2      | Under way | Trained forty inspectors, and wrote a guide. |
    """
    for table in submission.submission.tables:
        for cell in _in_form(table) if table.is_form else _in_table(table):
            yield Problem(
                Place.of(cell),
                f"{quoted(cell.raw)} stands in column {cell.letter}, which has no heading of its own here; "
                "nothing in it is published.",
                "Move the text into the cell that it belongs to, or give the column a heading.",
                value=cell.raw,
            )


def _in_table(table: Table) -> Iterator[Cell]:
    """The first text of each column without a heading; titles of groups stand left of all that we know."""
    said = {heading.cell.column for heading in table.headings}
    first = min((heading.cell.column for heading in table.headings if heading.column), default=0)
    for row in table.rows:
        for column, cell in row.other.raw.items() if row.kind is RowKind.UPDATE else ():
            if column > first and column not in said and _is_text(cell):
                said.add(column)
                yield row.other.origin.cell(cell)


def _in_form(table: Table) -> Iterator[Cell]:
    """The first text beside each answer in running text."""
    labels = [heading.cell.row for heading in table.headings]
    said: set[int] = set()
    for row in table.rows:
        for cell in row.other.raw.values():
            label = bisect_right(labels, cell.row) - 1
            answers = label >= 0 and table.headings[label].column in NARRATIVE
            if answers and label not in said and _is_text(cell):
                said.add(label)
                yield row.other.origin.cell(cell)


def _is_text(cell: RawCell) -> bool:
    return any(character.isalpha() for character in seen(cell.value)[:_LOOKED_AT])


RULES = (text_without_heading,)
