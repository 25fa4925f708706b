"""One `<c>` of a sheet as a RawCell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.dates import Shown, from_iso, from_serial
from poatool.workbooks.markup import is_true, qualified
from poatool.workbooks.model import ErrorValue, Value
from poatool.workbooks.strings import Text, text_of
from poatool.workbooks.styles import PLAIN, Style
from poatool.workbooks.text import decode, removal

_VALUE = qualified("v")
_FORMULA = qualified("f")
_INLINE = qualified("is")
_LONGEST_INTEGER = 18
_HYPERLINK = re.compile(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of a workbook share: its texts, its formats, and the day from which it counts."""

    strings: Sequence[Text] = ()
    styles: Sequence[Style] = ()
    since_1904: bool = False

    def style(self, number: str | None) -> Style:
        """The format of a number that a cell names; plain where there is none such."""
        if number is None:
            return PLAIN
        try:
            return self.styles[int(number)]
        except (ValueError, IndexError):
            return PLAIN


class Content(NamedTuple):
    """What a cell holds, without its address. `note` says what was cleaned or could not be taken."""

    value: Value | None
    text: str
    rich: bool = False
    note: str | None = None


class Parts(NamedTuple):
    """The children of a `<c>`: the text of its value, its formula element, its inline text."""

    value: str | None
    formula: Element | None
    inline: Element | None


def parts(cell: Element) -> Parts:
    """Take a cell apart."""
    value = formula = inline = None
    for child in cell:
        tag = child.tag
        if tag in _VALUE:
            value = child.text or ""
        elif tag in _FORMULA:
            formula = child
        elif tag in _INLINE:
            inline = child
    return Parts(value, formula, inline)


def content(kind: str | None, found: Parts, style: Style, book: Book) -> Content | None:
    """Read what a cell of a type (the attribute `t`) holds; None where it holds nothing."""
    if kind == "inlineStr" and found.inline is not None:
        return _of_text(text_of(found.inline))
    text = found.value
    if text is None or (text == "" and kind != "str"):
        return Content(None, "") if found.formula is not None else None
    if kind == "s":
        return _shared(text, book.strings)
    read = _READERS.get(kind or "n")
    return read(text) if read else _number(text, style.shown, since_1904=book.since_1904)


def formula_link(formula: str) -> str | None:
    """The address in a `HYPERLINK("…", …)` formula."""
    found = _HYPERLINK.match(formula)
    return found[1].replace('""', '"') if found else None


def _of_text(text: Text) -> Content:
    return Content(text.text, text.text, text.rich, removal(text.removed) if text.removed else None)


def _shared(index: str, strings: Sequence[Text]) -> Content:
    try:
        position = int(index)
        text = strings[position] if position >= 0 else None
    except (ValueError, IndexError):
        text = None
    if text is None:
        return Content(None, index, note=f"The cell points to text {index}, which the file does not hold.")
    return _of_text(text)


def _plain(text: str) -> Content:
    cleaned = decode(text)
    return _of_text(Text(cleaned.text, rich=False, removed=cleaned.removed))


def _boolean(text: str) -> Content:
    return Content(is_true(text), text)


def _error(text: str) -> Content:
    return Content(ErrorValue(text), text)


def _iso(text: str) -> Content:
    value = from_iso(text.strip())
    if value is None:
        return Content(text, text, note="The cell says that it is a date, but holds none; it was read as text.")
    return Content(value, text)


def _number(text: str, shown: Shown, *, since_1904: bool) -> Content:
    stripped = text.strip()
    number = number_of(stripped)
    if number is None:
        return Content(text, text, note="The cell says that it is a number, but holds none; it was read as text.")
    if shown is Shown.NUMBER:
        return Content(number, stripped)
    return Content(from_serial(number, shown, since_1904=since_1904), stripped)


def number_of(text: str) -> int | float | None:
    """Read a number as XML writes it: an int where it has neither a decimal point nor an exponent."""
    if not text.isascii() or "_" in text:
        return None
    digits = text.removeprefix("-")
    if digits.isdigit() and len(digits) <= _LONGEST_INTEGER:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


_READERS: dict[str, Callable[[str], Content]] = {
    "str": _plain,
    "inlineStr": _plain,
    "b": _boolean,
    "e": _error,
    "d": _iso,
}
