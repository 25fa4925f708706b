"""Read and write references such as `C7`, as rows and columns counted from 1, and find cells under merged areas."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache

from poatool.text import by_first
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area, Sheet

_DIGITS = "0123456789"


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int | None:
    """The number of a column from its letters, in either case; None if no sheet has this column."""
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
    """Read a row number; None if no sheet has this row."""
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
    """Read one end of an area; if it has no row or no column, use the given one."""
    letters = reference.rstrip(_DIGITS)
    digits = reference[len(letters) :]
    found_row = row_number(digits) if digits else row
    found_column = column_number(letters) if letters else column
    return (found_row, found_column) if reference and found_row and found_column else None


def reference(row: int, column: int) -> str:
    """Write row 7 and column 3 as `C7`."""
    return f"{column_letter(column)}{row}"


_MOST_LOOKED_AT = 2_000_000  # how many cells in the rows of merged areas to look at, as each takes time


def covered(merges: Iterable[Area], cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """The `cells` that merged areas cover, each with its area's first cell; of overlapping areas, the upper counts."""
    columns = by_first(sorted(set(cells)))
    rows = [*columns]
    found: dict[tuple[int, int], tuple[int, int]] = {}
    left = _MOST_LOOKED_AT
    for area in sorted(merges):
        within = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)] if left > 0 else []
        left -= sum(len(columns[row]) for row in within)
        for cell in ((row, column) for row in within for column in columns[row] if area.left <= column <= area.right):
            found.setdefault(cell, area[:2])
    return {cell: first for cell, first in found.items() if cell != first}


def covered_texts(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The cells of a sheet whose text a merged area with another text hides, each with the area's first cell."""
    texts = {cell.at: text for cell in sheet.cells if (text := cell.text.strip())} if sheet.merges else {}
    return {cell: first for cell, first in covered(sheet.merges, texts).items() if texts[cell] != texts.get(first)}
