"""Read the text of an .ods cell: paragraphs, spaces, links and formatted runs."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import CellRun, Marks, clean
from poatool.workbooks.ods import DRAW, OFFICE, TABLE, TEXT, XLINK

_SPACES, _COUNT = f"{TEXT}s", f"{TEXT}c"
_PARAGRAPH = f"{TEXT}p"
_PARAGRAPHS = frozenset({_PARAGRAPH, f"{TEXT}h"})
_LISTS = frozenset({f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "section")})
_NOT_SHOWN = frozenset({f"{OFFICE}annotation", *(f"{TEXT}{name}" for name in ("note-body", "ruby-text", "script"))})
_LINK = f"{TEXT}a"
_SPAN = f"{TEXT}span"
_STYLE = f"{TEXT}style-name"
# Each of these elements becomes a character that XML cannot contain, until white space that is only layout is removed.
_MARKS = {_SPACES: "\x01", f"{TEXT}tab": "\x02", f"{TEXT}line-break": "\x03"}
_MEANT = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})
# The most characters of a cell in Excel. If the spaces of a cell add up to more, each `text:s` element counts as one.
_MAX_SPACES = 32_767
_ODD = re.compile("[\x01\x02\x03\t\r\n]")
_BLANK = re.compile("[ \t\r\n]+")
Looks = Mapping[str, tuple[Marks, Marks]]
_NO_LOOKS: Looks = {}


class Written(NamedTuple):
    """A text, its first link, and the runs of a rich text."""

    text: str
    link: str | None
    runs: tuple[CellRun, ...] = ()


def paragraphs(holder: Element, looks: Looks = _NO_LOOKS, marks: Marks = Marks.NONE) -> Written | None:
    """Read the paragraphs directly in an element and in its lists; None if there are none.

    `looks` come from `Styles`, `marks` from the cell. Comments, drawings and tables beside the paragraphs are ignored.
    """
    if len(holder) == 1 and (only := holder[0]).tag == _PARAGRAPH and not len(only):
        return Written(_as_meant(only.text or ""), None)
    if not (found := list(_paragraphs(holder))):
        return None
    spaces = sum(count_of(each.get(_COUNT)) for paragraph in found for each in paragraph.iter(_SPACES))
    repeats = spaces <= _MAX_SPACES
    pieces = [list(_pieces(paragraph, looks, marks & Marks.LOOKS, repeats=repeats)) for paragraph in found]
    text = "\n".join(_as_meant("".join(piece for piece, _, _ in of_one)) for of_one in pieces)
    anchors = [anchor for paragraph in found for anchor in paragraph.iter(_LINK)]
    links = (anchor.get(f"{XLINK}href") for anchor in anchors)
    rich = any(next(paragraph.iter(_SPAN), None) is not None for paragraph in found)
    rich = rich or any("".join(anchor.itertext()).strip() != text.strip() for anchor in anchors)
    runs: list[CellRun] = []
    for of_one in pieces if rich else ():  # the white space of the runs may differ from that of the text
        runs.append(CellRun("\n"))
        runs += (CellRun(clean(piece.translate(_MEANT)).text, look, to) for piece, look, to in of_one if piece)
    return Written(text, next(filter(None, links), None), tuple(runs[1:]))


def _paragraphs(holder: Element) -> Iterator[Element]:
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        if element.tag in _PARAGRAPHS:
            yield element
        elif element.tag in _LISTS:
            waiting.extend(reversed(element))


def _pieces(
    paragraph: Element, styles: Looks, of_cell: Marks, *, repeats: bool
) -> Iterator[tuple[str, Marks | None, str]]:
    """The texts in a paragraph, in order, with their looks and links. Without `repeats`, a repeated space is one."""
    waiting: list[tuple[Element | str, Marks | None, str]] = [(paragraph, None, "")]
    while waiting:
        piece, looks, address = waiting.pop()
        if isinstance(piece, str):
            yield piece, looks, address
        elif piece.tag in _MARKS:
            count = count_of(piece.get(_COUNT)) if repeats and piece.tag == _SPACES else 1
            yield _MARKS[piece.tag] * count, looks, address
        elif piece.tag not in _NOT_SHOWN and not piece.tag.startswith((DRAW, TABLE)):
            if piece.tag == _SPAN:
                on, off = styles.get(piece.get(_STYLE, ""), (Marks.NONE, Marks.NONE))
                looks = ((of_cell if looks is None else looks) & ~off) | on
            address = clean(piece.get(f"{XLINK}href", "")).text if piece.tag == _LINK else address
            for child in reversed(piece):
                waiting += ((child.tail or "", looks, address), (child, looks, address))
            waiting.append((piece.text or "", looks, address))


def count_of(written: str | None) -> int:
    """How often something is repeated, or how far it spans: 1 if the number makes no sense, at most a sheet's rows."""
    if written is None or not (written.isascii() and written.isdigit()):
        return 1
    return max(1, min(int(written), LAST_ROW)) if len(written) <= len(str(LAST_ROW)) else LAST_ROW


def _as_meant(written: str) -> str:
    return _BLANK.sub(_without_layout, written).translate(_MEANT) if _ODD.search(written) else written


def _without_layout(blank: re.Match[str]) -> str:
    """Reduce white space with a line break or tab, which only lays out the XML, to one space, or none at either end.

    Spaces alone are kept, although the standard (6.1.2) collapses them: LibreOffice Calc writes and shows them.
    """
    run = blank[0]
    if not run.strip(" "):
        return run
    return "" if blank.start() == 0 or blank.end() == len(blank.string) else " "


def text_drawn(drawn: Element) -> str:
    """The text in a box or shape, or in a group of them, over the cells."""
    return clean("\n".join("".join(paragraph.itertext()) for paragraph in drawn.iter(_PARAGRAPH))).text
