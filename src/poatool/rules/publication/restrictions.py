"""PUB: what is said around a text of who may see it: in headings, titles, sub-headings, notes and answers."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain

from poatool.findings.model import Place, Severity
from poatool.framework.model import Framework, PlanColumn
from poatool.framework.names.folding import fold
from poatool.rules.registry import Problem, rule
from poatool.rules.restrictions import rows_that_keep_back, titles_that_keep_back
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.lines import seen
from poatool.submissions.model import Heading, RowKind, Table
from poatool.submissions.prose import Prose
from poatool.submissions.restrictions import SIGNS, Asked, asked_by, forbidden_in, keeps_back, mark_in
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import RawCell

_NOTES = "“Notes”, which is not published"


@rule("PUB513", "kept-back-by-heading", Severity.WARNING)
def kept_back_by_heading(submission: Interpreted) -> Iterator[Problem]:
    """A heading, a title or a sub-heading says that what goes with it is not to be published.

    It would be published all the same: only the columns Contact and Notes, those of last period and those that are
    none of the report's are kept back. Where another column means the same and says nothing of the kind, that one is
    published instead. To fix it, ask whether the texts may be published. If not, delete them, or move them to Notes;
    if so, take out what says otherwise.

    Bad:
    | Action | Status    | Progress (not for publication) |
    | 2      | Under way | Trained forty inspectors.      |
    Found at: C1

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

    Good:
    | Action | Status    | Progress (public)         | Contact (internal) | Notes (not published) |
    | 2      | Under way | Trained forty inspectors. | Mere Tamahori      | Ask Mere first.       |

    Good:
    | Return for 2022, in confidence: no |           |                                  |
    | Action                             | Status    | Progress (no confidential names) |
    | 2                                  | Under way | Opened a confidential helpline.  |
    """
    for table in submission.submission.tables:
        yield from _of_headings(table, submission.edition.framework)
    path = submission.submission.path
    for sheet, cell, mark in titles_that_keep_back(submission):
        yield Problem(
            Place(path, sheet.name or None, cell.row, column_letter(cell.column)),
            f"The sheet says {quoted(mark)}, and its updates would be published.",
            _ask(f"delete the rows, or move their texts to {_NOTES}", "take those words out"),
            value=cell.text,
        )
    marked = rows_that_keep_back(submission)
    for table, row in submission.submission.rows if marked else ():
        if said := marked.get((table.sheet, row.number)):
            where = "below" if said.below else "above"
            yield Problem(
                Place.of(row.first),
                f"This row says {quoted(said.mark)}, and the rows {where} it would be published.",
                _ask(f"delete those rows, or move their texts to {_NOTES}", "delete this row"),
                value=row.first.raw,
            )


def _of_headings(table: Table, plan: Framework) -> Iterator[Problem]:
    """Each heading of a table that keeps back what would be published."""
    for heading in table.headings:
        if heading.column not in plan.published_columns or (mark := mark_in(heading.text)) is None:
            continue
        if any(row.kind is RowKind.UPDATE and heading.column in row.cells for row in table.rows):
            what, where = ("label", "beside") if table.is_form else ("heading", "below")
            yield Problem(
                Place.of(heading.cell),
                f"The {what} says {quoted(mark)}, and what stands {where} it would be published.",
                _ask(
                    f"delete the texts, or move them to {_NOTES}",
                    f"take the words out of the {what}",
                ),
                value=heading.cell.raw,
            )


def _ask(kept: str, published: str) -> str:
    return f"Ask first whether that may be published. If not, {kept}; if so, {published}."


@rule("PUB514", "kept-back-row", Severity.WARNING)
def kept_back_row(submission: Interpreted) -> Iterator[Problem]:
    """A cell beside an update says that it is not to be published: a note, or the answer in a column that asks.

    Such columns are `OK to publish?`, `Confidential?`, `Classification` and the like. The update would be published
    all the same. To fix it, ask whether it may be. If not, delete the row, or move its text to Notes; if so, correct
    the cell.

    Bad:
    | Action | Status    | Progress                  | OK to publish? |
    | 2      | Under way | Trained forty inspectors. | No             |
    Found at: D2

    Bad:
    | Action | Status    | Progress                  | Notes                                     |
    | 2      | Under way | Trained forty inspectors. | Sent to Mere. Do not publish this row yet. |
    Found at: D2

    Good:
    | Action | Status    | Progress                  | OK to publish? | Confidential? | Classification |
    | 2      | Under way | Trained forty inspectors. | Yes            | No            | UNCLASSIFIED   |

    Good:
    | Action | Status    | Progress                  | Notes                            |
    | 2      | Under way | Trained forty inspectors. | Confidential: Mere leaves in May. |
    """
    found: dict[tuple[str | None, int], tuple[Update, RawCell, str]] = {}
    for update, cell, said in chain(_answers(submission), _notes(submission)):
        at = update.table.sheet, cell.row
        if at not in found or cell.column < found[at][1].column:
            found[at] = update, cell, said
    for update, cell, said in found.values():
        yield Problem(
            Place.of(update.row.cells.origin.cell(cell)),
            f"{said}, and the update would be published.",
            _ask(f"delete the row, or move its text to {_NOTES}", "correct this cell"),
            value=cell.text,
        )


def _notes(submission: Interpreted) -> Iterator[tuple[Update, RawCell, str]]:
    """The notes and other cells beside an update that forbid to publish it."""
    plan = submission.edition.framework
    rows = [update.row for update in submission.updates]
    kept = ("notes", *_kept_by_plan(plan))
    notes = [cell.value for row in rows for column in kept if (cell := row.cells.raw.get(column))]
    others = [cell.value for row in rows if row.other for cell in row.other.raw.values()]
    if not Prose([value for value in (*notes, *others) if isinstance(value, str)]).holding(SIGNS):
        return
    for update in submission.updates:
        beside = _cells(update, kept)
        for cell in (*beside, *update.row.other.raw.values()):
            if (mark := _forbidden(cell, whole=cell in beside)) and _reports(update, plan):
                yield update, cell, f"The cell says {quoted(mark)}"


def _forbidden(cell: RawCell, *, whole: bool) -> str | None:
    """What forbids in a cell to publish the row; `whole`: whatever mark is all that it says does."""
    value = seen(cell.value)
    mark = forbidden_in(value)
    if mark is None and whole and (said := mark_in(value)) and fold(said) == fold(value):
        return value
    return mark


def _answers(submission: Interpreted) -> Iterator[tuple[Update, RawCell, str]]:
    """What keeps an update back in a column that asks whether it may be published."""
    asked: Mapping[int, tuple[Heading, Asked]] = {}
    table: Table | None = None
    plan = submission.edition.framework
    kept = _kept_by_plan(plan)
    for update in submission.updates:
        if update.table is not table:
            table = update.table
            asked = _asked(table, kept)
        for cell in (*_cells(update, kept), *update.row.other.raw.values()) if asked else ():
            heading, what = asked.get(cell.row if update.table.is_form else cell.column, (None, None))
            if heading and what and keeps_back(what, cell.value) and _reports(update, plan):
                yield update, cell, f"{quoted(heading.text)} is answered by {quoted(cell.text)}"


def _asked(table: Table, kept: Container[str | None]) -> Mapping[int, tuple[Heading, Asked]]:
    """The headings of a table that ask who may see a row, by their columns; in a form, by their rows."""
    return {
        heading.cell.row if table.is_form else heading.cell.column: (heading, asked)
        for heading in table.headings
        if (heading.column is None or heading.column in kept) and (asked := asked_by(heading.text)) is not None
    }


def _kept_by_plan(plan: Framework) -> tuple[str, ...]:
    """The columns that only this plan has and does not publish."""
    return tuple(name for name, said in plan.columns.items() if isinstance(said, PlanColumn) and not said.published)


def _cells(update: Update, columns: Iterable[str]) -> list[RawCell]:
    return [cell for column in columns if (cell := update.row.cells.raw.get(column))]


def _reports(update: Update, plan: Framework) -> bool:
    """Whether an update says anything that would be published."""
    return not plan.published_columns.isdisjoint(update.row.cells.raw.keys() - {"action", "agency"})
