"""The cell formats of an .xlsb workbook ([MS-XLSB] 2.1.7.52)."""

from __future__ import annotations

import struct
from typing import NamedTuple

from poatool.workbooks.dates import BUILT_IN, Shown, shown
from poatool.workbooks.legacy.biff12 import records, text
from poatool.workbooks.model import Marks
from poatool.workbooks.style import HIGHLIGHTS, INDEXED_HIGHLIGHTS, Style

_FONT, _FORMAT, _FILL, _LOOK = 43, 44, 45, 47
_LOOKS_BEGIN, _LOOKS_END = 617, 618
_STRUCK = 0x08
_SOLID = 1
_INDEXED, _RGB = 1, 2


class Styles(NamedTuple):
    """The formats that cells refer to by number, and for each font whether it strikes through."""

    looks: list[Style]
    struck: list[bool]

    def look(self, index: int) -> Style:
        """A format; a plain one where the workbook has none of the number."""
        return self.looks[index] if index < len(self.looks) else Style()

    def strikes(self, font: int) -> bool:
        """Whether a font strikes through."""
        return font < len(self.struck) and self.struck[font]


def styles(part: bytes) -> Styles:
    """Read the part.

    Raises:
        DamagedPartError: it is cut short.
        struct.error: a record of it is cut short.
    """
    found = Styles([], [])
    formats: dict[int, Shown] = {}
    highlighted: list[bool] = []
    among_looks = False
    for kind, body in records(part):
        if kind == _FONT:
            found.struck.append(bool(struct.unpack_from("<2xH", body)[0] & _STRUCK))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = shown(text(body, 2)[0])
        elif kind == _FILL:
            highlighted.append(_highlights(body))
        elif kind in {_LOOKS_BEGIN, _LOOKS_END}:
            among_looks = kind == _LOOKS_BEGIN
        elif kind == _LOOK and among_looks:
            number, font, fill = struct.unpack_from("<2xHHH", body)
            as_shown = formats.get(number) or BUILT_IN.get(number, Shown.NUMBER)
            marks = Marks.HIGHLIGHTED if fill < len(highlighted) and highlighted[fill] else Marks.NONE
            found.looks.append(Style(as_shown, marks | Marks.STRUCK if found.strikes(font) else marks))
    return found


def _highlights(fill: bytes) -> bool:
    pattern, kind, index, colour = struct.unpack_from("<IBB2x3s", fill)
    if pattern != _SOLID:
        return False
    if kind >> 1 == _INDEXED:
        return index in INDEXED_HIGHLIGHTS
    return kind >> 1 == _RGB and colour.hex().upper() in HIGHLIGHTS
