"""Turned sheets, whose headings are in a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from poatool.submissions.grid import Grid
from poatool.submissions.model import Cell, Cells, Heading, Origin, RowKind, Table
from poatool.submissions.values import trimmed
from poatool.workbooks.model import Area, RawCell


def blocks(grid: Grid) -> Iterator[Grid]:
    """The parts of a sheet between empty rows."""
    start = 0
    for place, line in enumerate(grid.lines):
        following = grid.lines[place + 1].number if place + 1 < len(grid.lines) else None
        if following != line.number + 1:
            yield grid._replace(lines=grid.lines[start : place + 1])
            start = place + 1


def turn(grid: Grid) -> Grid:
    """A sheet, or the part of it that a grid holds, with its rows as columns."""
    cells = sorted(cell._replace(row=cell.column, column=cell.row) for line in grid.lines for cell in line.cells)
    merges = tuple(Area(a.left, a.top, a.right, a.bottom) for a in grid.sheet.merges)
    return Grid.of(
        replace(grid.sheet, cells=tuple(cells), merges=merges, hidden_rows=frozenset(), hidden_columns=frozenset()),
        grid.origin,
    )


def upright(table: Table, origin: Origin, narrative: Sequence[str]) -> Iterator[Table]:
    """The tables of a turned sheet in its own orientation: one for each row, with its headings below each other."""
    headings = tuple(
        heading._replace(cell=_back(heading.cell), rival=heading.rival and _back(heading.rival))
        for heading in table.headings
        if heading.column or heading.joined or heading.holds
    )
    if not headings:
        return
    top = min(heading.cell.row for heading in headings)
    doubts = tuple(doubt._replace(cells=tuple(map(_back, doubt.cells))) for doubt in table.doubts)
    for row in table.rows:
        if row.kind is RowKind.REPEATED_HEADER:
            continue
        cells = {column: _back_raw(cell) for column, cell in row.cells.raw.items()}
        rest = [_back_raw(cell) for cell in row.other.raw.values()]
        further = [cell for cell in rest if _goes_on(cell, headings, cells, narrative)]
        other = dict(enumerate((cell for cell in rest if cell not in further), 1))
        own = row._replace(
            number=top if row.kind is not RowKind.UPDATE else min((cell.row for cell in cells.values()), default=top),
            cells=Cells(origin, cells),
            other=Cells(origin, other),
            start=_back_raw(row.start),
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


def _back(cell: Cell) -> Cell:
    return cell._replace(row=cell.column, column=cell.row)


def _back_raw(cell: RawCell) -> RawCell:
    return cell._replace(row=cell.column, column=cell.row)
