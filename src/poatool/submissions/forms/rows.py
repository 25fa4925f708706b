"""The entries of a form to a table of one row, or to one for each action that they answer for side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from poatool.framework.columns import COLUMNS, ColumnKind
from poatool.submissions.forms.entries import Entry
from poatool.submissions.grid import Grid
from poatool.submissions.model import Cells, Heading, Row, RowKind, Table
from poatool.submissions.tables.assignment import looks_like_reference
from poatool.submissions.tables.kinds import narrates
from poatool.submissions.values import text_of, trimmed
from poatool.workbooks.model import RawCell, Visibility

ASKED_OF_A_FORM = frozenset(c.id for c in COLUMNS if c.published and c.kind is not ColumnKind.AGENCY)
"""The columns that a form asks for, besides whose it is."""

_MAY_DIFFER = frozenset(column.id for column in COLUMNS if not column.published) - {"period"}


def tables_of_form(grid: Grid, block: Sequence[Entry]) -> Iterator[Table]:
    """The table of a form, or one for each of several references beside the label of the action."""
    across = _columns_of_actions(block)
    if not across:
        yield _table(grid, block)
        return
    shared = [_by_action(entry, across) for entry in block]
    for column in across:
        own = [replace(e, values=values[column]) for e, values in zip(block, shared, strict=True)]
        yield _table(grid, own)._replace(lane=column)


def _by_action(entry: Entry, across: Sequence[int]) -> dict[int, list[RawCell]]:
    """The values of an entry by the column of their action; the first action has those in no action's column."""
    shared: dict[int, list[RawCell]] = {column: [] for column in across}
    for value in entry.values:
        shared.get(value.column, shared[across[0]]).append(value)
    return shared


def _columns_of_actions(block: Sequence[Entry]) -> list[int]:
    values = next((entry.values for entry in block if entry.match.column == "action"), [])
    references = all(not isinstance(v.value, str) or looks_like_reference(trimmed(v.value)) for v in values)
    across = list(dict.fromkeys(value.column for value in values))
    return across if len(across) > 1 and references else []


def _table(grid: Grid, block: Sequence[Entry]) -> Table:
    answered = _answered(block)
    headings = tuple(_heading(grid, entry, answered) for entry in block if not entry.aside)
    return Table(
        sheet=grid.origin.sheet,
        header_row=block[0].label.row,
        headings=headings,
        rows=_rows(grid, block, answered),
        hidden=grid.sheet.visibility is not Visibility.VISIBLE,
    )


def _answered(block: Sequence[Entry]) -> Mapping[str, Entry]:
    """The label of each column that is answered; of several, the first."""
    answered: dict[str, Entry] = {}
    for entry in block:
        if entry.match.column and entry.values:
            answered.setdefault(entry.match.column, entry)
    return answered


def _heading(grid: Grid, entry: Entry, answered: Mapping[str, Entry]) -> Heading:
    """A label as a heading; one that answers again, and otherwise, for what is published has lost its column."""
    column, exact, suggestion = entry.match.column, entry.match.exact, entry.match.suggestion
    first = answered.get(column or "", entry)
    if column and column not in _MAY_DIFFER and entry.values and _answer(entry) != _answer(first):
        column, exact, suggestion = None, True, column
    return Heading(
        trimmed(entry.label.value) or entry.label.text,
        grid.origin.cell(entry.label),
        column,
        exact,
        suggestion,
        dated="" if column else entry.match.dated,
    )


def _answer(entry: Entry) -> str:
    return text_of(entry.values[0].value)


def _rows(grid: Grid, block: Sequence[Entry], answered: Mapping[str, Entry]) -> tuple[Row, ...]:
    """The row of a form, and one more for each further paragraph below an answer."""
    values = [value for entry in block for value in entry.values]
    if not values:
        return ()
    answers = {column: entry.values[0] for column, entry in answered.items()}
    cells = {name: cell for name, cell in answers.items() if cell.value is not None}
    paragraphs = [(name, v) for name, entry in answered.items() for v in entry.values[1:] if _goes_on(entry, v)]
    taken = {(v.row, v.column) for v in (*answers.values(), *(v for _, v in paragraphs))}
    rest = [v for v in values if (v.row, v.column) not in taken and v.value is not None]
    row = Row(
        number=values[0].row,
        kind=RowKind.UNANSWERED if ASKED_OF_A_FORM.isdisjoint(answers) else RowKind.UPDATE,
        cells=Cells(grid.origin, cells),
        start=values[0],
        other=Cells(grid.origin, dict(enumerate(rest, 1))),
        hidden=any(value.row in grid.sheet.hidden_rows for value in values),
        formulas={name: cell.formula for name, cell in answers.items() if cell.formula is not None},
        links={name: cell.link for name, cell in answers.items() if cell.link is not None},
    )
    return (row, *(_paragraph(grid, row, name, value) for name, value in paragraphs))


def _goes_on(entry: Entry, value: RawCell) -> bool:
    above = entry.values[0]
    return narrates(entry.match.column) and value.row > above.row and value.column == above.column


def _paragraph(grid: Grid, row: Row, column: str, value: RawCell) -> Row:
    cells = {name: cell for name, cell in row.cells.raw.items() if name in ("action", "agency")}
    if value.value is not None:
        cells[column] = value
    return Row(
        number=value.row,
        kind=row.kind,
        cells=Cells(grid.origin, cells),
        start=value,
        continues=row.number,
        hidden=value.row in grid.sheet.hidden_rows,
        formulas={column: value.formula} if value.formula is not None else {},
        links={column: value.link} if value.link is not None else {},
    )
