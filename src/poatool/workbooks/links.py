"""Web and file addresses that cells link to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_HYPERLINK = lazy_pattern(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)


def formula_link(formula: str) -> str | None:
    """The address in a `HYPERLINK("…", …)` formula."""
    found = _HYPERLINK.match(formula)
    return found[1].replace('""', '"') if found else None


def with_links(cells: list[RawCell], addresses: Mapping[tuple[int, int], str]) -> list[RawCell]:
    """Give cells their addresses by row and column. An empty cell that is linked is added without a value."""
    if not addresses:
        return cells
    left = dict(addresses)
    linked = [
        cell._replace(link=left.pop((cell.row, cell.column))) if (cell.row, cell.column) in left else cell
        for cell in cells
    ]
    linked += [RawCell(row, column, None, "", link=address) for (row, column), address in left.items()]
    return sorted(linked, key=lambda cell: cell[:2])
