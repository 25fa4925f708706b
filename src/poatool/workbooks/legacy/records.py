"""The records of an .xls workbook that xlrd passes over: which cells hold formulas, and whether a filter is at work."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

# [MS-XLS] 2.3.2; the two last kinds of formula are those of versions before 97.
_BEGIN = 0x0809
_END = 0x000A
_SHEET = 0x0085
_FORMULAS = frozenset({0x0006, 0x0206, 0x0406})
_FILTER_MODE = 0x009B
_WORKSHEET = 0
_HEADER = 4
_PLACE = 4
_LISTED = 6


class Told(NamedTuple):
    """What the records of a worksheet tell; cells by row and column, counted from 0 as in the file."""

    formulas: frozenset[tuple[int, int]]
    filtered: bool


def worksheets(stream: bytes) -> list[Told]:
    """Read the worksheets of a workbook's stream, in the order of their tabs."""
    starts = [
        start
        for kind, body in _records(stream, 0)
        if kind == _SHEET and len(body) >= _LISTED
        for start, _, type_of_sheet in (struct.unpack_from("<IBB", body),)
        if type_of_sheet == _WORKSHEET
    ]
    return [_told(stream, start) for start in starts]


def _told(stream: bytes, start: int) -> Told:
    formulas: set[tuple[int, int]] = set()
    filtered = False
    for kind, body in _records(stream, start):
        if kind in _FORMULAS and len(body) >= _PLACE:
            formulas.add(struct.unpack_from("<HH", body))
        filtered = filtered or kind == _FILTER_MODE
    return Told(frozenset(formulas), filtered)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from one that begins something to the one that ends it, but not those of charts within it."""
    depth = 0
    while at + _HEADER <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += _HEADER
        if depth == 1:
            yield kind, stream[at : at + size]
        at += size
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
