"""AGY: updates whose agency is contradicted by a name, a column or a hidden cell."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies, agencies_in, begins_with_name
from poatool.rules.agencies.inferred import of_others
from poatool.rules.agencies.names import against_name
from poatool.rules.places import place_of, where_said
from poatool.rules.registry import Problem, is_progress, rule, sheet_by_name
from poatool.rules.wording import at_end, labels_in, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.statements.scope import AGENCY, Level
from poatool.submissions.statements.titles import BESIDE_NAME
from poatool.text import lazy_pattern, listed


@rule(
    "AGY403",
    Severity.WARNING,
    requires="WBK104 AGY401 AGY417",
    was="AGY414 AGY415 AGY416 agency-differs agency-left-empty agency-from-hidden-row name-beside-agency",
)
def agency_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """It is not certain which agency some rows are from: they name a different agency from the workbook, or none.

    A row that names an agency is published under that agency. Rows that name none count for the agency of the whole
    table, which may be wrong if other rows, a hidden cell or the file's name give a different agency. A title may name
    an agency that no row names, and a text may begin with what another agency did. To fix it, write the right
    agency in each row, as the plan spells it.

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
    for update in of_others(submission):
        message = f"The row is {listed(update.agencies)}'s, but the workbook is {submission.agency}'s."
        yield Problem.at(update.cell(AGENCY), message, "Correct the agency of the row, or of the workbook.")
    for text in submission.texts:
        for label in labels_in(text.text) if text.update.agencies else ():
            other = agencies(submission.edition.framework, BESIDE_NAME.sub(" ", label), suggest=False)
            codes = {submission.edition.published_as(code) for code in other.ids}
            if codes and not other.unknown and codes.isdisjoint(text.update.agencies):
                whose = listed(text.update.agencies)
                message = f"A part of the text is labelled {quoted(label)}, but it is published as {whose}'s."
                yield Problem.at(text.cell, message, "Give each agency a row with its part of the text.")
                break
        if is_progress(text) and (named := _agency_at_start(text.text, text.update, submission.edition)):
            whose = listed(text.update.agencies)
            message = f"The text begins with what {named} does, but it is published as {whose}'s."
            yield Problem.at(text.cell, message, f"If {whose} also did it, say so first. If not, delete the row.")
    yield from against_name(submission)
    for _, group in groupby(submission.updates, lambda update: (update.table.sheet, update.table.header_row)):
        yield from _by_column(list(group), submission.edition)
    yield from _by_hidden_cell(submission)


def _agency_at_start(text: str, update: Update, edition: Edition) -> str | None:
    """The agency with whose name a text begins, unless the first sentence is also about the row's agency.

    `NZCS sent a trainer`, but not `NZCS asked us for advice`, `NZCS and NZP were told` or `NZCS leads this action`.
    """
    plan, also = edition.framework, [each for each in update.texts.values() if each != text]
    if not update.agencies or not begins_with_name(plan, text, even_a_word=True):
        return None
    alike = bool(also) and all(begins_with_name(plan, each, even_a_word=True) for each in also)
    sentence = _END.split(text[:_SENTENCE], maxsplit=1)[0]
    codes = [edition.published_as(code) for code in agencies_in(edition.framework, sentence)]
    alone = len(codes) == 1 and codes[0] not in update.agencies and _WE.search(sentence) is None
    return codes[0] if alone and begins_with_name(plan, text, even_a_word=alike) else None


_END = lazy_pattern(r"[.;\n]\s")
_SENTENCE = 300
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
        hint = f"Write the agency in each row, whether it is {listed(own)} or another."
        yield Problem(place_of(without[0], AGENCY), message, hint)
    if stated is None or stated.level not in (Level.TITLE, Level.LETTERHEAD, Level.FILE):
        return
    sender = [*{edition.published_as(code): 0 for code in agencies(edition.framework, stated.text).ids}]
    led = [update for update in named if len(sender) == 1 and sender[0] not in update.agencies]
    if not led:
        return
    if heading.weak and stated.level is not Level.TITLE:
        counts = f"The row counts for {listed(led[0].agencies)}, as {quoted(heading.text)} says"
        message = f"{counts}, but {where_said(stated)} says {sender[0]}."
        hint = f"If {sender[0]} wrote the text, write “Agency:” and its name above the table."
        yield Problem(place_of(led[0], AGENCY), message, hint, last_row=led[-1].row.number)
    elif stated.cell and len({each.agencies for each in rows}) == 1 and not _publishes(sender[0], edition):
        message = f"All rows are {listed(led[0].agencies)}'s, but {where_said(stated)} says {sender[0]}."
        yield Problem(place_of(led[0], AGENCY), message, "Correct the one that is wrong.", last_row=led[-1].row.number)


def _publishes(code: str, edition: Edition) -> bool:
    """Whether an agency publishes the plan's reports: then it may send what it has collected from another agency."""
    publishers = agencies_in(edition.framework, edition.framework.source.publisher or "")
    return code in map(edition.published_as, publishers)


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
