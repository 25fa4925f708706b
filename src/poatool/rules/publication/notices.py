"""Notices that forbid publication of updates: titles, sub-headings, notes and totals."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from poatool.findings.model import Place
from poatool.rules.registry import Problem, once
from poatool.rules.wording import LOOKED_AT, outside_tables, quoted, tables_of
from poatool.submissions.clearance import notice_in, questions_in, restricts
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Row, RowKind, Table
from poatool.submissions.sheet_names import goes_beside
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Sheet, Visibility

_TITLE_LENGTH = 200  # the longest title, in characters; a longer text is a paragraph
_ASIDE = frozenset({RowKind.HEADING, RowKind.NOTE})
_SAYS = _ASIDE | {RowKind.TOTAL}  # kinds of rows that may apply to other rows


ASK = (
    "Ask whether that may be published. If so, correct the words that forbid it; if not, delete the rows, or move their "
    "texts to “Notes”, which is not published."
)


@once
def rows_with_notice(submission: Interpreted) -> Mapping[tuple[str | None, int], Problem]:
    """Rows with a notice about updates below them or, if only notes are below, above them, by sheet and number.

    A notice applies down to the next sub-heading of its sheet, as a sub-heading does.
    """
    marks: dict[tuple[str | None, int], str] = {}
    for table in submission.submission.tables:
        cells = [
            cell
            for row in table.rows
            if row.kind in _SAYS
            for cell in {c.column: c for c in (*row.cells.raw.values(), *row.other.raw.values())}.values()
        ]
        for cell, mark in _marked(sorted(cells, key=lambda cell: (cell.row, cell.column))):
            marks.setdefault((table.sheet, cell.row), mark)
    rows = submission.submission.rows
    end = {table.sheet: row.number for table, row in rows if row.kind not in _ASIDE and not _is_page_mark(row)}
    last_update = {update.table.sheet: update.row.number for update in submission.updates}
    found: dict[tuple[str | None, int], Problem] = {}
    until: dict[str | None, int | None] = {}
    for table, row in sorted(rows, key=lambda each: -each[1].number) if marks else ():
        at = table.sheet, row.number
        says = f"This row says {quoted(marks.get(at, ''))}, but the rows"
        if at in marks and last_update.get(table.sheet, 0) > row.number:
            problem = Problem.at(row.first, f"{says} below it would be published.", ASK)
            found[at] = problem._replace(last_row=until.get(table.sheet))
        elif at in marks and table.sheet in last_update and end[table.sheet] <= row.number:
            problem = Problem.at(row.first, f"{says} above it would be published.", ASK, related=(row.first,))
            found[at] = problem._replace(place=Place(row.first.file, table.sheet))
        if row.kind is RowKind.HEADING:
            until[table.sheet] = None
        elif row.kind is RowKind.UPDATE:
            until[table.sheet] = until.get(table.sheet) or row.number
    return found


def _is_page_mark(row: Row) -> bool:
    """Whether a row has a single cell that answers nothing, such as `Page 1 of 1`."""
    return row.kind is RowKind.UNANSWERED and len(row.cells) + len(row.other) == 1


def titles_with_notice(submission: Interpreted) -> Iterator[tuple[Sheet, RawCell, str]]:
    """Cells with a notice above a sheet's tables or on a cover sheet, and the words of the notice."""
    published = submission.edition.framework.published_columns
    with_updates = {update.table.sheet or "" for update in submission.updates}
    for sheet in submission.submission.sheets if with_updates else ():
        tables = tables_of(submission, sheet)
        if sheet.name in with_updates:
            cells = _above(sheet, tables)
        elif not tables and goes_beside(sheet.name):
            cells = list(outside_tables(submission, sheet))
        else:
            continue
        for cell, mark in _marked(cells):
            if not tables or _is_over_published(cell, sheet, cells, tables[0], published):
                yield sheet, cell, mark


def _above(sheet: Sheet, tables: Sequence[Table]) -> Sequence[RawCell]:
    """The cells above the headings of the first table, and between the labels of forms."""
    if sheet.visibility is not Visibility.VISIBLE:
        return ()
    first = tables[0]
    if first.is_form:
        labelled = {
            heading.cell.row
            for table in tables
            for heading in table.headings
            # A label such as `Not for publication` is a notice if no notes answer it.
            if heading.column != "notes" or any("notes" in row.cells for row in table.rows)
        }
        return [cell for cell in islice(sheet.cells, LOOKED_AT) if cell.row not in labelled]
    headings = {(heading.cell.row, heading.cell.column) for heading in first.headings}
    above = takewhile(lambda cell: cell.row < first.header_row, islice(sheet.cells, LOOKED_AT))
    return [cell for cell in above if (cell.row, cell.column) not in headings]


def _marked(cells: Sequence[RawCell]) -> Iterator[tuple[RawCell, str]]:
    """Cells with a notice; an answer comes with its question, which is not itself a notice."""
    questions = questions_in(cells)
    asked_by = {(answer.row, answer.column): (asked, label) for asked, label, answer in questions.values()}
    for cell in cells:
        place = cell.row, cell.column
        if place in asked_by:
            asked, label = asked_by[place]
            if restricts(asked, cell.value):
                yield cell, f"{label} {cell.text}"
        elif place not in questions and isinstance(cell.value, str) and len(cell.value) <= _TITLE_LENGTH:
            mark = notice_in(cell.value)
            yield from [(cell, mark)] if mark else ()


def _is_over_published(
    cell: RawCell, sheet: Sheet, above: Sequence[RawCell], table: Table, published: Container[str | None]
) -> bool:
    """Whether a notice stands above published columns. Directly above the headings it may concern only some of them."""
    merged = next((area for area in sheet.merges if (area.top, area.left) == (cell.row, cell.column)), None)
    beside = [other.column for other in above if other.row == cell.row and other.column != cell.column]
    over_all = merged is None and not beside and cell.column <= table.headings[0].cell.column
    if table.is_form or cell.row < table.header_row - 1 or over_all:
        return True
    right = merged.right if merged else min((c - 1 for c in beside if c > cell.column), default=LAST_COLUMN)
    return any(h.column in published and cell.column <= h.cell.column <= right for h in table.headings)
