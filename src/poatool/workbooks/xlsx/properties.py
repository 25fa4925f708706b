"""What a workbook says of itself: its document properties."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.package import Package
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.relationships import relationships

# The last word of a relationship's type, Transitional and Strict.
_GROUPS = {
    "core-properties": "core",
    "extended-properties": "app",
    "extendedProperties": "app",
    "custom-properties": "custom",
    "customProperties": "custom",
}


def properties(package: Package, limits: Limits) -> dict[str, str]:
    """Read the properties by names such as `core.creator`, `app.Company` and `custom.<name>`.

    Raises:
        Refused: a part is damaged, unsafe or too large.
    """
    found: dict[str, str] = {}
    for link in relationships(package, "", limits):
        group = _GROUPS.get(link.kind)
        if group is not None and link.target in package:
            root = tree(package.chunks(link.target), limits, link.target)
            pairs = _custom(root) if group == "custom" else _named(root)
            found.update((f"{group}.{name}", text) for name, text in pairs if text)
    return found


def _named(root: Element) -> Iterator[tuple[str, str]]:
    return ((local(element.tag), decode(element.text or "").text) for element in root if not len(element))


def _custom(root: Element) -> Iterator[tuple[str, str]]:
    for element in root:
        text = "".join(part.text or "" for part in element)
        yield decode(element.get("name", "")).text, decode(text).text
