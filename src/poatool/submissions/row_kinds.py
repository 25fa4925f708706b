"""Decide what each row is: it is an update if it has something to say about an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from poatool.submissions.grid import Grid, Line
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.headings import HEADING_LENGTH, SHORT
from poatool.submissions.kinds import SENTENCE_WORDS, Kind
from poatool.submissions.model import RowKind
from poatool.submissions.row_values import RowValues
from poatool.submissions.scope import ACTION
from poatool.submissions.side_by_side import Layout
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell, Value

_OF_ACTION = frozenset({Kind.ACTION, Kind.NUMBER_OF_ACTION})
_TOTAL = lazy_pattern(r"(?i)\W*(?:(?:grand|sub)[\s-]?)?(?:totals?|count|sum|average)\b")
_EXAMPLE = lazy_pattern(r"(?i)\W*(?:for )?(?:example|e\.\s?g\.?)(?![a-z])")
_HINT = lazy_pattern(r"(?s)\s*(?:\(.*\)|\[.*\]|<.*>)\s*")
_NAME_WORDS = 8
_HEADING_WORDS = 6
"""The most words in a cell of a row that heads another block."""


class RowKinds:
    """Decides what each line of a table is. `last` is the number of the line before.

    `headed_by` is the line that may head another table, to which the present line would belong.
    """

    def __init__(self, values: RowValues) -> None:
        """Start below the headings of a table."""
        self._values = values
        self._printed = _printed(values.grid, values.layout)
        self.last = (
            values.grid.lines[values.layout.start].number - 1 if values.layout.start < len(values.grid.lines) else 0
        )
        self._aside_until = -1
        self.headed_by: Line | None = None

    def of(self, index: int, line: Line, values: Mapping[str, RawCell], *, has_action: bool) -> RowKind:  # noqa: C901, PLR0911 - one kind after the other
        """The kind of a line; `has_action` means that it takes its action from above."""
        if self._repeats_heading(line):
            return RowKind.REPEATED_HEADER
        if line.number > self._aside_until:
            self.headed_by = None
        elif self.headed_by is None:
            return RowKind.NOTE
        if _is_total(line):
            return RowKind.TOTAL
        if all(_HINT.fullmatch(trimmed(cell.value)) for cell in line.cells) or self._prompts(index, values):
            return RowKind.NOTE
        if index == self._values.layout.start and _counts_columns(line):
            return RowKind.NOTE
        if self._heads_block(index, line):
            self._aside_until = self._end_of_block(index)
            below = [each for each in self._values.grid.lines[index + 1 :] if each.number <= self._aside_until]
            self.headed_by = (
                line if any(map(self._values.is_of_table, below)) and not self._is_of_others(line) else None
            )
            return RowKind.NOTE
        answered = self._values.answered(values) or (ACTION in values and line.number in self._values.covered)
        own = values.get(ACTION)
        if own is not None and isinstance(own.value, str) and _EXAMPLE.match(own.value):
            return RowKind.EXAMPLE
        if own is not None:
            return self._with_action(own, values, answered=answered)
        if not answered:
            return self._without_answer(line)
        if self._values.tells(values) or self._values.has_status(values) or has_action:
            return RowKind.UPDATE
        return RowKind.NOTE

    def _prompts(self, index: int, values: Mapping[str, RawCell]) -> bool:
        """Whether the first row says what to fill in: it has no status of the plan and is no account."""
        status = values.get("status")
        if (
            index != self._values.layout.start
            or status is None
            or not trimmed(status.value)
            or self._values.has_status(values)
        ):
            return False
        own = values.get(ACTION)
        single = own is not None and len(self._values.evidence.codes(own.value)) == 1
        typed = own is not None and _looks_typed(own.value)
        return not single and not typed and not self._values.tells(values)

    def _with_action(self, own: RawCell, values: Mapping[str, RawCell], *, answered: bool) -> RowKind:
        kind = self._values.evidence.kind(own.value) if own.value is not None else Kind.WORDS
        if answered:
            certain = kind in _OF_ACTION or kind is Kind.DITTO or self._values.tells(values)
            return (
                RowKind.UPDATE
                if certain or self._values.has_status(values) or _looks_typed(own.value)
                else RowKind.NOTE
            )
        if kind in _OF_ACTION or _looks_typed(own.value):
            return RowKind.UNANSWERED
        return (
            RowKind.NOTE if isinstance(own.value, str) and len(own.value.split()) >= SENTENCE_WORDS else RowKind.HEADING
        )

    def _without_answer(self, line: Line) -> RowKind:
        texts = [trimmed(cell.value) for cell in line.cells]
        if (
            len(line.cells) == 1
            and texts[0]
            and len(texts[0].split()) < _NAME_WORDS
            and not texts[0].endswith((".", "!", "?", ";"))
        ):
            return RowKind.HEADING
        return RowKind.NOTE

    def _repeats_heading(self, line: Line) -> bool:
        if len(trimmed(line.cells[0].value)) > SHORT or not isinstance(line.cells[0].value, str):
            return False
        said = {
            cell.column: fold_heading(trimmed(cell.value))
            for cell in line.cells
            if isinstance(cell.value, str) and len(cell.value) <= HEADING_LENGTH
        }
        return any(
            sum(1 for at, text in said.items() if text and printed.get(at) == text) >= min(2, len(printed))
            and len(said) == len(line.cells)
            for printed in self._printed
        )

    def _heads_block(self, index: int, line: Line) -> bool:
        """Whether a row heads another block: a few short texts unknown to the plan, below a gap or a title."""
        following = self._values.following(index)
        if following is None or following.number != line.number + 1 or len(line.cells) < 2:  # noqa: PLR2004
            return False
        follows = line.number == self.last + 1
        if follows and len(self._values.grid.lines[index - 1].cells) != 1:
            return False
        asks = self._asks_in_most(line)
        if follows and not (asks or self._is_below_gap(index - 1)):
            return False
        texts = [trimmed(cell.value) for cell in line.cells]
        if not all(text and len(text.split()) <= _HEADING_WORDS and self._may_head(text) for text in texts):
            return False
        whole = {cell.column for cell in line.cells} >= {cell.column for cell in following.cells}
        below = self._values.grid.lines[index + 1 : index + 4]
        return asks or whole or not any(self._values.is_of_table(each) for each in below)

    def _is_of_others(self, line: Line) -> bool:
        """Whether headings are certainly those of another table: one is about something else, none about progress."""
        senses = [self._values.evidence.headings.sense(trimmed(cell.value)) for cell in line.cells]
        return any(sense.other for sense in senses) and not any(
            sense.weights.get("progress", 0) >= 1 for sense in senses
        )

    def _may_head(self, text: str) -> bool:
        return self._values.evidence.kind(text) in (Kind.WORDS, Kind.PERIOD, Kind.SENTENCE)

    def _is_below_gap(self, index: int) -> bool:
        lines = self._values.grid.lines
        return index == 0 or lines[index].number > lines[index - 1].number + 1

    def _asks_in_most(self, line: Line) -> bool:
        """Whether most cells of a row are worded as headings, of the plan's columns or of something else."""
        senses = [self._values.evidence.headings.sense(trimmed(cell.value)) for cell in line.cells]
        return 2 * sum(sense.other is not None or sense.best[1] >= 1 for sense in senses) > len(senses)

    def _end_of_block(self, index: int) -> int:
        """The last row of the block below a heading: up to the next gap, below which rows may be of the table again."""
        last = self._values.grid.lines[index].number
        for line in self._values.grid.lines[index + 1 : self._values.layout.stop]:
            if line.number > last + 1 and self._values.is_of_table(line):
                break
            last = line.number
        return last


def _printed(grid: Grid, layout: Layout) -> Sequence[Mapping[int, str]]:
    if layout.head is None:
        return ()
    lines = grid.lines[layout.head.first : layout.head.last + 1]
    return [{cell.column: fold_heading(trimmed(cell.value) or cell.text) for cell in line.cells} for line in lines]


def _is_total(line: Line) -> bool:
    """Whether a row has the word `Total` beside figures."""
    first = next((text for cell in line.cells if (text := trimmed(cell.value)) and not _is_figure(text)), "")
    if not _TOTAL.match(first[:SHORT]) or len(line.cells) == 1 or len(first.split()) >= SENTENCE_WORDS:
        return False
    return sum(bool(text) and not _is_figure(text) for text in map(trimmed, (cell.value for cell in line.cells))) == 1


def _counts_columns(line: Line) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … or A, B, C …"""
    said = [(trimmed(cell.value) or cell.text).strip("()[]. ").casefold() for cell in line.cells]
    numbers = [str(number) for number in range(1, len(said) + 1)]
    return len(said) > 2 and said in (numbers, [chr(ord("a") + place) for place in range(min(len(said), 26))])  # noqa: PLR2004


def _is_figure(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _looks_typed(value: Value | None) -> bool:
    """Whether a value may be meant as an action's number: it has a digit, or is two or three letters."""
    text = value.strip() if isinstance(value, str) else str(value)
    letters = len(text) in (2, 3) and text.isalpha()
    return letters or (any(character.isdigit() for character in text) and len(text.split()) <= 4)  # noqa: PLR2004
