"""Find the tables of a sheet: their heading rows, the rows below, and the meaning of each column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from poatool.submissions.columns import ROLES, Head
from poatool.submissions.evidence import Evidence
from poatool.submissions.grid import Grid, Line, together
from poatool.submissions.heads import head_of, heads_of, may_be_heading
from poatool.submissions.kinds import OF_ACTION, Kind
from poatool.submissions.side_by_side import Layout, runs_of, tables_below
from poatool.submissions.values import trimmed


def layouts(grid: Grid, evidence: Evidence, *, action_known: bool = False) -> list[Layout]:
    """The tables of a sheet, from top to bottom. `action_known`: the sheet's tab or title names the action."""
    heads = heads_of(grid, evidence)
    first = heads[0].first if heads else len(grid.lines)
    found = _unheaded(grid, first, evidence, action_known=action_known)
    for place, head in enumerate(heads):
        stop = heads[place + 1].first if place + 1 < len(heads) else len(grid.lines)
        found += _tables(grid, head, stop, evidence)
    return found


def _tables(grid: Grid, head: Head, stop: int, evidence: Evidence) -> Iterator[Layout]:
    """The tables below some headings: one, or several if the headings stand apart or have blocks."""
    runs = runs_of(grid, head, stop)
    for run in runs:
        others = {at for other in runs if other is not run for at in other}
        for each in tables_below(grid, head, range(head.last + 1, stop), evidence, run):
            yield replace(each, left_out=each.left_out | others)


def _unheaded(grid: Grid, stop: int, evidence: Evidence, *, action_known: bool) -> list[Layout]:
    """A table without known headings, recognised by its content: rows with an action beside running text."""
    lines = list(map(together, grid.lines[:stop]))
    rows = [index for index, line in enumerate(lines) if _reports(line, evidence, action_known=action_known)]
    if not rows or sum(_begins_with_label(line, evidence) for line in lines) > 1:
        return []
    top = rows[0]
    above = lines[top - 1] if top and grid.lines[top].number == grid.lines[top - 1].number + 1 else None
    headed = above and len(above.cells) >= ROLES and all(may_be_heading(cell, evidence) for cell in above.cells)
    head = head_of(grid, top - 1, top - 1) if headed else None
    columns = [cell.column for index in rows for cell in grid.lines[index].cells]
    found = tables_below(grid, head, range(top, stop), evidence, range(min(columns), max(columns) + 1))
    return [each for each in found if "progress" in each.assignment.by_column or each.assignment.doubts]


def _begins_with_label(line: Line, evidence: Evidence) -> bool:
    """Whether the first cell of a row is a label of a form for something in the plan."""
    text = trimmed(line.cells[0].value)
    column, weight = evidence.headings.sense(text).best
    return column in evidence.answers and weight >= _LABEL and evidence.kind(text) in (Kind.WORDS, Kind.SENTENCE)


_LABEL = 1.5
"""The weight from which a text is a label."""


def _reports(line: Line, evidence: Evidence, *, action_known: bool) -> bool:
    """Whether a row names an action in one cell and has an account in another."""
    kinds = [evidence.kind(cell.value) for cell in line.cells if cell.value is not None]
    if Kind.SENTENCE not in kinds or len(kinds) == 1 or evidence.headings.sense(trimmed(line.cells[0].value)).exact:
        return False
    return action_known or not OF_ACTION.isdisjoint(kinds)
