"""AGY: workbooks and rows that name no agency."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from poatool.findings.model import Place, Severity
from poatool.framework.names.agencies import agencies, agency_codes
from poatool.framework.names.folding import fold
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, quoted
from poatool.rules.workbook.above_tables import outside_tables
from poatool.submissions.checkboxes import ticked
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell
from poatool.submissions.values import trimmed
from poatool.text import listed
from poatool.workbooks.addresses import reference

_LONGEST = 120
"""Characters of the longest text above a table that may name an agency."""


@rule(
    "AGY401",
    "agency-missing",
    Severity.ERROR,
    requires=("WBK101", "WBK102", "WBK103", "WBK111", "WBK112", "WBK129"),
)
def agency_missing(submission: Interpreted) -> Iterator[Problem]:
    """Nothing in the workbook says which agency it, or one of its rows, is from.

    The agency is read from an Agency column, a labelled cell above the table (`Agency: …`), the tab of the sheet or
    the workbook's properties. The name of the file is only a suggestion. To fix it, add one of them.

    Bad unsigned:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    Found at: file

    Good unsigned:
    | Action | Agency | Status    | Progress                  |
    | 2      | DIA    | Under way | Trained forty inspectors. |
    """
    if (owner := submission.owner) is not None:
        nameless = not all(update.signed for update in submission.updates)
        if owner.cell is not None and owner.code is None and not owner.names.unknown and nameless:
            yield _not_one(owner.cell)
        return
    if any(update.signed for update in submission.updates):
        yield from _rows_without(submission)
        return
    stem = fold(PurePosixPath(submission.submission.path.replace("\\", "/")).stem.replace("_", " "))
    known = agency_codes(submission.edition.framework)
    suggested = dict.fromkeys(code for name, code in known.items() if f" {name} " in f" {stem} ")
    likely = agency_names(submission.edition, list(suggested))
    yield Problem(
        Place(submission.submission.path),
        "Nothing in the workbook says which agency it is from.",
        "Write “Agency:” and the agency's name in two cells above the table."
        + (f" The file's name suggests {listed(likely, 'or')}." if likely else "")
        + _written_above(submission),
    )


def _written_above(submission: Interpreted) -> str:
    """The agency that a text above the tables, such as a letterhead, suggests."""
    for sheet in submission.submission.sheets:
        for cell in outside_tables(submission, sheet):
            written = trimmed(cell.value)
            short = len(written) <= _LONGEST and ticked(written) != ""
            codes = agencies(submission.edition.framework, written, suggest=False).ids if short else ()
            if len(codes) == 1:
                at = reference(cell.row, cell.column)
                return f" {quoted(written)} in {at} suggests {listed(agency_names(submission.edition, codes))}."
    return ""


def _not_one(cell: Cell) -> Problem:
    message = f"{quoted(cell.raw)} does not name the one agency that the workbook is from."
    return Problem.at(cell, message, "Write the agency that sends it. To name several for a row, add an Agency column.")


def _rows_without(submission: Interpreted) -> Iterator[Problem]:
    """Rows that name no agency in a workbook that names none either."""
    for update in submission.updates:
        if not update.signed:
            message = "This row names no agency, and nothing else in the workbook says whose it is."
            yield Problem(place_of(update, "agency"), message, "Write the name of the agency in this row.")
