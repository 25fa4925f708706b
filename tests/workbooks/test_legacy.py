from __future__ import annotations

import datetime as dt
import sys

import pytest

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import RawCell, Trouble, Visibility
from tests.workbooks.builder import opened, refused, zipped

pytest.importorskip("python_calamine", reason="the reader of older formats is not installed")

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(table: str) -> bytes:
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{table}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": _MANIFEST})


def typed(kind: str, value: str, shown: str = "") -> str:
    named = {"float": "value", "date": "date-value", "boolean": "boolean-value", "string": "string-value"}[kind]
    typed_as = f'office:value-type="{kind}" office:{named}="{value}"'
    return f"<table:table-cell {typed_as}><text:p>{shown}</text:p></table:table-cell>"


GAP = '<table:table-cell table:number-columns-repeated="2"/>'
TABLE = (
    '<table:table table:name="Updates">'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    f"<table:table-row>{GAP}{typed('float', '9')}{typed('float', '1.5')}{typed('date', '2022-01-31')}"
    f"{typed('boolean', 'true')}{typed('string', 'Held a forum', 'Held a forum')}</table:table-row></table:table>"
)


def test_values_stand_where_they_stand_in_the_sheet() -> None:
    workbook = opened(ods(TABLE), "agency.ods")
    (sheet,) = workbook.sheets
    assert (workbook.kind, sheet.name, sheet.visibility) == ("ods", "Updates", Visibility.VISIBLE)
    assert sheet.cells == (
        RawCell(3, 3, 9, "9"),
        RawCell(3, 4, 1.5, "1.5"),
        RawCell(3, 5, dt.date(2022, 1, 31), "2022-01-31"),
        RawCell(3, 6, True, "True"),
        RawCell(3, 7, "Held a forum", "Held a forum"),
    )
    assert type(sheet.cells[0].value) is int
    assert "formulas are not told from typed values" in workbook.notes[0].what


def test_more_cells_than_allowed() -> None:
    unreadable = refused(ods(TABLE), "agency.ods", Limits(cells=4))
    assert unreadable.trouble is Trouble.TOO_LARGE
    assert "the limit is 4" in unreadable.what


def test_whatever_becomes_of_the_reader_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    unreadable = refused(ods(TABLE), "agency.ods")
    assert unreadable.trouble is Trouble.READER_FAILED
    assert unreadable.what == "The reader of this older kind of workbook failed on it."


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited on Windows")
def test_a_reader_that_dies_is_one_message() -> None:
    far = (
        f'<table:table table:name="Far"><table:table-row>{typed("float", "1")}</table:table-row>'
        '<table:table-row table:number-rows-repeated="5000"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="1000"/>'
        f"{typed('float', '1')}</table:table-row></table:table>"
    )
    assert [cell[:2] for cell in opened(ods(far), "agency.ods").sheets[0].cells] == [(1, 1), (5002, 1001)]
    assert refused(ods(far), "agency.ods", Limits(memory_mib=64)).trouble is Trouble.READER_FAILED


def test_a_damaged_workbook() -> None:
    unreadable = refused(ods(TABLE.replace("<table:table-row>", "<table:table-row>junk")), "agency.ods")
    assert unreadable.trouble is Trouble.DAMAGED
    assert "its reader does not take" in unreadable.what
