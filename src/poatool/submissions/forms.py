"""A vertical form: labels in one column, values beside or below them, for one action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from poatool.patterns import expression
from poatool.submissions.assignment import looks_like_reference
from poatool.submissions.columns import HEADING_LENGTH, NO_MATCH, Columns, Match
from poatool.submissions.grid import Grid
from poatool.submissions.headers import are_ours, meant
from poatool.submissions.kinds import NARRATIVE
from poatool.submissions.lines import Line, seen
from poatool.submissions.model import Cells, Heading, Row, RowKind, Table
from poatool.workbooks.model import RawCell, Visibility

ANSWERS = frozenset({"action", "status", *NARRATIVE})
"""The columns that a form asks for, besides whose it is."""

_ACTION = expression(r"action\W{0,3}[a-z]?\d{1,3}\W{0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label of a form, with the cells that stand beside it or below it."""

    label: RawCell
    match: Match
    values: list[RawCell] = field(default_factory=list)


def forms_of(grid: Grid, columns: Columns) -> tuple[Table, ...]:
    """The forms of a sheet, each as a table of one row; none where the labels in a column name no update.

    A second form begins where a label comes again. Where several references stand beside the label of the
    action, each of their columns is a form.
    """
    labels = [_label(line, columns) for line in grid.lines]
    column = _label_column(grid.lines, labels)
    if column is None:
        return ()
    return tuple(table for block in _blocks(grid.lines, labels, column) for table in _tables(grid, block))


def is_answered(form: Table) -> bool:
    """Whether a form certainly reports on an action: a reference to it, with a status or a progress."""
    for row in form.rows:
        action = row.cells.raw.get("action")
        if action is None or (isinstance(action.value, str) and not looks_like_reference(action.value)):
            continue
        alone = all(cell.row != action.row for cell in row.other.raw.values())
        if alone and ("status" in row.cells or "progress" in row.cells):
            return True
    return False


def _label_column(lines: Sequence[Line], labels: Sequence[Match]) -> int | None:
    """The column with the most labels that we know, if they are those of an update."""
    by_column: dict[int, list[Match]] = {}
    for line, match in zip(lines, labels, strict=True):
        by_column.setdefault(line.cells[0].column, []).append(match)
    known = {column: meant(matches) for column, matches in by_column.items()}
    most = max(known, key=lambda column: (len(known[column]), -column), default=None)
    return most if most is not None and are_ours(known[most]) else None


def _label(line: Line, columns: Columns) -> Match:
    """What the first cell of a line means as a label; a title such as `Progress 2022` has nothing beside it."""
    text = seen(line.cells[0].value)
    match = columns.near(text) if 0 < len(text) <= HEADING_LENGTH else NO_MATCH
    return NO_MATCH if match.dated and len(line.cells) == 1 else match


def _blocks(lines: Sequence[Line], labels: Sequence[Match], column: int) -> Iterator[list[_Entry]]:
    """The entries of one form after the other, from the first label that is known.

    What stands apart below, in the column of the labels, is no answer to the last of them.
    """
    block: list[_Entry] = []
    bottom = 0
    for line, label in zip(lines, labels, strict=True):
        first, *rest = line.cells
        match = label if first.column == column else NO_MATCH
        if not match.column and (actions := _actions_in(line, column)) and (not block or len(actions) > 1):
            first, rest, match = _label_of(line, column), actions, Match("action")
        if match.column and any(entry.match.column == match.column for entry in block):
            yield block
            block = []
        if match.column or (block and rest and first.column == column):
            block.append(_Entry(first, match, rest))
        elif block and first.column == column and line.number > bottom + 1:
            block.append(_Entry(first, NO_MATCH))
        elif block:
            block[-1].values.extend(line.cells)
        bottom = line.number
    if block:
        yield block


def _actions_in(line: Line, column: int) -> list[RawCell]:
    """The cells of a line that names an action above each column of answers, in so many words."""
    actions = [cell for cell in line.cells if cell.column > column]
    return actions if all(_ACTION.fullmatch(seen(cell.value)) for cell in actions) else []


def _label_of(line: Line, column: int) -> RawCell:
    first = line.cells[0]
    return first if first.column == column else RawCell(line.number, column, None, "")


def _tables(grid: Grid, block: list[_Entry]) -> Iterator[Table]:
    across = _columns_of_actions(block)
    if not across:
        yield _table(grid, block)
        return
    shared = [_by_action(entry, across) for entry in block]
    for column in across:
        own = [_Entry(e.label, e.match, values[column]) for e, values in zip(block, shared, strict=True)]
        yield _table(grid, own)._replace(lane=column)


def _by_action(entry: _Entry, across: Sequence[int]) -> dict[int, list[RawCell]]:
    """The values of an entry by the column of their action; the first action has those in no action's column."""
    shared: dict[int, list[RawCell]] = {column: [] for column in across}
    for value in entry.values:
        shared.get(value.column, shared[across[0]]).append(value)
    return shared


def _columns_of_actions(block: Sequence[_Entry]) -> list[int]:
    values = next((entry.values for entry in block if entry.match.column == "action"), [])
    references = all(not isinstance(v.value, str) or looks_like_reference(seen(v.value)) for v in values)
    return [value.column for value in values] if len(values) > 1 and references else []


def _table(grid: Grid, block: Sequence[_Entry]) -> Table:
    headings = tuple(
        Heading(
            seen(e.label.value) or e.label.text,
            grid.origin.cell(e.label),
            e.match.column,
            e.match.exact,
            e.match.suggestion,
        )
        for e in block
    )
    return Table(
        sheet=grid.origin.sheet,
        header_row=block[0].label.row,
        headings=headings,
        rows=_rows(grid, block),
        hidden=grid.sheet.visibility is not Visibility.VISIBLE,
    )


def _rows(grid: Grid, block: Sequence[_Entry]) -> tuple[Row, ...]:
    """The row of a form, and one more for each further paragraph below an answer."""
    values = [value for entry in block for value in entry.values]
    if not values:
        return ()
    answers = {e.match.column: e.values[0] for e in block if e.match.column and e.values}
    cells = {name: cell for name, cell in answers.items() if cell.value is not None}
    paragraphs = [(e.match.column, v) for e in block for v in e.values[1:] if e.match.column and _goes_on(e, v)]
    taken = {(v.row, v.column) for v in (*answers.values(), *(v for _, v in paragraphs))}
    rest = [v for v in values if (v.row, v.column) not in taken and v.value is not None]
    row = Row(
        number=values[0].row,
        kind=RowKind.UNANSWERED if ANSWERS.isdisjoint(answers) else RowKind.UPDATE,
        cells=Cells(grid.origin, cells),
        start=values[0],
        other=Cells(grid.origin, dict(enumerate(rest, 1))),
        hidden=any(value.row in grid.sheet.hidden_rows for value in values),
        formulas={name: cell.formula for name, cell in answers.items() if cell.formula is not None},
        links={name: cell.link for name, cell in answers.items() if cell.link is not None},
    )
    return (row, *(_paragraph(grid, row, name, value) for name, value in paragraphs))


def _goes_on(entry: _Entry, value: RawCell) -> bool:
    above = entry.values[0]
    return entry.match.column in NARRATIVE and value.row > above.row and value.column == above.column


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
