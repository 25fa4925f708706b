"""Rows that apply to those below them: section rows, labels between rows, and titles of the next table."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.submissions.grid import Line
from poatool.submissions.kinds import OF_ACTION, SENTENCE_WORDS, Kind
from poatool.submissions.labels import labelled
from poatool.submissions.row_values import RowValues
from poatool.submissions.scope import ACTION, AGENCY, CONTACT, PERIOD
from poatool.submissions.titles import TITLE_WORDS, names_only_time, titled
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_ORGANISATION = lazy_pattern(
    r"(?i)\b(?:ministry|department|agency|office|commission(?:er)?|authority|council|police|service|bureau|treasury|te\s(?:puna|tari|k[āa]hui)"
    r"|manat[ūu]|oranga|inspectorate|corporation|organisation)\b"
)
_ACTION_FIRST = lazy_pattern(r"(?i)\W*action\W{0,3}(?:no\W{0,2})?[a-z]?\d{1,3}\b(?!\W*(?:and|to|,|-|–)\W*\d)")
"""A text that begins with an action: rows below it do not belong to the action above it."""
NAME_WORDS = 8
_LONG_WORD = 4
_LABELLED = 4
"""The most cells in a row of labels and their values."""
ENDS = (".", "!", "?", ";")
"""How a sentence ends, unlike a title."""


class Sections:
    """The agency, action, period and status that rows without other content pass to the rows below."""

    def __init__(self, values: RowValues, above: Mapping[str, RawCell]) -> None:
        """Start with the statements above the table, and the status in its title: `Completed actions`."""
        self._values, self._evidence, self._columns = values, values.evidence, set(values.column_of.values())
        self.said: dict[str, RawCell] = dict(above)
        head = values.layout.head
        title = values.grid.lines[head.first - 1].cells if head and head.first else ()
        if len(title) == 1 and "status" not in self._columns:
            self.said |= self._status_in(title[0])

    def take(self, index: int, line: Line) -> dict[str, RawCell]:
        """The agency, action or period that a row passes to the rows below, if it holds nothing else."""
        if (found := self._labels(line)) is None:
            within = [cell for cell in line.cells if cell.column in self._values.layout.columns] or line.cells
            if len(within) > 1 or (not self._entitles(index) and self._is_answer(within[0], line)):
                return {}
            found = self._said_alone(index, within[0])
        self.said |= {what: cell for what, cell in found.items() if what != CONTACT}
        return found

    def _said_alone(self, index: int, alone: RawCell) -> dict[str, RawCell]:
        """What a text alone in its row passes to the rows below."""
        text, kind = trimmed(alone.value), self._values.kind(alone)
        goes_on = self._goes_on(index)
        if kind is Kind.ACTION or (kind is Kind.NUMBER_OF_ACTION and goes_on):
            of = ACTION if goes_on or ACTION not in self._columns else None
        else:
            of = {Kind.AGENCY: AGENCY, Kind.PERIOD: PERIOD}.get(kind or Kind.WORDS)
        if of is not None:
            return {of: alone}
        if "status" not in self._columns and (status := self._status_in(alone)):
            return status
        count = len(text.split())
        if not text or count > TITLE_WORDS or text.endswith(ENDS):
            return {}
        entitles = self._entitles(index)
        timed = entitles or names_only_time(text, self._evidence)
        named = [(what, said) for what, said in titled(text, alone, self._evidence) if what != PERIOD or timed]
        found = {what: alone._replace(value=said.text) for what, said in named}
        if ACTION in found or _ACTION_FIRST.match(text):
            return {ACTION: alone} | found
        if not found and _ORGANISATION.search(text) and _is_name(text):
            return {AGENCY: alone}
        return found if count <= NAME_WORDS or entitles else {}

    def _status_in(self, cell: RawCell) -> dict[str, RawCell]:
        status = self._evidence.status_of(trimmed(cell.value))
        return {} if status is None else {"status": cell._replace(value=status)}

    def _labels(self, line: Line) -> dict[str, RawCell] | None:
        """The labelled cells of a row without other content: `Agency: Police`."""
        first = trimmed(line.cells[0].value)
        column = self._values.column_of.get(line.cells[0].column)
        names_action = column == ACTION and self._values.kind(line.cells[0]) in OF_ACTION
        if not first or len(line.cells) > _LABELLED or names_action or column in self._evidence.narrative:
            return None
        found = dict(reversed(list(labelled([line], self._evidence))))
        used = {(cell.row, cell.column) for cell in found.values()}
        rest = [cell for cell in line.cells[0 if ":" in first else 1 :] if (cell.row, cell.column) not in used]
        return found if found and all(map(self._is_beside_label, rest)) else None

    def _is_beside_label(self, cell: RawCell) -> bool:
        """Whether a cell in a row of labels is another label, or a title such as `Progress report 2022`."""
        text = trimmed(cell.value)
        titles = self._evidence.headings.sense(text).best[1] >= 1 or self._values.kind(cell) is Kind.PERIOD
        return text.endswith(":") or (titles and len(text.split()) < SENTENCE_WORDS)

    def _entitles(self, index: int) -> bool:
        """Whether a row is directly above the headings of the next table, and so may be its title."""
        stop = self._values.layout.stop
        return index == stop - 1 and stop < len(self._values.grid.lines)

    def _is_answer(self, cell: RawCell, line: Line) -> bool:
        """Whether a text alone in its row is an answer: it is in a text column, and not merged over others."""
        values = self._values
        column = values.column_at(cell) or values.joined.get(cell.column)
        if column not in self._evidence.answers:
            return False
        merged = next((area for area in values.grid.merges.get(line.number, ()) if area.left == cell.column), None)
        over = range(merged.left, merged.right + 1) if merged else ()
        return all(values.column_of.get(at) in (None, column) for at in over)

    def _goes_on(self, index: int) -> bool:
        """Whether the next row has an account and names no action itself."""
        following = self._values.following(index)
        if following is None:
            return False
        values, _, _ = self._values.of(following)
        adjacent = following.number == self._values.grid.lines[index].number + 1
        answers = ACTION not in values and bool(values.keys() & self._evidence.answers)
        return answers and (adjacent or self._values.tells(values))


def _is_name(text: str) -> bool:
    """Whether a short text is written like a name, with a capital on each long word."""
    words = text.split()
    capitals = all(not word[:1].islower() for word in words if len(word) > _LONG_WORD)
    return capitals and len(words) <= NAME_WORDS and ":" not in text
