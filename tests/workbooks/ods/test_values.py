import datetime as dt

import pytest

from poatool.workbooks.model import ErrorValue, RawCell, Value
from tests.workbooks.builder import opened
from tests.workbooks.ods.builder import cell, ods, only_cell, row, sheet_of, table, text, typed

HALF_PAST_TEN = dt.datetime(2022, 1, 31, 10, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones


@pytest.mark.parametrize(
    ("kind", "attribute", "written", "value"),
    [
        ("float", "value", "9", 9),
        ("float", "value", "-1.5E+3", -1500.0),
        ("percentage", "value", "0.42", 0.42),
        ("currency", "value", "1200", 1200),
        ("date", "date-value", "2022-01-31", dt.date(2022, 1, 31)),
        ("date", "date-value", "2022-01-31T10:30:00", HALF_PAST_TEN),
        ("date", "date-value", "2022-01-31T10:30:00Z", HALF_PAST_TEN),
        ("time", "time-value", "PT10H30M05S", dt.time(10, 30, 5)),
        ("time", "time-value", "PT30H00M00.5S", dt.timedelta(hours=30, seconds=0.5)),
        ("time", "time-value", "-PT1H", dt.timedelta(hours=-1)),
        ("time", "time-value", "P2DT1H", dt.timedelta(days=2, hours=1)),
        ("boolean", "boolean-value", "true", True),
        ("boolean", "boolean-value", "0", False),
        ("string", "string-value", "N1", "N1"),
    ],
)
def test_a_value_is_what_the_file_stores_whatever_it_shows(
    kind: str, attribute: str, written: str, value: Value
) -> None:
    found = only_cell(typed(kind, attribute, written, "shown"))
    assert found == RawCell(1, 1, value, written)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("kind", "attribute", "written"),
    [
        ("float", "value", "nine"),
        ("float", "value", "1_000"),
        ("date", "date-value", "1900-02-29"),
        ("date", "date-value", "-0044-03-15"),
        ("time", "time-value", "P1Y"),
        ("time", "time-value", "PT99999999999999999999H"),
        ("boolean", "boolean-value", "maybe"),
    ],
)
def test_what_is_no_value_of_its_type_is_read_as_shown_and_noted(kind: str, attribute: str, written: str) -> None:
    workbook = opened(ods(table(row(typed(kind, attribute, written, "29 February")))), "agency.ods")
    assert workbook.sheets[0].cells == (RawCell(1, 1, "29 February", "29 February"),)
    (note,) = workbook.notes
    assert note[:3] == ("Updates", 1, 1)
    assert "is not one; it was read as text" in note.message


def test_an_empty_cell_holds_nothing() -> None:
    empty = (cell(), cell("<text:p/>"), cell("<text:p/>", 'office:value-type="string"'), text(""))
    assert sheet_of(row("".join(empty))).cells == ()


@pytest.mark.parametrize(
    ("written", "formula"),
    [
        ("of:=SUM([.A1:.A3])", "SUM([.A1:.A3])"),
        ("oooc:=A1", "A1"),
        ("msoxl:=A1=B1", "A1=B1"),
        ("=A1", "A1"),
        ("IF(A1=1;2)", "IF(A1=1;2)"),
    ],
)
def test_a_formula_stands_without_its_prefix_beside_its_value(written: str, formula: str) -> None:
    found = only_cell(
        cell("<text:p>6</text:p>", f'table:formula="{written}" office:value-type="float" office:value="6"')
    )
    assert found == RawCell(1, 1, 6, "6", formula=formula)


NUMBER = 'office:value-type="float" office:value="0"'


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        (cell("<text:p>007</text:p>"), "007"),
        (text("#REF!"), "#REF!"),
        (cell("<text:p/>", 'table:formula="of:=&quot;&quot;"'), ""),
        (cell("", 'table:formula="of:=A1"'), None),
        (cell("", 'table:formula="of:=A1" office:value-type="float"'), None),
        *(
            (cell(f"<text:p>{shown}</text:p>", f'table:formula="of:=A1" {NUMBER}'), 0)
            for shown in ("#1", "# of actions", "###", "0")
        ),
    ],
)
def test_texts_that_are_no_errors_and_formulas_without_a_value(xml: str, value: Value | None) -> None:
    assert only_cell(xml).value == value


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="string" office:string-value="" calcext:value-type="error"',
        'office:value-type="string" office:string-value="" table:formula="of:=1/0"',
        'office:value-type="float" office:value="0" table:formula="of:=1/0"',
    ],
    ids=["LibreOffice", "OpenOffice", "Excel"],
)
@pytest.mark.parametrize("word", ["#DIV/0!", "#BEZUG!", "#¡REF!", "Err:502"])
def test_an_error_is_the_word_that_the_cell_shows(attributes: str, word: str) -> None:
    assert only_cell(cell(f"<text:p>{word}</text:p>", attributes)).value == ErrorValue(word)


def test_cells_take_their_formula_from_an_array_as_far_as_it_reaches() -> None:
    number = 'office:value-type="float" office:value="2"'
    array = 'table:formula="of:=A1:B2" table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="2"'
    rows = row(cell("", f"{array} {number}") + cell("", number) + cell("", number)) + row(cell("", number)) * 2
    formulas = {found[:2]: found.formula for found in sheet_of(rows).cells}
    assert formulas == {(1, 1): "A1:B2", (1, 2): "A1:B2", (1, 3): None, (2, 1): "A1:B2", (3, 1): None}


def test_the_address_in_a_hyperlink_formula() -> None:
    formula = "of:=HYPERLINK(&quot;https://example.govt.nz/&quot;;&quot;report&quot;)"
    assert only_cell(text("report", f'table:formula="{formula}"')).link == "https://example.govt.nz/"


def shown(inner: str) -> object:
    return only_cell(cell(inner, 'office:value-type="string"')).value


LISTS = (
    "<text:list><text:list-item><text:number>1.</text:number><text:p>one</text:p><text:list><text:list-item>"
    "<text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list><text:p>end</text:p>"
)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<text:p>Held a forum</text:p>", "Held a forum"),
        ("<text:p>one</text:p><text:p/><text:p>two</text:p>", "one\n\ntwo"),
        ("<text:p>one<text:line-break/>two</text:p>", "one\ntwo"),
        ("<text:p>a<text:tab/>b</text:p>", "a\tb"),
        ('<text:p><text:s/>a<text:s text:c="3"/>b <text:s/></text:p>', " a   b  "),
        ("<text:p>a <text:span>bold <text:span>and</text:span> more</text:span> text</text:p>", "a bold and more text"),
        ("<text:h>Title</text:h><text:p>text</text:p>", "Title\ntext"),
        (LISTS, "one\ndeeper\nend"),
        ("<text:p>a<text:date>31 January</text:date>b</text:p>", "a31 Januaryb"),
        (
            "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p>",
            "ab",
        ),
        (
            "<text:p>a<text:note><text:note-body>n</text:note-body></text:note>b<office:annotation><text:p>c</text:p></office:annotation></text:p>",
            "ab",
        ),
        ("<text:p>a</text:p><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>", "a"),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>", "ab"),
        ("<text:p>te\u0304na koe</text:p>", "t\u0113na koe"),
        # The layout of the XML is no part of a text; spaces alone are, as LibreOffice writes them.
        (
            "\n  <text:p>\n    Held\n    a <text:span>\n forum</text:span>\n  </text:p>\n  <text:p>\tb</text:p>\n",
            "Held a forum\nb",
        ),
        ("<text:p> Held  a forum </text:p>", " Held  a forum "),
        # More spaces than anybody types are one.
        ('<text:p>a<text:s text:c="199"/>b</text:p>', "a" + " " * 199 + "b"),
        ('<text:p>a<text:s text:c="999999999999"/>b</text:p>', "a b"),
        ('<text:p>a<text:s text:c="32767"/>b<text:s text:c="2"/>c</text:p>', "a b c"),
        ('<text:p>a<text:s text:c="-5"/>b</text:p>', "a b"),
        (f"<text:p>{'<text:span>' * 5_000}x{'</text:span>' * 5_000}</text:p>", "x"),
    ],
    ids=lambda text: text[:40],
)
def test_what_a_person_sees_is_the_text(inner: str, said: str) -> None:
    assert shown(inner) == said


def test_the_first_link_of_a_cell_is_its_link() -> None:
    first = '<text:a xlink:href="https://example.govt.nz/a?b=1&amp;c=2">this</text:a>'
    linked = only_cell(text(f'see {first} and <text:a xlink:href="#x">x</text:a>'))
    assert (linked.value, linked.link) == ("see this and x", "https://example.govt.nz/a?b=1&c=2")
    assert (only_cell(text('<text:a xlink:href="mailto:x"/>')).value, only_cell(text("x")).link) == ("", None)


def test_runs_with_a_format_of_their_own() -> None:
    assert only_cell(text("a <text:span>b</text:span>")).runs
    assert only_cell(text('a <text:a xlink:href="https://example.govt.nz/">b</text:a>')).runs
    assert not only_cell(text('<text:a xlink:href="https://example.govt.nz/">b</text:a>')).runs
