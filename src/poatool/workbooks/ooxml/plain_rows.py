"""The rows of a sheet in their usual form, as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from poatool.text import lazy_pattern
from poatool.workbooks.addresses import column_number
from poatool.workbooks.links import formula_link
from poatool.workbooks.markup import NO_SIZE, is_true
from poatool.workbooks.model import RawCell, raw_cell
from poatool.workbooks.ooxml.cells import UNCALCULATED, Book, stored
from poatool.workbooks.ooxml.sieve import Items, Stretch, plain
from poatool.workbooks.ooxml.strings import of_text
from poatool.workbooks.style import PLAIN
from poatool.workbooks.text import decode

ROWS = Items(lazy_pattern(rb"<sheetData>"), b"</row>", b"</sheetData")

_END = "</row>"
_ROW = lazy_pattern(r'<row r="([1-9][0-9]{0,6})"((?: [A-Za-z]+="[^"<&]*")*)( x14ac:dyDescent="[0-9.]+")? ?(/?)>')
_ATTRIBUTE = lazy_pattern(r' ([A-Za-z]+)="([^"]*)"')
_CELL = lazy_pattern(
    r"""
    <c\ r="([A-Z]{1,3})([0-9]+)" (?:\ s="([0-9]+)")? (?:\ t="([A-Za-z]+)")?
    (?: \ ?/>
      | > (?:<f(?:\ a?ca="[a-z01]+")?>([^<]+)</f>)? (?:<v>([^<]+)</v>)? </c>
      | ><is><t(?:\ xml:space="preserve")?>([^<]+)</t></is></c>
    )
    | (.+)
    """,
    re.VERBOSE | re.DOTALL,
)


TakeRow = Callable[[int, bool, list[RawCell]], bool]
"""Is given a row, and says whether it took it: its number, from 1; whether it is hidden; its cells, left to right."""


def take_rows(stretch: Stretch, book: Book, take: TakeRow) -> int:
    """Read the rows at the beginning of a stretch; `take` is given each in turn.

    Returns:
        How many characters were taken: up to the first row that is not plain or not taken.
    """
    text = stretch.text
    prefixes = _prefixes(stretch.head)
    at = 0
    while tag := _ROW.match(text, at):
        digits, attributes, prefixed, closed = tag.groups()
        begin = tag.end()
        end = begin if closed else text.find(_END, begin)
        number, hidden = int(digits), _is_hidden(attributes)
        cells = _cells(_CELL.findall(text, begin, end), number, digits, book, simple=stretch.simple)
        if hidden is None or cells is None or (prefixed and not prefixes):
            break
        if not take(number, hidden, cells):
            break
        at = end if closed else end + len(_END)
    return at


def _prefixes(head: bytes) -> bool:
    """Whether the sheet says what the prefix means that Excel puts before the height of rows."""
    root = head[head.find(b"<worksheet") :].partition(b">")[0]
    return b' xmlns:x14ac="' in root


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
    unstyled = styles.get(None, PLAIN)
    cells: list[RawCell] = []
    last = 0
    for letters, digits, style, kind, formula, value, inline, odd in found:
        column = column_number(letters)
        if odd or digits != row_digits or column is None or column <= last:
            return None
        last = column
        shown, marks = styles.get(style, PLAIN) if style else unstyled
        if inline:
            if kind != "inlineStr":
                return None
            if simple:
                cells.append(raw_cell((row, column, inline, inline, None, None, "", marks)))
                continue
        if value:
            held = stored(kind or None, plain(value), shown, book)
        elif inline:
            held = of_text(plain(inline))
        elif formula:
            held = UNCALCULATED
        else:
            continue
        read, text, runs, note = held
        if note:
            return None
        calculated = decode(plain(formula)).text if formula else None
        link = formula_link(calculated) if calculated else None
        cells.append(raw_cell((row, column, read, text, calculated, link, runs, marks)))
    return cells
