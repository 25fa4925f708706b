"""What the workbooks that we make have in common: how much a cell holds, how a heading looks, and the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.styles.styleable import StyleableObject
    from openpyxl.worksheet.worksheet import Worksheet

# A cell holds 32,767 UTF-16 units, and a character may take two.
MOST_CHARACTERS = 16_000

FONT, SIZE = "Calibri", 11
_INK = "12384F"


def mark_as_heading(cell: StyleableObject) -> None:
    """Make a cell look like the heading of a table."""
    from openpyxl.styles import Font, PatternFill

    cell.font = Font(name=FONT, size=SIZE, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", start_color=_INK)


def print_landscape(sheet: Worksheet, repeat: int | None = None) -> None:
    """Print a sheet on landscape A4, as wide as the page, with one of its rows repeated on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeat:
        sheet.print_title_rows = f"{repeat}:{repeat}"
