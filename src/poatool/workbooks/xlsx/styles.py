"""Cell formats: which numbers are dates, and which cells are highlighted or struck through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import HIGHLIGHTS, INDEXED_HIGHLIGHTS, Style
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import is_true, local, qualified, tree
from poatool.workbooks.model import Marks
from poatool.workbooks.numbers import BUILT_IN, Shown, shown
from poatool.workbooks.package import Package

_STRIKE = qualified("strike")
_INDEXED_HIGHLIGHTS = frozenset(map(str, INDEXED_HIGHLIGHTS))
_BUILT_IN = {str(number): how for number, how in BUILT_IN.items()}


def strikes(font: Element) -> bool:
    """Whether the font of a cell format or a run strikes through: `<strike/>`, unless its `val` is off."""
    for item in font:
        if item.tag in _STRIKE:
            value = item.get("val")
            return value is None or is_true(value)
    return False


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
        highlights=_numbers(groups.get("fills"), "fill", _is_highlighter),
        struck=_numbers(groups.get("fonts"), "font", strikes),
        fonts={str(number): item.get("fontId") for number, item in enumerate(_items(groups.get("cellStyleXfs"), "xf"))},
    )
    return {str(number): _style(item, shared) for number, item in enumerate(_items(groups.get("cellXfs"), "xf"))}


class _Shared(NamedTuple):
    """What cell formats refer to by number: custom number formats, fills, fonts, and the fonts of named styles."""

    custom: Mapping[str | None, Shown]
    highlights: AbstractSet[str]
    struck: AbstractSet[str]
    fonts: Mapping[str, str | None]


def _items(group: Element | None, name: str) -> Iterator[Element]:
    return (item for item in (() if group is None else group) if local(item.tag) == name)


def _numbers(group: Element | None, name: str, marks: Callable[[Element], bool]) -> frozenset[str]:
    """The numbers of the items that mark a cell."""
    return frozenset(str(number) for number, item in enumerate(_items(group, name)) if marks(item))


def _style(item: Element, shared: _Shared) -> Style:
    """A cell format. Excel shows its own font, whatever `applyFont` says."""
    number = item.get("numFmtId", "0")
    found = shared.custom.get(number) or _BUILT_IN.get(number, Shown.NUMBER)
    font = item.get("fontId") or shared.fonts.get(item.get("xfId", "0")) or "0"
    marks = Marks.HIGHLIGHTED if item.get("fillId", "0") in shared.highlights else Marks.NONE
    return Style(found, marks | Marks.STRUCK if font in shared.struck else marks)


def _is_highlighter(fill: Element) -> bool:
    pattern = next((item for item in fill if local(item.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = next((item for item in pattern if local(item.tag) == "fgColor"), None)
    if colour is None:
        return False
    return colour.get("rgb", "")[-6:].upper() in HIGHLIGHTS or colour.get("indexed") in _INDEXED_HIGHLIGHTS
