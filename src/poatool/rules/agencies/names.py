"""AGY: agencies that the plan does not know, or that have no part in an action."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Action
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import Names
from poatool.framework.reference.model import Incorporated
from poatool.rules.places import end_of_rows
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, did_you_mean, quoted
from poatool.rules.updates.progress import is_placeholder
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


@rule("AGY407", "agency-has-no-part", Severity.WARNING)
def agency_has_no_part(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports on an action that the plan gives to others.

    This is checked only if the plan says which agencies lead or support the action. An agency keeps its part if its
    action is incorporated into another, and it may always answer a row of poatool's template. To fix it, correct
    the action or the agency.
    """
    edition = submission.edition
    for update in submission.updates:
        if _asked(submission, update):
            continue
        for code in update.codes:
            action = edition.by_code[code].action
            if not action.lead and not action.supporting:
                continue
            part = edition.with_part(action)
            had_part = {agency for other in _taken_in(update, code, edition) for agency in edition.with_part(other)}
            if update.agencies and had_part.union(part).isdisjoint(update.agencies):
                cell = update.cell("agency" if update.named_agencies else "action")
                have = "has" if len(update.agencies) == 1 else "have"
                message = (
                    f"{listed(update.agencies)} {have} no part in Action {code}; the plan gives it to {listed(part)}."
                )
                yield Problem.at(cell, message, "Correct the action or the agency.")
                break


def _asked(submission: Interpreted, update: Update) -> bool:
    """Whether the row comes from poatool's template, with the wording of its action, for the agency to answer."""
    return submission.submission.template is not None and "action_text" in update.row.cells


def _taken_in(update: Update, code: str, edition: Edition) -> Iterator[Action]:
    """The incorporated actions that a row names and that count under an action."""
    for piece in update.references.pieces:
        match piece.resolution:
            case Incorporated(code=own) if code in edition.by_code[own].counts_under:
                yield edition.by_code[own].action
            case _:
                pass
