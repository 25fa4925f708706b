from __future__ import annotations

import datetime as dt
import random
import struct

import pytest

from poatool.workbooks.legacy import by_records
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Area, ErrorValue, Feature, Marks, RawCell, Trouble, Visibility
from poatool.workbooks.runs import Struck, struck
from tests.workbooks.builder import opened, refused
from tests.workbooks.legacy import xlsb

HALF = struct.pack("<d", 0.5)
CELLS = xlsb.sheet(
    xlsb.row(
        0,
        xlsb.cell(0, 7, struct.pack("<I", 1)),
        xlsb.cell(1, 6, xlsb.text("typed")),
        xlsb.cell(2, 6, xlsb.text("")),
        xlsb.cell(3, 1, b""),
    ),
    xlsb.row(
        4,
        xlsb.whole(0, 9),
        xlsb.whole(1, -125, hundredths=True),
        xlsb.cell(2, 2, struct.pack("<d", 50)[4:5].replace(b"\0", b"\x01") + struct.pack("<d", 50)[5:]),
        xlsb.number(3, 0.1),
        xlsb.next_cell(5, HALF),
        xlsb.cell(5, 4, b"\x01"),
        xlsb.cell(6, 3, b"\x17"),
        xlsb.whole(7, 44592, xlsb.DATE),
        xlsb.number(8, -1.2, xlsb.DATE),
        xlsb.number(9, 1.25, xlsb.DURATION),
        xlsb.whole(10, 3, xlsb.WORDS),
        xlsb.cell(11, 6, xlsb.text("seen"), xlsb.YELLOW),
    ),
)
TEXTS = (xlsb.rich("Action"), xlsb.rich("te\u0304na koe"))


def test_values_stand_where_they_stand_in_the_sheet() -> None:
    workbook = opened(xlsb.xlsb({"Updates": CELLS}, texts=TEXTS), "agency.xlsb")
    (sheet,) = workbook.sheets
    assert (workbook.kind, sheet.name, sheet.visibility) == ("xlsb", "Updates", Visibility.VISIBLE)
    assert sheet.cells == (
        RawCell(1, 1, "t\u0113na koe", "t\u0113na koe"),
        RawCell(1, 2, "typed", "typed"),
        RawCell(5, 1, 9, "9"),
        RawCell(5, 2, -1.25, "-1.25"),
        RawCell(5, 3, 0.5, "0.5"),
        RawCell(5, 4, 0.1, "0.1"),
        RawCell(5, 5, 0.5, "0.5"),
        RawCell(5, 6, True, "True"),
        RawCell(5, 7, ErrorValue("#REF!"), "#REF!"),
        RawCell(5, 8, dt.date(2022, 1, 31), "2022-01-31"),
        RawCell(5, 9, -1.2, "-1.2"),
        RawCell(5, 10, dt.timedelta(hours=30), "108000.0"),
        RawCell(5, 11, 3, "3"),
        RawCell(5, 12, "seen", "seen", marks=Marks.HIGHLIGHTED),
    )
    assert [note[:3] for note in workbook.notes] == [("Updates", 1, 1)]


@pytest.mark.parametrize("length", [1, 58, 59, 8_000, 8_187, 32_767])
def test_texts_of_any_length(length: int) -> None:
    part = xlsb.sheet(xlsb.row(0, xlsb.cell(0, 6, xlsb.text("a" * length)), xlsb.whole(1, 2)))
    (sheet,) = opened(xlsb.xlsb({"A": part}), "agency.xlsb").sheets
    assert [cell.value for cell in sheet.cells] == ["a" * length, 2]


def test_dates_that_are_counted_from_1904() -> None:
    data = xlsb.xlsb({"A": xlsb.sheet(xlsb.row(0, xlsb.whole(0, 0, xlsb.DATE)))}, since_1904=True)
    assert [cell.value for cell in opened(data, "agency.xlsb").sheets[0].cells] == [dt.date(1904, 1, 1)]


def test_formulas_are_told_from_typed_values() -> None:
    calculated = xlsb.row(
        0,
        xlsb.cell(0, 8, xlsb.text("done")),
        xlsb.cell(1, 8, xlsb.text("")),
        xlsb.cell(2, 9, HALF),
        xlsb.cell(3, 10, b"\0"),
        xlsb.cell(4, 11, b"\x2a"),
        xlsb.cell(5, 6, xlsb.text("typed")),
    )
    (sheet,) = opened(xlsb.xlsb({"A": xlsb.sheet(calculated)}), "agency.xlsb").sheets
    assert [(cell.value, cell.formula) for cell in sheet.cells] == [
        ("done", "…"),
        ("", "…"),
        (0.5, "…"),
        (False, "…"),
        (ErrorValue("#N/A"), "…"),
        ("typed", None),
    ]


def test_cells_and_words_that_are_struck_through() -> None:
    on, off = xlsb.STRUCK_FONT, xlsb.PLAIN_FONT
    texts = (xlsb.rich("In May June", (3, on), (6, off)),)
    cells = xlsb.row(
        0,
        xlsb.cell(0, 6, xlsb.text("gone"), xlsb.GONE),
        xlsb.cell(1, 7, struct.pack("<I", 0)),
        xlsb.cell(2, 62, xlsb.rich("\U0001f389 In May June", (6, on), (9, off))),
    )
    (sheet,) = opened(xlsb.xlsb({"A": xlsb.sheet(cells)}, texts=texts), "agency.xlsb").sheets
    may = Struck(whole=False, words=("May",))
    assert [struck(cell) for cell in sheet.cells] == [Struck(whole=True), may, may]


def test_what_is_hidden_merged_filtered_linked_and_commented() -> None:
    part = xlsb.sheet(
        xlsb.row(2, xlsb.whole(0, 1), hidden=True),
        before=xlsb.record(147, "BBBI", 0, 0, 1, 0) + xlsb.columns(1, 2, hidden=True) + xlsb.columns(4, 4, width=0),
        after=xlsb.merged(3, 5, 0, 1) + xlsb.link(2, 0, "rId1", "top") + xlsb.link(7, 3, "", "'A'!A1"),
    )
    others = {
        "xl/worksheets/_rels/sheet0.bin.rels": xlsb.relationships(
            xlsb.of_sheet("hyperlink", "https://example.govt.nz/report"),
            ("rId2", *xlsb.of_sheet("comments", "../comments1.bin")[1:]),
        ),
        "xl/comments1.bin": xlsb.comments((2, 0, "Is this so?"), (9, 1, "Yes")),
    }
    (sheet,) = opened(xlsb.xlsb({"A": part}, others=others), "agency.xlsb").sheets
    assert sheet.hidden_rows == {3}
    assert [column for column in range(1, 8) if sheet.column_hidden(column)] == [2, 3, 5]
    assert (sheet.merges, sheet.filtered) == ((Area(4, 1, 6, 2),), True)
    assert [(cell.row, cell.column, cell.value, cell.link) for cell in sheet.cells] == [
        (3, 1, 1, "https://example.govt.nz/report#top"),
        (8, 4, None, "#'A'!A1"),
    ]
    assert sheet.comments == {(3, 1): "Is this so?", (10, 2): "Yes"}


def test_what_is_said_of_places_that_no_sheet_has_is_passed_over() -> None:
    after = xlsb.merged(0, 1_048_576, 0, 0) + xlsb.merged(5, 3, 0, 1) + xlsb.link(0, 16_384, "", "'A'!A1")
    others = {
        "xl/worksheets/_rels/sheet0.bin.rels": xlsb.relationships(xlsb.of_sheet("comments", "../comments1.bin")),
        "xl/comments1.bin": xlsb.comments((1_048_576, 0, "Where?")),
    }
    part = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 1)), after=after)
    (sheet,) = opened(xlsb.xlsb({"A": part}, others=others), "agency.xlsb").sheets
    assert [cell[:3] for cell in sheet.cells] == [(1, 1, 1)]
    assert (sheet.merges, sheet.comments) == ((), {})


def test_hidden_sheets_and_macro_sheets() -> None:
    part = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 1)))
    data = xlsb.xlsb({"A": part, "B": part, "C": part}, states=(0, 1, 2), macro_sheet=True)
    workbook = opened(data, "agency.xlsb")
    assert [(sheet.name, sheet.visibility.value, len(sheet.cells)) for sheet in workbook.sheets] == [
        ("A", "visible", 1),
        ("B", "hidden", 1),
        ("C", "very_hidden", 1),
    ]
    assert workbook.features == {Feature.MACRO_SHEETS}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        CELLS[:40],
        xlsb.sheet(xlsb.row(0, xlsb.cell(0, 7, struct.pack("<I", 99)))),
        xlsb.sheet(xlsb.row(0, xlsb.cell(0, 5, b"\0"))),
        xlsb.sheet(xlsb.row(0, xlsb.cell(0, 6, struct.pack("<I", 99)))),
        xlsb.sheet(xlsb.row(1_048_576, xlsb.whole(0, 1))),
        xlsb.sheet(xlsb.row(0, xlsb.whole(16_384, 1))),
    ],
)
def test_a_sheet_that_cannot_be_read_does_not_take_the_others_with_it(bad: bytes | None) -> None:
    workbook = opened(xlsb.xlsb({"Good": CELLS, "Bad": bad}, texts=TEXTS), "agency.xlsb")
    assert [(sheet.name, len(sheet.cells)) for sheet in workbook.sheets] == [("Good", 14), ("Bad", 0)]
    (lost,) = [note for note in workbook.notes if note.lost]
    assert lost[:3] == ("Bad", 0, 0)
    assert "This sheet could not be read" in lost.what


def test_comments_that_cannot_be_read_do_not_take_their_sheet_with_them() -> None:
    relation = xlsb.relationships(xlsb.of_sheet("comments", "../comments1.bin"))
    whole = xlsb.comments((2, 0, "Is this so?"))
    others = {"xl/worksheets/_rels/sheet0.bin.rels": relation, "xl/comments1.bin": whole[:-20]}
    workbook = opened(xlsb.xlsb({"A": CELLS}, texts=TEXTS, others=others), "agency.xlsb")
    assert len(workbook.sheets[0].cells) == 14
    assert [(note.sheet, note.what.split(" of ")[0]) for note in workbook.notes if note.lost] == [("A", "The comments")]


def test_records_of_the_same_numbers_outside_the_cells_are_none_of_them() -> None:
    part = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 1)), after=xlsb.record(1, "I5x", 0) + xlsb.record(0, "I", 0))
    (sheet,) = opened(xlsb.xlsb({"A": part}), "agency.xlsb").sheets
    assert [cell[:3] for cell in sheet.cells] == [(1, 1, 1)]


def test_what_stands_in_a_part_twice_is_read_once() -> None:
    part = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 1)), after=xlsb.merged(3, 5, 0, 1))
    (sheet,) = opened(xlsb.xlsb({"A": part * 2}, repeated=True), "agency.xlsb").sheets
    assert (len(sheet.cells), len(sheet.merges)) == (1, 1)


def test_a_cell_far_away_costs_nothing() -> None:
    far = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 1)), xlsb.row(1_048_575, xlsb.whole(16_383, 2)))
    (sheet,) = opened(xlsb.xlsb({"A": far}), "agency.xlsb").sheets
    assert [cell[:3] for cell in sheet.cells] == [(1, 1, 1), (1_048_576, 16_384, 2)]


def test_more_cells_than_allowed() -> None:
    unreadable = refused(xlsb.xlsb({"A": CELLS}, texts=TEXTS), "agency.xlsb", Limits(cells=13))
    assert unreadable.trouble is Trouble.TOO_LARGE
    assert "the limit is 13" in unreadable.what


def test_a_workbook_that_this_reader_does_not_take_is_left_to_the_next() -> None:
    assert by_records.read(xlsb.xlsb({"A": None}), 1_000) is None
    assert by_records.read(xlsb.xlsb({"A": CELLS}, others={"xl/workbook.bin": b"\x83"}), 1_000) is None
    assert by_records.read(xlsb.xlsb({}), 1_000) is None


def test_what_is_not_known_of_a_workbook_that_the_next_reader_read() -> None:
    sheet = xlsb.sheet(xlsb.row(0, xlsb.whole(0, 5)), before=xlsb.record(148, "IIII", 0, 0, 0, 0))
    data = xlsb.xlsb({"A": sheet}, others={"xl/shared.bin": xlsb.record(159, "II", 1, 1) + b"\x13\x7f"})
    assert by_records.read(data, 1_000) is None
    workbook = opened(data, "agency.xlsb")
    (told,) = (note.what for note in workbook.notes)
    assert "merged cells, error values, hidden rows and columns" in told


def test_whatever_is_changed_in_a_part_is_read_or_left_to_the_next_reader() -> None:
    chance = random.Random(20)  # noqa: S311 - the same mutants each time
    relations = xlsb.relationships(xlsb.of_sheet("comments", "../comments1.bin"))
    for _ in range(500):
        mutant = bytearray(CELLS)
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(mutant))
            mutant[at : at + chance.randrange(3)] = chance.choice((b"", b"\0", b"\x80", b"\xff\xff", b"\x07"))
        comments = xlsb.comments((2, 0, "Is this so?"))[: chance.randrange(200)]
        others = {"xl/worksheets/_rels/sheet0.bin.rels": relations, "xl/comments1.bin": comments}
        answer = by_records.read(xlsb.xlsb({"A": bytes(mutant), "B": CELLS}, texts=TEXTS, others=others), 1_000)
        assert answer is not None
        assert [(sheet["name"], len(sheet["cells"])) for sheet in answer["sheets"]][1:] == [("B", 14)]
