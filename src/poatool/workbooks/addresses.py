"""Cells and areas by row and column, counted from 1: A1 references, and the cells covered by merged areas."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from heapq import heappop, heappush
from operator import attrgetter

from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area

_DIGITS = "0123456789"


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int | None:
    """The number of a column from its letters, in either case; None if no sheet has it."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > LAST_COLUMN:
            return None
        number = number * 26 + ord(letter) - ord("A") + 1
    return number if 1 <= number <= LAST_COLUMN else None


@cache
def column_letter(number: int) -> str:
    """Name a column as Excel does: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def row_number(digits: str) -> int | None:
    """Read a row number; None if no sheet has that row."""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LAST_ROW))):
        return None
    number = int(digits)
    return number if 1 <= number <= LAST_ROW else None


def address(reference: str) -> tuple[int, int] | None:
    """Read `C7` as (7, 3), ignoring `$`; None if it is not a cell."""
    return _corner(reference.replace("$", ""), 0, 0)


def area(reference: str) -> Area | None:
    """Read `A1:D4`, `C7`, `A:B` (whole columns) or `1:2` (whole rows); None for anything else."""
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _corner(first, 1, 1), _corner(last or first, LAST_ROW, LAST_COLUMN)
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(top, left, bottom, right)


def _corner(reference: str, row: int, column: int) -> tuple[int, int] | None:
    """Read one end of an area; if it leaves out the row or the column, use the given one."""
    letters = reference.rstrip(_DIGITS)
    digits = reference[len(letters) :]
    found_row = row_number(digits) if digits else row
    found_column = column_number(letters) if letters else column
    return (found_row, found_column) if reference and found_row and found_column else None


def reference(row: int, column: int) -> str:
    """Write row 7 and column 3 as `C7`."""
    return f"{column_letter(column)}{row}"


_left = attrgetter("left")


def covered(merges: Iterable[Area], cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Find the cells, by row and column, that merged areas cover; each maps to the first cell of its area."""
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
    """The merged areas that reach the current row, going down the sheet, without those that overlap earlier ones."""

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
        """The area that covers a cell; ask for cells from the top of the sheet down."""
        self._drop_above(row)
        at = bisect_right(self._areas, column, key=_left) - 1
        return self._areas[at] if at >= 0 and self._areas[at].right >= column else None

    def _drop_above(self, row: int) -> None:
        while self._ends and self._ends[0][0] < row:
            _, area = heappop(self._ends)
            del self._areas[bisect_left(self._areas, area.left, key=_left)]
