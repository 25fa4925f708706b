"""Reports and coverage for a spreadsheet: no text becomes a formula, and the bytes are the same on any day."""

import csv
import io
import re
import zipfile

import pytest
from hypothesis import given
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from poatool.blocks import Run
from poatool.render.coverage.tables import By, View, coverage_xlsx
from poatool.render.report.tables import updates_table
from poatool.render.report.workbooks import report_xlsx, set_aside_xlsx
from poatool.render.table import Column, Listing, safe, table_csv
from poatool.render.xlsx import workbook_bytes
from poatool.reports.year_end_model import YearEndReport
from poatool.text import publishable
from poatool.workbooks.writing import MAX_CHARACTERS
from tests.support.payloads import PAYLOADS, STRINGS
from tests.support.reports import Line, coverage, edition, error, interpreted, validation, year_end

PROGRESS, FIRST_ROW = 9, 4


def report(*lines: Line) -> YearEndReport:
    return year_end([interpreted("in/a.xlsx", "NZP", lines)], [], edition())


def second_reader(written: bytes, sheet: str) -> list[list[object]]:
    return [
        list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_name(sheet).to_python()
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_text_for_both_readers(payload: str) -> None:
    written = report_xlsx(report(Line("1", payload)))
    cell = load_workbook(io.BytesIO(written))["Updates"].cell(FIRST_ROW, PROGRESS)
    assert cell.data_type == "s"
    assert second_reader(written, "Updates")[FIRST_ROW - 1][PROGRESS - 1] == publishable(payload).strip()
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert not any(b"<f>" in parts.read(name) or b'"External"' in parts.read(name) for name in parts.namelist())


@given(STRINGS)
def test_any_text_comes_back_from_xlsx(text: str) -> None:
    written = report_xlsx(report(Line("1", text)))
    shown = publishable(text).strip() or "None"
    found = load_workbook(io.BytesIO(written))["Updates"].cell(FIRST_ROW, PROGRESS).value
    assert str(found).replace("_x005F_", "_") == shown.replace("_x005F_", "_")
    assert second_reader(written, "Updates")[FIRST_ROW - 1][PROGRESS - 1] == shown


def test_a_text_longer_than_a_cell_continues_in_the_next_row() -> None:
    text = "🙂" * MAX_CHARACTERS + "end"
    first, second = second_reader(report_xlsx(report(Line("1", text))), "Updates")[FIRST_ROW - 1 :]
    assert first[PROGRESS - 1] == "🙂" * MAX_CHARACTERS + " … (continues in the next row)"
    assert second[PROGRESS - 1] == "(continued) … end"
    assert (first[2], second[2]) == ("1", "1")


def test_sheets_are_marked_up_as_tables_for_people_and_programs() -> None:
    sent = interpreted("in/a.xlsx", "NZP", [Line("1, 2", "Did both."), Line("9", "TBC")])
    found = [error("in/a.xlsx", 3, code="UPD303")]
    made = year_end([sent], found, edition())
    book = load_workbook(io.BytesIO(report_xlsx(made)))
    kept = load_workbook(io.BytesIO(set_aside_xlsx(made, validation([sent], found, edition()))))
    assert book.sheetnames == ["Cover", "How the actions stand", "Actions", "Updates", "Agencies", "Data dictionary"]
    assert kept.sheetnames == ["Set aside", "Withheld", "Decisions", "Sources", "Files"]
    for sheet in (*book.worksheets[1:], *kept.worksheets):
        (table,) = sheet.tables.values()
        assert table.ref == f"A3:{sheet.dimensions.partition(':')[2]}"
        assert (sheet.freeze_panes, table.autoFilter, sheet.auto_filter.ref) == (None, None, None)
        assert not sheet.merged_cells.ranges
        assert sheet.print_title_rows == "$3:$3"
        headings = [cell.value for cell in sheet[3]]
        assert len(set(headings)) == len(headings)
        assert sheet["A1"].value
        assert str(sheet["A2"].value).startswith("This sheet holds one table.")
        assert all(cell.value is not None for row in sheet.iter_rows(min_row=3) for cell in row)
    updates = [[row[at].value for at in (2, 4, 6)] for row in book["Updates"].iter_rows(min_row=FIRST_ROW)]
    assert updates == [["1", "NZP", "New Zealand Police"], ["2", "NZP", "New Zealand Police"]]
    aside = [cell.value for cell in kept["Set aside"][FIRST_ROW]]
    assert aside == ["a.xlsx", "Updates", 3, "NZP", "9", "UPD303", "What is wrong. What to do.", "TBC"]
    cover = [cell.value for cell in book["Cover"]["A"]]
    assert cover[0] == "Annual implementation report 2022"
    assert "DRAFT: 1 entry is set aside until corrected and is not counted here." in cover
    assert [cell.hyperlink.location for cell in book["Cover"]["A"] if cell.hyperlink] == [
        f"'{name}'!A1" for name in book.sheetnames[1:]
    ]
    assert (book.properties.title, book.properties.creator) == (f"{cover[0]}: Small Plan 2020–25", "Ministry of Plans")


def test_texts_are_written_in_one_font_and_wrapped() -> None:
    sheet = load_workbook(io.BytesIO(report_xlsx(report(Line("1", "Trained forty inspectors.")))))["Updates"]
    for row, bold in ((3, True), (FIRST_ROW, False)):
        cell = sheet.cell(row, PROGRESS)
        assert (cell.font.name, cell.font.size, cell.font.bold) == ("Calibri", 12, bold)
    assert sheet.cell(FIRST_ROW, PROGRESS).alignment.wrap_text
    assert sheet.cell(FIRST_ROW, PROGRESS).border.bottom.style == "thin"


def test_how_the_actions_stand_is_a_table_with_a_chart_of_its_cells() -> None:
    sent = interpreted("in/a.xlsx", "NZP", [Line("1, 2", "Did both.", status="completed"), Line("9", "Nil", nil=True)])
    written = report_xlsx(year_end([sent], [], edition()))
    rows = second_reader(written, "How the actions stand")[2:]
    assert rows[0] == ["How", "Prevention", "Protection", "Enforcement", "All pillars", "Actions", "What it means"]
    counts = {str(row[0]): row[1:6] for row in rows[1:]}
    assert counts["Completed"] == [2.0, 0.0, 0.0, 2.0, "1, 2"]
    assert counts["Nothing to report"] == [1.0, 0.0, 0.0, 1.0, "9"]
    assert counts["Not reported"] == [0.0, 2.0, 0.0, 2.0, "21, N1"]
    assert counts["In force"] == [3.0, 2.0, 0.0, 5.0, "All of these"]
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        drawing, chart = (parts.read(f"xl/{name}1.xml").decode() for name in ("drawings/drawing", "charts/chart"))
    assert 'descr="Prevention, 3 actions in force: 2 Completed, 1 Nothing to report. ' in drawing
    assert re.findall(r"<c:f>(.*?)</c:f>", chart)[:3] == [
        "'How the actions stand'!$A$4",
        "'How the actions stand'!$B$3:$D$3",
        "'How the actions stand'!$B$4:$D$4",
    ]


def test_headings_of_a_table_are_short_and_never_equal() -> None:
    columns = tuple(map(Column, ("How", "how", "", "=1+1\n", "x" * 300, "x" * 300)))
    written = workbook_bytes([Listing("Odd", columns, ((1, 2, 3, 4, 5, 6),))], edition(), "Odd")
    headings = second_reader(written, "Odd")[2]
    assert headings == ["How", "how (2)", " (3)", "=1+1", "x" * 240, f"{'x' * 236} (6)"]


def test_a_cell_with_one_address_is_a_link() -> None:
    href = "https://example.org/guide"
    cells = ((Run("The guide", href=href),), (Run("A", href=href), Run("\nb")))
    table = Listing("Texts", (Column("Text"),), tuple((each,) for each in cells))
    sheet = load_workbook(io.BytesIO(workbook_bytes([table], edition(), "Texts")))["Texts"]
    assert (sheet["A4"].value, sheet["A4"].hyperlink.target) == ("The guide", href)
    assert (sheet["A5"].value, sheet["A5"].hyperlink) == ("A\nb", None)


def test_an_empty_table_says_so() -> None:
    book = load_workbook(io.BytesIO(report_xlsx(report())))
    kept = load_workbook(io.BytesIO(set_aside_xlsx(report(), validation([], [], edition()))))
    assert kept["Set aside"]["A4"].value == "Nothing was set aside."
    assert book["Updates"]["A4"].value == "No update was published."


def test_a_workbook_has_no_date_but_that_of_the_report() -> None:
    with zipfile.ZipFile(io.BytesIO(report_xlsx(report(Line("1", "Did it."))))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2022-12-31T00:00:00Z"}


def test_coverage_has_a_sheet_for_each_table() -> None:
    written = coverage_xlsx(coverage([interpreted("a.xlsx", "NZP", [Line("1", "x")])], [], edition()), View(By.PILLAR))
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(written)).sheet_names
    assert sheets == ["Pillars", "Gaps", "Coverage", "Objectives", "Agencies", "Statuses", "Matrix"]
    assert second_reader(written, "Pillars")[FIRST_ROW - 1] == ["Prevention", 3.0, 1.0, 0.0, 2.0, 0.0, 33.3, 33.3]
    assert MAX_CHARACTERS * 2 < 32_767


def csv_rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+x", "-x", "@A1", "＝1", "＋1", "－1", "＠A", "\t=1", "\n=1", " =1", "-1+2", "\u200b=1"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == "'" + text.replace("\u200b", "")


@pytest.mark.parametrize("text", ["-5", "+64 4 123 4567", "-3.5", "-12%", "1-3", "Māori", "", "a=b"])
def test_plain_numbers_and_words_are_left_alone(text: str) -> None:
    assert safe(text) == text


@given(STRINGS)
def test_any_text_comes_back_from_csv_and_never_runs(text: str) -> None:
    written = table_csv(updates_table(year_end([interpreted("a.xlsx", "NZP", [Line("1", text)])], [], edition())))
    (_, row) = csv_rows(written)
    assert row[PROGRESS - 1].removeprefix("'") == publishable(text).removeprefix("'")
    assert not row[PROGRESS - 1].lstrip(" ").startswith(("=", "@", "＝", "＋", "－", "＠", "\t"))
