"""What a document carries besides cells. Nothing of it is ever run, followed or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.model import Feature
from poatool.workbooks.ods.names import OFFICE, OOO, TABLE, TEXT

# Macros of any language. LibreOffice lists its libraries of Basic (script-lb.xml …) also where they are empty.
_SCRIPT = re.compile(r"scripts/.|basic/(?:.*/)?(?!(?:script|dialog)-l[bc]\.xml$)[^/]+$")
# A foreign object is a file; a chart is a folder of the same name.
_OBJECT = re.compile(r"object \d+")
_DATABASES = frozenset(f"{TABLE}database-source-{kind}" for kind in ("sql", "table", "query"))


def in_package(members: Iterable[str]) -> Iterator[Feature]:
    """Tell what the names of a package's parts show of it."""
    for name in members:
        if _SCRIPT.match(name):
            yield Feature.MACROS
        elif _OBJECT.fullmatch(name):
            yield Feature.EMBEDDED


def in_flat(root: Element) -> Iterator[Feature]:
    """Tell what a document of a single part carries."""
    for scripts in root.iterfind(f"{OFFICE}scripts"):
        if next(scripts.iter(f"{OOO}module"), None) is not None:
            yield Feature.MACROS


def beside_tables(element: Element) -> Iterator[Feature]:
    """Tell what an element beside the tables of a spreadsheet carries."""
    if element.tag == f"{TABLE}tracked-changes" and len(element):
        yield Feature.TRACKED_CHANGES
    elif element.tag == f"{TABLE}dde-links" and len(element):
        yield Feature.DDE
    elif any(inner.tag in _DATABASES for inner in element.iter()):
        yield Feature.CONNECTIONS


def within_table(element: Element) -> Iterator[Feature]:
    """Tell what an element beside the rows of a table carries."""
    if element.tag == f"{TABLE}table-source":
        yield Feature.EXTERNAL_LINKS
    elif element.tag == f"{OFFICE}dde-source":
        yield Feature.DDE
    elif element.tag == f"{TABLE}shapes" and holds_text(element):
        yield Feature.TEXT_BOXES


def holds_text(drawn: Element) -> bool:
    """Whether boxes and shapes that lie over the cells have text in them."""
    return any(text.strip() for paragraph in drawn.iter(f"{TEXT}p") for text in paragraph.itertext())
