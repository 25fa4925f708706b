import datetime as dt
from pathlib import Path

import pytest

from poatool.workbooks.model import CellRun, Marks, Note, RawCell
from tests.support.markdown import listed
from tests.workbooks.builder import Book, cells, only_cell, opened, rows

CELLS = Path(__file__).with_name("cells.md")


STRINGS = (
    "<si><t>9</t></si><si><r><rPr><b/></rPr><t>Held </t></r><r><t xml:space='preserve'> a forum</t></r></si>"
    "<si><t>会<x/>議</t><rPh sb='0' eb='1'><t>カイ</t></rPh></si>"
)


def cell_of(xml: str, **book: str) -> RawCell:
    return only_cell(Book(sheet=rows(f"<row>{xml}</row>"), **book))  # type: ignore[arg-type] # text fields only


def notes(xml: str, **book: str) -> tuple[Note, ...]:
    return opened(Book(sheet=rows(f"<row>{xml}</row>"), **book)).notes  # type: ignore[arg-type] # text fields only


def shown(value: object) -> str:
    return repr(value).replace("datetime.", "").replace("\\n", "\n")


@pytest.mark.parametrize(("xml", "value", "text", "formula"), listed(CELLS, "Values"))
def test_a_cell_and_its_kind_of_value(xml: str, value: str, text: str, formula: str) -> None:
    cell = cell_of(xml, strings=STRINGS)
    assert (shown(cell.value), cell.text, cell.formula) == (value, text, formula or None)
    assert notes(xml, strings=STRINGS) == ()


@pytest.mark.parametrize(("xml", "value", "note"), listed(CELLS, "Odd cells"))
def test_an_odd_cell_has_a_note(xml: str, value: str, note: str) -> None:
    assert shown(cell_of(xml, strings=STRINGS).value) == value
    (found,) = notes(xml, strings=STRINGS)
    assert note in found.message
    assert found[:3] == ("Updates", 1, 1)
    assert found.lost is (value == "None" or "several" in note)


def test_runs_of_a_shared_text() -> None:
    text = "Held  a forum"
    cell = cell_of('<c t="s"><v>1</v></c>', strings=STRINGS)
    runs = (CellRun("Held ", Marks.BOLD), CellRun(" a forum"))
    assert cell == RawCell(1, 1, text, text, runs=runs)


SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="B2"><v>2</v></c></row>'
)
ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>'
)


@pytest.mark.parametrize(
    ("inner", "formulas"),
    [
        (SHARED, {(1, 1): "B1*2", (2, 1): "B1*2", (2, 2): None}),
        (ARRAY, {(1, 1): "D1:E2", (1, 2): "D1:E2", (2, 1): "D1:E2", (2, 3): None, (3, 1): None}),
    ],
    ids=["shared", "array"],
)
def test_cells_that_take_their_value_from_a_formula_elsewhere(
    inner: str, formulas: dict[tuple[int, int], str | None]
) -> None:
    assert {place: cell.formula for place, cell in cells(Book(sheet=rows(inner))).items()} == formulas


DATE_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="[$-1409]d\\ mmmm\\ yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00&quot; days&quot;"/>'
    '<numFmt numFmtId="167" formatCode="h:mm AM/PM"/><numFmt numFmtId="168" formatCode="mmm"/>'
    '<numFmt numFmtId="169" formatCode="[Red]0.0E+00"/><numFmt numFmtId="170" formatCode="0.0\\ %"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 164, 165, 166, 167, 168, 169, 22, 57, 46, 9, 170))
    + "</cellXfs>"
)
FORMATS = (
    *("plain", "built in", "custom", "elapsed", "days", "clock", "month", "science", "both", "East Asian"),
    *("built in, elapsed", "percent", "decimals"),
)


@pytest.mark.parametrize(("name", "written", "value"), listed(CELLS, "Numbers with a format"))
def test_number_is_what_its_format_shows(name: str, written: str, value: str) -> None:
    cell = cell_of(f'<c s="{FORMATS.index(name)}"><v>{written}</v></c>', styles=DATE_STYLES)
    assert (shown(cell.value), cell.text) == (value, written)


def test_workbook_counting_from_1904() -> None:
    book = Book(
        workbook='<workbookPr date1904="1"/>',
        sheet=rows('<row><c s="1"><v>0</v></c><c s="1"><v>43100</v></c></row>'),
        styles=DATE_STYLES,
    )
    assert [cell.value for cell in cells(book).values()] == [dt.date(1904, 1, 1), dt.date(2022, 1, 1)]


def test_a_cell_may_be_highlighted_and_struck_through() -> None:
    styles = (
        "<fonts><font/><font><b/><strike/></font></fonts>"
        "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFFF00'/></patternFill></fill></fills>"
        "<cellXfs><xf fontId='1' fillId='1'/><xf fontId='1'/><xf fillId='1'/><xf fillId='7'/></cellXfs>"
    )
    marks = [cell_of(f'<c s="{style}"><v>1</v></c>', styles=styles).marks for style in range(4)]
    struck = Marks.STRUCK | Marks.BOLD
    assert marks == [Marks.HIGHLIGHTED | struck, struck, Marks.HIGHLIGHTED, Marks.NONE]
    row = '<row s="2" customFormat="1"><c s="1"/><c><v>1</v></c></row><row><c s="2"/><c s="2"><v>1</v></c></row>'
    for changed, third in (("", "FFFF00"), ("<conditionalFormatting sqref='B9'/>", "")):
        sheet = opened(Book(sheet=rows(row) + changed, styles=styles)).sheets[0]
        assert [sheet.fill(*at) for at in ((1, 1), (1, 2), (1, 3), (2, 1))] == ["", "", third, third]


@pytest.mark.parametrize(
    ("look", "unseen"),
    [
        ("<font><color rgb='FFFFFFFF'/></font>", True),
        ("<font><color theme='0'/></font>", True),
        ("<numFmt numFmtId='164' formatCode=';;;'/>", True),
        (r"<numFmt numFmtId='164' formatCode='\50'/>", True),
        (r"<numFmt numFmtId='164' formatCode='\$0'/>", False),
        ("<numFmt numFmtId='164' formatCode='0;-0;0;&quot;On track&quot;'/>", True),
        ("<numFmt numFmtId='164' formatCode='0;-0;&quot;-&quot;;_-@_-'/>", False),
        (
            "<font><color rgb='FFFFFFFF'/></font><fill><patternFill><bgColor rgb='FFC00000'/></patternFill></fill>",
            False,
        ),
        (
            "<font><color rgb='FFC00000'/></font><fill><patternFill><bgColor rgb='FFC00000'/></patternFill></fill>",
            True,
        ),
        ("<font><color rgb='FFC00000'/></font>", False),
        ("", False),
    ],
)
def test_a_conditional_format_may_make_cells_invisible(look: str, unseen: bool) -> None:
    rule = "<cfRule type='expression' dxfId='0'><formula>TRUE</formula></cfRule>"
    area = f"<conditionalFormatting sqref='A2:A3 C2'>{rule}</conditionalFormatting>"
    sheet = rows("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, 2, 4))) + area
    found = cells(Book(sheet=sheet, styles=f"<dxfs><dxf>{look}</dxf></dxfs>"))
    assert [place for place, cell in found.items() if Marks.UNSEEN in cell.marks] == ([(2, 1)] if unseen else [])


def test_broken_styles_do_not_stop_the_reading() -> None:
    workbook = opened(Book(sheet=rows('<row><c s="1"><v>44562</v></c></row>'), extra={"xl/styles.xml": "<styleSheet"}))
    assert workbook.sheets[0].cells[0].value == 44562
    assert "dates are read as numbers" in workbook.notes[0].message
