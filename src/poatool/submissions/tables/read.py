"""A sheet to its tables: each heading row, and every row below it up to the next one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby

from poatool.submissions.columns import Columns
from poatool.submissions.grid import Grid
from poatool.submissions.model import Row, RowKind, Table
from poatool.submissions.tables.further import further_header, groups_headings
from poatool.submissions.tables.headings import Header
from poatool.submissions.tables.kinds import PREPARED
from poatool.submissions.tables.rows import RowReader, Setting
from poatool.workbooks.model import Visibility

_FILLED_DOWN = 20
"""Rows alike from which a column was filled down, and was not prepared for as many answers."""


def tables_of(grid: Grid, start: int, header: Header, setting: Setting, columns: Columns) -> tuple[Table, ...]:
    """Read the tables of a sheet, from its first heading row on.

    Args:
        grid: the rows of the sheet.
        start: the index of the first line below that heading row.
        header: what that heading row says.
        setting: what is known of the sheet.
        columns: the columns that are known.
    """
    tables: list[Table] = []
    reader = RowReader(grid, header, setting, columns)
    rows: list[Row] = []
    index = start
    while index < len(grid.lines):
        line = grid.lines[index]
        known = _known(grid, index, header, columns)
        further = None if known else further_header(grid, index, header, columns)
        if further is None:
            rows.append(reader.row(line, known))
            index += 1
        else:
            tables.append(_table(grid, header, rows, setting))
            index, header = further
            setting = setting._replace(given=reader.given, headed=reader.heads_next)
            reader = RowReader(grid, header, setting, columns)
            rows = []
    return (*tables, _table(grid, header, rows, setting))


def _known(grid: Grid, index: int, header: Header, columns: Columns) -> RowKind | None:
    """What a line certainly is by the headings above it or right below it."""
    if header.repeated_by(grid.lines[index]):
        return RowKind.REPEATED_HEADER
    return RowKind.HEADING if groups_headings(grid, index, header, columns) else None


def _without_filled_down(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows; those of a long run that only says one thing over and over, and answers nothing, are no updates."""
    for said, run in groupby(rows, key=_prepared):
        alike = list(run)
        filled = said is not None and len(alike) >= _FILLED_DOWN
        yield from (row._replace(kind=RowKind.FILLED_DOWN) for row in alike) if filled else alike


def _prepared(row: Row) -> Hashable | None:
    """What an update says that answers nothing; None where it answers, or is no update."""
    cells = row.cells.raw
    if "progress" in cells or "status" in cells or row.kind is not RowKind.UPDATE or row.formulas or row.other:
        return None
    return tuple((column, cell.value) for column, cell in cells.items()) if cells.keys() <= PREPARED else None


def _table(grid: Grid, header: Header, rows: list[Row], setting: Setting) -> Table:
    last = rows[-1].number if rows else header.bottom
    return Table(
        sheet=grid.origin.sheet,
        header_row=header.bottom,
        headings=header.headings,
        rows=tuple(_without_filled_down(rows)),
        blank=last - header.bottom - len(rows),
        hidden=grid.sheet.visibility is not Visibility.VISIBLE,
        heading_rows=header.bottom - header.top + 1,
        title=setting.title,
    )
