"""Rows that apply to those below them: section rows, labels between rows, and titles of the next table."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.submissions.grid import Line
from poatool.submissions.kinds import SENTENCE_WORDS, Kind
from poatool.submissions.labels import labelled
from poatool.submissions.row_values import RowValues
from poatool.submissions.scope import ACTION, AGENCY, CONTACT, PERIOD
from poatool.submissions.titles import titled
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_OF_ACTION = frozenset({Kind.ACTION, Kind.NUMBER_OF_ACTION})
_ORGANISATION = lazy_pattern(
    r"(?i)\b(?:ministry|department|agency|office|commission(?:er)?|authority|council|police|service|bureau|treasury|te\s(?:puna|tari|k[āa]hui)"
    r"|manat[ūu]|oranga|inspectorate|corporation|organisation)\b"
)
_ACTION_FIRST = lazy_pattern(r"(?i)\W*action\W{0,3}(?:no\W{0,2})?[a-z]?\d{1,3}\b(?!\W*(?:and|to|,|-|–)\W*\d)")
"""A text that begins with an action: rows below it do not belong to the action above it."""
_NAME_WORDS = 8
_LONG_WORD = 4
_TITLE_WORDS = 14
_LABELLED = 4
"""The most cells in a row of labels and their values."""
_ENDS = (".", "!", "?", ";")


class Sections:
    """The agency, action, period and status that rows without other content give to the rows below."""

    def __init__(self, values: RowValues, above: Mapping[str, RawCell]) -> None:
        """Start with what is stated above the table."""
        self._values = values
        self.said: dict[str, RawCell] = dict(above)
        self._take_title()

    def take(self, index: int, line: Line) -> dict[str, RawCell]:
        """The agency, action or period that a row gives to the rows below it, if it holds nothing else."""
        if (labels := self._labels(line)) is not None:
            self.said |= {what: cell for what, cell in labels.items() if what != CONTACT}
            return labels
        alone = self._values.alone(line)
        if alone is None or (not self._entitles(index) and self._answers_alone(alone, line)):
            return {}
        found = self._said_alone(index, alone)
        self.said |= found
        return found

    def _said_alone(self, index: int, alone: RawCell) -> dict[str, RawCell]:  # noqa: PLR0911 - one kind after the other
        """What a text alone in its row gives to the rows below it."""
        text = trimmed(alone.value)
        kind = self._values.evidence.kind(text) if text else self._values.evidence.kind(alone.value or "")
        if kind is Kind.AGENCY:
            return {AGENCY: alone}
        if kind in _OF_ACTION and (kind is Kind.ACTION or self._goes_on(index)) and self._heads_rows(index):
            return {ACTION: alone}
        if kind is Kind.PERIOD:
            return {PERIOD: alone}
        if (
            status := self._values.evidence.status_of(text)
        ) is not None and "status" not in self._values.column_of.values():
            return {"status": alone._replace(value=status)}
        if not text or len(text.split()) > _TITLE_WORDS or text.endswith(_ENDS):
            return {}
        found = {
            what: alone._replace(value=said.text)
            for what, said in titled(text, alone, self._values.evidence)
            if what != PERIOD or self._entitles(index)
        }
        if ACTION in found:
            return found
        if _ACTION_FIRST.match(text):
            return found | {ACTION: alone}
        if not found and _ORGANISATION.search(text) and _is_name(text):
            return {AGENCY: alone}
        return found if len(text.split()) <= _NAME_WORDS or self._entitles(index) else {}

    def _labels(self, line: Line) -> dict[str, RawCell] | None:
        """The labelled cells of a row without other content: `Agency: Police`."""
        first = trimmed(line.cells[0].value)
        if not first or len(line.cells) > _LABELLED:
            return None
        if (
            self._values.column_of.get(line.cells[0].column) == ACTION
            and self._values.evidence.kind(first) in _OF_ACTION
        ):
            return None
        if self._values.column_of.get(line.cells[0].column) in self._values.evidence.narrative:
            return None
        found = dict(reversed(list(labelled([line], self._values.evidence))))
        used = {(cell.row, cell.column) for cell in found.values()}
        start = 0 if ":" in first else 1
        rest = [cell for cell in line.cells[start:] if (cell.row, cell.column) not in used]
        return found if found and all(map(self._is_beside_label, rest)) else None

    def _is_beside_label(self, cell: RawCell) -> bool:
        """Whether a cell in a row of labels is another label, or a title such as `Progress report 2022`."""
        text = trimmed(cell.value)
        if text.endswith(":"):
            return True
        sense = self._values.evidence.headings.sense(text)
        titled = sense.best[1] >= 1 or self._values.evidence.kind(text or cell.value or "") is Kind.PERIOD
        return titled and len(text.split()) < SENTENCE_WORDS

    def _entitles(self, index: int) -> bool:
        """Whether a row is directly above the headings of the next table, and so may be its title."""
        stop = self._values.layout.stop
        return index == stop - 1 and stop < len(self._values.grid.lines)

    def _answers_alone(self, cell: RawCell, line: Line) -> bool:
        """Whether a text alone in its row is an answer: it is in a text column, and not merged over others."""
        column = self._values.column_of.get(
            self._values.layout.wide.get(cell.column, cell.column)
        ) or self._values.joined.get(cell.column)
        if column not in self._values.evidence.answers:
            return False
        merged = next(
            (area for area in self._values.grid.merges.get(line.number, ()) if area.left == cell.column), None
        )
        return merged is None or not any(
            self._values.column_of.get(at) not in (None, column) for at in range(merged.left, merged.right + 1)
        )

    def _goes_on(self, index: int) -> bool:
        """Whether the next row has an account and names no action itself."""
        following = self._values.following(index)
        if following is None:
            return False
        values, _, _, _ = self._values.of(following)
        adjacent = following.number == self._values.grid.lines[index].number + 1
        return (
            ACTION not in values
            and bool(values.keys() & self._values.evidence.answers)
            and (adjacent or self._values.tells(values))
        )

    def _heads_rows(self, index: int) -> bool:
        return self._goes_on(index) or ACTION not in self._values.column_of.values()

    def _take_title(self) -> None:
        """Take the status that the title of the table gives to its rows: `Completed actions`."""
        top = self._values.layout.head.first if self._values.layout.head else 0
        line = self._values.grid.lines[top - 1] if top else None
        if line is None or len(line.cells) > 1 or "status" in self._values.column_of.values():
            return
        if (status := self._values.evidence.status_of(trimmed(line.cells[0].value))) is not None:
            self.said["status"] = line.cells[0]._replace(value=status)


def _is_name(text: str) -> bool:
    """Whether a short text is written like a name, with a capital on each long word."""
    words = text.split()
    return (
        len(words) <= _NAME_WORDS
        and ":" not in text
        and all(not word[:1].islower() for word in words if len(word) > _LONG_WORD)
    )
