"""Find notices that restrict several updates, and notes that restrict certain ones."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from itertools import chain, islice, takewhile
from operator import attrgetter

from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import words_beside_agencies
from poatool.framework.reference.resolve import mentions
from poatool.rules.publication import marks
from poatool.rules.publication.marks import ABOUT_RETURN
from poatool.rules.registry import Problem, once, tables_on, updates_on
from poatool.rules.wording import LOOKED_AT, cell_on, for_reading, notes_among, quoted
from poatool.submissions.evidence.clearance import Question, asked_of_text, is_answer, restricts
from poatool.submissions.evidence.notice_texts import is_on_contact, notice_in, questions_in, rows_of_versions
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Heading, RowKind, Table
from poatool.submissions.restrictions.remarks import message_about
from poatool.submissions.restrictions.texts import ban_in, restriction_in
from poatool.submissions.restrictions.words import may_restrict
from poatool.submissions.statements.legend import signs_in
from poatool.submissions.statements.scope import accompanies_updates
from poatool.text import as_read, by_first, lazy_pattern
from poatool.workbooks.limits import LAST_COLUMN
from poatool.workbooks.model import RawCell, Sheet, text_of, trimmed

_TITLE_LENGTH = 200  # the longest title, in characters; a longer text is a paragraph
_OF_STRUCK = lazy_pattern(r"(?i)[^.\n]{0,60}\b(?:struck|crossed)[ -](?:out|through)\b[^.\n]{0,99}")
"""What a title says about struck-out rows, which PUB511 reports: `struck out = withdrawn`."""
_At = tuple[int, int]  # row and column
_TEXT_ROWS = frozenset({RowKind.HEADING, RowKind.NOTE})


@once
def notices(submission: Interpreted) -> Mapping[Cell, Problem]:
    """Notices above tables and on covers, by cell; notices in rows between updates, by the first cell of the row.

    A notice in a row is about the rows below it, down to the next sub-heading, or else about the rows above it.
    """
    found: dict[Cell, Problem] = {}
    for sheet in submission.submission.sheets if submission.updates else ():
        tables = tables_on(submission, sheet)
        last = max((update.row.number for update in updates_on(submission, sheet)), default=0)
        for cell, mark in _notices_above(sheet, tables, submission) if last or not tables else ():
            at, named = cell_on(submission, sheet, cell), "sheet" if tables else f"sheet {quoted(sheet.name)}"
            message = f"The {named} says {quoted(mark)}, but {'its' if tables else 'the'} updates would be published."
            of_whole = _of_whole(at, message, at.sheet if tables else None)
            found[at] = Problem.at(at, message).until(last) if last >= at.row else of_whole
        rows = sorted((row for table in tables if last for row in table.rows), key=attrgetter("number"))
        others = (row for row in rows if row.kind in _TEXT_ROWS | {RowKind.TOTAL})
        apart = ((cell, row.first) for row in others for cell in row.every_cell)
        between = {cell.at: (cell, first) for cell, first in apart if message_about(trimmed(cell.value)) != "above"}
        cells = [
            between[at][0] for at in sorted(between.keys() - marks.keys_of_colours(submission).get(sheet.name, {}))
        ]
        for cell, mark in _marked(cells, sheet, submission):
            at, below = between[cell.at][1], [row for row in rows if row.number > cell.row]
            says = f"This row says {quoted(mark)}, but the rows"
            if last > at.row:
                own = takewhile(lambda row: row.kind is not RowKind.HEADING, below)
                end = max((row.number for row in own if row.kind is RowKind.UPDATE), default=None)
                found.setdefault(at, Problem.at(at, f"{says} below it would be published.").until(end))
            # A row such as `Page 1 of 1` is read as unanswered, but has nothing to answer.
            elif all(row.kind in _TEXT_ROWS or (row.kind is RowKind.UNANSWERED and row.is_alone) for row in below):
                found.setdefault(at, _of_whole(at, f"{says} above it would be published.", at.sheet))
    return found


def _of_whole(at: Cell, message: str, sheet: str | None) -> Problem:
    """A problem of the whole sheet, or of the whole file if `sheet` is None, that is caused by what a cell says."""
    return Problem.at(at, message, related=(at,))._replace(place=Place(at.file, sheet))


def _notices_above(sheet: Sheet, tables: Sequence[Table], submission: Interpreted) -> Iterator[tuple[RawCell, str]]:
    """Notices on a cover, above the first table's headings or among the labels of forms, each with its words."""
    cells, comments = [*islice(sheet.cells, LOOKED_AT)], sheet.comment_cells()
    if sheet.hidden:
        return
    if not tables:
        of_all = accompanies_updates(sheet.name) and not for_reading(sheet)
        cells = [cell for cell in cells if of_all or ABOUT_RETURN.search(trimmed(cell.value))]
    elif tables[0].is_form:
        labels = [(table, heading) for table in tables for heading in table.headings]
        # A label without an answer is a notice if it says no more, such as `Not for publication`, or if published answers
        # are below it, as below a title; `Notes (not for publication)` is about notes.
        known, published = answered_labels(submission), submission.edition.framework.published_columns
        last = max((each.cell.row for _, each in labels if (each.column or each.joined) in published), default=0)
        empty = [e for table in tables for of in (_answers(table),) for e in table.headings if not of(e)]
        empty = [each for each in empty if each.text not in known]
        alone = [e.cell.at for e in empty if e.column == "notes" and notice_in(e.text.partition(" (")[0], None)]
        alone += [e.cell.at for e in empty if not (e.column or e.joined) and e.cell.row < last]
        labelled, comments = {heading.cell.row for _, heading in labels}, []
        cells = [c for c in cells if (c.row not in labelled or c.at in alone) and " ".join(c.text.split()) not in known]
    else:
        headings, top = {heading.cell.at for heading in tables[0].headings}, max(tables[0].header_row, tables[0].top)
        cells = [cell for cell in cells if cell.row < top and cell.at not in headings]
        comments = [cell for cell in comments if cell.row < tables[0].top]
    in_comments = ((cell, mark) for cell in comments if cells and (mark := ban_in(cell.text)))
    edition, published = submission.edition, submission.edition.framework.published_columns
    for cell, mark in chain(_marked(cells, sheet, submission), in_comments):
        first = next((trimmed(other.value) for other in cells if other.row == cell.row and other is not cell), "")
        bans = _is_over_published(cell, sheet, cells, tables[0], published) if tables else not mentions(edition, first)
        if bans and (tables or "this sheet" not in mark.casefold()):
            yield cell, mark


def _answers(form: Table) -> Callable[[Heading], list[RawCell]]:
    """The cells beside or below a label of a form."""
    cells = (cell for row in form.rows for cell in row.every_cell if cell.value is not None)
    lines = by_first((form.line_of(cell), cell) for cell in cells)
    return lambda label: [cell for cell in lines.get(form.line_of(label.cell), ()) if cell.at != label.cell.at]


@once
def answered_labels(submission: Interpreted) -> AbstractSet[str]:
    """The labels that have a text beside them in one of the forms; not those that ask for permission."""
    forms = ((table, _answers(table)) for table in submission.submission.tables if table.is_form)
    texts = ((label, cell) for table, of in forms for label in table.headings for cell in of(label))
    beside = {label.text for label, cell in texts if cell.row == label.cell.row and not is_answer(cell.value)}
    return {text for text in beside if asked_of_text(text) is not Question.PUBLISH}


def _marked(cells: Iterable[RawCell], sheet: Sheet, submission: Interpreted) -> Iterator[tuple[RawCell, str]]:
    """The cells with a notice, each with its words; the words of an answer begin with its question."""
    keys, marked = marks.keys_of_colours(submission).get(sheet.name, {}), marks.footnotes(submission)[1]
    cells = [c for c in cells if (sheet.name, c.at) not in marked and not (c.at in keys and marks.in_key(c, sheet))]
    plan, period = submission.edition.framework, submission.edition.period
    cells = [c for c in cells if not (may_restrict(c.text) and is_on_contact(c.text, plan))]
    questions, versions = questions_in(cells), rows_of_versions(cells)
    asked_by = {answer.at: (asked, label, answer) for asked, label, answer in questions.values()}
    for cell in (each for each in cells if each.row not in versions):
        if cell.at in asked_by:
            asked, label, answer = asked_by[cell.at]
            if answer.value is None or restricts(asked, answer.value, label, period):
                yield cell, f"{label} {text_of(answer.value)}".strip()
        elif cell.at not in questions and isinstance(cell.value, str) and len(cell.value) <= _TITLE_LENGTH:
            mark = notice_in(text := _OF_STRUCK.sub("", cell.value), period)
            if not mark and may_restrict(text) and ". " not in text:  # `Private: MBIE`
                mark = notice_in(words_beside_agencies(plan, text), period)
            if mark:
                yield cell, mark


def _is_over_published(
    cell: RawCell, sheet: Sheet, above: Sequence[RawCell], table: Table, published: Container[str | None]
) -> bool:
    """Whether a notice is about a published column; directly above the headings, it may be about only some columns."""
    right = sheet.area_at(*cell.at).right
    beside = [other.column for other in above if other.row == cell.row and other.column != cell.column]
    last = max((heading.cell.column for heading in table.headings), default=0)
    if table.is_form or cell.row < min(table.top, table.header_row - 1) or cell.column > last:
        return True
    if right == cell.column:  # it is not merged with others
        right = min((column - 1 for column in beside if column > cell.column), default=LAST_COLUMN)
    return any(h.column in published and cell.column <= h.cell.column <= right for h in table.headings)


_NUMBERS = lazy_pattern(r"\bN?\d{1,2}\b")
_REPLACES = lazy_pattern(r"(?i)\Athis (?:tab|sheet|one) (?:takes|replaces)")
_SEVERAL = lazy_pattern(
    r"(?i)\A\W*(?:below|under)|\b(?:rows|lines|answers|entries|texts|items|two|three|few|all|everything|here)\b"
)


@once
def rows_noted(submission: Interpreted) -> AbstractSet[tuple[str | None, int | None]]:
    """The rows, by sheet and number, that hold notices, or footnotes and colours of published texts."""
    places = [Place.of(cell) for cell in notices(submission)] + [
        p.place for p in (*marks.footnotes(submission)[0], *marks.colours(submission))
    ]
    return {(place.sheet, place.row) for place in places}


def restricting_notes(submission: Interpreted) -> Iterator[Problem]:
    """Report updates that a note restricts (by action, sign, footnote mark or colour), or that a message is about."""
    for sheet in submission.submission.sheets:
        own = [update for update in updates_on(submission, sheet) if not update.table.doubts]
        notes = {cell.at: cell for cell in notes_among(sheet, own)}
        begins = {} if own else {cell.row: cell for cell in reversed(notes.values())}
        beside = (cell for update in own for cell in update.row.other)
        signs = {cell.at: cell for cell in beside if may_restrict(cell.text) and signs_in(cell.text)}
        keys = marks.keys_of_colours(submission).get(sheet.name, {})
        for cell in (notes | signs | {at: cell for at, (cell, *_) in keys.items()}).values():
            text, note = as_read(trimmed(cell.value)), cell_on(submission, sheet, cell)
            key = begins.get(cell.row) or notes.get((cell.row, cell.column - 1))
            if key and key is not cell and (begins or len(key.text) == 1):  # `Action 25` or `I`, then a note on it
                text = f"{key.text} = {text}"
            restricted = _restricted(text, own or submission.updates, submission.edition) if may_restrict(text) else []
            restricted = restricted or marks.footnotes(submission)[1].get((sheet.name, cell.at), ())
            if not restricted and cell.at in keys and may_restrict(text) and ban_in(text):
                fills = ((each, {sheet.fill(*c.at) for c in each.row.every_cell if c.at != cell.at}) for each in own)
                restricted = [each for each, filled in fills if keys[cell.at][1] in filled]
            if not restricted and cell.at in notes:
                restricted = _meant_by(cell, sheet, own, submission)
            where = note.ref if own else f"{note.ref} of the sheet {quoted(sheet.name)}"
            message = f"The note in {where} says {quoted(text)}, but the update would be published."
            last = own[-1].row.number if restricted is own and own else None
            for update in restricted[: 1 if last else None]:
                yield Problem.at(update.row.first, message, related=(note,)).until(last)


def _restricted(text: str, reach: Sequence[Update], edition: Edition) -> Sequence[Update]:
    named = [each for each in mentions(edition, text) if ban_in(text.replace(each.text, "This"))]
    codes = {code for mention in named for code in mention.references.codes}
    signs = {sign for sign, meaning in signs_in(text).items() if restriction_in(meaning) or ban_in(meaning)}
    used = ((each, (trimmed(cell.value).casefold() for cell in each.row.other)) for each in reach if codes or signs)
    return [each for each, beside in used if not (codes.isdisjoint(each.codes) and signs.isdisjoint(beside))]


def _meant_by(note: RawCell, sheet: Sheet, own: Sequence[Update], submission: Interpreted) -> Sequence[Update]:
    """The updates that a message is about; none if `the rows below` or `above` are simply all rows of the sheet."""
    text = trimmed(note.value)
    place = "" if submission.submission.template else message_about(text)
    if not place or for_reading(sheet) or sheet.hidden:
        return ()
    if place == "named":
        cited = {code for each in mentions(submission.edition, text) for code in each.references.codes}
        named = cited or {*_NUMBERS.findall(text)}  # `the answers on 3 and 5`
        return [update for update in own or submission.updates if not named.isdisjoint(update.codes)]
    if place == "other":
        elsewhere = [update for update in submission.updates if own and update.table.sheet != own[0].table.sheet]
        return elsewhere if _REPLACES.search(text) else [*own, *elsewhere] if elsewhere else ()
    if (sheet.name or None, note.row) in rows_noted(submission):
        return ()
    below = [update for update in own if update.row.number > note.row]
    above = [update for update in reversed(own) if update.row.number < note.row]
    near, far = (below, above) if place == "below" else (above, below)
    several = _SEVERAL.search(text)
    count = {"two": 2, "three": 3}.get(several[0]) if several else 1
    return own if place == "all" else near[:count] if far or (not several and place == "above") else ()
