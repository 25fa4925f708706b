"""Texts of a workbook: the shared ones, and how the runs of one text are put together."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import Elements, qualified
from poatool.workbooks.package import Package
from poatool.workbooks.text import Cleaned, decode

_ITEM = qualified("si")
_TEXT = qualified("t")
_RUN = qualified("r")


class Text(NamedTuple):
    """A text of a cell; `rich`: it has runs of their own format; `removed` as in Cleaned."""

    text: str
    rich: bool
    removed: tuple[str, ...]


def shared_strings(package: Package, part: str, limits: Limits) -> list[Text]:
    """Read the texts that cells share, in the order in which cells number them.

    Raises:
        Refused: the part is damaged, or holds more texts than cells are allowed.
    """
    elements = Elements(package.chunks(part), limits, part)
    texts: list[Text] = []
    for element in elements:
        if element.tag in _ITEM:
            texts.append(text_of(element))
            elements.release(element)
            if len(texts) > limits.cells:
                raise limits.exceeded("cells", f"The file holds {len(texts):,} texts or more")
    return texts


def text_of(element: Element) -> Text:
    """Put together a text and its runs; how it is pronounced (`rPh`) is no part of it."""
    if len(element) == 1 and element[0].tag in _TEXT:
        return _text(decode(element[0].text or ""), rich=False)
    parts: list[str] = []
    rich = False
    for child in element:
        if child.tag in _TEXT:
            parts.append(child.text or "")
        elif child.tag in _RUN:
            rich = True
            parts.extend(item.text or "" for item in child if item.tag in _TEXT)
    return _text(decode("".join(parts)), rich=rich)


def _text(cleaned: Cleaned, *, rich: bool) -> Text:
    return Text(cleaned.text, rich, cleaned.removed)
