"""Hyperlinks of a sheet, laid on the cells that they start from."""

from __future__ import annotations

from poatool.workbooks.model import Area, RawCell
from poatool.workbooks.relationships import Relationship


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


def at_cells(cells: list[RawCell], addresses: dict[tuple[int, int], str]) -> list[RawCell]:
    """Give cells their addresses by row and column."""
    if not addresses:
        return cells
    left = dict(addresses)
    linked = [
        cell._replace(link=left.pop((cell.row, cell.column))) if (cell.row, cell.column) in left else cell
        for cell in cells
    ]
    linked += [RawCell(row, column, None, "", link=address) for (row, column), address in left.items()]
    return sorted(linked, key=lambda cell: cell[:2])
