"""Read statuses that only colours show, with the help of a legend such as `Completed` in or beside a green cell."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from poatool.submissions.evidence.headings import SHORT
from poatool.submissions.evidence.kinds import ACTION_KINDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.text import by_first
from poatool.workbooks.model import Marks, RawCell, Sheet, text_of

_LONGEST = 40  # the most characters of a status in a legend
_FEWEST = 2  # the fewest colours in a legend, and the fewest statuses
_NAMES = frozenset({Kind.WORDS, Kind.TICK})  # what a coloured cell beside its status may hold: `Green`, `●`


class Pair(NamedTuple):
    """A colour in a legend, the meaning and wording of its status, and the cells of the status and the colour."""

    colour: str
    meaning: object
    words: str
    places: tuple[tuple[str, int, int], ...]


def colour_legend(grids: Sequence[Grid], evidence: Evidence) -> list[Pair]:
    """Find the colours that a workbook explains, in adjacent rows that do nothing but give colours to statuses."""
    found: list[Pair] = []
    for grid in grids:
        if len({*filter(None, grid.sheet.fills.values())}) >= _FEWEST:
            read = ([*_pairs(line, grid.sheet, evidence)] for line in _with_empty_cells(grid))
            for _, run in groupby(read, bool):
                pairs = [pair for of_line in run for pair in of_line]
                differ = all(len({pair[part] for pair in pairs}) >= _FEWEST for part in (0, 1))
                found += pairs if differ else []
    return found


def replace_colours(grids: Sequence[Grid], legend: Sequence[Pair], evidence: Evidence) -> list[Grid]:
    """Fill in the status of each coloured cell that is empty or holds one character, if its colour has one meaning.

    Such cells are below a heading for the status, to the right of a label for it, or in the only column with several
    empty coloured cells. On a sheet with such cells, a status in the legend becomes `Colour = Completed`, so that it is
    not taken for an answer.
    """
    meanings = by_first(dict.fromkeys((pair.colour, pair.meaning) for pair in legend))
    key = {pair.colour: pair.words for pair in legend if len(meanings[pair.colour]) == 1}
    places = {place for pair in legend for place in pair.places}
    return [_with_statuses(grid, key, places, evidence) if key and grid.sheet.fills else grid for grid in grids]


def _with_empty_cells(grid: Grid) -> Iterator[Line]:
    """The rows of a sheet, in which coloured cells without content are included as empty cells."""
    coloured = by_first(at for at, fill in grid.sheet.fills.items() if fill and at[1])
    for line in grid.lines:
        empty = {*coloured.get(line.number, ())} - {cell.column for cell in line.cells}
        yield line._replace(cells=sorted([*line.cells, *(RawCell(line.number, at, None, "") for at in empty)]))


def _pairs(line: Line, sheet: Sheet, evidence: Evidence) -> Iterator[Pair]:
    """Each colour in a row with its status, from runs of cells that hold only these, a label and explanations."""
    for _, run in groupby(enumerate(line.cells), lambda each: each[1].column - each[0]):
        cells = [cell for _, cell in run]
        fills = [*(sheet.fill(*cell.at) for cell in cells), ""]  # the last one is at index -1, before the first cell
        if not any(fills) or not ACTION_KINDS.isdisjoint(map(evidence.kind_of, cells)):
            continue
        texts = [text_of(cell.value) for cell in cells]
        means = [*(0 < len(text) <= _LONGEST and evidence.meaning("status", text) for text in texts), ()]
        several = sum(map(bool, means)) > 1
        if not any(means) or not all(
            not text
            or means[at]
            or (means[at - 1] and not fills[at])  # an explanation of the status
            or (not at and (several or text.endswith(":")))  # a label
            or (fills[at] and means[at + 1] and evidence.kind(text) in _NAMES)
            for at, text in enumerate(texts)
        ):
            continue
        side = next(-1 if fills[at - 1] else 1 for at, meaning in enumerate(means) if meaning)
        for at, meaning in enumerate(means):
            near = at if fills[at] else at + side
            if meaning and fills[near] and (near == at or side < 0 or not texts[near]):
                yield Pair(fills[near], meaning, texts[at], tuple((sheet.name, *cells[i].at) for i in (at, near)))


def _only_coloured(grid: Grid, key: Container[str], legend: Container[tuple[str, int, int]]) -> set[int]:
    """The only column with empty cells in colours of the legend, if it has several such cells; otherwise none."""
    cells = (cell for line in _with_empty_cells(grid) for cell in line.cells if cell.value is None)
    coloured = [cell.at for cell in cells if not cell.formula and grid.sheet.fill(*cell.at) in key]
    found = [column for row, column in coloured if (grid.sheet.name, row, column) not in legend]
    return set(found) if len({*found}) == 1 < len(found) else set()


def _with_statuses(
    grid: Grid, key: Mapping[str, str], legend: Collection[tuple[str, int, int]], evidence: Evidence
) -> Grid:
    lines, filled = [], False
    columns = _only_coloured(grid, key, legend)
    for line in _with_empty_cells(grid):
        cells = {cell.column: cell for cell in line.cells}
        texts = {at: text for at, cell in cells.items() if 0 < len(text := text_of(cell.value)) <= SHORT}
        senses = {at: evidence.headings.sense(text) for at, text in texts.items()}
        labels = {at for at, sense in senses.items() if sense.best[0] == "status"}
        columns -= {at for at, sense in senses.items() if sense.exact not in (None, "status")}
        beside = False
        for at in sorted(cells.keys() | columns):
            cell = cells.get(at, RawCell(line.number, at, None, ""))
            beside = at in labels or (beside and cell.value is None)
            words = key.get(grid.sheet.fill(*cell.at)) if beside or at in columns else None
            bare = cell.formula is None and len(text := text_of(cell.value)) <= 1 and not text.isdigit()
            if words and bare and (grid.sheet.name, *cell.at) not in legend:
                hidden = Marks.HIDDEN if grid.sheet.hides(*cell.at) else Marks.NONE
                cells[at], filled = cell._replace(value=words, marks=cell.marks | hidden), True
            elif not words and cell.value and (grid.sheet.name, *cell.at) in legend:
                cells[at] = cell._replace(value=f"Colour = {cell.value}")
        columns |= labels if sum(cell.value is not None for cell in line.cells) > 1 else set()
        kept = (cell for _, cell in sorted(cells.items()) if cell.value is not None or cell.formula is not None)
        lines.append(line._replace(cells=[*kept]))
    return grid._replace(lines=lines) if filled else grid
