"""The `layout` document."""

from __future__ import annotations

from typing import Annotated, Literal

from poatool.render.json import Header, Shape, document, shaped
from poatool.render.layout import declaration_lines
from poatool.reports.layout import ReadColumn, ReadTable, Rows, WorkbookLayout
from poatool.submissions.scope import Level


class SaidShape(Shape):
    """A statement about all rows, and its place: the cell is null for a tab, a file name or a property."""

    text: str
    level: str
    sheet: Annotated[str | None, "cell.sheet"]
    cell: Annotated[str | None, "cell.ref"]


class SourceShape(Shape):
    """How many rows name it, or take it from a row above, and the statements for the others; the first decides."""

    own: int
    above: int
    said: tuple[SaidShape, ...]


class ScopeShape(Shape):
    """Where the agency, action and period of rows come from."""

    agency: SourceShape
    action: SourceShape
    period: SourceShape


class PlaceShape(Shape):
    """A heading and its cell; the heading is empty if a column has none."""

    cell: Annotated[str, "ref"]
    heading: Annotated[str, "raw"]


class DoubtShape(Shape):
    """An undecided column, the headings it may belong to, and the reason."""

    column: str
    readings: Annotated[tuple[PlaceShape, ...], "cells"]
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

    sheet: Annotated[str | None, "table.sheet"]
    hidden: Annotated[bool, "table.hidden"]
    form: Annotated[bool, "table.is_form"]
    heading_row: Annotated[int, "table.header_row"]
    heading_rows: int
    rows: Rows
    columns: tuple[ReadColumn, ...]
    scope: ScopeShape
    doubts: Annotated[tuple[DoubtShape, ...], "table.doubts"]
    missing: Annotated[tuple[str, ...], "table.missing"]
    declaration: DeclarationShape | None
    why_undeclared: str


class FileShape(Shape):
    """The workbook that was read."""

    path: str
    sha256: str | None


class LayoutDocument(Header):
    """`layout --format json`."""

    schema: Literal["poatool/layout/1"]
    file: Annotated[FileShape, "."]
    tables: tuple[TableShape, ...]
    not_read: tuple[str, ...]


def layout_document(layout: WorkbookLayout) -> LayoutDocument:
    """The `layout` document."""
    return document(LayoutDocument, layout.edition, layout, tables=tuple(map(_table, layout.tables)))


def _table(read: ReadTable) -> TableShape:
    toml = "\n".join(declaration_lines(read)) + "\n"
    scope = {
        what: shaped(
            SourceShape, source, said=[shaped(SaidShape, s, level=Level(s.level).name.lower()) for s in source.said]
        )
        for what, source in read.scope.items()
    }
    return shaped(
        TableShape,
        read,
        scope=scope,
        heading_rows=read.table.heading_rows if read.table.headings else 0,
        declaration=read.declaration and shaped(DeclarationShape, read.declaration, toml=toml),
    )
