"""Styles: which sheets, rows and columns are hidden, and which cells and texts are marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import HIGHLIGHTS
from poatool.workbooks.model import Looks, Marks
from poatool.workbooks.ods import FO, OFFICE, STYLE, TABLE

_PARTS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")
_NO_SIZE = re.compile(r"0+(?:\.0\d*)?[a-z]*|0+\.\d+(?:pt|mm|px)", re.ASCII)
"""A height or width too small to read: below a tenth of an inch or a point."""
_HIGHLIGHTER = re.compile("#(?:" + "|".join(sorted(HIGHLIGHTS)) + ")", re.IGNORECASE)
# For each family of styles, the property that matters here and its value.
_TELLING = {
    "table": (f"{TABLE}display", re.compile("false")),
    "table-row": (f"{STYLE}row-height", _NO_SIZE),
    "table-column": (f"{STYLE}column-width", _NO_SIZE),
    "table-cell": (f"{FO}background-color", _HIGHLIGHTER),
}
_WITH_FONT = ("table-cell", "text")
_FONT = {
    f"{STYLE}text-line-through-style": (Marks.STRUCK, re.compile("(?!none).*")),
    f"{STYLE}text-line-through-type": (Marks.STRUCK, re.compile("(?!none).*")),
    f"{FO}font-weight": (Marks.BOLD, re.compile("bold|[6-9]00")),
    f"{FO}font-style": (Marks.ITALIC, re.compile("italic|oblique")),
}
"""The properties for how words look, and their values when on."""


class Styles(NamedTuple):
    """Names of styles for hidden sheets, rows and columns without size, and marked cells.

    `looks` holds the looks of each text style.
    """

    hidden_sheets: frozenset[str]
    flat_rows: frozenset[str]
    flat_columns: frozenset[str]
    marks: Mapping[str, Marks]
    looks: Mapping[str, Looks]


class _Style(NamedTuple):
    looks: Looks = Looks()
    parent: str = ""


def styles(root: Element) -> Styles:
    """Read the styles in a document's content part, where programs write formatting by hand."""
    telling: dict[str, set[str]] = {family: set() for family in _TELLING}
    fonts: dict[str, dict[str, _Style]] = {family: {} for family in _WITH_FONT}
    for style in (style for part in root if part.tag in _PARTS for style in part):
        family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
        if family in _TELLING:
            attribute, says = _TELLING[family]
            if any(says.fullmatch(properties.get(attribute, "")) for properties in style):
                telling[family].add(name)
        if family in _WITH_FONT:
            fonts[family][name] = _Style(_looks(style), style.get(f"{STYLE}parent-style-name", ""))
    sheets, rows, columns, yellow = map(frozenset, telling.values())
    cells, texts = (_settled(family) for family in fonts.values())
    marks = {name: looks.on for name, looks in cells.items() if looks.on}
    marks |= {name: marks.get(name, Marks.NONE) | Marks.HIGHLIGHTED for name in yellow}
    return Styles(sheets, rows, columns, marks, texts)


def _looks(style: Element) -> Looks:
    """What a style itself states. Of two properties for struck-through words, `none` in either counts."""
    on = off = Marks.NONE
    for name, value in (pair for properties in style for pair in properties.items()):
        if name in _FONT:
            look, is_on = _FONT[name]
            on, off = (on | look, off) if is_on.fullmatch(value) else (on, off | look)
    return Looks(on & ~off, off)


def _settled(family: Mapping[str, _Style]) -> dict[str, Looks]:
    """The looks of each style, including those inherited from the styles it is based on."""
    settled: dict[str, Looks] = {}
    for name in family:
        passed: dict[str, None] = {}
        above = name
        while above in family and above not in settled and above not in passed:
            passed[above] = None
            above = family[above].parent
        looks = settled.get(above, Looks())
        for each in reversed(passed):
            looks = settled[each] = family[each].looks.within(looks)
    return settled
