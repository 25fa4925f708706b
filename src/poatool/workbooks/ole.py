"""The top of an OLE2 compound file ([MS-CFB]): enough to tell an old or encrypted workbook from other files."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_END = 0xFFFF_FFFA
_NO_STREAM = 0xFFFF_FFFF
_ENTRY = 128
_FAT_IN_HEADER = 109
_MOST_SECTORS = 4096
_SHIFTS = range(7, 17)
_FILEPASS = 0x2F


def top_streams(data: bytes) -> Mapping[str, int]:
    """Name the streams and storages in the root, each with its first sector; none where the file is damaged."""
    try:
        size = _sector_size(data)
        (first,) = struct.unpack_from("<I", data, 48)
        table = struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, 76)
        return dict(_entries(_chain(data, first, table, size)))
    except struct.error:
        return {}


def has_password(data: bytes, sector: int) -> bool:
    """Whether the workbook stream that begins in a sector is encrypted.

    A FILEPASS record near its top says so ([MS-XLS] 2.4.117).
    """
    size = _sector_size(data)
    records = data[(sector + 1) * size : (sector + 2) * size]
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


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


def _entries(directory: bytes) -> Iterator[tuple[str, int]]:
    seen: set[int] = set()
    waiting = list(struct.unpack_from("<I", directory, 76))
    while waiting:
        index = waiting.pop()
        if index == _NO_STREAM or index in seen:
            continue
        seen.add(index)
        entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
        length, left, right, start = struct.unpack("<64xH2xII40xI8x", entry)
        yield entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), start
        waiting += [left, right]
