"""AGY: workbooks and rows that name no agency, or of which labels, tab and titles name different ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from poatool.findings.model import Place, Severity
from poatool.framework.names.agencies import agencies, agency_codes
from poatool.framework.names.matching import fold
from poatool.rules.places import end_of, of_deciding_level, of_explicit_levels, place_of, where
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Scoped
from poatool.submissions.scope import AGENCY
from poatool.text import listed

MADE_FOR_IT = frozenset({"template", "custom.Agency"})
"""Properties that name the agency on purpose; the others only say who made the file."""


@rule(
    "AGY401",
    "agency-missing",
    Severity.ERROR,
    requires=("WBK101", "WBK103", "WBK111", "WBK129"),
    aliases=("AGY413", "agency-contradicted", "labels-differ"),
)
def agency_missing(submission: Interpreted) -> Iterator[Problem]:
    """Nothing in the workbook says which agency it or one of its rows is from, or labels, tab and titles disagree.

    The agency is read from an Agency column, a labelled cell above the table (`Agency: …`), the tab of the sheet, a
    title, the name of the file or the workbook's properties. No row without an agency is published. To fix it, add one
    of them, correct the one that is wrong, or write the agency in each row.

    Bad unsigned:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    Found at: file

    Bad unsigned:
    | Agency: | NZ Police |                           |
    | Agency: | DIA       |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    Found at: row 3

    Good unsigned:
    | Action | Agency | Status    | Progress                  |
    | 2      | DIA    | Under way | Trained forty inspectors. |
    """
    yield from _contradicted(submission)
    unnamed = [update for update in submission.updates if not update.agencies and update.named_agencies is None]
    several = {id(update.scoped): update.scoped for update in unnamed if update.scoped is not None}
    for said in several.values():
        if said.cell is not None and not _unknown(said.text, submission):
            yield _not_one(said.cell)
    nameless = [update for update in unnamed if update.scoped is None]
    if submission.updates and len(nameless) < len(submission.updates):
        yield from map(_without, nameless)
        return
    if submission.updates and several:
        return
    stated = submission.submission.nil is not None or submission.submission.labels.get(AGENCY) is not None
    if stated and not submission.updates:
        return
    stem = fold(PurePosixPath(submission.submission.path.replace("\\", "/")).stem.replace("_", " "))
    known = agency_codes(submission.edition.framework)
    suggested = dict.fromkeys(code for name, code in known.items() if f" {name} " in f" {stem} ")
    likely = agency_names(submission.edition, list(suggested))
    yield Problem(
        Place(submission.submission.path),
        "Nothing in the workbook says which agency it is from.",
        "Write “Agency:” and the agency's name in two cells above the table."
        + (f" The file's name suggests {listed(likely, 'or')}." if likely else ""),
    )


def _unknown(text: str, submission: Interpreted) -> bool:
    """Whether a text names an agency that the plan does not know (AGY402)."""
    return bool(agencies(submission.edition.framework, text, suggest=False).unknown)


def _not_one(cell: Cell) -> Problem:
    message = f"{quoted(cell.raw)} does not name the one agency that the workbook is from."
    return Problem.at(cell, message, "Write the agency that sends it. To name several for a row, add an Agency column.")


def _without(update: Update) -> Problem:
    """A row without an agency, in a workbook whose other rows name one and that has none for all rows."""
    message = "This row names no agency, and nothing else in the workbook says which agency it is from."
    return Problem(place_of(update, AGENCY), message, "Write the name of the agency in this row.")


def _contradicted(submission: Interpreted) -> Iterator[Problem]:
    """Tables whose rows name no agency, and whose labels, tab and titles name different ones."""
    unnamed = {id(update.table) for update in submission.updates if update.named_agencies is None}
    for table in submission.submission.tables:
        if id(table) not in unnamed:
            continue
        says = partial(_code, submission=submission)
        named = of_explicit_levels(table, AGENCY, says) | of_deciding_level(table, AGENCY, says)
        if len(named) > 1:
            each = listed([f"{where(said)} says {code}" for code, said in named.items()])
            yield Problem(
                Place(submission.submission.path, table.sheet, table.header_row),
                f"It is not clear which agency the rows of this table are from: {each}.",
                "Correct the one that is wrong, or write the agency in each row.",
                related=tuple(Place.of(said.cell) for said in named.values() if said.cell is not None),
                last_row=end_of(table),
            )


def _code(said: Scoped, submission: Interpreted) -> str | None:
    if said.where in MADE_FOR_IT:
        return None
    edition = submission.edition
    codes = {edition.published_as(code) for code in agencies(edition.framework, said.text, suggest=False).ids}
    return codes.pop() if len(codes) == 1 else None
