"""Styles: which sheets, rows and columns are hidden, and which cells and texts are marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import AS_CELL, CLEAR, HIGHLIGHTS, STRUCK
from poatool.workbooks.model import Marks
from poatool.workbooks.ods.names import FO, OFFICE, STYLE, TABLE

_PARTS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")
_NO_SIZE = re.compile(r"0+(?:\.0*)?[a-z]*", re.ASCII)
_HIGHLIGHTER = re.compile("#(?:" + "|".join(sorted(HIGHLIGHTS)) + ")", re.IGNORECASE)
# By family of styles: the property that matters here, and its value.
_TELLING = {
    "table": (f"{TABLE}display", re.compile("false")),
    "table-row": (f"{STYLE}row-height", _NO_SIZE),
    "table-column": (f"{STYLE}column-width", _NO_SIZE),
    "table-cell": (f"{FO}background-color", _HIGHLIGHTER),
}
_LINED = ("table-cell", "text")
_LINE = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_NO_LINE = "none"


class Styles(NamedTuple):
    """Names of styles: of hidden sheets, of rows and columns without size, and of marked cells.

    `lines` gives the sign of each text style that strikes through or does not; empty if nothing is struck.
    """

    hidden_sheets: frozenset[str]
    flat_rows: frozenset[str]
    flat_columns: frozenset[str]
    marks: Mapping[str, Marks]
    lines: Mapping[str, str]


class _Line(NamedTuple):
    """The sign of a style; AS_CELL if it follows the style it is based on."""

    sign: str
    parent: str


def styles(root: Element) -> Styles:
    """Read the styles in a document's content part, where programs write formatting by hand."""
    telling: dict[str, set[str]] = {family: set() for family in _TELLING}
    lines: dict[str, dict[str, _Line]] = {family: {} for family in _LINED}
    for style in (style for part in root if part.tag in _PARTS for style in part):
        family, name = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
        if family in _TELLING:
            attribute, says = _TELLING[family]
            if any(says.fullmatch(properties.get(attribute, "")) for properties in style):
                telling[family].add(name)
        if family in _LINED:
            lines[family][name] = _Line(_sign(style), style.get(f"{STYLE}parent-style-name", ""))
    sheets, rows, columns, yellow = map(frozenset, telling.values())
    cells, texts = (_settled(family) for family in lines.values())
    struck = frozenset(name for name, sign in cells.items() if sign == STRUCK)
    marks = dict.fromkeys(yellow, Marks.HIGHLIGHTED) | dict.fromkeys(struck, Marks.STRUCK)
    marks |= dict.fromkeys(yellow & struck, Marks.HIGHLIGHTED | Marks.STRUCK)
    return Styles(sheets, rows, columns, marks, texts if struck or STRUCK in texts.values() else {})


def _sign(style: Element) -> str:
    for properties in style:
        written = [line for name in _LINE if (line := properties.get(name)) is not None]
        if written:
            return CLEAR if _NO_LINE in written else STRUCK
    return AS_CELL


def _settled(family: Mapping[str, _Line]) -> dict[str, str]:
    """The sign of each style that has one, or takes one from the styles it is based on."""
    settled: dict[str, str] = {}
    for name in family:
        passed: dict[str, None] = {}
        above = name
        while above in family and above not in settled and above not in passed and family[above].sign == AS_CELL:
            passed[above] = None
            above = family[above].parent
        said = settled.get(above) or (family[above].sign if above in family else AS_CELL)
        settled |= dict.fromkeys((*passed, above), said)
    return {name: sign for name, sign in settled.items() if sign != AS_CELL}
