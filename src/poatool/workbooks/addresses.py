"""A1 references: `C7` and `A1:D4` as rows and columns counted from 1."""

from __future__ import annotations

from functools import cache, lru_cache

from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import Area

_DIGITS = "0123456789"


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int | None:
    """Number a column by its letters, in either case; None if no sheet has it."""
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
    """Read a row number; None if no sheet has it."""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LAST_ROW))):
        return None
    number = int(digits)
    return number if 1 <= number <= LAST_ROW else None


def address(reference: str) -> tuple[int, int] | None:
    """Read `C7` as (7, 3), ignoring `$`; None if it is not a cell."""
    plain = reference.replace("$", "")
    letters = plain.rstrip(_DIGITS)
    row, column = row_number(plain[len(letters) :]), column_number(letters)
    return (row, column) if row and column else None


def area(reference: str) -> Area | None:
    """Read `A1:D4`, `C7`, `A:B` (whole columns) or `1:2` (whole rows); None if it is none of these."""
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _corner(first, 1, 1), _corner(last or first, LAST_ROW, LAST_COLUMN)
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Area(top, left, bottom, right)


def _corner(reference: str, row: int, column: int) -> tuple[int, int] | None:
    letters = reference.rstrip(_DIGITS)
    digits = reference[len(letters) :]
    found_row = row_number(digits) if digits else row
    found_column = column_number(letters) if letters else column
    return (found_row, found_column) if reference and found_row and found_column else None


def reference(row: int, column: int) -> str:
    """Write row 7 and column 3 as `C7`."""
    return f"{column_letter(column)}{row}"
