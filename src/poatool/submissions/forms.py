"""Forms: labels with their answers beside them, below them or behind a colon, for one action each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from poatool.submissions.evidence import Evidence
from poatool.submissions.form_labels import Entry, entry_of
from poatool.submissions.grid import Grid, Line
from poatool.submissions.headings import HEADING_LENGTH, NO_SENSE
from poatool.submissions.kinds import SENTENCE_WORDS, Kind, weigh
from poatool.submissions.titles import action_in
from poatool.submissions.values import holds, trimmed
from poatool.workbooks.model import RawCell

_BEGIN = frozenset({"action", "progress"})
_SHARED = frozenset({"agency", "period"})
"""Columns whose values may stand above several forms and apply to all."""


def forms(grid: Grid, evidence: Evidence) -> list[list[Entry]]:
    """The forms of a sheet, each as its entries; a new one begins where the action or the progress is asked again."""
    entries = list(_entries(grid, evidence))
    found: list[list[Entry]] = []
    form: list[Entry] = []
    asked: set[str] = set()
    waiting: list[Entry] = []
    for entry in entries:
        best = entry.column
        if best in _BEGIN and best in asked and (entry.values or best == "action"):
            found.append(form)
            form, asked = waiting, {each.column for each in waiting if each.column is not None}
            waiting = []
        if best in _BEGIN or best in evidence.answers:
            form += waiting
            waiting = []
            form.append(entry)
            if best and (entry.values or best == "action"):
                asked.add(best)
        elif best is not None and asked & _BEGIN and best in asked:
            waiting.append(entry)
        else:
            (waiting or form).append(entry)
            if best and not waiting:
                asked.add(best)
    form += waiting
    found.append(form)
    above = takewhile(lambda entry: entry.column != "action", found[0])
    shared = list(above) if len(found) > 1 else []
    for further in found[1:]:
        had = {entry.column for entry in further}
        further[:0] = [
            replace(entry, shared=True) for entry in shared if entry.column in _SHARED and entry.column not in had
        ]
    return [_settled(_untitled(each), evidence) for each in found if _reports(each, evidence)]


def _untitled(form: Sequence[Entry]) -> list[Entry]:
    """A form without the titles above its first label: they have no answer, and ask nothing or what a label asks."""
    asked = {entry.column for entry in form if entry.values} | {None}
    return list(dropwhile(lambda entry: not entry.values and entry.column in asked, form))


def _reports(form: Sequence[Entry], evidence: Evidence) -> bool:
    columns = {entry.column for entry in form if entry.values}
    return "progress" in columns or ("action" in columns and bool(columns & evidence.answers))


def _settled(form: Sequence[Entry], evidence: Evidence) -> list[Entry]:
    """The entries of a form; of several for one column, only the one with the most weight."""
    best: dict[str, tuple[float, int]] = {}
    for place, entry in enumerate(form):
        if entry.column is None or not entry.values:
            continue
        weight = entry.sense.weights.get(entry.column, 0.0) + weigh(entry.column, evidence.profile(entry.values[:1]))
        if entry.column not in best or weight > best[entry.column][0]:
            best[entry.column] = weight, place
    kept = {place for _, place in best.values()}
    return [
        entry if place in kept or not entry.values else replace(entry, column=None) for place, entry in enumerate(form)
    ]


def _entries(grid: Grid, evidence: Evidence) -> Iterator[Entry]:  # noqa: C901, PLR0912 - where a cell may belong, one after the other
    """Each label with the cells that follow it, up to the next label. An action alone in its row counts as one."""
    last: Entry | None = None
    below: list[RawCell] = []
    bottom = 0
    beside = False
    for index, line in enumerate(grid.lines):
        apart = line.number > bottom + 1
        bottom = line.number
        if (titled := _titled(line, evidence)) is not None:
            if last is not None:
                yield last
            yield titled
            last, below = None, []
            continue
        for position, cell in enumerate(line.cells):
            following = _following(grid, index, position)
            inside = last is not None and cell.column == last.label.column
            entry = entry_of(cell, following, evidence, inside=inside)
            if (
                entry is None
                and position == 0
                and len(line.cells) > 1
                and (last is None or last.column != "action" or bool(last.values))
            ):
                entry = _action(cell, evidence)
            if entry is not None:
                if last is not None:
                    last.values.extend(below)
                    beside = beside or any(value.row == last.label.row for value in last.values)
                    yield last
                last, below = entry, []
            elif last is not None and (holds(cell.value) or cell.formula is not None):
                if _is_far(cell, line, grid):
                    last.aside.append(cell)
                elif apart and (last.values or (beside and inside)):
                    if not _is_title(trimmed(cell.value)):
                        below.append(cell)
                else:
                    (below or last.values).append(cell)
    if last is not None:
        last.aside.extend(below)
        yield last


def _following(grid: Grid, index: int, position: int) -> RawCell | None:
    """The cell to the right; for a cell alone in its row, the one directly below if that is alone too."""
    line = grid.lines[index]
    if position + 1 < len(line.cells):
        return line.cells[position + 1]
    below = grid.lines[index + 1] if index + 1 < len(grid.lines) and len(line.cells) == 1 else None
    if below is None or below.number != line.number + 1 or len(below.cells) > 1:
        return None
    return below.cells[0] if below.cells[0].column == line.cells[0].column else None


def _is_far(cell: RawCell, line: Line, grid: Grid) -> bool:
    """Whether a cell is separated by so many empty columns that it belongs to nothing on its left."""
    before = max((each.column for each in line.cells if each.column < cell.column), default=0)
    if not before:
        return False
    area = next((area for area in grid.merges.get(line.number, ()) if area.left == before), None)
    return cell.column - (area.right if area is not None else before) > _FAR


_FAR = 3
"""The number of columns from which two neighbouring cells have nothing to do with each other."""


def _action(cell: RawCell, evidence: Evidence) -> Entry | None:
    """The action before labels and answers on it: `Action 7 | Status | Done`."""
    text = trimmed(cell.value)
    if not text or evidence.kind(text) is not Kind.ACTION or text.endswith("."):
        return None
    return Entry(cell, text, NO_SENSE, [cell], "action")


def _titled(line: Line, evidence: Evidence) -> Entry | None:
    """The action named by a row that holds only its wording and so is the title of what follows."""
    text = trimmed(line.cells[0].value)
    beside = [trimmed(cell.value) for cell in line.cells[1:]]
    if len(text) > HEADING_LENGTH or ":" in text[:_COLON] or not all(map(evidence.is_wording, beside)):
        return None
    action = action_in(text, evidence) if text else None
    if action is None:
        return None
    cell = line.cells[0]
    return Entry(cell, text, NO_SENSE, [cell._replace(value=action)], "action")


_COLON = 8
"""How many characters are searched for the colon of a label such as `Action: 3`."""


def _is_title(text: str) -> bool:
    """Whether a text apart from the answers above is a title or a note of the form."""
    return len(text.split()) < SENTENCE_WORDS
