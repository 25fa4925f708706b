"""Tables as an Excel workbook: no text becomes a formula, and the same tables give the same bytes on any day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from poatool.framework.edition import Edition
from poatool.render.table import Content, Table
from poatool.text import publishable
from poatool.workbooks.addresses import column_letter, reference
from poatool.workbooks.model import OwnKind
from poatool.workbooks.own import mark_new
from poatool.workbooks.text import encode
from poatool.workbooks.writing import FONT, MOST_CHARACTERS, SIZE, mark_as_heading, print_landscape, save_dated

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

CONTINUES = " … (continues in the next row)"
CONTINUED = "(continued) … "

_LINE = "C9D3DC"
_BODY = "Table text"
_FORMULA_LIKE = ("=", "+", "-", "@")


def workbook_bytes(tables: Sequence[Table], edition: Edition, title: str) -> bytes:
    """A workbook with a sheet for each table."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.add_named_style(_body())
    for table in tables:
        _fill(workbook.create_sheet(table.title), table)
    properties, framework = workbook.properties, edition.framework
    properties.title = publishable(f"{title}: {framework.title}")
    properties.subject = publishable(framework.title)
    properties.creator = "poatool"
    properties.language = framework.language
    mark_new(workbook, OwnKind.OUTPUT)
    day = edition.period.end if edition.period else dt.date(1980, 1, 1)
    return save_dated(workbook, day)


def _body() -> NamedStyle:
    """The style of cells below the headings; named, because a style for each cell would take most of the time."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    return NamedStyle(
        _BODY,
        font=Font(name=FONT, size=SIZE),
        alignment=Alignment(wrap_text=True, vertical="top"),
        border=Border(bottom=Side("thin", color=_LINE)),
    )


def _fill(sheet: Worksheet, table: Table) -> None:
    """Write a table with its headings in the first row, marked as an Excel table."""
    from openpyxl.worksheet.table import Table as MarkedTable
    from openpyxl.worksheet.table import TableStyleInfo

    rows = [row for whole in table.rows for row in _split(whole)] or [(table.empty,)]
    for row in (table.headings, *rows):
        sheet.append([_cell(sheet, content) for content in row])
    for index, column in enumerate(table.columns, 1):
        mark_as_heading(sheet.cell(1, index))
        sheet.column_dimensions[column_letter(index)].width = column.width
    last = reference(len(rows) + 1, len(table.columns))
    marked = MarkedTable(displayName=f"{table.title.replace(' ', '_')}_table", ref=f"A1:{last}")
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(marked)
    sheet.freeze_panes = "A2"
    _set_up_print(sheet)


def _cell(sheet: Worksheet, content: Content) -> Cell:
    """A cell with a value; text stays text, whatever it begins with."""
    from openpyxl.cell import Cell

    cell = Cell(sheet, row=1, column=1)
    cell.style = _BODY
    if isinstance(content, str):
        text = encode(publishable(content))
        cell.value = text or None
        if text:
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_FORMULA_LIKE)
    else:
        cell.value = content
    return cell


def _split(row: tuple[Content, ...]) -> Iterator[tuple[Content, ...]]:
    """A row, split into several if a text is longer than a cell may hold; each cut is marked."""
    parts = [_parts(content) if isinstance(content, str) else [content] for content in row]
    for index in range(max(map(len, parts))):
        yield tuple(part[index] if index < len(part) else part[0] if len(part) == 1 else None for part in parts)


def _parts(text: str) -> list[Content]:
    cuts = range(0, max(len(text), 1), MOST_CHARACTERS)
    return [
        (CONTINUED if cut else "")
        + text[cut : cut + MOST_CHARACTERS]
        + (CONTINUES if cut + MOST_CHARACTERS < len(text) else "")
        for cut in cuts
    ]


def _set_up_print(sheet: Worksheet) -> None:
    print_landscape(sheet, repeat=1)
    footer = sheet.oddFooter
    if footer is not None and footer.right is not None:
        footer.right.text = "&A, &P / &N"
