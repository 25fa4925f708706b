"""Cell formats: which numbers are dates, and how cells are marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import BUILT_IN, HIGHLIGHTS, Shown, Style, hides, shown
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import is_true, local, qualified, tree
from poatool.workbooks.model import Marks
from poatool.workbooks.package import Package

_LOOKS = {
    tag: look
    for name, look in (("strike", Marks.STRUCK), ("b", Marks.BOLD), ("i", Marks.ITALIC))
    for tag in qualified(name)
}
_INDEXED_HIGHLIGHTS, _INDEXED_WHITE = frozenset({"5", "13", "43"}), frozenset({"1", "9"})
"""Highlighters and white by their index in Excel's palette (ECMA-376 part 1, 18.8.27)."""

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

    Raises Refused if the part is damaged.
    """
    root = tree(package.chunks(part), limits, part)
    groups = {local(group.tag): group for group in root}
    shared = _Shared(
        custom={
            item.get("numFmtId"): shown(item.get("formatCode", "")) for item in _items(groups.get("numFmts"), "numFmt")
        },
        hiding=frozenset(
            item.get("numFmtId", "")
            for item in _items(groups.get("numFmts"), "numFmt")
            if hides(item.get("formatCode", "0"))
        ),
        highlights=frozenset(
            number for number, fill in _numbered(groups.get("fills"), "fill") if _is_highlighter(fill)
        ),
        filled=frozenset(number for number, fill in _numbered(groups.get("fills"), "fill") if _is_filled(fill)),
        looks={number: _font(font) for number, font in _numbered(groups.get("fonts"), "font")},
        fonts={number: item.get("fontId") for number, item in _numbered(groups.get("cellStyleXfs"), "xf")},
    )
    return {number: _style(item, shared) for number, item in _numbered(groups.get("cellXfs"), "xf")}


class _Shared(NamedTuple):
    """What cell formats refer to by number: custom number formats, fills, fonts, and the fonts of named styles."""

    custom: Mapping[str | None, Shown]
    hiding: AbstractSet[str]
    highlights: AbstractSet[str]
    filled: AbstractSet[str]
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
    fill = item.get("fillId", "0")
    marks = shared.looks.get(font, Marks.NONE)
    if fill in shared.filled:
        marks &= ~Marks.WHITE
    if number in shared.hiding:
        marks |= Marks.WHITE
    return Style(found, marks | Marks.HIGHLIGHTED if fill in shared.highlights else marks)


def _is_highlighter(fill: Element) -> bool:
    colour = _fill_colour(fill)
    if colour is None:
        return False
    return colour.get("rgb", "")[-6:].upper() in HIGHLIGHTS or colour.get("indexed") in _INDEXED_HIGHLIGHTS


def _is_filled(fill: Element) -> bool:
    """Whether a fill has another colour than white, or a pattern."""
    pattern = next(
        (item for item in fill if local(item.tag) != "patternFill" or item.get("patternType", "none") != "none"), None
    )
    colour = _fill_colour(fill)
    return pattern is not None and (colour is None or not _is_white_colour(colour))


def _fill_colour(fill: Element) -> Element | None:
    """The colour of a solid fill."""
    solid = (item for item in fill if local(item.tag) == "patternFill" and item.get("patternType") == "solid")
    return next((colour for item in solid for colour in item if local(colour.tag) == "fgColor"), None)


def _font(font: Element) -> Marks:
    white = any(local(item.tag) == "color" and _is_white_colour(item) for item in font)
    return looks(font) | (Marks.WHITE if white else Marks.NONE)


def _is_white_colour(colour: Element) -> bool:
    """Whether a colour is white: by its value, as the first colour of the theme, or by its index in the palette."""
    if (rgb := colour.get("rgb")) is not None:
        return rgb[-6:].upper() == "FFFFFF"
    return (colour.get("theme") == "0" and colour.get("tint") is None) or colour.get("indexed") in _INDEXED_WHITE
