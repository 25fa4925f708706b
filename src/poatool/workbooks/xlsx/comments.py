"""Comments on cells, old (notes) and new (threaded), by row and column."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from poatool.workbooks.addresses import address
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.package import Package
from poatool.workbooks.text import decode
from poatool.workbooks.xlsx.strings import of_element

_COMMENTS = frozenset({"comment", "threadedComment"})


def comments(package: Package, parts: list[str], limits: Limits) -> dict[tuple[int, int], str]:
    """Read the comments of one sheet; a thread's texts follow one another, a line each.

    Args:
        package: the workbook.
        parts: the sheet's comment parts, threads last: they stand in place of the note that Excel writes for them.
        limits: how much may be read.

    Raises:
        Refused: a part is damaged, unsafe or too large.
    """
    found: dict[tuple[int, int], str] = {}
    for part in parts:
        found |= _in_part(package, part, limits)
    return found


def _in_part(package: Package, part: str, limits: Limits) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], list[str]] = {}
    for element in tree(package.chunks(part), limits, part).iter():
        if local(element.tag) in _COMMENTS:
            place = address(element.get("ref", ""))
            text = next((child for child in element if local(child.tag) == "text"), None)
            if place is not None and text is not None:
                found.setdefault(place, []).append(_text(text))
    return {place: "\n".join(texts) for place, texts in found.items()}


def _text(element: Element) -> str:
    return of_element(element)[1] if len(element) else decode(element.text or "").text
