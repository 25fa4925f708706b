"""What a row below the headings is. Only what is certain is skipped: anything else is an update."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.columns import COLUMNS, ColumnKind
from poatool.submissions import row_patterns
from poatool.submissions.grid import Line
from poatool.submissions.model import RowKind
from poatool.submissions.tables.assignment import looks_like_reference
from poatool.submissions.tables.headings import Header
from poatool.submissions.template import ESSENTIAL
from poatool.submissions.titles import is_dated_title, is_past_title, names_year
from poatool.submissions.values import text_of, trimmed
from poatool.workbooks.model import Area, RawCell

_CODE_LENGTH = 3
PREPARED = frozenset({"action", "action_text", "agency", "period", "previous_status", "previous_progress"})
"""Columns that may be filled in before anything is reported."""

_NO_NARRATIVE = frozenset(c.id for c in COLUMNS if not (c.prints_text or c.prints_links))

_Sign = Callable[[str], object]

_EXAMPLE_IN: Mapping[str, _Sign] = {
    "action": row_patterns.EXAMPLE.match,
    "action_text": row_patterns.EXAMPLE.match,
    "progress": row_patterns.MARKED_EXAMPLE.match,
}
_EXAMPLE_BESIDE: _Sign = row_patterns.EXAMPLE_ROW.fullmatch
"""What tells an example in a cell that stands in no column of ours."""

_MAY_LEAD = frozenset({None, "agency", "period"})

_BESIDE = frozenset(column.id for column in COLUMNS if column.kind is ColumnKind.PRIVATE)
"""Columns that go with an update: a text in one of them alone reports nothing."""


def narrates(column: str | None) -> bool:
    """Whether a column is running text, which may go on in the row below; a plan's own columns are."""
    return column is not None and column not in _NO_NARRATIVE


def is_answered(column: str | None) -> bool:
    """Whether a text alone in its row and in this column is an answer, whatever it says."""
    return column == "status" or column in _BESIDE or narrates(column)


def _may_be_answered(column: str | None) -> bool:
    return column == "agency" or is_answered(column)


class Frame(NamedTuple):
    """The table that rows stand in, and its sheet's merged areas by their top row.

    `from_template`: the workbook was made from our template, where an action without an answer is one that was never
    filled in.
    """

    header: Header
    merges: Mapping[int, Sequence[Area]]
    from_template: bool
    example_in: Mapping[int, _Sign | None]

    @classmethod
    def of(cls, header: Header, merges: Mapping[int, Sequence[Area]], *, from_template: bool) -> Frame:
        """The frame of a table, with what tells an example in each of its columns, worked out once for all rows."""
        example_in = {place: _EXAMPLE_IN.get(column) for place, column in header.by_column.items()}
        return cls(header, merges, from_template, example_in)


class Listed(StrEnum):
    """What the rows below such a heading are: `Notes:`, `Key`."""

    NOTES = "notes"
    KEY = "key"


class Above(NamedTuple):
    """What stands above a row: rows of a list, an empty row, an action whose cell is merged over it."""

    listed: Listed | None = None
    parted: bool = False
    held: bool = False

    @property
    def in_key(self) -> bool:
        """Whether the row belongs to a list of what colours or marks mean."""
        return self.listed is Listed.KEY and not self.parted


def kind_of(line: Line, frame: Frame, above: Above) -> RowKind:
    """Say what a row is, from its cells, the columns they stand in and what stands above it."""
    first = line.cells[0]
    text = trimmed(first.value)
    by_column = frame.header.by_column
    if len(line.cells) == 1 and (text or _is_dated(text_of(first.value))):
        text = text or text_of(first.value)
        kind = _lone(text, by_column.get(first.column), apart=_is_apart(first, frame, above), above=above)
    else:
        kind = _several(line, text, frame, above)
    if kind is RowKind.UPDATE and frame.from_template and all(by_column.get(c.column) in PREPARED for c in line.cells):
        return RowKind.UNANSWERED
    return kind


def answers(line: Line, frame: Frame, above: Above) -> bool:
    """Whether a text alone in its row is an answer, whatever it says."""
    cell = line.cells[0]
    return is_answered(frame.header.by_column.get(cell.column)) and not _is_apart(cell, frame, above)


def _is_apart(cell: RawCell, frame: Frame, above: Above) -> bool:
    """Whether a text alone in its row stands in no column: merged over them all, or before all answers."""
    if above.held:
        return False
    if frame.header.by_column.get(cell.column) in _BESIDE and frame.header.leads(cell.column):
        return True
    return any(area.left == cell.column and frame.header.is_under(area) for area in frame.merges.get(cell.row, ()))


def heads_list(line: Line) -> Listed | None:
    """What a row is a heading of, where it is no more than that: `Notes:`, `Key`."""
    text = trimmed(line.cells[0].value)
    if len(line.cells) > 1 or len(text) > row_patterns.KEY_LENGTH:
        return None
    if row_patterns.NOTES.fullmatch(text):
        return Listed.NOTES
    return Listed.KEY if row_patterns.KEY.fullmatch(text) else None


def continues(line: Line, by_column: Mapping[int, str]) -> bool:
    """Whether a row only goes on with the text of the row above: no action, no status, only narrative."""
    return all(narrates(by_column.get(cell.column)) for cell in line.cells)


def _lone(text: str, column: str | None, *, apart: bool, above: Above) -> RowKind:
    """What a text alone in its row is. `apart`: it stands over the columns or before them, and in none."""
    narrated = narrates(column) and not apart
    worded = not narrated and len(text) <= row_patterns.TITLE_LENGTH and row_patterns.WORDED_TOTAL.fullmatch(text)
    if worded or row_patterns.TOTAL.fullmatch(text):
        return RowKind.TOTAL
    if (row_patterns.MARKED_EXAMPLE if narrated else row_patterns.EXAMPLE).match(text[: row_patterns.BEGINNING]):
        return RowKind.EXAMPLE
    if _is_listed(text, above, narrated=narrated) or (
        row_patterns.ASIDE.fullmatch(text) and not looks_like_reference(text)
    ):
        return RowKind.NOTE
    if narrated:
        return RowKind.UPDATE if above.held else _narrated(text)
    if (apart or not _may_be_answered(column)) and _is_dated(text):
        return RowKind.HEADING
    answers = (_may_be_answered(column) and not apart) or (
        (apart or column is not None) and _may_answer(text) and not (above.parted and _is_word(text))
    )
    return _remark(text, answers=answers, apart=apart or column is None)


def _is_dated(text: str) -> bool:
    """Whether a text says of which year the rows below are: `2021`, `Last year (2021)`, not `Actions 2021`."""
    dated = is_dated_title(text) or (is_past_title(text) and names_year(text))
    return dated and not text.casefold().startswith("action")


def _is_listed(text: str, above: Above, *, narrated: bool) -> bool:
    """Whether a text alone in its row belongs to the notes or the key above it, or heads a key."""
    if narrated:
        return False
    if above.in_key and not looks_like_reference(text):
        return True
    listed = above.listed is not None and len(text.split()) >= row_patterns.NOTE_WORDS
    return listed or (len(text) <= row_patterns.KEY_LENGTH and row_patterns.KEY.fullmatch(text) is not None)


def _is_word(text: str) -> bool:
    """Whether a text is a word that stands for no action: `MSD`, not `NI` or `None`."""
    return (
        len(text) > 1
        and text.isalpha()
        and not (row_patterns.MISTYPED.fullmatch(text) or row_patterns.ANSWER.match(text))
    )


def _narrated(text: str) -> RowKind:
    """What a text alone in its row is, in a column of running text."""
    if len(text) > row_patterns.TITLE_LENGTH or text.endswith(row_patterns.SENTENCE_ENDS):
        return RowKind.NOTE if row_patterns.LONG_REMARK.match(text[: row_patterns.BEGINNING]) else RowKind.UPDATE
    if row_patterns.NUMBERED_PART.fullmatch(text):
        return RowKind.HEADING
    return RowKind.NOTE if row_patterns.REMARK.match(text) else RowKind.UPDATE


def _remark(text: str, *, answers: bool, apart: bool) -> RowKind:
    """What a text alone in its row is, outside the columns of running text."""
    if row_patterns.PART.match(text[: row_patterns.BEGINNING]):
        return RowKind.HEADING
    if row_patterns.NOTE.match(text[: row_patterns.BEGINNING]):
        return RowKind.NOTE
    if answers:
        return RowKind.UPDATE
    if text.endswith(row_patterns.SENTENCE_ENDS) or len(text) > row_patterns.TITLE_LENGTH or "\n" in text:
        return RowKind.NOTE
    if any(character.isdigit() for character in text):
        return RowKind.NOTE if apart else RowKind.UPDATE
    return RowKind.HEADING


def _may_answer(text: str) -> bool:
    """Whether a text may name an action, or say that there is nothing to report."""
    short = len(text) <= _CODE_LENGTH
    return short or looks_like_reference(text) or row_patterns.ANSWER.match(text[: row_patterns.BEGINNING]) is not None


def _several(line: Line, text: str, frame: Frame, above: Above) -> RowKind:
    """What a row of several cells is, or of one that is no text; `text` is that of its first cell."""
    by_column = frame.header.by_column
    if _is_total(line, by_column):
        return RowKind.TOTAL
    if text and _is_part(line, text, by_column):
        return RowKind.HEADING
    if _is_example(line, text, frame):
        return RowKind.EXAMPLE
    if text and (_is_hint(line, text) or _is_sign_off(line, text, by_column) or _is_in_key(line, text, frame, above)):
        return RowKind.NOTE
    return RowKind.NOTE if not above.held and _is_outside(line, frame.header) else RowKind.UPDATE


def _is_sign_off(line: Line, text: str, by_column: Mapping[int, str]) -> bool:
    """`Approved by` beside a name and a date: a few short values, none of which is the number of an action."""
    if len(text) > row_patterns.BESIDE_LENGTH or not row_patterns.SIGN_OFF.fullmatch(text):
        return False
    if _may_be_answered(by_column.get(line.cells[0].column)) or not _are_short(line.cells[1:], by_column):
        return False
    return not any(trimmed(cell.value).endswith(row_patterns.SENTENCE_ENDS) for cell in line.cells)


def _is_in_key(line: Line, text: str, frame: Frame, above: Above) -> bool:
    """A colour or a mark beside what it means, in a list of them."""
    if not above.in_key or len(text.split()) > row_patterns.KEY_WORDS or looks_like_reference(text):
        return False
    return _are_short(line.cells[1:], frame.header.by_column)


def _are_short(cells: Sequence[RawCell], by_column: Mapping[int, str]) -> bool:
    """Whether no cell is running text or stands in the column of the action."""
    return not any(
        by_column.get(cell.column) == "action" or len(trimmed(cell.value)) > row_patterns.BESIDE_LENGTH
        for cell in cells
    )


def _is_outside(line: Line, header: Header) -> bool:
    """Whether all of a row stands in columns that are not read, and none of them may hold what should be."""
    if line.cells[0].column in header.by_column or any(cell.column in header.by_column for cell in line.cells):
        return False
    lacking = {heading.suggestion for heading in header.headings if heading.column is None}
    return lacking.isdisjoint(ESSENTIAL) and set(header.by_column.values()).issuperset(ESSENTIAL)


def _is_total(line: Line, by_column: Mapping[int, str]) -> bool:
    """`Total` beside figures, or beside a few words about them: `12 updates`. A number in the action column is none."""
    for place, cell in enumerate(line.cells):
        text = trimmed(cell.value)
        if text and row_patterns.TOTAL.match(text[: row_patterns.BEGINNING]):
            longest = row_patterns.FIGURE_WORDS if row_patterns.TOTAL.fullmatch(text) else 0
            return all(at == place or _is_figure(other, longest) for at, other in enumerate(line.cells))
        if by_column.get(cell.column) == "action" or not _is_figure(cell, row_patterns.FIGURE_WORDS):
            return False
    return False


def _is_figure(cell: RawCell, longest: int) -> bool:
    return (
        not isinstance(cell.value, str)
        or row_patterns.FIGURE.fullmatch(cell.value) is not None
        or (len(cell.value) <= longest and any(c.isdigit() for c in cell.value))
    )


def _is_part(line: Line, text: str, by_column: Mapping[int, str]) -> bool:
    """`Pillar 2` beside its title: a heading over several cells, none of which answers anything."""
    return row_patterns.PART.match(text[: row_patterns.BEGINNING]) is not None and all(
        isinstance(cell.value, str) and not _may_be_answered(by_column.get(cell.column)) for cell in line.cells
    )


def _is_hint(line: Line, text: str) -> bool:
    """A row that says how to fill in each column: `(number)`, `(choose one)`, `(max 200 words)`."""
    return not looks_like_reference(text) and all(
        row_patterns.ASIDE.fullmatch(trimmed(cell.value)) for cell in line.cells
    )


def _is_example(line: Line, text: str, frame: Frame) -> bool:
    leads = text and frame.header.by_column.get(line.cells[0].column) in _MAY_LEAD
    if leads and row_patterns.EXAMPLE.match(text[: row_patterns.BEGINNING]):
        return True
    sign_of = frame.example_in.get
    for cell in line.cells:
        sign = sign_of(cell.column, _EXAMPLE_BESIDE)
        if sign is not None and isinstance(cell.value, str) and sign(cell.value[: row_patterns.BEGINNING]):
            return True
    return False
