from __future__ import annotations

import datetime as dt
import json
import signal
import sys
from pathlib import Path

import pytest

from poatool.workbooks.legacy import by_calamine, by_xlrd
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Area, ErrorValue, Feature, Marks, RawCell, Trouble, Visibility
from poatool.workbooks.runs import Struck, struck
from tests.workbooks.builder import opened, refused
from tests.workbooks.legacy import biff

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
NO = (0, "", False)
READ = (
    RawCell(1, 1, "Action", "Action"),
    RawCell(3, 3, 9, "9"),
    RawCell(3, 4, 1.5, "1.5"),
    RawCell(3, 5, dt.date(2022, 1, 31), "2022-01-31"),
    RawCell(3, 6, dt.time(10, 30), "10:30:00"),
    RawCell(3, 7, dt.timedelta(hours=30), "108000.0"),
    RawCell(3, 8, True, "True"),
    RawCell(3, 9, 3, "3"),
    RawCell(4, 1, ErrorValue("#REF!"), "#REF!"),
    RawCell(4, 2, "t\u0113na koe", "t\u0113na koe", marks=Marks.HIGHLIGHTED),
)
EMPTY: dict[str, object] = {
    "merges": [],
    "hidden_rows": [],
    "hidden_columns": [],
    "links": [],
    "comments": [],
    "lost": [],
    "cells": [],
}
ANSWER = json.dumps(
    {
        "sheets": [EMPTY | {"name": "Late", "visible": "visible", "filtered": False}],
        "macro_sheets": False,
        "all_told": True,
    }
)


def test_values_stand_where_they_stand_in_the_sheet() -> None:
    workbook = opened(biff.xls(("Updates", CELLS)), "agency.xls")
    (sheet,) = workbook.sheets
    assert (workbook.kind, sheet.name, sheet.visibility) == ("xls", "Updates", Visibility.VISIBLE)
    assert sheet.cells == READ
    assert type(sheet.cells[1].value) is int
    (joined,) = workbook.notes
    assert joined[:3] == ("Updates", 4, 2)


def test_cells_and_words_that_are_struck_through() -> None:
    on, off = biff.STRUCK_FONT, biff.PLAIN_FONT
    around = (
        biff.text(0, 0, "gone", biff.GONE),
        biff.number(0, 1, 9, biff.GONE),
        biff.rich(0, 2, "In May June", (3, on), (6, off)),
        # A character beyond the first 65,536 is two of the file's.
        biff.rich(0, 3, "\U0001f389 In May June", (6, on), (9, off)),
        biff.rich(0, 4, "In June", (3, off), look=biff.GONE),
        biff.rich(0, 5, "In June", (3, off)),
        biff.rich(0, 6, "In June", (3, 77)),
    )
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    may = Struck(whole=False, words=("May",))
    assert [struck(cell) for cell in sheet.cells] == [
        Struck(whole=True),
        Struck(whole=True),
        may,
        may,
        Struck(whole=False, words=("In",)),
        None,
        None,
    ]
    assert [cell.rich for cell in sheet.cells] == [False, False, *[True] * 5]


def test_what_is_hidden_merged_and_linked() -> None:
    around = (
        biff.columns(1, 2, hidden=True),
        biff.columns(4, 4, width=0),
        biff.hidden_row(2),
        biff.text(2, 0, "hidden"),
        biff.merged(3, 5, 0, 1),
        biff.link(2, 0, "https://example.govt.nz/report"),
        biff.link(7, 3, "https://example.govt.nz/"),
        biff.file_link(8, 0, b"R\xe9sum\xe9.xls"),
    )
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    assert sheet.hidden_rows == {3}
    assert [column for column in range(1, 8) if sheet.column_hidden(column)] == [2, 3, 5]
    assert sheet.merges == (Area(4, 1, 6, 2),)
    assert [(cell.row, cell.column, cell.value, cell.link) for cell in sheet.cells] == [
        (3, 1, "hidden", "https://example.govt.nz/report"),
        (8, 4, None, "https://example.govt.nz/"),
        (9, 1, None, "Résumé.xls"),
    ]


def test_comments() -> None:
    around = (biff.comment(2, 0, "Is this so?"), biff.comment(2, 1, "Yes", number=2, after=b"\0\0"))
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    assert sheet.comments == {(3, 1): "Is this so?", (3, 2): "Yes"}


def test_a_record_that_cannot_be_read_is_all_that_is_lost() -> None:
    around = (
        biff.formula(0, 0, 3),
        biff.hidden_row(2),
        biff.record(0x01B8, "HHHH", 4, 5, 1, 2, rest=bytes(24)),
        biff.link(7, 3, "https://example.govt.nz/"),
        biff.comment(2, 0, "Is this so?"),
        biff.comment(2, 1, "Yes", number=2, parts=b"\0\0\0\0more"),
        biff.record(0x001C, "HH", 2, 2),
    )
    workbook = opened(biff.xls(("Updates", around)), "agency.xls")
    (sheet,) = workbook.sheets
    assert (sheet.cells[0].formula, sheet.cells[1].link) == ("…", "https://example.govt.nz/")
    assert sheet.hidden_rows == {3}
    assert sheet.comments == {(3, 1): "Is this so?"}
    assert [(note.row, note.column, note.what.split()[1], note.lost) for note in workbook.notes] == [
        (5, 2, "link", True),
        (3, 2, "comment", True),
        (3, 3, "comment", True),
    ]


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        ((biff.counted("Action") + biff.counted("Progress", of=11), b"\0 of"), 2),
        ((biff.counted("Action") + biff.counted("Progress", of=11), b"", b"\0 of", b""), 2),
        ((biff.counted("Action"), biff.counted("Progress of")), 77),
        ((biff.counted("Action") + biff.counted("Progress of") + b"\x09",), 3),
        ((biff.counted("Action") + biff.counted("Progress of"),), 0),
    ],
)
def test_texts_that_cells_share_are_read_whatever_their_blocks_and_their_number(
    blocks: tuple[bytes, ...], count: int
) -> None:
    cells = (biff.shared(0, 0, 1), biff.shared(0, 1, 0), biff.formula(0, 2, 3))
    workbook = opened(biff.xls(("Updates", cells), of_all=biff.texts(*blocks, count=count)), "agency.xls")
    assert [cell.value for cell in workbook.sheets[0].cells] == ["Progress of", "Action", 3]
    assert not workbook.notes


def test_a_shared_text_that_is_cut_is_not_read_as_if_it_were_whole() -> None:
    cut = biff.texts(biff.counted("Action") + biff.counted("Progr", of=11), count=2)
    assert by_xlrd.read(biff.xls(("Updates", (biff.shared(0, 0, 1),)), of_all=cut), 1_000) is None


def test_names_and_claims_to_its_sectors_that_make_no_sense_cost_nothing() -> None:
    relative_area = biff.name(b"\x2d" + bytes(8))
    workbook = opened(biff.xls(("Updates", CELLS), of_all=relative_area, claimed=True), "agency.xls")
    assert workbook.sheets[0].cells == READ


def test_formulas_and_filters_are_those_of_their_sheet() -> None:
    one = (biff.formula(0, 0, 3), biff.number(0, 1, 3), biff.chart(biff.formula(0, 1, 9)), biff.formula(4, 2, 5))
    two = (biff.number(0, 0, 3), biff.filtering())
    data = biff.xls(("A", one), ("M", one), ("B", two), kinds=(0, 1, 0))
    first, second = opened(data, "agency.xls").sheets
    assert [(cell[:3], cell.formula) for cell in first.cells] == [
        ((1, 1, 3), "…"),
        ((1, 2, 3), None),
        ((5, 3, 5), "…"),
    ]
    assert [(cell[:3], cell.formula) for cell in second.cells] == [((1, 1, 3), None)]
    assert (first.filtered, second.filtered) == (False, True)


def test_a_formula_that_gives_an_empty_text_is_a_cell_and_a_typed_empty_text_is_none() -> None:
    around = (biff.formula_of_text(0, 0, ""), biff.formula_of_text(0, 1, "done"), biff.text(0, 2, ""))
    (sheet,) = opened(biff.xls(("Updates", around)), "agency.xls").sheets
    assert sheet.cells == (RawCell(1, 1, "", "", "…"), RawCell(1, 2, "done", "done", "…"))


def test_hidden_sheets_and_macro_sheets() -> None:
    one = (biff.text(0, 0, "x"),)
    data = biff.xls(("A", one), ("B", one), ("C", one), ("M", one), visible=(0, 1, 2, 0), kinds=(0, 0, 0, 1))
    workbook = opened(data, "agency.xls")
    assert [(sheet.name, sheet.visibility.value) for sheet in workbook.sheets] == [
        ("A", "visible"),
        ("B", "hidden"),
        ("C", "very_hidden"),
    ]
    assert workbook.features == {Feature.MACRO_SHEETS}


def test_a_workbook_that_the_first_reader_does_not_take_is_read_by_the_second() -> None:
    odd = biff.xls(("Updates", (*CELLS, biff.record(0x0208, "H", 5))))
    assert by_xlrd.read(odd, 1_000) is None
    workbook = opened(odd, "agency.xls")
    assert [cell.value for cell in workbook.sheets[0].cells[:3]] == ["Action", 9, 1.5]
    (told,) = (note.what for note in workbook.notes if not note.sheet)
    for lost in ("formulas", "dates", "error values", "hidden rows and columns", "filters", "comments", "links"):
        assert lost in told
    assert "merged cells" not in told


def test_the_second_reader_alone() -> None:
    answer = by_calamine.read(biff.xls(("Updates", CELLS)), 1_000)
    assert answer["sheets"][0]["cells"][:2] == [(1, 1, "str", "Action", *NO), (3, 3, "int", 9, *NO)]


def test_more_cells_than_allowed() -> None:
    unreadable = refused(biff.xls(("Updates", CELLS)), "agency.xls", Limits(cells=9))
    assert unreadable.trouble is Trouble.TOO_LARGE
    assert "the limit is 9" in unreadable.what


def test_whatever_becomes_of_the_reader_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    unreadable = refused(biff.xls(("Updates", CELLS)), "agency.xls")
    assert unreadable.trouble is Trouble.READER_FAILED
    assert unreadable.what == "The reader of this older kind of workbook failed on it."


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited on Windows")
def test_a_reader_that_dies_is_one_message() -> None:
    far = biff.xls(("Far", (biff.number(0, 0, 1), biff.number(65_535, 255, 1))))
    assert [cell[:2] for cell in opened(far, "agency.xls").sheets[0].cells] == [(1, 1), (65_536, 256)]
    assert refused(far, "agency.xls", Limits(memory_mib=24)).trouble is Trouble.READER_FAILED


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="only where the system counts the work of a process")
def test_a_reader_that_works_for_too_long_is_told_from_one_that_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    monkeypatch.setattr(sys, "executable", str(child))
    child.write_text("#!/bin/sh\ncat > /dev/null; kill -XCPU $$\n")
    child.chmod(0o755)
    unreadable = refused(biff.xls(("Updates", CELLS)), "agency.xls", Limits(seconds=9))
    assert unreadable.what == "Reading the workbook took too many seconds; the limit is 9."
    child.write_text(f"#!/bin/sh\ncat > /dev/null; sleep 1.3; echo '{ANSWER}'\n")
    assert opened(biff.xls(("Updates", CELLS)), "agency.xls", Limits(seconds=1)).sheets[0].name == "Late"


def test_a_damaged_workbook() -> None:
    data = biff.xls(("Updates", CELLS))
    unreadable = refused(data[:1536] + bytes(len(data) - 1536), "agency.xls")
    assert unreadable.trouble is Trouble.DAMAGED


@pytest.mark.parametrize("small", [False, True])
def test_a_password_is_told_wherever_the_workbook_lies_in_its_file(small: bool) -> None:
    unreadable = refused(biff.encrypted(small=small), "agency.xls")
    assert (unreadable.trouble, unreadable.what) == (Trouble.ENCRYPTED, "This workbook has a password.")


def test_a_password_is_told_below_other_records() -> None:
    many = biff.record(0x005C, rest=bytes(600))
    assert refused(biff.encrypted(small=False, before=many), "agency.xls").trouble is Trouble.ENCRYPTED
