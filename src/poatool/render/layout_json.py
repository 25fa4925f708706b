"""The `layout` document."""

from __future__ import annotations

from typing import Literal

from poatool.render.json import Header, Shape, header, shaped
from poatool.render.layout import declaration_lines
from poatool.reports.layout import ReadColumn, ReadTable, Source, WorkbookLayout
from poatool.submissions.model import Cell, Doubt, RowKind, Scoped
from poatool.submissions.scope import Level


class EvidenceShape(Shape):
    """How much a heading and the cells below it speak for a column, and the shares of what those cells hold."""

    heading: float
    content: float
    holds: dict[str, float]


class PlaceShape(Shape):
    """A heading and its cell; the heading is empty if a column has none."""

    cell: str
    heading: str


class ColumnShape(Shape):
    """A column: its letter, its heading with its cell, the column it was read as (null: not read), and the evidence.

    `joined` means that its texts are added to another column of the sheet. `why` says why it was not read.
    """

    letter: str
    cell: str | None
    heading: str
    column: str | None
    by: Literal["heading", "content", "declared"] | None
    joined: bool
    hidden: bool
    evidence: EvidenceShape
    rival: PlaceShape | None
    why: str


class SaidShape(Shape):
    """A statement about all rows, and its place: the cell is null for a tab, a file name or a property."""

    text: str
    level: str
    sheet: str | None
    cell: str | None


class SourceShape(Shape):
    """How many rows name it themselves or by a row above, and the statements for the others; the first one decides."""

    own: int
    above: int
    said: tuple[SaidShape, ...]


class ScopeShape(Shape):
    """Where the agency, action and period of rows come from."""

    agency: SourceShape
    action: SourceShape
    period: SourceShape


class RowsShape(Shape):
    """The first and last non-empty row below the headings, the empty rows between them, and the number of each kind."""

    first: int | None
    last: int | None
    blank: int
    kinds: dict[str, int]


class DoubtShape(Shape):
    """An undecided column, the headings it may belong to, and the reason."""

    column: str
    readings: tuple[PlaceShape, ...]
    why: str


class DeclarationShape(Shape):
    """An equivalent declared layout; `toml` is its text for poatool.toml."""

    file: str
    sheet: str | None
    heading_row: int
    heading_rows: int
    columns: dict[str, str]
    toml: str


class TableShape(Shape):
    """A table as it was read: its heading rows end in `heading_row`, which for a form is the first label's row.

    `missing` are columns that its declared layout names and the sheet does not have. `declaration` is null if no
    declaration is equivalent; `why_undeclared` says why.
    """

    sheet: str | None
    hidden: bool
    form: bool
    heading_row: int
    heading_rows: int
    rows: RowsShape
    columns: tuple[ColumnShape, ...]
    scope: ScopeShape
    doubts: tuple[DoubtShape, ...]
    missing: tuple[str, ...]
    declaration: DeclarationShape | None
    why_undeclared: str


class FileShape(Shape):
    """The workbook that was read."""

    path: str
    sha256: str | None


class LayoutDocument(Header):
    """`layout --format json`."""

    schema: Literal["poatool/layout/1"]
    file: FileShape
    tables: tuple[TableShape, ...]
    not_read: tuple[str, ...]


def layout_document(layout: WorkbookLayout) -> LayoutDocument:
    """The `layout` document."""
    return {
        "schema": "poatool/layout/1",
        **header(layout.edition.framework, layout.edition.period),
        "file": shaped(FileShape, layout),
        "tables": tuple(map(_table, layout.tables)),
        "not_read": layout.not_read,
    }


def _table(read: ReadTable) -> TableShape:
    table = read.table
    return shaped(
        TableShape,
        read,
        sheet=table.sheet,
        hidden=table.hidden,
        form=table.is_form,
        heading_row=table.header_row,
        heading_rows=table.heading_rows if table.headings else 0,
        rows=shaped(
            RowsShape, read, blank=table.blank, kinds={str(k): read.kinds[k] for k in RowKind if k in read.kinds}
        ),
        columns=tuple(map(_column, read.columns)),
        scope={what: _source(source) for what, source in read.scope.items()},
        doubts=tuple(map(_doubt, table.doubts)),
        missing=table.missing,
        declaration=read.declaration
        and shaped(DeclarationShape, read.declaration, toml="\n".join(declaration_lines(read)) + "\n"),
    )


def _column(column: ReadColumn) -> ColumnShape:
    return shaped(
        ColumnShape,
        column,
        by=str(column.by) if column.by else None,
        evidence=shaped(EvidenceShape, column.evidence),
        rival=_place(column.rival) if column.rival else None,
    )


def _place(cell: Cell) -> PlaceShape:
    return PlaceShape(cell=cell.ref, heading=cell.raw)


def _source(source: Source) -> SourceShape:
    return shaped(SourceShape, source, said=tuple(map(_said, source.said)))


def _said(scoped: Scoped) -> SaidShape:
    cell = scoped.cell
    return SaidShape(
        text=scoped.text,
        level=Level(scoped.level).name.lower(),
        sheet=cell.sheet if cell else None,
        cell=cell.ref if cell else None,
    )


def _doubt(doubt: Doubt) -> DoubtShape:
    return shaped(DoubtShape, doubt, readings=tuple(map(_place, doubt.cells)))
