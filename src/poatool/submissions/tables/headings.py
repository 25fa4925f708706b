"""The headings of a table, printed over one row or two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from poatool.submissions import template
from poatool.submissions.columns import HEADING_LENGTH, Columns, Match, fold_heading, is_year
from poatool.submissions.grid import Grid, Line
from poatool.submissions.model import Heading
from poatool.submissions.tables.assignment import Spot, assign
from poatool.submissions.values import trimmed
from poatool.workbooks.model import Area, RawCell

_NEARLY = 4
"""Of so many columns, one may lie outside what is merged over nearly all of them."""

_ASKS = ("?", ":")
"""How a question or a label ends."""

_LABELLED = frozenset(label.id for label in template.LABELS)

Meaning = Callable[[str], Match]


class Header(NamedTuple):
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
        folded = fold_heading(first.value)
        return any(
            printed.get(first.column) == folded and 2 * len(line.cells) > len(printed) and _repeats(line, printed)
            for printed in self.printed
        )

    def leads(self, column: int) -> bool:
        """Whether a column is the first of the table."""
        return column <= self.headings[0].cell.column

    def is_under(self, area: Area) -> bool:
        """Whether a merged area lies over the action and (nearly) all other columns of the table."""
        over = range(area.left, area.right + 1)
        lacking = [heading for heading in self.headings if heading.cell.column not in over]
        narrow = len(lacking) > len(self.headings) // _NEARLY or area.left == area.right
        return not narrow and not any(heading.column == "action" for heading in lacking)


def _repeats(line: Line, printed: Mapping[int, str]) -> bool:
    return all(isinstance(c.value, str) and fold_heading(c.value) == printed.get(c.column) for c in line.cells)


def over_one_row(line: Line, meaning: Meaning) -> list[Spot]:
    """One row of headings."""
    return [Spot(cell, text_of_heading(cell), meaning(text_of_heading(cell))) for cell in line.cells]


def over_two_rows(grid: Grid, upper: Line, lower: Line, meaning: Meaning, *, upper_counts: bool) -> list[Spot]:
    """Two rows as one of headings: what stands below goes before what stands above or across it.

    `upper_counts`: what stands above an empty cell is a heading too, even where it is not merged downwards.
    """
    above = {cell.column: cell for cell in upper.cells}
    below = {cell.column: cell for cell in lower.cells}
    right = {area.left: area.right for area in grid.merges.get(upper.number, ())}
    tall = {area.left for area in grid.merges.get(upper.number, ()) if area.bottom >= lower.number}
    spots: list[Spot] = []
    across: RawCell | None = None
    for column in sorted(above.keys() | below.keys()):
        cell = below.get(column)
        over = above.get(column)
        across = over or across
        if cell is None:
            if over is not None and (upper_counts or column in tall):
                spots.append(Spot(over, text_of_heading(over), meaning(text_of_heading(over))))
            continue
        if over is None and across is not None and _reaches(across, column, right):
            over = across
        text = _together(over, cell, meaning) if over else text_of_heading(cell)
        spots.append(Spot(cell, text, meaning(text)))
    return spots


def _together(over: RawCell, cell: RawCell, meaning: Meaning) -> str:
    """What two cells of headings say as one; below a label with its value, `Period: 2022`, only what the lower does.

    A question or a label below a label is the next one of a form: `Progress:` and `OK to publish?`.
    """
    above, below = text_of_heading(over), text_of_heading(cell)
    if above.endswith(":") and below.endswith(_ASKS):
        return below
    column = meaning(f"{above} {below}").column
    labelled = column in _LABELLED and ":" in above[:-1]
    return f"{above} {below}" if column and not labelled else below


def _reaches(across: RawCell, column: int, right: Mapping[int, int]) -> bool:
    """Whether a heading stands over a column further right: merged over it, or a year alone above several columns."""
    return column <= right[across.column] if across.column in right else is_year(text_of_heading(across))


def header_of(
    grid: Grid, rows: Sequence[Line], spots: Sequence[Spot], below: Sequence[Line], columns: Columns
) -> Header:
    """Settle what each heading of one row or two means, with some of the lines below them."""
    taken = assign([spot._replace(match=columns.like(spot.text)) for spot in spots], below, columns.period)
    headings = tuple(
        Heading(
            text=spot.text,
            cell=grid.origin.cell(spot.cell),
            column=spot.match.column,
            exact=spot.match.exact,
            suggestion=spot.match.suggestion,
            hidden=grid.sheet.column_hidden(spot.cell.column),
            dated="" if spot.match.column else spot.match.dated,
        )
        for spot in taken
    )
    by_column = {spot.cell.column: spot.match.column for spot in taken if spot.match.column}
    printed = tuple({c.column: fold_heading(text_of_heading(c)) for c in row.cells} for row in rows)
    return Header(rows[0].number, rows[-1].number, headings, _widened(grid, rows, spots, by_column), printed)


def _widened(
    grid: Grid, rows: Sequence[Line], spots: Sequence[Spot], by_column: Mapping[int, str]
) -> Mapping[int, str]:
    """A heading that is merged over columns without headings stands for those too."""
    wide = dict(by_column)
    headed = sorted({spot.cell.column for spot in spots})
    for area in (area for row in rows for area in grid.merges.get(row.number, ())):
        if area.left in by_column and area.bottom >= rows[-1].number:
            following = headed[bisect_right(headed, area.left) :][:1] or [area.right + 1]
            wide |= dict.fromkeys(range(area.left + 1, min(area.right + 1, *following)), by_column[area.left])
    return wide


def text_of_heading(cell: RawCell) -> str:
    """What a heading says; for a number or a date, what the file stores."""
    return trimmed(cell.value) or cell.text.strip()
