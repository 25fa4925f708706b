"""AGY: the agencies named in a workbook's cells."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import Names
from poatool.framework.names.remarks import is_person
from poatool.rules.places import end_of_rows
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, did_you_mean, quoted
from poatool.rules.updates.placeholders import is_placeholder
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell
from poatool.text import lazy_pattern, listed

_FEW = 12
"""The number of agencies up to which a hint lists all of them."""

_DOUBT = lazy_pattern(r"\?(?!\w)")
"""A question mark that expresses doubt; inside a word it stands for a lost letter instead."""


@rule(
    "AGY402", "agency-unknown", Severity.ERROR, requires=("WBK103",), aliases=("AGY412", "sub-heading-perhaps-agency")
)
def agency_unknown(submission: Interpreted) -> Iterator[Problem]:
    """A cell names an agency that the plan does not know.

    Nobody could know which agency the update is from, so it is set aside. To fix it, write the agency's name or abbreviation as the plan has it.

    Bad:
    | Action | Agency               | Status    | Progress                  |
    | 2      | Ministry of Weather  | Under way | Trained forty inspectors. |
    Found at: B2

    Good unsigned:
    | Action | Agency             | Status    | Progress                  |
    | 2      | New Zealand Police | Under way | Trained forty inspectors. |
    """
    by_cell: dict[Cell, list[Update]] = {}
    for update in submission.updates:
        if _named(update, submission).unknown:
            cell = update.scoped.cell if update.scoped is not None else update.cell("agency")
            if cell is not None:
                by_cell.setdefault(cell, []).append(update)
    for cell, updates in by_cell.items():
        problem = _unknown(submission, Place.of(cell), _named(updates[0], submission), cell.raw)
        yield problem._replace(last_row=end_of_rows(updates, cell))


def _named(update: Update, submission: Interpreted) -> Names:
    """The agencies that a row names, or that something else names for it."""
    if update.scoped is not None:
        return agencies(submission.edition.framework, update.scoped.text)
    return update.named_agencies or Names("", ())


def _unknown(submission: Interpreted, place: Place, named: Names, raw: str) -> Problem:
    texts = [quoted(raw)] if is_placeholder(raw) else [quoted(guess.text) for guess in named.unknown]
    likely = [code for guess in named.unknown for code in guess.suggestions][:3]
    several = any(guess.each for guess in named.unknown)
    doubted = bool(likely) and any(_DOUBT.search(guess.text) for guess in named.unknown)
    alone = len(named.unknown) == 1 and not named.ids and not several and not doubted
    wrong = "is not an agency of the plan" if len(texts) == 1 else "are not agencies of the plan"
    message = f"{listed(texts)} {'leaves open which agency is meant' if doubted and len(texts) == 1 else wrong}."
    hint = did_you_mean(agency_names(submission.edition, likely), _as_in_plan(submission.edition))
    if several:
        hint = f"Write {listed(likely)} if they report together, otherwise the one that does."
    return Problem(place, message, hint, raw, Fix(likely[0], safe=False) if likely and alone else None)


def _as_in_plan(edition: Edition) -> str:
    """How to write an agency; if there are few, all their codes."""
    codes = [agency.code for agency in edition.framework.agencies]
    those = f": {listed(codes, 'or')}" if 0 < len(codes) <= _FEW else ""
    return f"Write the agency's name or abbreviation as the plan has it{those}."


@rule("AGY403", "agency-differs", Severity.WARNING, requires=("WBK104", "AGY402"))
def agency_differs(submission: Interpreted) -> Iterator[Problem]:
    """A row names another agency than its workbook.

    The row is published under the agency that it names. To fix it, correct the one that is wrong.

    Bad:
    | Agency: | DIA    |           |                           |
    | Action  | Agency | Status    | Progress                  |
    | 2       | MBIE   | Under way | Trained forty inspectors. |
    Found at: B3

    Good:
    | Agency: | DIA    |           |                           |
    | Action  | Agency | Status    | Progress                  |
    | 2       | DIA    | Under way | Trained forty inspectors. |
    """
    if submission.owner is None or submission.owner.code is None:
        return
    own = submission.owner.code
    for update in submission.updates:
        own_cell = update.row.cells.place("agency")
        if own_cell is None or own_cell.row != update.row.number:
            continue
        if update.named_agencies is not None and update.agencies and own not in update.agencies:
            message = f"The row is {listed(update.agencies)}'s, but the workbook is {own}'s."
            yield Problem.at(update.cell("agency"), message, "Correct the agency of the row, or of the workbook.")


@rule("AGY416", "name-beside-agency", Severity.WARNING)
def name_beside_agency(submission: Interpreted) -> Iterator[Problem]:
    """A cell names an agency and, in brackets, what looks like a person.

    The row counts for the agency, and the name is not published. To fix it, if the words name another agency, write it
    as the plan has it.

    Bad:
    | Action | Agency                    | Status    | Progress                  |
    | 2      | NZ Police (Robin Example) | Under way | Trained forty inspectors. |
    Found at: B2

    Good unsigned:
    | Action | Agency             | Status    | Progress                  |
    | 2      | New Zealand Police | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        named = update.named_agencies
        if named is not None and named.remark and is_person(named.remark) and update.scoped is None:
            message = (
                f"{quoted(named.remark)} looks like a person's name; the row counts for {listed(named.ids)} alone."
            )
            yield Problem.at(update.cell("agency"), message, "If it is another agency, write it as the plan has it.")
