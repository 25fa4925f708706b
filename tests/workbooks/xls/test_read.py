import datetime as dt
import math

import pytest

from poatool.workbooks.formatting import marked_words
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Area, ErrorValue, Feature, Marks, RawCell, Trouble, Workbook
from poatool.workbooks.xls import child, read
from tests.workbooks.builder import opened, refused
from tests.workbooks.xls import biff

CELLS = (
    biff.text(0, 0, "Action"),
    biff.number(2, 2, 9),
    biff.number(2, 3, 1.5),
    biff.number(2, 4, 44592, biff.DATE),
    biff.number(2, 5, 0.4375, biff.TIME),
    biff.number(2, 6, 1.25, biff.DURATION),
    biff.boolean(2, 7, 1),
    biff.number(2, 8, 3, biff.WORDS),
    biff.error(3, 0, 0x17),
    biff.text(3, 1, "te\u0304na koe", biff.YELLOW),
)
READ = (
    RawCell(1, 1, "Action", "Action"),
    RawCell(3, 3, 9, "9.0"),
    RawCell(3, 4, 1.5, "1.5"),
    RawCell(3, 5, dt.date(2022, 1, 31), "44592.0"),
    RawCell(3, 6, dt.time(10, 30), "0.4375"),
    RawCell(3, 7, dt.timedelta(hours=30), "1.25"),
    RawCell(3, 8, True, "True"),
    RawCell(3, 9, 3, "3.0"),
    RawCell(4, 1, ErrorValue("#REF!"), "#REF!"),
    RawCell(4, 2, "t\u0113na koe", "t\u0113na koe", marks=Marks.HIGHLIGHTED),
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without a child process; `test_child` tests that."""

    def in_process(data: bytes, shown_as: str, sha256: str, limits: Limits) -> Workbook:
        return child.read(data, limits)._replace(path=shown_as, sha256=sha256)

    monkeypatch.setattr(read, "read", in_process)


def test_values_are_at_their_places_in_the_sheet() -> None:
    workbook = opened(biff.xls(("Updates", CELLS)), "agency.xls")
    (sheet,) = workbook.sheets
    assert (workbook.kind, sheet.name, sheet.hidden) == ("xls", "Updates", False)
    assert (sheet.cells, sheet.fills) == (READ, {(4, 2): "FFFF00"})
    assert type(sheet.cells[1].value) is int
    _, joined = workbook.notes
    assert joined[:3] == ("Updates", 4, 2)


def test_a_value_that_is_not_a_number_is_not_a_date() -> None:
    looks = (biff.GENERAL, biff.DATE, biff.TIME, biff.DURATION)
    odd = [biff.number(0, column, math.nan, look) for column, look in enumerate(looks)]
    (sheet,) = opened(biff.xls(("Updates", odd)), "agency.xls").sheets
    assert [repr(cell.value) for cell in sheet.cells] == ["nan"] * 4


def test_cells_and_words_that_are_struck_through() -> None:
    on, off = biff.STRUCK_FONT, biff.PLAIN_FONT
    around = (
        biff.text(0, 0, "gone", biff.GONE),
        biff.number(0, 1, 9, biff.GONE),
        biff.rich(0, 2, "In May June", (3, on), (6, off)),
        # A character beyond U+FFFF takes two UTF-16 units in the file.
        biff.rich(0, 3, "\U0001f389 In May June", (6, on), (9, off)),
        biff.rich(0, 4, "In June", (3, off), look=biff.GONE),
        biff.rich(0, 5, "In June", (3, off)),
        biff.rich(0, 6, "In June", (3, 77)),
        biff.text(0, 7, "plain", look=4_095),
    )
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    may = ("May",)
    assert [marked_words(cell) for cell in sheet.cells] == [
        (),
        (),
        may,
        may,
        ("In",),
        *[None] * 3,
    ]
    assert [bool(cell.runs) for cell in sheet.cells] == [False, False, *[True] * 5, False]


def test_a_text_in_the_automatic_colour_is_seen_on_any_fill_unless_its_format_shows_nothing() -> None:
    looks = (biff.YELLOW, biff.HATCHED, biff.WORDS, biff.NOTHING)
    cells = [biff.text(0, column, "text", look) for column, look in enumerate(looks)]
    (sheet,) = opened(biff.xls(("Updates", cells)), "agency.xls").sheets
    assert [Marks.UNSEEN in cell.marks for cell in sheet.cells] == [False, False, False, True]


def test_what_is_hidden_merged_and_linked() -> None:
    around = (
        biff.columns(1, 2, hidden=True),
        biff.columns(4, 4, width=0),
        biff.hidden_row(2),
        biff.text(2, 0, "hidden"),
        biff.merged(3, 5, 0, 1),
        biff.link(2, 0, "https://example.govt.nz/report"),
        biff.link(7, 3, "https://example.govt.nz/"),
        biff.tip(7, 3, "Not yet"),
        biff.file_link(8, 0, b"R\xe9sum\xe9.xls"),
    )
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    assert sheet.hidden_rows == {3}
    assert {column for column in sheet.hidden_columns if column < 8} == {2, 3, 5}
    assert (sheet.merges, sheet.described) == ((Area(4, 1, 6, 2),), ("Not yet",))
    assert [(cell.row, cell.column, cell.value, cell.link) for cell in sheet.cells] == [
        (3, 1, "hidden", "https://example.govt.nz/report"),
        (8, 4, None, "https://example.govt.nz/"),
        (9, 1, None, "Résumé.xls"),
    ]


def test_comments_boxes_and_page_headers() -> None:
    box = biff.comment(0, 0, "Not yet").partition(b"\x1c\0")[0].replace(b"\x12\0\x19", b"\x12\0\6")
    header = biff.record(0x0014, "HB", 9, 0, rest=b"&LDraft&P")
    around = (header, biff.comment(2, 0, "Is this so?"), biff.comment(2, 1, "Yes", number=2), box)
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    assert (sheet.comments, sheet.drawn) == ({(3, 1): "Is this so?", (3, 2): "Yes"}, {(1, 1): "Not yet"})
    assert sheet.on_each_page == ("Draft",)


def test_what_the_format_does_not_store_is_noted() -> None:
    (note,) = opened(biff.xls(("Updates", (biff.formula(0, 0, 3), biff.filtering()))), "agency.xls").notes
    assert (note.sheet, note.lost) == ("", False)
    assert note.message.startswith("In an old Excel workbook (.xls), formulas look like typed values")
    assert "save it as .xlsx" in note.message


@pytest.mark.parametrize(
    "odd",
    [
        biff.xls(("Updates", (*CELLS, biff.record(0x0208, "H", 5)))),
        biff.xls(("Updates", (biff.record(0x01B8, "HHHH", 4, 5, 1, 2, rest=bytes(24)),))),
        biff.xls(
            ("Updates", (biff.shared(0, 0, 1),)),
            of_all=biff.texts(biff.counted("Action") + b"\x09\x00\x00Pro", count=2),
        ),
        biff.xls(("Updates", CELLS), claimed=True),
    ],
)
def test_a_malformed_workbook_is_to_be_saved_as_xlsx(odd: bytes) -> None:
    unreadable = refused(odd, "agency.xls")
    assert unreadable.trouble is Trouble.DAMAGED
    assert unreadable.message == (
        "This old Excel workbook (.xls) cannot be read in full, so what is hidden in it is not known."
    )
    assert "File > Save As > Excel Workbook (*.xlsx)" in unreadable.hint


def test_hidden_sheets_and_macro_sheets() -> None:
    one = (biff.text(0, 0, "x"),)
    names = ("A", "B", "C", "D", "M")
    data = biff.xls(*((name, one) for name in names), visible=(0, 1, 2, 7, 0), kinds=(0, 0, 0, 0, 1))
    workbook = opened(data, "agency.xls")
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        *zip("ABCD", (False, True, True, True), strict=True)
    ]
    assert workbook.features == {Feature.MACRO_SHEETS}


@pytest.mark.parametrize("before", [b"", biff.record(0x005C, rest=bytes(600))])
def test_a_password(before: bytes) -> None:
    unreadable = refused(biff.encrypted(before=before), "agency.xls")
    assert (unreadable.trouble, unreadable.message) == (Trouble.ENCRYPTED, "This workbook has a password.")
