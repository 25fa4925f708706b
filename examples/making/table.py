"""The table of updates on a sheet: its headings, bands and rows."""

from __future__ import annotations

import datetime as dt
import re

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from making.model import Sheet

WIDTHS = {
    "action": 20,
    "agency": 20,
    "gap": 3,
    "period": 11,
    "status": 14,
    "progress": 62,
    "reasons": 34,
    "next_steps": 34,
    "expected_by": 13,
    "evidence": 34,
    "contact": 26,
    "notes": 26,
}
"""The width of each column in characters."""

COVER_WIDTHS = (24, 72)
"""The widths of the columns of a sheet without a table."""

_GAP = "gap"
_THIN = Side(style="thin", color="A6A6A6")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TEXT = Alignment(wrap_text=True, vertical="top", horizontal="left")
_HEADING = Alignment(wrap_text=True, vertical="center", horizontal="center")
_DAY = "d-mmm"
_MARKED = re.compile(r"<([bi])>(.*?)</\1>")


def font(
    *, bold: bool = False, italic: bool = False, size: int = 11, color: str = "000000", link: bool = False
) -> Font:
    """The one typeface of the examples: a font without a name is shown differently by each program."""
    return Font(name="Calibri", size=size, bold=bold, italic=italic, color=color, underline="single" if link else None)


def set_widths(page: Worksheet, sheet: Sheet) -> None:
    """Set the width of every column of a sheet."""
    widths = [WIDTHS[column] for column in sheet.columns] or COVER_WIDTHS
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def write_headings(page: Worksheet, sheet: Sheet, row: int, colour: str) -> int:
    """Write the headings, in two rows where there are bands; give the row below them."""
    last = row + 1 if sheet.bands else row
    banded = {column for columns in sheet.bands.values() for column in columns}
    for number, (column, heading) in enumerate(sheet.columns.items(), 1):
        if column == _GAP:
            continue
        down = sheet.merged_down and column not in banded
        _style_heading(page.cell(row if down else last, number, heading), colour)
        if down:
            page.merge_cells(start_row=row, end_row=last, start_column=number, end_column=number)
    order = list(sheet.columns)
    for text, columns in sheet.bands.items():
        first = order.index(columns[0]) + 1
        _style_heading(page.cell(row, first, text), colour)
        page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + len(columns) - 1)
    return last + 1


def _style_heading(cell: Cell, colour: str) -> None:
    cell.font = font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.alignment = _HEADING
    cell.border = _GRID


def write_updates(page: Worksheet, sheet: Sheet, row: int) -> int:
    """Write a row for each update; give the row below them."""
    for number, (update, values) in enumerate(zip(sheet.updates, sheet.rows, strict=True), row):
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            if column != _GAP:
                cell = page.cell(number, place, value)
                _style_value(cell, column)
                if address := update.get(f"{column}_link"):
                    _link(cell, str(address))
                if isinstance(value, str) and _MARKED.search(value):
                    cell.value = _rich(value)
        page.row_dimensions[number].hidden = bool(update.get("hidden"))
    return row + len(sheet.updates)


def _style_value(cell: Cell, column: str) -> None:
    cell.alignment = _TEXT
    cell.border = _GRID
    if isinstance(cell.value, dt.date):
        cell.number_format = _DAY
    if column == "evidence" and cell.value:
        _link(cell, str(cell.value))


def _link(cell: Cell, address: str) -> None:
    cell.hyperlink = address
    cell.font = font(color="0563C1", link=True)


def _rich(text: str) -> CellRichText:
    """A text whose marked words are bold or italic."""
    plain, *marked = _MARKED.split(text)
    runs: list[str | TextBlock] = [plain]
    for look, words, rest in zip(marked[::3], marked[1::3], marked[2::3], strict=True):
        runs += [TextBlock(InlineFont(rFont="Calibri", sz=11, b=look == "b", i=look == "i"), words), rest]
    return CellRichText([run for run in runs if run])
