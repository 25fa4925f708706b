import pytest
from hypothesis import given, strategies as st

from poatool.workbooks.addresses import address, area, column_letter, column_number, covered
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area, Note, RawCell
from tests.workbooks.builder import Book, cells, inline, link, only_sheet, opened, rows


def places(sheet: str) -> list[tuple[int, int]]:
    return [(cell.row, cell.column) for cell in only_sheet(Book(sheet=sheet)).cells]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', [(1_048_576, 16_384)]),
        (
            '<row r="5"><c><v>1</v></c><c r="D5"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>',
            [(5, 1), (5, 4), (5, 5), (6, 1)],
        ),
        (
            '<row r="9"><c r="B9"><v>1</v></c><c r="A9"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
            [(2, 1), (9, 1), (9, 2)],
        ),
        ('<row r="3"><c r="A7"><v>1</v></c></row>', [(7, 1)]),
        ('<row r="1" s="1"><c r="A1" s="1"/><c r="B1"><v></v></c></row>', []),
    ],
    ids=["far", "unnumbered", "out of order", "another row", "styled but empty"],
)
def test_cells_keep_their_places_whatever_the_dimension_says(inner: str, expected: list[tuple[int, int]]) -> None:
    assert places('<dimension ref="A1"/>' + rows(inner)) == expected


def test_a_cell_given_twice_is_noted() -> None:
    workbook = opened(Book(sheet=rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')))
    assert workbook.sheets[0].cells == (RawCell(1, 1, 2, "2"),)
    assert workbook.notes == (Note("Updates", 1, 1, "The file has this cell twice; the last one was read.", lost=True),)


@pytest.mark.parametrize(
    ("inner", "where"),
    [
        ('<row r="2"><c r="A2"><v>1</v></c><row r="3"><c r="A3"><v>2</v></c></row></row>', "near row 2"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row xmlns="urn:x" r="2"><c r="A2"><v>2</v></c></row>', "near row 1"),
        ('<mc><row r="2"><c r="A2"><v>2</v></c></row></mc><mc><row/></mc>', "above its first row"),
    ],
)
def test_an_element_where_only_rows_or_cells_may_be_is_noted_once(inner: str, where: str) -> None:
    message = f"The sheet Updates has something {where} that is neither a row nor a cell and was not read."
    assert opened(Book(sheet=rows(inner))).notes == (Note("Updates", 0, 0, message, lost=True),)


def test_extensions_of_a_row_are_not_a_loss() -> None:
    extended = '<row r="1"><c r="A1"><f>1+1</f><v>2</v><extLst><ext/></extLst></c><extLst><ext/></extLst></row>'
    assert opened(Book(sheet=rows(extended))).notes == ()


def test_an_impossible_address_is_counted_on_and_noted() -> None:
    workbook = opened(Book(sheet=rows('<row r="3"><c r="A3"><v>1</v></c><c r="XFE3"><v>2</v></c></row>')))
    assert workbook.sheets[0].cells[1][:3] == (3, 2, 2)
    assert workbook.notes == (Note("Updates", 3, 2, "The file names this cell XFE3, which no sheet has."),)


def test_hidden_rows_and_columns() -> None:
    sheet = only_sheet(
        Book(
            sheet='<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/>'
            '<col min="7" max="7" width="9"/></cols>'
            + rows('<row r="2" hidden="1"/><row r="3" ht="3.5"/><row r="4" ht="12"/><row hidden="true"/>')
        )
    )
    assert sheet.hidden_rows == {2, 3, 5}
    assert {column for column in sheet.hidden_columns if column < 9} == {2, 3, 5}


def test_merges_are_areas_however_large() -> None:
    sheet = only_sheet(
        Book(sheet=rows("") + '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B4:B6"/></mergeCells>')
    )
    assert sheet.merges == (Area(1, 1, 1_048_576, 16_384), Area(4, 2, 6, 2))


def test_hyperlinks_give_target_and_place() -> None:
    hyperlinks = (
        '<hyperlinks><hyperlink ref="A1" r:id="l1" tooltip="Not_x0020_yet"/>'
        '<hyperlink ref="B1:C4" r:id="l1" location="top"/><hyperlink ref="A2" location="Cover!A1"/>'
        '<hyperlink ref="A3" r:id="missing"/></hyperlinks>'
    )
    book = Book(
        sheet=rows(f'<row r="1">{inline("A1", "Report")}</row>') + hyperlinks,
        links=link("l1", "hyperlink", "https://example.govt.nz/", external=True),
    )
    found = cells(book)
    assert found[1, 1] == RawCell(1, 1, "Report", "Report", link="https://example.govt.nz/")
    assert found[1, 2] == RawCell(1, 2, None, "", link="https://example.govt.nz/#top")
    assert found[2, 1] == RawCell(2, 1, None, "", link="#Cover!A1")
    assert set(found) == {(1, 1), (1, 2), (2, 1)}
    assert only_sheet(book).described == ("Not yet",)


def test_hyperlink_formula_gives_its_address() -> None:
    sheet = rows('<row><c t="str"><f>HYPERLINK("https://x.nz/","Here")</f><v>Here</v></c></row>')
    assert cells(Book(sheet=sheet))[1, 1].link == "https://x.nz/"


def test_comments_old_and_threaded() -> None:
    old = (
        '<comments><commentList><comment ref="B2"><text><r><t>Check </t></r><r><t>this</t></r></text></comment>'
        '<comment ref="C3"><text><t>[Threaded comment] …</t></text></comment></commentList></comments>'
    )
    new = (
        '<ThreadedComments><threadedComment ref="C3"><text>Is it so?</text></threadedComment>'
        '<threadedComment ref="C3"><text>Yes.</text></threadedComment></ThreadedComments>'
    )
    book = Book(
        sheet=rows(""),
        links=link("c1", "threadedComment", "../threadedComments/t.xml") + link("c2", "comments", "../comments1.xml"),
        extra={"xl/comments1.xml": old, "xl/threadedComments/t.xml": new},
    )
    assert only_sheet(book).comments == {(2, 2): "Check this", (3, 3): "Is it so?\nYes."}


def test_columns_after_z_have_several_letters() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 52, 53, 702, 703, 16_384)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD")
    ]
    assert [column_number(odd) for odd in ("", "7", "A1", "XFE")] == [None] * 4


def test_addresses() -> None:
    assert address("$C$7") == (7, 3)
    assert [address(odd) for odd in ("", "A", "7", "A0", "XFE1", "A1048577", "A٣", "Ä1", "A-1", "A1 ")] == [None] * 10
    assert area("D4:B2") == Area(2, 2, 4, 4)
    assert area("B:C") == Area(1, 2, 1_048_576, 3)
    assert area("2:3") == Area(2, 1, 3, 16_384)
    assert area("C7") == Area(7, 3, 7, 3)
    assert area("A1:") == area("A1")
    assert area("") is None


def test_a_whole_sheet_that_is_merged_costs_no_more_than_one_cell() -> None:
    far = (LAST_ROW, LAST_COLUMN)
    assert covered([Area(1, 1, LAST_ROW, LAST_COLUMN)], [(1, 1), far]) == {far: (1, 1)}


@given(st.data())
def test_it_agrees_with_a_search_of_all_areas(data: st.DataObject) -> None:
    taken: set[tuple[int, int]] = set()
    areas: list[Area] = []
    corner = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(0, 4), st.integers(0, 4))
    for top, left, down, across in data.draw(st.lists(corner, max_size=8)):
        own = {(row, column) for row in range(top, top + down + 1) for column in range(left, left + across + 1)}
        if not own & taken:
            taken |= own
            areas.append(Area(top, left, top + down, left + across))
    cells = [(row, column) for row in range(1, 13) for column in range(1, 13)]
    expected = {
        cell: (area.top, area.left)
        for cell in cells
        for area in areas
        if area.top <= cell[0] <= area.bottom and area.left <= cell[1] <= area.right and cell != area[:2]
    }
    assert covered(data.draw(st.permutations(areas)), data.draw(st.permutations(cells))) == expected
