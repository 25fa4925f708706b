"""The directory of an OLE2 compound file ([MS-CFB]), which tells an old or encrypted workbook from other files."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_END = 0xFFFF_FFFA
_NO_ENTRY = 0xFFFF_FFFF
_ENTRY = 128
_FAT_IN_HEADER = 109
_MOST_BYTES = 1024 * 1024
_SHIFTS = range(7, 17)


def top_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages in the root; none if the file is damaged."""
    try:
        return frozenset(_names(_directory(data)))
    except struct.error:
        return frozenset()


def _directory(data: bytes) -> bytes:
    """Follow the chain of sectors that hold the directory."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SHIFTS:
        raise struct.error
    size = 1 << int(shift)
    (sector,) = struct.unpack_from("<I", data, 48)
    table = struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, 76)
    taken: list[bytes] = []
    while sector < _END and len(taken) * size < _MOST_BYTES:
        taken.append(data[(sector + 1) * size : (sector + 2) * size])
        which, at = divmod(sector, size // 4)
        if which >= len(table):
            break
        (sector,) = struct.unpack_from("<I", data, (table[which] + 1) * size + at * 4)
    return b"".join(taken)


def _entry(directory: bytes, index: int) -> tuple[str, int, int, int]:
    """Name of an entry, and the indexes of its left and right neighbours and its first child."""
    entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
    length, left, right, child = struct.unpack("<64xH2xIII48x", entry)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), left, right, child


def _names(directory: bytes) -> Iterator[str]:
    seen: set[int] = set()
    waiting = [_entry(directory, 0)[3]]
    while waiting:
        index = waiting.pop()
        if index == _NO_ENTRY or index in seen:
            continue
        seen.add(index)
        name, left, right, _ = _entry(directory, index)
        yield name
        waiting += [left, right]
