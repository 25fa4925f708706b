"""What the styles of a document say of its sheets, rows, columns and cells."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.opendocument.names import FO, OFFICE, STYLE, TABLE
from poatool.workbooks.styles import HIGHLIGHTS

_PARTS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")
_NO_SIZE = re.compile(r"0+(?:\.0*)?[a-z]*", re.ASCII)
_HIGHLIGHTER = re.compile("#(?:" + "|".join(sorted(HIGHLIGHTS)) + ")", re.IGNORECASE)
# By family of styles: the attribute of its properties that matters here, and what it then says.
_TELLING = {
    "table": (f"{TABLE}display", re.compile("false")),
    "table-row": (f"{STYLE}row-height", _NO_SIZE),
    "table-column": (f"{STYLE}column-width", _NO_SIZE),
    "table-cell": (f"{FO}background-color", _HIGHLIGHTER),
}


class Styles(NamedTuple):
    """Names of styles: of sheets that are not shown, of rows and columns without size, of cells marked in yellow."""

    hidden_sheets: frozenset[str]
    flat_rows: frozenset[str]
    flat_columns: frozenset[str]
    marked_cells: frozenset[str]


def styles(root: Element) -> Styles:
    """Read the styles that stand in a document's own part, where programs write what a person formats by hand."""
    telling: dict[str, set[str]] = {family: set() for family in _TELLING}
    for style in (style for part in root if part.tag in _PARTS for style in part):
        family = style.get(f"{STYLE}family", "")
        if family in _TELLING:
            attribute, says = _TELLING[family]
            if any(says.fullmatch(properties.get(attribute, "")) for properties in style):
                telling[family].add(style.get(f"{STYLE}name", ""))
    return Styles(*map(frozenset, telling.values()))
