"""Tables that Excel knows as such: where their headings stand, and whether a filter hides some of their rows."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from poatool.workbooks.addresses import area
from poatool.workbooks.limits import Limits
from poatool.workbooks.markup import local, tree
from poatool.workbooks.model import Area
from poatool.workbooks.package import Package


class MarkedTable(NamedTuple):
    """What matters of a table: the cells with the names of its columns (None: it shows none), and its filter."""

    headings: Area | None
    filtered: bool


def marked_table(package: Package, part: str, limits: Limits) -> MarkedTable:
    """Read what a table's part says of it.

    Raises:
        Refused: the part is damaged.
    """
    return _read(package.read(part), part, limits)


@lru_cache(maxsize=64)
def _read(data: bytes, part: str, limits: Limits) -> MarkedTable:
    """Workbooks made from one template have the same tables, byte for byte: they are parsed once."""
    root = tree((data,), limits, part)
    covered = area(root.get("ref", "")) if root.get("headerRowCount", "1") != "0" else None
    filtered = any(local(item.tag) == "filterColumn" for group in root for item in group)
    return MarkedTable(covered._replace(bottom=covered.top) if covered else None, filtered)
