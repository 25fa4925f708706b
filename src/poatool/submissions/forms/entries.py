"""The lines of vertical forms as entries, each a label with its answers, and where a form ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from poatool.submissions import row_patterns
from poatool.submissions.checkboxes import chosen, ticked
from poatool.submissions.columns import HEADING_LENGTH, NO_MATCH, Columns, Match
from poatool.submissions.grid import Line
from poatool.submissions.tables.assignment import is_of_another, looks_like_reference
from poatool.submissions.tables.kinds import narrates
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_ACTION = lazy_pattern(r"action\W{0,3}[a-z]?\d{1,3}\W{0,3}", re.IGNORECASE)
_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A label of a form, with the cells that stand beside it or below it.

    `apart`: an empty row is above it. `aside`: it is no label by itself, as `Contact: Aroha` beside another one, or a
    sentence below them all, and its value is the cell itself.
    """

    label: RawCell
    match: Match
    values: list[RawCell] = field(default_factory=list)
    apart: bool = False
    aside: bool = False


def label_of(line: Line, columns: Columns) -> Match:
    """What the first cell of a line means as a label.

    A title such as `Progress 2022` has nothing beside it, and `Agency: MBIE` holds what it asks for. One for another
    year than the period's asks for nothing of ours.
    """
    text = trimmed(line.cells[0].value)
    match = columns.near(text) if 0 < len(text) <= HEADING_LENGTH else NO_MATCH
    if match.dated and is_of_another(match, columns.period):
        return Match(None, exact=False, suggestion=match.column, dated=match.dated)
    if (match.dated and len(line.cells) == 1) or (match.column and _stated(line.cells[0], line.cells[1:2], columns)):
        return NO_MATCH
    return match


def is_label(line: Line, columns: Columns) -> bool:
    """Whether the first cell of a line is a label of a form, or holds one together with its answer."""
    return bool(label_of(line, columns).column or _stated(line.cells[0], line.cells[1:2], columns))


def forms_in(
    lines: Sequence[Line], labels: Sequence[Match], column: int, columns: Columns, *, alone: bool = True
) -> Iterator[list[Entry]]:
    """The entries of one form after the other, the labels of which stand in a column.

    A further form begins where the action is asked for again, or running text that is answered already. Labels such as
    `Agency` or `Contact` right above it that come again go with it. What the lines above the first form state is that
    of their sheet, unless other forms stand to the left (not `alone`).
    """
    reader = _Reader(column, columns, alone=alone)
    for line, label in zip(lines, labels, strict=True):
        reader.take(line, label)
    for form in _forms(list(_worded(reader.entries)), reader.opening):
        yield [settled for entry in form for settled in _ticked(entry)]


class _Reader:
    """Reads lines into entries, from the first label that is known.

    What stands apart below, in the column of the labels, is no answer to the last of them. A further agency that stands
    above the first label, beside `Agency: MBIE`, goes with that label, so that it is not lost.
    """

    def __init__(self, column: int, columns: Columns, *, alone: bool) -> None:
        self.entries: list[Entry] = []
        self.opening: str | None = None
        self._above: list[RawCell] = []
        self._column = column
        self._columns = columns
        self._alone = alone
        self._bottom = 0

    def take(self, line: Line, label: Match) -> None:
        first, *rest = line.cells
        apart = line.number > self._bottom + 1
        self._bottom = line.number
        leads = first.column == self._column
        match = label if leads else NO_MATCH
        if not match.column and (actions := _actions_in(line, self._column)) and (not self.entries or len(actions) > 1):
            first, rest, match = _label_cell(line, self._column), actions, Match("action")
        stated = _stated(first, rest[:1], self._columns) if leads and not match.column else None
        if stated and not self.entries and self._alone:
            self.opening = self.opening or stated[0]
            self._above += [cell for cell in rest if self._columns.agency(trimmed(cell.value).rpartition(":")[2])]
        elif stated:
            self._add(first, Match(stated[0]), [stated[1], *rest], apart=apart)
        elif match.column:
            self._add(first, match, rest, apart=apart)
        elif self.entries and leads and (rest or apart or match.dated):
            strays = not rest and not match.dated and _is_sentence(trimmed(first.value))
            self.entries.append(Entry(first, match, [first] if strays else rest, apart, aside=strays))
        elif self.entries:
            self.entries[-1].values.extend(line.cells)

    def _add(self, label: RawCell, match: Match, values: Sequence[RawCell], *, apart: bool) -> None:
        """Add a label; of labelled cells beside it, such as `Contact: Aroha`, each is one of its own."""
        aside = [] if narrates(match.column) else [(v, _stated(v, (), self._columns)) for v in values]
        others = {(value.row, value.column): stated for value, stated in aside if stated}
        own = [value for value in values if (value.row, value.column) not in others]
        self.entries.append(Entry(label, match, [*own, *self._above], apart))
        self._above = []
        self.entries.extend(Entry(cell, Match(named), [cell], aside=True) for named, cell in others.values())


def _ticked(entry: Entry) -> Iterator[Entry]:
    """A label with what is ticked beside it or below it, and the rest aside; in running text a box is just written."""
    values = entry.values if entry.aside or narrates(entry.match.column) else chosen(entry.values)
    if values == entry.values:
        yield entry
        return
    yield replace(entry, values=values)
    if left := [value for value in entry.values if ticked(trimmed(value.value)) == ""]:
        yield Entry(left[0], NO_MATCH, left, aside=True)


def _is_sentence(text: str) -> bool:
    """Whether a text apart from the labels tells something, and is no title or note of the form itself."""
    beginning = text[: row_patterns.BEGINNING]
    tells = text[-1:] in (".", "!", "?", ";") or len(text.split()) > _TITLE_WORDS
    return (
        tells
        and len(text.split()) >= row_patterns.NOTE_WORDS
        and not row_patterns.NOTE.match(beginning)
        and not row_patterns.PART.match(beginning)
    )


def _worded(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Settle `Action no.` right above or below `Action`: where one refers to the action, the other one words it."""
    words = False
    for at, entry in enumerate(entries):
        below = entries[at + 1] if at + 1 < len(entries) else None
        pair = below is not None and not below.apart and entry.match.column == below.match.column == "action"
        goes_first = pair and below is not None and _refers(below) and not _refers(entry)
        yield replace(entry, match=Match("action_text")) if words or goes_first else entry
        words = pair and below is not None and _refers(entry) and not _refers(below)


def _refers(entry: Entry) -> bool:
    value = entry.values[0].value if entry.values else ""
    return not isinstance(value, str) or looks_like_reference(trimmed(value))


def _forms(entries: Sequence[Entry], opening: str | None) -> Iterator[list[Entry]]:
    """Part the entries of a sheet into forms. `opening` is the label that the lines above the first begin with."""
    start = 0
    asked: set[str | None] = set()
    for index, entry in enumerate(entries):
        if entry.match.column in asked and (entry.values or entry.match.column == "action"):
            opening = opening or entries[start].match.column
            first = _first_of(entries, start, index, opening)
            yield list(entries[start:first])
            start, asked = first, set()
        if entry.match.column == "action" or (narrates(entry.match.column) and entry.values):
            asked.add(entry.match.column)
    if entries:
        yield list(entries[start:])


def _goes_beside(column: str | None) -> bool:
    """Whether a label is of a column, and of none that begins a form."""
    return column is not None and column != "action" and not narrates(column)


def _first_of(entries: Sequence[Entry], start: int, index: int, opening: str | None) -> int:
    """The first entry of a further form, which certainly begins at an index: some labels right above go with it.

    That is, from the label that the form before it opens with; or from one that this one has had already; or all that
    an empty row parts from this one, and none from the further form.
    """
    run = index
    while run - 1 > start and _goes_beside(entries[run - 1].match.column):
        run -= 1
    above = [at for at in range(run, index) if not entries[at].aside]
    opens = [at for at in above if entries[at].match.column == opening]
    if opens:
        return opens[-1]
    whole = not entries[index].apart
    had = {entry.match.column for entry in entries[start : above[0] if above else index]}
    for at in above:
        if entries[at].match.column in had and (whole or entries[at].apart):
            return at
        had.add(entries[at].match.column)
    return max((at for at in above if whole and entries[at].apart), default=index)


def _stated(cell: RawCell, beside: Sequence[RawCell], columns: Columns) -> tuple[str, RawCell] | None:
    """The label that a cell holds together with its answer, as in `Agency: MBIE`, and the cell with the answer alone.

    Not where the label goes on to say how to answer: in small letters, or beside an agency and naming none itself.
    """
    text = trimmed(cell.value)
    if len(text) > HEADING_LENGTH:
        return None
    name, _, rest = text.replace("：", ":").partition(":")
    answer = rest.strip()
    label = columns.label(name) if answer else None
    if not label:
        return None
    names_agency = label == "agency" and columns.mentions_agency(answer)
    asks = answer[0].islower() or (label == "agency" and any(columns.agency(trimmed(each.value)) for each in beside))
    return None if asks and not names_agency else (label, cell._replace(value=answer, formula=None))


def _actions_in(line: Line, column: int) -> list[RawCell]:
    """The cells of a line that names an action above each column of answers, in so many words."""
    actions = [cell for cell in line.cells if cell.column > column]
    return actions if all(_ACTION.fullmatch(trimmed(cell.value)) for cell in actions) else []


def _label_cell(line: Line, column: int) -> RawCell:
    first = line.cells[0]
    return first if first.column == column else RawCell(line.number, column, None, "")
