"""Read the paragraphs of a cell or a comment as one text (OpenDocument 1.3 part 3, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import AS_CELL, Looks, linked
from poatool.workbooks.ods.names import DRAW, OFFICE, TABLE, TEXT, XLINK
from poatool.workbooks.text import clean

_PARAGRAPH = f"{TEXT}p"
_PARAGRAPHS = frozenset({_PARAGRAPH, f"{TEXT}h"})
_LISTS = frozenset({f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "section")})
_APART = frozenset({f"{OFFICE}annotation", *(f"{TEXT}{name}" for name in ("note-body", "ruby-text", "script"))})
_SPACES = f"{TEXT}s"
_LINK = f"{TEXT}a"
_SPAN = f"{TEXT}span"
_STYLE = f"{TEXT}style-name"
# An element is replaced by a character that XML cannot contain, until the layout of the file has been removed.
_MARKS = {_SPACES: "\x01", f"{TEXT}tab": "\x02", f"{TEXT}line-break": "\x03"}
_MEANT = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})
# Characters in an Excel cell; elements that stand for more spaces count as one space each.
_MOST_SPACES = 32_767
_ODD = re.compile("[\x01\x02\x03\t\r\n]")
_BLANK = re.compile("[ \t\r\n]+")
_NO_LOOKS: Mapping[str, Looks] = {}


class Written(NamedTuple):
    """A text, the first address it links to, and the runs of a rich text."""

    text: str
    link: str | None
    runs: str = ""


def paragraphs(holder: Element, looks: Mapping[str, Looks] = _NO_LOOKS) -> Written | None:
    """Read the paragraphs directly in an element and in lists there; None if there are none.

    `looks` are those of the styles of runs. Comments, drawings and tables beside the paragraphs are ignored.
    """
    if len(holder) == 1 and holder[0].tag == _PARAGRAPH and not len(holder[0]):
        return Written(_as_meant(holder[0].text or ""), None)
    found = list(_paragraphs(holder))
    if not found:
        return None
    counted = sum(_count(spaces) for paragraph in found for spaces in paragraph.iter(_SPACES)) <= _MOST_SPACES
    text = "\n".join(_as_meant("".join(_texts(paragraph, counted=counted))) for paragraph in found)
    anchors = [anchor for paragraph in found for anchor in paragraph.iter(_LINK)]
    links = (anchor.get(f"{XLINK}href") for anchor in anchors)
    rich = any(next(paragraph.iter(_SPAN), None) is not None for paragraph in found)
    rich = rich or any("".join(anchor.itertext()).strip() != text.strip() for anchor in anchors)
    # The blanks of the runs may differ from those of the text.
    runs = f"{AS_CELL}\n".join("".join(_runs(paragraph, looks)) for paragraph in found) if rich else ""
    return Written(text, next(filter(None, links), None), runs)


def _paragraphs(holder: Element) -> Iterator[Element]:
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            yield element
        elif element.tag in _LISTS:
            waiting.extend(reversed(element))


def _texts(paragraph: Element, *, counted: bool) -> Iterator[str]:
    for piece, _, _ in _pieces(paragraph, _NO_LOOKS):
        yield piece if isinstance(piece, str) else _MARKS[piece.tag] * (_count(piece) if counted else 1)


def _runs(paragraph: Element, styles: Mapping[str, Looks]) -> Iterator[str]:
    for piece, looks, address in _pieces(paragraph, styles):
        if isinstance(piece, str):
            run = looks.sign + clean(piece).text
            yield linked(run, address) if address else run
        else:
            yield f"{looks.sign} "


def _pieces(paragraph: Element, styles: Mapping[str, Looks]) -> Iterator[tuple[Element | str, Looks, str]]:
    """The texts and marks within a paragraph, at any depth, in order, with their looks and the address they link to."""
    waiting: list[tuple[Element | str, Looks, str]] = [(paragraph, Looks(), "")]
    while waiting:
        piece, looks, address = waiting.pop()
        if isinstance(piece, str) or piece.tag in _MARKS:
            yield piece, looks, address
        elif piece.tag not in _APART and not piece.tag.startswith((DRAW, TABLE)):
            if piece.tag == _SPAN:
                looks = styles.get(piece.get(_STYLE, ""), Looks()).within(looks)
            address = clean(piece.get(f"{XLINK}href", "")).text if piece.tag == _LINK else address
            for child in reversed(piece):
                waiting += ((child.tail or "", looks, address), (child, looks, address))
            waiting.append((piece.text or "", looks, address))


def _count(element: Element) -> int:
    """Number of characters that an element stands for."""
    written = element.get(f"{TEXT}c", "")
    if element.tag != _SPACES or not (written.isascii() and written.isdigit()):
        return 1
    return int(written) if len(written) <= len(str(_MOST_SPACES)) else _MOST_SPACES + 1


def _as_meant(written: str) -> str:
    return _BLANK.sub(_without_layout, written).translate(_MEANT) if _ODD.search(written) else written


def _without_layout(blank: re.Match[str]) -> str:
    """Reduce white space with a line break or tab, which is the layout of the XML, to at most one space.

    Spaces alone are kept, although 6.1.2 collapses them: LibreOffice Calc writes and shows them.
    """
    run = blank[0]
    if not run.strip(" "):
        return run
    return "" if blank.start() == 0 or blank.end() == len(blank.string) else " "
