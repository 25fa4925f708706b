"""Cells covered by merged areas: the file holds them, but nobody sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from heapq import heappop, heappush
from operator import attrgetter

from poatool.workbooks.model import Area

_left = attrgetter("left")


def covered(merges: Iterable[Area], cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Find the cells, by row and column, that merged areas cover; each leads to the first cell of its area."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    to_come = sorted(merges, reverse=True)
    sweep = _Sweep()
    for cell in sorted(set(cells)) if to_come else ():
        while to_come and to_come[-1].top <= cell[0]:
            sweep.add(to_come.pop())
        area = sweep.at(*cell)
        if area is not None and cell != area[:2]:
            found[cell] = (area.top, area.left)
    return found


class _Sweep:
    """The merged areas that reach the current row, going down the sheet.

    No two share a cell in Excel; one that overlaps an earlier one is ignored.
    """

    def __init__(self) -> None:
        self._areas: list[Area] = []
        self._ends: list[tuple[int, Area]] = []

    def add(self, area: Area) -> None:
        """Add an area that starts no higher than those before it."""
        self._drop_above(area.top)
        at = bisect_right(self._areas, area.left, key=_left)
        before, after = self._areas[at - 1 : at], self._areas[at : at + 1]
        if all(one.right < area.left for one in before) and all(one.left > area.right for one in after):
            self._areas.insert(at, area)
            heappush(self._ends, (area.bottom, area))

    def at(self, row: int, column: int) -> Area | None:
        """The area over a cell no higher than those asked for before."""
        self._drop_above(row)
        at = bisect_right(self._areas, column, key=_left) - 1
        return self._areas[at] if at >= 0 and self._areas[at].right >= column else None

    def _drop_above(self, row: int) -> None:
        """Drop the areas that end above a row."""
        while self._ends and self._ends[0][0] < row:
            _, area = heappop(self._ends)
            del self._areas[bisect_left(self._areas, area.left, key=_left)]
