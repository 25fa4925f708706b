"""What rules share: quoted values, lists and suggestions, and the places that findings are about."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from functools import lru_cache
from itertools import chain, islice, takewhile
from operator import attrgetter

from poatool.findings.model import Place
from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold, stems
from poatool.rules.registry import Problem, sheet_by_name, tables_on
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.notice_texts import questions_in, rows_of_versions
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Origin, RowKind, Scoped, Table
from poatool.submissions.statements.scope import (
    AGENCY,
    OF_LABELS,
    Level,
    accompanies_updates,
    holds_instructions,
    holds_lists,
)
from poatool.submissions.template import WEAKER_HEADINGS
from poatool.text import by_first, cut, has_any, lazy_pattern, listed
from poatool.workbooks import addresses, limits, own
from poatool.workbooks.model import RawCell, Sheet

SENTENCES = lazy_pattern(r"(?<=[.!?])\s|\n")  # the places between sentences
_LONGEST_QUOTE = 60
_NAMED = 4  # how many things to name when a text has many
_LABEL = lazy_pattern(
    r"(?:\A|[\n(\[])[\s*•–-]{0,9}([^:.!?\n()\[\]]{2,60}):\s(?!\S{1,12}[)\]])|(?:\A|\n)\s{0,9}[(\[]([^:.!?\n()\[\]]{2,60})[)\]]"
)


def column_name(edition: Edition, column: str) -> str:
    """The heading of a column in poatool's template, in quotation marks."""
    return quoted(edition.framework.column_by_id[column].heading)


def quoted(text: str) -> str:
    """A value in quotation marks, on one line; a long value is shortened."""
    return f"“{cut(' '.join(text.split()), _LONGEST_QUOTE)}”"


def at_end(text: str) -> str:
    """A quoted value at the end of a sentence, with a full stop unless the value ends with one."""
    value = quoted(text)
    return value if value[-2] in ".…!?" else f"{value}."


def some(words: Sequence[str]) -> str:
    """List words or, if there are many, the first few: `1, 2, 3, 4 and 7 more`."""
    rest = len(words) - _NAMED
    return listed([*words[:_NAMED], f"{rest:,} more"] if rest > 1 else words)


def quotes(texts: Iterable[str]) -> str:
    """Values in quotation marks, as `some` lists them."""
    return some([*map(quoted, texts)])


def labels_in(text: str) -> list[str]:
    """The labels at the start of a text, its lines and its brackets: `2021: …`, `[From Customs] …`, `[Customs: …]`."""
    return [marked or bracketed for marked, bracketed in (_LABEL.findall(text) if has_any(text, ":([") else ())]


def did_you_mean(choices: Sequence[str], otherwise: str) -> str:
    """Suggest likely meanings; if there are none, say what to do `otherwise`."""
    return f"Did you mean {listed(choices, 'or')}? Correct the cell." if choices else otherwise


def in_period(edition: Edition) -> str:
    """` in 2022`; empty if the edition is the latest state."""
    return f" in {edition.period.id}" if edition.period else ""


def agency_names(edition: Edition, codes: Sequence[str]) -> list[str]:
    """Agencies as `Name (CODE)`."""
    return [f"{edition.agency_name(code)} ({code})" for code in codes]


def status_labels(edition: Edition, ids: Sequence[str]) -> list[str]:
    """The labels of statuses, in quotation marks."""
    return [quoted(edition.framework.status_by_id[i].label) for i in ids]


@lru_cache(maxsize=8)
def wordings_of(edition: Edition) -> Mapping[str, list[str]]:
    """The codes of actions, by their folded wording."""
    return by_first((fold(action.text), action.code) for action in edition.actions)


@lru_cache(maxsize=8)
def stems_of_wordings(edition: Edition) -> Mapping[str, AbstractSet[str]]:
    """The stems of the words of each action's wording, by its code."""
    return {code: stems(fold(each.action.text).split()) for code, each in edition.by_code.items()}


LOOKED_AT = 2_000  # how many cells of a sheet to search


def place_of(update: Update, column: str) -> Place:
    """The cell of a column in an update's row, even if it is empty; the row if the table lacks that column."""
    if column in update.row.cells:
        return Place.of(update.row.cells[column].cell)
    if (heading := update.table.heading(column)) is None:
        return Place(update.row.first.file, update.table.sheet, update.row.number)
    row, number = update.table.empty_cell(heading, update.row.number)
    return Place(update.row.first.file, update.table.sheet, row, addresses.column_letter(number))


def row_named(cell: Cell, beside: Cell) -> str:
    """The row of a cell, as seen from another: `row 2`, `row 2 of the sheet “Draft”`; in the same row, its address."""
    if cell.sheet != beside.sheet:
        return f"row {cell.row} of the sheet {quoted(cell.sheet or '')}"
    return f"row {cell.row}" if cell.row != beside.row else cell.ref


def cell_on(submission: Interpreted, sheet: Sheet, cell: RawCell) -> Cell:
    """A cell of a sheet, with its place."""
    return Origin(submission.submission.path, sheet.name or None).cell(cell)


def end_of(table: Table) -> int | None:
    """The last row of a table, where a finding on the whole table ends."""
    return max((row.number for row in table.rows), default=None)


def end_of_rows(updates: Iterable[Update], cell: Cell) -> int | None:
    """The number of the last of these rows on the sheet of a cell."""
    return max((update.row.number for update in updates if update.table.sheet == cell.sheet), default=None)


def filled(update: Update, column: str) -> bool:
    """Whether the cell of a column has any content, such as an error or a formula without a value."""
    return column in update.row.cells or column in update.row.formulas


def line_above(table: Table, submission: Interpreted) -> Cell | None:
    """The only cell in the last row above a table, which may be its title."""
    sheet = sheet_by_name(submission)[table.sheet]
    end = bisect_left(sheet.cells, table.top, key=attrgetter("row"))
    above = sheet.cells[max(end - 2, 0) : end]
    is_alone = len({cell.row for cell in above}) == len(above) > 0
    return cell_on(submission, sheet, above[-1]) if is_alone else None


def outside_tables(submission: Interpreted, sheet: Sheet) -> Iterator[RawCell]:
    """The cells of a visible sheet above its first table, or all if it has none; at most the first 2,000.

    Sheets with forms, instructions or lists are skipped, and so is the list of versions on a sheet `Change log`.
    """
    tables = tables_on(submission, sheet)
    hidden = sheet.hidden or sheet.name in submission.submission.unread
    if not (hidden or for_reading(sheet) or any(table.is_form for table in tables)):
        top = min((table.top for table in tables), default=limits.LAST_ROW + 1)
        cells = [*islice(takewhile(lambda cell: cell.row < top, sheet.cells), LOOKED_AT)]
        versions = rows_of_versions(cells) if accompanies_updates(sheet.name) else ()
        yield from (cell for cell in cells if cell.row not in versions)


def outside_rows(sheet: Sheet, updates: Sequence[Update]) -> Sequence[RawCell]:
    """The first 2,000 cells of a sheet that are outside the headings of these updates, their rows and what goes on."""
    tables = {id(update.table): update.table for update in updates}.values()
    rows = {head.cell.row for table in tables for head in table.headings} | {update.row.number for update in updates}
    joined = (row.every_cell for table in tables for row in table.rows if row.kind is RowKind.CONTINUATION)
    known = (update.row.cells.raw.values() for update in updates)
    used = {cell.at for cells in chain(known, joined) for cell in cells if cell.row not in rows}
    return [*islice((cell for cell in sheet.cells if cell.row not in rows and cell.at not in used), LOOKED_AT)]


def notes_among(sheet: Sheet, updates: Sequence[Update]) -> Iterator[RawCell]:
    """The texts that are outside the rows and headings of these updates, in boxes, or in comments on headings."""
    headings = {head.cell.at for update in updates if sheet.comments for head in update.table.headings}
    beside = (*((at, text) for at, text in sheet.comments.items() if at in headings), *sheet.drawn.items())
    yield from (RawCell(*at, text, text) for at, text in beside if text)
    cells = outside_rows(sheet, updates)
    answered, versions = questions_in(cells), rows_of_versions(cells)
    texts = (cell for cell in cells if isinstance(cell.value, str) and cell.row not in versions)
    yield from (cell for cell in texts if cell.at not in answered)


def for_reading(sheet: Sheet) -> bool:
    """Whether a sheet has instructions, lists to choose from, or findings."""
    return holds_instructions(sheet.name) or holds_lists(sheet.name) or own.lists_findings(sheet)


def contradicted(
    submission: Interpreted, unnamed: Iterable[Update], what: str, says: Callable[[Scoped], str | None], about: str
) -> Iterator[Problem]:
    """Report tables whose labels, tab and titles disagree about the agency or action (`what`) of `unnamed` rows.

    A cover is ignored if it may name the agency that collects the returns, or if the tables are for different agencies.
    """
    relying = {id(update.table) for update in unnamed}
    tables = [table for table in submission.submission.tables if id(table) in relying]
    deciding = [each for table in tables if (each := table.statement(what)) is not None]
    differ = len({says(each) for each in deciding} - {None}) > 1
    for table in tables:
        statements, named = table.scope.get(what, ()), dict[str, Scoped]()
        for each in statements:
            counts = each.level in (Level.LABEL, Level.TAB, Level.TITLE)
            if each.level == Level.COVER or (counts and each.cell is not None and each.cell.sheet != table.sheet):
                counts = not (differ or _may_collect(each, submission))
            if (counts or each.level == statements[0].level) and (meant := says(each)) is not None:
                named.setdefault(meant, each)
        if len(named) > 1:
            which = listed([f"{where_said(stated)} says {meant}" for meant, stated in named.items()])
            message = f"It is not clear which {what} the rows of this table are {about}: {which}."
            cells = tuple(Place.of(stated.cell) for stated in named.values() if stated.cell is not None)
            place = Place(submission.submission.path, table.sheet, table.header_row)
            yield Problem(place, message, related=cells, last_row=end_of(table))


def _may_collect(stated: Scoped, submission: Interpreted) -> bool:
    """Whether an agency on a cover may just collect the returns, because it has no label such as `Agency` beside it."""
    plan, cell = submission.edition.framework, stated.cell
    if cell is None:
        return True
    headings = {*plan.column_by_id[AGENCY].headings, *plan.headings.get(AGENCY, ())}.difference(WEAKER_HEADINGS)
    known = {fold_heading(text) for text in headings}
    row, column = cell.row, cell.column
    near = (c for c in sheet_by_name(submission)[cell.sheet].cells if c.row == row or c.at == (row - 1, column))
    return all(fold_heading(c.text.partition(":")[0]) not in known for c in near if c.column <= column)


def where_said(stated: Scoped) -> str:
    """Where an agency or action is stated: `the title in A1`, `the tab`, `the name of the file`."""
    if stated.cell is not None:
        on = f" on the sheet {quoted(stated.where)}" if stated.where else ""
        return f"the {'label' if stated.level in OF_LABELS else 'title'} in {stated.cell.ref}{on}"
    elsewhere = {Level.TAB: "the tab", Level.MENTION: "the tab", Level.FILE: "the name of the file"}
    return elsewhere.get(Level(stated.level), f"the {stated.where.partition('.')[2]} in the file's properties")
