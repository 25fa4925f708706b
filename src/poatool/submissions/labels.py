"""Labelled cells outside the tables: `Agency: MBIE` in one cell, or a label with its value beside or below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from poatool.submissions.checkboxes import chosen, ticked
from poatool.submissions.columns import HEADING_LENGTH, Columns
from poatool.submissions.grid import Line
from poatool.submissions.values import holds, trimmed
from poatool.workbooks.model import RawCell

Labels = dict[str, RawCell]
"""Cells by label id; the value of one that holds its label too is only what stands after the colon."""


def labels_of(lines: Sequence[Line], columns: Columns) -> Labels:
    """The labelled cells among some lines, by label id; of two with one label the first that has a value counts."""
    return firsts(labelled(lines, columns))


def firsts(said: Iterable[tuple[str, RawCell]]) -> Labels:
    """Of labelled cells, the first of each label."""
    found: Labels = {}
    for label, cell in said:
        found.setdefault(label, cell)
    return found


def labelled(lines: Sequence[Line], columns: Columns) -> Iterator[tuple[str, RawCell]]:
    """Each labelled cell among some lines that has a value, with its label id."""
    for index, line in enumerate(lines):
        yield from _on_line(line, lines[index + 1 : index + 3], columns)


def labels_alone(line: Line, columns: Columns) -> Labels:
    """The labelled cells of a row that holds nothing else but a title: `Agency: MBIE` beside `Progress report`."""
    first = line.cells[0].value
    if type(first) is not str or len(first) > HEADING_LENGTH or not (":" in first or columns.label(first)):
        return {}
    found = dict(_on_line(line, (), columns))
    taken = {(cell.row, cell.column) for cell in found.values()}
    rest = [cell for cell in line.cells if (cell.row, cell.column) not in taken and ticked(trimmed(cell.value)) is None]
    return found if all(_is_title(trimmed(cell.value), columns) for cell in rest) else {}


def _is_title(text: str, columns: Columns) -> bool:
    return bool(columns.label(text) or (text and columns.exact(text).column))


def agency_alone(line: Line, columns: Columns) -> Labels:
    """The agency whose name is all that a row of one cell says."""
    cell = line.cells[0]
    said = columns.agency(trimmed(cell.value))
    return {"agency": cell._replace(value=said)} if said else {}


def _on_line(line: Line, below: Sequence[Line], columns: Columns) -> Iterator[tuple[str, RawCell]]:
    for position, cell in enumerate(line.cells):
        text = trimmed(cell.value)
        if not text or len(text) > HEADING_LENGTH:
            continue
        name, colon, rest = text.replace("：", ":").partition(":")
        if colon and rest.strip():
            said = cell._replace(value=rest.strip())
            if (label := columns.label(name)) and (answer := _answer(said, line.cells[position + 1 :])):
                yield label, answer
        elif (
            (label := columns.label(text))
            and (spoken_of := _spoken_of(line, position, below, columns))
            and spoken_of.value is not None
        ):
            yield label, spoken_of


def _spoken_of(line: Line, position: int, below: Sequence[Line], columns: Columns) -> RawCell | None:
    """The cell that a label speaks of: the next one to the right, or else the one right below.

    A text above agencies heads a list of them, and is no label.
    """
    after = line.cells[position + 1 :]
    beside = _answer(after[0], after[1:]) if after else None
    under = list(_under(line.cells[position], below, columns))
    agencies = [columns.agency(trimmed(cell.value)) for cell in under]
    if beside and _is_value(beside, columns):
        return None if any(agencies[:1]) and not columns.agency(trimmed(beside.value)) else beside
    return under[0] if under and not any(agencies[1:]) else None


def _answer(cell: RawCell, after: Sequence[RawCell]) -> RawCell | None:
    """A cell that answers a label; with what is ticked in it and those `after`, if they are boxes to tick."""
    if ticked(trimmed(cell.value)) is None:
        return cell
    answers = chosen([cell, *takewhile(lambda each: ticked(trimmed(each.value)) is not None, after)])
    return answers[0]._replace(value=", ".join(trimmed(each.value) for each in answers)) if answers else None


def _under(label: RawCell, below: Sequence[Line], columns: Columns) -> Iterator[RawCell]:
    """The values right below a label, one after the other."""
    for number, line in enumerate(below, label.row + 1):
        cell = next((cell for cell in line.cells if cell.column == label.column), None)
        if line.number != number or cell is None or not _is_value(cell, columns):
            return
        yield cell


def _is_value(cell: RawCell, columns: Columns) -> bool:
    if not holds(cell.value):
        return False
    text = trimmed(cell.value)
    if ticked(text) == "":
        return False
    return not text or (columns.label(text.partition(":")[0]) is None and columns.exact(text).column is None)
