"""The top of an OLE2 compound file ([MS-CFB]): enough to tell an old or encrypted workbook from other files."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_END = 0xFFFF_FFFA
_NO_STREAM = 0xFFFF_FFFF
_ENTRY = 128
_FAT_IN_HEADER = 109
_MOST_SECTORS = 4096
_SHIFTS = range(7, 17)
_FILEPASS = 0x2F
_SMALL_SECTOR = 64
_LEAST_IN_SECTORS = 4096


class Stream(NamedTuple):
    """Where a stream lies: in sectors of the file or, where it is small, in small sectors within one of its streams."""

    first: int
    size: int


def top_streams(data: bytes) -> Mapping[str, Stream]:
    """Name the streams and storages in the root; none where the file is damaged."""
    try:
        return dict(_entries(_directory(data)))
    except struct.error:
        return {}


def has_password(data: bytes, workbook: Stream) -> bool:
    """Whether a workbook's stream is encrypted.

    A FILEPASS record near its top says so ([MS-XLS] 2.4.117).
    """
    try:
        records = _top(data, workbook)
    except struct.error:
        return False
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _top(data: bytes, stream: Stream) -> bytes:
    """The first sector of a stream."""
    size = _sector_size(data)
    holds_small = _entry(_directory(data), 0).stream
    if stream.size >= _LEAST_IN_SECTORS or not holds_small.size:
        return data[(stream.first + 1) * size : (stream.first + 2) * size]
    small = _chain(data, holds_small.first, _table(data), size)
    return small[stream.first * _SMALL_SECTOR : (stream.first + 1) * _SMALL_SECTOR]


def _directory(data: bytes) -> bytes:
    (first,) = struct.unpack_from("<I", data, 48)
    return _chain(data, first, _table(data), _sector_size(data))


def _table(data: bytes) -> tuple[int, ...]:
    """The sectors in which the table of sectors lies."""
    return struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, 76)


def _sector_size(data: bytes) -> int:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SHIFTS:
        raise struct.error
    return 1 << int(shift)


def _chain(data: bytes, sector: int, table: tuple[int, ...], size: int) -> bytes:
    taken: list[bytes] = []
    a_sector = size // 4
    while sector < _END and len(taken) < _MOST_SECTORS:
        taken.append(data[(sector + 1) * size : (sector + 2) * size])
        which, at = divmod(sector, a_sector)
        if which >= len(table):
            break
        (sector,) = struct.unpack_from("<I", data, (table[which] + 1) * size + at * 4)
    return b"".join(taken)


class _Entry(NamedTuple):
    name: str
    left: int
    right: int
    child: int
    stream: Stream


def _entry(directory: bytes, index: int) -> _Entry:
    entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
    length, left, right, child, first, size = struct.unpack("<64xH2xIII36xII4x", entry)
    return _Entry(entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), left, right, child, Stream(first, size))


def _entries(directory: bytes) -> Iterator[tuple[str, Stream]]:
    seen: set[int] = set()
    waiting = [_entry(directory, 0).child]
    while waiting:
        index = waiting.pop()
        if index == _NO_STREAM or index in seen:
            continue
        seen.add(index)
        name, left, right, _, stream = _entry(directory, index)
        yield name, stream
        waiting += [left, right]
