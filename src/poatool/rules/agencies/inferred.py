"""AGY: updates whose agency is only inferred, or is contradicted by what is beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies, agencies_in, begins_with_name
from poatool.rules.agencies.names import FOR_THE_AGENCY, against_name, against_rows
from poatool.rules.registry import Problem, is_progress, rule, sheet_by_name
from poatool.rules.wording import at_end, labels_in, place_of, quoted, where_said
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell, Scoped
from poatool.submissions.statements.scope import AGENCY, OF_LABELS, Level
from poatool.submissions.statements.titles import BESIDE_NAME
from poatool.text import lazy_pattern, listed


@rule("AGY410", Severity.ADVICE, requires="AGY403", was="AGY411 agency-from-properties agency-from-title")
def agency_inferred(submission: Interpreted) -> Iterator[Problem]:
    """Only a tab, a title, a name above the table, or the file's name or properties show which agency rows are from.

    The most explicit of these counts. If only the first row of a group names an agency, that agency counts for the
    whole group. To fix it, if the rows are from another agency, write that agency in a labelled cell above the table or
    in each row.

    Bad unsigned:
    | NZ Police <found> |           |                           |
    | Action            | Status    | Progress                  |
    | 2                 | Under way | Trained forty inspectors. |

    Good unsigned:
    | Agency: | NZ Police |                           |
    | Action  | Status    | Progress                  |
    | 2       | Under way | Trained forty inspectors. |
    """
    hint = "If that is right, nothing needs to be done. To be sure, write “Agency:” and the name above the table."
    first: dict[tuple[str, int, Cell | None], tuple[Scoped, Update]] = {}
    for update in submission.updates:
        stated = update.scoped
        if stated and stated.level not in (*OF_LABELS, Level.HIDDEN) and stated.where not in FOR_THE_AGENCY:
            first.setdefault((stated.where or stated.text, stated.level, stated.cell), (stated, update))
    for stated, update in first.values():
        of_sheet = update.table.sheet if stated.level in (Level.TAB, Level.MENTION) else None
        place = Place.of(stated.cell) if stated.cell else Place(submission.submission.path, of_sheet)
        says = f"{where_said(stated)} says {at_end(stated.cell.raw if stated.cell else stated.text)}"
        yield Problem(place, f"Rows count for {listed(update.agencies)}, because {says}", hint)
    for _, group in groupby(submission.updates, lambda update: (update.table.sheet, update.table.header_row)):
        for update in islice((each for each in group if each.row.in_group), 1):
            codes = listed(update.agencies)
            message = f"Rows without an agency count for the agency above. This is the first such row, for {codes}."
            in_rows = "If that is right, nothing needs to be done. To be sure, write the agency in every row."
            yield Problem(Place.of(update.row.first), message, in_rows)


def _of_others(submission: Interpreted) -> Iterator[Update]:
    """The updates whose rows name only agencies other than the agency of the workbook."""
    mine = submission.owner.code if submission.owner is not None else None
    for update in submission.updates if mine else ():
        cell = update.row.cells.raw.get(AGENCY)
        stated = cell is not None and (cell.row == update.row.number or update.row.in_group)
        apart = id(update.table) in against_rows(submission)  # one finding says so of all its rows
        if stated and update.agencies and mine not in update.agencies and not apart:
            yield update


@rule(
    "AGY403",
    Severity.WARNING,
    requires="WBK104 AGY401",
    was="AGY414 AGY415 AGY416 AGY417 agency-by-hearsay agency-differs agency-left-empty agency-from-hidden-row"
    " name-beside-agency",
)
def agency_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """It is not certain which agency some rows are from: they name a different agency from the workbook, or none.

    A row that names an agency is published under that agency. Rows that name none count for the agency of the whole
    table, which may be wrong if other rows, a hidden cell or the file's name give a different agency. A title may name
    an agency that no row names, and a text may begin with the work of another agency. To fix it, write the right agency
    in each row, as the plan spells it.

    Bad:
    | Agency: | DIA          |           |                                                      |
    | Action  | Agency       | Status    | Progress                                             |
    | 2       | MBIE <found> | Under way | Trained forty inspectors.                            |
    | 11      | <found>      | Under way | Met farmers in Napier.                               |
    | 28      | DIA          | Ongoing   | NZ Customs officers completed their course. <found>  |

    Good:
    | Action | Agency | Status    | Progress                   |
    | 2      | DIA    | Under way | Trained forty inspectors.  |
    | 18     |        | Under way | Wrote a guide for workers. |
    """
    for update in _of_others(submission):
        message = f"The row is {listed(update.agencies)}'s, but the workbook is {submission.agency}'s."
        yield Problem.at(update.cell(AGENCY), message, "Correct the agency of the row, or of the workbook.")
    for text in submission.texts:
        if label := _label_of_another(text, submission.edition):
            message = f"A part of the text is labelled {quoted(label)}, but it is published as {listed(text.update.agencies)}'s."
            yield Problem.at(text.cell, message, "Give each agency a row with its part of the text.")
        if is_progress(text) and (named := _agency_at_start(text.text, text.update, submission.edition)):
            whose = listed(text.update.agencies)
            message = f"The text begins with what {named} does, but it is published as {whose}'s."
            yield Problem.at(
                text.cell, message, f"If {whose} took part, begin the text with {whose}. If not, delete the row."
            )
    yield from against_name(submission)
    yield from (problem for level, problem in against_rows(submission).values() if level != Level.TITLE)
    for _, group in groupby(submission.updates, lambda update: (update.table.sheet, update.table.header_row)):
        yield from _by_column(list(group), submission.edition)
    yield from _by_hidden_cell(submission)


def _label_of_another(text: Text, edition: Edition) -> str | None:
    """The first label in a text that names only agencies other than its row's."""
    for label in labels_in(text.text) if text.update.agencies else ():
        other = agencies(edition.framework, BESIDE_NAME.sub(" ", label), suggest=False)
        codes = {edition.published_as(code) for code in other.ids}
        if codes and not other.unknown and codes.isdisjoint(text.update.agencies):
            return label
    return None


def _agency_at_start(text: str, update: Update, edition: Edition) -> str | None:
    """The agency with whose name a text begins, unless the first sentence is also about the row's agency.

    `NZCS sent a trainer`, but not `NZCS asked us for advice`, `NZCS and NZP were told` or `NZCS leads this action`.
    """
    plan = edition.framework
    if update.agencies and text.startswith("We ") and (we := _WE_AT.match(text)):
        ours = [edition.published_as(code) for code in agencies_in(plan, text[we.end() : we.end() + _NAMED])]
        return ours[0] if ours and ours[0] not in update.agencies else None
    if not update.agencies or not begins_with_name(plan, text, even_a_word=True):
        return None
    also = [each for each in update.texts.values() if each != text]
    alike = bool(also) and all(begins_with_name(plan, each, even_a_word=True) for each in also)
    sentence = _END.split(text[:_SENTENCE], maxsplit=1)[0]
    codes = [edition.published_as(code) for code in agencies_in(edition.framework, sentence)]
    alone = codes and not set(codes) & {*update.agencies} and _WE.search(sentence) is None
    if alone and len(codes) > 1:  # `Police drove the workers and Customs held the ship`
        clauses = [each for each in _CLAUSES.split(sentence) if len(each.split()) > _NAME_ONLY]
        return codes[0] if sum(begins_with_name(plan, e, even_a_word=True) for e in clauses) > 1 else None
    return codes[0] if alone and begins_with_name(plan, text, even_a_word=alike) else None


_CLAUSES, _NAME_ONLY = lazy_pattern(r",?\s(?:and|while|but)\s|,\s"), 2
_END = lazy_pattern(r"[.;\n]\s")
_SENTENCE = 300
_WE_AT = lazy_pattern(r"We (?:at|in|from) (?:the )?")
_NAMED = 40  # the most characters of an agency's name after `We at`
_WE = lazy_pattern(r"(?i)\b(?:we|us|our|leads?)\b")


def _by_column(rows: Sequence[Update], edition: Edition) -> Iterator[Problem]:
    """Report rows without an agency, and rows whose agency column may name the lead and not the reporting agency."""
    heading, stated = rows[0].table.heading(AGENCY), rows[0].table.statement(AGENCY)
    if rows[0].table.is_form or heading is None:
        return
    named = [update for update in rows if update.named_agencies is not None and update.agencies]
    without = [update for update in rows if update.named_agencies is None and AGENCY not in update.row.formulas]
    own = without[0].agencies if without else ()
    if own and (others := dict.fromkeys(code for each in named for code in each.agencies if code not in own)):
        count = f"This is the first of {len(without)} rows that name no agency, so they count"
        counts = count if len(without) > 1 else "This row names no agency, so it counts"
        message = f"{counts} for {listed(own)}. Others in the table are {listed([*others])}'s."
        yield Problem(place_of(without[0], AGENCY), message)
    if stated is None or stated.level not in (Level.LETTERHEAD, Level.FILE) or not heading.weak:
        return
    senders = [*{edition.published_as(code) for code in agencies(edition.framework, stated.text).ids}]
    if led := [update for update in named if len(senders) == 1 and senders[0] not in update.agencies]:
        counts = f"The row counts for {listed(led[0].agencies)}, as {quoted(heading.text)} says"
        message = f"{counts}, but {where_said(stated)} says {senders[0]}."
        hint = f"If {senders[0]} wrote the text, write “Agency:” and its name above the table."
        yield Problem(place_of(led[0], AGENCY), message, hint).until(led[-1].row.number)


def _by_hidden_cell(submission: Interpreted) -> Iterator[Problem]:
    """For each hidden cell, report the first row that takes its agency from it, unless the two are merged."""
    reported: set[tuple[str | None, int]] = set()
    for update in submission.updates:
        named, number = update.named_agencies is not None, update.row.number
        cell = update.row.cells.place(AGENCY) if named else update.scoped and update.scoped.cell
        if cell is None or len(update.agencies) != 1 or cell.row == number or update.row.hidden or update.table.hidden:
            continue
        sheet = sheet_by_name(submission)[cell.sheet]
        hidden = sheet.hides(*cell.at) and (cell.sheet, cell.row) not in reported
        if hidden and not any(a.top == cell.row and a.left == cell.column and a.bottom >= number for a in sheet.merges):
            reported.add((cell.sheet, cell.row))
            where = cell.ref if cell.sheet == update.table.sheet else f"{cell.ref} on the sheet {quoted(sheet.name)}"
            message = f"This row counts for {listed(update.agencies)}, because hidden {where} says {at_end(cell.raw)}"
            hint = "Unhide that cell and check it, or write the agency in each row."
            yield Problem(Place.of(update.row.first), message, hint, related=(Place.of(cell),))
