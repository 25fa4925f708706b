"""The paragraphs of a cell or a comment as one text (OpenDocument 1.3 part 3, 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.ods.names import DRAW, OFFICE, TABLE, TEXT, XLINK
from poatool.workbooks.runs import AS_CELL
from poatool.workbooks.text import clean

_PARAGRAPH = f"{TEXT}p"
_PARAGRAPHS = frozenset({_PARAGRAPH, f"{TEXT}h"})
_LISTS = frozenset({f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "section")})
_APART = frozenset({f"{OFFICE}annotation", *(f"{TEXT}{name}" for name in ("note-body", "ruby-text", "script"))})
_SPACES = f"{TEXT}s"
_LINK = f"{TEXT}a"
_SPAN = f"{TEXT}span"
_STYLE = f"{TEXT}style-name"
# What stands for an element is a character that XML cannot hold, until the layout of the file is told from it.
_MARKS = {_SPACES: "\x01", f"{TEXT}tab": "\x02", f"{TEXT}line-break": "\x03"}
_MEANT = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})
# The most characters that a cell of Excel holds; elements that stand for more spaces are taken for one each.
_MOST_SPACES = 32_767
_ODD = re.compile("[\x01\x02\x03\t\r\n]")
_BLANK = re.compile("[ \t\r\n]+")
_NO_LINES: Mapping[str, str] = {}


class Written(NamedTuple):
    """What paragraphs say; `link` is the first address in them, `runs` are those of a rich text."""

    text: str
    link: str | None
    runs: str = ""


def paragraphs(holder: Element, lines: Mapping[str, str] = _NO_LINES) -> Written | None:
    """Read the paragraphs directly in an element and in lists there; None where it has none.

    `lines` are the styles that say of a run whether it is struck through. Comments, drawings and tables beside the
    paragraphs are no part of the text.
    """
    if len(holder) == 1 and holder[0].tag == _PARAGRAPH and not len(holder[0]):
        return Written(_as_meant(holder[0].text or ""), None)
    found = list(_paragraphs(holder))
    if not found:
        return None
    counted = sum(_count(spaces) for paragraph in found for spaces in paragraph.iter(_SPACES)) <= _MOST_SPACES
    text = "\n".join(_as_meant("".join(_pieces(paragraph, counted=counted))) for paragraph in found)
    links = (link.get(f"{XLINK}href") for paragraph in found for link in paragraph.iter(_LINK))
    rich = any(next(paragraph.iter(_SPAN), None) is not None for paragraph in found)
    return Written(text, next(filter(None, links), None), _signed(found, text, lines) if rich else "")


def _paragraphs(holder: Element) -> Iterator[Element]:
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            yield element
        elif element.tag in _LISTS:
            waiting.extend(reversed(element))


def _pieces(paragraph: Element, *, counted: bool) -> Iterator[str]:
    """The text of all elements within, in its order, however deep they stand."""
    waiting: list[Element | str] = [paragraph]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            yield piece
        elif (mark := _MARKS.get(piece.tag)) is not None:
            yield mark * _count(piece) if counted else mark
        elif piece.tag not in _APART and not piece.tag.startswith((DRAW, TABLE)):
            yield piece.text or ""
            for child in reversed(piece):
                waiting += (child.tail or "", child)


def _signed(found: list[Element], text: str, lines: Mapping[str, str]) -> str:
    """The runs of a rich text. Where no style says anything of a line through them, they are one."""
    if not lines:
        return AS_CELL + clean(text).text
    return f"{AS_CELL}\n".join("".join(_runs(paragraph, lines)) for paragraph in found)


def _runs(paragraph: Element, lines: Mapping[str, str]) -> Iterator[str]:
    """The text of all elements within, each piece after the sign of the innermost style that says anything."""
    waiting: list[tuple[Element | str, str]] = [(paragraph, AS_CELL)]
    while waiting:
        piece, sign = waiting.pop()
        if isinstance(piece, str):
            yield sign + clean(piece).text
        elif piece.tag in _MARKS:
            yield f"{sign} "
        elif piece.tag not in _APART and not piece.tag.startswith((DRAW, TABLE)):
            sign = lines.get(piece.get(_STYLE, ""), sign) if piece.tag == _SPAN else sign
            yield sign + clean(piece.text or "").text
            for child in reversed(piece):
                waiting += ((child.tail or "", sign), (child, sign))


def _count(element: Element) -> int:
    """How many characters an element stands for."""
    written = element.get(f"{TEXT}c", "")
    if element.tag != _SPACES or not (written.isascii() and written.isdigit()):
        return 1
    return int(written) if len(written) <= len(str(_MOST_SPACES)) else _MOST_SPACES + 1


def _as_meant(written: str) -> str:
    return _BLANK.sub(_without_layout, written).translate(_MEANT) if _ODD.search(written) else written


def _without_layout(blank: re.Match[str]) -> str:
    """White space with a line break or a tab in it is the layout of the XML, and means one space at most.

    Spaces alone are kept, although 6.1.2 has them collapse: LibreOffice Calc shows them, and writes them so.
    """
    run = blank[0]
    if not run.strip(" "):
        return run
    return "" if blank.start() == 0 or blank.end() == len(blank.string) else " "
