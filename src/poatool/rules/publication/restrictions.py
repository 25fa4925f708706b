"""PUB: headings, titles, sub-headings, notes and answers that forbid publication of an update."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Framework, PlanColumn
from poatool.framework.names.matching import fold
from poatool.rules.places import end_of
from poatool.rules.prose import Needs, Said, in_texts
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.rules.workbook.notices import rows_with_notice, titles_with_notice
from poatool.submissions.clearance import Question, asked_of_text, restricts
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Heading, RowKind, Table
from poatool.submissions.prose import Prose
from poatool.submissions.restrictions import (
    CERTAIN,
    DENIALS,
    IF_DENIED,
    SIGNS,
    forbidden_in,
    restriction_in,
    withheld_in,
)
from poatool.submissions.values import trimmed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import RawCell

_NOTES = "“Notes”, which is not published"


@rule("PUB513", "restricted", Severity.ERROR, aliases=("kept-back-by-heading", "PUB514", "kept-back-row"))
def restricted(submission: Interpreted) -> Iterator[Problem]:
    """A text, or words beside it, say that it is not to be published.

    It may be a part of the text, a heading, a title, a sub-heading, a note, or the answer in a column such as
    `OK to publish?`, `Confidential?` or `Classification`. The rows concerned are set aside. To fix it, ask whether
    the text may be published. If so, correct the words that forbid it; if not, delete the text or move it to Notes.

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
    for table in submission.submission.tables:
        yield from _headings(table, submission.edition.framework)
    yield from _titles(submission)
    yield from _page_marks(submission)
    yield from _rows(submission)
    yield from _cells_beside(submission)
    yield from _mark_in_text(submission)


@in_texts(Needs(CERTAIN, pairs=(IF_DENIED, DENIALS)))
def _mark_in_text(text: Text, _: Edition) -> Said | None:
    mark = withheld_in(text.text)
    hint = (
        "Ask whether the text may be published. If so, take the mark out; if not, take out what must not be published."
    )
    return Said(f"{quoted(mark)} says that the text is not to be published.", hint) if mark else None


def _headings(table: Table, plan: Framework) -> Iterator[Problem]:
    """Headings of published columns that restrict the texts below or beside them."""
    for heading in table.headings:
        if heading.column not in plan.published_columns or (mark := restriction_in(heading.text)) is None:
            continue
        if any(row.kind is RowKind.UPDATE and heading.column in row.cells for row in table.rows):
            what, where = ("label", "beside") if table.is_form else ("heading", "below")
            message = f"The {what} says {quoted(mark)}, but the text {where} it would be published."
            hint = _ask(f"delete the texts, or move them to {_NOTES}", f"take the words out of the {what}")
            yield Problem.at(heading.cell, message, hint)._replace(last_row=end_of(table))


def _titles(submission: Interpreted) -> Iterator[Problem]:
    """Titles that restrict the updates below them."""
    last: dict[str, int] = {}
    for update in submission.updates:
        last[update.table.sheet or ""] = max(update.row.number, last.get(update.table.sheet or "", 0))
    for sheet, cell, mark in titles_with_notice(submission):
        yield Problem(
            Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
            f"The sheet says {quoted(mark)}, but its updates would be published.",
            _ask(f"delete the rows, or move their texts to {_NOTES}", "take those words out"),
            value=cell.text,
            last_row=last.get(sheet.name),
        )


def _page_marks(submission: Interpreted) -> Iterator[Problem]:
    """Tabs, page headers and footers that restrict the updates of a sheet."""
    with_updates = {update.table.sheet or "" for update in submission.updates}
    for sheet in submission.submission.sheets:
        mark = next((mark for text in sheet.on_each_page if (mark := restriction_in(text))), None)
        if sheet.name in with_updates and (mark or forbidden_in(sheet.name)):
            what = (
                f"header or footer of its pages says {quoted(mark)}"
                if mark
                else f"sheet is called {quoted(sheet.name)}"
            )
            message = f"The {what}, but its updates would be published."
            hint = _ask(f"delete the rows, or move their texts to {_NOTES}", "take the words out")
            yield Problem(Place(submission.submission.path, sheet.name or None), message, hint)


def _rows(submission: Interpreted) -> Iterator[Problem]:
    """Rows that restrict updates above or below them."""
    noticed = rows_with_notice(submission)
    ends = _ends(submission) if noticed else {}
    for table, row in submission.submission.rows if noticed else ():
        if notice := noticed.get((table.sheet, row.number)):
            where = "below" if notice.below else "above"
            message = f"This row says {quoted(notice.mark)}, but the rows {where} it would be published."
            hint = _ask(f"delete those rows, or move their texts to {_NOTES}", "delete this row")
            problem = Problem.at(row.first, message, hint)
            if notice.below:
                yield problem._replace(last_row=ends.get((table.sheet, row.number)))
            else:
                yield problem._replace(place=Place(row.first.file, table.sheet), related=(Place.of(row.first),))


def _ends(submission: Interpreted) -> Mapping[tuple[str | None, int], int | None]:
    """The last row to which each row would apply as a sub-heading: the one before the next sub-heading of the sheet."""
    found: dict[tuple[str | None, int], int | None] = {}
    last: dict[str | None, int | None] = {}
    for table, row in sorted(submission.submission.rows, key=lambda each: -each[1].number):
        found[table.sheet, row.number] = last.get(table.sheet)
        if row.kind is RowKind.HEADING:
            last[table.sheet] = None
        elif row.kind is RowKind.UPDATE:
            last[table.sheet] = last.get(table.sheet) or row.number
    return found


def _cells_beside(submission: Interpreted) -> Iterator[Problem]:
    """The first cell of each row that forbids publication of its update."""
    found: dict[tuple[str | None, int], tuple[Update, RawCell, str]] = {}
    for update, cell, message in chain(_answers(submission), _notes(submission)):
        at = update.table.sheet, cell.row
        if at not in found or cell.column < found[at][1].column:
            found[at] = update, cell, message
    for update, cell, message in found.values():
        hint = _ask(f"delete the row, or move its text to {_NOTES}", "correct this cell")
        place = Place.of(update.row.cells.origin.cell(cell))
        yield Problem(place, f"{message}, but the update would be published.", hint, value=cell.text)


def _ask(kept: str, published: str) -> str:
    return f"Ask whether that may be published. If not, {kept}; if so, {published}."


def _notes(submission: Interpreted) -> Iterator[tuple[Update, RawCell, str]]:
    """Notes and other cells beside an update that forbid its publication."""
    plan = submission.edition.framework
    rows = [update.row for update in submission.updates]
    kept = ("notes", *_kept_by_plan(plan))
    notes = [cell.value for row in rows for column in kept if (cell := row.cells.raw.get(column))]
    others = [cell.value for row in rows if row.other for cell in row.other.raw.values()]
    comments = _comments(submission)
    written = [cell.text for cells in comments.values() for cell in cells]
    if not Prose([value for value in (*notes, *others, *written) if isinstance(value, str)]).holding(SIGNS):
        return
    for update in submission.updates:
        beside = [*_cells(update, kept), *comments.get((update.table.sheet or "", update.row.number), ())]
        for cell in (*beside, *update.row.other.raw.values()):
            if (mark := _forbidden(cell, whole=cell in beside)) and _reports(update, plan):
                yield update, cell, f"The cell says {quoted(mark)}"


def _comments(submission: Interpreted) -> Mapping[tuple[str, int], list[RawCell]]:
    """The comments of each row, as cells, by sheet and row."""
    found: dict[tuple[str, int], list[RawCell]] = {}
    for sheet in submission.submission.sheets:
        for (row, column), text in sheet.comments.items():
            found.setdefault((sheet.name, row), []).append(RawCell(row, column, text, text))
    return found


def _forbidden(cell: RawCell, *, whole: bool) -> str | None:
    """The words of a cell that forbid publication of its row.

    With `whole`, any mark does, if the cell says nothing else.
    """
    value = trimmed(cell.value)
    mark = forbidden_in(value)
    if mark is None and whole and (said := restriction_in(value)) and fold(said) == fold(value):
        return value
    return mark


def _answers(submission: Interpreted) -> Iterator[tuple[Update, RawCell, str]]:
    """Answers that an update may not be published, in columns that ask about it."""
    asked: Mapping[int, tuple[Heading, Question]] = {}
    table: Table | None = None
    plan = submission.edition.framework
    kept = ("notes", *_kept_by_plan(plan))
    for update in submission.updates:
        if update.table is not table:
            table = update.table
            asked = _asked(table, kept)
        for cell in (*_cells(update, kept), *update.row.other.raw.values()) if asked else ():
            heading, what = asked.get(cell.row if update.table.is_form else cell.column, (None, None))
            if heading and what and restricts(what, cell.value) and _reports(update, plan):
                yield update, cell, f"{quoted(heading.text)} is answered {quoted(cell.text)}"


def _asked(table: Table, kept: Container[str | None]) -> Mapping[int, tuple[Heading, Question]]:
    """The headings of a table that ask who may see a row, by column (in a form, by row)."""
    return {
        heading.cell.row if table.is_form else heading.cell.column: (heading, asked)
        for heading in table.headings
        if (heading.column is None or heading.column in kept)
        and (asked := asked_of_text(heading.text.partition("(")[0] if heading.column else heading.text)) is not None
    }


def _kept_by_plan(plan: Framework) -> tuple[str, ...]:
    """The columns that only this plan has and that it does not publish."""
    return tuple(name for name, said in plan.columns.items() if isinstance(said, PlanColumn) and not said.published)


def _cells(update: Update, columns: Iterable[str]) -> list[RawCell]:
    return [cell for column in columns if (cell := update.row.cells.raw.get(column))]


def _reports(update: Update, plan: Framework) -> bool:
    """Whether an update has anything to publish besides its action and agency."""
    return not plan.published_columns.isdisjoint(update.row.cells.raw.keys() - {"action", "agency"})
