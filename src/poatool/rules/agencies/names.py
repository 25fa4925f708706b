"""AGY: agencies that are missing, unknown to the plan, or without a part in the action."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies, agencies_in, agencies_in_file_name, agency_codes
from poatool.framework.names.matching import Names, find_name, fold
from poatool.rules.registry import Problem, once, rule
from poatool.rules.updates.placeholders import is_placeholder
from poatool.rules.wording import (
    agency_names,
    contradicted,
    did_you_mean,
    end_of,
    end_of_rows,
    place_of,
    quoted,
    where_said,
)
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, RowKind, Scoped
from poatool.submissions.statements.plans import names_owner_of_plan
from poatool.submissions.statements.scope import AGENCY, Level
from poatool.submissions.statements.titles import OF_TEMPLATE
from poatool.text import by_first, lazy_pattern, listed

_FEW = 12  # up to this many agencies, a hint lists them all
_LINE = 120  # the longest line above rows, in characters, that may name their agency
_DOUBT = lazy_pattern(r"\?(?!\w)")  # a question mark that expresses doubt; inside a word it stands for a lost letter
FOR_THE_AGENCY = frozenset({"template", "custom.Agency"})
"""Properties that are there to name the agency; other properties only say who made the file."""

# Words in a line about who leads the actions, and not about who wrote the texts: `Actions led by Customs`.
_ROLES = frozenset({"lead", "leads", "led", "leading", "owner", "owned", "owns", "responsible", "supporting", "joint"})
_ABOVE = frozenset({Level.TAB, Level.TITLE, Level.LETTERHEAD})  # what may name the agency of all rows below it
_TOWARDS = frozenset({"to", "for", "at", "with", "via", "cc", "contact", "than", "against"})


@rule(
    "AGY401",
    Severity.ERROR,
    requires="WBK101 WBK103 WBK111 WBK129",
    was="AGY402 AGY412 AGY413 agency-unknown sub-heading-perhaps-agency agency-contradicted labels-differ",
)
def agency_missing(submission: Interpreted) -> Iterator[Problem]:
    """The workbook or a row names no agency, or one unknown to the plan, or its labels, tab and titles disagree.

    The agency is read from an Agency column, a labelled cell above the table (`Agency: …`), the sheet's tab, a title,
    the file's name or the workbook's properties. A row whose agency nobody can know is not published. To fix it,
    correct whichever is wrong, or write the agency in each row, as the plan spells it.

    Bad unsigned rows:
    | 2 | Under way | Trained forty inspectors. |
    Found at: file

    Bad:
    | Action | Agency                      | Status    | Progress                  |
    | 2      | Ministry of Weather <found> | Under way | Trained forty inspectors. |

    Good unsigned:
    | Action | Agency | Status    | Progress                  |
    | 2      | DIA    | Under way | Trained forty inspectors. |
    """
    sent, edition = submission.submission, submission.edition

    def says(stated: Scoped) -> str | None:
        if stated.where in FOR_THE_AGENCY:
            return None
        codes = {edition.published_as(code) for code in agencies(edition.framework, stated.text, suggest=False).ids}
        return codes.pop() if len(codes) == 1 else None

    relying = [update for update in submission.updates if update.named_agencies is None]
    yield from contradicted(submission, relying, AGENCY, says, "from")
    yield from _contradicted_nearby(submission)
    unnamed = [update for update in relying if not update.agencies]
    several = {id(update.scoped): update.scoped for update in unnamed if update.scoped is not None}
    for stated in several.values():
        if stated.cell is not None and not agencies(edition.framework, stated.text, suggest=False).unknown:
            message = f"{quoted(stated.cell.raw)} does not name the one agency that the workbook is from."
            hint = "Write the agency that sends the workbook. To name several agencies for a row, add an Agency column."
            yield Problem.at(stated.cell, message, hint)
    nameless = [update for update in unnamed if update.scoped is None]
    if len(nameless) < len(submission.updates):
        for update in nameless:
            message = "This row names no agency, and nothing else in the workbook says which agency it is from."
            yield Problem(place_of(update, AGENCY), message)
    elif submission.updates or not (sent.nil or sent.labels.get(AGENCY) or submission.agency):
        hint = "Write “Agency:” and the agency's name in two cells above the table."
        yield Problem(Place(sent.path), "Nothing in the workbook says which agency it is from.", hint)
    yield from _unknown_agencies(submission)
    unclear, against = "It is not clear which agency the rows of this table are from.", against_rows(submission)
    titled = (problem for level, problem in against.values() if level == Level.TITLE)
    yield from (each._replace(message=f"{unclear} {each.message}") for each in titled)


def _contradicted_nearby(submission: Interpreted) -> Iterator[Problem]:
    """Report a heading, tab or line above rows if it names a different agency from the one they would count for."""
    seen: set[tuple[Place, tuple[str, ...]]] = set()
    for text, place, update in _words_near(submission):
        if update.agencies and len(text) <= _LINE and (place, update.agencies) not in seen:
            seen.add((place, update.agencies))
            if other := _other_agency(text, update, submission.edition):
                message = f"{quoted(text)} names {other}, but the rows there would count for {listed(update.agencies)}."
                yield Problem(place, message, last_row=end_of(update.table) if place.row else None)


def _words_near(submission: Interpreted) -> Iterator[tuple[str, Place, Update]]:
    """The headings, the tab and the lines directly above each update that does not name its agency itself."""
    of_row = {id(update.row): update for update in submission.updates}
    for table in submission.submission.tables:
        headings = [(each.column, each.text.partition(":")[0], Place.of(each.cell)) for each in table.headings]
        lines: list[Cell] = []
        for row in table.rows:
            if row.kind in (RowKind.NOTE, RowKind.HEADING):
                lines += [] if AGENCY in row.cells else [row.first]
                continue
            update = of_row.get(id(row)) if AGENCY not in row.cells.raw else None
            if update is not None:
                yield from ((text, place, update) for column, text, place in headings if column in update.texts)
                if table.sheet and update.scoped is not None and update.scoped.level > Level.TAB:
                    yield table.sheet, Place(submission.submission.path, table.sheet), update
                yield from ((line.raw, Place.of(line), update) for line in lines)
            lines = []


def _other_agency(text: str, update: Update, edition: Edition) -> str | None:
    """The only other agency in a text, unless it is a partner, an addressee (`sent to MBIE`) or in lower case."""
    table, folded = agency_codes(edition.framework), f" {fold(text)} "
    codes = agencies_in(edition.framework, text) if not names_owner_of_plan(text) else ()
    if not (names := [name for name, code in table.items() if code in codes and f" {name} " in folded]):
        return None
    name = max(names, key=len)
    *_, before = ("", *folded.partition(f" {name} ")[0].split())
    if before in _TOWARDS or not _ROLES.isdisjoint(folded.split()) or not text[find_name(name, text) or 0].isupper():
        return None
    named = {edition.published_as(code) for code in codes}
    return named.pop() if len(named) == 1 and named.isdisjoint(update.agencies) else None


def against_name(submission: Interpreted) -> Iterator[Problem]:
    """Report a file name, or a header or footer of pages, that names a different agency from the label or title."""
    owner, path, edition = submission.owner, submission.submission.path, submission.edition
    if owner is None or owner.code is None or owner.statement.level >= Level.HIDDEN:
        return
    stem = PurePosixPath(path.replace("\\", "/")).stem
    printed = (text for sheet in submission.submission.sheets for text in sheet.on_each_page)
    said = [("the name of the file", stem), *(("the header or footer of the pages", text) for text in printed)]
    for where, text in said if submission.submission.template is None else ():
        named = {edition.published_as(code) for code in agencies_in_file_name(edition.framework, text)}
        if len(named) == 1 and owner.code not in named and not OF_TEMPLATE.search(text.replace("_", " ")):
            message = f"The workbook is {owner.code}'s, but {where} says {listed(list(named))}."
            cell, hint = owner.statement.cell, f"Correct the agency here, or {where}."
            place = Place.of(cell) if cell else Place(path, owner.statement.where or None)
            yield Problem(place, message, hint, cell and cell.raw)


@once
def against_rows(submission: Interpreted) -> Mapping[int, tuple[int, Problem]]:
    """Tabs, titles and bare names of one agency above rows that all name another: their level, by the id of a table."""
    edition, found = submission.edition, dict[int, tuple[int, Problem]]()
    for stated, updates in by_first((update.table.statement(AGENCY), update) for update in submission.updates).items():
        theirs = {update.agencies if update.named_agencies is not None else () for update in updates}
        if stated is None or stated.level not in _ABOVE or len(theirs) > 1 or not all(theirs):
            continue
        said = {edition.published_as(code) for code in agencies(edition.framework, stated.text).ids}
        # The publisher of the plan's reports may send what it has collected from another agency.
        publishers = map(edition.published_as, agencies_in(edition.framework, edition.framework.source.publisher or ""))
        headings = [update.table.heading(AGENCY) for update in updates]
        named = len(said) == 1 and said.isdisjoint((*publishers, *updates[0].agencies))
        if named and not any(heading and heading.weak for heading in headings):
            message = f"All rows are {listed(updates[0].agencies)}'s, but {where_said(stated)} says {listed([*said])}."
            for table, rows in by_first((id(update.table), update) for update in updates).items():
                problem = Problem(place_of(rows[0], AGENCY), message, "Correct the one that is wrong.")
                found[table] = stated.level, problem.until(rows[-1].row.number)
    return found


def _unknown_agencies(submission: Interpreted) -> Iterator[Problem]:
    """Report cells, and the file of a nil return, that name an agency unknown to the plan."""
    by_cell: dict[Cell, tuple[Names, list[Update]]] = {}
    for update in submission.updates:
        named, stated = update.named_agencies, update.scoped
        if stated is not None:
            named = agencies(submission.edition.framework, stated.text)
        if named and named.unknown and (cell := stated.cell if stated is not None else update.cell(AGENCY)):
            by_cell.setdefault(cell, (named, []))[1].append(update)
    for cell, (named, updates) in by_cell.items():
        yield _unknown(cell, named, submission.edition).until(end_of_rows(updates, cell))
    if (nil := submission.submission.nil) and submission.agency is None:
        message = f"{quoted(nil.agency)} is not an agency of the plan."
        yield Problem(Place(submission.submission.path), message, "Correct the agency in the file.")


def _unknown(cell: Cell, named: Names, edition: Edition) -> Problem:
    texts = [quoted(cell.raw)] if is_placeholder(cell.raw) else [quoted(guess.text) for guess in named.unknown]
    likely = [code for guess in named.unknown for code in guess.suggestions][:3]
    several = any(guess.each for guess in named.unknown)
    doubted = bool(likely) and any(_DOUBT.search(guess.text) for guess in named.unknown)
    alone = len(named.unknown) == 1 and not named.ids and not several and not doubted
    wrong = "is not an agency of the plan" if len(texts) == 1 else "are not agencies of the plan"
    message = f"{listed(texts)} {'leaves open which agency is meant' if doubted and len(texts) == 1 else wrong}."
    known = [agency.code for agency in edition.framework.agencies]
    those = f": {listed(known, 'or')}" if 0 < len(known) <= _FEW else ""
    as_in_plan = f"Write the agency's name or abbreviation as the plan spells it{those}."
    hint = did_you_mean(agency_names(edition, likely), as_in_plan)
    if several:
        hint = f"Write {listed(likely)} if they report together, otherwise the agency that reports."
    return Problem.at(cell, message, hint, Fix(likely[0], safe=False) if likely and alone else None)


@rule("AGY407", Severity.WARNING)
def agency_has_no_part(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports on an action that the plan gives to other agencies.

    This is checked only if the plan says who leads or supports the action. An agency keeps its part when its action is
    incorporated into another, and it may always answer a row of poatool's template. To fix it, correct the action or
    the agency.
    """
    edition = submission.edition
    with_parts = {each.code for each in edition.actions if each.action.lead or each.action.supporting}
    for update in submission.updates if with_parts else ():
        of_template = submission.submission.template is not None and "action_text" in update.row.cells
        codes = () if of_template or not update.agencies else filter(with_parts.__contains__, update.codes)
        for code in codes:
            having, *more = [edition.agencies_on(edition.by_code[each]) for each in (code, *edition.incorporated[code])]
            if {*having}.union(*more).isdisjoint(update.agencies):
                have = "has" if len(update.agencies) == 1 else "have"
                part = listed(having)
                message = f"{listed(update.agencies)} {have} no part in Action {code}; the plan gives it to {part}."
                yield Problem.at(update.cell("agency" if update.named_agencies else "action"), message)
                break
