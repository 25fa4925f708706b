"""WBK: text in a table or a form that belongs to none of its headings or labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.framework.names import agencies as agency_names
from poatool.framework.reference.resolve import whose_text
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions import row_patterns
from poatool.submissions.checkboxes import ticked
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell, RowKind, Table
from poatool.submissions.restrictions import forbidden_in
from poatool.submissions.values import trimmed
from poatool.workbooks.model import RawCell

_LOOKED_AT = 100

_SENTENCE = 4
"""Words of the shortest sentence; a shorter text with a full stop may be a title."""
_BRIEF = 60
_TITLE_WORDS = 3
_PART_WORDS = 8
_HINT_WORDS = 6


@rule("WBK127", "text-without-heading", Severity.WARNING)
def text_without_heading(submission: Interpreted) -> Iterator[Problem]:
    """A text is in a column without a heading, or in a form without a label, so it is not published.

    A heading that is merged over two columns names only the first. In a CSV file, a comma in a text without quotation
    marks begins a new cell. In a form, this is each text that answers no label. To fix it, move the text into the cell
    that it belongs to.

    Bad:
    | Action | Status    | Progress                 |                    |
    | 2      | Under way | Trained forty inspectors | and wrote a guide. |
    Found at: D2

    Good:
    | Action | Status    | Progress                                     |
    | 2      | Under way | Trained forty inspectors, and wrote a guide. |
    """
    for table in submission.submission.tables:
        if table.is_form:
            yield from map(_without_label, _in_form(table))
        else:
            yield from map(_without_heading, _in_table(table, submission.edition))


def _without_heading(cell: Cell) -> Problem:
    message = f"{quoted(cell.raw)} is in column {cell.letter}, which has no heading here; nothing in it is published."
    return Problem.at(cell, message, "Move the text into the cell that it belongs to, or give the column a heading.")


def _without_label(cell: Cell) -> Problem:
    message = f"{quoted(cell.raw)} has no label in this form, so it is not published."
    return Problem.at(cell, message, "Move the text into the cell that it belongs to.")


def _in_table(table: Table, edition: Edition) -> Iterator[Cell]:
    """The first text of each column without a heading, but not a wording of the plan or a title of a group on the left.

    PUB513 finds what forbids the publication of a row. An agency is not such a title if the table has no column for
    agencies, since the rows may be its own.
    """
    said = {heading.cell.column for heading in table.headings}
    first = min((heading.cell.column for heading in table.headings if heading.column), default=0)
    agencies = edition.framework if table.heading("agency") is None else None
    for row in table.rows:
        for column, cell in row.other.raw.items() if row.kind is RowKind.UPDATE else ():
            doubted = column not in said and not forbidden_in(trimmed(cell.value))
            if doubted and (_is_text(cell) if column > first else _is_told(cell, agencies)):
                said.add(column)
                if not whose_text(edition, trimmed(cell.value)):
                    yield row.other.origin.cell(cell)


def _in_form(table: Table) -> Iterator[Cell]:
    """Each text that is not a label, an answer, a hint, an empty box or the title of a part of the form.

    Answers to an unknown label, or to a second one of its kind, are left to WBK107 and WBK126.
    """
    if not table.rows or table.rows[0].kind is not RowKind.UPDATE:
        return
    rows = [heading.cell.row for heading in table.headings]
    answered = {column: _label_at(rows, cell) for column, cell in table.rows[0].cells.raw.items()}
    beside: dict[int, int] = {}
    for row in table.rows:
        for cell in row.other.raw.values():
            at = _label_at(rows, cell)
            label = table.headings[at]
            on_its_row = cell.row == label.cell.row
            if on_its_row:
                beside.setdefault(at, cell.column)
            ours = label.column is not None and answered.get(label.column, at) == at
            of_another = not ours and at in beside and (on_its_row or cell.column == beside[at])
            text = trimmed(cell.value)
            explains = ticked(text) == "" or _is_hint(text) or (cell.column == label.cell.column and _is_title(text))
            if not of_another and not explains and _is_text(cell):
                yield row.other.origin.cell(cell)


def _label_at(rows: Sequence[int], cell: RawCell) -> int:
    """The label that a cell of a form is beside or below; the first label, if it is above all of them."""
    return max(bisect_right(rows, cell.row) - 1, 0)


def _is_hint(text: str) -> bool:
    """Whether a text is a few words in brackets that say how to answer: `(max 200 words)`."""
    return _brief(text[1:-1], _HINT_WORDS) and text[0] + text[-1] in ("()", "[]", "<>")


def _is_sentence(cell: RawCell) -> bool:
    text = trimmed(cell.value)
    return text.endswith(".") and len(text.split()) >= _SENTENCE


def _is_told(cell: RawCell, agencies: Framework | None) -> bool:
    """Whether a text on the left of the columns that we know is a sentence, or only names agencies."""
    if _is_sentence(cell):
        return True
    text = trimmed(cell.value)
    if agencies is None or not 0 < len(text) <= _BRIEF:
        return False
    named = agency_names.agencies(agencies, text, suggest=False)
    return bool(named.ids) and not named.unknown


def _is_title(text: str) -> bool:
    """Whether a text among the labels is a title of a part of the form: a few words, or `Part 2: …`."""
    return _brief(text, _PART_WORDS if row_patterns.PART.match(text[: row_patterns.BEGINNING]) else _TITLE_WORDS)


def _brief(text: str, words: int) -> bool:
    return 0 < len(text) <= _BRIEF and len(text.split()) <= words and text[-1] not in ".!?;"


def _is_text(cell: RawCell) -> bool:
    return any(character.isalpha() for character in trimmed(cell.value)[:_LOOKED_AT])
