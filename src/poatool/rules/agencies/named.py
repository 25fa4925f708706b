"""AGY: the agencies that a workbook and its rows name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from poatool.findings import Fix, Place, Severity
from poatool.framework.agency_names import agencies, agency_codes
from poatool.framework.edition import Edition
from poatool.framework.folding import fold
from poatool.framework.model import Action
from poatool.framework.names import Names
from poatool.framework.reference import Incorporated
from poatool.patterns import expression
from poatool.phrases import listed
from poatool.rules.agencies.taken import titled
from poatool.rules.outside_tables import outside_tables
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.updates.placeholders import is_placeholder
from poatool.rules.wording import agency_names, did_you_mean, quoted
from poatool.submissions.lines import seen
from poatool.submissions.model import Cell, column_letter
from poatool.submissions.understand import Understood, Update

_FEW = 12
"""Agencies of a plan up to which all of them are named."""

_LONGEST = 120
"""Characters of the longest text above a table in which an agency is looked for."""

_DOUBT = expression(r"\?(?!\w)")
"""A question mark that doubts; within a word it stands for a letter that was lost."""


@rule(
    "AGY401",
    "agency-missing",
    Severity.ERROR,
    requires=("WBK101", "WBK102", "WBK103", "WBK111", "WBK112", "WBK129"),
)
def agency_missing(submission: Understood) -> Iterator[Problem]:
    """Nothing in the workbook says which agency it is from, or which agency one of its rows is from.

    The agency is taken from an Agency column, from a labelled cell above the table (`Agency: …`), from the tab of the
    sheet or from the workbook's properties. The file's name only suggests. To fix it, add one of them.

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


def _written_above(submission: Understood) -> str:
    """Where the name of an agency stands above the tables, perhaps in a letterhead: what it suggests."""
    for sheet in submission.submission.sheets:
        for cell in outside_tables(submission, sheet):
            written = seen(cell.value)
            short = len(written) <= _LONGEST
            codes = agencies(submission.edition.framework, written, suggest=False).ids if short else ()
            if len(codes) == 1:
                at = f"{column_letter(cell.column)}{cell.row}"
                return f" {quoted(written)} in {at} suggests {listed(agency_names(submission.edition, codes))}."
    return ""


def _not_one(cell: Cell) -> Problem:
    return Problem(
        Place.of(cell),
        f"{quoted(cell.raw)} does not say which one agency the workbook is from.",
        "Write the agency that sends it; name several for a row in an Agency column.",
        value=cell.raw,
    )


def _rows_without(submission: Understood) -> Iterator[Problem]:
    """Rows that name no agency, where others do and nothing speaks for the whole workbook."""
    for update in submission.updates:
        if not update.signed:
            yield Problem(
                place_of(update, "agency"),
                "This row names no agency, and nothing else in the workbook says whose it is.",
                "Write the name of the agency in this row.",
            )


@rule("AGY402", "agency-unknown", Severity.ERROR, requires=("WBK103",))
def agency_unknown(submission: Understood) -> Iterator[Problem]:
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


def _unknown(submission: Understood, place: Place, named: Names, raw: str) -> Problem:
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
def agency_differs(submission: Understood) -> Iterator[Problem]:
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
def unit_as_agency(submission: Understood) -> Iterator[Problem]:
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
def several_agencies(submission: Understood) -> Iterator[Problem]:
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


@rule("AGY407", "agency-has-no-part", Severity.WARNING)
def agency_has_no_part(submission: Understood) -> Iterator[Problem]:
    """An agency reports on an action that the plan gives to others.

    This is only checked where the plan says which agencies lead or support an action. Who led an action that has
    been incorporated has a part in those that took it in, and an answer in a row that our template has for an
    action is an answer to what was asked. To fix it, correct the action or the agency.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    edition = submission.edition
    for update in submission.updates:
        if _asked(submission, update):
            continue
        for code in update.codes:
            action = edition.by_code[code].action
            if not action.lead and not action.supporting:
                continue
            part = _with_part(edition, action)
            had_part = {agency for other in _taken_in(update, code, edition) for agency in _with_part(edition, other)}
            if update.agencies and not (part | had_part) & set(update.agencies):
                cell = update.cell("agency" if update.named_agencies else "action")
                yield Problem(
                    Place.of(cell),
                    f"{listed(update.agencies)} {'has' if len(update.agencies) == 1 else 'have'} no part in Action {code}; "
                    f"the plan gives it to {listed(sorted(part))}.",
                    "Correct the action or the agency.",
                    value=cell.raw,
                )
                break


def _asked(submission: Understood, update: Update) -> bool:
    """Whether the template printed the row with its action, wording and all, for the agency to answer."""
    return submission.submission.template is not None and "action_text" in update.row.cells


def _with_part(edition: Edition, action: Action) -> set[str]:
    return {edition.published_as(agency) for agency in (*action.lead, *action.supporting)}


def _taken_in(update: Update, code: str, edition: Edition) -> Iterator[Action]:
    """The incorporated actions that a row names and that count under an action."""
    for piece in update.references.pieces:
        match piece.resolution:
            case Incorporated(code=own) if code in edition.by_code[own].counts_under:
                yield edition.by_code[own].action
            case _:
                pass


RULES = (
    agency_missing,
    agency_unknown,
    agency_differs,
    unit_as_agency,
    several_agencies,
    agency_has_no_part,
)
