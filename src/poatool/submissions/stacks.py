"""Stack heading rows: up to three rows may form the headings of one table."""

from __future__ import annotations

from poatool.submissions.columns import Head
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.heading_cells import is_labelled, may_be_heading, text_of_heading
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.kinds import Kind
from poatool.submissions.side_by_side import tables_below
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

_MOST = 3
"""The most heading rows of one table."""

_STACKED = 0.4
"""The weight that each further heading row must add."""

_PAIR = 2
"""The number of cells of a label and its value."""


def stacked(grid: Grid, index: int, evidence: Evidence, floor: int) -> Head:
    """The heading rows around a known one: up to three, as long as each adds something.

    None is above the line `floor`.
    """
    above = [0]
    while len(above) < min(3, index - floor + 1) and _may_stack(
        grid, index - len(above), evidence, under=index - len(above) + 1
    ):
        above.append(len(above))
    below = [0]
    while len(below) < _MOST and _may_stack(grid, index + len(below), evidence, over=index + len(below) - 1):
        below.append(len(below))
    if len(above) == len(below) == 1:
        return head_of(grid, index, index)
    best: tuple[float, Head] | None = None
    for up in above:
        for down in below:
            if up + down >= _MOST:
                continue
            head = head_of(grid, index - up, index + down)
            weight = _weight(grid, head, evidence) - _STACKED * (up + down)
            weight += _TOLD_APART if up and _tells_apart(head, grid.lines[index]) else 0.0
            if best is None or weight > best[0]:
                best = weight, head
    return best[1] if best else head_of(grid, index, index)


_TOLD_APART = 4.0
"""The worth of an upper row that distinguishes equal headings: `Status` below 2021 and below 2022."""


def _tells_apart(head: Head, line: Line) -> bool:
    said = [fold_heading(text_of_heading(cell)) for cell in line.cells]
    return len(set(said)) < len(said) and len({text for _, text in head.texts.values()}) > len(set(said))


def _weight(grid: Grid, head: Head, evidence: Evidence) -> float:
    columns = range(min(head.texts), max(head.texts) + 1)
    start = head.last + 1
    parts = list(tables_below(grid, head, start, min(start + _SAMPLED, len(grid.lines)), evidence, columns))
    return sum(part.assignment.weight for part in parts) / len(parts) + _BLOCK * (len(parts) - 1)


_SAMPLED = 40
"""How many rows below some headings show what they head."""

_BLOCK = 2.0
"""The weight of each further block of a wide table."""


def _may_stack(
    grid: Grid, index: int, evidence: Evidence, *, under: int | None = None, over: int | None = None
) -> bool:
    """Whether a row may hold further headings directly above (`under`) or below (`over`) another heading row."""
    if not 0 <= index < len(grid.lines):
        return False
    line = together(grid.lines[index])
    beside = grid.lines[under if under is not None else over or 0]
    if abs(line.number - beside.number) != 1:
        return False
    if len(line.cells) == 1 and not _reaches_some(grid, line, beside):
        return False
    if is_labelled(line, evidence):
        return False
    if (
        sum(
            evidence.kind(trimmed(cell.value)) in (Kind.AGENCY, Kind.STATUS)
            for cell in line.cells
            if trimmed(cell.value)
        )
        == 1
    ):
        return False
    return all(may_be_heading(cell, evidence) for cell in line.cells)


def _reaches_some(grid: Grid, line: Line, beside: Line) -> bool:
    """Whether a single cell is merged over some but not all of the columns beside it: the heading of a group."""
    left, right = beside.cells[0].column, beside.cells[-1].column
    cell = line.cells[0]
    area = next((a for a in grid.merges.get(line.number, ()) if a.left == cell.column), None)
    if area is None:
        return len(beside.cells) > _PAIR and cell.column > left
    return area.right > area.left and not (area.left <= left and area.right >= right)


def head_of(grid: Grid, first: int, last: int) -> Head:
    """The headings in some rows, column by column, each with lower rows added to upper ones."""
    texts: dict[int, tuple[RawCell, str]] = {}
    bands: dict[int, RawCell] = {}
    lines = [together(line) for line in grid.lines[first : last + 1]]
    for depth, line in enumerate(lines):
        right = {area.left: area.right for area in grid.merges.get(line.number, ())}
        upper = depth < len(lines) - 1
        columns = [cell.column for cell in line.cells]
        for place, cell in enumerate(line.cells):
            text = text_of_heading(cell)
            end = right.get(cell.column, cell.column)
            if upper and cell.column not in right:
                following = columns[place + 1] if place + 1 < len(columns) else None
                end = _spread(lines[-1], cell.column, following)
            for at in range(cell.column, end + 1) if upper else (cell.column,):
                if upper:
                    bands[at] = cell
                before = texts.get(at)
                texts[at] = (cell, f"{before[1]} {text}" if before else text)
    if len(lines) > 1:
        filled = {cell.column for line in lines[1:] for cell in line.cells}
        own = {cell.column for cell in lines[0].cells}
        texts = {at: said for at, said in texts.items() if at in filled or at in own}
    return Head(first, last, texts, bands)


def _spread(lowest: Line, column: int, following: int | None) -> int:
    """The last column under a group heading: up to the next one, if there are headings below."""
    columns = [cell.column for cell in lowest.cells if cell.column >= column]
    reach = column
    for at in columns:
        if (following is not None and at >= following) or at > reach + 1:
            break
        reach = at
    return reach
