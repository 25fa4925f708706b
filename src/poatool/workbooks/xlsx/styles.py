"""What the formats of cells say: which numbers are dates, and which cells somebody highlighted or struck through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.dates import BUILT_IN, Shown, shown
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.model import Marks
from poatool.workbooks.package import Package
from poatool.workbooks.style import HIGHLIGHTS, INDEXED_HIGHLIGHTS, Style
from poatool.workbooks.xlsx.fonts import strikes

_INDEXED_HIGHLIGHTS = frozenset(map(str, INDEXED_HIGHLIGHTS))
_BUILT_IN = {str(number): how for number, how in BUILT_IN.items()}


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
    shared = _Shared(
        custom={
            item.get("numFmtId"): shown(item.get("formatCode", "")) for item in _items(groups.get("numFmts"), "numFmt")
        },
        yellow=_numbers(groups.get("fills"), "fill", _is_highlighter),
        lined=_numbers(groups.get("fonts"), "font", strikes),
        fonts={str(number): item.get("fontId") for number, item in enumerate(_items(groups.get("cellStyleXfs"), "xf"))},
    )
    return {str(number): _style(item, shared) for number, item in enumerate(_items(groups.get("cellXfs"), "xf"))}


class _Shared(NamedTuple):
    """What formats of cells point to, by number: own formats of numbers, and fills and fonts that mark a cell.

    `fonts` are those of the named styles that formats are based on.
    """

    custom: Mapping[str | None, Shown]
    yellow: AbstractSet[str]
    lined: AbstractSet[str]
    fonts: Mapping[str, str | None]


def _items(group: Element | None, name: str) -> Iterator[Element]:
    return (item for item in (() if group is None else group) if local(item.tag) == name)


def _numbers(group: Element | None, name: str, marks: Callable[[Element], bool]) -> frozenset[str]:
    """The numbers of those that mark a cell, as formats name them."""
    return frozenset(str(number) for number, item in enumerate(_items(group, name)) if marks(item))


def _style(item: Element, shared: _Shared) -> Style:
    """A format of cells. Its own font is what Excel shows, whatever `applyFont` says."""
    number = item.get("numFmtId", "0")
    found = shared.custom.get(number) or _BUILT_IN.get(number, Shown.NUMBER)
    font = item.get("fontId") or shared.fonts.get(item.get("xfId", "0")) or "0"
    marks = Marks.HIGHLIGHTED if item.get("fillId", "0") in shared.yellow else Marks.NONE
    return Style(found, marks | Marks.STRUCK if font in shared.lined else marks)


def _is_highlighter(fill: Element) -> bool:
    pattern = next((item for item in fill if local(item.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return False
    colour = next((item for item in pattern if local(item.tag) == "fgColor"), None)
    if colour is None:
        return False
    return colour.get("rgb", "")[-6:].upper() in HIGHLIGHTS or colour.get("indexed") in _INDEXED_HIGHLIGHTS
