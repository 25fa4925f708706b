"""PUB: headings, titles, sub-headings, notes, totals and answers that forbid publication of an update."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice, takewhile
from operator import attrgetter

from poatool.findings.model import Place, Severity
from poatool.framework.columns import PlanColumn
from poatool.framework.names.matching import fold
from poatool.rules.registry import Problem, once, rule
from poatool.rules.wording import LOOKED_AT, cell_on, end_of, outside_tables, quoted, tables_of
from poatool.submissions import restrictions
from poatool.submissions.clearance import asked_of_text, notice_in, questions_in, restricts
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import RowKind, Table
from poatool.submissions.prose import Prose
from poatool.submissions.restrictions import forbidden_in, restriction_in, withheld_in
from poatool.submissions.titles import goes_beside
from poatool.submissions.update_ids import RowKey
from poatool.submissions.values import trimmed
from poatool.text import as_read
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Sheet, Visibility

_TITLE_LENGTH = 200  # the longest title, in characters; a longer text is a paragraph
_ASIDE = frozenset({RowKind.HEADING, RowKind.NOTE})
_SAYS = _ASIDE | {RowKind.TOTAL}  # kinds of rows that may apply to other rows


_ASK = (
    "Ask whether that may be published. If so, correct the words that forbid it; if not, delete the rows, or move their "
    "texts to “Notes”, which is not published."
)


@rule("PUB513", "restricted", Severity.ERROR, was="kept-back-by-heading PUB514 kept-back-row")
def restricted(submission: Interpreted) -> Iterator[Problem]:
    """A text, or words beside it, say that it must not be published.

    The words may be in the text, a heading, a title, a sub-heading, a note, or the answer in a column such as `OK to
    publish?`, `Confidential?` or `Classification`. The rows they apply to are set aside. To fix it, ask whether the
    text may be published. If so, correct the words that forbid it; if not, delete the text or move it to Notes.

    Bad:
    | Action | Status    | Progress                                                       |
    | 2      | Under way | Trained forty inspectors. In confidence: two of them resigned. |
    Found at: C2

    Bad:
    | IN CONFIDENCE |           |                           |
    | Action        | Status    | Progress                  |
    | 2             | Under way | Trained forty inspectors. |
    Found at: A1

    Bad:
    | Action         | Status    | Progress                     |
    | 2              | Under way | Trained forty inspectors.    |
    | DO NOT PUBLISH |           |                              |
    | 3              | Under way | Wrote a guide for employers. |
    Found at: A3

    Bad:
    | Action | Status    | Progress                  | OK to publish? |
    | 2      | Under way | Trained forty inspectors. | No             |
    Found at: D2

    Bad:
    | Action | Status    | Progress                  | Notes                                     |
    | 2      | Under way | Trained forty inspectors. | Sent to Mere. Do not publish this row yet. |
    Found at: D2

    Good:
    | Action | Status    | Progress (public)         | Contact (internal) | Notes (not published) |
    | 2      | Under way | Trained forty inspectors. | Mere Tamahori      | Ask Mere first.       |

    Good:
    | Return for 2022, in confidence: no |           |                                  |
    | Action                             | Status    | Progress (no confidential names) |
    | 2                                  | Under way | Opened a confidential helpline.  |

    Good:
    | Action | Status    | Progress                  | OK to publish? | Confidential? | Classification |
    | 2      | Under way | Trained forty inspectors. | Yes            | No            | UNCLASSIFIED   |

    Good:
    | Action | Status    | Progress                  | Notes                            |
    | 2      | Under way | Trained forty inspectors. | Confidential: Mere leaves in May. |
    """
    yield from _headings(submission)
    yield from _titles(submission)
    yield from _page_marks(submission)
    yield from rows_with_notice(submission).values()
    yield from _cells_beside(submission)
    hint = (
        "Ask whether the text may be published. If so, take the mark out; if not, take out what must not be published."
    )
    prose = submission.prose
    for number in sorted(
        prose.holding(restrictions.CERTAIN)
        | prose.holding(restrictions.GOING_OUT, among=prose.holding(restrictions.BARRED))
    ):
        text = submission.texts[number]
        if mark := withheld_in(text.text):
            yield Problem.at(text.cell, f"{quoted(mark)} says that the text is not to be published.", hint)


def _headings(submission: Interpreted) -> Iterator[Problem]:
    """Headings of published columns that restrict the texts under them or, in a form, beside them."""
    published = submission.edition.framework.published_columns
    for table in submission.submission.tables:
        what, where = ("label", "beside") if table.is_form else ("heading", "below")
        for heading in table.headings:
            mark = restriction_in(heading.text) if heading.column in published else None
            if mark and any(row.kind is RowKind.UPDATE and heading.column in row.cells for row in table.rows):
                message = f"The {what} says {quoted(mark)}, but the text {where} it would be published."
                yield Problem.at(heading.cell, message, _ASK)._replace(last_row=end_of(table))


def _titles(submission: Interpreted) -> Iterator[Problem]:
    """Notices above a sheet's tables or on a cover sheet."""
    published = submission.edition.framework.published_columns
    last: dict[str, int] = {}
    for update in submission.updates:
        last[update.table.sheet or ""] = max(update.row.number, last.get(update.table.sheet or "", 0))
    for sheet in submission.submission.sheets if last else ():
        tables, cells = tables_of(submission, sheet), list[RawCell]()
        if sheet.name in last:
            cells = _above(sheet, tables)
        elif not tables and goes_beside(sheet.name):
            cells = list(outside_tables(submission, sheet))
        for cell, mark in _marked(cells):
            if not tables or _is_over_published(cell, sheet, cells, tables[0], published):
                message = f"The sheet says {quoted(mark)}, but its updates would be published."
                place, end = cell_on(submission, sheet, cell), last.get(sheet.name)
                problem = Problem.at(place, message, _ASK, related=(place,))
                if end is not None and end < cell.row:
                    yield problem._replace(place=Place(place.file, place.sheet))
                else:
                    yield problem._replace(last_row=end, related=())


def _page_marks(submission: Interpreted) -> Iterator[Problem]:
    """Tabs, page headers and footers that restrict the updates on a sheet."""
    with_updates = {update.table.sheet or "" for update in submission.updates}
    for sheet in submission.submission.sheets:
        what = ""
        if mark := next((mark for text in sheet.on_each_page if (mark := restriction_in(text))), None):
            what = f"header or footer of its pages says {quoted(mark)}"
        elif forbidden_in(sheet.name):
            what = f"sheet is called {quoted(sheet.name)}"
        if what and sheet.name in with_updates:
            place = Place(submission.submission.path, sheet.name or None)
            yield Problem(place, f"The {what}, but its updates would be published.", _ASK)


def _cells_beside(submission: Interpreted) -> Iterator[Problem]:
    """The first cell of each row that forbids publication of its update."""
    plan = submission.edition.framework
    own = (name for name, said in plan.columns.items() if isinstance(said, PlanColumn) and not said.published)
    kept = ("notes", *own)
    found: dict[RowKey, tuple[Update, RawCell, str]] = {}
    for update, cell, message in chain(_answers(submission, kept), _notes(submission, kept)):
        # An update with only an action and an agency has nothing to publish.
        if not plan.published_columns.isdisjoint(update.row.cells.raw.keys() - {"action", "agency"}):
            at = RowKey.of(submission, update.table, update.row)
            if at not in found or cell.column < found[at][1].column:
                found[at] = update, cell, message
    for update, cell, message in found.values():
        yield Problem.at(update.row.cells.origin.cell(cell), f"{message}, but the update would be published.", _ASK)


def _notes(submission: Interpreted, kept: Sequence[str]) -> Iterator[tuple[Update, RawCell, str]]:
    """Notes and other cells beside an update that forbid its publication."""
    comments: dict[tuple[str, int], list[RawCell]] = defaultdict(list)
    for sheet in submission.submission.sheets:
        for (row, column), text in sheet.comments.items():
            comments[sheet.name, row].append(RawCell(row, column, text, text))
    beside: list[tuple[Update, RawCell, bool]] = []
    for update in submission.updates:
        beside += [(update, cell, True) for cell in (*_cells(update, kept), *_comments_on(update, comments))]
        beside += [(update, cell, False) for cell in update.row.other.raw.values()]
    values = [as_read(trimmed(cell.value)) for _, cell, _ in beside]
    for number in sorted(Prose(values).holding(restrictions.SIGNS)):
        (update, cell, is_note), value = beside[number], values[number]
        mark = forbidden_in(value)
        if mark is None and is_note and (said := restriction_in(value)) and fold(said) == fold(value):
            mark = value
        if mark:
            yield update, cell, f"The cell says {quoted(mark)}"


def _answers(submission: Interpreted, kept: Sequence[str]) -> Iterator[tuple[Update, RawCell, str]]:
    """Answers that forbid publication of an update, in columns that ask about it."""
    for table, updates in groupby(submission.updates, key=attrgetter("table")):
        asked = {
            heading.cell.row if table.is_form else heading.cell.column: (heading, what)
            for heading in table.headings
            if (heading.column is None or heading.column in kept)
            and (what := asked_of_text(heading.text.partition("(")[0] if heading.column else heading.text)) is not None
        }
        for update in updates if asked else ():
            for cell in (*_cells(update, kept), *update.row.other.raw.values()):
                heading, what = asked.get(cell.row if table.is_form else cell.column, (None, None))
                if heading and what and restricts(what, cell.value):
                    yield update, cell, f"{quoted(heading.text)} is answered {quoted(cell.text)}"


def _cells(update: Update, columns: Iterable[str]) -> list[RawCell]:
    return [cell for column in columns if (cell := update.row.cells.raw.get(column))]


def _comments_on(update: Update, comments: Mapping[tuple[str, int], Sequence[RawCell]]) -> Iterator[RawCell]:
    """The comments in an update's row or, if its table shares its rows with others, on its own cells."""
    sheet, row, lane = update.table.sheet or "", update.row, update.table.lane
    held = {(cell.row, cell.column) for cells in (row.cells, row.other) for cell in cells.raw.values()}
    for at in [row.number] if lane is None else sorted({at for at, _ in held}):
        yield from (cell for cell in comments.get((sheet, at), ()) if lane is None or (cell.row, cell.column) in held)


@once
def rows_with_notice(submission: Interpreted) -> Mapping[tuple[str | None, int], Problem]:
    """Rows with a notice about the updates below (or above, if only notes are below), by sheet and number.

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
    answers = [(table.sheet, row) for table, row in rows if row.kind not in _ASIDE]
    # A single cell that answers nothing is a mark such as `Page 1 of 1`.
    alone = {id(row) for _, row in answers if row.kind is RowKind.UNANSWERED and len(row.cells) + len(row.other) == 1}
    end = {sheet: row.number for sheet, row in answers if id(row) not in alone}
    last_update = {update.table.sheet: update.row.number for update in submission.updates}
    found: dict[tuple[str | None, int], Problem] = {}
    until: dict[str | None, int | None] = {}
    for table, row in sorted(rows, key=lambda each: -each[1].number) if marks else ():
        at = table.sheet, row.number
        says = f"This row says {quoted(marks.get(at, ''))}, but the rows"
        if at in marks and last_update.get(table.sheet, 0) > row.number:
            problem = Problem.at(row.first, f"{says} below it would be published.", _ASK)
            found[at] = problem._replace(last_row=until.get(table.sheet))
        elif at in marks and table.sheet in last_update and end[table.sheet] <= row.number:
            problem = Problem.at(row.first, f"{says} above it would be published.", _ASK, related=(row.first,))
            found[at] = problem._replace(place=Place(row.first.file, table.sheet))
        if row.kind is RowKind.HEADING:
            until[table.sheet] = None
        elif row.kind is RowKind.UPDATE:
            until[table.sheet] = until.get(table.sheet) or row.number
    return found


def _above(sheet: Sheet, tables: Sequence[Table]) -> list[RawCell]:
    """The cells above the headings of the first table, and between the labels of forms."""
    if sheet.visibility is not Visibility.VISIBLE:
        return []
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
    """Whether a notice is above published columns. Directly above the headings it may concern only some of them."""
    merged = next((area for area in sheet.merges if (area.top, area.left) == (cell.row, cell.column)), None)
    beside = [other.column for other in above if other.row == cell.row and other.column != cell.column]
    over_all = merged is None and not beside and cell.column <= table.headings[0].cell.column
    if table.is_form or cell.row < table.header_row - 1 or over_all:
        return True
    right = merged.right if merged else min((c - 1 for c in beside if c > cell.column), default=LAST_COLUMN)
    return any(h.column in published and cell.column <= h.cell.column <= right for h in table.headings)
