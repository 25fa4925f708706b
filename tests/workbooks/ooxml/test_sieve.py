"""Rows and texts taken from a part's bytes hold what the XML parser finds in them, whatever the part."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.workbooks.dates import Shown
from poatool.workbooks.limits import DEFAULT
from poatool.workbooks.model import Marks
from poatool.workbooks.ooxml.cells import Book
from poatool.workbooks.ooxml.plain_rows import ROWS, take_rows
from poatool.workbooks.ooxml.sheet_xml import SheetXml
from poatool.workbooks.ooxml.sieve import Sieve
from poatool.workbooks.ooxml.strings import shared_strings
from poatool.workbooks.refusal import Refused
from poatool.workbooks.style import Style
from tests.workbooks.builder import MAIN, STRICT
from tests.workbooks.test_corpus import CORPUS, EXCEL, files

MUTANTS = 3_000
MOST = 4_000_000
BOOK = Book(
    strings=[(text, text, "", None) for text in ("Under way", "Māori", "a & b")],
    styles={"1": Style(Shown.DATE, Marks.NONE), "2": Style(Shown.NUMBER, Marks.STRUCK)},
)


def read(pieces: Iterable[bytes]) -> object:
    """All that a sheet gives, or why it gives nothing."""
    sheet = SheetXml("Updates", BOOK, DEFAULT, DEFAULT.cells)
    try:
        sheet.read(pieces, "sheet")
    except Refused as refused:
        return refused.trouble
    return sheet.cells, sheet.notes, sheet.hidden_rows, sheet.hidden_columns, sheet.merges, sheet.filtered, sheet.room


def by_parser_alone(xml: bytes) -> object:
    """The same, where nothing is taken before the parser: the rows begin behind the first piece, which is empty."""
    return read([b"", xml])


def cut(xml: bytes, size: int) -> list[bytes]:
    return [xml[at : at + size] for at in range(0, len(xml), size)]


SHEET = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{MAIN}" xmlns:x14ac="urn:x14ac">\
<sheetPr filterMode="1"/><cols><col min="2" max="2" hidden="1"/>\
</cols><sheetData><row r="1" spans="1:8" x14ac:dyDescent="0.25">\
<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
<c r="C1" s="1"><v>44000</v></c><c r="D1"><f>SUM(A1:B1)&amp;"x"</f><v>3.5</v></c><c r="E1" t="str"><f>A1</f>\
<v>abc</v></c><c r="F1" s="2"/></row><row r="2" hidden="1"/>\
<row r="3" ht="0" customHeight="1"><c r="A3" t="inlineStr"><is>\
<t xml:space="preserve"> Police &amp; MBIE\n&lt;b&gt; </t></is></c><c r="B3" t="b"><v>1</v></c>\
<c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="d"><v>2022-06-30</v></c><c r="E3">\
<f>HYPERLINK("https://example.org","x")</f></c></row>\
<row r="5"><c r="A5" t="inlineStr"><is><t>tēnā _x000D_ koe</t></is></c><c r="AA5" t="inlineStr" /></row></sheetData>\
<mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>""".encode()


def test_a_sheet_is_read_by_hand_as_expected() -> None:
    sheet = SheetXml("Updates", BOOK, DEFAULT, DEFAULT.cells)
    sheet.read([SHEET], "sheet")
    assert [(cell.row, cell.column, cell.text, cell.formula) for cell in sheet.cells] == [
        (1, 1, "Under way", None),
        (1, 2, "Māori", None),
        (1, 3, "44000", None),
        (1, 4, "3.5", 'SUM(A1:B1)&"x"'),
        (1, 5, "abc", "A1"),
        (3, 1, " Police & MBIE\n<b> ", None),
        (3, 2, "1", None),
        (3, 3, "#REF!", None),
        (3, 4, "2022-06-30", None),
        (3, 5, "", 'HYPERLINK("https://example.org","x")'),
        (5, 1, "tēnā \n koe", None),
    ]
    assert sheet.hidden_rows == {2, 3}
    assert read([SHEET]) == by_parser_alone(SHEET)


def test_rows_in_the_usual_form_never_come_to_the_parser() -> None:
    taken: list[int] = []

    def take(number: int, *_: object) -> bool:
        taken.append(number)
        return True

    sieve = Sieve(ROWS, lambda stretch: take_rows(stretch, BOOK, take))
    sieve.begun = True
    left = b"".join(sieve.left_of([SHEET]))
    assert taken == [1, 2, 3, 5]
    assert b"<row" not in left
    assert left.endswith(b'<sheetData></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>')


@pytest.mark.parametrize("size", [1, 7, 64, 700, 1_000])
def test_how_the_sheet_comes_in_pieces_makes_no_difference(size: int) -> None:
    assert read(cut(SHEET, size)) == by_parser_alone(SHEET)


ODD = {
    "comment before the rows": ("<cols>", "<!-- <sheetData> --><cols>"),
    "rows within a comment": ("<sheetData>", "<sheetData/><!-- <sheetData>"),
    "instruction": ("<cols>", "<?a <sheetData>?><cols>"),
    "rows within another element": ("<sheetData>", "<sheetData><other><sheetData>"),
    "rows of another namespace": ("<sheetData>", '<sheetData xmlns="urn:other">'),
    "row of another namespace": ('<row r="2" hidden="1"/>', '<row r="2" xmlns="urn:other" hidden="1"/>'),
    "row with an attribute twice": ('<row r="2" hidden="1"/>', '<row r="2" hidden="1" hidden="1"/>'),
    "row with its number twice": ('<row r="2" hidden="1"/>', '<row r="2" r="4"/>'),
    "row without a number": ('<row r="2" hidden="1"/>', "<row><c><v>1</v></c></row>"),
    "row with a prefix that nothing declares": (' xmlns:x14ac="urn:x14ac"', ""),
    "rows out of order": ('<row r="5">', '<row r="2">'),
    "row beyond the last": ('<row r="5">', '<row r="1048577">'),
    "row with a long number": ('<row r="5">', f'<row r="{"9" * 5_000}">'),
    "cell of another row": ('r="A5"', 'r="A6"'),
    "cell beyond the last column": ('r="AA5"', 'r="XFE5"'),
    "cells out of order": ('r="A3"', 'r="D3"'),
    "cell twice": ('r="B1"', 'r="A1"'),
    "cell without a place": ('<c r="B1" t="s">', '<c t="s">'),
    "shared formula": ("<f>SUM(A1:B1)", '<f t="shared" si="0" ref="D1:D9">SUM(A1:B1)'),
    "formula that is always worked out": ("<f>SUM(A1:B1)", '<f aca="false">SUM(A1:B1)'),
    "array formula": ("<f>SUM(A1:B1)", '<f t="array" ref="D1:E9">SUM(A1:B1)'),
    "rich text": ("<t>tēnā", "<r><t>tēnā"),
    "text with an entity of its own": ("tēnā", "t&#xEA;na"),
    "text with an unknown entity": ("tēnā", "&eacute;"),
    "text with an ampersand": ("tēnā", "a & b"),
    "text with a control character": ("tēnā", "\x01"),
    "text with a carriage return": ("tēnā", "a\r\nb\rc"),
    "text with the end of a section": ("tēnā", "]]>"),
    "text with a section": ("tēnā", "<![CDATA[</row>]]>"),
    "text with no character": ("tēnā", "\ufffe"),
    "value that is no number": ("44000", "soon"),
    "text that is not there": ('<v>1</v></c><c r="C1"', '<v>99</v></c><c r="C1"'),
    "blanks between rows": ('</row><row r="5">', '</row>\n  <row r="5">'),
    "blanks between cells": ('<c r="C1"', ' <c r="C1"'),
    "words between rows": ('</row><row r="5">', '</row>words<row r="5">'),
    "row within a row": ('<c r="C1"', '<row r="9"/><c r="C1"'),
    "value that is closed wrongly": ("3.5</v>", "3.5</w>"),
    "value of an inline text": ('t="s"><v>0', 't="inlineStr"><v>0'),
    "inline text of a number": ('<c r="A5" t="inlineStr">', '<c r="A5">'),
    "unknown kind": ('t="b"', 't="zz"'),
    "rows that end early": ("</sheetData>", ""),
    "no end at all": ("</worksheet>", ""),
    "another prefix": ("<worksheet ", '<worksheet xmlns:x="urn:x" '),
    "another encoding": ('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
    "strict": (MAIN, STRICT),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_written_otherwise_is_read_as_the_parser_reads_it(name: str) -> None:
    old, new = ODD[name]
    xml = SHEET.replace(old.encode(), new.encode(), 1)
    assert xml != SHEET
    assert read([xml]) == by_parser_alone(xml)


def test_damaged_bytes_are_read_as_the_parser_reads_them() -> None:
    dice = random.Random(20_221)  # noqa: S311 - damage that is the same each time
    pieces = [
        b"<c>",
        b"</c>",
        b'<row r="4">',
        b"</row>",
        b"<!--",
        b"-->",
        b"&",
        b"<",
        b'"',
        b"\x00",
        b"\xff",
        b"<v>",
        b" ",
    ]
    for _ in range(MUTANTS):
        xml = bytearray(SHEET)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(xml))
            xml[at : at + dice.choice((0, 1, 1, 9))] = dice.choice((b"", dice.choice(pieces), dice.randbytes(1)))
        assert read([bytes(xml)]) == by_parser_alone(bytes(xml)), bytes(xml)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(st.lists(TEXTS, max_size=4), max_size=6), st.integers(1, 400))
def test_any_text_is_read_as_the_parser_reads_it(rows: list[list[str]], size: int) -> None:
    written = "".join(
        f'<row r="{row}">{"".join(cell(column, row, text) for column, text in zip("ABCD", texts, strict=False))}</row>'
        for row, texts in enumerate(rows, 1)
    )
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>'.encode()
    assert read([xml]) == read(cut(xml, size)) == by_parser_alone(xml)


def cell(column: str, row: int, text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;") if row % 2 else text
    return f'<c r="{column}{row}" t="inlineStr"><is><t>{escaped}</t></is></c>'


def texts(pieces: Sequence[bytes]) -> object:
    """The texts that cells share, or why there are none."""
    try:
        return shared_strings(pieces, DEFAULT, "strings")
    except Refused as refused:
        return refused.trouble


STRINGS = f"""<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{MAIN}" count="9" uniqueCount="7">\
<si><t>Under way</t></si>\
<si><t xml:space="preserve"> a &amp; b\n</t></si><si><t></t></si><si><t>tēnā _x0041_ koe</t></si><si><r><t>rich</t></r>\
<r><rPr><strike/></rPr><t> text</t></r></si>\
<si><t>漢字</t><phoneticPr fontId="1"/></si><si><t>last</t></si></sst>""".encode()


def test_texts_are_read_by_hand_as_expected() -> None:
    assert [text for _, text, _, _ in shared_strings([STRINGS], DEFAULT, "strings")] == [
        *("Under way", " a & b\n", "", "tēnā A koe", "rich text", "漢字", "last")
    ]
    assert texts([STRINGS]) == texts([b"", STRINGS])


@pytest.mark.parametrize("size", [1, 7, 64, 200])
def test_how_the_texts_come_in_pieces_makes_no_difference(size: int) -> None:
    assert texts(cut(STRINGS, size)) == texts([b"", STRINGS])


ODD_TEXTS = {
    "list that is closed at once": ('uniqueCount="7">', 'uniqueCount="7"/>'),
    "list in another element": ("<sst", "<other><sst"),
    "another root": ("<sst ", "<sstx "),
    "root that ends in an attribute": ("<sst ", '<sst a=">" '),
    "list in a comment": ("<sst", "<!-- <sst> --><sst"),
    "another namespace": (MAIN, "urn:other"),
    "no namespace": (f' xmlns="{MAIN}"', ""),
    "strict": (MAIN, STRICT),
    "item that is empty": ("<si><t>Under way</t></si>", "<si/>"),
    "text that is empty": ("<t>Under way</t>", "<t/>"),
    "item of another kind": ("<si><t>Under way</t></si>", "<sj><t>Under way</t></sj>"),
    "words between items": ("<si><t>Under way", "words<si><t>Under way"),
    "blanks between items": ("<si><t>Under way", "\n <si><t>Under way"),
    "entity that is unknown": ("Under way", "&eacute;"),
    "character by its number": ("Under way", "&#233;"),
    "control character": ("Under way", "\x02"),
    "carriage return": ("Under way", "a\r\nb"),
    "item that is closed wrongly": ("Under way</t>", "Under way</s>"),
    "item cut off": ("Under way</t></si>", "Under way"),
    "list cut off": ("</sst>", ""),
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_texts_written_otherwise_are_read_as_the_parser_reads_them(name: str) -> None:
    old, new = ODD_TEXTS[name]
    xml = STRINGS.replace(old.encode(), new.encode(), 1)
    assert xml != STRINGS
    assert texts([xml]) == texts([b"", xml])


@given(st.lists(TEXTS, max_size=6), st.integers(1, 200))
def test_any_shared_text_is_read_as_the_parser_reads_it(written: list[str], size: int) -> None:
    items = "".join(f"<si><t>{text.replace('&', '&amp;').replace('<', '&lt;')}</t></si>" for text in written)
    xml = f'<sst xmlns="{MAIN}">{items}</sst>'.encode()
    assert texts([xml]) == texts(cut(xml, size)) == texts([b"", xml])


def test_more_texts_than_cells_are_allowed_are_not_held() -> None:
    few = replace(DEFAULT, cells=1_000)
    xml = f'<sst xmlns="{MAIN}">{"<si><t></t></si>" * 100_000}</sst>'.encode()
    with pytest.raises(Refused, match=r"holds [0-9,]{5} texts or more"):
        shared_strings(cut(xml, 65_536), few, "strings")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no workbooks of others at ../shared/corpus")
def test_the_parts_of_others_are_read_as_the_parser_reads_them() -> None:
    sheets = [
        path
        for path in files(EXCEL)
        for xml in parts(path, "worksheets/sheet")
        if read(cut(xml, 65_536)) != by_parser_alone(xml)
    ]
    shared = [
        path
        for path in files(EXCEL)
        for xml in parts(path, "sharedstrings")
        if texts(cut(xml, 65_536)) != texts([b"", xml])
    ]
    assert (sheets, shared) == ([], [])


def parts(path: Path, name: str) -> list[bytes]:
    """The parts of a workbook that have this in their names and unpack to a size that is soon read."""
    try:
        with zipfile.ZipFile(path) as package:
            named = [part for part in package.infolist() if name in part.filename.casefold()]
            return [package.read(part) for part in named if part.file_size < MOST]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return []
