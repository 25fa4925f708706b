"""WBK: text that was not read: beside, above or below the tables, in comments, or on other sheets."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain, islice

from poatool.findings.model import Place, Severity
from poatool.framework.dates import Fit
from poatool.framework.edition import Edition
from poatool.framework.names.statuses import denies
from poatool.framework.reference.resolve import resolve
from poatool.framework.spans import fit
from poatool.rules.publication import drafts, marks
from poatool.rules.registry import Problem, rule, tables_on, updates_on
from poatool.rules.wording import LOOKED_AT, cell_on, for_reading, outside_tables, quoted, quotes, some
from poatool.rules.workbook import unread_cells
from poatool.rules.workbook.unread_cells import LONG, SENTENCE, SHORT, action_reported, is_lost, reports
from poatool.submissions.from_template import added_to_guide
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Cell, Table
from poatool.submissions.read import STRANGE
from poatool.submissions.statements.scope import ACTION, SCOPED
from poatool.text import actions, by_first
from poatool.workbooks import addresses, limits, own
from poatool.workbooks.model import RawCell, Sheet, Workbook, holds, trimmed


@rule(
    "WBK125",
    Severity.WARNING,
    was="WBK127 WBK130 WBK131 WBK132 UPD323 sheet-not-read text-without-heading row-not-read update-outside-table"
    " comment-not-read note-on-update",
)
def text_not_read(submission: Interpreted) -> Iterator[Problem]:
    """A text that seems to report work, or a note on an update, was not read, so it is not published.

    It is below or above the table, in a column or beside a label that the report does not have, in a comment, on a
    sheet without a table of updates, or in the list of findings of a checked copy. Instructions and lists are exempt,
    but not an answer among the instructions of poatool's template. Footnotes are reported too, and so are rows without
    an action that have a number or title of their own, or whose action is `n/a`, and what a key says about the colour
    of some of the texts, unless it is a status. To fix it, if the text belongs in the report, move it into the right
    cell for its action.

    Bad:
    | Action 3: wrote a guide for employers in May. <found> |           |                          |                                     |
    |                                               |           |                          |                                     |
    | Action                                        | Status    | Progress                 |                                     |
    | 2                                             | Under way | Trained forty inspectors | and wrote a guide for border staff. <found> |

    Bad rows:
    | 2                                            | Under way | Trained forty inspectors* |
    |                                              |           |                           |
    | * Counted to the end of November <found>     |           |                           |

    Good rows:
    | 3 | Under way | Superseded the guide to action 2. |
    """
    yield from (*marks.footnotes(submission)[0], *marks.colours(submission))
    sent, edition = submission.submission, submission.edition
    labels = Counter(table.headings[0].cell for table in sent.tables if table.is_form)
    of_forms: dict[Problem, None] = {}  # a problem of several forms below the same labels is reported once
    for table in sent.tables:
        named = table.heading(ACTION) or table.statement(ACTION) or any(ACTION in row.cells for row in table.rows)
        if named and not table.doubts:  # otherwise WBK104 reports that nothing on it is published
            if table.is_form:
                turned = labels[table.headings[0].cell] > 1
                of_forms |= dict.fromkeys(unread_cells.in_form(table, edition, turned=turned))
            else:
                yield from unread_cells.beside(table, edition, sent)
        yield from unread_cells.below(table, edition)
    yield from of_forms
    for sheet in sent.sheets if sent.tables else ():
        if not sheet.hidden:
            long = (cell for cell in _comments(submission, sheet) if _is_important(cell.raw, edition))
            yield from (Problem(Place.of(cell), _COMMENT) for cell in long)
            for report in (_outside, _around_forms, _drawings):
                yield from report(submission, sheet)
        yield from _lost_rows(submission, sheet)
    yield from _replies(submission)
    for name in sent.unread:
        if edition.period and fit(name, edition.period, edition.framework) is Fit.OTHER:  # such as `2021 archive`
            continue
        message = f"The sheet {quoted(name)} has no table of updates that poatool can read; nothing on it is published."
        hint = "If it has updates, put them into a table with the headings Action, Status, Progress and Next steps."
        yield Problem(Place(sent.path, name), message, hint)
    for name in sent.other_lists if sent.tables else ():
        message = f"Sheet {quoted(name)} was not read: over {STRANGE:,} rows name no action, or each a different list."
        yield Problem(Place(sent.path, name), message, "If it has updates, move them to a separate sheet.")


def _replies(submission: Interpreted) -> Iterator[Problem]:
    """Report what was written into the list of findings, where people answer them."""
    if not isinstance(workbook := submission.submission.workbook, Workbook):
        return
    for sheet in filter(own.lists_findings, workbook.sheets):
        cells = [cell_on(submission, sheet, cell) for cell in (*own.replies(workbook, sheet), *sheet.comment_cells())]
        if cells:
            texts = dict.fromkeys(trimmed(cell.raw) for cell in cells)
            message = f"{quotes(texts)} {'are' if len(texts) > 1 else 'is'} on the sheet that lists findings, which is not read."
            hint = "If it belongs in the report, move it into its row. If not, ask or answer by e-mail."
            yield Problem.at(cells[0], message, hint, related=cells[1:])


def _outside(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report texts above or beside tables, or in the template's instructions, that seem to report work."""
    tables, edition, sent = tables_on(submission, sheet), submission.edition, submission.submission
    asked = [row.cells.place(ACTION) for table in sent.tables for row in table.rows]
    stated = (statement.cell for table in tables for what in SCOPED for statement in table.scope.get(what, ()))
    read = {cell.at for cell in stated if cell and (cell.sheet or "") == sheet.name}
    added = dict(added_to_guide(sheet)) if sent.template else {}
    for cell in chain(outside_tables(submission, sheet), _beside_rows(tables, sheet), added):
        codes = action_reported(trimmed(cell.value), edition)
        unread = sent.template is None and cell.at not in read
        answers = cell in added and reports(trimmed(cell.value), SENTENCE, edition)
        if codes or answers or (unread and is_lost(cell, next(iter(tables), None), edition)):
            codes = codes or resolve(edition, added.get(cell, "")).codes
            rows_of = (c for c in asked if c and c.sheet and (c.raw,) == codes)
            hint = next((f"Move it to row {c.row} of the sheet {quoted(c.sheet or '')}." for c in rows_of), None)
            about = f"This text about {actions(codes)}" if codes else "This text"
            message = f"{about} is outside the table, so it is not published."
            yield Problem.at(cell_on(submission, sheet, cell), message, hint)


def _beside_rows(tables: Sequence[Table], sheet: Sheet) -> Iterator[RawCell]:
    """The first 2,000 cells to the left or right of tables, in the row of their headings or of an update."""
    upright = [table for table in tables if not table.is_form]
    headings = [heading.cell for table in upright for heading in table.headings]
    updates = [row for table in upright for row in table.updates]
    columns = {cell.column for cell in headings} | {cell.column for row in updates for cell in row.other}
    rows = {cell.row for cell in headings} | {row.number for row in updates}
    first, last = min(columns, default=0), max(columns, default=0)
    beside = (cell for cell in sheet.cells if cell.row in rows and not first <= cell.column <= last)
    yield from islice(beside if columns else (), LOOKED_AT)


def _around_forms(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report texts on a sheet outside its forms: long texts, and any text in the row of a label that asks for one."""
    tables = tables_on(submission, sheet)
    if for_reading(sheet) or submission.submission.template is not None or not any(table.is_form for table in tables):
        return
    labels = {heading.cell.at: heading.column for table in tables for heading in table.headings}
    asked = {row for (row, _), column in labels.items() if column not in (None, "status")}
    read = [(c.at, " ".join(trimmed(c.value).split())) for each in tables for row in each.rows for c in row.every_cell]
    within, parts_of = "\n".join(text for _, text in read), by_first(read)
    for cell in sheet.cells:
        parts = trimmed(cell.value).replace("|", "\n").replace("\t", "\n")  # a cell may hold several pasted columns
        lines = (" ".join(line.split()) for line in parts.splitlines())
        text = " ".join(line for line in lines if (line.partition(":")[2].strip() or line) not in within)
        text = reduce(lambda left, part: left.replace(part, " ") if part else left, parts_of.get(cell.at, ()), text)
        least = SHORT if cell.row in asked and cell.at not in labels else LONG
        if reports(text, least, submission.edition):
            message = "This text is outside the sheet's forms, so it is not published."
            yield Problem.at(cell_on(submission, sheet, cell), message)


@rule("WBK151", Severity.ADVICE)
def short_comment(submission: Interpreted) -> Iterator[Problem]:
    """Cells have comments of fewer than 25 words, which are not published.

    Longer comments give a warning (WBK125), and so do short comments that withdraw the text of their cell or begin with
    an action. Each sheet has one finding, at its first comment. To fix it, move what belongs in the report into the row
    of its action.
    """
    for sheet in submission.submission.sheets:
        cells = _comments(submission, sheet) if not sheet.hidden else ()
        short = [Place.of(cell) for cell in cells if not _is_important(cell.raw, submission.edition)]
        if short:
            yield Problem(short[0], _COMMENT, related=tuple(short[1:]))


_COMMENT = "This cell has a comment, which is not published."


def _is_important(comment: str, edition: Edition) -> bool:
    """Whether a comment is long, reports on an action, or withdraws the text of its cell: `TBC`, `Not finished`."""
    words = len(comment.split())
    if words >= LONG or drafts.draft_marks(comment) or (words < SHORT and denies(comment)):
        return True
    return any(action_reported(line.strip(), edition) for line in comment.splitlines())


def _comments(submission: Interpreted, sheet: Sheet) -> Iterator[Cell]:
    """Comments that may report work: any sentence on an update, a report on an action at a heading, long ones elsewhere."""
    tables = tables_on(submission, sheet)
    rows = {update.row.number for update in updates_on(submission, sheet)}
    headings = {heading.cell.at for table in tables for heading in table.headings}
    times = Counter(sheet.comments.values())
    for cell in sheet.comment_cells() if tables else ():
        if cell.row in rows:
            may_report = len(cell.text.split()) >= SENTENCE or denies(cell.text) or bool(drafts.draft_marks(cell.text))
        elif cell.row <= min(table.header_row for table in tables) or cell.at in headings:
            may_report = any(action_reported(line.strip(), submission.edition) for line in cell.text.splitlines())
        else:
            may_report = len(cell.text.split()) >= SHORT and times[cell.text] == 1
        if may_report:
            yield cell_on(submission, sheet, cell)


def _drawings(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report text boxes with a sentence, and pictures in or below a table; one above the table is a logo."""
    top = min((table.header_row for table in tables_on(submission, sheet)), default=limits.LAST_ROW)
    for (row, column), text in sheet.drawn.items():
        place = Place(submission.submission.path, sheet.name or None, row, addresses.column_letter(column))
        if reports(text, SHORT, submission.edition):
            yield Problem(place, f"The text in a box here is not published: {quoted(text)}")
        elif not text and row >= top:
            message = "There is a picture here; what it shows was not read."
            yield Problem(place, message, "If it shows updates, type them into the table.")


def _lost_rows(submission: Interpreted, sheet: Sheet) -> Iterator[Problem]:
    """Report rows below headings that were neither read nor skipped, so that no row is lost silently."""
    tables = tables_on(submission, sheet)
    if not tables or any(table.is_form for table in tables):  # the labels of a form may be anywhere on its sheet
        return
    headings = [range(table.top, table.header_row + 1) for table in tables]
    first = min(rows.start for rows in headings)
    known = {row.number for table in tables for row in table.rows}.union(*headings)
    suspects = (cell for cell in sheet.cells if cell.row > first and cell.row not in known)
    if lost := sorted({c.row for c in suspects if holds(c.value) or (c.value is None and c.formula is not None)}):
        message = f"Not read: row{'s' if len(lost) > 1 else ''} {some([*map(str, lost)])}."
        hint = "If they are updates, move them to a separate sheet, below the same headings."
        yield Problem(Place(submission.submission.path, sheet.name or None), message, hint)
