"""What the formats of cells say: which numbers are dates, and which cells somebody marked with a highlighter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.dates import BUILT_IN, Shown, shown
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.package import Package

HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})
_INDEXED_HIGHLIGHTS = frozenset({"5", "13", "43"})


class Style(NamedTuple):
    """A cell format: what it makes of a number, and whether its fill is one of Excel's highlighter yellows."""

    shown: Shown = Shown.NUMBER
    marked: bool = False


PLAIN = Style()


def styles(package: Package, part: str, limits: Limits) -> Mapping[str | None, Style]:
    """Read the cell formats by the number that cells name, as text. What is odd in one is passed over.

    Raises:
        Refused: the part is damaged.
    """
    return _read(b"".join(package.chunks(part)), part, limits)


@lru_cache(maxsize=16)
def _read(data: bytes, part: str, limits: Limits) -> Mapping[str | None, Style]:
    """Workbooks of one origin have the same formats, byte for byte: they are parsed once."""
    root = tree((data,), limits, part)
    groups = {local(group.tag): group for group in root}
    custom = {
        item.get("numFmtId"): shown(item.get("formatCode", "")) for item in _items(groups.get("numFmts"), "numFmt")
    }
    marked = [_is_highlighter(fill) for fill in _items(groups.get("fills"), "fill")]
    formats = _items(groups.get("cellXfs"), "xf")
    return {str(number): _style(item, custom, marked) for number, item in enumerate(formats)}


def _items(group: Element | None, name: str) -> Iterator[Element]:
    return (item for item in (() if group is None else group) if local(item.tag) == name)


def _style(item: Element, custom: dict[str | None, Shown], marked: list[bool]) -> Style:
    number = item.get("numFmtId", "0")
    fill = item.get("fillId", "0")
    found = custom.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, Shown.NUMBER)
    return Style(found, fill.isdecimal() and int(fill) < len(marked) and marked[int(fill)])


def _is_highlighter(fill: Element) -> bool:
    pattern = next((item for item in fill if local(item.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = next((item for item in pattern if local(item.tag) == "fgColor"), None)
    if colour is None:
        return False
    return colour.get("rgb", "")[-6:].upper() in HIGHLIGHTS or colour.get("indexed") in _INDEXED_HIGHLIGHTS
