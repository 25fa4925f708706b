"""Where findings are: cells of an update, ends of tables, and what labels, tab and titles say about all rows of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice, takewhile

from poatool.findings.model import Place
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Scoped, Table
from poatool.submissions.scope import ACTION, Level
from poatool.submissions.sheet_names import explains, holds_lists
from poatool.text import actions, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility
from poatool.workbooks.own import lists_findings

LOOKED_AT = 2_000
"""How many cells of a sheet are searched."""

_EXPLICIT = frozenset({Level.LABEL, Level.TAB, Level.TITLE})
"""Levels at which somebody stated on purpose the agency or the action of the rows."""

Says = Callable[[Scoped], str | None]


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


def tables_of(submission: Interpreted, sheet: Sheet) -> list[Table]:
    """The tables of a sheet."""
    return [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]


def outside_tables(submission: Interpreted, sheet: Sheet) -> Iterator[RawCell]:
    """The first cells above the tables of a visible sheet, or of a sheet without tables.

    Sheets of instructions, of lists to choose from, and of findings are left out.
    """
    tables = tables_of(submission, sheet)
    hidden = sheet.visibility is not Visibility.VISIBLE or sheet.name in submission.submission.unread
    if not (hidden or is_for_reading(sheet) or any(table.is_form for table in tables)):
        top = min((table.header_row - table.heading_rows + 1 for table in tables), default=LAST_ROW + 1)
        yield from islice(takewhile(lambda cell: cell.row < top, sheet.cells), LOOKED_AT)


def is_for_reading(sheet: Sheet) -> bool:
    """Whether a sheet has instructions, lists to choose from, or findings."""
    return explains(sheet.name) or holds_lists(sheet.name) or lists_findings(sheet)


def of_deciding_level(table: Table, what: str, says: Says) -> dict[str, Scoped]:
    """What the most explicit statements on a table name, each once; several if they disagree."""
    deciding = table.says(what)
    return _said(table, what, says, lambda said: deciding is not None and said.level == deciding.level)


def of_explicit_levels(table: Table, what: str, says: Says) -> dict[str, Scoped]:
    """What labels, tab and titles say about a table, each once, the most explicit first."""
    return _said(table, what, says, lambda said: said.level in _EXPLICIT)


def _said(table: Table, what: str, says: Says, counts: Callable[[Scoped], bool]) -> dict[str, Scoped]:
    named: dict[str, Scoped] = {}
    for said in table.scope.get(what, ()):
        if counts(said) and (meant := says(said)) is not None:
            named.setdefault(meant, said)
    return named


def where(said: Scoped) -> str:
    """Say where a statement is."""
    match said.level:
        case Level.LABEL if said.cell is not None:
            return f"the label in {said.cell.ref}"
        case Level.TITLE | Level.LETTERHEAD if said.cell is not None:
            return f"the title in {said.cell.ref}"
        case Level.TAB:
            return "the tab"
        case Level.FILE:
            return "the name of the file"
        case _:
            return f"the cell {said.cell.ref}" if said.cell is not None else "the file's properties"


def contradicted(submission: Interpreted, table: Table, named: Mapping[str, Scoped], which: str, about: str) -> Problem:
    """A table whose rows do not name the `which` that they are `about`, and for which statements name different ones."""
    each = listed([f"{where(said)} says {meant}" for meant, said in named.items()])
    return Problem(
        Place(submission.submission.path, table.sheet, table.header_row),
        f"It is not clear which {which} the rows of this table are {about}: {each}.",
        f"Correct the one that is wrong, or write the {which} in each row.",
        related=tuple(Place.of(said.cell) for said in named.values() if said.cell is not None),
        last_row=end_of(table),
    )


def against_tabs(submission: Interpreted) -> Iterator[Problem]:
    """Report the rows of a sheet whose tab names an action that none of them names."""
    rows = (update for update in submission.updates if ACTION in update.row.cells and update.references.resolved)
    for _, group in groupby(rows, key=lambda update: update.table.sheet):
        first, *more = group
        tabs = [said.text for said in first.table.scope.get(ACTION, ()) if said.level == Level.TAB]
        meant = resolve(submission.edition, tabs[0]).codes if tabs and not tabs[0].isdigit() else ()
        if meant and not any(set(meant) & {*each.references.written, *each.codes} for each in (first, *more)):
            message = f"The tab names {actions(meant)}, but no row of the sheet does."
            hint = "Correct the actions of the rows, or the name of the tab."
            last = more[-1].row.number if more else None
            yield Problem.at(first.cell(ACTION), message, hint)._replace(last_row=last)
