"""How a template looks, on the screen and in print. Nothing is said by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from poatool.workbooks.text import encode

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_INK = "12384F"
_GIVEN = "EEF2F5"
_LINE = "9AA9B5"
_TEXT = "@"

# A cell holds 32,767 UTF-16 units, and a character may take two.
_MOST = 16_000


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a template, in which none is merged."""
    return cast("Cell", sheet.cell(row, column))


def write(cell: Cell, text: str, *, bold: bool = False, size: int = 11, wrap: bool = True) -> None:
    """Put a text into a cell as text, whatever it begins with; one that is too long for a cell says where it ends."""
    from openpyxl.styles import Alignment, Font

    if len(text) > _MOST:
        text = f"{text[:_MOST]} … (cut here; it is longer)"
    cell.value = encode(text)
    cell.data_type, cell.number_format = "s", _TEXT
    cell.font = Font(name="Calibri", size=size, bold=bold)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def head(cell: Cell, text: str) -> None:
    """Write a heading of a table."""
    from openpyxl.styles import Font, PatternFill

    write(cell, text, bold=True)
    cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=_INK)


def frame(cell: Cell, *, given: bool) -> None:
    """Draw a cell of a table: one that is given is locked and shaded, one that is to be answered is neither."""
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    line = Side("thin", color=_LINE)
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.number_format = _TEXT
    cell.protection = Protection(locked=given)
    if given:
        cell.fill = PatternFill("solid", start_color=_GIVEN)


def set_up(sheet: Worksheet, footer: str, repeat: int | None = None) -> None:
    """Print on landscape A4, as wide as the page, with the heading row on each; lock what is not unlocked."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.7, 0.3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    if sheet.oddFooter is not None:
        sheet.oddFooter.left.text = footer.replace("&", "&&")
        sheet.oddFooter.right.text = "&A, page &P of &N"
    sheet.sheet_view.showGridLines = False
    lock = sheet.protection
    lock.enable()
    lock.formatCells = lock.formatColumns = lock.formatRows = False
