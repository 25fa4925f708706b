"""What a document says of itself, by the names that an Excel workbook's properties have."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.ods.names import DC, META, OFFICE
from poatool.workbooks.text import clean

# In OpenDocument 1.3 part 3 `<dc:creator>` is who changed the document last.
_NAMES = {
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
# How LibreOffice keeps a property of Excel's that OpenDocument does not have.
_CATEGORY = "OOXMLCorePropertyCategory"


def properties(root: Element) -> dict[str, str]:
    """Read the properties in `office:meta`, by names such as `core.creator` and `custom.<name>`."""
    found: dict[str, str] = {}
    for name, text in _pairs(root):
        # A property that stands there several times, as keywords do, is one list.
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _pairs(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iterfind(f"{OFFICE}meta/*"):
        text = clean(element.text or "").text
        name = _NAMES.get(element.tag)
        if element.tag == _CUSTOM:
            own = clean(element.get(f"{META}name", "")).text
            name = "core.category" if own == _CATEGORY else f"custom.{own}"
        if name is not None and text:
            yield name, text
