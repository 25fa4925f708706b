"""Describe how a workbook is read: its tables and columns, the evidence, and a declaration with the same reading."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from glob import escape
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.submissions.model import By, Heading, RowKind, Submission, Table
from poatool.submissions.owners import only_leads, owner_of
from poatool.submissions.statements.scope import AGENCY, Level
from poatool.workbooks.addresses import column_letter, column_number
from poatool.yaml_values import quoted


class Evidence(NamedTuple):
    """How strongly a heading and the cells below it suggest a column; `holds` is the share of each kind of value."""

    heading: float
    content: float
    holds: Mapping[str, float]


class Place(NamedTuple):
    """A heading and its cell; the heading is empty if the column has none."""

    cell: str
    heading: str


class ReadColumn(NamedTuple):
    """A column of a sheet and what it was read as: `column` is null if it was not read, and `why` says why.

    `joined` means that its texts are added to those of another column of the sheet. `rival` is the heading of the
    column that fits second best.
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
    """The first and last non-empty row below the headings, the number of empty rows between them, and rows by kind."""

    first: int | None
    last: int | None
    blank: int
    kinds: Mapping[RowKind, int]


class Statement(NamedTuple):
    """A statement about all rows, and its place; the cell is null for a tab, file name or property."""

    text: str
    level: str
    sheet: str | None
    cell: str | None


class Source(NamedTuple):
    """Where rows get their agency, action or period: `own` rows have it in a cell, `above` rows in a cell above them.

    `said` holds statements about all other rows; the first statement decides.
    """

    own: int
    above: int
    said: tuple[Statement, ...]


class Scope(NamedTuple):
    """Where the agency, action and period of rows come from."""

    agency: Source
    action: Source
    period: Source


class Undecided(NamedTuple):
    """An undecided column, the headings it may belong to, and the reason."""

    column: str
    readings: tuple[Place, ...]
    why: str


class Declaration(NamedTuple):
    """A declared layout that reads the table in the same way; `toml` is its text, with doubts as comments."""

    file: str
    sheet: str | None
    heading_row: int
    heading_rows: int
    columns: dict[str, str]
    toml: str


class ReadTable(NamedTuple):
    """A table as it was read. Its headings end in `heading_row`; in a form, this is the row of the first label.

    `answers` is the column of a form's answers, if other forms are beside it. `missing` holds columns that the declared
    layout names but the sheet lacks. `declaration` is null if no declared layout would read the table in the same way;
    `why_undeclared` says why.
    """

    sheet: str | None
    hidden: bool
    form: bool
    heading_row: int
    heading_rows: int
    rows: Rows
    columns: tuple[ReadColumn, ...]
    scope: Scope
    doubts: tuple[Undecided, ...]
    missing: tuple[str, ...]
    declaration: Declaration | None
    why_undeclared: str
    answers: str | None


class WorkbookLayout(NamedTuple):
    """How a workbook is read in an edition of the plan. `not_read` lists its sheets without a table of updates."""

    path: str
    sha256: str | None
    edition: Edition
    tables: tuple[ReadTable, ...]
    not_read: tuple[str, ...]


def workbook_layout(submission: Submission, edition: Edition) -> WorkbookLayout:
    """Describe how a workbook is read; if one table of a sheet cannot be declared, no table of that sheet is."""
    tables = submission.tables
    pairs = [(table, _columns_of(table, tables)) for table in tables]
    read: list[ReadTable] = []
    reasons = {table.sheet: why for table, own in pairs if (why := _why_not_declared(table, tables, own))}
    for table, own in pairs:
        kinds, numbers = Counter(row.kind for row in table.rows), [row.number for row in table.rows]
        is_example = RowKind.EXAMPLE in kinds and RowKind.UPDATE not in kinds
        why = reasons.get(table.sheet, "its rows are examples" if is_example else "")
        first, last = min(numbers, default=None), max(numbers, default=None)
        doubts = [(each, tuple(Place(cell.ref, cell.raw) for cell in each.cells)) for each in table.doubts]
        read.append(
            ReadTable(
                sheet=table.sheet,
                hidden=table.hidden,
                form=table.is_form,
                heading_row=table.header_row,
                heading_rows=table.heading_rows if table.headings else 0,
                rows=Rows(first, last, table.blank, {kind: kinds[kind] for kind in RowKind if kind in kinds}),
                columns=own,
                scope=Scope(*(_source(table, what, edition) for what in Scope._fields)),
                doubts=tuple(Undecided(each.column, readings, each.why) for each, readings in doubts),
                missing=table.missing,
                declaration=None if why else _declaration(table, own, submission.path),
                why_undeclared=why,
                answers=column_letter(table.lane) if table.lane else None,
            )
        )
    used = {table.sheet for table in tables}
    not_read = () if None in used else (sheet.name for sheet in submission.sheets if sheet.name not in used)
    return WorkbookLayout(submission.path, submission.sha256, edition, tuple(read), tuple(not_read))


def _columns_of(table: Table, tables: Sequence[Table]) -> tuple[ReadColumn, ...]:
    """The labels of a form, or the columns of a table from left to right, including those without their own heading."""
    used: dict[int, str] = {}
    for row in table.rows if not table.is_form else ():
        if row.kind in (RowKind.UPDATE, RowKind.UNANSWERED):
            for column, cell in row.cells.raw.items():
                if cell.row == row.number and column not in row.cells.elsewhere:
                    used.setdefault(cell.column, column)
    lanes = frozenset(each.lane for each in tables if _shares_headings(each, table))
    found: list[ReadColumn] = []
    for heading in table.headings:
        read_as = heading.column or heading.joined or used.get(heading.cell.column)
        by = (heading.by or By.HEADING) if read_as else None
        found.append(
            ReadColumn(
                letter=heading.cell.letter,
                cell=heading.cell.ref,
                heading=heading.text,
                column=read_as,
                by=by,
                joined=heading.joined is not None,
                hidden=heading.hidden,
                evidence=Evidence(*heading.weights, heading.holds),
                rival=Place(heading.rival.ref, heading.rival.raw) if heading.rival else None,
                why="" if read_as else _why_not_read(heading, table, lanes),
            )
        )
    headed = {heading.cell.column for heading in table.headings}
    unheaded = {number: column for number, column in used.items() if number not in headed}
    by = By.DECLARED if table.is_declared else By.CONTENT
    found += [ReadColumn(column_letter(number), None, "", column, by) for number, column in unheaded.items()]
    return tuple(sorted(found, key=lambda each: column_number(each.letter) or 0) if unheaded else found)


def _shares_headings(one: Table, other: Table) -> bool:
    return (one.sheet, one.header_row) == (other.sheet, other.header_row)


def _why_not_read(heading: Heading, table: Table, lanes: Container[int | None]) -> str:
    if any(heading.cell in doubt.cells for doubt in table.doubts):
        return "it is in doubt"
    if not table.is_form and not heading.holds:
        return "it is empty"
    if not table.is_form and heading.cell.column in lanes:
        return "it is read as a separate table"
    if heading.dated:
        return "it is for another period"
    return "it is about something else, or not meant for publication" if heading.aside else ""


def _source(table: Table, what: str, edition: Edition) -> Source:
    owner = owner_of(table, edition) if what == AGENCY else None
    rows = (row for row in table.updates if what in row.cells and not only_leads(table, row, owner))
    cells = [(row.number, row.cells.raw[what].row) for row in rows]
    own = len(cells) if table.is_form else sum(number == at for number, at in cells)
    said = [
        Statement(each.text, Level(each.level).name.lower(), cell and cell.sheet, cell and cell.ref)
        for each, cell in ((each, each.cell) for each in table.scope.get(what, ()))
    ]
    return Source(own, len(cells) - own, tuple(said))


def _why_not_declared(table: Table, tables: Sequence[Table], columns: Sequence[ReadColumn]) -> str:
    if table.is_form:
        return "a form is read by its labels"
    if table.lane is not None or sum(_shares_headings(each, table) for each in tables) > 1:
        return "it has tables or blocks side by side"
    unsettled = {heading.cell.letter for heading in table.headings if not heading.column and not heading.joined}
    joined = any(heading.joined == "status" for heading in table.headings)
    spread = joined or any(each.column and each.letter in unsettled for each in columns)
    return "its statuses are spread over several columns" if spread else ""


def _declaration(table: Table, columns: Sequence[ReadColumn], path: str) -> Declaration:
    named = {column.letter: column.column for column in columns if column.column}
    file, heading_rows = escape(path.replace("\\", "/").rpartition("/")[2]), table.heading_rows if table.headings else 0
    lines = ["[[layouts]]", f"file = {quoted(file)}"]
    lines += [f"sheet = {quoted(table.sheet)}"] if table.sheet is not None else []
    lines += [f"heading_row = {table.header_row}", *([f"heading_rows = {heading_rows}"] if heading_rows != 1 else [])]
    lines += ["[layouts.columns]", *(f"{letter} = {quoted(column)}" for letter, column in named.items())]
    for doubt in table.doubts:
        lines.append(f"# Keep the line that is right for {doubt.column}, and remove its # sign:")
        lines += (f"# {cell.letter} = {quoted(doubt.column)}" for cell in doubt.cells)
    return Declaration(file, table.sheet, table.header_row, heading_rows, named, "\n".join([*lines, ""]))
