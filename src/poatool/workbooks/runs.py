"""Which words of a text are struck through: its runs, written as one string that takes little more room than the text.

A text of many runs is so no dearer to keep than one of few, and nothing is worked out before somebody asks.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from poatool.text import lazy_pattern
from poatool.workbooks.model import Marks, RawCell

# In front of each run stands whether its own font strikes it through. Cleaned texts hold none of these characters.
AS_CELL, CLEAR, STRUCK = "\x01", "\x02", "\x03"

_RUN = lazy_pattern(f"([{AS_CELL}{CLEAR}{STRUCK}])([^{AS_CELL}{CLEAR}{STRUCK}]*)")


class Struck(NamedTuple):
    """What is struck through in a cell: the whole of it, or these words, in their order."""

    whole: bool
    words: tuple[str, ...] = ()


def struck(cell: RawCell) -> Struck | None:
    """What is struck through in a cell, None where nothing is. A run without a font of its own is as the cell is."""
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
