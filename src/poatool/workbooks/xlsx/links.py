"""Hyperlinks of a sheet, laid on the cells that they start from."""

from __future__ import annotations

from poatool.workbooks.links import at_cells
from poatool.workbooks.model import Area, RawCell
from poatool.workbooks.xlsx.relationships import Relationship


def with_links(
    cells: list[RawCell],
    links: list[tuple[Area, str | None, str]],
    relations: tuple[Relationship, ...],
) -> list[RawCell]:
    """Give each linked cell its address: `target#place`, or `#place` within the workbook.

    A link over several cells stands at the first of them. A cell that holds nothing else comes to be, without a value.
    """
    if not links:
        return cells
    targets = {relation.id: relation.target for relation in relations}
    addresses: dict[tuple[int, int], str] = {}
    for area, relation, place in links:
        address = targets.get(relation or "", "") + (f"#{place}" if place else "")
        if address:
            addresses[(area.top, area.left)] = address
    return at_cells(cells, addresses)
