"""What a workbook has besides cells: comments, text boxes, Excel tables, properties, features.

Nothing of it is ever run, followed or fetched. Every function raises Refused if a part is damaged, unsafe or too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import address, area
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.model import Area, Feature
from poatool.workbooks.package import Package, Relationship, relationships
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.cells import of_element

_COMMENTS = frozenset({"comment", "threadedComment"})
_FEATURES = {
    "vbaProject": Feature.MACROS,
    "xlMacrosheet": Feature.MACRO_SHEETS,
    "xlIntlMacrosheet": Feature.MACRO_SHEETS,
    "externalLink": Feature.EXTERNAL_LINKS,
    "connections": Feature.CONNECTIONS,
    "oleObject": Feature.EMBEDDED,
    "package": Feature.EMBEDDED,
    "control": Feature.EMBEDDED,
    "threadedComment": Feature.THREADED_COMMENTS,
    "revisionHeaders": Feature.TRACKED_CHANGES,
}
"""Features by the kind of relationship that shows them."""

_DDE = b"ddeLink"
# By the last word of a relationship's type, Transitional and Strict.
_PROPERTIES = {
    "core-properties": "core",
    "extended-properties": "app",
    "extendedProperties": "app",
    "custom-properties": "custom",
    "customProperties": "custom",
}


def comments(package: Package, parts: Sequence[str], limits: Limits) -> dict[tuple[int, int], str]:
    """Read the comments of a sheet by row and column; the texts of a thread follow one another, one a line.

    Threads come last among the parts: they replace the note that Excel writes for each.
    """
    found: dict[tuple[int, int], str] = {}
    for part in parts:
        texts: dict[tuple[int, int], list[str]] = {}
        for element in tree(package.chunks(part), limits, part).iter():
            if local(element.tag) in _COMMENTS:
                place = address(element.get("ref", ""))
                text = next((child for child in element if local(child.tag) == "text"), None)
                if place is not None and text is not None:
                    texts.setdefault(place, []).append(_text(text))
        found |= {place: "\n".join(lines) for place, lines in texts.items()}
    return found


def _text(element: Element) -> str:
    return of_element(element)[1] if len(element) else decode(element.text or "").text


def has_text_box(package: Package, parts: Sequence[str], limits: Limits) -> bool:
    """Whether any drawing has boxes or shapes with text (ECMA-376 part 1, 20.5). Pictures and charts are ignored."""
    elements = (element for part in parts for element in tree(package.chunks(part), limits, part).iter())
    boxes = (element for element in elements if local(element.tag) == "txBody")
    return any((text.text or "").strip() for box in boxes for text in box.iter() if local(text.tag) == "t")


class ExcelTable(NamedTuple):
    """The cells that name the columns of an Excel table, if it shows them, and whether its filter hides rows."""

    headings: Area | None
    filtered: bool


def excel_tables(package: Package, parts: Sequence[str], limits: Limits) -> list[ExcelTable]:
    """Read the parts of Excel tables."""
    return [_excel_table(tree(package.chunks(part), limits, part)) for part in parts]


def _excel_table(root: Element) -> ExcelTable:
    covered = area(root.get("ref", "")) if root.get("headerRowCount", "1") != "0" else None
    filtered = any(local(item.tag) == "filterColumn" for group in root for item in group)
    return ExcelTable(covered._replace(bottom=covered.top) if covered else None, filtered)


def features(package: Package, links: Iterable[Relationship]) -> Iterator[Feature]:
    """What the relationships of a workbook or a sheet show."""
    for link in links:
        feature = _FEATURES.get(link.kind)
        if feature is not None:
            yield feature
        if feature is Feature.EXTERNAL_LINKS and package.has(link.target, _DDE):
            yield Feature.DDE


def properties(package: Package, limits: Limits) -> dict[str, str]:
    """Read the document properties by names such as `core.creator`, `app.Company` and `custom.<name>`."""
    found: dict[str, str] = {}
    for link in relationships(package, "", limits):
        group = _PROPERTIES.get(link.kind)
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
