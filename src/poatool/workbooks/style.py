"""How a cell looks, as far as it matters to what it says."""

from __future__ import annotations

from typing import NamedTuple

from poatool.workbooks.dates import Shown
from poatool.workbooks.model import Marks

HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})
"""The colours of a highlighter, as red, green and blue in hexadecimal digits."""

INDEXED_HIGHLIGHTS = frozenset({5, 13, 43})
"""The same by their numbers in Excel's own palette (ECMA-376 part 1, 18.8.27)."""


class Style(NamedTuple):
    """A cell format: what it makes of a number, and how it marks the cell."""

    shown: Shown = Shown.NUMBER
    marks: Marks = Marks.NONE


PLAIN = Style()
