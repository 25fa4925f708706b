"""What LibreOffice keeps of a workbook in other formats is read the same from each of them."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from poatool.workbooks.model import Area, Marks, Sheet, Workbook
from poatool.workbooks.open import open_workbook
from tests.outside.libreoffice import LibreOffice

YELLOW = PatternFill("solid", fgColor="FFFFFF00")
MOMENT = dt.datetime(2022, 1, 31, 10, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
ADDRESS = "https://example.govt.nz/report?year=2022&page=1"


@pytest.fixture(scope="module")
def saved(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one workbook in four formats."""
    folder: Path = tmp_path_factory.mktemp("sheets")
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    values(book.create_sheet("Values"))
    hidden(book.create_sheet("Hidden"))
    filtered(book.create_sheet("Filtered"))
    unseen(book.create_sheet("Unseen"))
    book.save(folder / "original.xlsx")
    for ending in ("xlsx", "ods", "xls"):
        libreoffice.convert([folder / "original.xlsx"], ending, folder / "saved")
    return folder / "saved"


def values(sheet: Worksheet) -> None:
    sheet.append([9, 1.5, "Held  a forum\n\n in two\tlines ", "007", "N1"])
    sheet.append([dt.date(2022, 1, 31), MOMENT, dt.time(10, 30), dt.timedelta(hours=30)])
    sheet.append(["=1/0", "=A1+1", '="te"&"xt"'])
    sheet["A4"] = ArrayFormula("A4:A5", "=A1*{2;3}")
    sheet["A6"] = "linked"
    sheet["A6"].hyperlink = ADDRESS
    sheet["B6"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"))
    sheet["C6"] = "marked"
    sheet["C6"].fill = YELLOW
    sheet["E6"] = "gone"
    sheet["E6"].font = Font(strike=True)
    sheet["F6"] = CellRichText("In ", TextBlock(InlineFont(strike=True), "May"), TextBlock(InlineFont(b=True), " June"))
    sheet["G6"] = CellRichText("In ", TextBlock(InlineFont(b=True), "June"))
    sheet["G6"].font = Font(strike=True)
    sheet["H6"] = CellRichText(
        "We ", TextBlock(InlineFont(b=True), "did\n• this"), TextBlock(InlineFont(i=True), " and it")
    )
    sheet["I6"] = CellRichText("Not ", TextBlock(InlineFont(rFont="Arial"), "bold"))
    sheet["I6"].font = Font(bold=True)
    sheet["D6"] = "noted"
    sheet["D6"].comment = Comment("Check\nthis", "Ann")
    sheet["A7"] = "merged"
    sheet.merge_cells("A7:B9")


def hidden(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    for row in range(1, 9):
        sheet.append([row, row, row, row])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions.group(4, 6, hidden=True)
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("D", "F", hidden=True)


def filtered(sheet: Worksheet) -> None:
    for row in (("Action", "Status"), ("9", "Under way"), ("10", "Completed"), ("N1", "Under way")):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:B4"
    sheet.auto_filter.add_filter_column(1, ["Under way"])
    sheet.row_dimensions[3].hidden = True


def unseen(sheet: Worksheet) -> None:
    for letters, behind in (
        (Font(size=1), None),
        (Font(color="FFC00000"), "FFC00000"),
        (Font(color="FFFFFFFF"), None),
        (Font(color="FFFFFFFF"), "FF000000"),
        (Font(color="FFC00000"), None),
        (Font(size=6), None),
    ):
        sheet.append(["written"])
        cell = sheet.cell(sheet.max_row, 1)
        cell.font = letters
        if behind:
            cell.fill = PatternFill("solid", fgColor=behind)
    sheet.column_dimensions["B"].width = 0.2
    sheet["B1"] = "narrow"


def sheets(saved: Path, ending: str) -> tuple[Sheet, ...]:
    path = saved / f"original.{ending}"
    workbook = open_workbook(path, path.name)
    assert isinstance(workbook, Workbook)
    return workbook.sheets


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_values_and_the_words_beside_them(saved: Path, ending: str) -> None:
    ours, theirs = sheets(saved, ending)[0], sheets(saved, "xlsx")[0]
    assert [cell[:3] for cell in ours.cells] == [cell[:3] for cell in theirs.cells]
    assert [(cell.link, bool(cell.runs), cell.marks) for cell in ours.cells] == [
        (cell.link, bool(cell.runs), cell.marks) for cell in theirs.cells
    ]
    assert ours.merges == (Area(7, 1, 9, 2),)
    assert ours.comments == {(6, 4): "Check\nthis"}
    calculated = {cell[:2] for cell in ours.cells if cell.formula is not None}
    # In an .xls file, formulas look like typed values.
    assert calculated == (set() if ending == "xls" else {(3, 1), (3, 2), (3, 3), (4, 1), (5, 1)})
    assert ending == "xls" or calculated == {cell[:2] for cell in theirs.cells if cell.formula is not None}


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_is_hidden(saved: Path, ending: str) -> None:
    _, ours, filtered, unseen = sheets(saved, ending)
    assert (ours.name, ours.hidden) == ("Hidden", True)
    assert set(ours.hidden_rows) == {2, 4, 5, 6}
    assert {column for column in ours.hidden_columns if column < 9} == {2, 4, 5, 6}
    assert filtered.hidden_rows == {3}
    assert {cell.row for cell in unseen.cells if Marks.UNSEEN in cell.marks} == {1, 2, 3}
    assert [bool(unseen.fill(row, 1)) for row in range(1, 7)] == [False, True, False, True, False, False]
    assert 2 in unseen.hidden_columns
