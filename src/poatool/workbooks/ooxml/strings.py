"""Texts of a workbook: the shared ones, and how the runs of one text are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from poatool.text import lazy_pattern
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Growing, finished, qualified
from poatool.workbooks.model import Value
from poatool.workbooks.ooxml.fonts import strikes
from poatool.workbooks.ooxml.sieve import Items, Sieve, Stretch, plain
from poatool.workbooks.runs import AS_CELL, CLEAR, STRUCK
from poatool.workbooks.text import decode

_ROOT = qualified("sst")
_ITEM = qualified("si")
_TEXT = qualified("t")
_RUN = qualified("r")
_FONT = qualified("rPr")
_ITEMS = Items(lazy_pattern(rb"<sst[^>]*(?<!/)>"), b"</si>", b"</sst")
_PLAIN_ITEM = lazy_pattern(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>|(.+)', re.DOTALL)


Content = tuple[Value | None, str, str, str | None]
"""What a cell holds, without its address: its value, its text, the runs of a rich text, and what was cleaned or could
not be taken. A bare tuple, since every cell of every workbook makes one and takes it apart at once.
"""


def shared_strings(pieces: Iterable[bytes], limits: Limits, part: str) -> list[Content]:
    """Read the texts that cells share, in the order in which cells number them.

    Raises:
        Refused: the part is damaged, or holds more texts than cells are allowed.
    """
    texts = _Texts(limits)
    sieve = Sieve(_ITEMS, texts.take)
    growing = Growing(sieve.left_of(pieces), limits, part)
    for root in growing:
        sieve.begun = root.tag in _ROOT and not len(root)
        items = finished(root, done=growing.done)
        texts.add([of_element(item) for item in items if item.tag in _ITEM])
        growing.release(items)
    return texts.found


class _Texts:
    """The texts that were read, as many as cells are allowed."""

    def __init__(self, limits: Limits) -> None:
        self.found: list[Content] = []
        self._limits = limits

    def add(self, texts: list[Content]) -> None:
        self.found += texts
        if len(self.found) > self._limits.cells:
            raise self._limits.exceeded("cells", f"The file holds {len(self.found):,} texts or more")

    def take(self, stretch: Stretch) -> int:
        """Add the texts at the beginning of a stretch, up to the first that is not in the usual form."""
        texts = _PLAIN_ITEM.findall(stretch.text)
        odd = texts[-1][1]
        usual = [written for written, _ in (texts[:-1] if odd else texts)]
        self.add([(text, text, "", None) if stretch.simple else of_text(plain(text)) for text in usual])
        return len(stretch.text) - len(odd)


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
