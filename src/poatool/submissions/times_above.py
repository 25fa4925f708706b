"""Give rows the time in the title above, if titles divide a sheet by time: `Last year (2022)`, `This year (2023)`."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.model import Cells, Row, RowKind, Table
from poatool.submissions.statements.parts import part_named
from poatool.submissions.statements.scope import PERIOD
from poatool.workbooks.model import RawCell, trimmed


class _Title(NamedTuple):
    """A cell that names the time of what is below it; if it is not `alone` in its row, only in its own columns."""

    cell: RawCell
    fit: Fit
    alone: bool
    columns: range

    def is_over(self, text: RawCell) -> bool:
        """Whether a text is below the title."""
        return self.cell.row < text.row and (self.alone or text.column in self.columns)


def with_times_above(tables: Sequence[Table], grids: Mapping[str | None, Grid], evidence: Evidence) -> list[Table]:
    """Give each update the title of the part of its sheet that it is in, as the period of its row.

    A sheet has parts if it has a title for another time and, beside or below it, one for this period.
    """
    by_sheet = {name: _titles(grid, [t for t in tables if t.sheet == name], evidence) for name, grid in grids.items()}
    return [_timed(table, by_sheet.get(table.sheet, ()), evidence) for table in tables]


def _titles(grid: Grid, tables: Sequence[Table], evidence: Evidence) -> Sequence[_Title]:
    used = {each.cell.at for table in tables for each in table.headings if each.column or each.joined}
    raw = (pair for table in tables for row in table.updates for pair in row.cells.raw.items())
    used |= {cell.at for column, cell in raw if column != PERIOD}
    named = ((line, cell, part_named(trimmed(cell.value), evidence)) for line in grid.lines for cell in line.cells)
    found = [
        _Title(cell._replace(value=part[1]), part[0], len(line.cells) == 1, _columns(grid, cell))
        for line, cell, part in (named if tables else ())
        if part and cell.at not in used
    ]
    first = next((each.cell.row for each in found if each.fit is Fit.OTHER), None)
    return found if first and any(each.fit is Fit.SAME and each.cell.row >= first for each in found) else ()


def _columns(grid: Grid, cell: RawCell) -> range:
    return range(cell.column, grid.area_of(cell).right + 1)


def _timed(table: Table, titles: Sequence[_Title], evidence: Evidence) -> Table:
    return table._replace(rows=tuple(_timed_row(row, titles, evidence) for row in table.rows)) if titles else table


def _timed_row(row: Row, titles: Sequence[_Title], evidence: Evidence) -> Row:
    texts = [row.cells.raw[each] for each in evidence.narrative if each in row.cells]
    own = row.cells.raw[PERIOD].row if PERIOD in row.cells else 0
    above = [each for each in titles if texts and each.is_over(texts[0]) and each.cell.row > own]
    if row.kind is not RowKind.UPDATE or not above:
        return row
    nearest = max(above, key=lambda each: (each.cell.row, not each.alone))
    return row._replace(cells=Cells(row.cells.origin, {**row.cells.raw, PERIOD: nearest.cell}, row.cells.elsewhere))
