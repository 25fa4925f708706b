"""Texts of a workbook: the shared strings, and rich texts put together from their runs."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import AS_CELL, Looks
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Growing, finished, qualified
from poatool.workbooks.model import Value
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
