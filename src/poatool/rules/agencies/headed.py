"""AGY: sub-headings that may name an agency, and are not understood as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.framework import agency_names
from poatool.framework.edition import Edition
from poatool.framework.folding import fold
from poatool.patterns import expression
from poatool.phrases import listed
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import quoted
from poatool.submissions.lines import seen
from poatool.submissions.model import Row, RowKind, Table
from poatool.submissions.understand import Understood, Update

_LIKE_AN_AGENCY = expression(
    r"\b(?:ministry|department|agency|office|commission(?:er)?|authority|council|police|service|bureau"
    r"|te\ puna|te\ tari|te\ kāhui|te\ kahui|manat[ūu]|oranga)\b",
    re.IGNORECASE,
)
"""What the name of an agency has in it that the plan may not know."""

_OF_THE_PLAN = expression(r"\W*(?:pillar|objective|goal|theme|part|section|action)s?\b", re.IGNORECASE)
_LONGEST = 80
"""Characters of the longest sub-heading that could be a name."""


@rule("AGY412", "sub-heading-perhaps-agency", Severity.WARNING)
def sub_heading_perhaps_agency(submission: Understood) -> Iterator[Problem]:
    """A sub-heading looks like the name of an agency that the plan does not know, or names several.

    The rows below it name no agency themselves, and were taken for the one above them or for the workbook's. To fix it,
    write the agency in each row, in a column `Agency`.

    Bad:
    | Action                         | Status    | Progress                   |
    | 2                              | Under way | Trained forty inspectors.  |
    | Ministry of Social Development |           |                            |
    | 18                             | Under way | Wrote a guide for workers. |
    Found at: A4

    Good:
    | Action | Agency | Status    | Progress                   |
    | 2      | DIA    | Under way | Trained forty inspectors.  |
    | 18     | DIA    | Under way | Wrote a guide for workers. |
    """
    headed = {
        (table.sheet, row.number, table.lane): heading
        for table in submission.submission.tables
        for heading, row in _headed(table, submission.edition)
    }
    for update in submission.updates if headed else ():
        heading = headed.get((update.table.sheet, update.row.number, update.table.lane))
        if heading is not None and update.agencies and not _names_its_own(update):
            yield Problem(
                Place.of(update.row.first),
                f"This row names no agency and was taken for {listed(update.agencies)}'s, though the sub-heading "
                f"above it says {quoted(seen(heading.start.value))}.",
                "If it is another's, write the agency in each row below the sub-heading, in a column “Agency”.",
            )


def _headed(table: Table, edition: Edition) -> Iterator[tuple[Row, Row]]:
    """The sub-headings that may name an agency and give none, each with the first update below it."""
    above: Row | None = None
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            above = row if "agency" not in row.cells and _perhaps_agency(seen(row.start.value), edition) else None
        elif row.kind is RowKind.UPDATE and above is not None:
            yield above, row
            above = None


def _perhaps_agency(text: str, edition: Edition) -> bool:
    titles = [*[pillar.title for pillar in edition.pillars], *[objective.title for objective in edition.objectives]]
    if len(text) > _LONGEST or _OF_THE_PLAN.match(text) or any(fold(text) in fold(title) for title in titles):
        return False
    named = agency_names.agencies(edition.framework, text, suggest=False).ids
    return bool(named) or _LIKE_AN_AGENCY.search(text) is not None


def _names_its_own(update: Update) -> bool:
    cell = update.row.cells.raw.get("agency")
    return cell is not None and cell.row == update.row.number


RULES = (sub_heading_perhaps_agency,)
