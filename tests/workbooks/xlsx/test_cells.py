from __future__ import annotations

import datetime as dt

import pytest

from poatool.workbooks.formatting import AS_CELL, CLEAR
from poatool.workbooks.model import ErrorValue, Marks, Note, RawCell
from tests.workbooks.builder import Book, cells, inline, only_cell, opened, rows


def cell_of(xml: str, **book: str) -> RawCell:
    return only_cell(Book(sheet=rows(f"<row>{xml}</row>"), **book))  # type: ignore[arg-type] # text fields only


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9", 9),
        ("-3", -3),
        ("007", 7),
        ("9.0", 9.0),
        ("1.1", 1.1),
        ("1E3", 1000.0),
        ("123456789012345678901", 123456789012345678901.0),
    ],
)
def test_number_keeps_its_kind_and_its_text(written: str, value: float) -> None:
    cell = cell_of(f"<c><v>{written}</v></c>")
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.text == written


@pytest.mark.parametrize("written", ["nine", "1_000", "٩", "inf", "nan", "1e999"])
def test_number_cell_without_a_number_is_text_and_noted(written: str) -> None:
    workbook = opened(Book(sheet=rows(f'<row><c r="B1"><v>{written}</v></c></row>')))
    assert workbook.sheets[0].cells[0].value == written
    note = Note("Updates", 1, 2, "The file says that this cell is a number, but it is not one; it was read as text.")
    assert workbook.notes == (note,)


def test_booleans_errors_and_formula_texts_are_told_apart() -> None:
    found = cells(
        Book(
            sheet=rows(
                '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#REF!</v></c>'
                '<c r="D2" t="str"><f>A1&amp;"x"</f><v>9</v></c><c r="E2" t="e"><v>#SPILL!</v></c></row>'
            )
        )
    )
    assert found[2, 1].value is True
    assert found[2, 2].value is False
    assert found[2, 3].value == ErrorValue("#REF!")
    assert found[2, 4] == RawCell(2, 4, "9", "9", formula='A1&"x"')
    assert found[2, 5].value == ErrorValue("#SPILL!")


def test_formula_never_calculated_has_no_value() -> None:
    assert cell_of("<c><f>SUM(A2:A9)</f></c>") == RawCell(1, 1, None, "", formula="SUM(A2:A9)")
    assert cell_of("<c><f>SUM(A2:A9)</f><v/></c>").value is None


def test_formula_giving_empty_text_is_not_uncalculated() -> None:
    assert cell_of('<c t="str"><f>""</f><v></v></c>').value == ""


def test_cells_that_share_a_formula_are_all_marked() -> None:
    found = cells(
        Book(
            sheet=rows(
                '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>'
                '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="B2"><v>2</v></c></row>'
            )
        )
    )
    assert [found[1, 1].formula, found[2, 1].formula, found[2, 2].formula] == ["B1*2", "B1*2", None]


def test_cells_under_an_array_formula_are_all_marked() -> None:
    found = cells(
        Book(
            sheet=rows(
                '<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
                '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>'
            )
        )
    )
    assert {place for place, cell in found.items() if cell.formula == "D1:E2"} == {(1, 1), (1, 2), (2, 1)}


def test_shared_text_and_its_runs() -> None:
    strings = (
        "<si><t>9</t></si><si><r><rPr><b/></rPr><t>Held </t></r><r><t xml:space='preserve'> a forum</t></r></si>"
        "<si><t>会</t><rPh sb='0' eb='1'><t>カイ</t></rPh></si>"
    )
    found = cells(
        Book(
            sheet=rows('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>'),
            strings=strings,
        )
    )
    assert found[1, 1] == RawCell(1, 1, "9", "9")
    assert found[1, 2] == RawCell(1, 2, "Held  a forum", "Held  a forum", runs=f"{CLEAR}Held {AS_CELL} a forum")
    assert found[1, 2].rich
    assert found[1, 3].value == "会"


def test_missing_shared_text_is_noted() -> None:
    workbook = opened(Book(sheet=rows('<row><c t="s"><v>4</v></c><c t="s"><v>-1</v></c></row>'), strings="<si/>"))
    assert [cell.value for cell in workbook.sheets[0].cells] == [None, None]
    assert [note.message for note in workbook.notes] == [
        "The cell points to text 4, which the file does not have.",
        "The cell points to text -1, which the file does not have.",
    ]
    assert all(note.lost for note in workbook.notes)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("two_x000D__x000A_lines", "two\nlines"),
        ("_x005F_x000D_", "_x000D_"),
        ("snake_x_case", "snake_x_case"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("  kept  ", "  kept  "),
        ("one&#13;&#10;two", "one\ntwo"),
        ("[red]&lt;b&gt;", "[red]<b>"),
    ],
)
def test_text_is_decoded_once(written: str, text: str) -> None:
    workbook = opened(Book(sheet=rows(f"<row>{inline('A1', written)}</row>")))
    assert workbook.sheets[0].cells[0].value == text
    assert workbook.notes == ()


def test_accents_that_stand_apart_are_joined_and_noted() -> None:
    apart = "Ma\u0304ori"
    workbook = opened(Book(sheet=rows(f"<row>{inline('A1', apart)}</row>")))
    assert workbook.sheets[0].cells[0].value == "Māori"
    (note,) = workbook.notes
    assert (note.row, note.column) == (1, 1)
    assert "joined" in note.message


def test_control_characters_are_taken_out_and_noted() -> None:
    workbook = opened(Book(sheet=rows(f'<row r="4">{inline("C4", "a_x001B_[2J_x0000_b&#x9b;_xD800_")}</row>')))
    assert workbook.sheets[0].cells[0].value == "a[2Jb\ufffd"
    message = "Control characters (U+001B, U+0000, U+009B) were taken out of the text."
    assert workbook.notes == (Note("Updates", 4, 3, message),)


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
        (PLAIN, "44562", 44562),
        (BUILT_IN, "44562", dt.date(2022, 1, 1)),
        (CUSTOM, "44562", dt.date(2022, 1, 1)),
        (EAST, "44562", dt.date(2022, 1, 1)),
        (MONTH, "44562", dt.date(2022, 1, 1)),
        (BOTH, "44562.75", dt.datetime(2022, 1, 1, 18)),  # noqa: DTZ001 - a spreadsheet knows no zones
        (BUILT_IN, "1", dt.date(1900, 1, 1)),
        (BUILT_IN, "59", dt.date(1900, 2, 28)),
        (BUILT_IN, "60", 60),
        (BUILT_IN, "61", dt.date(1900, 3, 1)),
        (BUILT_IN, "2958465", dt.date(9999, 12, 31)),
        (BUILT_IN, "2958466", 2958466),
        (BUILT_IN, "0", 0),
        (BUILT_IN, "-1", -1),
        (CLOCK, "0.5", dt.time(12)),
        (ELAPSED, "1.5", dt.timedelta(hours=36)),
        (BUILT_IN_ELAPSED, "1.5", dt.timedelta(hours=36)),
        (DAYS, "3.5", 3.5),
        (SCIENCE, "3", 3),
        (99, "3", 3),
    ],
)
def test_number_is_what_its_format_shows(style: int, written: str, value: object) -> None:
    cell = cell_of(f'<c s="{style}"><v>{written}</v></c>', styles=DATE_STYLES)
    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.text == written


def test_workbook_counting_from_1904() -> None:
    book = Book(
        workbook='<workbookPr date1904="1"/>',
        sheet=rows('<row><c s="1"><v>0</v></c><c s="1"><v>43100</v></c></row>'),
        styles=DATE_STYLES,
    )
    assert [cell.value for cell in cells(book).values()] == [dt.date(1904, 1, 1), dt.date(2022, 1, 1)]


def test_date_written_as_text() -> None:
    assert cell_of('<c t="d"><v>2022-01-31</v></c>').value == dt.date(2022, 1, 31)
    assert cell_of('<c t="d"><v>31 January</v></c>').value == "31 January"


def test_highlighter_is_seen() -> None:
    fills = (
        "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFFF00'/></patternFill></fill></fills>"
    )
    styles = f"{fills}<cellXfs><xf fillId='0'/><xf fillId='1'/><xf fillId='7'/></cellXfs>"
    found = cells(
        Book(sheet=rows('<row><c s="0"><v>1</v></c><c s="1"><v>1</v></c><c s="2"><v>1</v></c></row>'), styles=styles)
    )
    assert [cell.marks for cell in found.values()] == [Marks.NONE, Marks.HIGHLIGHTED, Marks.NONE]


def test_broken_styles_do_not_stop_the_reading() -> None:
    workbook = opened(Book(sheet=rows('<row><c s="1"><v>44562</v></c></row>'), extra={"xl/styles.xml": "<styleSheet"}))
    assert workbook.sheets[0].cells[0].value == 44562
    assert "dates are read as numbers" in workbook.notes[0].message


@pytest.mark.parametrize(
    "written",
    [
        '<c t="inlineStr"><is><t>Trained <x/>forty<x> more</x>.</t></is></c>',
        '<c t="inlineStr"><is><r><t>Trained <x/>forty</t></r><r><t><x> more</x>.</t></r></is></c>',
        '<c t="str"><v>Trained <x/>forty<x> more</x>.</v></c>',
    ],
)
def test_all_of_a_text_is_read_whatever_stands_in_it(written: str) -> None:
    assert cell_of(written).value == "Trained forty more."


def test_all_of_a_shared_text_is_read_but_how_it_is_pronounced() -> None:
    strings = "<si><t>会<x/>議</t><rPh sb='0' eb='1'><t>カイ</t></rPh></si>"
    assert cell_of('<c t="s"><v>0</v></c>', strings=strings).value == "会議"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('<c t="n"><v>9</v><v>10</v></c>', 10),
        ('<c t="inlineStr"><is><t>MoJ</t></is><is><t>Police</t></is></c>', "MoJ"),
        ('<c t="inlineStr"><v>Police</v><is><t>MoJ</t></is></c>', "MoJ"),
    ],
)
def test_a_cell_with_several_values_is_noted(written: str, value: object) -> None:
    workbook = opened(Book(sheet=rows(f"<row>{written}</row>")))
    assert [cell.value for cell in workbook.sheets[0].cells] == [value]
    assert workbook.notes == (
        Note("Updates", 1, 1, "The file has several values for this cell; one was read.", lost=True),
    )
