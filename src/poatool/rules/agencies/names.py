"""AGY: agencies that nothing names, that the plan does not know, or that have no part in an action."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Action
from poatool.framework.names.agencies import agencies, agency_codes
from poatool.framework.names.matching import Names, contained, fold
from poatool.framework.reference.model import Incorporated
from poatool.rules.places import contradicted, end_of, end_of_rows, of_deciding_level, of_explicit_levels, place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import agency_names, did_you_mean, quoted
from poatool.rules.updates.progress import is_placeholder
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, RowKind, Scoped
from poatool.submissions.scope import AGENCY, Level
from poatool.text import lazy_pattern, listed

_FEW = 12
"""The number of agencies up to which a hint lists all of them."""

_DOUBT = lazy_pattern(r"\?(?!\w)")
"""A question mark that expresses doubt; inside a word it stands for a lost letter instead."""

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
    yield from _nearer(submission)
    unnamed = [update for update in submission.updates if not update.agencies and update.named_agencies is None]
    several = {id(update.scoped): update.scoped for update in unnamed if update.scoped is not None}
    for said in several.values():
        if said.cell is not None and not agencies(submission.edition.framework, said.text, suggest=False).unknown:
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
    says = partial(_code, submission=submission)
    for table in submission.submission.tables:
        named = of_explicit_levels(table, AGENCY, says) | of_deciding_level(table, AGENCY, says)
        if id(table) in unnamed and len(named) > 1:
            yield contradicted(submission, table, named, "agency", "from")


def _nearer(submission: Interpreted) -> Iterator[Problem]:
    """Headings, tabs, and lines directly above rows that name another agency than these rows count for."""
    told: set[tuple[int, tuple[str, ...], tuple[str, ...]]] = set()
    said: set[tuple[str | None, str]] = set()
    of_row = {id(update.row): update for update in submission.updates}
    for update in submission.updates:
        named, table = update.row.cells.raw.get(AGENCY), update.table
        key = id(table), update.agencies, tuple(update.texts)
        if key in told or not update.agencies or (named is not None and named.row == update.row.number):
            continue
        told.add(key)
        heads = [heading for heading in table.headings if heading.column in update.texts]
        words = [(heading.text.partition(":")[0], Place.of(heading.cell)) for heading in heads]
        if table.sheet and update.scoped is not None and update.scoped.level > Level.TAB:
            words.append((table.sheet, Place(submission.submission.path, table.sheet)))
        for text, place in words:
            other = _other_agency(text, update, submission.edition) if (table.sheet, text) not in said else None
            if other is not None:
                said.add((table.sheet, text))
                yield _doubted(place, text, other, update)
    for (_, row), (_, following) in pairwise(submission.submission.rows):
        below = of_row.get(id(following)) if row.kind in (RowKind.NOTE, RowKind.HEADING) else None
        if below and below.agencies and AGENCY not in row.cells.keys() | following.cells.keys():
            text = row.first.raw
            if len(text) <= _LINE and (other := _other_agency(text, below, submission.edition)):
                yield _doubted(Place.of(row.first), text, other, below)


_LINE = 120
"""The longest line above rows, in characters, that may say whose they are."""


def _doubted(place: Place, text: str, other: str, update: Update) -> Problem:
    message = f"{quoted(text)} names {other}, but the rows there would count for {listed(update.agencies)}."
    hint = "Write the agency in each row, or correct these words."
    return Problem(place, message, hint, last_row=end_of(update.table) if place.row else None)


def _other_agency(text: str, update: Update, edition: Edition) -> str | None:
    """The only agency in a text, if it is none of an update's, and no addressee or partner: `sent to MBIE`."""
    table, folded = agency_codes(edition.framework), f" {fold(text)} "
    codes = contained(table, text)
    names = [name for name, code in table.items() if code in codes and f" {name} " in folded]
    if not names or not _is_written_as_name(text, max(names, key=len)):
        return None
    before = folded.partition(f" {max(names, key=len)} ")[0].split()
    named = {edition.published_as(code) for code in codes}
    aside = (bool(before) and before[-1] in _TOWARDS) or not _ROLES.isdisjoint(folded.split())
    return named.pop() if len(named) == 1 and not aside and named.isdisjoint(update.agencies) else None


def _is_written_as_name(text: str, name: str) -> bool:
    """Whether a text has a name with a capital: `What Customs did`, but not `training of labour inspectors`."""
    at = text.casefold().find(name.split(maxsplit=1)[0])
    return text[max(at, 0)].isupper()


_ROLES = frozenset({"lead", "leads", "led", "leading", "owner", "owned", "owns", "responsible", "supporting", "joint"})
"""Words by which a line says whose the actions are, and not whose the texts are: `Actions led by Customs`."""

_TOWARDS = frozenset({"to", "for", "at", "with", "via", "cc", "contact", "than", "against"})


def _code(said: Scoped, submission: Interpreted) -> str | None:
    if said.where in MADE_FOR_IT:
        return None
    edition = submission.edition
    codes = {edition.published_as(code) for code in agencies(edition.framework, said.text, suggest=False).ids}
    return codes.pop() if len(codes) == 1 else None


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
