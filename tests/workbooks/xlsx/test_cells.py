import datetime as dt

import pytest

from poatool.workbooks.model import CellRun, ErrorValue, Looks, Marks, Note, RawCell
from tests.workbooks.builder import Book, cells, inline, only_cell, opened, rows

STRINGS = (
    "<si><t>9</t></si><si><r><rPr><b/></rPr><t>Held </t></r><r><t xml:space='preserve'> a forum</t></r></si>"
    "<si><t>会<x/>議</t><rPh sb='0' eb='1'><t>カイ</t></rPh></si>"
)


def cell_of(xml: str, **book: str) -> RawCell:
    return only_cell(Book(sheet=rows(f"<row>{xml}</row>"), **book))  # type: ignore[arg-type] # text fields only


def notes(xml: str, **book: str) -> tuple[Note, ...]:
    return opened(Book(sheet=rows(f"<row>{xml}</row>"), **book)).notes  # type: ignore[arg-type] # text fields only


@pytest.mark.parametrize(
    ("xml", "value", "text", "formula"),
    [
        *(
            (f"<c><v>{written}</v></c>", value, written, None)
            for written, value in (
                ("9", 9),
                ("007", 7),
                ("9.0", 9.0),
                ("1E3", 1000.0),
                ("123456789012345678901", 123456789012345678901.0),
            )
        ),
        ('<c t="b"><v>1</v></c>', True, "1", None),
        ('<c t="b"><v>0</v></c>', False, "0", None),
        ('<c t="e"><v>#REF!</v></c>', ErrorValue("#REF!"), "#REF!", None),
        ('<c t="str"><f>A1&amp;"x"</f><v>9</v></c>', "9", "9", 'A1&"x"'),
        ('<c t="str"><f>""</f><v></v></c>', "", "", '""'),
        ("<c><f>SUM(A2:A9)</f></c>", None, "", "SUM(A2:A9)"),
        ("<c><f>SUM(A2:A9)</f><v/></c>", None, "", "SUM(A2:A9)"),
        ('<c t="d"><v>2022-01-31</v></c>', dt.date(2022, 1, 31), "2022-01-31", None),
        ('<c t="s"><v>0</v></c>', "9", "9", None),
        ('<c t="s"><v>2</v></c>', "会議", "会議", None),
        ('<c t="inlineStr"><is><t>Trained <x/>forty<x> more</x>.</t></is></c>', *["Trained forty more."] * 2, None),
        (
            '<c t="inlineStr"><is><r><t>Trained <x/>forty</t></r><r><t><x> more</x>.</t></r></is></c>',
            *["Trained forty more."] * 2,
            None,
        ),
        ('<c t="str"><v>Trained <x/>forty<x> more</x>.</v></c>', *["Trained forty more."] * 2, None),
        *(
            (inline("A1", written), text, text, None)
            for written, text in (
                ("two_x000D__x000A_lines", "two\nlines"),
                ("_x005F_x000D_", "_x000D_"),
                ("snake_x_case", "snake_x_case"),
                ("_xD83D__xDE00_", "\U0001f600"),
                ("  kept  ", "  kept  "),
                ("one&#13;&#10;two", "one\ntwo"),
                ("[red]&lt;b&gt;", "[red]<b>"),
            )
        ),
    ],
)
def test_a_cell_and_its_kind_of_value(xml: str, value: object, text: str, formula: str | None) -> None:
    cell = cell_of(xml, strings=STRINGS)
    assert (cell.value, type(cell.value), cell.text, cell.formula) == (value, type(value), text, formula)
    assert notes(xml, strings=STRINGS) == ()


@pytest.mark.parametrize(
    ("xml", "value", "note"),
    [
        *((f"<c><v>{odd}</v></c>", odd, "is a number, but") for odd in ("nine", "1_000", "٩", "inf", "nan", "1e999")),
        ('<c t="d"><v>31 January</v></c>', "31 January", "is a date, but"),
        (inline("A1", "Ma\u0304ori"), "Māori", "joined"),
        (
            inline("A1", "a_x001B_[2J_x0000_b&#x9b;_xD800_"),
            "a[2Jb\ufffd",
            "Control characters (U+001B, U+0000, U+009B) were taken out of the text.",
        ),
        ('<c t="s"><v>4</v></c>', None, "The cell points to text 4, which the file does not have."),
        ('<c t="s"><v>-1</v></c>', None, "The cell points to text -1, which the file does not have."),
        ("<c><v>9</v><v>10</v></c>", 10, "The file has several values for this cell; one was read."),
        ('<c t="inlineStr"><is><t>MoJ</t></is><is><t>Police</t></is></c>', "MoJ", "several values"),
        ('<c t="inlineStr"><v>Police</v><is><t>MoJ</t></is></c>', "MoJ", "several values"),
    ],
)
def test_what_is_odd_is_noted_at_its_cell(xml: str, value: object, note: str) -> None:
    assert cell_of(xml, strings=STRINGS).value == value
    (found,) = notes(xml, strings=STRINGS)
    assert note in found.message
    assert found[:3] == ("Updates", 1, 1)
    assert found.lost is (value is None or "several" in note)


def test_runs_of_a_shared_text() -> None:
    text = "Held  a forum"
    cell = cell_of('<c t="s"><v>1</v></c>', strings=STRINGS)
    runs = (CellRun("Held ", Looks.only(Marks.BOLD)), CellRun(" a forum"))
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
    '<numFmt numFmtId="169" formatCode="[Red]0.0E+00"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 164, 165, 166, 167, 168, 169, 22, 57, 46))
    + "</cellXfs>"
)
PLAIN, BUILT_IN, CUSTOM, ELAPSED, DAYS, CLOCK, MONTH, SCIENCE, BOTH, EAST, BUILT_IN_ELAPSED = range(11)


@pytest.mark.parametrize(
    ("style", "written", "value"),
    [
        *((style, "44562", dt.date(2022, 1, 1)) for style in (BUILT_IN, CUSTOM, EAST, MONTH)),
        (BOTH, "44562.75", dt.datetime(2022, 1, 1, 18)),  # noqa: DTZ001 - a spreadsheet knows no zones
        (BUILT_IN, "1", dt.date(1900, 1, 1)),
        (BUILT_IN, "59", dt.date(1900, 2, 28)),
        (BUILT_IN, "60", 60),
        (BUILT_IN, "61", dt.date(1900, 3, 1)),
        (BUILT_IN, "2958466", 2958466),
        (BUILT_IN, "0", 0),
        (CLOCK, "0.5", dt.time(12)),
        (CLOCK, "-1.2", -1.2),
        (ELAPSED, "1e300", 1e300),
        (ELAPSED, "1.5", dt.timedelta(hours=36)),
        (BUILT_IN_ELAPSED, "1.5", dt.timedelta(hours=36)),
        (DAYS, "3.5", 3.5),
        (SCIENCE, "3", 3),
    ],
)
def test_number_is_what_its_format_shows(style: int, written: str, value: object) -> None:
    cell = cell_of(f'<c s="{style}"><v>{written}</v></c>', styles=DATE_STYLES)
    assert (cell.value, type(cell.value), cell.text) == (value, type(value), written)


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


def test_broken_styles_do_not_stop_the_reading() -> None:
    workbook = opened(Book(sheet=rows('<row><c s="1"><v>44562</v></c></row>'), extra={"xl/styles.xml": "<styleSheet"}))
    assert workbook.sheets[0].cells[0].value == 44562
    assert "dates are read as numbers" in workbook.notes[0].message
