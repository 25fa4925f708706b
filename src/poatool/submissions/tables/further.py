"""Where another table begins below the first one of a sheet. Asked of every row, so most are told at a glance."""

from __future__ import annotations

from poatool.submissions.columns import Columns
from poatool.submissions.grid import Grid, Line
from poatool.submissions.tables.assignment import looks_like_reference
from poatool.submissions.tables.headers import (
    FURTHER_LENGTH,
    Known,
    are_ours,
    header_at,
    may_head,
    named,
    next_line,
    single_header,
)
from poatool.submissions.tables.headings import Header
from poatool.submissions.values import trimmed

_MANY = 3
"""Columns that a line names for a misspelt `Acton` in it to be a heading for certain."""


def further_header(grid: Grid, index: int, above: Header, columns: Columns) -> tuple[int, Header] | None:
    """The headings of another table, where a line below a first table holds such.

    Most of its cells are headings of ours, the action among them. Where no cell is known to name the action, the
    headings that are known stand in other columns than those `above` do, so that the rows below cannot be theirs. A
    table of something else, such as what actions cost, is one of its own too.
    """
    line = grid.lines[index]
    if not _may_be_headings(line) or not (known := _known(line, columns)):
        return None
    if "action" in known:
        heads = _names_action(line, known, columns)
    else:
        heads = _goes_on_below(next_line(grid, index), columns) or _moves(line, known, above, columns)
    if not heads:
        return None
    found = header_at(grid, index, columns, columns.near)
    if found and 2 * len(set(found[1].by_column.values())) > len(line.cells):
        return found
    return single_header(grid, index, columns) if _heads_another(grid, index, above, columns) else None


def groups_headings(grid: Grid, index: int, above: Header, columns: Columns) -> bool:
    """Whether a line stands merged over the headings of the row right below it, and names none: `Agency reporting`."""
    line = grid.lines[index]
    if line.number not in grid.merges or not any(area.left < area.right for area in grid.merges[line.number]):
        return False
    below = next_line(grid, index)
    if below is None or len(line.cells) >= len(below.cells):
        return False
    if not _may_be_headings(line) or not all(_may_group(trimmed(cell.value)) for cell in line.cells):
        return False
    return above.repeated_by(below) or further_header(grid, index + 1, above, columns) is not None


def _may_group(text: str) -> bool:
    return not text.endswith((".", "!", "?")) and not looks_like_reference(text)


def _may_be_headings(line: Line) -> bool:
    if type(line.cells[0].value) is not str:
        return False
    return all(
        len(cell.value) <= FURTHER_LENGTH if type(cell.value) is str else may_head(cell.value) for cell in line.cells
    )


def _known(line: Line, columns: Columns) -> Known:
    """The columns that a line names, misspelt or not: to compare spellings takes long, so it has to look like some."""
    if named(line.cells, columns.exact):
        return named(line.cells, columns.near)
    texts = [str(cell.value) for cell in line.cells]
    if len(texts) == 1 or any(text.endswith(".") for text in texts) or not columns.near(texts[0]).column:
        return {}
    return named(line.cells, columns.near)


def _names_action(line: Line, known: Known, columns: Columns) -> bool:
    """Whether a line surely names the action; where that is misspelt, all of it or more of it has to be ours."""
    return "action" in named(line.cells, columns.exact) or len(known) >= min(len(line.cells), _MANY)


def _goes_on_below(below: Line | None, columns: Columns) -> bool:
    return below is not None and "action" in named(below.cells, columns.exact, FURTHER_LENGTH)


def _heads_another(grid: Grid, index: int, above: Header, columns: Columns) -> bool:
    """Whether `Action` and a few other words stand apart from the rows above, in its own column over a reference.

    Not where one of the words is an agency or a status: then it is a row whose action was not filled in.
    """
    line, below = grid.lines[index], next_line(grid, index)
    first = line.cells[0]
    if below is None or {above.by_column.get(first.column), columns.exact(str(first.value)).column} != {"action"}:
        return False
    before = grid.lines[index - 1]
    apart = before.number < line.number - 1 or len(before.cells) == 1
    texts = [trimmed(cell.value) for cell in line.cells]
    brief = len(texts) > 1 and all(len(text.split()) <= _MANY and _may_group(text) for text in texts)
    if not brief or any(columns.agency(text) or columns.is_status(text) for text in texts):
        return False
    number = below.cells[0] if len(below.cells) > 1 and below.cells[0].column == first.column else None
    refers = number is not None and (type(number.value) is not str or looks_like_reference(number.value))
    return apart and refers


def _moves(line: Line, known: Known, above: Header, columns: Columns) -> bool:
    """Whether a line names progress or next steps, and something else, mostly elsewhere than the headings above do."""
    if not are_ours(known):
        return False
    said = [(cell.column, columns.near(cell.value)) for cell in line.cells if isinstance(cell.value, str)]
    certain = [above.by_column.get(place) == match.column for place, match in said if match.column and not match.weak]
    return len(certain) > 1 and 2 * sum(certain) <= len(certain)
