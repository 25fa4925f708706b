"""Vertical forms: labels in one column, values beside or below them, for one action each."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from poatool.submissions.columns import Columns, Match
from poatool.submissions.forms.entries import Entry, forms_in, is_label, label_of
from poatool.submissions.forms.rows import tables_of_form
from poatool.submissions.grid import Grid, Line
from poatool.submissions.model import Row, Table
from poatool.submissions.tables.assignment import looks_like_reference
from poatool.submissions.tables.headers import FURTHER_LENGTH, are_ours, meant
from poatool.submissions.template import ESSENTIAL
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

_PAIR = 2
"""Cells of a label with its answer."""


def forms_of(grid: Grid, columns: Columns) -> tuple[Table, ...]:
    """The forms of a sheet, each as a table of one row; none where the labels in a column name no update.

    Where several references stand beside the label of the action, each of their columns is a form; and so is each of
    several columns of labels side by side.
    """
    labels = [label_of(line, columns) for line in grid.lines]
    column = _label_column(grid.lines, labels)
    if column is None or _heads_a_list(grid.lines, labels):
        return ()
    further = _further_columns(grid.lines, column, columns)
    if not further:
        return tuple(_tables(grid, forms_in(grid.lines, labels, column, columns)))
    return tuple(
        table
        for own, strip in _strips(grid.lines, (column, *further), columns)
        for table in _lanes(grid, own, strip, columns, first=own == column)
    )


def is_answered(form: Table, columns: Columns) -> bool:
    """Whether a form certainly reports on an action.

    That is, a reference to it with a status or a progress; or any words with a progress and a status of the plan.
    """
    return any(_reports(row, columns) for row in form.rows)


def _reports(row: Row, columns: Columns) -> bool:
    action = row.cells.raw.get("action")
    if action is None or any(cell.row == action.row for cell in row.other.raw.values()):
        return False
    if not isinstance(action.value, str) or looks_like_reference(action.value):
        return "status" in row.cells or "progress" in row.cells
    status = row.cells.raw.get("status")
    return status is not None and columns.is_status(trimmed(status.value)) and "progress" in row.cells


def looks_like_form(grid: Grid, columns: Columns) -> bool:
    """Whether the labels of a sheet are those of a form, whatever answers them."""
    return any(form.heading("action") and form.heading("progress") for form in forms_of(grid, columns))


def _tables(grid: Grid, forms: Iterable[list[Entry]]) -> Iterator[Table]:
    return (table for form in forms for table in tables_of_form(grid, form))


def _label_column(lines: Sequence[Line], labels: Sequence[Match]) -> int | None:
    """The column with the most labels that we know, if they are those of an update."""
    by_column: dict[int, list[Match]] = {}
    for line, match in zip(lines, labels, strict=True):
        by_column.setdefault(line.cells[0].column, []).append(match)
    known = {column: meant(matches) for column, matches in by_column.items()}
    most = max(known, key=lambda column: (len(known[column]), -column), default=None)
    return most if most is not None and are_ours(known[most]) else None


def _heads_a_list(lines: Sequence[Line], labels: Sequence[Match]) -> bool:
    """Whether `Action` heads a column beside others, with a reference right below it: a table, whatever it lacks."""
    return any(
        match.column == "action" and len(line.cells) > _PAIR and below_match.column is None and _refers(below.cells[0])
        for (line, match), (below, below_match) in pairwise(zip(lines, labels, strict=True))
    )


def _refers(cell: RawCell) -> bool:
    return cell.value is not None and (not isinstance(cell.value, str) or looks_like_reference(cell.value))


def _further_columns(lines: Sequence[Line], column: int, columns: Columns) -> list[int]:
    """The columns right of the labels that hold those of further forms, none of which lacks what is essential."""
    by_column: dict[int, list[Match]] = {}
    for line in lines:
        for _, at, text, _, _, _, _, _ in line.cells:
            if at > column and type(text) is str and len(text) <= FURTHER_LENGTH:
                by_column.setdefault(at, []).append(columns.exact(text))
    known = {further: meant(matches) for further, matches in by_column.items()}
    return sorted(further for further, names in known.items() if names.keys() >= {*ESSENTIAL} and not names["action"])


def _strips(lines: Sequence[Line], starts: Sequence[int], columns: Columns) -> Iterator[tuple[int, list[Line]]]:
    """The lines of forms side by side: for each column of labels, the cells from it up to the next one.

    What stands above the first of the labels goes with the form to the left.
    """
    strips: list[list[Line]] = [[] for _ in starts]
    begun = [0]
    for line in lines:
        parts: dict[int, list[RawCell]] = {}
        for position, cell in enumerate(line.cells):
            at = max(bisect_right(starts, cell.column) - 1, 0)
            own = begun[bisect_right(begun, at) - 1]
            may_begin = own != at and cell.column == starts[at]
            if may_begin and is_label(Line(line.number, line.cells[position : position + 2]), columns):
                insort(begun, at)
                own = at
            parts.setdefault(own, []).append(cell)
        for at, cells in parts.items():
            strips[at].append(Line(line.number, cells))
    return zip(starts, strips, strict=True)


def _lanes(grid: Grid, column: int, lines: Sequence[Line], columns: Columns, *, first: bool) -> Iterator[Table]:
    """The forms of one column of labels among others, each with the column of its answers."""
    labels = [label_of(line, columns) for line in lines]
    for table in _tables(grid, forms_in(lines, labels, column, columns, alone=first)):
        answers = [cell.column for row in table.rows for cell in row.cells.raw.values()]
        yield table if table.lane else table._replace(lane=min(answers, default=column + 1))
