"""What a document has besides cells: features and properties. Nothing of it is ever run, followed or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.model import Feature
from poatool.workbooks.ods.names import DC, META, OFFICE, OOO, TABLE, TEXT
from poatool.workbooks.text import clean

# Macros in any language. LibreOffice lists its Basic libraries (script-lb.xml …) even if they are empty.
_SCRIPT = re.compile(r"scripts/.|basic/(?:.*/)?(?!(?:script|dialog)-l[bc]\.xml$)[^/]+$")
# A foreign object is a file; a chart is a folder of the same name.
_OBJECT = re.compile(r"object \d+")
_DATABASES = frozenset(f"{TABLE}database-source-{kind}" for kind in ("sql", "table", "query"))

# Named as in an Excel workbook. In OpenDocument 1.3 part 3 `<dc:creator>` is who changed the document last.
_PROPERTIES = {
    f"{META}initial-creator": "core.creator",
    f"{DC}creator": "core.lastModifiedBy",
    f"{DC}title": "core.title",
    f"{DC}subject": "core.subject",
    f"{DC}description": "core.description",
    f"{META}keyword": "core.keywords",
    f"{DC}language": "core.language",
    f"{META}creation-date": "core.created",
    f"{DC}date": "core.modified",
    f"{META}generator": "app.Application",
}
_CUSTOM = f"{META}user-defined"
# How LibreOffice keeps an Excel property that OpenDocument does not have.
_CATEGORY = "OOXMLCorePropertyCategory"


def in_package(members: Iterable[str]) -> Iterator[Feature]:
    """Features that the names of a package's parts show."""
    for name in members:
        if _SCRIPT.match(name):
            yield Feature.MACROS
        elif _OBJECT.fullmatch(name):
            yield Feature.EMBEDDED


def in_flat(root: Element) -> Iterator[Feature]:
    """Features of a document that is one XML file."""
    for scripts in root.iterfind(f"{OFFICE}scripts"):
        if next(scripts.iter(f"{OOO}module"), None) is not None:
            yield Feature.MACROS


def beside_tables(element: Element) -> Iterator[Feature]:
    """Features that an element beside the tables shows."""
    if element.tag == f"{TABLE}tracked-changes" and len(element):
        yield Feature.TRACKED_CHANGES
    elif element.tag == f"{TABLE}dde-links" and len(element):
        yield Feature.DDE
    elif any(inner.tag in _DATABASES for inner in element.iter()):
        yield Feature.CONNECTIONS


def within_table(element: Element) -> Iterator[Feature]:
    """Features that an element beside the rows of a table shows."""
    if element.tag == f"{TABLE}table-source":
        yield Feature.EXTERNAL_LINKS
    elif element.tag == f"{OFFICE}dde-source":
        yield Feature.DDE
    elif element.tag == f"{TABLE}shapes" and has_text(element):
        yield Feature.TEXT_BOXES


def has_text(drawn: Element) -> bool:
    """Whether boxes and shapes over the cells have text in them."""
    return any(text.strip() for paragraph in drawn.iter(f"{TEXT}p") for text in paragraph.itertext())


def properties(root: Element) -> dict[str, str]:
    """Read the properties in `office:meta` by names such as `core.creator` and `custom.<name>`."""
    found: dict[str, str] = {}
    for name, text in _pairs(root):
        # A property that is repeated, as keywords are, is one list.
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iterfind(f"{OFFICE}meta/*"):
        text = clean(element.text or "").text
        name = _PROPERTIES.get(element.tag)
        if element.tag == _CUSTOM:
            own = clean(element.get(f"{META}name", "")).text
            name = "core.category" if own == _CATEGORY else f"custom.{own}"
        if name is not None and text:
            yield name, text
