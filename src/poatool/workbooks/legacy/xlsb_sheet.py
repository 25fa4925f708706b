"""One sheet of an .xlsb workbook ([MS-XLSB] 2.1.7.62): its cells, and what stands around them."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from poatool.workbooks.dates import from_serial
from poatool.workbooks.legacy.answer import CellAnswer, TooManyCellsError, written
from poatool.workbooks.legacy.biff12 import DamagedPartError, Runs, records, rich_text, text
from poatool.workbooks.legacy.rich import runs
from poatool.workbooks.legacy.xlsb_styles import Styles
from poatool.workbooks.limits import LAST_COLUMN, LAST_ROW
from poatool.workbooks.model import ErrorValue, Value

# [MS-XLSB] 2.3.2
_ROW, _BLANK, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED = range(8)
_CALCULATED = {8: _TEXT, 9: _REAL, 10: _TRUTH, 11: _ERROR}
_SHORT = range(12, 19)
_RICH = 62
_COLUMNS, _PROPERTIES, _FILTER_COLUMN, _MERGED, _LINK = 60, 147, 163, 176, 494
_CELLS = frozenset({*range(19), _RICH})
_END, _CELLS_BEGIN, _CELLS_END = 130, 145, 146
_BEGIN_COMMENT, _COMMENT = 635, 637

_ROW_HIDDEN = 0x10
_COLUMN_HIDDEN = 0x01
_FILTERING = 0x01
_STYLE = 0xFF_FFFF
_HUNDREDTH, _WHOLE = 1, 2

_CELL = struct.Struct("<II")
_DOUBLE = struct.Struct("<8xd")
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


class Shared(NamedTuple):
    """What the sheets of a workbook share."""

    texts: list[tuple[str, Runs]]
    styles: Styles
    since_1904: bool


@dataclass(slots=True)
class XlsbSheet:
    """What is read of a sheet, and `room` for how many more cells there is; `links` by the first cell of each."""

    shared: Shared
    room: int
    cells: dict[tuple[int, int], CellAnswer] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str, str]] = field(default_factory=list)
    filtered: bool = False
    _row: int = 0
    _column: int = 0

    def read(self, part: bytes) -> None:
        """Read the sheet's part.

        Raises:
            DamagedPartError: it is damaged.
            TooManyCellsError: there is no more room.
        """
        others = self._others()
        among_cells = False
        try:
            for kind, body in records(part):
                if kind in _CELLS:
                    if among_cells:  # elsewhere the number is that of another record
                        self._take_cell(kind, body)
                elif kind in others:
                    others[kind](body)
                elif kind in {_CELLS_BEGIN, _CELLS_END}:
                    among_cells = kind == _CELLS_BEGIN
                elif kind == _END:
                    return
        except (struct.error, IndexError, ValueError) as error:
            raise DamagedPartError from error

    def _others(self) -> dict[int, Callable[[bytes], None]]:
        return {
            _COLUMNS: self._take_columns,
            _PROPERTIES: self._take_properties,
            _FILTER_COLUMN: self._take_filter,
            _MERGED: self._take_merged,
            _LINK: self._take_link,
        }

    def _take_row(self, body: bytes) -> None:
        row, flags = struct.unpack_from("<I7xB", body)
        if row >= LAST_ROW:
            raise DamagedPartError
        self._row, self._column = row + 1, 0
        if flags & _ROW_HIDDEN:
            self.hidden_rows.append(self._row)

    def _take_cell(self, kind: int, body: bytes) -> None:
        if kind == _ROW:
            self._take_row(body)
            return
        if kind in _SHORT:  # in the column after the last
            kind, body = kind - _SHORT.start + _BLANK, struct.pack("<I", self._column) + body
        column, look = _CELL.unpack_from(body)
        if column >= LAST_COLUMN or not self._row:
            raise DamagedPartError
        self._column = column + 1
        style = self.shared.styles.look(look & _STYLE)
        formula = kind in _CALCULATED
        value, listed = self._value(_CALCULATED.get(kind, kind), body)
        if value is None or (value == "" and not formula):
            return
        if isinstance(value, float):
            value = from_serial(value, style.shown, since_1904=self.shared.since_1904)
        place = self._row, self._column
        drawn = runs(str(value), listed, self.shared.styles.strikes)
        self.cells[place] = CellAnswer(*place, *written(value), style.marks, drawn, formula)
        if len(self.cells) > self.room:
            raise TooManyCellsError

    def _value(self, kind: int, body: bytes) -> tuple[Value | None, Runs]:
        if kind == _SHARED:
            return self.shared.texts[int.from_bytes(body[8:12], "little")]
        if kind == _RICH:
            return rich_text(body, 8)
        return _VALUES[kind](body) if kind in _VALUES else None, []

    def _take_columns(self, body: bytes) -> None:
        first, last, width, flags = struct.unpack_from("<III4xH", body)
        if (flags & _COLUMN_HIDDEN or not width) and first < LAST_COLUMN:
            self.hidden_columns.append((first + 1, min(last + 1, LAST_COLUMN)))

    def _take_properties(self, body: bytes) -> None:
        self.filtered = self.filtered or bool(body[2] & _FILTERING)

    def _take_filter(self, _: bytes) -> None:
        self.filtered = True

    def _take_merged(self, body: bytes) -> None:
        top, bottom, left, right = struct.unpack_from("<4I", body)
        if top <= bottom and left <= right and _on_a_sheet(bottom, right):
            self.merges.append((top + 1, left + 1, bottom + 1, right + 1))

    def _take_link(self, body: bytes) -> None:
        row, column = struct.unpack_from("<I4xI", body)
        relation, end = text(body, 16)
        if _on_a_sheet(row, column):
            self.links.append((row + 1, column + 1, relation, text(body, end)[0]))


def comments(part: bytes) -> list[tuple[int, int, str]]:
    """Read the comments on a sheet.

    Raises:
        DamagedPartError: their part is damaged.
    """
    found = []
    row = column = 0
    try:
        for kind, body in records(part):
            if kind == _BEGIN_COMMENT:
                row, column = struct.unpack_from("<4xI4xI", body)
            elif kind == _COMMENT and _on_a_sheet(row, column):
                found.append((row + 1, column + 1, rich_text(body, 0)[0]))
    except (struct.error, IndexError) as error:
        raise DamagedPartError from error
    return found


def _on_a_sheet(row: int, column: int) -> bool:
    return row < LAST_ROW and column < LAST_COLUMN


def _packed_number(body: bytes) -> float:
    """A number of 30 bits: a whole one, or the upper bits of one that is not; a hundredth of it, if so marked."""
    (packed,) = struct.unpack_from("<8xi", body)
    if packed & _WHOLE:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Ii", 0, packed & ~3))
    return number / 100 if packed & _HUNDREDTH else number


_VALUES: dict[int, Callable[[bytes], Value]] = {
    _RK: _packed_number,
    _ERROR: lambda body: ErrorValue(_ERRORS.get(body[8], "#UNKNOWN!")),
    _TRUTH: lambda body: bool(body[8]),
    _REAL: lambda body: float(_DOUBLE.unpack_from(body)[0]),
    _TEXT: lambda body: text(body, 8)[0],
}
