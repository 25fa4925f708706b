"""Heading rows: which row holds the headings, over one row or two, and what each heading means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from poatool.submissions import template
from poatool.submissions.assignment import Spot, assign
from poatool.submissions.columns import HEADING_LENGTH, Columns, Match, fold
from poatool.submissions.lines import Line, seen
from poatool.submissions.model import Cell, Heading
from poatool.workbooks.model import Area, RawCell, Sheet, Value

FURTHER_LENGTH = 80
"""Characters of the longest heading by which another table below the first is known; narrative is longer."""

_NAMES_UPDATE = frozenset(column.id for column in template.COLUMNS if column.names_update)
_YEARS = range(1990, 2101)
_ENOUGH_ROWS = 30
_LABEL_AND_VALUE = 2

Meaning = Callable[[str], Match]
Known = dict[str, bool]
"""The columns that some headings name, and whether only by a weak heading (`No.`, `Lead agency`)."""


class Origin(NamedTuple):
    """The file and sheet that cells come from; the sheet is None in a file that has none."""

    file: str
    sheet: str | None

    def cell(self, raw: RawCell) -> Cell:
        """The place of a cell, with its raw text."""
        return Cell(self.file, self.sheet, raw.row, raw.column, raw.text)


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table: its one or two rows, and the column id by column number.

    `printed` are the folded texts by column number, of each of its rows: a row that says the same repeats it.
    """

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    by_column: Mapping[int, str]
    printed: tuple[Mapping[int, str], ...]

    def repeated_by(self, line: Line) -> bool:
        """Whether a row says again what a row of these headings says."""
        first = line.cells[0]
        if type(first.value) is not str or len(first.value) > HEADING_LENGTH:
            return False
        folded = fold(first.value)
        return any(
            printed.get(first.column) == folded and 2 * len(line.cells) > len(printed) and _repeats(line, printed)
            for printed in self.printed
        )


def _repeats(line: Line, printed: Mapping[int, str]) -> bool:
    return all(isinstance(c.value, str) and fold(c.value) == printed.get(c.column) for c in line.cells)


@dataclass(frozen=True)
class Grid:
    """The rows of a sheet that hold something, with its merged areas by their top row."""

    sheet: Sheet
    origin: Origin
    lines: Sequence[Line]
    merges: Mapping[int, Sequence[Area]] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, origin: Origin, lines: Sequence[Line]) -> Grid:
        """Index the merged areas of a sheet."""
        merges: dict[int, list[Area]] = {}
        for area in sheet.merges:
            merges.setdefault(area.top, []).append(area)
        return cls(sheet, origin, lines, merges)


def first_header(grid: Grid, columns: Columns) -> tuple[int, Header] | None:
    """The first heading row of a sheet: the index of the first line below it, and what it says.

    Headings that are spelt as we know them are looked for first, then misspelt ones. A row such as `ID`, `Name`,
    `Description` is none: other forms have it too.
    """
    return _first(grid, columns, columns.exact) or _first(grid, columns, columns.near)


def lone_header(grid: Grid, columns: Columns) -> tuple[int, Header] | None:
    """A heading row of which we know but one column, the action or the progress, above rows of several cells."""
    for index, line in enumerate(grid.lines[:-1]):
        known = _known(line.cells, columns.exact, FURTHER_LENGTH)
        texts = sum(isinstance(cell.value, str) for cell in line.cells)
        if are_ours(known, least=1) and texts > 1 and len(grid.lines[index + 1].cells) > 1:
            return index + 1, _single(grid, index, columns)
    return None


def further_header(grid: Grid, index: int, columns: Columns) -> tuple[int, Header] | None:
    """The headings of another table, where a line below a first table holds such."""
    line = grid.lines[index]
    first = line.cells[0].value
    if type(first) is not str or len(first) > FURTHER_LENGTH:
        return None
    known = _known(line.cells, columns.exact, FURTHER_LENGTH)
    if known and "action" in {*known, *_known_below(grid, index, columns)}:
        found = _at(grid, index, columns, columns.exact)
        if found and found[1].by_column and 2 * len(set(found[1].by_column.values())) > len(line.cells):
            return found
    return None


def _known_below(grid: Grid, index: int, columns: Columns) -> Known:
    line = _next(grid, index)
    return _known(line.cells, columns.exact, FURTHER_LENGTH) if line else {}


def _first(grid: Grid, columns: Columns, meaning: Meaning) -> tuple[int, Header] | None:
    for index in range(len(grid.lines)):
        if found := _at(grid, index, columns, meaning):
            return found
    return None


def _at(grid: Grid, index: int, columns: Columns, meaning: Meaning) -> tuple[int, Header] | None:
    """The headings at a line: alone, or with the line right below it where the two say more together."""
    line, below = grid.lines[index], _next(grid, index)
    alone = _known(line.cells, meaning)
    if below is not None and not _is_label(line, columns) and (known_below := _known(below.cells, meaning)):
        spots = _pair(grid, line, below, meaning)
        together = meant(spot.match for spot in spots)
        if are_ours(together) and (
            len(together) > max(len(alone), len(known_below))
            or (len(together) == len(known_below) > len(alone) and any(s.match.dated for s in spots))
        ):
            return index + 2, _header(grid, index, (line, below), spots, columns)
        if len(known_below) > len(alone) and are_ours(known_below):
            return None
    return (index + 1, _single(grid, index, columns)) if are_ours(alone) else None


def _is_label(line: Line, columns: Columns) -> bool:
    """Whether a line is a labelled cell and its value, such as `Period: 2022` right above the headings."""
    first = line.cells[0].value
    return len(line.cells) == _LABEL_AND_VALUE and isinstance(first, str) and fold(first) in columns.by_label


def _next(grid: Grid, index: int) -> Line | None:
    if index + 1 < len(grid.lines) and grid.lines[index + 1].number == grid.lines[index].number + 1:
        return grid.lines[index + 1]
    return None


def are_ours(known: Known, least: int = 2) -> bool:
    """Whether headings are those of updates: several we know, one of which names an update in so many words."""
    certain = {column for column, weak in known.items() if not weak}
    return len(known) >= least and bool(certain) and not _NAMES_UPDATE.isdisjoint(certain | (known.keys() - {"action"}))


def meant(matches: Iterable[Match]) -> Known:
    """The columns that are meant."""
    known: Known = {}
    for match in matches:
        if match.column:
            known[match.column] = match.weak and known.get(match.column, True)
    return known


def _known(cells: Iterable[RawCell], meaning: Meaning, longest: int = HEADING_LENGTH) -> Known:
    """The columns that a row of headings names; none where one of its cells cannot be a heading."""
    matches: list[Match] = []
    for cell in cells:
        value = cell.value
        if type(value) is str:
            if len(value) > longest:
                return {}
            matches.append(meaning(value))
        elif not _may_head(value):
            return {}
    return meant(matches)


def _may_head(value: Value | None) -> bool:
    return (isinstance(value, int | float) and value in _YEARS) or isinstance(value, dt.date)


def _single(grid: Grid, index: int, columns: Columns) -> Header:
    line = grid.lines[index]
    spots = [Spot(cell, _text(cell), columns.like(_text(cell))) for cell in line.cells]
    return _header(grid, index, (line,), spots, columns)


def _pair(grid: Grid, upper: Line, lower: Line, meaning: Meaning) -> list[Spot]:
    """Two rows as one of headings: what stands below goes before what stands above or across it."""
    above = {cell.column: cell for cell in upper.cells}
    below = {cell.column: cell for cell in lower.cells}
    areas = grid.merges.get(upper.number, ())
    tall = {area.left for area in areas if area.bottom >= lower.number}
    across = {n: area.left for area in areas for n in below if area.left <= n <= area.right}
    upper_counts = are_ours(_known(upper.cells, meaning), least=1)
    spots: list[Spot] = []
    for column in sorted(above.keys() | below.keys()):
        cell = below.get(column)
        over = above.get(across.get(column, column))
        if cell is None and over is not None and (upper_counts or column in tall):
            spots.append(Spot(over, _text(over), meaning(_text(over))))
        elif cell is not None:
            both = f"{_text(over)} {_text(cell)}" if over else ""
            text = both if both and meaning(both).column else _text(cell)
            spots.append(Spot(cell, text, meaning(text)))
    return spots


def _header(grid: Grid, index: int, rows: Sequence[Line], spots: Sequence[Spot], columns: Columns) -> Header:
    start = index + len(rows)
    likely = [spot._replace(match=columns.like(spot.text)) for spot in spots]
    taken = assign(likely, grid.lines[start : start + _ENOUGH_ROWS])
    headings = tuple(
        Heading(
            text=spot.text,
            cell=grid.origin.cell(spot.cell),
            column=spot.match.column,
            exact=spot.match.exact,
            suggestion=spot.match.suggestion,
            hidden=grid.sheet.column_hidden(spot.cell.column),
        )
        for spot in taken
    )
    by_column = {spot.cell.column: spot.match.column for spot in taken if spot.match.column}
    printed = tuple({c.column: fold(_text(c)) for c in row.cells} for row in rows)
    return Header(rows[0].number, rows[-1].number, headings, _widened(grid, rows, spots, by_column), printed)


def _widened(
    grid: Grid, rows: Sequence[Line], spots: Sequence[Spot], by_column: Mapping[int, str]
) -> Mapping[int, str]:
    """A heading that is merged over columns without headings stands for those too."""
    wide = dict(by_column)
    headed = {spot.cell.column for spot in spots}
    for area in (area for row in rows for area in grid.merges.get(row.number, ())):
        if area.left in by_column and area.bottom >= rows[-1].number:
            last = next((n for n in sorted(headed) if n > area.left), area.right + 1)
            wide |= dict.fromkeys(range(area.left + 1, min(area.right + 1, last)), by_column[area.left])
    return wide


def _text(cell: RawCell) -> str:
    return seen(cell.value) or cell.text.strip()
