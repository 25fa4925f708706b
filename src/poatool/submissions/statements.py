"""What a workbook says about the rows of its tables: on a cover, below a table, in its properties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.labels import labelled
from poatool.submissions.model import Origin, RowKind, Scoped, Table, TemplateMark
from poatool.submissions.scope import AGENCY, PERIOD, SCOPED, Level, Said, in_order
from poatool.submissions.sheets import Reading
from poatool.submissions.titles import SENT_BY, agency_in, titles
from poatool.submissions.values import text_of, trimmed
from poatool.workbooks.model import RawCell, Workbook

TOP = 12
"""How many rows at the top of a sheet are searched for titles and labels before its tables are known."""

_BESIDE = 8
"""The distance, in columns, within which a cell may belong to the first of its row."""

_NAMED_ON_PURPOSE = "custom.Agency"

_AGENCY_PROPERTIES = (
    *(_NAMED_ON_PURPOSE, "app.Company", "core.creator", "core.title", "core.subject", "core.category", "core.keywords"),
)


class ReadSheet(NamedTuple):
    """A sheet as read, with its labelled cells and the statements of its tab and titles."""

    grid: Grid
    reading: Reading
    labels: tuple[tuple[str, RawCell], ...]
    said: tuple[tuple[str, Said], ...]


def signature(grid: Grid, reading: Reading, evidence: Evidence) -> list[tuple[str, Said]]:
    """The agency named below the last update, alone as in a signature, or as the one that completed the return."""
    last = _last_update(reading)
    lines = [line._replace(cells=line.cells[:1]) for line in grid.lines if line.number > last and _is_alone(line)]
    return [
        (what, said)
        for what, said in titles(lines, evidence, ())
        if what == AGENCY
        and (said.level == Level.LETTERHEAD or (said.cell and SENT_BY.match(trimmed(said.cell.value))))
    ]


def _is_alone(line: Line) -> bool:
    """Whether a line has only one cell, except for cells far from it."""
    return all(cell.column - line.cells[0].column > _BESIDE for cell in line.cells[1:])


def _last_update(reading: Reading) -> int:
    return max((row.number for table in reading.tables for row in table.rows if row.kind is RowKind.UPDATE), default=0)


def labels_below(grid: Grid, reading: Reading, evidence: Evidence) -> list[tuple[str, RawCell]]:
    """Labelled cells below the last update of a sheet, unless they stand above the headings of another table."""
    last = _last_update(reading)
    repeated = (row for table in reading.tables for row in table.rows if row.kind is RowKind.REPEATED_HEADER)
    heads = [table.header_row for table in reading.tables] + [row.number for row in repeated]
    if not last or max(heads, default=0) > last:
        return []
    return list(labelled([line for line in grid.lines if line.number > last], evidence))


def cover(sheets: Sequence[ReadSheet], evidence: Evidence) -> list[tuple[str, Said]]:
    """Statements for the whole workbook: labels on sheets without tables or that all agree; the first sheet's title."""
    found = []
    for what in (AGENCY, PERIOD):
        alone = [
            (each, cell) for each in sheets if not each.reading.tables for name, cell in each.labels if name == what
        ]
        every = [(each, cell) for each in sheets for name, cell in each.labels if name == what]
        chosen = alone or (every if len({text_of(cell.value) for _, cell in every}) == 1 else [])
        found += [
            (what, Said(text_of(cell.value), Level.COVER, cell, each.grid.sheet.name)) for each, cell in chosen[:1]
        ]
    first = sheets[0] if sheets and not sheets[0].reading.tables else None
    if first is not None and not any(what == AGENCY for what, _ in found):
        lone = [line for line in map(together, first.grid.lines[:TOP]) if len(line.cells) == 1]
        said = [each for what, each in titles(lone, evidence, ()) if what == AGENCY]
        found += [(AGENCY, each._replace(sheet=first.grid.sheet.name)) for each in said]
    return found


def properties(workbook: Workbook, mark: TemplateMark | None, evidence: Evidence) -> list[tuple[str, Said]]:
    """Statements in a file's properties: certain from poatool's template, likely from a company or author who agree.

    A property called `Agency` was made on purpose and precedes the name of the file.
    """
    found = [(AGENCY, Said(mark.agency, Level.TAB, None, "template"))] if mark and mark.agency else []
    if mark and mark.period:
        found.append((PERIOD, Said(mark.period, Level.TAB, None, "template")))
    for name in _AGENCY_PROPERTIES:
        if written := workbook.properties.get(name, ""):
            on_purpose = name == _NAMED_ON_PURPOSE
            found.append((AGENCY, Said(written, Level.FILE if on_purpose else Level.PROPERTY, None, name)))
    named = {agency_in(said.text, evidence) for _, said in found if said.level is Level.PROPERTY} - {None}
    return [each for each in found if each[1].level is not Level.PROPERTY or len(named) <= 1]


def scope_of(sheet: ReadSheet, table: Table, outside: Sequence[tuple[str, Said]]) -> Mapping[str, tuple[Scoped, ...]]:
    """Statements about the rows of a table, the most explicit first; equal ones of a level are given once."""
    own = [
        (what, said)
        for what, said in sheet.said
        if said.cell is None or not table.lane or said.cell.row <= table.header_row
    ]
    found: dict[str, tuple[Scoped, ...]] = {}
    for what, many in in_order([*own, *outside]).items():
        if what in SCOPED:
            found[what] = tuple(
                Scoped(
                    said.text,
                    int(said.level),
                    _origin(sheet, said).cell(said.cell) if said.cell else None,
                    said.sheet or "",
                )
                for said in many
            )
    return found


def _origin(sheet: ReadSheet, said: Said) -> Origin:
    """The sheet of the cell that states something: its own, or the cover."""
    return sheet.grid.origin._replace(sheet=said.sheet) if said.sheet else sheet.grid.origin
