"""Turned sheets, whose headings are in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from poatool.submissions.grid import Grid
from poatool.submissions.model import Cell, Cells, Heading, Origin, RowKind, Table
from poatool.submissions.values import trimmed
from poatool.workbooks.model import Area, RawCell

C = TypeVar("C", Cell, RawCell)


def blocks(grid: Grid) -> Iterator[Grid]:
    """The parts of a sheet between empty rows."""
    for _, lines in groupby(enumerate(grid.lines), lambda each: each[1].number - each[0]):
        yield grid._replace(lines=[line for _, line in lines])


def turn(grid: Grid) -> Grid:
    """A sheet, or the part of it that a grid holds, with its rows as columns."""
    cells = tuple(sorted(_turned(cell) for line in grid.lines for cell in line.cells))
    merges = tuple(Area(a.left, a.top, a.right, a.bottom) for a in grid.sheet.merges)
    sheet = replace(grid.sheet, cells=cells, merges=merges, hidden_rows=frozenset(), hidden_columns=frozenset())
    return Grid.of(sheet, grid.origin)


def _turned(cell: C) -> C:
    return cell._replace(row=cell.column, column=cell.row)


def upright(table: Table, origin: Origin, narrative: Sequence[str]) -> Iterator[Table]:
    """The tables of a turned sheet in its own orientation: one for each row, with its headings below each other."""
    headings = tuple(
        heading._replace(cell=_turned(heading.cell), rival=heading.rival and _turned(heading.rival))
        for heading in table.headings
        if heading.column or heading.joined or heading.holds
    )
    top = min((heading.cell.row for heading in headings), default=0)
    doubts = tuple(doubt._replace(cells=tuple(map(_turned, doubt.cells))) for doubt in table.doubts)
    for row in table.rows if headings else ():
        if row.kind is RowKind.REPEATED_HEADER:
            continue
        cells = {column: _turned(cell) for column, cell in row.cells.raw.items()}
        rest = [cell for cell in map(_turned, row.other.raw.values()) if not _goes_on(cell, headings, cells, narrative)]
        own = row._replace(
            number=min((cell.row for cell in cells.values()), default=top),
            cells=Cells(origin, cells),
            other=Cells(origin, dict(enumerate(rest, 1))),
            start=_turned(row.start),
            hidden=False,
        )
        yield table._replace(
            header_row=top, headings=headings, rows=(own,), blank=0, heading_rows=1, lane=row.number, doubts=doubts
        )


def _goes_on(cell: RawCell, headings: Sequence[Heading], cells: dict[str, RawCell], narrative: Sequence[str]) -> bool:
    """Whether a cell without a label continues the text above it, to which it is added."""
    above = max((h for h in headings if h.cell.row <= cell.row), key=lambda h: h.cell.row, default=None)
    if above is None or above.cell.row == cell.row or above.column not in narrative or above.column not in cells:
        return False
    said = cells[above.column]
    cells[above.column] = said._replace(
        value=f"{trimmed(said.value) or said.text}\n\n{trimmed(cell.value) or cell.text}"
    )
    return True
