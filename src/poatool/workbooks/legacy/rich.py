"""The runs of a rich text in an older workbook, which lists where each begins and what font it has."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from poatool.workbooks.runs import AS_CELL, CLEAR, STRUCK
from poatool.workbooks.text import clean


def runs(text: str, listed: list[tuple[int, int]], strikes: Callable[[int], bool]) -> str:
    """The runs as a cell of the model has them; places are counted in characters of 16 bits."""
    if not listed:
        return ""
    characters = text.encode("utf-16-le", "surrogatepass")
    begins = [0, *(2 * start for start, _ in listed), len(characters)]
    signs = [AS_CELL, *(STRUCK if strikes(font) else CLEAR for _, font in listed)]
    return "".join(
        sign + clean(characters[start:end].decode("utf-16-le", "replace")).text
        for sign, (start, end) in zip(signs, pairwise(begins), strict=True)
    )
