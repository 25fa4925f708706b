"""WBK: text that was not read: beside, above or below the tables, in comments, or on other sheets."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.agencies import agencies
from poatool.framework.names.statuses import denies, is_status
from poatool.framework.reference.resolve import actions_worded, is_like_wording, mentions, resolve
from poatool.rules.publication.drafts import draft_marks
from poatool.rules.registry import Problem, rule, tables_on, updates_on
from poatool.rules.wording import LOOKED_AT, cell_on, column_name, for_reading, outside_tables, quoted, some
from poatool.rules.workbook.headings import DECLARE
from poatool.submissions.evidence.clearance import question_in
from poatool.submissions.evidence.kinds import Kind
from poatool.submissions.from_template import added_to_guide
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import By, Cell, Heading, RowKind, Table
from poatool.submissions.read import STRANGE
from poatool.submissions.restrictions.texts import forbidden_in
from poatool.submissions.statements.legend import signs_in
from poatool.submissions.statements.scope import ACTION, SCOPED
from poatool.text import actions, by_first, lazy_pattern, listed
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility, holds, text_of, trimmed

_LONG = 25  # from this many words on, a left-out text is at least a warning
_SHORT = 5  # a text without a heading of its own reports work if it has at least this many words
_FAR = 3  # a cell more than this many columns from a table is unrelated to it
_SENTENCE, _OTHER_TEXT = 3, 8  # the fewest words of a sentence, and of any other text, that reports work
_TO_READER = lazy_pattern(
    r"(?i)\b(?:please|you|your|must be|should be|fill in|this (?:form|template|workbook|spreadsheet|sheet|column))\b"
)
_FEW = lazy_pattern(r"(?i)\S*|\W*page \d+(?: of \d+)?\W*")  # a word, or the mark of a printed page
_INTO_CELL = "Move the text into the cell that it belongs to."


@rule(
    "WBK125",
    Severity.WARNING,
    was="WBK127 WBK130 WBK131 WBK132 sheet-not-read text-without-heading row-not-read update-outside-table"
    " comment-not-read",
)
def text_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A text that seems to report work was not read, so it is not published.

    It is below or above the table, in a column or beside a label that is not the report's, in a comment, or on a sheet
    without a table of updates. Instructions and lists are exempt, but not an answer among those of poatool's template.
    To fix it, if it belongs in the report, move it into the row of its action.

    Bad:
    | Action 3: wrote a guide for employers in May. <found> |           |                          |                                     |
    |                                               |           |                          |                                     |
    | Action                                        | Status    | Progress                 |                                     |
    | 2                                             | Under way | Trained forty inspectors | and wrote a guide for border staff. <found> |
    """
    sent = submission.submission
    for table in sent.tables:
        named = table.heading(ACTION) or table.statement(ACTION) or any(ACTION in row.cells for row in table.rows)
        if named and not table.doubts:  # otherwise WBK104 reports that nothing on it is published
            yield from _in_form(table, submission.edition) if table.is_form else _beside(table, submission.edition)
        yield from _below(table, submission.edition)
    for sheet in sent.sheets if sent.tables else ():
        if sheet.visibility is Visibility.VISIBLE:
            for report in (_outside, _around_forms, _comments, _drawings):
                yield from report(submission, sheet)
        yield from _lost_rows(submission, sheet)
    for name in sent.unread:
        message = f"The sheet {quoted(name)} has no table of updates that poatool can read; nothing on it is published."
        hint = "If it has updates, put them into a table with the headings Action, Status, Progress and Next steps."
        yield Problem(Place(sent.path, name), message, hint)
    for name in sent.other_lists if sent.tables else ():
        message = f"The sheet {quoted(name)} was not read: over {STRANGE:,} rows name no action or a new list."
        yield Problem(Place(sent.path, name), message, "If it has updates, move them to a sheet of their own.")


def _beside(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report the first longer text in each unread column, unless the heading explains why it is not read."""
    headings = {heading.cell.column: heading for heading in table.headings}
    for each in table.headings:
        if each.by is not By.HEADING and _reports(each.text, _LONG, edition):
            yield Problem.at(each.cell, f"This text is among the headings, so it is not published: {quoted(each.text)}")
    first = min((heading.cell.column for heading in table.headings if heading.column), default=0)
    reported = set[int]()
    of_statuses = _columns_of_statuses(table, edition) if table.heading("status") is None else ()
    for raw, cell in _unread_cells(table):
        if cell.column in reported:
            continue
        heading, text = headings.get(cell.column), trimmed(raw.value)
        status_lost = cell.column in of_statuses
        reports_work = _reports_work(text, heading, left=cell.column < first) and not _is_of_plan(text, edition)
        if not (status_lost or reports_work):
            continue
        reported.add(cell.column)
        if heading is None:
            message = f"{quoted(cell.raw)} is in column {cell.letter}, which has no heading; it is not published."
            yield Problem.at(cell, message, "Move the text into its cell, or give the column a heading.")
            continue
        likely = [heading.likely] if heading.likely else ["progress", "next_steps"]
        names = listed([column_name(edition, each) for each in (["status"] if status_lost else likely)], "or")
        message = f"The {'cells' if status_lost else 'texts'} in the column {quoted(heading.text)} are not published."
        hint = f"If they {'are statuses, name' if status_lost else 'belong in the report, move them to'} the column {names}."
        yield Problem.at(heading.cell, message, DECLARE if table.is_declared else hint)


def _columns_of_statuses(table: Table, edition: Edition) -> set[int]:
    """The unread columns that seem to state statuses: by their heading, their content or signs that a row explains."""
    to_tick = [each for each in table.headings if is_status(edition.framework, each.text)]
    found = {each.cell.column for each in to_tick if len(to_tick) > 1 and not each.side}
    rest = (row for row in table.rows if row.kind is not RowKind.UPDATE)
    notes = [[text_of(cell.value) for cell in row.every_cell] for row in rest]
    signs = {sign for texts in notes for text in (*texts, " = ".join(texts[:2])) for sign in signs_in(text)}
    unread = (cell for row in table.rows if signs and row.kind is RowKind.UPDATE for cell in row.other)
    texts = by_first((cell.column, text_of(cell.value).casefold()) for cell in unread)
    for each in table.headings:
        states = each.holds.get(Kind.STATUS) == 1 and not (each.suggestion or each.dated)
        explained = len(signs) > 1 and each.cell.column in texts and signs.issuperset(texts[each.cell.column])
        if states or explained or each.suggestion == "status":
            found.add(each.cell.column)
    return found


def _unread_cells(table: Table) -> Iterator[tuple[RawCell, Cell]]:
    """The unread cells of updates and unanswered rows, with their places, and long texts in a column for wordings."""
    for row in table.rows:
        if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            worded = [cell for at, cell in row.cells.raw.items() if at == "action_text" and not table.is_form]
            long = (cell for cell in worded if len(trimmed(cell.value).split(None, _LONG)) >= _LONG)
            yield from ((cell, row.cells.origin.cell(cell)) for cell in (*row.other, *long))


def _reports_work(text: str, heading: Heading | None, *, left: bool) -> bool:
    """Whether an unread text reports work; to the `left` of the table, it must be a sentence: others may be titles."""
    words = len(text.split(None, _SHORT))
    if forbidden_in(text):
        return False
    if heading is None:
        return (not left or text.endswith(".")) and (words >= _SHORT or (words > 1 and denies(text)))
    explained = heading.column not in (None, "action_text") or heading.joined or heading.dated or heading.aside
    return not explained and words >= _SHORT and question_in(heading.text) is None


def _is_of_plan(text: str, edition: Edition) -> bool:
    """Whether a text is only an action's wording (exact or similar), a heading of the plan, or names of agencies."""
    named = agencies(edition.framework, text, suggest=False)
    worded = text in edition.framework.group_titles or actions_worded(edition, text) or is_like_wording(edition, text)
    return bool(worded or (named.ids and not named.unknown))


def _in_form(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report longer texts in a form that answer no label, and shorter ones right below a label without an answer."""
    texts = {column.id for column in edition.framework.text_columns}
    for raw, cell in _unread_cells(table):
        text = trimmed(raw.value)
        above = max((h for h in table.headings if h.cell.row < cell.row), key=lambda h: h.cell.row, default=None)
        unread = (h for h in table.headings if h.column is None and (h.cell.row == cell.row or h is above))
        label = max((h for h in unread if h.cell.row >= cell.row - 1), key=lambda h: h.cell.row, default=None)
        answers = above is not None and all(above.column not in row.cells for row in table.rows)
        below = above is not None and above.column in texts and above.cell.row == cell.row - 1
        states = is_status(edition.framework, text) and all("status" not in row.cells for row in table.rows)
        few = states or (answers and (text.endswith(".") or (below and not _FEW.fullmatch(text))))
        least = _LONG if label is not None else 1 if few else _SHORT
        if not (label and (label.aside or label.dated)) and _reports(text, least, edition):
            yield Problem.at(cell, f"{quoted(cell.raw)} has no label in this form, so it is not published.", _INTO_CELL)


def _below(table: Table, edition: Edition) -> Iterator[Problem]:
    """Report rows of notes that seem to report work; right below an update, short texts in text columns count too."""
    update, texts = 0, {column.id for column in edition.framework.text_columns}
    headings = {heading.text for heading in table.headings}
    for row in table.rows:
        update = row.number if row.kind is RowKind.UPDATE else update
        if row.kind in (RowKind.NOTE, RowKind.EXAMPLE, RowKind.HEADING, RowKind.REPEATED_HEADER):
            cells = [cell for cell in row.every_cell if trimmed(cell.value) not in headings]
            below = row.cells.raw.items() if len(cells) == 1 and row.number == update + 1 else ()
            few = (cell for column, cell in below if column in texts and not _FEW.fullmatch(trimmed(cell.value)))
            lost = (cell for cell in cells if _is_lost(cell, table, edition))
            if cell := next(chain(lost, few), None):
                place = row.cells.origin.cell(cell)
                message = f"This text is in a row that is not an update, so it is not published: {quoted(place.raw)}"
                hint = "If it belongs in the report, write the number of its action in the action column."
                yield Problem.at(place, message, hint)


def _reports(text: str, least: int, edition: Edition) -> bool:
    """Whether a text has the `least` words, is not for the person who fills in the form, and is not the plan's."""
    told = len(text.split(None, least)) >= least and not _TO_READER.search(text)
    return told and not _is_of_plan(text, edition) and not resolve(edition, text).resolved


def _is_lost(cell: RawCell, table: Table | None, edition: Edition) -> bool:
    """Whether an unread cell seems to report work: a long text or, far from the table, a shorter one too."""
    text = trimmed(cell.value)
    columns = [heading.cell.column for heading in table.headings] if table is not None and not table.is_form else []
    is_far = bool(columns) and not min(columns) - _FAR <= cell.column <= max(columns) + _FAR
    shorter = _SHORT if text.endswith((".", "!", ";")) else _OTHER_TEXT
    return _reports(text, shorter if is_far else _LONG, edition)


def _outside(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report texts that seem to report work above or beside the tables of a sheet, or in the template's instructions."""
    tables, edition, sent = tables_on(submission, sheet), submission.edition, submission.submission
    asked = [row.cells.place(ACTION) for table in sent.tables for row in table.rows]
    stated = (said.cell for table in tables for what in SCOPED for said in table.scope.get(what, ()))
    read = {cell.at for cell in stated if cell and (cell.sheet or "") == sheet.name}
    headings = [heading.cell for table in tables if not table.is_form for heading in table.headings]
    updates = [row for table in tables if not table.is_form for row in table.updates]
    columns = {cell.column for cell in headings} | {cell.column for row in updates for cell in row.other}
    rows = {row.number for row in updates} | {cell.row for cell in headings} if columns else set()
    span = range(min(columns, default=0), max(columns, default=0) + 1)
    beside = (cell for cell in sheet.cells[:LOOKED_AT] if cell.column not in span and cell.row in rows)
    added = dict(added_to_guide(sheet)) if sent.template else {}
    for cell in chain(outside_tables(submission, sheet), beside, added):
        codes = _action_reported(trimmed(cell.value), edition)
        unread = sent.template is None and cell.at not in read
        answers = cell in added and _reports(trimmed(cell.value), _SENTENCE, edition)
        if codes or answers or (unread and _is_lost(cell, next(iter(tables), None), edition)):
            codes = codes or resolve(edition, added.get(cell, "")).codes
            rows_of = (c for c in asked if c and c.sheet and (c.raw,) == codes)
            hint = next((f"Move it to row {c.row} of the sheet {quoted(c.sheet or '')}." for c in rows_of), None)
            about = f"This text about {actions(codes)}" if codes else "This text"
            message = f"{about} is outside the table, so it is not published."
            yield Problem.at(cell_on(submission, sheet, cell), message, hint)


def _action_reported(text: str, edition: Edition) -> tuple[str, ...]:
    """The action that a text begins with, if enough of its other words are not the plan's; otherwise empty."""
    for mention in mentions(edition, text)[:1]:
        rest = text[len(mention.text) :].strip(" :.–—-)(")
        words = len(rest.split())
        telling = words >= _OTHER_TEXT or (words >= _SENTENCE and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and telling and not actions_worded(edition, rest):
            return mention.references.codes
    return ()


def _around_forms(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report texts on a sheet outside its forms: long ones, and any in the row of a label that asks for a text."""
    tables = tables_on(submission, sheet)
    if for_reading(sheet) or submission.submission.template is not None or not any(table.is_form for table in tables):
        return
    labels = {heading.cell.at: heading.column for table in tables for heading in table.headings}
    asked = {row for (row, _), column in labels.items() if column not in (None, "status")}
    read = (cell for table in tables for row in table.rows for cell in row.every_cell)
    within = "\n".join(" ".join(trimmed(cell.value).split()) for cell in read)
    for cell in sheet.cells:
        lines = (" ".join(line.split()) for line in trimmed(cell.value).splitlines())
        text = " ".join(line for line in lines if (line.partition(":")[2].strip() or line) not in within)
        least = _SHORT if cell.row in asked and cell.at not in labels else _LONG
        if _reports(text, least, submission.edition):
            message = "This text is outside the sheet's forms, so it is not published."
            yield Problem.at(cell_on(submission, sheet, cell), message, _INTO_CELL)


def _comments(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report comments: on updates all but a word or two such as `Thanks`, elsewhere only long ones that occur once."""
    tables = tables_on(submission, sheet)
    rows = {update.row.number for update in updates_on(submission, sheet)}
    headings = {heading.cell.at for table in tables for heading in table.headings}
    times = Counter(sheet.comments.values())
    for cell in sheet.comment_cells() if tables else ():
        if cell.row in rows:
            tells = len(cell.text.split()) >= _SENTENCE or denies(cell.text) or bool(draft_marks(cell.text))
        elif cell.row <= min(table.header_row for table in tables) or cell.at in headings:
            tells = any(_action_reported(line.strip(), submission.edition) for line in cell.text.splitlines())
        else:
            tells = len(cell.text.split()) >= _SHORT and times[cell.text] == 1
        if tells:
            place = Place.of(cell_on(submission, sheet, cell))
            yield Problem(place, "This cell has a comment, which is not published.")


def _drawings(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report boxes with a sentence, and pictures in or below a table; a picture above the table is a logo."""
    top = min((table.header_row for table in tables_on(submission, sheet)), default=LAST_ROW)
    for (row, column), text in sheet.drawn.items():
        place = Place(submission.submission.path, sheet.name or None, row, column_letter(column))
        if _reports(text, _SHORT, submission.edition):
            yield Problem(place, f"The text in a box here was not read, so it is not published: {quoted(text)}")
        elif not text and row >= top:
            message = "There is a picture here; what it shows was not read."
            yield Problem(place, message, "If it shows updates, type them into the table.")


def _lost_rows(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report rows below headings that were neither read nor skipped: a second count, so that none is lost silently."""
    tables = tables_on(submission, sheet)
    if not tables or any(table.is_form for table in tables):  # the labels of a form may be anywhere on its sheet
        return
    headings = [range(table.top, table.header_row + 1) for table in tables]
    first = min(rows.start for rows in headings)
    known = {row.number for table in tables for row in table.rows}.union(*headings)
    suspects = (cell for cell in sheet.cells if cell.row > first and cell.row not in known)
    if lost := sorted({c.row for c in suspects if holds(c.value) or (c.value is None and c.formula is not None)}):
        message = f"Not read: row{'s' if len(lost) > 1 else ''} {some([*map(str, lost)])}."
        hint = "If they are updates, move them to a sheet of their own, below the same headings."
        yield Problem(Place(submission.submission.path, sheet.name or None), message, hint)
