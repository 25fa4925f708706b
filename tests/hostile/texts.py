"""Cells whose text a terminal, a writer or a reader could take for an order, and delimited texts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from poatool.workbooks.model import Trouble
from tests.hostile.case import Case
from tests.workbooks.builder import Book, inline, rows

_KEPT = {
    "rich-markup": "[red]x[/] [/foo] [link=http://x]",
    "html": "<script>alert(1)</script>",
    "markdown": "| a | `b` [c](javascript:x) |",
    "formula": '=HYPERLINK("http://x","y")',
    "injection": "@SUM(1+1)*cmd|' /C calc'!A0",
    "bidi": "abc\u202exslx.exe",
    "zero-width": "N\u200b1",
    "emoji-name": ":warning:",
    "template": "{{ 7*7 }} ${x} %s",
    "quotes": "\"'`",
    "private-use": "\ue000",
    "combining": "e" + "\u0301\u0301" * 500,
}
_CLEANED = {
    "escape": ("_x001B_[2J", "U+001B"),
    "null": ["a_x0000_b", "U+0000"],
    "bell": ["a_x0007_b", "U+0007"],
    "c1": ("a\x9b31mb", "U+009B"),
    "not-a-character": ("a_xFFFE_b", "U+FFFE"),
    "delete": ("a\x7fb", "U+007F"),
}


def texts() -> Iterator[Case]:
    """All cases of this family."""
    for name, text in _KEPT.items():
        wanted = "\u00e9" + "\u0301" * 10 if name == "combining" else text
        yield Case(f"text-{name}", Book(sheet=rows(f"<row>{inline('A1', escape(text))}</row>")).data(), None, wanted)
    for name, (written, removed) in _CLEANED.items():
        data = Book(sheet=rows(f"<row>{inline('A1', written)}</row>")).data()
        yield Case(f"cleaned-{name}", data, None, f"Control characters ({removed}) were taken out")
    yield Case("half-character", Book(sheet=rows(f"<row>{inline('A1', 'a_xD800_b')}</row>")).data(), None, "a\ufffdb")
    yield from _delimited()


def _delimited() -> Iterator[Case]:
    def csv(name: str, data: bytes, trouble: Trouble | None, says: str) -> Case:
        return Case(f"csv-{name}", data, trouble, says, "agency.csv")

    yield csv("nul", b"Action,Progress\n9,a\x00b\n", None, "U+0000")
    yield csv("escape", b"Action,Progress\n9,\x1b]0;x\x07\n" + b"10,more text to read\n" * 9, None, "U+001B")
    yield csv("open-quote", b'Action,Progress\n9,"never closed\n10,x\n', Trouble.DAMAGED, "In row 2")
    yield csv("quote-within", b'Action,Progress\n9,a "b" c\n', None, 'a "b" c')
    yield csv("carriage-returns", b"Action,Progress\r9,x\r", None, "x")
    yield csv("long-field", b"Action,Progress\n9," + b"x" * 300_000 + b"\n", None, "x" * 100)
    yield csv("many-columns", b"," * 20_000 + b"x\n", Trouble.TOO_LARGE, "more cells than a row")
    yield csv("half-utf16", "a,b\n".encode("utf-16") + b"\n", Trouble.ENCODING, "UTF-16")
    yield csv("broken-utf8", b"\xef\xbb\xbfa,b\n\xff,c\n", Trouble.ENCODING, "UTF-8")
    yield csv("windows", "Action,Progress\n9,caf\u00e9\n".encode("cp1252"), None, "Windows-1252")
    yield csv("undefined-byte", b"Action,Progress\n9,a\x81\xe9\n", None, "Windows-1252")
    yield csv("binary", bytes(range(256)) * 20, Trouble.NOT_A_WORKBOOK, "nor text")
    yield csv("only-breaks", b"\n\n\n", None, "")
    yield csv("only-a-bom", b"\xef\xbb\xbf", None, "")
    yield csv("one-word", b"hello", None, "hello")
