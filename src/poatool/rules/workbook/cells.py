"""WBK: cells with an error, a formula or a series in place of typed content, and hidden content."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from math import inf
from operator import itemgetter

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.resolve import actions_worded
from poatool.rules.registry import DISTINCTIVE, Problem, rule, sheet_by_name, texts_with
from poatool.rules.wording import column_name, place_of, quoted
from poatool.rules.workbook.files import noted
from poatool.submissions.evidence.kinds import SENTENCE_WORDS, Kind
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell
from poatool.submissions.statements.scope import AGENCY, holds_lists
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.addresses import covered_texts, reference
from poatool.workbooks.model import ErrorValue, Marks, RawCell, Sheet, trimmed

_UNHIDE_SHEET = "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not meant to be sent."
_UNHIDE = "Clear the filter, or select the rows or columns around it, right-click and choose Unhide; then check it."
_UNMERGE = "Select {}, choose Home > Merge & Center > Unmerge Cells, and check what appears."
_HIDDEN = "in a hidden row or column"
_UNHIDE_COLUMN = "Select the columns around {}, right-click, choose Unhide, and check it."

_NUMBER = lazy_pattern(r"\d{1,4}")
_SERIES = 3  # fewer texts may differ in consecutive numbers by coincidence
_NO_DIGITS = str.maketrans("", "", "0123456789")

_At = tuple[int, int]  # row and column
_EMPTY_ROWS = 100  # after this many empty rows (two screens), other rows are out of sight
_EMPTY_COLUMNS = 30  # after this many empty columns (one screen), other columns are out of sight


@rule("WBK111", Severity.ERROR, was="WBK112 WBK113 error-value formula-never-calculated formula-in-place-of-text")
def not_typed(submission: Interpreted) -> Iterator[Problem]:
    """A cell shows an error such as `#REF!`, or a text that would be published is the result of a formula.

    A formula may never have been calculated, and its result changes with cells outside the report. The row is set
    aside. To fix it, type the value over the formula or, if the cell shows the right value, copy it and paste it over
    itself as a value (Paste Special > Values).

    Bad rows:
    | 2 | Under way | #REF! <found>                                  |
    | 3 | Under way | =Draft!B2 <found>                              |
    | 5 | Under way | =Draft!B2 -> Trained forty inspectors. <found> |

    Good rows:
    | 2 | Under way | =HYPERLINK("https://example.org","Wrote a guide.") -> Wrote a guide. |
    """
    edition = submission.edition
    for update in submission.not_plain:
        for column, raw in update.row.cells.raw.items():
            if type(raw.value) is ErrorValue:
                error = raw.value.text
                message = f"The cell {column_name(edition, column)} shows the error {quoted(error)}."
                yield Problem(Place.of(update.cell(column)), message, value=error)
        for column, formula in update.row.formulas.items():
            place, name = place_of(update, column), column_name(edition, column)
            if column not in update.row.cells:
                message = f"The cell {name} has a formula that was never calculated."
                hint = "Open the workbook in Excel, save it and send it again, or type the text itself."
                yield Problem(place, message, hint, f"={formula}")
            elif column in update.texts and not _is_spelt_out(formula, update.row.cells.text(column)):
                yield Problem(place, f"The text of {name} is the result of a formula.", value=f"={formula}")


_LITERAL = lazy_pattern(r'(?i)(?:HYPERLINK\([^"]{0,99}(?:"[^"]{0,2000}"[^"]{0,99})?[,;] ?)?"((?:[^"]|""){1,8000})"\)?')


def _is_spelt_out(formula: str, shown: str) -> bool:
    """Whether a formula contains the text that it shows, as that of a link does: `HYPERLINK("…","Our guide")`."""
    literal = _LITERAL.fullmatch(formula.removeprefix("of:="))
    return literal is not None and literal[1].replace('""', '"') == shown


@rule("WBK133", Severity.WARNING)
def formula_read(submission: Interpreted) -> Iterator[Problem]:
    """The action, the agency, the status or the evidence of rows is the result of a formula.

    poatool reads the result stored in the file, which nobody typed. Each column has one finding. To fix it, check the
    cells, then copy them and paste them over themselves as values (Paste Special > Values).

    Bad rows:
    | 2 | =Lists!B2 -> Under way <found> | Trained forty inspectors. |
    """
    plan = submission.edition.framework
    named = plan.published_columns.difference(column.id for column in plan.text_columns)
    reported: set[tuple[str | None, int, str]] = set()
    for update in submission.not_plain:
        for column, formula in update.row.formulas.items():
            raw, at = update.row.cells.raw.get(column), (update.table.sheet, update.table.header_row, column)
            # With a link, as in `HYPERLINK("https://…")`, the address is in the formula.
            in_row = raw is not None and raw.link is None and raw.row == update.row.number
            if in_row and at not in reported and column in named:
                reported.add(at)
                name = column_name(submission.edition, column)
                message = f"Cells of the column {name} are results of formulas, as last calculated; this is the first."
                yield Problem(Place.of(update.cell(column)), message, value=f"={formula}")


@rule("WBK110", Severity.ERROR)
def hidden_update(submission: Interpreted) -> Iterator[Problem]:
    """An update is in a hidden row, column or sheet, behind a filter, under a merged cell, or far from the rest.

    The sender may not know that the update is there, so the row is set aside. Far means after 100 empty rows or 30
    empty columns. To fix it, unhide and check the row, move it next to the other rows, or delete it.

    Bad rows:
    | 2         | Under way | Trained forty inspectors.                   |
    | 3 <found> | Under way | Wrote a guide for border officers. <hidden> |
    """
    sheets = submission.submission.sheets
    covers = {sheet.name: covered_texts(sheet) for sheet in sheets if sheet.merges}
    beyond = {sheet.name: ends for sheet in sheets if min(ends := _after_gaps(sheet)) < inf}
    for name in dict.fromkeys(update.table.sheet for update in submission.updates if update.table.hidden):
        message = f"The sheet {quoted(name or '')} is hidden, and has updates."
        yield Problem(Place(submission.submission.path, name), message, _UNHIDE_SHEET)
    for update in (each for each in submission.updates if not (each.table.hidden or each.refusal)):
        if update.row.hidden:
            yield Problem.at(update.row.first, "The row is hidden.", _UNHIDE)
        elif beyond and (far := next(_far_cells(update, beyond), None)) is not None:
            message = "The row is far from the rest of the sheet, where hardly anybody looks."
            yield Problem.at(far, message, "Check it; then move it next to the other rows, or delete it.")
        else:
            yield from islice(_not_visible(submission, update, covers.get(update.table.sheet or "", {})), 1)


def _far_cells(update: Update, beyond: Mapping[str, tuple[float, float]]) -> Iterator[Cell]:
    """The first cell of an update, and cells of its texts in another table, that are far from the rest of a sheet."""
    cells = update.row.cells
    places = [(update.row.first, update.row.number, update.row.start.column)]
    places += [(origin.cell(cells.raw[each]), *cells.raw[each].at) for each, origin in cells.elsewhere.items()]
    for cell, row, column in places:
        last_row, last_column = beyond.get(cell.sheet or "", (inf, inf))
        if row >= last_row or column >= last_column:
            yield cell


def _after_gaps(sheet: Sheet) -> tuple[float, float]:
    """The first row and column after a long empty stretch of a sheet; infinite without such a stretch."""
    rows, columns = (sorted(set(map(itemgetter(part), sheet.cells))) for part in (0, 1))
    below = (after for before, after in pairwise(rows) if after - before > _EMPTY_ROWS)
    right = (after for before, after in pairwise(columns) if after - before > _EMPTY_COLUMNS)
    return next(below, inf), next(right, inf)


def _not_visible(submission: Interpreted, update: Update, covers: Mapping[_At, _At]) -> Iterator[Problem]:
    """Report the cells of an update that are wholly or partly hidden, or that a merged cell covers."""
    sheet = sheet_by_name(submission)[update.table.sheet]
    may_hide = covers or sheet.hidden_rows or sheet.hidden_columns
    for raw in _published_cells(submission, update) if may_hide else ():
        cell = update.row.cells.origin.cell(raw)
        if raw.column in sheet.hidden_columns:
            headed = (quoted(each.text) for each in update.table.headings if each.cell.column == raw.column)
            name = cell.letter if update.table.is_form else next(headed, cell.letter)
            yield Problem.at(cell, f"The column {name} is hidden.", _UNHIDE_COLUMN.format(cell.letter))
        elif cover := covers.get(raw.at):
            message = f"The cell {cell.ref} cannot be seen: {reference(*cover)} is merged over it."
            yield Problem.at(cell, message, _UNMERGE.format(reference(*cover)))
        elif Marks.HIDDEN in raw.marks:
            under = [first for at, first in covers.items() if at[0] == raw.row]
            where, hint = (
                ("under a merged cell", _UNMERGE.format(reference(*under[0]))) if under else (_HIDDEN, _UNHIDE)
            )
            yield Problem.at(cell, f"This text, or a part of it, is {where}.", hint)


def _published_cells(submission: Interpreted, update: Update) -> Iterator[RawCell]:
    """The cells of an update that a report prints, including merged cells that cover its row."""
    published = submission.edition.framework.published_columns - update.row.cells.elsewhere.keys()
    if submission.owner and update.agencies == (submission.owner.code,):  # its agency is also stated elsewhere
        published -= {AGENCY}
    for column in filter(published.__contains__, update.row.cells):
        cell = update.row.cells.raw[column]
        in_row = cell.row == update.row.number or update.table.is_form
        if in_row or ((heading := update.table.heading(column)) and heading.cell.column == cell.column):
            yield cell


@rule("WBK152", Severity.ERROR)
def filled_down(submission: Interpreted) -> Iterator[Problem]:
    """Three or more texts below each other differ only in a number, which rises by one from row to row.

    Excel counts like this when a cell is dragged down: at most one of the texts is right, so none is published. A text
    is compared if it has at least 30 characters besides digits, unless the number is that of its action. To fix it,
    write into each row what was done.

    Bad rows:
    | 2 | Under way | Held briefings for forty growers in 2021. <found> |
    | 3 | Under way | Held briefings for forty growers in 2022.         |
    | 4 | Under way | Held briefings for forty growers in 2023.         |

    Good rows:
    | 2 | Under way | Held briefings for forty growers in 12 towns. |
    | 3 | Under way | Held briefings for forty growers in 9 towns.  |
    | 4 | Under way | Held briefings for forty growers in 14 towns. |
    """
    numbered = (text for text in texts_with(submission, _NUMBER.search) if _NUMBER.search(text.text))
    long = (text for text in numbered if len(text.text.translate(_NO_DIGITS)) >= DISTINCTIVE)
    for cells in by_first((_count_from(text), text.cell) for text in long).values():
        first, *others = {cell.row: cell for cell in cells}.values()
        if len(others) >= _SERIES - 1:
            message = f"This text is repeated down to row {others[-1].row}, with a number that rises by one."
            yield Problem.at(first, message, related=others).until(others[-1].row)


def _count_from(text: Text) -> tuple[object, ...]:
    """A text's column, what is around its last number, and what the number would be in row 0 if it counted the rows."""
    cell, numbers = text.cell, [*_NUMBER.finditer(text.text)]
    if numbers[-1][0] in text.update.codes:
        return cell.at
    start, end = numbers[-1].span()
    return cell.sheet, cell.column, text.text[:start], text.text[end:], int(numbers[-1][0]) - cell.row


@rule("WBK124", Severity.WARNING, was="WBK128 content-lost")
def hidden_content(submission: Interpreted) -> Iterator[Problem]:
    """A hidden sheet or column has content, or part of the file is damaged; neither is published.

    The sender may not know that it is there. A hidden sheet with short lists to choose from is exempt, and so is a
    hidden column for another period, or of keys, numbers and single words. A program other than Excel may have damaged
    the file. To fix it, unhide or delete what is hidden. If the file is damaged, open it in Excel, add what is missing,
    and save it under another name (File > Save As).

    Bad:
    | Action | Status    | Progress                  | Notes <hidden> <found> |
    | 2      | Under way | Trained forty inspectors. | Check with HR.         |
    """
    for message, place in noted(submission, lost=True):
        yield Problem(place, message)
    sent = submission.submission
    with_tables = {table.sheet for table in sent.tables}
    for sheet in sent.sheets if sent.tables else ():
        shown = not sheet.hidden or sheet.name in with_tables or holds_lists(sheet.name)
        if not shown and _columns_with_words(sheet.cells, submission.edition, SENTENCE_WORDS):
            message = f"The sheet {quoted(sheet.name)} is hidden, and has content."
            yield Problem(Place(sent.path, sheet.name), message, _UNHIDE_SHEET)
    published = submission.edition.framework.published_columns
    for table in sent.tables:
        unpublished = [each for each in table.headings if each.column not in published and not each.dated]
        hidden = [each for each in unpublished if each.hidden and not table.hidden]
        cells = (cell for row in table.rows for cell in row.every_cell)
        with_words = _columns_with_words(cells if hidden else (), submission.edition, least=2)
        for heading in hidden:
            if heading.cell.column in with_words or table.is_form:
                hint = _UNHIDE_COLUMN.format(heading.cell.letter)
                yield Problem.at(heading.cell, f"The column {quoted(heading.text)} is hidden.", hint)


def _columns_with_words(cells: Iterable[RawCell], edition: Edition, least: int) -> set[int]:
    """The columns with a label, or with a text of at least `least` words that is not the plan's."""
    evidence, found = Evidence(edition), set[int]()
    for cell in cells:
        text = trimmed(cell.value)
        words = len(text.split()) >= least and evidence.kind(text) in (Kind.WORDS, Kind.SENTENCE)
        if text.endswith(":") or (words and not (evidence.names_group(text) or actions_worded(edition, text))):
            found.add(cell.column)
    return found
