"""Cell formats: which numbers are dates, and how cells are marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import HIGHLIGHTS, INDEXED_HIGHLIGHTS, Style
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import is_true, local, qualified, tree
from poatool.workbooks.model import Marks
from poatool.workbooks.numbers import BUILT_IN, Shown, shown
from poatool.workbooks.package import Package

_LOOKS = {
    tag: look
    for name, look in (("strike", Marks.STRUCK), ("b", Marks.BOLD), ("i", Marks.ITALIC))
    for tag in qualified(name)
}
_INDEXED_HIGHLIGHTS = frozenset(map(str, INDEXED_HIGHLIGHTS))
_BUILT_IN = {str(number): how for number, how in BUILT_IN.items()}


def looks(font: Element) -> Marks:
    """How the font of a cell format or a run looks: `<b/>`, unless its `val` is off."""
    found = Marks.NONE
    for item in font:
        if item.tag in _LOOKS and ((value := item.get("val")) is None or is_true(value)):
            found |= _LOOKS[item.tag]
    return found


def styles(package: Package, part: str, limits: Limits) -> Mapping[str | None, Style]:
    """Read the cell formats by their number, as text. Anything odd in one is ignored.

    Raises:
        Refused: the part is damaged.
    """
    root = tree(package.chunks(part), limits, part)
    groups = {local(group.tag): group for group in root}
    shared = _Shared(
        custom={
            item.get("numFmtId"): shown(item.get("formatCode", "")) for item in _items(groups.get("numFmts"), "numFmt")
        },
        highlights=frozenset(
            number for number, fill in _numbered(groups.get("fills"), "fill") if _is_highlighter(fill)
        ),
        looks={number: looks(font) for number, font in _numbered(groups.get("fonts"), "font")},
        fonts={number: item.get("fontId") for number, item in _numbered(groups.get("cellStyleXfs"), "xf")},
    )
    return {number: _style(item, shared) for number, item in _numbered(groups.get("cellXfs"), "xf")}


class _Shared(NamedTuple):
    """What cell formats refer to by number: custom number formats, fills, fonts, and the fonts of named styles."""

    custom: Mapping[str | None, Shown]
    highlights: AbstractSet[str]
    looks: Mapping[str, Marks]
    fonts: Mapping[str, str | None]


def _items(group: Element | None, name: str) -> Iterator[Element]:
    return (item for item in (() if group is None else group) if local(item.tag) == name)


def _numbered(group: Element | None, name: str) -> Iterator[tuple[str, Element]]:
    """The items by their numbers, as text."""
    return ((str(number), item) for number, item in enumerate(_items(group, name)))


def _style(item: Element, shared: _Shared) -> Style:
    """A cell format. Excel shows its own font, whatever `applyFont` says."""
    number = item.get("numFmtId", "0")
    found = shared.custom.get(number) or _BUILT_IN.get(number, Shown.NUMBER)
    font = item.get("fontId") or shared.fonts.get(item.get("xfId", "0")) or "0"
    marks = Marks.HIGHLIGHTED if item.get("fillId", "0") in shared.highlights else Marks.NONE
    return Style(found, marks | shared.looks.get(font, Marks.NONE))


def _is_highlighter(fill: Element) -> bool:
    pattern = next((item for item in fill if local(item.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = next((item for item in pattern if local(item.tag) == "fgColor"), None)
    if colour is None:
        return False
    return colour.get("rgb", "")[-6:].upper() in HIGHLIGHTS or colour.get("indexed") in _INDEXED_HIGHLIGHTS
