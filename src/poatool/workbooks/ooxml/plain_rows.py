"""Rows as nearly every program writes them, taken from the bytes of a sheet without building their XML.

The XML parser reads everything else, and says where the rows begin: what is taken behind that place is whole, and means
what it would mean to the parser. The first row in any other form, and all behind it, is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from poatool.patterns import expression
from poatool.workbooks.addresses import column_number
from poatool.workbooks.links import formula_link
from poatool.workbooks.markup import NO_SIZE, begins_plainly, is_true
from poatool.workbooks.model import RawCell, raw_cell
from poatool.workbooks.ooxml.cells import UNCALCULATED, Book, stored
from poatool.workbooks.ooxml.strings import of_text
from poatool.workbooks.style import PLAIN
from poatool.workbooks.text import decode

_ROWS = b"<sheetData>"
_AFTER_ROWS = b"</sheetData"
_END = "</row>"
_LONGEST = 256 * 1024
"""Bytes in which a row ends; what goes on for longer is not waited for."""

_NO_TEXT = bytes([*range(0x09), *range(0x0B, 0x20)])
"""What XML does not allow, and the carriage return, which it takes for a line break."""

_BREAKS = b"\t\n\x7f"
_NO_TEXTS = ("\ufffe", "\uffff", "]]>")
_STRANGE = expression(r"&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""What stands for what. The ampersand comes last, since it begins all the others."""

_ROW = expression(r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z]+="[^"<&]*")*)( x14ac:dyDescent="[0-9.]+")? ?(/?)>')
_ATTRIBUTE = expression(r' ([A-Za-z]+)="([^"]*)"')
_CELL = expression(
    r"""
    <c\ r="([A-Z]{1,3})([0-9]+)"(?:\ s="([0-9]+)")?(?:\ t="([A-Za-z]+)")?
    (?:\ ?/> | >(?:<f>([^<]+)</f>)?(?:<v>([^<]+)</v>)?</c> | ><is><t(?:\ xml:space="preserve")?>([^<]+)</t></is></c>)
    | (.+)
    """,
    re.VERBOSE | re.DOTALL,
)


class PlainRow(NamedTuple):
    """A row: its number, from 1; whether it is hidden; its cells from left to right."""

    number: int
    hidden: bool
    cells: list[RawCell]


class PlainRows:
    """Takes rows out of a sheet's bytes on their way to the parser.

    Attributes:
        begun: whether the parser, having read what it was given up to now, stands where the rows begin.
    """

    def __init__(self, book: Book, take: Callable[[PlainRow], bool]) -> None:
        """`take` is given each row in turn, and says whether it took it."""
        self.begun = False
        self._book = book
        self._take = take
        self._prefixed = False

    def left_by(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """What the parser has to read: everything but the rows that were taken, piece by piece."""
        coming = iter(pieces)
        head, begin, behind = next(coming, b"").partition(_ROWS)
        yield head + begin
        if self.begun and begin and _leads_to_rows(head):
            root = head[head.find(b"<worksheet") :].partition(b">")[0]
            self._prefixed = b' xmlns:x14ac="' in root
            behind = self._behind(behind, coming)
        yield behind
        yield from coming

    def _behind(self, held: bytes, coming: Iterator[bytes]) -> bytes:
        """Take rows as long as they are plain; what is left of the pieces begun."""
        end_of_row = _END.encode()
        while len(held) < _LONGEST and not held.startswith(_AFTER_ROWS):
            rows, end, rest = held.rpartition(end_of_row)
            if end:
                left = self._left_of(rows + end)
                held = left + rest
                if left:
                    break
            elif piece := next(coming, b""):
                held += piece
            else:
                break
        return held

    def _left_of(self, written: bytes) -> bytes:
        """Take the rows at the beginning of these bytes, up to the first that is not plain; what is left of them."""
        text = _plain_text(written)
        simple = _is_simple(written, text)
        at = 0
        while tag := _ROW.match(text, at):
            digits, attributes, prefixed, closed = tag.groups()
            begin = tag.end()
            end = begin if closed else text.find(_END, begin)
            number, hidden = int(digits), _is_hidden(attributes)
            cells = _cells(_CELL.findall(text, begin, end), number, digits, self._book, simple=simple)
            if hidden is None or cells is None or (prefixed and not self._prefixed):
                break
            if not self._take(PlainRow(number, hidden, cells)):
                break
            at = end if closed else end + len(_END)
        return text[at:].encode() if text else written


def _leads_to_rows(head: bytes) -> bool:
    """Whether what looks like the beginning of the rows is that, and not within a comment or the like."""
    declared = head.count(b"<?xml ", 0, len(b"\xef\xbb\xbf<?xml "))
    return begins_plainly(head) and b"<!" not in head and head.count(b"<?") == declared


def _plain_text(written: bytes) -> str:
    """These bytes as a text; empty where anything in them may mean more to the parser than to us."""
    if len(written.translate(None, _NO_TEXT)) < len(written):
        return ""
    try:
        text = written.decode()
    except UnicodeDecodeError:
        return ""
    if any(odd in text for odd in _NO_TEXTS) or ("&" in text and _STRANGE.search(text)):
        return ""
    return text


def _is_simple(written: bytes, text: str) -> bool:
    """Whether all stands in these rows as it is read: no entities, nothing to decode or to clean."""
    return (
        text.isascii() and "&" not in text and "_x" not in text and len(written.translate(None, _BREAKS)) == len(text)
    )


@lru_cache(maxsize=1_000)
def _is_hidden(attributes: str) -> bool | None:
    """Whether a row with these attributes is hidden; None where one is there twice or makes it no row of a sheet."""
    pairs = _ATTRIBUTE.findall(f' r=""{attributes}')
    value = dict(pairs)
    if len(value) < len(pairs) or "xmlns" in value:
        return None
    return is_true(value.get("hidden")) or value.get("ht") in NO_SIZE


def _cells(
    found: list[tuple[str, ...]], row: int, row_digits: str, book: Book, *, simple: bool
) -> list[RawCell] | None:
    """The cells of a row that hold anything, read as those of the parser are; None where one of them is not plain."""
    styles = book.styles
    cells: list[RawCell] = []
    last = 0
    for letters, digits, style, kind, formula, value, inline, odd in found:
        column = column_number(letters)
        if odd or digits != row_digits or column is None or column <= last or (inline and kind != "inlineStr"):
            return None
        last = column
        shown, marks = styles.get(style or None, PLAIN)
        if inline and simple:
            cells.append(raw_cell((row, column, inline, inline, None, None, "", marks)))
            continue
        if value:
            held = stored(kind or None, _plain(value), shown, book)
        elif inline:
            held = of_text(_plain(inline))
        elif formula:
            held = UNCALCULATED
        else:
            continue
        read, text, runs, note = held
        if note:
            return None
        calculated = decode(_plain(formula)).text if formula else None
        link = formula_link(calculated) if calculated else None
        cells.append(raw_cell((row, column, read, text, calculated, link, runs, marks)))
    return cells


def _plain(written: str) -> str:
    if "&" in written:
        for entity, sign in _ENTITIES:
            written = written.replace(entity, sign)
    return written
