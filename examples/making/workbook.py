"""An example as a workbook, styled the way agencies style theirs."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from making.archive import WRITTEN, workbook_bytes
from making.model import FACE, Example, Sheet
from making.table import font, set_widths, write_headings, write_updates

_FACE_FONT = font(italic=True, bold=True, color="C00000")
_A4 = "9"


def xlsx_bytes(example: Example) -> bytes:
    """Write every sheet of an example."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "Illustrative example"
    workbook.properties.title = example.sheets[0].title
    workbook.properties.created = WRITTEN
    face = StringProperty(name="Illustrative example", value=FACE)
    workbook.custom_doc_props.append(face)  # type: ignore[attr-defined] # the stubs lack it
    for sheet in example.sheets:
        _write(workbook.create_sheet(sheet.name), sheet, example.colour)
    return workbook_bytes(workbook)


def _write(page: Worksheet, sheet: Sheet, colour: str) -> None:
    set_widths(page, sheet)
    _write_above(page, sheet, colour)
    row = len(sheet.above) + 1
    if sheet.columns:
        row = write_headings(page, sheet, row, colour)
        page.freeze_panes = f"A{row}"
        page.print_title_rows = f"{row - 1}:{row - 1}"
        row = write_updates(page, sheet, row)
    for number, line in enumerate(sheet.bottom, row):
        for column, value in enumerate(line, 1):
            page.cell(number, column, value)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_above(page: Worksheet, sheet: Sheet, colour: str) -> None:
    for row, line in enumerate(sheet.above, 1):
        for column, value in enumerate(line, 1):
            page.cell(row, column, value)
        page.cell(row, 1).font = _font(sheet, line, colour)
        if len(line) > 1:
            page.cell(row, 2).alignment = Alignment(horizontal="left")
        if sheet.banner and len(line) == 1:
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.columns))
            page.cell(row, 1).alignment = Alignment(horizontal="center", vertical="center")
    if sheet.banner:
        page.cell(1, 1).fill = PatternFill("solid", fgColor=colour)
        page.row_dimensions[1].height = 36


def _font(sheet: Sheet, line: tuple[object, ...], colour: str) -> Font:
    if line == (FACE,):
        return _FACE_FONT
    if line == (sheet.title,):
        return font(bold=True, size=14, color="FFFFFF" if sheet.banner else colour)
    return font(bold=len(line) > 1)
