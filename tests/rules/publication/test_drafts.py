"""Marks of a draft, highlighted cells and what is struck through: said once, and the look of a column is nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from poatool.findings.model import Finding
from poatool.reports.fixing import Fixer
from poatool.rules import RULES
from poatool.submissions.interpret import Interpreted
from poatool.workbooks.model import Marks
from tests.support.checking import EDITION, HEADINGS, checked_bytes, found_at, saved, sheet


@pytest.mark.parametrize(
    ("marks", "number"),
    [
        *(("#....", 1), ("##...#..", 3), ("###..", 3), ("#.#..#.", 3)),
        *(("####..", 0), (".#.#.", 0), ("#.#.#.#", 0), ("###", 0)),
    ],
)
def test_a_colour_that_is_the_look_of_a_column_is_no_highlighter(marks: str, number: int) -> None:
    rows = [f"| {n} | Under way | Trained {n + 20} people in Napier. |" for n in range(1, len(marks) + 1)]
    plain = sheet("\n".join([HEADINGS, *rows]))
    cells = tuple(
        cell._replace(marks=Marks(cell.row > 1 and cell.column == 3 and marks[cell.row - 2] == "#"))
        for cell in plain.cells
    )
    assert [code for code, _ in found_at(replace(plain, cells=cells))] == ["PUB504"] * number


TEXT = "Trained forty inspectors."


def updates(*rows: tuple[str | int | None, ...]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Agency", "DIA"), (), ("Action", "Status", "Progress", "Evidence", "Notes"), *rows):
        sheet.append(row)
    return book, sheet


def strike(sheet: Worksheet, *places: str) -> None:
    for place in places:
        sheet[place].font = Font(strike=True)


def checked(book: openpyxl.Workbook) -> tuple[Interpreted, list[Finding]]:
    submission, findings = checked_bytes(saved(book))
    return submission, [finding for finding in findings if finding.code == "PUB511"]


def findings(book: openpyxl.Workbook) -> list[tuple[str | None, str]]:
    return [(f.place.cell, f.message) for f in checked(book)[1]]


WHOLE_CELL = "The cell is struck through, but would be published without the line."
WHOLE_ROW = "The whole row is struck through, but would be published without the line."


def test_only_cells_that_may_be_published_are_looked_at() -> None:
    book, sheet = updates((2, "Under way", TEXT, "https://example.govt.nz/a", "Ask Mere."), (3, "Under way", TEXT))
    strike(sheet, "A3", "C3", "D4", "E4", "B5", "F5")
    assert findings(book) == [("D4", WHOLE_CELL), ("B5", WHOLE_CELL)]


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        (["thirty"], "“thirty” is"),
        (["thirty", "May"], "“thirty” and “May” are"),
        (["a " * 40], f"“{'a ' * 29}a…” is"),
        (["1", "2", "3", "4", "5"], "“1”, “2”, “3”, “4” and “5” are"),
        (["1", "2", "3", "4", "5", "6"], "“1”, “2”, “3”, “4” and 2 more are"),
    ],
)
def test_the_words_are_quoted(passages: list[str], said: str) -> None:
    book, sheet = updates((2, "Under way", ""))
    runs = [part for words in passages for part in (TextBlock(InlineFont(strike=True), words), " and held a forum, ")]
    sheet["C4"] = CellRichText(*runs)
    assert findings(book) == [("C4", f"{said} struck through, but would be published without the line.")]


def test_a_whole_row_is_one_finding_and_its_update_stands() -> None:
    book, sheet = updates((2, "Under way", TEXT, None, "We no longer do this."))
    strike(sheet, "A4", "B4", "C4")
    submission, (finding,) = checked(book)
    assert (finding.place.cell, finding.message) == ("A4", WHOLE_ROW)
    assert finding.hint == (
        "Delete the row if it no longer counts. If it does, take the line away (Ctrl+1 > Font > Strikethrough)."
    )
    (update,) = submission.updates
    assert (update.codes, update.progress) == (("2",), TEXT)


def test_a_row_of_which_a_cell_is_not_struck_through_is_said_cell_by_cell() -> None:
    book, sheet = updates((2, "Under way", TEXT))
    strike(sheet, "B4", "C4")
    assert findings(book) == [("B4", WHOLE_CELL), ("C4", WHOLE_CELL)]


def test_an_action_over_several_rows_is_said_once() -> None:
    book, sheet = updates((2, "Under way", TEXT), (None, "Under way", "Wrote a guide for employers."))
    sheet.merge_cells("A4:A5")
    strike(sheet, "A4")
    assert findings(book) == [("A4", WHOLE_CELL)]


def test_answers_of_a_form_are_said_one_by_one() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Agency", "DIA"), ("Action", 2), ("Status", "Under way"), ("Progress", TEXT)):
        sheet.append(row)
    strike(sheet, "B2", "B3", "B4")
    assert findings(book) == [("B2", WHOLE_CELL), ("B3", WHOLE_CELL), ("B4", WHOLE_CELL)]


def test_a_correction_leaves_the_line_and_words_of_several_formats_as_they_are() -> None:
    book, sheet = updates((2, " under way ", TEXT), (3, None, TEXT))
    strike(sheet, "B4")
    sheet["B5"] = CellRichText(TextBlock(InlineFont(strike=True), "completed"), " under way")
    corrected = Fixer(EDITION, RULES).fix(saved(book), "dia.xlsx")
    assert corrected.data is not None
    after = openpyxl.load_workbook(io.BytesIO(corrected.data), rich_text=True)
    assert (after.worksheets[0]["B4"].value, after.worksheets[0]["B4"].font.strike) == ("Under way", True)
    assert str(after.worksheets[0]["B5"].value) == "completed under way"
    assert findings(after) == findings(book)
    assert [place for place, _ in findings(after)] == ["B4", "B5"]
