"""Turn a layout into a table: its rows, and the headings with the evidence for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from poatool.framework.dates import Fit
from poatool.submissions.columns import By, Candidate
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid
from poatool.submissions.heads import title_over
from poatool.submissions.model import Cell, Cells, Doubt, Heading, Row, RowKind, Table
from poatool.submissions.row_kinds import EXAMPLE
from poatool.submissions.row_values import RowValues
from poatool.submissions.rows import Reader
from poatool.submissions.side_by_side import Block, Layout
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell, Visibility


def table_of(
    grid: Grid,
    layout: Layout,
    evidence: Evidence,
    scoped: frozenset[str],
    sections: Mapping[str, RawCell],
) -> tuple[Table, Mapping[str, RawCell]]:
    """The table of a layout, and the statements in its last rows, which apply to the table below."""
    block, sides = layout.block, layout.assignment.sides
    column_of = {at: column for column, at in layout.assignment.by_column.items()}
    column_of |= {side.at: "progress" if side.texts else "status" for side in sides if side.of == "status"}
    given = {side.of for side in sides} | ({block.of} if block and block.name else set())
    reader = Reader(RowValues(grid, layout, evidence, column_of), scoped | given, sections)
    rows = reader.rows()
    if block is not None:
        asked = {column for column, at in layout.assignment.by_column.items() if at in block.texts} & evidence.answers
        rows = [_of_block(row, block, asked) for row in rows]
    head, lines = layout.head, grid.lines
    header = 0
    if head or layout.start < len(lines):
        header = lines[head.last].number if head else lines[layout.start].number - 1
    by_at = {each.at: each for each in layout.assignment.candidates}
    table = Table(
        sheet=grid.origin.sheet,
        header_row=header,
        headings=tuple(_heading(each, layout, grid, by_at) for each in by_at.values() if each.heading is not None),
        rows=tuple(rows),
        blank=max(rows[-1].number - header - len(rows), 0) if rows else 0,
        hidden=grid.sheet.visibility is not Visibility.VISIBLE,
        heading_rows=lines[head.last].number - lines[head.first].number + 1 if head else 1,
        lane=min(block.texts) if block else (layout.columns.start if layout.left_out else None),
        doubts=tuple(
            Doubt(doubt.column, tuple(_head_cell(by_at[at], grid, header) for at in doubt.places), doubt.why)
            for doubt in layout.assignment.doubts
        ),
    )
    title = title_over(grid, head) if head else None
    is_example = title is not None and EXAMPLE.match(trimmed(title.value))
    return as_example(table) if is_example else table, reader.heads_next


def as_example(table: Table) -> Table:
    """A table whose updates are only examples."""
    rows = (row._replace(kind=RowKind.EXAMPLE) if row.kind is RowKind.UPDATE else row for row in table.rows)
    return table._replace(rows=tuple(rows))


def _of_block(row: Row, block: Block, asked: AbstractSet[str]) -> Row:
    """A row of one block, with its agency or action; it is not an update if the block's columns are empty."""
    if row.kind is not RowKind.UPDATE:
        return row
    if not row.cells.raw.keys() & asked:
        return row._replace(kind=RowKind.UNANSWERED)
    if block.name is None:
        return row
    return row._replace(cells=Cells(row.cells.origin, {**row.cells.raw, block.of: block.name}))


def _head_cell(each: Candidate, grid: Grid, header: int) -> Cell:
    if each.heading is not None:
        return grid.origin.cell(each.heading)
    return Cell(grid.origin.file, grid.origin.sheet, max(header, 1), each.at, "")


def _heading(each: Candidate, layout: Layout, grid: Grid, by_at: Mapping[int, Candidate]) -> Heading:
    column, (meant, weight) = each.column, each.sense.best
    about = column or meant or ""
    joined = next((name for name, places in layout.assignment.joined.items() if each.at in places), None)
    side = any(side.at == each.at for side in layout.assignment.sides)
    aside = each.sense.other is not None or each.sense.forbids
    holds = {str(kind): round(count / each.profile.total, 2) for kind, count in each.profile.kinds.items()}
    if not holds and any(cell.formula is not None for cell in each.values.values()):
        holds = {"a formula": 1.0}
    cell = _head_cell(each, grid, 0)
    rival = by_at[each.rival].heading if each.rival is not None else None
    return Heading(
        text=layout.head.texts[each.at][1] if layout.head and each.at in layout.head.texts else each.text,
        cell=cell,
        column=column,
        exact=each.by is By.DECLARED or not each.sense.misspelt,
        suggestion=None if column or joined or aside or weight < 1 else meant,
        hidden=cell.column in grid.sheet.hidden_columns,
        dated=each.dated and column is None,
        by=str(each.by) if each.by else None,
        joined=joined if column is None else None,
        aside=aside or side,
        side=side,
        of_period=Fit.SAME in (each.sense.time, each.sense.day),
        weak=each.weak,
        weights=(round(each.heads(about), 2), round(each.score(about) - each.heads(about), 2)),
        holds=holds,
        rival=grid.origin.cell(rival) if rival is not None else None,
    )


def with_lines_between(grid: Grid, kept: Sequence[Layout], tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables; lines between them, such as those of another table, go to the table above as notes."""
    covered = {index for layout in kept for index in range(layout.top, layout.stop)}
    found = list(tables)
    for index, line in enumerate(grid.lines):
        above = [place for place, table in enumerate(tables) if table.header_row < line.number]
        if index not in covered and above:
            table = found[above[-1]]
            cells = Cells(grid.origin, {cell.column: cell for cell in line.cells if cell.value is not None})
            hidden = line.number in grid.sheet.hidden_rows
            note = Row(line.number, RowKind.NOTE, Cells(grid.origin, {}), line.cells[0], cells, hidden=hidden)
            rows = (*table.rows, note)
            found[above[-1]] = table._replace(rows=rows, blank=note.number - table.header_row - len(rows))
    return tuple(found)
