"""The records of which the parts of an .xlsb workbook are made ([MS-XLSB] 2.1.4), and the texts in them (2.5)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_MORE = 0x80
_BITS = 7
_LONGEST_SIZE = 4
_NO_TEXT = 0xFFFF_FFFF
_RUNS = 0x01

Runs = list[tuple[int, int]]
"""Where each run of a rich text begins, in characters of 16 bits, and its font."""


class DamagedPartError(Exception):
    """A part is cut short or no part of a workbook."""


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: what kind each is of, and what is in it.

    Raises:
        DamagedPartError: the part ends within one.
    """
    at, end = 0, len(part)
    try:
        while at < end:
            kind = part[at]
            at += 1
            if kind & _MORE:
                kind = kind & ~_MORE | (part[at] & ~_MORE) << _BITS
                at += 1
            size = part[at]
            at += 1
            if size & _MORE:
                size, at = _long(part, at - 1)
            if at + size > end:
                raise DamagedPartError
            yield kind, part[at : at + size]
            at += size
    except IndexError as error:
        raise DamagedPartError from error


def _long(part: bytes, at: int) -> tuple[int, int]:
    """A size of several bytes, and where it ends."""
    size = 0
    for place in range(_LONGEST_SIZE):
        size |= (part[at + place] & ~_MORE) << _BITS * place
        if not part[at + place] & _MORE:
            return size, at + place + 1
    raise DamagedPartError


def text(record: bytes, at: int) -> tuple[str, int]:
    """A text that stands somewhere in a record, and where it ends.

    Raises:
        DamagedPartError: it is longer than the record.
    """
    try:
        (length,) = struct.unpack_from("<I", record, at)
    except struct.error as error:
        raise DamagedPartError from error
    start = at + 4
    if length == _NO_TEXT:
        return "", start
    end = start + 2 * length
    if end > len(record):
        raise DamagedPartError
    return record[start:end].decode("utf-16-le", "replace"), end


def rich_text(record: bytes, at: int) -> tuple[str, Runs]:
    """A text that may have runs of its own fonts.

    Raises:
        DamagedPartError: it is longer than the record.
    """
    written, end = text(record, at + 1)
    if not record[at] & _RUNS:
        return written, []
    try:
        (count,) = struct.unpack_from("<I", record, end)
        fonts = record[end + 4 : end + 4 + 4 * count]
        return written, list(struct.iter_unpack("<HH", fonts))
    except struct.error as error:
        raise DamagedPartError from error
