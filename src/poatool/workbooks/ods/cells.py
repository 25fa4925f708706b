"""Read the content of an .ods cell: paragraphs with links and formatted runs, and values and formulas."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import formula_link, from_iso, number_of, percent
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import CellRun, ErrorValue, Marks, Value, clean
from poatool.workbooks.ods import CALCEXT, DRAW, OFFICE, TABLE, TEXT, XLINK

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
# The most characters in an Excel cell. If the spaces of a cell add up to more, each `text:s` element counts as one.
_MAX_SPACES = 32_767
_ODD = re.compile("[\x01\x02\x03\t\r\n]")
_LAYOUT = re.compile("(?<! ) *+[\t\r\n][ \t\r\n]*+")
_LAYOUT_AT_END = re.compile(rf"\A{_LAYOUT.pattern}|{_LAYOUT.pattern}\Z")
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
    spans = (span for paragraph in found for span in paragraph.iter(_SPAN))
    rich = any(True for _ in spans) or any("".join(each.itertext()).strip() != text.strip() for each in anchors)
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
    """The texts in a paragraph, in order, with their style and links. Without `repeats`, repeated spaces become one."""
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
    """Reduce white space that only lays out the XML (it has a line break or tab) to one space, and remove it at an end.

    Spaces alone are kept, although the standard (6.1.2) collapses them: LibreOffice Calc writes and shows them.
    """
    if not _ODD.search(written):
        return written
    return _LAYOUT.sub(" ", _LAYOUT_AT_END.sub("", written)).translate(_MEANT)


def text_drawn(drawn: Element) -> str:
    """The text in a box or shape, or in a group of them, over the cells."""
    return clean("\n".join("".join(paragraph.itertext()) for paragraph in drawn.iter(_PARAGRAPH))).text


_KIND = f"{OFFICE}value-type"
_STRING = f"{OFFICE}string-value"
_OWN_KIND = f"{CALCEXT}value-type"
_FORMULA = f"{TABLE}formula"
_INNER_TABLE = f"{TABLE}table"
_PREFIX = re.compile(r"\A(?:[\w.-]+:)?=")
# In any language: #REF!, #BEZUG!, #¡REF!, Err:502.
_ERROR = re.compile(r"(?:#[^\s\d#]\S{1,20}|Err:\d{3})")
_DURATION = re.compile(r"(?a)(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,20})?)S)?)?")
_DECIMALS = re.compile(r"(?a)(?:[.,](\d+)|\d)\s*%")  # the decimals of a percentage
_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no time zones
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

Content = tuple[Value | None, str, str | None, str | None, tuple[CellRun, ...], list[str]]
"""The content of a cell: value, text, formula, link, runs of a rich text, notes on what was cleaned or not read.

A bare tuple, since each cell makes one and unpacks it at once.
"""


def cell_content(cell: Element, looks: Looks, marks: Marks) -> Content | None:
    """Read a cell with these marks; None if it is empty and has no formula or link. `looks` are those of `Styles`."""
    formula, kind = cell.get(_FORMULA), cell.get(_KIND)
    if formula is None and kind is None and not len(cell):
        return None
    text, link, runs = paragraphs(cell, looks, marks) or (None, None, ())
    value, stored, note = _stored(cell, kind, text, calculated=formula is not None)
    notes = [note] if note else []
    if (text is None or len(cell) > 1) and cell.find(_INNER_TABLE) is not None:
        notes.append("A table within this cell was not read.")
    if formula is not None:
        formula = clean(_PREFIX.sub("", formula)).text
        link = link or formula_link(formula)
    elif link is None and not notes and value in {None, ""}:
        return None
    return value, stored, formula, link, runs, notes


def _stored(
    cell: Element, kind: str | None, shown: str | None, *, calculated: bool
) -> tuple[Value | None, str, str | None]:
    """The value of a cell, what the file stores for it, and a note. `shown` is the text of its paragraphs, or None."""
    string = cell.get(_STRING)
    # LibreOffice says whether a cell shows an error; other programs store 0 or nothing beside the error's text.
    failed = cell.get(_OWN_KIND) == "error" or (
        calculated and not string and _ERROR.fullmatch(shown or "") and (cell.get(f"{OFFICE}value") or "0") == "0"
    )
    if shown and failed:
        word = clean(shown).text
        return ErrorValue(word), word, None
    message = None
    if kind in _TYPES:
        attribute, name, read = _TYPES[kind]
        written = cell.get(attribute)
        value = None if written is None else read(written.strip())
        if kind == "percentage" and isinstance(value, int | float) and (decimals := _DECIMALS.search(shown or "")):
            value = percent(value, len(decimals[1] or ""))
        if written is not None and value is not None:
            return value, written.strip(), None
        if written is not None or shown:
            string = shown or written
            message = f"The file says that this cell is a {name}, but it is not one; it was read as text."
    if string is None and shown is None and kind != "string":
        return None, "", None
    text, note = clean(string or shown or "")
    return text, text, message or note


def _duration(written: str) -> Value | None:
    """Read a duration. If it is shorter than a day, it is a time of day, because files store these as durations too."""
    if (found := _DURATION.fullmatch(written)) is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
    try:
        length = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    if found[1]:
        return -length
    return (_MIDNIGHT + length).time() if length < _DAY else length


_TYPES: dict[str | None, tuple[str, str, Callable[[str], Value | None]]] = {
    **dict.fromkeys(("float", "percentage", "currency"), (f"{OFFICE}value", "number", number_of)),
    "date": (f"{OFFICE}date-value", "date", from_iso),
    "time": (f"{OFFICE}time-value", "time", _duration),
    "boolean": (f"{OFFICE}boolean-value", "true or false value", _BOOLEANS.get),
}
