"""The appearance of a template on screen and in print. Colour is never the only sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from poatool.workbooks.text import encode
from poatool.workbooks.writing import FONT, MAX_CHARACTERS, SIZE, mark_as_heading, print_landscape

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_GIVEN = "EEF2F5"
_LINE = "9AA9B5"
_TEXT = "@"


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a template; none of them is merged."""
    return cast("Cell", sheet.cell(row, column))


def write(cell: Cell, text: str, *, bold: bool = False, size: int = SIZE, wrap: bool = True) -> None:
    """Write text that stays text however it begins; if too long for a cell, it is cut with a note."""
    from openpyxl.styles import Alignment, Font

    if len(text) > MAX_CHARACTERS:
        text = f"{text[:MAX_CHARACTERS]} … (cut here; it is longer)"
    cell.value = encode(text)
    cell.data_type, cell.number_format = "s", _TEXT
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def head(cell: Cell, text: str) -> None:
    """Write a heading of a table."""
    write(cell, text, bold=True)
    mark_as_heading(cell)


def frame(cell: Cell, *, given: bool) -> None:
    """Format a cell of a table: locked and shaded if it is `given`, else open and white for an answer."""
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    line = Side("thin", color=_LINE)
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.number_format = _TEXT
    cell.protection = Protection(locked=given)
    if given:
        cell.fill = PatternFill("solid", start_color=_GIVEN)


def set_up(sheet: Worksheet, footer: str, repeat: int | None = None) -> None:
    """Lock the sheet and set up printing: landscape A4, as wide as the page, headings on every page."""
    print_landscape(sheet, repeat)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.7, 0.3
    if sheet.oddFooter is not None:
        sheet.oddFooter.left.text = footer.replace("&", "&&")
        sheet.oddFooter.right.text = "&A, page &P of &N"
    sheet.sheet_view.showGridLines = False
    lock = sheet.protection
    lock.enable()
    lock.formatCells = lock.formatColumns = lock.formatRows = False
