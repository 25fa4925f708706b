"""Read one `<c>` of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import AS_CELL, Looks, Shown, Style, from_iso, from_serial, number_of
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Growing, finished, is_true, qualified
from poatool.workbooks.model import ErrorValue, Value
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.styles import looks

_ITEM = qualified("si")
_TEXT = qualified("t")
_RUN = qualified("r")
_FONT = qualified("rPr")

Content = tuple[Value | None, str, str, str | None]
"""What a cell holds: its value, its text, the runs of a rich text, and a note on what was cleaned or not read.

A bare tuple, since every cell makes one and takes it apart at once.
"""


def shared_strings(chunks: Iterable[bytes], limits: Limits, part: str) -> list[Content]:
    """Read the shared strings in order; cells name them by number.

    Raises Refused if the part is damaged, or has more strings than cells are allowed.
    """
    strings: list[Content] = []
    growing = Growing(chunks, limits, part)
    for root in growing:
        items = finished(root, done=growing.done)
        strings += [of_element(item) for item in items if item.tag in _ITEM]
        growing.release(items)
        if len(strings) > limits.cells:
            raise limits.exceeded("cells", f"The file has {len(strings):,} texts or more")
    return strings


def of_element(element: Element) -> Content:
    """Put together a text from its runs, without its phonetic guide (`rPh`)."""
    if len(element) == 1 and (only := element[0]).tag in _TEXT:
        return of_text(text_in(only))
    parts: list[str] = []
    runs: list[str] = []
    rich = False
    for child in element:
        if child.tag in _TEXT:
            parts.append(text_in(child))
            runs.append(AS_CELL + of_text(parts[-1])[1])
        elif child.tag in _RUN:
            rich = True
            parts.append("".join([text_in(item) for item in child if item.tag in _TEXT]))
            runs.append(_sign(child) + of_text(parts[-1])[1])
    return of_text("".join(parts), "".join(runs) if rich else "")


def text_in(element: Element) -> str:
    """The text of an element, including that of elements where only text may stand."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def of_text(written: str, runs: str = "") -> Content:
    """Decode and clean a text from an Excel part."""
    if written.isascii() and written.isprintable() and "_x" not in written:
        return written, written, runs, None
    text, note = decode(written)
    return text, text, runs, note


def _sign(run: Element) -> str:
    """The sign for a run: one with a font does not follow its cell, whatever the font leaves out."""
    font = next((item for item in run if item.tag in _FONT), None)
    if font is None:
        return AS_CELL
    return Looks.only(looks(font)).sign


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
    "b": lambda text: (is_true(text), text, "", None),
    "e": lambda text: (ErrorValue(text), text, "", None),
    "d": _iso,
}
