"""AGY: the agency of updates for which neither the row nor a labelled cell names one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Place, Severity
from poatool.rules.places import place_of, row_named
from poatool.rules.registry import Problem, rule
from poatool.rules.text import at_end, quoted
from poatool.submissions.interpret import Interpreted, Owner, Update
from poatool.submissions.model import Cell
from poatool.text import listed
from poatool.workbooks.model import Sheet

_MADE_FOR_IT = ("custom.",)
"""Properties in which somebody named the agency on purpose; the others say who made the file."""


_TO_BE_SURE = "If that is right, nothing needs to be done. To be sure, write “Agency:” and the name above the table."


@rule("AGY410", "agency-from-properties", Severity.ADVICE)
def agency_from_properties(submission: Interpreted) -> Iterator[Problem]:
    """Only the workbook's properties, such as its author or company, say which agency it is from.

    The agency that made the form may not be the one that filled it in. To fix it, write the agency in a labelled cell
    above the table.

    Good:
    | Agency: | DIA       |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    owner = submission.owner
    if owner is None or owner.property is None or owner.property.startswith(_MADE_FOR_IT):
        return
    if not all(update.signed for update in submission.updates):
        name = owner.property.partition(".")[2].replace("creator", "author").lower()
        message = (
            f"The workbook counts for {owner.code}, because the {name} in its properties is {at_end(owner.names.text)}"
        )
        yield Problem(Place(submission.submission.path), message, _TO_BE_SURE)


@rule("AGY411", "agency-from-title", Severity.ADVICE)
def agency_from_title(submission: Interpreted) -> Iterator[Problem]:
    """Only the tab of a sheet, or a title right above a table, says which agency its rows are from.

    It names one agency and nothing else but a year or a word like `updates`: `Police 2022`. To fix it, if the rows are
    another agency's, write the agency in a labelled cell above the table, or in each row.

    Bad unsigned:
    | NZ Police |           |                           |
    | Action    | Status    | Progress                  |
    | 2         | Under way | Trained forty inspectors. |
    Found at: A1

    Good unsigned:
    | Agency: | NZ Police |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    if submission.owner is not None and submission.owner.code is not None:
        return
    for update, place, rows, reason in titled(submission):
        yield Problem(place, f"{rows} count for {listed(update.agencies)}, because {reason}.", _TO_BE_SURE)


@rule("AGY414", "agency-left-empty", Severity.ADVICE, requires=("AGY412",))
def agency_left_empty(submission: Interpreted) -> Iterator[Problem]:
    """Rows of a table name no agency, while other rows name one that is not the workbook's.

    They are published as the workbook's, though perhaps the agency of the row above was meant. This is one finding for
    a table. To fix it, write the agency in each row.

    Bad:
    | Action | Agency | Status    | Progress                   |
    | 2      | DIA    | Under way | Trained forty inspectors.  |
    | 18     | MBIE   | Under way | Wrote a guide for workers. |
    | 11     |        | Under way | Met farmers in Napier.     |
    Found at: B4

    Good:
    | Action | Agency | Status    | Progress                   |
    | 2      | DIA    | Under way | Trained forty inspectors.  |
    | 18     |        | Under way | Wrote a guide for workers. |
    """
    if all(table.is_form or table.heading("agency") is None for table in submission.submission.tables):
        return
    for _, updates in groupby(submission.updates, lambda update: (update.table.sheet, update.table.header_row)):
        rows = list(updates)
        without = [update for update in rows if update.named_agencies is None and not _goes_on(update)]
        if not without or not (own := without[0].agencies) or rows[0].table.heading("agency") is None:
            continue
        named = dict.fromkeys(code for update in rows if update.named_agencies is not None for code in update.agencies)
        if others := [code for code in named if code not in own]:
            those = f"{len(without)} rows of this table, from this one on, name" if without[1:] else "This row names"
            they = "They count" if without[1:] else "It counts"
            message = f"{those} no agency. {they} for {listed(own)}, but others in the table are {listed(others)}'s."
            hint = f"Write the agency in each row, whether it is {listed(own)} or another."
            yield Problem(place_of(without[0], "agency"), message, hint)


def _goes_on(update: Update) -> bool:
    """Whether a row only continues the text of the one above, or has a formula for its agency."""
    continues = update.row.continues is not None and "status" not in update.row.cells
    return continues or "agency" in update.row.formulas


@rule("AGY415", "agency-from-hidden-row", Severity.WARNING)
def agency_from_hidden_row(submission: Interpreted) -> Iterator[Problem]:
    """A hidden row, such as a sub-heading or a labelled cell, says which agency the rows below it are from.

    Somebody who reads the workbook sees these rows below another agency, or below none. This is one finding for a
    hidden row. To fix it, show the row and check it, or write the agency in each row.

    Bad unsigned:
    | Action  | Status    | Progress                |
    | Customs <hidden> |  |                         |
    | 10      | Under way | Trained forty officers. |
    Found at: A3

    Good unsigned:
    | Action | Agency  | Status    | Progress                |
    | 10     | Customs | Under way | Trained forty officers. |
    """
    hidden = {sheet.name: sheet for sheet in submission.submission.sheets if sheet.hidden_rows}
    said: set[tuple[str | None, int]] = set()
    for update in submission.updates if hidden else ():
        cell = _said_in(update, submission.owner)
        if cell is None or cell.row == update.row.number or update.row.hidden or update.table.hidden:
            continue
        sheet = hidden.get(cell.sheet or "")
        at = (cell.sheet, cell.row)
        if sheet and cell.row in sheet.hidden_rows and at not in said and not _reaches(sheet, cell, update):
            said.add(at)
            row = row_named(cell, update.row.first)
            message = f"This row counts for {listed(update.agencies)}, because hidden {row} says {at_end(cell.raw)}"
            show = f"Select the rows around row {cell.row}, right-click, choose Unhide, and check it"
            hint = f"{show}; or write the agency in each row."
            yield Problem(Place.of(update.row.first), message, hint, related=(Place.of(cell),))


def _said_in(update: Update, owner: Owner | None) -> Cell | None:
    """The cell that names the one agency of an update."""
    if len(update.agencies) != 1:
        return None
    if update.named_agencies is not None:
        return update.row.cells.place("agency")
    return update.table.title.cell if update.table.title is not None else owner.cell if owner is not None else None


def _reaches(sheet: Sheet, cell: Cell, update: Update) -> bool:
    """Whether a cell is merged down to the row of an update, where it can be seen."""
    number = update.row.number
    return any(a.top == cell.row and a.left == cell.column and a.bottom >= number for a in sheet.merges)


class Titled(NamedTuple):
    """The first of some rows whose agency is that of a title, where the title is, which rows, and why."""

    update: Update
    place: Place
    rows: str
    reason: str


def titled(submission: Interpreted) -> Iterator[Titled]:
    """The first update of each table whose title gives it an agency, as the row names none."""
    if all(table.title is None for table in submission.submission.tables):
        return
    found: set[tuple[str | None, int]] = set()
    for update in submission.updates:
        table = update.table
        if table.title is None or update.named_agencies is not None or (table.sheet, table.header_row) in found:
            continue
        found.add((table.sheet, table.header_row))
        if (cell := table.title.cell) is None:
            place = Place(submission.submission.path, table.sheet)
            yield Titled(update, place, "The rows of this sheet", f"its tab is {quoted(table.sheet or '')}")
        else:
            yield Titled(update, Place.of(cell), "The rows of this table", f"the title above it is {quoted(cell.raw)}")
