import pytest

from poatool.workbooks.model import Area, Marks, RawCell
from tests.workbooks.ods.builder import cell, row, sheet_of, style, text

X = text("x")
REPEATED = "table:number-columns-repeated"
ROWS_REPEATED = "table:number-rows-repeated"
COLLAPSE = 'table:visibility="collapse"'


def places(rows: str, styles: str = "") -> list[tuple[int, int]]:
    return [(found.row, found.column) for found in sheet_of(rows, styles).cells]


def test_cells_are_at_their_places_in_the_sheet() -> None:
    rows = row(cell("", f'{REPEATED}="2"'), f'{ROWS_REPEATED}="3"') + row(cell("", f'{REPEATED}="2"') + X + X)
    assert places(rows) == [(4, 3), (4, 4)]


def test_a_repeated_cell_with_content_is_given_each_time() -> None:
    rows = row(text("x", f'{REPEATED}="2"') + cell() + text("y"), f'{ROWS_REPEATED}="2"') + row(text("z"))
    said = [(found.row, found.column, found.value) for found in sheet_of(rows).cells]
    assert said == [(1, 1, "x"), (1, 2, "x"), (1, 4, "y"), (2, 1, "x"), (2, 2, "x"), (2, 4, "y"), (3, 1, "z")]


def test_rows_that_libreoffice_adds_to_the_end_of_a_sheet_cost_nothing() -> None:
    empty = row(cell("", f'{REPEATED}="16384"'), f'{ROWS_REPEATED}="1048574"')
    assert places(row(X) + empty + row(X)) == [(1, 1), (1_048_576, 1)]


@pytest.mark.parametrize("odd", ["0", "-3", "", "two", "1.5", "٣"])
def test_a_senseless_repetition_counts_as_one(odd: str) -> None:
    assert places(row(text("x", f'{REPEATED}="{odd}"') + X, f'{ROWS_REPEATED}="{odd}"')) == [(1, 1), (1, 2)]


def test_groups_and_headers_hold_rows_and_columns_too() -> None:
    columns = (
        "<table:table-header-columns><table:table-column/></table:table-header-columns><table:table-column-group>"
        f'<table:table-column {COLLAPSE} {REPEATED}="2"/>'
        "<table:table-columns><table:table-column/></table:table-columns>"
        '</table:table-column-group><table:table-column-group table:display="false"><table:table-column/>'
        "</table:table-column-group>"
    )
    rows = (
        f"<table:table-header-rows>{row(X)}</table:table-header-rows><table:table-row-group>{row(X)}"
        f"<table:table-row-group>{row(X, COLLAPSE)}</table:table-row-group></table:table-row-group>"
        f'<table:table-row-group table:display="false"><table:table-rows>{row(X)}</table:table-rows>'
        f"</table:table-row-group>{row(X)}"
    )
    sheet = sheet_of(columns + rows)
    assert [found.row for found in sheet.cells] == [1, 2, 3, 4, 5]
    assert sheet.hidden_rows == {3, 4}
    assert sheet.hidden_columns == {2, 3, 5}


def test_rows_that_a_filter_hides() -> None:
    sheet = sheet_of(row(X) + row(X, 'table:visibility="filter" table:number-rows-repeated="2"') + row(X))
    assert sheet.hidden_rows == {2, 3}


def test_empty_hidden_rows_are_not_counted() -> None:
    sheet = sheet_of(row(X) + row(cell(), f'{COLLAPSE} {ROWS_REPEATED}="1048575"'))
    assert sheet.hidden_rows == frozenset()


def test_a_row_or_column_without_size_is_hidden() -> None:
    styles = style("flat", "table-row", 'style:row-height="0.01in"') + style(
        "high", "table-row", 'style:row-height="0.2in"'
    )
    styles += style("flat", "table-column", 'style:column-width="0.000cm"')
    flat = 'table:style-name="flat"'
    sheet = sheet_of(
        f"<table:table-column/><table:table-column {flat}/>" + row(X, 'table:style-name="high"') + row(X, flat), styles
    )
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({2}, {2})


def test_merges_and_the_cells_under_them() -> None:
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    under = "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    sheet = sheet_of(row(cell() + text("x", spans) + under + X))
    assert sheet.merges == (Area(1, 2, 3, 3),)
    assert [(found.column, found.value) for found in sheet.cells] == [(2, "x"), (3, "under"), (4, "x")]
    whole = 'table:number-columns-spanned="99999999999" table:number-rows-spanned="99999999999"'
    assert sheet_of(row(text("x", whole))).merges == (Area(1, 1, 1_048_576, 16_384),)


def test_comments_are_not_part_of_the_text() -> None:
    note = "<office:annotation><dc:creator>Ann</dc:creator><dc:date>2022-01-31</dc:date>{}</office:annotation>"
    beside = note.format("<text:p>Check</text:p><text:p>this</text:p>")
    sheet = sheet_of(row(cell(f"{beside}<text:p>x</text:p>") + cell(note.format("<text:p>alone</text:p>")), COLLAPSE))
    assert sheet.cells == (RawCell(1, 1, "x", "x"),)
    assert sheet.comments == {(1, 1): "Check\nthis", (1, 2): "alone"}
    assert sheet.hidden_rows == {1}


def test_cells_marked_with_a_highlighter() -> None:
    styles = style("y", "table-cell", 'fo:background-color="#ffff00"') + style(
        "n", "table-cell", 'fo:background-color="#eeeeee"'
    )
    yellow, plain = 'table:style-name="y"', 'table:style-name="n"'
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="y"/>'
    rows = row(text("x", yellow) + text("x", plain) + text("x")) + row(X + X + X)
    rows += row(X + text("x", plain), 'table:default-cell-style-name="y"')
    sheet = sheet_of(columns + rows, styles)
    assert {found[:2] for found in sheet.cells if found.marks is Marks.HIGHLIGHTED} == {(1, 1), (2, 2), (3, 1)}
    assert [at for at in sheet.fills if sheet.fill(*at) == "#ffff00"] == [(1, 1), (2, 2), (3, 1)]
