"""How a workbook is read: its tables and columns, the evidence for each, and an equivalent declaration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from glob import escape
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.model import DeclaredLayout
from poatool.submissions.columns import By
from poatool.submissions.heading_words import fold_heading
from poatool.submissions.layout import letter_at
from poatool.submissions.model import Doubt, Heading, RowKind, Scoped, Submission, Table
from poatool.submissions.scope import SCOPED
from poatool.text import invisible
from poatool.workbooks.addresses import column_letter, column_number

_LONGEST_KEY = 80
"""The longest heading, in characters, that may name its column in a declaration."""


class Evidence(NamedTuple):
    """The weight of a heading and of the cells below it for a column, and the share of each kind of value in them."""

    heading: float
    content: float
    holds: Mapping[str, float]


class Place(NamedTuple):
    """A heading and its cell; the heading is empty if a column has none."""

    cell: str
    heading: str


class ReadColumn(NamedTuple):
    """A column: its letter, its heading with its cell, the column it was read as (null: not read), and the evidence.

    `joined` means that its texts are added to another column of the sheet. `rival` is the heading of the second-best
    column. `why` says why it was not read.
    """

    letter: str
    cell: str | None
    heading: str
    column: str | None
    by: By | None
    joined: bool = False
    hidden: bool = False
    evidence: Evidence = Evidence(0.0, 0.0, {})
    rival: Place | None = None
    why: str = ""


class Rows(NamedTuple):
    """The first and last non-empty row below the headings, the empty rows between them, and the number of each kind."""

    first: int | None
    last: int | None
    blank: int
    kinds: Mapping[RowKind, int]


class Source(NamedTuple):
    """Where agency, action or period come from: the number of rows that name their own, and the cells used for others.

    The first cell in `said` takes precedence.
    """

    own: int
    above: int
    said: tuple[Scoped, ...]


@dataclass(frozen=True)
class ReadTable:
    """A table as it was read. `why_undeclared` says why no declaration can describe it."""

    table: Table
    columns: tuple[ReadColumn, ...]
    scope: Mapping[str, Source]
    declaration: DeclaredLayout | None
    why_undeclared: str = ""

    @property
    def rows(self) -> Rows:
        """Its rows."""
        numbers = [row.number for row in self.table.rows]
        counts = Counter(row.kind for row in self.table.rows)
        kinds = {kind: counts[kind] for kind in RowKind if kind in counts}
        return Rows(min(numbers, default=None), max(numbers, default=None), self.table.blank, kinds)

    def alternatives(self, doubt: Doubt) -> tuple[str, ...]:
        """The ways in which a declaration may name each column in doubt."""
        return tuple(_key(self.table, cell.column) for cell in doubt.cells)


@dataclass(frozen=True)
class WorkbookLayout:
    """How a workbook is read in an edition of the plan. `not_read` are its sheets without a table of updates."""

    path: str
    sha256: str | None
    edition: Edition
    tables: tuple[ReadTable, ...]
    not_read: tuple[str, ...]


def workbook_layout(submission: Submission, edition: Edition) -> WorkbookLayout:
    """Describe how a workbook is read, sheet by sheet and table by table.

    A declaration covers a whole sheet: if one table cannot be declared, none is.
    """
    tables = submission.tables
    columns = [_columns_of(table, tables) for table in tables]
    reasons = {
        table.sheet: why
        for table, own in zip(tables, columns, strict=True)
        if (why := _why_not_declared(table, tables, own))
    }
    read: list[ReadTable] = []
    for table, own in zip(tables, columns, strict=True):
        kinds = {row.kind for row in table.rows}
        is_example = RowKind.EXAMPLE in kinds and RowKind.UPDATE not in kinds
        why = reasons.get(table.sheet, "its rows are examples" if is_example else "")
        scope = {what: _source(table, what) for what in SCOPED}
        read.append(ReadTable(table, own, scope, None if why else _declaration(table, own, submission.path), why))
    used = {table.sheet for table in tables}
    not_read = (sheet.name for sheet in submission.sheets if None not in used and sheet.name not in used)
    return WorkbookLayout(submission.path, submission.sha256, edition, tuple(read), tuple(not_read))


def _columns_of(table: Table, tables: Sequence[Table]) -> tuple[ReadColumn, ...]:
    """The columns of a table from left to right, or the labels of a form; `tables` are all tables of the workbook.

    Columns without a heading, or headed by an agency or a status, are included if rows took values from them.
    """
    held: dict[int, str] = {}
    for row in table.rows if not table.is_form else ():
        if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            for column, cell in row.cells.raw.items():
                if cell.row == row.number:
                    held.setdefault(cell.column, column)
    lanes = frozenset(each.lane for each in tables if _shares_headings(each, table))
    found: list[ReadColumn] = []
    for heading in table.headings:
        read_as = heading.column or heading.joined or held.get(heading.cell.column)
        by = (By(heading.by) if heading.by else By.HEADING) if read_as else None
        found.append(
            ReadColumn(
                *(heading.cell.letter, heading.cell.ref, heading.text, read_as, by),
                joined=heading.joined is not None,
                hidden=heading.hidden,
                evidence=Evidence(*heading.weights, heading.holds),
                rival=Place(heading.rival.ref, heading.rival.raw) if heading.rival else None,
                why="" if read_as else _why_not(heading, table, lanes),
            )
        )
    headed = {heading.cell.column for heading in table.headings}
    bare = {at: column for at, column in held.items() if at not in headed}
    by = By.DECLARED if any(heading.by == By.DECLARED for heading in table.headings) else By.CONTENT
    found += [ReadColumn(column_letter(at), None, "", column, by) for at, column in bare.items()]
    return tuple(sorted(found, key=_number) if bare else found)


def _shares_headings(one: Table, other: Table) -> bool:
    return (one.sheet, one.header_row) == (other.sheet, other.header_row)


def _why_not(heading: Heading, table: Table, lanes: Container[int | None]) -> str:
    if any(heading.cell in doubt.cells for doubt in table.doubts):
        return "it is in doubt"
    if not table.is_form and not heading.holds:
        return "it is empty"
    if not table.is_form and heading.cell.column in lanes:
        return "it is read as a table of its own"
    if heading.dated:
        return "it is for another period"
    return "it is about something else, or not meant for publication" if heading.aside else ""


def _source(table: Table, what: str) -> Source:
    rows = [row for row in table.rows if row.kind is RowKind.UPDATE]
    cells = [(row.number, row.cells.raw[what].row) for row in rows if what in row.cells]
    own = sum(number == at or table.is_form for number, at in cells)
    return Source(own, len(cells) - own, table.scope.get(what, ()))


def _why_not_declared(table: Table, tables: Sequence[Table], columns: Sequence[ReadColumn]) -> str:
    if table.is_form:
        return "a form is read by its labels"
    if table.lane is not None:
        return "its columns are in blocks, each for one agency or action"
    if sum(_shares_headings(each, table) for each in tables) > 1:
        return "it has tables side by side"
    if any(heading.joined == "status" for heading in table.headings):
        return "several columns hold its status"
    unsettled = {heading.cell.letter for heading in table.headings if not heading.column and not heading.joined}
    return "statuses head its columns" if any(each.column and each.letter in unsettled for each in columns) else ""


def _declaration(table: Table, columns: Sequence[ReadColumn], path: str) -> DeclaredLayout:
    places = {_number(column): column.column for column in columns if column.column}
    return DeclaredLayout(
        file=escape(path.replace("\\", "/").rpartition("/")[2]),
        sheet=table.sheet,
        heading_row=table.header_row,
        heading_rows=table.heading_rows if table.headings else 0,
        columns={_key(table, at): column for at, column in places.items()},
    )


def _number(column: ReadColumn) -> int:
    return column_number(column.letter) or 0


def _key(table: Table, at: int) -> str:
    """The name of a column in a declaration: a plain, unique heading, or else its letter."""
    texts = {heading.cell.column: heading.text for heading in table.headings}
    text, folded = texts.get(at, ""), [fold_heading(heading.text) for heading in table.headings]
    plain = 0 < len(text) <= _LONGEST_KEY and text.isprintable() and not invisible(text)
    named = plain and folded.count(fold_heading(text)) == 1 and letter_at(text, 10**6) is None
    return text if named else column_letter(at)
