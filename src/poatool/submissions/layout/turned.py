"""Read turned sheets, whose headings are in a column: swap rows and columns, then swap the tables back."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line, without_far_cells
from poatool.submissions.layout.entries import form_of
from poatool.submissions.model import Cell, Cells, RowKind, Scoped, Table
from poatool.submissions.statements.labels import labelled
from poatool.submissions.statements.scope import AGENCY, PERIOD, Level
from poatool.submissions.statements.titles import titles
from poatool.workbooks.model import Area, RawCell, text_of

C = TypeVar("C", Cell, RawCell)


def turned(grid: Grid) -> Grid:
    """Swap the rows and columns of a grid, leaving out columns far from the others."""
    columns = {cell.column: cell for line in grid.lines for cell in line.cells}
    near = {cell.column for cell in without_far_cells(Line(0, [columns[at] for at in sorted(columns)])).cells}
    cells = tuple(sorted(map(_swapped, (cell for line in grid.lines for cell in line.cells if cell.column in near))))
    merges = tuple(Area(a.left, a.top, a.right, a.bottom) for a in grid.sheet.merges)
    sheet = grid.sheet._replace(cells=cells, merges=merges, hidden_rows=frozenset(), hidden_columns=frozenset())
    return Grid.of(sheet, grid.origin)


def stated_beside(grid: Grid, tables: Sequence[Table], evidence: Evidence) -> list[Scoped]:
    """What labels and titles left of all tables state, as on a sheet that was turned as a whole."""
    used = [heading.cell.column for table in tables for heading in table.headings]
    used += [cell.column for table in tables for row in table.updates for cell in row.cells.raw.values()]
    first = min(used, default=0)
    cells = ([cell for cell in line.cells if cell.column < first] for line in grid.lines)
    beside = [line._replace(cells=near) for line, near in zip(grid.lines, cells, strict=True) if near]
    left = turned(grid._replace(lines=beside)).lines
    labels = [*labelled(left, evidence)]
    found = [Scoped(what, text_of(cell.value), Level.LABEL, grid.origin.cell(cell)) for what, cell in labels]
    found += titles(left, grid.origin, evidence, [cell for _, cell in labels])
    return [each._replace(cell=each.cell and _swapped(each.cell)) for each in found]


def _swapped(cell: C) -> C:
    return cell._replace(row=cell.column, column=cell.row)


def upright(table: Table, grid: Grid) -> Iterator[Table]:
    """Swap a table back: each of its rows becomes a table of its own, with its headings below each other."""
    headings = [each for each in table.headings if each.column or each.joined or each.holds]
    text_rows = {heading.cell.column for heading in headings}
    rows = [row for row in table.rows if row.kind is not RowKind.REPEATED_HEADER]
    only_first = {AGENCY, PERIOD}.difference(*(row.cells.raw for row in rows[1:]))  # only in the first row, so for all
    for_all = {what: cell for row in rows[:1] for what, cell in row.cells.raw.items() if what in only_first}
    for row in rows if headings else ():
        cells = {column: _swapped(cell) for column, cell in (for_all | dict(row.cells.raw)).items()}
        own = row._replace(
            number=min((cell.row for cell in cells.values()), default=min(text_rows)),
            cells=Cells(grid.origin, cells),
            other=sorted(map(_swapped, row.other)),
            start=_swapped(row.start),
            headed_by=row.headed_by and _swapped(row.headed_by),
            hidden=False,
        )
        yield form_of(table, own, headings, row.number, _swapped)._replace(header_row=min(text_rows))
