"""Small .xls workbooks written record by record ([MS-XLS] 2.4, [MS-CFB]), so that a test shows their whole content."""

import struct
from collections.abc import Iterable

GENERAL, DATE, TIME, DURATION, YELLOW, WORDS, GONE, HATCHED, NOTHING = range(9)
"""The formats of cells: number 14 is a date, 20 a time, 46 an elapsed time; YELLOW and HATCHED have a fill, and the
font of GONE is struck through. All fonts have the automatic colour."""

PLAIN_FONT, STRUCK_FONT = range(2)

_NUMBERS = (0, 14, 20, 46, 0, 164, 0, 0, 165)
_NO_FILL = (0, 0x40)
_FILLS = {YELLOW: (1 << 26, 13), HATCHED: (4 << 26, 13)}
_END = b"\x0a\x00\x00\x00"
_SECTOR = 512
_SMALLEST = 4096
_GOES_ON = 0x003C


def record(kind: int, form: str = "", *values: object, rest: bytes = b"") -> bytes:
    """A record of this kind: its packed values, and the bytes after them."""
    body = struct.pack(f"<{form}", *values) + rest
    return struct.pack("<HH", kind, len(body)) + body


def text(row: int, column: int, value: str, look: int = GENERAL) -> bytes:
    """A cell with a text; rows and columns count from 0, as in the file."""
    written = value.encode("utf-16-le")
    return record(0x0204, "HHHHB", row, column, look, len(value), 1, rest=written)


def rich(row: int, column: int, value: str, *runs: tuple[int, int], look: int = GENERAL) -> bytes:
    """A cell with a text in several fonts; each run is its start, in UTF-16 units, and its font."""
    written = value.encode("utf-16-le")
    fonts = b"".join(struct.pack("<HH", *run) for run in runs)
    listed = struct.pack("<H", len(runs)) + fonts
    return record(0x00D6, "HHHHB", row, column, look, len(written) // 2, 1, rest=written + listed)


def shared(row: int, column: int, index: int) -> bytes:
    return record(0x00FD, "HHHI", row, column, GENERAL, index)


def texts(*blocks: bytes, count: int) -> bytes:
    """The texts that cells share, in blocks (see `counted`), with a `count` that may be wrong."""
    return record(0x00FC, "ii", count, count, rest=blocks[0]) + b"".join(
        record(_GOES_ON, rest=more) for more in blocks[1:]
    )


def counted(value: str, *, of: int | None = None) -> bytes:
    """A text with its length; `of` is the whole length if the text continues in the next block."""
    return struct.pack("<HB", of or len(value), 0) + value.encode("latin-1")


def comment(row: int, column: int, value: str, *, number: int = 1, parts: bytes = b"", after: bytes = b"\0") -> bytes:
    """A comment on a cell: an object with a text, extra `parts` of the object, and the bytes `after` everything."""
    drawn = record(0x005D, "HHHHH12x", 0x15, 18, 0x19, number, 0, rest=parts)
    written = record(0x01B6, "HH6sHHH4x", 0, 0, b"", len(value), 16, 0)
    written += record(_GOES_ON, "B", 0, rest=value.encode("latin-1"))
    written += record(_GOES_ON, "HHIHHI", 0, 0, 0, len(value), 0, 0)
    return drawn + written + record(0x001C, "HHHHHB", row, column, 0, number, 1, 0, rest=b"x" + after)


def number(row: int, column: int, value: float, look: int = GENERAL) -> bytes:
    return record(0x0203, "HHHd", row, column, look, value)


def boolean(row: int, column: int, value: int) -> bytes:
    return record(0x0205, "HHHBB", row, column, GENERAL, value, 0)


def error(row: int, column: int, code: int) -> bytes:
    """A cell that shows an error: 0x17 is #REF!."""
    return record(0x0205, "HHHBB", row, column, GENERAL, code, 1)


def formula(row: int, column: int, value: float) -> bytes:
    return record(0x0006, "HHHdHIH", row, column, GENERAL, value, 0, 0, 3, rest=b"\x1e\x01\x00")


def filtering() -> bytes:
    return record(0x009B)


def hidden_row(row: int) -> bytes:
    return record(0x0208, "HHHHHHI", row, 0, 9, 255, 0, 0, 0x20)


def columns(first: int, last: int, *, width: int = 2048, hidden: bool = False) -> bytes:
    return record(0x007D, "HHHHHH", first, last, width, GENERAL, int(hidden), 0)


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return record(0x00E5, "HHHHH", 1, top, bottom, left, right)


def link(row: int, column: int, address: str) -> bytes:
    written = (address + "\0").encode("utf-16-le")
    moniker = bytes.fromhex("E0C9EA79F9BACE118C8200AA004BA90B")
    return _link(row, column, moniker + struct.pack("<I", len(written)) + written)


def tip(row: int, column: int, text: str) -> bytes:
    return record(0x0800, "HHHHH", 0x0800, row, row, column, column, rest=(text + "\0").encode("utf-16-le"))


def file_link(row: int, column: int, name: bytes) -> bytes:
    moniker = bytes.fromhex("0303000000000000C000000000000046")
    short = struct.pack("<Hi", 0, len(name) + 1) + name + b"\0" + struct.pack("<HH20xi", 0xFFFF, 0xDEAD, 0)
    return _link(row, column, moniker + short)


def _link(row: int, column: int, target: bytes) -> bytes:
    identity = bytes.fromhex("D0C9EA79F9BACE118C8200AA004BA90B")
    return record(0x01B8, "HHHH", row, row, column, column, rest=identity + struct.pack("<II", 2, 3) + target)


def xls(
    *sheets: tuple[str, Iterable[bytes]],
    visible: Iterable[int] = (),
    kinds: Iterable[int] = (),
    of_all: bytes = b"",
    claimed: bool = False,
) -> bytes:
    """A workbook of named sheets.

    `visible` is 0, 1 (hidden) or 2 (very hidden), `kinds` 0 or 1 (macro sheet). `of_all` are records that concern all
    sheets. If `claimed`, a second stream claims the same sectors.
    """
    count = len(sheets)
    states, types = [*visible, *[0] * count], [*kinds, *[0] * count]
    streams = [_beginning(0x0010) + b"".join(records) + _END for _, records in sheets]
    at = len(_globals([(name, 0, 0, 0) for name, _ in sheets], of_all))
    listed = []
    for (name, _), state, kind, stream in zip(sheets, states, types, streams, strict=False):
        listed.append((name, at, state, kind))
        at += len(stream)
    return compound_file("Workbook", stream=_globals(listed, of_all) + b"".join(streams), claimed=claimed)


def encrypted(before: bytes = b"") -> bytes:
    """A workbook with a password; the bytes `before` precede the record that says so."""
    stream = _beginning(0x0005) + before + record(0x002F, "HHHH", 0, 1, 2, 3) + bytes(range(256))
    return compound_file("Workbook", stream=stream)


def _globals(sheets: Iterable[tuple[str, int, int, int]], of_all: bytes) -> bytes:
    fonts = b"".join(
        record(0x0031, "HHHHHBBBBBB", 200, options, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0, rest=b"Arial")
        for options in (0, 8)
    )
    own = enumerate(('"Item "0', ";;;"), 164)
    formats = b"".join(record(0x041E, "HHB", number, len(code), 0, rest=code.encode()) for number, code in own)
    looks = b"".join(
        record(0x00E0, "HHHBBBBIIH", int(look == GONE), code, 0, 0, 0, 0, 0, 0, *_FILLS.get(look, _NO_FILL))
        for look, code in enumerate(_NUMBERS)
    )
    names = b"".join(
        record(0x0085, "IBBBB", at, state, kind, len(name), 0, rest=name.encode("latin-1"))
        for name, at, state, kind in sheets
    )
    return _beginning(0x0005) + fonts + formats + looks + names + of_all + _END


def _beginning(kind: int) -> bytes:
    return record(0x0809, "HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6)


def compound_file(*names: str, stream: bytes = b"", claimed: bool = False) -> bytes:
    """A compound file with streams of these names: the table of sectors, the directory, and the last `stream`."""
    stream = stream and stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    in_directory, in_stream = -(-(len(names) + 1) // 4), len(stream) // _SECTOR
    listed = [_entry("Root Entry", 5, 1, start=2 if claimed else -2, size=64 if claimed else 0)]
    for number, name in enumerate(names, 1):
        held = {"start": 1 + in_directory, "size": len(stream)} if number == len(names) and stream else {}
        listed.append(_entry(name, 2, right=number + 1 if number < len(names) else -1, **held))
    directory = b"".join(listed).ljust(in_directory * _SECTOR, b"\0")
    chain = [-3, *range(2, in_directory + 1), -2]
    chain += [*range(len(chain) + 1, len(chain) + in_stream), -2] if stream else []
    table = struct.pack(f"<{len(chain)}i", *chain).ljust(_SECTOR, b"\xff")
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIiIIiIiI", 0, 1, 1, 0, _SMALLEST, -2, 0, -2, 0) + struct.pack("<109i", 0, *[-1] * 108)
    return header + table + directory + stream


def _entry(name: str, kind: int, child: int = -1, right: int = -1, start: int = -2, size: int = 0) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    head = written.ljust(64, b"\0") + struct.pack("<HBBiii", len(written), kind, 1, -1, right, child)
    return head + bytes(36) + struct.pack("<iII", start, size, 0)
