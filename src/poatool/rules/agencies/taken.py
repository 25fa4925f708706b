"""AGY: whose an update is where neither the row nor a labelled cell says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poatool.findings import Place, Severity
from poatool.phrases import listed
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


RULES = (agency_from_properties, agency_from_title)
