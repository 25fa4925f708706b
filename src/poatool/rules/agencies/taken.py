"""AGY: whose an update is where neither the row nor a labelled cell says so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from poatool.findings import Place, Severity
from poatool.phrases import listed
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import at_end, quoted
from poatool.submissions.understand import Understood, Update

_MADE_FOR_IT = ("custom.",)
"""Properties that name the agency because somebody put it there for that; the others say who made the file."""


@rule("AGY410", "agency-from-properties", Severity.ADVICE)
def agency_from_properties(submission: Understood) -> Iterator[Problem]:
    """Only the workbook's properties, such as its author or company, say which agency it is from.

    Whoever made the form may not be who filled it in. To fix it, write the agency in a labelled cell above the table.

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
        yield Problem(
            Place(submission.submission.path),
            f"It was taken for {owner.code}'s, because the {name} in its properties is {at_end(owner.names.text)}",
            "If that is right, nothing needs to be done; to be sure, write “Agency:” and the name above the table.",
        )


@rule("AGY411", "agency-from-title", Severity.ADVICE)
def agency_from_title(submission: Understood) -> Iterator[Problem]:
    """Only the tab of a sheet, or a title right above a table, says which agency its rows are from.

    It must name one agency and nothing else, a year and words like `updates` left out: `Police 2022`. To fix it, if
    the rows are another agency's, write the agency in a labelled cell above the table, or in each row.

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
        yield Problem(
            place,
            f"{rows} were taken for {listed(update.agencies)}'s, since {reason}.",
            "If that is right, nothing needs to be done; to be sure, write “Agency:” and the name above the table.",
        )


@rule("AGY414", "agency-left-empty", Severity.ADVICE, requires=("AGY412",))
def agency_left_empty(submission: Understood) -> Iterator[Problem]:
    """Rows of a table name no agency, where other rows name one in the same column that is not the workbook's.

    They are published as the workbook's, though perhaps the agency of the row above was meant. It is said once for a
    table. To fix it, write the agency in each row.

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
            yield Problem(
                place_of(without[0], "agency"),
                f"{those} no agency and {'were' if without[1:] else 'was'} taken for {listed(own)}'s, though others in "
                f"the table are {listed(others)}'s.",
                f"Write in each row whose it is, be it {listed(own)} or another agency.",
            )


def _goes_on(update: Update) -> bool:
    """Whether a row only goes on with the text of the one above, or holds a formula for its agency."""
    continues = update.row.continues is not None and "status" not in update.row.cells
    return continues or "agency" in update.row.formulas


class Titled(NamedTuple):
    """An update that takes its agency from the title of its table: where that stands, of which rows, and why."""

    update: Update
    place: Place
    rows: str
    reason: str


def titled(submission: Understood) -> Iterator[Titled]:
    """The first update of each table with a title that says which agency it is from, as the row names none."""
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
            yield Titled(update, Place.of(cell), "The rows of this table", f"above it stands {quoted(cell.raw)}")


RULES = (agency_from_properties, agency_from_title, agency_left_empty)
