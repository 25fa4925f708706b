"""AGY: the agencies that a workbook and its rows name."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.matching import Names
from poatool.rules.agencies.inferred import titled
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, did_you_mean, quoted
from poatool.rules.updates.placeholders import is_placeholder
from poatool.submissions.interpret import Interpreted
from poatool.text import lazy_pattern, listed

_FEW = 12
"""Agencies of a plan up to which all of them are named."""

_DOUBT = lazy_pattern(r"\?(?!\w)")
"""A question mark that doubts; within a word it stands for a letter that was lost."""


@rule("AGY402", "agency-unknown", Severity.ERROR, requires=("WBK103",))
def agency_unknown(submission: Interpreted) -> Iterator[Problem]:
    """A cell names an agency that the plan does not know.

    To fix it, write the agency's name or abbreviation as the plan has it.

    Bad:
    | Action | Agency               | Status    | Progress                  |
    | 2      | Ministry of Weather  | Under way | Trained forty inspectors. |
    Found at: B2

    Good unsigned:
    | Action | Agency             | Status    | Progress                  |
    | 2      | New Zealand Police | Under way | Trained forty inspectors. |
    """
    owner = submission.owner
    if owner is not None and owner.cell is not None and owner.names.unknown:
        yield _unknown(submission, Place.of(owner.cell), owner.names, owner.cell.raw)
    for update in submission.updates:
        if update.named_agencies is not None and update.named_agencies.unknown:
            cell = update.cell("agency")
            yield _unknown(submission, Place.of(cell), update.named_agencies, cell.raw)


def _unknown(submission: Interpreted, place: Place, named: Names, raw: str) -> Problem:
    texts = [quoted(raw)] if is_placeholder(raw) else [quoted(guess.text) for guess in named.unknown]
    likely = [code for guess in named.unknown for code in guess.suggestions][:3]
    several = any(guess.each for guess in named.unknown)
    doubted = bool(likely) and any(_DOUBT.search(guess.text) for guess in named.unknown)
    alone = len(named.unknown) == 1 and not named.ids and not several and not doubted
    wrong = "is not an agency of the plan" if len(texts) == 1 else "are no agencies of the plan"
    together = f"Write {listed(likely)} if they report together, or else the one that does."
    return Problem(
        place,
        f"{listed(texts)} {'leaves open which agency is meant' if doubted and len(texts) == 1 else wrong}.",
        together
        if several
        else did_you_mean(agency_names(submission.edition, likely), _as_in_plan(submission.edition)),
        value=raw,
        fix=Fix(likely[0], safe=False) if likely and alone else None,
    )


def _as_in_plan(edition: Edition) -> str:
    """How to write an agency; where there are few, each of them."""
    codes = [agency.code for agency in edition.framework.agencies]
    those = f": {listed(codes, 'or')}" if 0 < len(codes) <= _FEW else ""
    return f"Write the agency's name or abbreviation as the plan has it{those}."


@rule("AGY403", "agency-differs", Severity.WARNING, requires=("WBK104", "AGY402"))
def agency_differs(submission: Interpreted) -> Iterator[Problem]:
    """A row, or the tab of its sheet, names another agency than the workbook it stands in.

    The row is published under the agency that it names, or else under that of the tab. To fix it, correct the one
    that is wrong.

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
        if update.named_agencies is not None and update.agencies and own not in update.agencies:
            cell = update.cell("agency")
            yield Problem(
                Place.of(cell),
                f"The row is {listed(update.agencies)}'s, and the workbook is {own}'s.",
                "Correct the agency of the row, or of the workbook.",
                value=cell.raw,
            )
    for update, place, rows, reason in titled(submission):
        if own not in update.agencies:
            yield Problem(
                place,
                f"{rows} are {listed(update.agencies)}'s, since {reason}, and the workbook is {own}'s.",
                "Correct the one that is wrong, or write the agency in each row.",
            )


@rule("AGY404", "unit-as-agency", Severity.ADVICE, requires=("AGY403",))
def unit_as_agency(submission: Interpreted) -> Iterator[Problem]:
    """A unit of an agency reports in its own name.

    It is published under the agency that it belongs to. Nothing needs to be done.

    Bad unsigned:
    | Action | Agency                  | Status    | Progress                  |
    | 2      | Immigration New Zealand | Under way | Trained forty inspectors. |
    Found at: B2

    Good unsigned:
    | Action | Agency | Status    | Progress                  |
    | 2      | MBIE   | Under way | Trained forty inspectors. |
    """
    edition = submission.edition
    for update in submission.updates:
        named = update.named_agencies.ids if update.named_agencies else ()
        units = [code for code in named if edition.published_as(code) != code]
        if units:
            cell = update.cell("agency")
            parents = list(dict.fromkeys(edition.published_as(code) for code in units))
            yield Problem(
                Place.of(cell),
                f"{listed(agency_names(edition, units))} {'is' if len(units) == 1 else 'are'} published as "
                f"{listed(parents)}.",
                "Nothing needs to be done.",
                value=cell.raw,
                fix=Fix(parents[0], safe=True) if len(named) == 1 else None,
            )


@rule("AGY406", "several-agencies", Severity.ADVICE, requires=("AGY403",))
def several_agencies(submission: Interpreted) -> Iterator[Problem]:
    """A row is reported by several agencies together.

    It is published once, under all of them, and counts for each. Nothing needs to be done.

    Bad unsigned:
    | Action | Agency             | Status    | Progress                  |
    | 2      | Police and Customs | Under way | Trained forty inspectors. |
    Found at: B2

    Good unsigned:
    | Action | Agency | Status    | Progress                  |
    | 2      | Police | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        if len(update.agencies) > 1 and "agency" in update.row.cells:
            cell = update.cell("agency")
            yield Problem(
                Place.of(cell),
                f"The row counts for {listed(update.agencies)}.",
                "Nothing needs to be done, unless each of them sends in a text of its own.",
                value=cell.raw,
            )
