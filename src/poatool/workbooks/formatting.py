"""Formatting that changes what a cell says: number formats, highlighters, text that is struck through."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from poatool.text import lazy_pattern
from poatool.workbooks.model import Marks, RawCell
from poatool.workbooks.numbers import Shown

HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})
"""Highlighter colours as RGB in hexadecimal."""

INDEXED_HIGHLIGHTS = frozenset({5, 13, 43})
"""The same colours by their index in Excel's palette (ECMA-376 part 1, 18.8.27)."""

AS_CELL, CLEAR, STRUCK = "\x01", "\x02", "\x03"
"""Stands before each run of a rich text in `RawCell.runs`: no font of its own, not struck through, struck through.

Cleaned text contains none of these characters.
"""

_RUN = lazy_pattern(f"([{AS_CELL}{CLEAR}{STRUCK}])([^{AS_CELL}{CLEAR}{STRUCK}]*)")


class Style(NamedTuple):
    """A cell format: how it shows a number, and how it marks the cell."""

    shown: Shown = Shown.NUMBER
    marks: Marks = Marks.NONE


PLAIN = Style()


class Struck(NamedTuple):
    """What is struck through in a cell: all of it, or these words in their order."""

    whole: bool
    words: tuple[str, ...] = ()


def struck(cell: RawCell) -> Struck | None:
    """What is struck through in a cell, if anything. A run without a font of its own follows the cell."""
    through = cell.marks & Marks.STRUCK
    if not cell.runs:
        return Struck(whole=True) if through else None
    if not through and STRUCK not in cell.runs:
        return None
    signs = (STRUCK, AS_CELL) if through else (STRUCK,)
    words: dict[bool, list[str]] = {True: [], False: []}
    for lined, alike in groupby(_RUN.findall(cell.runs), lambda run: run[0] in signs):
        if written := "".join(text for _, text in alike).strip():
            words[lined].append(written)
    if not words[True]:
        return None
    return Struck(whole=False, words=tuple(words[True])) if words[False] else Struck(whole=True)
