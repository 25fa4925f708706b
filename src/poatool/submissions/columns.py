"""Collect the cells below some headings into columns, and decide which column each is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from poatool.submissions.assignment import Assignment, assign
from poatool.submissions.candidates import Candidate, candidate
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line
from poatool.workbooks.model import RawCell

SAMPLED = 600
"""How many rows of a table are used to decide its columns."""


class Head(NamedTuple):
    """Rows that head a table, as indexes of their lines, and each heading by its column.

    `bands` are the cells of the upper row above the headings of each column.
    """

    first: int
    last: int
    texts: Mapping[int, tuple[RawCell, str]]
    bands: Mapping[int, RawCell]


def assigned(  # noqa: PLR0913, PLR0917 - what the columns of a table are settled by
    grid: Grid,
    head: Head | None,
    start: int,
    stop: int,
    evidence: Evidence,
    columns: range | None = None,
    left_out: frozenset[int] = frozenset(),
) -> tuple[Assignment, Mapping[int, int]]:
    """The assigned columns of a table, and the columns that lie under a heading merged over several."""
    within = columns and frozenset(columns) - left_out
    candidates, wide = candidates_of(grid, head, grid.lines[start:stop], evidence, within)
    return assign(candidates, evidence), wide


def candidates_of(
    grid: Grid,
    head: Head | None,
    lines: Sequence[Line],
    evidence: Evidence,
    columns: Container[int] | None = None,
) -> tuple[Sequence[Candidate], Mapping[int, int]]:
    """The columns of a table before assignment, and the columns that lie under a heading merged over several."""
    lines = _body(lines)
    step = max(len(lines) // SAMPLED, 1)
    several = [line for line in lines[::step] if len(line.cells) > 1] or lines[::step]
    values: dict[int, dict[int, RawCell]] = {}
    for line in several:
        for cell in line.cells:
            if columns is None or cell.column in columns:
                values.setdefault(cell.column, {})[line.number] = cell
    texts = head.texts if head else {}
    wide = _wide(grid, head, values) if head else {}
    for at, over in wide.items():
        values.setdefault(over, {}).update(
            {row: cell for row, cell in values.pop(at, {}).items() if row not in values.get(over, {})}
        )
    places = sorted(texts.keys() | values.keys())
    unheaded: tuple[RawCell | None, str] = (None, "")
    candidates = [candidate(at, *texts.get(at, unheaded), values.get(at, {}), evidence) for at in places]
    return candidates, wide


def _wide(grid: Grid, head: Head, values: Mapping[int, object]) -> Mapping[int, int]:
    """Columns without a heading of their own under a merged one, each with the column of that heading."""
    wide: dict[int, int] = {}
    headed = sorted(head.texts)
    for line in grid.lines[head.first : head.last + 1]:
        for area in grid.merges.get(line.number, ()):
            if area.left in head.texts and area.bottom >= grid.lines[head.last].number:
                following = headed[bisect_right(headed, area.left) :][:1] or [area.right + 1]
                wide |= {at: area.left for at in range(area.left + 1, min(area.right + 1, *following)) if at in values}
    return wide


def _body(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a table, without separate lines below it that have a label and a value, such as the approver."""
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if len(lines[index].cells) > _PAIR:
            return lines[:end]
        if index and lines[index].number > lines[index - 1].number + 1:
            end = index
    return lines


_PAIR = 2
"""The number of cells of a label and its value."""
