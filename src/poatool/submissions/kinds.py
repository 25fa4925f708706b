"""What a row below the headings is. Only what is certain is skipped: anything else is an update."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from poatool.patterns import expression
from poatool.submissions.assignment import looks_like_reference
from poatool.submissions.lines import Line, seen
from poatool.submissions.model import RowKind
from poatool.workbooks.model import RawCell

_TOTAL = expression(r"\W*(?:(?:(?:grand|sub)[\s-]?)?totals?|count|sum|average|mean)\b[\s:\d.,%/]*", re.IGNORECASE)
_FIGURE = expression(r"[\d\s.,%/]+")
_FIGURE_WORDS = 40
_EXAMPLE = expression(r"\W*(?:example|e\.\s?g\.?|sample)(?![a-z])", re.IGNORECASE)
_EXAMPLE_ROW = expression(r"\W*example(?: row| only| text)?\W*", re.IGNORECASE)
_MARKED_EXAMPLE = expression(r"\s*(?:[(\[<]\s*(?i:example)\b[^)\]>]*[)\]>]|EXAMPLE(?: ONLY| ROW)?\s*(?:[:–—-]|$))")
_ASIDE = expression(r"\s*(?:\(.*\)|\[.*\]|<.*>)\s*", re.DOTALL)
_NOTE = expression(
    r"\W*(?:notes?|nb|n\.b\.|source|please|footnotes?|disclaimer|instructions?|guidance|add rows?|insert|end of)\b"
    r"|\W*(?:date(?: of \w+)?\s*:|(?:prepared|approved|completed|submitted|signed)(?: off)? by\b)"
    r"|[*†‡]+\s*[^\W\d]",
    re.IGNORECASE,
)
_NOTES = expression(r"\W*(?:(?:foot|explanatory )?notes?|guidance|instructions?|disclaimers?)\W*", re.IGNORECASE)
_NOTE_WORDS = 4
"""Words from which a text alone in its row is a note where notes are listed, whatever number it begins with."""

_PART = expression(
    r"\W*(?:pillar|objective|goal|theme|part|section|outcome|focus area|priority|workstream|chapter|table)s?\b",
    re.IGNORECASE,
)
_ANSWER = expression(
    r"\W*(?:nil|none|nothing|no (?:updates?|progress|changes?|reports?)|not applicable|all actions?)\b", re.IGNORECASE
)
_TITLE_LENGTH = 120
_BEGINNING = 120
"""Characters that tell what a text is: a pattern over all of a long one would take too long."""

_CODE_LENGTH = 3
_PREPARED = frozenset({"action", "action_text", "agency", "period", "previous_status", "previous_progress"})
NARRATIVE = frozenset({"progress", "next_steps", "evidence"})
"""Columns of running text, which may go on in the row below."""

_EXAMPLE_BY_COLUMN: Mapping[str | None, Callable[[str], object]] = {
    "action": _EXAMPLE.match,
    "action_text": _EXAMPLE.match,
    "progress": _MARKED_EXAMPLE.match,
    None: _EXAMPLE_ROW.fullmatch,
}
_MAY_LEAD = frozenset({None, "agency", "period"})
ANSWERS = NARRATIVE | {"status", "contact", "notes"}
"""Columns in which a text alone in its row is an answer, whatever it says."""

_MAY_ANSWER = ANSWERS | {"agency"}


def kind_of(line: Line, by_column: Mapping[int, str], *, from_template: bool, among_notes: bool = False) -> RowKind:
    """Say what a row is, from its cells and the columns they stand in.

    `from_template`: the workbook was made from our template, where an action without an answer is one that
    was never filled in. `among_notes`: the rows above it, from a heading such as `Notes:` on, are notes.
    """
    first = line.cells[0]
    text = seen(first.value)
    if len(line.cells) == 1 and text:
        column = by_column.get(first.column)
        listed = among_notes and column not in NARRATIVE and len(text.split()) >= _NOTE_WORDS
        kind = RowKind.NOTE if listed else _lone(text, column)
    else:
        kind = _several(line, text, by_column)
    if kind is RowKind.UPDATE and from_template and all(by_column.get(c.column) in _PREPARED for c in line.cells):
        return RowKind.UNANSWERED
    return kind


def heads_notes(line: Line) -> bool:
    """Whether a row is no more than a heading for notes: `Notes:`."""
    return len(line.cells) == 1 and _NOTES.fullmatch(seen(line.cells[0].value)) is not None


def continues(line: Line, by_column: Mapping[int, str]) -> bool:
    """Whether a row only goes on with the text of the row above: no action, no status, only narrative."""
    return all(by_column.get(cell.column) in NARRATIVE for cell in line.cells)


def _lone(text: str, column: str | None) -> RowKind:
    """What a text alone in its row is."""
    if _TOTAL.fullmatch(text):
        return RowKind.TOTAL
    narrates = column in NARRATIVE
    if (_MARKED_EXAMPLE if narrates else _EXAMPLE).match(text[:_BEGINNING]):
        return RowKind.EXAMPLE
    if _ASIDE.fullmatch(text) and not looks_like_reference(text):
        return RowKind.NOTE
    return RowKind.UPDATE if narrates else _remark(text, column)


def _remark(text: str, column: str | None) -> RowKind:
    """What a text alone in its row is, outside the columns of running text."""
    if _PART.match(text[:_BEGINNING]):
        return RowKind.HEADING
    if _NOTE.match(text[:_BEGINNING]):
        return RowKind.NOTE
    may_answer = len(text) <= _CODE_LENGTH or looks_like_reference(text) or _ANSWER.match(text[:_BEGINNING])
    if column in _MAY_ANSWER or (column is not None and may_answer):
        return RowKind.UPDATE
    if text.endswith((".", "!", "?", ";")) or len(text) > _TITLE_LENGTH or "\n" in text:
        return RowKind.NOTE
    if any(character.isdigit() for character in text):
        return RowKind.NOTE if column is None else RowKind.UPDATE
    return RowKind.HEADING


def _several(line: Line, text: str, by_column: Mapping[int, str]) -> RowKind:
    """What a row of several cells is, or of one that is no text; `text` is that of its first cell."""
    if text and _is_total(line, text):
        return RowKind.TOTAL
    if text and _is_part(line, text, by_column):
        return RowKind.HEADING
    if _is_example(line, text, by_column):
        return RowKind.EXAMPLE
    return RowKind.NOTE if text and _is_hint(line, text) else RowKind.UPDATE


def _is_total(line: Line, text: str) -> bool:
    """`Total` beside figures, or beside a few words about them: `12 updates`."""
    longest = _FIGURE_WORDS if _TOTAL.fullmatch(text) else 0
    return _TOTAL.match(text[:_BEGINNING]) is not None and all(_is_figure(c, longest) for c in line.cells[1:])


def _is_figure(cell: RawCell, longest: int) -> bool:
    return (
        not isinstance(cell.value, str)
        or _FIGURE.fullmatch(cell.value) is not None
        or (len(cell.value) <= longest and any(c.isdigit() for c in cell.value))
    )


def _is_part(line: Line, text: str, by_column: Mapping[int, str]) -> bool:
    """`Pillar 2` beside its title: a heading over several cells, none of which answers anything."""
    return _PART.match(text[:_BEGINNING]) is not None and all(
        isinstance(cell.value, str) and by_column.get(cell.column) not in _MAY_ANSWER for cell in line.cells
    )


def _is_hint(line: Line, text: str) -> bool:
    """A row that says how to fill in each column: `(number)`, `(choose one)`, `(max 200 words)`."""
    return not looks_like_reference(text) and all(_ASIDE.fullmatch(seen(cell.value)) for cell in line.cells)


def _is_example(line: Line, text: str, by_column: Mapping[int, str]) -> bool:
    if text and by_column.get(line.cells[0].column) in _MAY_LEAD and _EXAMPLE.match(text[:_BEGINNING]):
        return True
    for _, column, value, _, _, _, _, _ in line.cells:
        marks = _EXAMPLE_BY_COLUMN.get(by_column.get(column))
        if marks is not None and isinstance(value, str) and marks(value[:_BEGINNING]):
            return True
    return False
