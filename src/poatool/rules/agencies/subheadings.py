"""AGY: sub-headings that may name an agency, but were not read as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names import agencies as agency_names
from poatool.framework.names.folding import fold
from poatool.framework.reference.resolve import whose_text
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Row, RowKind, Table
from poatool.submissions.row_patterns import SENTENCE_ENDS
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern, listed

_LIKE_AN_AGENCY = lazy_pattern(
    r"\b(?:ministry|department|agency|office|commission(?:er)?|authority|council|police|service|bureau"
    r"|te\ puna|te\ tari|te\ kāhui|te\ kahui|manat[ūu]|oranga)\b",
    re.IGNORECASE,
)
"""Words in the name of an agency, even one that the plan does not know."""

_NUMBERED = lazy_pattern(r"\W{0,80}(?:(?:pillar|objective|goal|theme|part|section|action)s?\b|\d)", re.IGNORECASE)
_OF_ACTIONS = lazy_pattern(r"\bactions? \d", re.IGNORECASE)
_LONGEST = 80
"""Characters of the longest sub-heading that could be a name."""

_WORDS = 8
"""Words of the longest name: `Department of the Prime Minister and Cabinet` has seven."""

_WORDING = 5
"""Words of the shortest sub-heading that may be the wording of an action."""


@rule("AGY412", "sub-heading-perhaps-agency", Severity.WARNING)
def sub_heading_perhaps_agency(submission: Interpreted) -> Iterator[Problem]:
    """A sub-heading may name an agency that the plan does not know, or several agencies.

    The rows below it name no agency themselves, so they count for the agency above them or for the workbook's. If
    other sub-headings of the sheet name agencies, every short one that is not a title of the plan is in doubt. To fix
    it, write the agency in each row, in a column `Agency`.

    Bad:
    | Action                         | Status    | Progress                   |
    | 2                              | Under way | Trained forty inspectors.  |
    | Ministry of Social Development |           |                            |
    | 18                             | Under way | Wrote a guide for workers. |
    Found at: A4

    Bad unsigned:
    | Action   | Status    | Progress                   |
    | Customs  |           |                            |
    | 10       | Under way | Trained forty officers.    |
    | WorkSafe |           |                            |
    | 18       | Under way | Wrote a guide for workers. |
    Found at: A5

    Good:
    | Action | Agency | Status    | Progress                   |
    | 2      | DIA    | Under way | Trained forty inspectors.  |
    | 18     | DIA    | Under way | Wrote a guide for workers. |
    """
    headed = _headed(submission)
    for update in submission.updates if headed else ():
        heading = headed.get((update.table.sheet, update.row.number, update.table.lane))
        if heading is not None and update.agencies and not _names_its_own(update):
            above = f"the sub-heading {quoted(trimmed(heading.start.value))} in {heading.first.ref} may name another"
            message = f"This row names no agency. It counts for {listed(update.agencies)}, but {above}."
            hint = "If it is another's, write the agency in each row below the sub-heading, in a column “Agency”."
            yield Problem(Place.of(update.row.first), message, hint, related=(Place.of(heading.first),))


_Spot = tuple[str | None, int, int | None]
"""The sheet, row and lane of an update."""


class _Headed(NamedTuple):
    """A sub-heading without an agency, the first update below it, and whether column headings come between."""

    heading: Row
    update: _Spot
    heads_table: bool


def _headed(submission: Interpreted) -> Mapping[_Spot, Row]:
    """The sub-headings that may name an agency but were not read as one, by the first update below each."""
    edition = submission.edition
    titles = [*[fold(pillar.title) for pillar in edition.pillars], *[fold(each.title) for each in edition.objectives]]
    found: list[_Headed] = []
    for _, tables in groupby(submission.submission.tables, lambda table: table.sheet):
        found += _on_sheet(tables, lambda text: _is_of_plan(text, titles, edition))
    by_title, by_heading = _named_on(submission.submission.tables) if found else (set(), set())

    def in_their_place(each: _Headed) -> bool:
        sheet = each.update[0]
        return (sheet in by_heading or (each.heads_table and sheet in by_title)) and _is_brief(each.heading)

    return {
        each.update: each.heading
        for each in found
        if _perhaps_agency(trimmed(each.heading.start.value), edition) or in_their_place(each)
    }


def _on_sheet(tables: Iterable[Table], is_of_plan: Callable[[str], bool]) -> Iterator[_Headed]:
    """The last sub-heading above each group of updates. Those of the plan do not count: they divide an agency's rows."""
    above: Row | None = None
    heads_table = False
    for table in tables:
        heads_table = True
        for row in table.rows:
            if row.kind is RowKind.UPDATE and above is not None:
                yield _Headed(above, (table.sheet, row.number, table.lane), heads_table)
                above = None
            elif row.kind is RowKind.REPEATED_HEADER:
                heads_table = True
            elif row.kind is RowKind.HEADING and "agency" in row.cells:
                above = None
            elif row.kind is RowKind.HEADING and not is_of_plan(trimmed(row.start.value)):
                above, heads_table = row, False


def _named_on(tables: Sequence[Table]) -> tuple[set[str | None], set[str | None]]:
    """The sheets on which titles of tables name agencies, and those on which sub-headings do."""
    by_title = {table.sheet for table in tables if table.title is not None and table.title.cell is not None}
    headings = ((table, row) for table in tables for row in table.rows if row.kind is RowKind.HEADING)
    return by_title, {table.sheet for table, row in headings if "agency" in row.cells}


def _is_of_plan(text: str, titles: Sequence[str], edition: Edition) -> bool:
    """Whether a sub-heading is a number, a title or a wording of the plan, or too long for a name."""
    if len(text) > _LONGEST or _NUMBERED.match(text) or _OF_ACTIONS.search(text):
        return True
    said = f"{fold(text)} "
    if any(said.startswith(f"{title} ") or f" {said}" in f" {title} " for title in titles):
        return True
    return len(text.split()) >= _WORDING and bool(whose_text(edition, text))


def _perhaps_agency(text: str, edition: Edition) -> bool:
    named = agency_names.agencies(edition.framework, text, suggest=False).ids
    return bool(named) or _LIKE_AN_AGENCY.search(text) is not None


def _is_brief(heading: Row) -> bool:
    """Whether a sub-heading is alone in its row, and no longer than a name."""
    text = trimmed(heading.start.value)
    alone = len(heading.cells) + len(heading.other) == 1
    return alone and text != "" and len(text.split()) <= _WORDS and not text.endswith(SENTENCE_ENDS)


def _names_its_own(update: Update) -> bool:
    cell = update.row.cells.raw.get("agency")
    return cell is not None and cell.row == update.row.number
