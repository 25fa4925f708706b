"""Texts of a workbook: the shared ones, and how the runs of one text are put together."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Growing, finished, qualified
from poatool.workbooks.model import Value
from poatool.workbooks.runs import AS_CELL, CLEAR, STRUCK
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.fonts import strikes

_ITEM = qualified("si")
_TEXT = qualified("t")
_RUN = qualified("r")
_FONT = qualified("rPr")


Content = tuple[Value | None, str, str, str | None]
"""What a cell holds, without its address: its value, its text, the runs of a rich text, and what was cleaned or could
not be taken. A bare tuple, since every cell of every workbook makes one and takes it apart at once.
"""


def shared_strings(pieces: Iterable[bytes], limits: Limits, part: str) -> list[Content]:
    """Read the texts that cells share, in the order in which cells number them.

    Raises:
        Refused: the part is damaged, or holds more texts than cells are allowed.
    """
    texts: list[Content] = []
    growing = Growing(pieces, limits, part)
    for root in growing:
        items = finished(root, done=growing.done)
        texts += [of_element(item) for item in items if item.tag in _ITEM]
        growing.release(items)
        if len(texts) > limits.cells:
            raise limits.exceeded("cells", f"The file holds {len(texts):,} texts or more")
    return texts


def of_element(element: Element) -> Content:
    """Put together a text and its runs; how it is pronounced (`rPh`) is no part of it."""
    if len(element) == 1 and (only := element[0]).tag in _TEXT:
        return of_text(text_in(only))
    parts: list[str] = []
    runs: list[str] = []
    rich = False
    for child in element:
        if child.tag in _TEXT:
            parts.append(text_in(child))
            runs.append(AS_CELL + cleaned(parts[-1]))
        elif child.tag in _RUN:
            rich = True
            parts.append("".join([text_in(item) for item in child if item.tag in _TEXT]))
            runs.append(_line(child) + cleaned(parts[-1]))
    return of_text("".join(parts), "".join(runs) if rich else "")


def text_in(element: Element) -> str:
    """The text of an element, and of whatever else stands in it where only text can stand."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def of_text(written: str, runs: str = "") -> Content:
    """Decode and clean a text as an Excel part writes it."""
    if written.isascii() and written.isprintable() and "_x" not in written:
        return written, written, runs, None
    text, note = decode(written)
    return text, text, runs, note


def cleaned(written: str) -> str:
    """A text as an Excel part writes it, decoded and cleaned."""
    return of_text(written)[1]


def _line(run: Element) -> str:
    """Whether a run is struck through: one with a font is not as the cell is, whatever its font leaves unsaid."""
    font = next((item for item in run if item.tag in _FONT), None)
    if font is None:
        return AS_CELL
    return STRUCK if strikes(font) else CLEAR
