"""The rows of a sheet that hold anything, each with its cells from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from poatool.workbooks.model import RawCell, Sheet, Value

_UNSEEN = "".join(
    chr(code)
    for first, last in (
        *((0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x2000, 0x200F)),
        *((0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
    )
    for code in range(first, last + 1)
)
"""Blanks, and characters that nobody sees: a cell of nothing else holds nothing."""


class Line(NamedTuple):
    """One row that holds something: its number, and its cells that do."""

    number: int
    cells: Sequence[RawCell]


def holds(value: Value | None) -> bool:
    """Whether a value is more than blanks and characters that nobody sees."""
    if type(value) is str:
        return value[:1].isalnum() or bool(value.strip(_UNSEEN))
    return value is not None


def seen(value: Value | None) -> str:
    """A text without the blanks and unseen characters around it; empty for any other value."""
    return value.strip(_UNSEEN) if isinstance(value, str) else ""


def lines_of(sheet: Sheet) -> list[Line]:
    """The rows of a sheet that hold a value, or a formula that was never calculated."""
    held: list[RawCell] = []
    for cell in sheet.cells:
        value = cell.value
        # Texts first and without a call: nearly all cells are texts that begin with a letter.
        if type(value) is str:
            if value[:1].isalnum() or value.strip(_UNSEEN):
                held.append(cell)
        elif value is not None or cell.formula is not None:
            held.append(cell)
    return [Line(row, list(cells)) for row, cells in groupby(held, itemgetter(0))]
