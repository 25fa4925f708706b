"""An .xls workbook as xlrd takes it apart, going on where Excel goes on too, and telling what could not be read."""

from __future__ import annotations

import struct
from bisect import bisect_left
from typing import TextIO

from xlrd.biffh import XL_CONTINUE, XL_WORKBOOK_GLOBALS, XL_WORKSHEET, XLRDError
from xlrd.book import Book, unpack_SST_table
from xlrd.sheet import MSObj, MSTxo, Sheet

from poatool.workbooks.legacy.answer import Lost

_BIFF5, _BIFF8 = 50, 80
_SHORTEST_TEXT = 3
_AUTHOR, _AUTHORS_NAME = 8, 11

_Runs = dict[int, list[tuple[int, int]]]

_COMMENT = "The comment of this cell is written in a way that could not be read."
_LINK = "The link of this cell is written in a way that could not be read."


class XlsSheet(Sheet):
    """A sheet; `lost` is what of it could not be read."""

    lost: list[Lost]
    _objects_lost: bool

    def __init__(self, book: Book, position: int, name: str, number: int) -> None:
        """Prepare to read the sheet whose records begin at a position."""
        super().__init__(book, position, name, number)
        self.lost, self._objects_lost = [], False

    def handle_note(self, data: bytes, txos: dict[int, MSTxo]) -> None:
        """Take a comment, whatever follows its author; its text stood in an object before."""
        whole = data if self.biff_version < _BIFF8 else data[: _end_of_author(data) + 1]
        row, column = struct.unpack("<HH", data[:4].ljust(4, b"\0"))
        try:
            super().handle_note(whole, txos)
            lost = self._objects_lost and (row, column) not in self.cell_note_map
        except Exception:  # noqa: BLE001 - whatever it is, the other records can be read
            lost = True
        if lost:
            self._lose(row, column, _COMMENT)

    def handle_hlink(self, data: bytes) -> None:
        """Take a link."""
        try:
            super().handle_hlink(data)
        except Exception:  # noqa: BLE001 - whatever it is, the other records can be read
            row, column = struct.unpack("<H2xH", data[:6].ljust(6, b"\0"))
            self._lose(row, column, _LINK)

    def handle_obj(self, data: bytes) -> MSObj | None:
        """Take a drawn object: a comment's text may be in it."""
        try:
            return super().handle_obj(data)
        except Exception:  # noqa: BLE001 - whatever it is, the other records can be read
            self._objects_lost = True
            return None

    def handle_txo(self, data: bytes) -> MSTxo | None:
        """Take the text of a drawn object."""
        try:
            return super().handle_txo(data)
        except Exception:  # noqa: BLE001 - whatever it is, the other records can be read
            self._objects_lost = True
            return None

    def handle_quicktip(self, data: bytes) -> None:
        """Leave the hint that a link shows."""

    def _lose(self, row: int, column: int, what: str) -> None:
        self.lost.append((row + 1, column + 1, what))


class XlsBook(Book):
    """A workbook, of which names and the workbooks that it refers to are left, as nothing asks for them."""

    _position: int
    _sharedstrings: list[str]
    _rich_text_runlist_map: _Runs
    _sh_abs_posn: list[int]

    def load(self, data: bytes, log: TextIO) -> bytes:
        """Read what concerns all the sheets; gives the stream of all records.

        A sector that two streams lay claim to belongs to each, as it does for Excel.
        """
        self.biff2_8_load(
            file_contents=data,
            logfile=log,
            verbosity=1,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
        self.biff_version = self.getbof(XL_WORKBOOK_GLOBALS) or 0
        if self.biff_version < _BIFF5:
            raise XLRDError
        self.parse_globals()
        return (self.mem or b"")[self.base : self.base + self.stream_len]

    def sheet(self, number: int) -> XlsSheet:
        """Read a sheet, counted from 0 in the order of the tabs."""
        self._position = self._sh_abs_posn[number]
        self.getbof(XL_WORKSHEET)
        sheet = XlsSheet(self, self._position, self.sheet_names()[number], number)
        sheet.read(self)
        return sheet

    def handle_sst(self, data: bytes) -> None:
        """Take the texts that cells share, without the blocks in which nothing is."""
        blocks = [data]
        while (block := self.get_record_parts_conditional(XL_CONTINUE))[0] is not None:
            blocks += [block[2]] if block[2] else []
        self._sharedstrings, self._rich_text_runlist_map = _texts(blocks)

    def handle_name(self, data: bytes) -> None:
        """Leave a name."""

    def handle_externname(self, data: bytes) -> None:
        """Leave a name in another workbook."""

    def handle_externsheet(self, data: bytes) -> None:
        """Leave the list of sheets that formulas speak of."""

    def handle_supbook(self, data: bytes) -> None:
        """Leave another workbook that formulas speak of."""

    def handle_writeaccess(self, data: bytes) -> None:
        """Leave who wrote the workbook last."""


def _texts(blocks: list[bytes]) -> tuple[list[str], _Runs]:
    """Take as many texts as the blocks say that they hold, or as they do hold."""
    (count,) = struct.unpack_from("<i", blocks[0], 4)
    if count > 0 and (texts := _first(blocks, count)):
        return texts
    most = sum(map(len, blocks)) // _SHORTEST_TEXT
    return unpack_SST_table(blocks, bisect_left(range(1, most), x=True, key=lambda more: _first(blocks, more) is None))


def _first(blocks: list[bytes], count: int) -> tuple[list[str], _Runs] | None:
    """Take so many texts; None where the blocks do not hold them whole."""
    try:
        return unpack_SST_table(blocks, count)
    except Exception:  # noqa: BLE001 - whatever it is, they do not
        return None


def _end_of_author(note: bytes) -> int:
    """Where the name ends in which a comment was written: characters of one byte or two, after their number."""
    length, wide = struct.unpack("<HB", note[_AUTHOR:_AUTHORS_NAME].ljust(3, b"\0"))
    return _AUTHORS_NAME + int(length) * (2 if wide & 1 else 1)
