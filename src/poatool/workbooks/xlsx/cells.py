"""Read one `<c>` of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import Style
from poatool.workbooks.markup import is_true, qualified
from poatool.workbooks.model import ErrorValue
from poatool.workbooks.numbers import Shown, from_iso, from_serial, number_of
from poatool.workbooks.xlsx.strings import Content, of_element, of_text, text_in

_VALUE = qualified("v")
_FORMULA = qualified("f")
_INLINE = qualified("is")
_VALUES = _VALUE | _INLINE
_NO_STYLES: Mapping[str | None, Style] = {}
_UNCALCULATED: Content = (None, "", "", None)


class Book(NamedTuple):
    """What the cells of a workbook share: strings, formats, and the epoch of its dates."""

    strings: Sequence[Content] = ()
    styles: Mapping[str | None, Style] = _NO_STYLES
    since_1904: bool = False


def content(cell: Element, shown: Shown, book: Book) -> Content | None:
    """Read what a cell holds; None if it is empty and has no formula."""
    kind = cell.get("t")
    text = None
    for child in cell:
        tag = child.tag
        if tag in _VALUE:
            text = text_in(child)
        elif tag in _INLINE and kind == "inlineStr":
            return of_element(child)
    if text is None or (text == "" and kind != "str"):
        return _UNCALCULATED if formula_of(cell) is not None else None
    if kind == "s":
        return _shared(text, book.strings)
    read = _READERS.get(kind or "n")
    return read(text) if read else _number(text, shown, since_1904=book.since_1904)


def has_several(cell: Element) -> bool:
    """Whether a cell has more than one value, all but one of which are ignored."""
    return sum(child.tag in _VALUES for child in cell) > 1


def formula_of(cell: Element) -> Element | None:
    """The formula of a cell, if it has one."""
    for child in cell:
        if child.tag in _FORMULA:
            return child
    return None


def _shared(index: str, strings: Sequence[Content]) -> Content:
    try:
        position = int(index)
        if position >= 0:
            return strings[position]
    except (ValueError, IndexError):
        pass
    return None, index, "", f"The cell points to text {index}, which the file does not have."


def _boolean(text: str) -> Content:
    return is_true(text), text, "", None


def _error(text: str) -> Content:
    return ErrorValue(text), text, "", None


def _iso(text: str) -> Content:
    value = from_iso(text.strip())
    if value is None:
        return text, text, "", "The file says that this cell is a date, but it is not one; it was read as text."
    return value, text, "", None


def _number(text: str, shown: Shown, *, since_1904: bool) -> Content:
    stripped = text.strip()
    number = number_of(stripped)
    if number is None:
        return text, text, "", "The file says that this cell is a number, but it is not one; it was read as text."
    if shown is Shown.NUMBER:
        return number, stripped, "", None
    return from_serial(number, shown, since_1904=since_1904), stripped, "", None


_READERS: dict[str, Callable[[str], Content]] = {
    "str": of_text,
    "inlineStr": of_text,
    "b": _boolean,
    "e": _error,
    "d": _iso,
}
