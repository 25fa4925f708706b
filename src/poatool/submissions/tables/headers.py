"""Which rows of a sheet hold the headings of a table of updates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from poatool.framework.columns import COLUMNS
from poatool.submissions import template
from poatool.submissions.columns import HEADING_LENGTH, Columns, Match
from poatool.submissions.grid import Grid, Line
from poatool.submissions.labels import labels_alone
from poatool.submissions.tables.assignment import Spot, looks_like_reference
from poatool.submissions.tables.headings import Header, Meaning, header_of, over_one_row, over_two_rows
from poatool.submissions.tables.kinds import is_answered
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell, Value

FURTHER_LENGTH = 80
"""Characters of the longest heading by which another table below the first is known; narrative is longer."""

MISSPELT_LINES = 1_000
"""Lines, empty ones not counted, among which headings are looked for that are all misspelt."""

_NAMES_UPDATE = frozenset(column.id for column in COLUMNS if column.names_update)
_SOON = 10
"""Lines below a banner among which the headings stand."""

_YEARS = range(1990, 2101)
_ENOUGH_ROWS = 30

Known = dict[str, bool]
"""The columns that some headings name, and whether only by a weak heading (`No.`, `Lead agency`)."""


def first_header(grid: Grid, columns: Columns) -> tuple[int, Header] | None:
    """The first heading row of a sheet: the index of the first line below it, and what it says.

    Headings that are spelt as we know them are looked for first, then misspelt ones. A row such as `ID`, `Name`,
    `Description` is none: other forms have it too.
    """
    return _first(grid, len(grid.lines), columns, columns.exact) or _first(grid, MISSPELT_LINES, columns, columns.near)


def lone_header(grid: Grid, columns: Columns) -> tuple[int, Header] | None:
    """A heading row of which we know but one column, the action or the progress, above rows of several cells."""
    for index, line in enumerate(grid.lines[:-1]):
        known = named(line.cells, columns.exact, FURTHER_LENGTH)
        texts = sum(isinstance(cell.value, str) for cell in line.cells)
        if are_ours(known, least=1) and texts > 1 and len(grid.lines[index + 1].cells) > 1:
            return single_header(grid, index, columns)
    return None


def _first(grid: Grid, most: int, columns: Columns, meaning: Meaning) -> tuple[int, Header] | None:
    for index in range(min(most, len(grid.lines))):
        if found := header_at(grid, index, columns, meaning):
            return _soon_below(grid, *found, columns) or found
    return None


def _soon_below(grid: Grid, start: int, header: Header, columns: Columns) -> tuple[int, Header] | None:
    """The headings below a banner that only has words of headings in it: `Agency: MBIE`, `Progress report`.

    They name more than it does, the action and the progress above all, and no row of a table stands between.
    """
    for index in range(start, min(start + _SOON, len(grid.lines))):
        found = header_at(grid, index, columns, columns.near)
        if found and _says_more(found[1], header):
            return found
        if not found and not _is_banner(grid.lines[index], header, columns):
            return None
    return None


def _says_more(below: Header, above: Header) -> bool:
    here, there = set(below.by_column.values()), set(above.by_column.values())
    whole = here.issuperset(template.ESSENTIAL)
    return whole and (not there.issuperset(template.ESSENTIAL) or len(here) > len(there))


def _is_banner(line: Line, header: Header, columns: Columns) -> bool:
    """Whether a line is only labelled cells; below what can be no table yet, also a text alone that answers nothing."""
    if len(line.cells) > 1 or set(header.by_column.values()).issuperset(template.ESSENTIAL):
        return bool(labels_alone(line, columns))
    text = trimmed(line.cells[0].value)
    column = header.by_column.get(line.cells[0].column)
    return bool(text) and not is_answered(column) and not looks_like_reference(text)


def header_at(grid: Grid, index: int, columns: Columns, meaning: Meaning) -> tuple[int, Header] | None:
    """The headings at a line: alone, or with the line right below it where the two say more together."""
    line, below = grid.lines[index], next_line(grid, index)
    alone = named(line.cells, meaning)
    if below is not None and (known_below := named(below.cells, meaning)):
        upper_counts = are_ours(alone, least=1)
        spots = over_two_rows(grid, line, below, meaning, upper_counts=upper_counts)
        together = meant(spot.match for spot in spots)
        if are_ours(together) and (
            len(together) > max(len(alone), len(known_below))
            or (len(together) == len(known_below) > len(alone) and _differ_by_year(spots, below, meaning))
        ):
            return index + 2, _header(grid, index, (line, below), spots, columns)
        if len(known_below) > len(alone) and are_ours(known_below):
            return None
    return single_header(grid, index, columns) if are_ours(alone) else None


def _differ_by_year(spots: Sequence[Spot], below: Line, meaning: Meaning) -> bool:
    """Whether the same columns come again, and only the row above says for which year: `Status` below 2021, 2022."""
    dated = [spot.match.column for spot in spots if spot.match.dated]
    return len(set(dated)) < len(dated) > sum(bool(spot.match.dated) for spot in over_one_row(below, meaning))


def next_line(grid: Grid, index: int) -> Line | None:
    """The line in the row right below another, if that holds anything."""
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


def named(cells: Iterable[RawCell], meaning: Meaning, longest: int = HEADING_LENGTH) -> Known:
    """The columns that a row of headings names; none where one of its cells cannot be a heading."""
    matches: list[Match] = []
    for cell in cells:
        value = cell.value
        if type(value) is str:
            if len(value) > longest:
                return {}
            matches.append(meaning(value))
        elif not may_head(value):
            return {}
    return meant(matches)


def may_head(value: Value | None) -> bool:
    """Whether a value that is no text may be a heading: a year, or a date."""
    return (isinstance(value, int | float) and value in _YEARS) or isinstance(value, dt.date)


def _header(grid: Grid, index: int, rows: Sequence[Line], spots: Sequence[Spot], columns: Columns) -> Header:
    start = index + len(rows)
    return header_of(grid, rows, spots, grid.lines[start : start + _ENOUGH_ROWS], columns)


def single_header(grid: Grid, index: int, columns: Columns) -> tuple[int, Header]:
    """A line as a row of headings, whatever it says."""
    line = grid.lines[index]
    return index + 1, _header(grid, index, (line,), over_one_row(line, columns.like), columns)
