"""The names at the top of an OLE2 compound file ([MS-CFB]), which tell an old or encrypted workbook from others."""

from __future__ import annotations

import struct

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_END = 0xFFFF_FFFA
_NO_STREAM = 0xFFFF_FFFF
_ENTRY = 128
_FAT_IN_HEADER = 109
_MOST_SECTORS = 4096


def top_names(data: bytes) -> frozenset[str]:
    """Name the streams and storages directly in a compound file's root; none where it is damaged."""
    try:
        shift = struct.unpack_from("<H", data, 30)[0]
        (first,) = struct.unpack_from("<I", data, 48)
        table = struct.unpack_from(f"<{_FAT_IN_HEADER}I", data, 76)
        directory = _chain(data, first, table, 1 << shift) if 7 <= shift <= 16 else b""  # noqa: PLR2004 - sector sizes
        return _names(directory)
    except struct.error:
        return frozenset()


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


def _names(directory: bytes) -> frozenset[str]:
    names: set[str] = set()
    seen: set[int] = set()
    (child,) = struct.unpack_from("<I", directory, 76)
    waiting = [child]
    while waiting:
        index = waiting.pop()
        if index == _NO_STREAM or index in seen:
            continue
        seen.add(index)
        entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
        length, left, right = struct.unpack_from("<64xHBB", entry)[0], *struct.unpack_from("<68xII", entry)
        names.add(entry[: max(length - 2, 0)].decode("utf-16-le", "replace"))
        waiting += [left, right]
    return frozenset(names)
