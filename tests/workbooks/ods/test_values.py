from pathlib import Path

import pytest

from poatool.workbooks.model import ErrorValue, RawCell
from tests.support.markdown import listed
from tests.workbooks.builder import opened
from tests.workbooks.ods.builder import cell, ods, only_cell, row, sheet_of, table, text, typed

CELLS = Path(__file__).with_name("cells.md")


@pytest.mark.parametrize(("kind", "attribute", "written", "value"), listed(CELLS, "Values"))
def test_a_value_is_what_the_file_stores_whatever_it_shows(kind: str, attribute: str, written: str, value: str) -> None:
    found = only_cell(typed(kind, attribute, written, "shown"))
    assert (repr(found.value).replace("datetime.", ""), found) == (value, RawCell(1, 1, found.value, written))


@pytest.mark.parametrize(("kind", "attribute", "written"), listed(CELLS, "Values that do not fit their type"))
def test_a_value_that_does_not_fit_its_type_is_read_as_shown_and_noted(kind: str, attribute: str, written: str) -> None:
    workbook = opened(ods(table(row(typed(kind, attribute, written, "29 February")))), "agency.ods")
    assert workbook.sheets[0].cells == (RawCell(1, 1, "29 February", "29 February"),)
    (note,) = workbook.notes
    assert note[:3] == ("Updates", 1, 1)
    assert "is not one; it was read as text" in note.message


def test_an_empty_cell_holds_nothing() -> None:
    empty = (cell(), cell("<text:p/>"), cell("<text:p/>", 'office:value-type="string"'), text(""))
    assert sheet_of(row("".join(empty))).cells == ()


@pytest.mark.parametrize(("written", "formula"), listed(CELLS, "Formulas"))
def test_a_formula_is_kept_without_its_prefix_beside_its_value(written: str, formula: str) -> None:
    found = only_cell(
        cell("<text:p>6</text:p>", f'table:formula="{written}" office:value-type="float" office:value="6"')
    )
    assert found == RawCell(1, 1, 6, "6", formula=formula)


@pytest.mark.parametrize(("xml", "value"), listed(CELLS, "Cells that are not errors, and formulas without a value"))
def test_texts_that_are_not_errors_and_formulas_without_a_value(xml: str, value: str) -> None:
    assert repr(only_cell(xml).value) == value


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


@pytest.mark.parametrize(("inner", "said"), listed(CELLS, "The text is what a person sees"))
def test_the_text_is_what_a_person_sees(inner: str, said: str) -> None:
    assert shown(inner) == said


def test_very_many_spaces_and_spans() -> None:
    assert shown('<text:p>a<text:s text:c="199"/>b</text:p>') == "a" + " " * 199 + "b"
    assert shown(f"<text:p>{'<text:span>' * 5_000}x{'</text:span>' * 5_000}</text:p>") == "x"


def test_the_first_link_of_a_cell_is_its_link() -> None:
    first = '<text:a xlink:href="https://example.govt.nz/a?b=1&amp;c=2">this</text:a>'
    linked = only_cell(text(f'see {first} and <text:a xlink:href="#x">x</text:a>'))
    assert (linked.value, linked.link) == ("see this and x", "https://example.govt.nz/a?b=1&c=2")
    assert (only_cell(text('<text:a xlink:href="mailto:x"/>')).value, only_cell(text("x")).link) == ("", None)


def test_runs_with_a_format_of_their_own() -> None:
    assert only_cell(text("a <text:span>b</text:span>")).runs
    assert only_cell(text('a <text:a xlink:href="https://example.govt.nz/">b</text:a>')).runs
    assert not only_cell(text('<text:a xlink:href="https://example.govt.nz/">b</text:a>')).runs
