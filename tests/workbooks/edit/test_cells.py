"""Cells and fields get other values, and everything else stays; a change that would lose something is refused."""

import codecs
import csv
import io
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given, strategies as st
from openpyxl.worksheet.table import Table

from poatool.workbooks.edit.annotate import annotated
from poatool.workbooks.edit.cells import Place, with_fields, write_values
from poatool.workbooks.edit.package_edit import PackageEdit, verify_unchanged
from poatool.workbooks.limits import Refused
from tests.support.checking import saved
from tests.workbooks.builder import Book, inline, link, opened, rows
from tests.workbooks.edit.test_annotate import LISTING, REMARKS, ROW, changed, parts, workbook


def rewritten(data: bytes, values: Mapping[Place, str | int]) -> tuple[bytes, frozenset[Place]]:
    edit = PackageEdit(data)
    written = write_values(edit, values)
    return edit.data(), written


def sheet_xml(book: Book, values: Mapping[tuple[int, int], str | int]) -> str:
    data, _ = rewritten(book.data(), {("Updates", *place): text for place, text in values.items()})
    return parts(data)["xl/worksheets/sheet1.xml"].decode().partition(">")[2].removesuffix("</worksheet>")


def test_text_replaces_text_and_keeps_the_format() -> None:
    book = Book(
        sheet=rows('<row r="2"><c r="A2" s="5" t="s"><v>0</v></c><c r="B2"/></row>'), strings="<si><t>x</t></si>"
    )
    assert sheet_xml(book, {(2, 1): "Under way & on"}) == rows(
        '<row r="2"><c r="A2" s="5" t="inlineStr"><is><t xml:space="preserve">Under way &amp; on</t></is></c>'
        '<c r="B2"/></row>'
    )


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("<v>26</v>", 9, "<v>9</v>"),
        ("<v>14.0</v>", 14, "<v>14</v>"),
        ("<v>44780</v>", "7-8", '<is><t xml:space="preserve">7-8</t></is>'),
    ],
)
def test_a_number_is_written_as_one(before: str, value: str | int, after: str) -> None:
    kind = "" if "<v>" in after else ' t="inlineStr"'
    found = sheet_xml(Book(sheet=rows(f'<row r="1"><c r="A1" s="2">{before}</c></row>')), {(1, 1): value})
    assert found == rows(f'<row r="1"><c r="A1" s="2"{kind}>{after}</c></row>')


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, "{new}" + inline("B1", "b") + inline("D1", "d")),
        (3, inline("B1", "b") + "{new}" + inline("D1", "d")),
        (5, inline("B1", "b") + inline("D1", "d") + "{new}"),
    ],
)
def test_a_missing_cell_is_inserted_between_its_neighbours(column: int, expected: str) -> None:
    book = Book(sheet=rows(f'<row r="1">{inline("B1", "b")}{inline("D1", "d")}</row>'))
    new = f'<c r="{"ABCDE"[column - 1]}1" t="inlineStr"><is><t xml:space="preserve">n</t></is></c>'
    assert sheet_xml(book, {(1, column): "n"}) == rows(f'<row r="1">{expected.format(new=new)}</row>')


def test_cells_without_addresses_are_found_by_counting() -> None:
    book = Book(sheet=rows("<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>"))
    assert sheet_xml(book, {(2, 2): 4}) == rows("<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>4</v></c></row>")


def test_a_formula_is_never_replaced() -> None:
    book = Book(sheet=rows('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>')).data()
    data, written = rewritten(book, {("Updates", 1, 1): "2"})
    assert written == frozenset()
    assert changed(book, data) == set()


def test_the_heading_of_an_excel_table_is_left_as_the_table_has_it() -> None:
    book = workbook()
    book["Updates"].add_table(Table(displayName="Table1", ref="A1:B2"))
    data, written = rewritten(saved(book), {("Updates", 1, 2): "Next", ("Updates", 2, 2): "Held two."})
    assert written == {("Updates", 2, 2)}
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Updates"]
    assert [cell.value for row in sheet for cell in row] == ["Action", "Progress", "9", "Held two."]


def test_only_the_sheet_changes() -> None:
    before = saved(workbook())
    data, _ = rewritten(before, {("Updates", 2, 1): "14"})
    assert changed(before, data) == {"xl/worksheets/sheet1.xml"}
    assert [cell.value for cell in opened(data).sheets[0].cells] == ["Action", "Progress", "14", "Held a forum."]


def test_text_that_excel_would_decode_is_escaped() -> None:
    data, _ = rewritten(saved(workbook()), {("Updates", 2, 1): "_x0041_\x1b\n ="})
    assert opened(data).sheets[0].cells[2].value == "_x0041_\n ="


PLAIN = b"Action;Status\r\n14.0;Underway\r\n"


@pytest.mark.parametrize(
    ("before", "place", "value", "after"),
    [
        (PLAIN, (2, 1), "14", b"Action;Status\r\n14;Underway\r\n"),
        (PLAIN, (2, 2), "Under way", b"Action;Status\r\n14.0;Under way\r\n"),
        (b'"Action",Status\n"14.0","a, ""b"""\n', (2, 1), "14", b'"Action",Status\n"14","a, ""b"""\n'),
        (b"a,b\n1,2", (2, 2), "x, y", b'a,b\n1,"x, y"'),
        (b"a,b\n\n1,", (3, 2), "note", b"a,b\n\n1,note"),
        (b'a,b\n"1\n2",x\n3,y\n', (3, 1), "4", b'a,b\n"1\n2",x\n4,y\n'),
        (b"sep=;\r\na;b\r\n1;2\r\n", (2, 2), "3", b"sep=;\r\na;b\r\n1;3\r\n"),
        (codecs.BOM_UTF8 + b"a,b\nx,y\n", (2, 1), "M\u0101ori", codecs.BOM_UTF8 + "a,b\nM\u0101ori,y\n".encode()),
        (b"a,b\nH\xf4pital,26\n", (2, 2), "9", b"a,b\nH\xf4pital,9\n"),
        (b"a,b\nH\xf4\x81pital,26\n", (2, 2), "9", b"a,b\nH\xf4\x81pital,9\n"),
        (
            codecs.BOM_UTF16_LE + "a\tb\nx\ty\n".encode("utf-16-le"),
            (2, 2),
            "z",
            codecs.BOM_UTF16_LE + "a\tb\nx\tz\n".encode("utf-16-le"),
        ),
    ],
)
def test_only_the_field_changes(before: bytes, place: tuple[int, int], value: str, after: bytes) -> None:
    assert with_fields(before, {place: value}) == (after, frozenset({place}))


def test_a_value_that_the_encoding_cannot_represent_is_left_out() -> None:
    assert with_fields(b"a,b\nH\xf4pital,x\n", {(2, 2): "M\u0101ori"}) == (b"a,b\nH\xf4pital,x\n", frozenset())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_text_does_not_become_a_formula(sign: str) -> None:
    live, quoted_dead = f"{sign}cmd|'/c calc'!A1".encode(), f'a,b\n"\u200b{sign}x",y\n'.encode()
    assert with_fields(quoted_dead, {(2, 1): f"{sign}x"}) == (quoted_dead, frozenset())
    assert with_fields(b"a,b\nx,y\n", {(2, 1): live.decode()}) == (b"a,b\nx,y\n", frozenset())


def test_a_text_that_begins_like_a_formula_may_be_corrected() -> None:
    assert with_fields(b'a,b\n- trainned,"- x"\n', {(2, 1): "- trained", (2, 2): "- y"}) == (
        b'a,b\n- trained,"- y"\n',
        frozenset({(2, 1), (2, 2)}),
    )


def test_a_missing_field_is_not_written() -> None:
    assert with_fields(b"a,b\n1\n", {(2, 2): "x"}) == (b"a,b\n1\n", frozenset())


FIELD = st.text(st.sampled_from('ab ,"\n\rā'), max_size=6)


@given(st.lists(st.lists(FIELD, min_size=2, max_size=4), min_size=1, max_size=5), st.data())
def test_every_field_that_a_csv_reader_sees_can_be_replaced_alone(table: list[list[str]], data: st.DataObject) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Action", "Status"], *table])
    before = text.getvalue().encode()
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[row]) - 1))
    after = with_fields(before, {(row + 2, column + 1): 'new, "x"'})[0].decode()
    table[row][column] = 'new, "x"'
    assert list(csv.reader(io.StringIO(after, newline=""))) == [["Action", "Status"], *table]


def with_progress(progress: str, more: str = "") -> bytes:
    return Book(sheet=rows(f'<row r="1">{inline("A1", "Action")}{inline("B1", progress)}</row>') + more).data()


def test_a_cell_that_was_meant_to_change_passes() -> None:
    verify_unchanged(with_progress("Held a forum."), with_progress("Held two."), changed={("Updates", 1, 2)})


@pytest.mark.parametrize(
    "after",
    [
        with_progress("Held two."),
        with_progress(""),
        with_progress("Held a forum.", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
        b"PK",
    ],
)
def test_anything_else_is_refused(after: bytes) -> None:
    with pytest.raises(Refused, match="risk of losing something"):
        verify_unchanged(with_progress("Held a forum."), after)


def test_a_shared_workbook_with_tracked_changes_is_refused() -> None:
    shared = Book(
        sheet=ROW,
        workbook_links=link("rId8", "revisionHeaders", "revisions/revisionHeaders.xml"),
        extra={"xl/revisions/revisionHeaders.xml": "<headers/>"},
    )
    with pytest.raises(Refused, match="tracks changes"):
        annotated(shared.data(), REMARKS, *LISTING)


def test_a_workbook_that_does_not_say_where_its_sheets_are_is_refused() -> None:
    lost = Book(sheet=ROW, extra={"xl/_rels/workbook.xml.rels": "<Relationships/>"})
    with pytest.raises(Refused, match="where its sheets are"):
        annotated(lost.data(), REMARKS, *LISTING)
