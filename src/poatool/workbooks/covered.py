"""Cells that lie under others which are merged over them: they are in the file, and nobody sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from heapq import heappop, heappush
from operator import attrgetter
from typing import NamedTuple

from poatool.workbooks.model import Area

_left = attrgetter("left")


class Spot(NamedTuple):
    """A cell of a sheet by its row and column, counted from 1."""

    row: int
    column: int


def covered(merges: Iterable[Area], spots: Iterable[Spot]) -> dict[Spot, Spot]:
    """Tell which of some cells lie under merged areas, each with the first cell of its area, which is shown instead."""
    found: dict[Spot, Spot] = {}
    to_come = sorted(merges, reverse=True)
    sweep = _Sweep()
    for spot in sorted(set(spots)) if to_come else ():
        while to_come and to_come[-1].top <= spot.row:
            sweep.add(to_come.pop())
        area = sweep.at(spot)
        if area is not None and spot != area[:2]:
            found[spot] = Spot(area.top, area.left)
    return found


class _Sweep:
    """The merged areas that reach over a row, as it goes down the sheet.

    No two share a cell, as in Excel: what a file says of a further one is passed over.
    """

    def __init__(self) -> None:
        self._areas: list[Area] = []
        self._ends: list[tuple[int, Area]] = []

    def add(self, area: Area) -> None:
        """Take in an area that begins no higher than those before it."""
        self._leave(area.top)
        place = bisect_right(self._areas, area.left, key=_left)
        before, after = self._areas[place - 1 : place], self._areas[place : place + 1]
        if all(one.right < area.left for one in before) and all(one.left > area.right for one in after):
            self._areas.insert(place, area)
            heappush(self._ends, (area.bottom, area))

    def at(self, spot: Spot) -> Area | None:
        """The area over a cell no higher than those asked for before."""
        self._leave(spot.row)
        place = bisect_right(self._areas, spot.column, key=_left) - 1
        return self._areas[place] if place >= 0 and self._areas[place].right >= spot.column else None

    def _leave(self, row: int) -> None:
        """Drop the areas that end above a row."""
        while self._ends and self._ends[0][0] < row:
            _, area = heappop(self._ends)
            del self._areas[bisect_left(self._areas, area.left, key=_left)]
