"""Find places in the row of an update."""

from __future__ import annotations

from collections.abc import Iterable

from poatool.findings.model import Place
from poatool.rules.text import quoted
from poatool.submissions.interpret import Update
from poatool.submissions.model import Cell, Table
from poatool.workbooks.addresses import column_letter


def place_of(update: Update, column: str) -> Place:
    """The cell of a column in an update's row, even if it is empty; the row if there is no such column."""
    if column in update.row.cells:
        return Place.of(update.row.cells[column].cell)
    heading = update.table.heading(column)
    if heading is None:
        return Place(update.row.first.file, update.table.sheet, update.row.number)
    row, number = update.table.empty_cell(heading, update.row.number)
    return Place(update.row.first.file, update.table.sheet, row, column_letter(number))


def row_named(cell: Cell, beside: Cell) -> str:
    """The row of a cell, as seen from another cell: `row 2`, or `row 2 of the sheet “Draft”`."""
    if cell.sheet != beside.sheet:
        return f"row {cell.row} of the sheet {quoted(cell.sheet or '')}"
    return f"row {cell.row}" if cell.row != beside.row else cell.ref


def end_of(table: Table) -> int | None:
    """The last row of a table, where a finding on all of it ends."""
    return max((row.number for row in table.rows), default=None)


def end_of_rows(updates: Iterable[Update], cell: Cell) -> int | None:
    """The last of the rows below a cell to which the cell applies."""
    return max(
        (update.row.number for update in updates if update.table.sheet == cell.sheet and update.row.number > cell.row),
        default=None,
    )


def holds(update: Update, column: str) -> bool:
    """Whether the cell of a column holds anything, even an error or a formula without a value."""
    return column in update.row.cells or column in update.row.formulas
