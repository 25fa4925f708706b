"""Decide what each row is: an update says something about an action."""

from __future__ import annotations

from collections.abc import Mapping

from poatool.submissions.grid import Line
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.headings import HEADING_LENGTH, SHORT
from poatool.submissions.kinds import OF_ACTION, SENTENCE_WORDS, Kind
from poatool.submissions.model import RowKind
from poatool.submissions.row_values import RowValues
from poatool.submissions.scope import ACTION
from poatool.submissions.sections import ENDS, NAME_WORDS
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value

_TOTAL = lazy_pattern(r"(?i)\W*(?:(?:grand|sub)[\s-]?)?(?:totals?|count|sum|average)\b")
_EXAMPLE = lazy_pattern(r"(?i)\W*(?:for )?(?:example|e\.\s?g\.?)(?![a-z])")
_HINT = lazy_pattern(r"(?s)\s*(?:\(.*\)|\[.*\]|<.*>)\s*")
_HEADING_WORDS = 6
"""The most words in a cell of a row that heads another block."""


class RowKinds:
    """Decides what each line of a table is. `last` is the number of the line before.

    `headed_by` is a line that may head another table, to which the present line would then belong.
    """

    def __init__(self, values: RowValues) -> None:
        """Start below the headings of a table."""
        self._values, self._evidence = values, values.evidence
        self._lines, self._start = values.grid.lines, values.layout.start
        head = values.layout.head
        self._printed = [
            {cell.column: fold_heading(trimmed(cell.value) or cell.text) for cell in line.cells}
            for line in (self._lines[head.first : head.last + 1] if head else ())
        ]
        self.last = self._lines[self._start].number - 1 if self._start < len(self._lines) else 0
        self._aside_until = -1
        self.headed_by: Line | None = None

    def of(self, index: int, line: Line, values: Mapping[str, RawCell], *, has_action: bool) -> RowKind:
        """The kind of a line; `has_action` means that it takes its action from above."""
        if self._repeats_heading(line):
            return RowKind.REPEATED_HEADER
        if line.number > self._aside_until:
            self.headed_by = None
        elif self.headed_by is None:
            return RowKind.NOTE
        if _is_total(line):
            return RowKind.TOTAL
        if self._instructs(index, line, values):
            return RowKind.NOTE
        if self._heads_block(index, line):
            self._aside_until = self._end_of_block(index)
            below = [each for each in self._lines[index + 1 :] if each.number <= self._aside_until]
            in_doubt = any(map(self._values.is_of_table, below)) and not self._is_of_others(line)
            self.headed_by = line if in_doubt else None
            return RowKind.NOTE
        return self._by_content(line, values, has_action=has_action)

    def _by_content(self, line: Line, values: Mapping[str, RawCell], *, has_action: bool) -> RowKind:
        own = values.get(ACTION)
        answered = self._values.answered(values) or (own is not None and line.number in self._values.covered)
        tells = self._values.tells(values) or self._values.has_status(values)
        if own is None:
            if answered:
                return RowKind.UPDATE if tells or has_action else RowKind.NOTE
            text = trimmed(line.cells[0].value) if len(line.cells) == 1 else ""
            return (
                RowKind.HEADING if text and len(text.split()) < NAME_WORDS and not text.endswith(ENDS) else RowKind.NOTE
            )
        named, written = self._values.kind(own), own.value if isinstance(own.value, str) else ""
        if _EXAMPLE.match(written):
            return RowKind.EXAMPLE
        meant = named in OF_ACTION or _looks_typed(own.value)
        if answered:
            return RowKind.UPDATE if meant or named is Kind.DITTO or tells else RowKind.NOTE
        if meant:
            return RowKind.UNANSWERED
        return RowKind.NOTE if len(written.split()) >= SENTENCE_WORDS else RowKind.HEADING

    def _instructs(self, index: int, line: Line, values: Mapping[str, RawCell]) -> bool:
        """Whether a row holds hints in brackets; the first one may also number the columns or say what to fill in."""
        if all(_HINT.fullmatch(trimmed(cell.value)) for cell in line.cells):
            return True
        if index != self._start:
            return False
        status, own = values.get("status"), values.get(ACTION)
        if status is None or not trimmed(status.value) or self._values.has_status(values):
            return _counts_columns(line)
        typed = own is not None and (len(self._evidence.codes(own.value)) == 1 or _looks_typed(own.value))
        return (not typed and not self._values.tells(values)) or _counts_columns(line)

    def _repeats_heading(self, line: Line) -> bool:
        if len(trimmed(line.cells[0].value)) > SHORT or not isinstance(line.cells[0].value, str):
            return False
        said = {
            cell.column: fold_heading(trimmed(cell.value))
            for cell in line.cells
            if isinstance(cell.value, str) and len(cell.value) <= HEADING_LENGTH
        }
        return len(said) == len(line.cells) and any(
            sum(1 for at, text in said.items() if text and printed.get(at) == text) >= min(2, len(printed))
            for printed in self._printed
        )

    def _heads_block(self, index: int, line: Line) -> bool:
        """Whether a row heads another block: a few short texts unknown to the plan, below a gap or a title."""
        following = self._values.following(index)
        if following is None or following.number != line.number + 1 or len(line.cells) < 2:  # noqa: PLR2004
            return False
        follows = line.number == self.last + 1
        if follows and len(self._lines[index - 1].cells) != 1:
            return False
        senses = [self._evidence.headings.sense(trimmed(cell.value)) for cell in line.cells]
        asks = 2 * sum(sense.other is not None or sense.best[1] >= 1 for sense in senses) > len(senses)
        above = self._lines[index - 2].number if index > 1 else -1
        if follows and not asks and self._lines[index - 1].number <= above + 1:
            return False
        texts = [trimmed(cell.value) for cell in line.cells]
        if not all(text and len(text.split()) <= _HEADING_WORDS for text in texts):
            return False
        if not {*map(self._evidence.kind, texts)} <= {Kind.WORDS, Kind.PERIOD, Kind.SENTENCE}:
            return False
        whole = {cell.column for cell in line.cells} >= {cell.column for cell in following.cells}
        return asks or whole or not any(map(self._values.is_of_table, self._lines[index + 1 : index + 4]))

    def _is_of_others(self, line: Line) -> bool:
        """Whether headings clearly belong to another table: one is about something else, and none is about progress."""
        senses = [self._evidence.headings.sense(trimmed(cell.value)) for cell in line.cells]
        asks = any(sense.weights.get("progress", 0) >= 1 for sense in senses)
        return any(sense.other for sense in senses) and not asks

    def _end_of_block(self, index: int) -> int:
        """The last row of the block below a heading, before the next gap, after which the table may continue."""
        last = self._lines[index].number
        for line in self._lines[index + 1 : self._values.layout.stop]:
            if line.number > last + 1 and self._values.is_of_table(line):
                break
            last = line.number
        return last


def _is_total(line: Line) -> bool:
    """Whether a row has the word `Total` beside numbers."""
    words = [text for cell in line.cells if any(map(str.isalpha, text := trimmed(cell.value)))]
    return (
        len(line.cells) > 1 == len(words)
        and len(words[0].split()) < SENTENCE_WORDS
        and bool(_TOTAL.match(words[0][:SHORT]))
    )


def _counts_columns(line: Line) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … or A, B, C …"""
    said = [(trimmed(cell.value) or cell.text).strip("()[]. ").casefold() for cell in line.cells]
    numbers = [str(number) for number in range(1, len(said) + 1)]
    return len(said) > 2 and said in (numbers, [chr(ord("a") + place) for place in range(min(len(said), 26))])  # noqa: PLR2004


def _looks_typed(value: Value | None) -> bool:
    """Whether a value may be meant as an action's number: it has a digit, or is two or three letters."""
    text = value.strip() if isinstance(value, str) else str(value)
    letters = len(text) in (2, 3) and text.isalpha()
    return letters or (any(character.isdigit() for character in text) and len(text.split()) <= 4)  # noqa: PLR2004
