"""Small .xlsb workbooks written record by record ([MS-XLSB] 2.4), so that a test shows all that is in them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

GENERAL, DATE, DURATION, YELLOW, GONE, WORDS = range(6)
"""The formats of cells: 14 is a date, 46 an elapsed time; YELLOW has a fill, and GONE a font that is struck through."""

PLAIN_FONT, STRUCK_FONT = range(2)

_NUMBERS = (0, 14, 46, 0, 0, 164)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MACRO_SHEET = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
_SHORT = 11

Sheet = tuple[str, Iterable[bytes]]


def record(kind: int, form: str = "", *values: object, rest: bytes = b"") -> bytes:
    """A record of a kind: its values packed, and bytes after them."""
    body = struct.pack(f"<{form}", *values) + rest
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    while size >= 0x80:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + body


def text(value: str) -> bytes:
    """A text as records hold it."""
    return struct.pack("<I", len(value.encode("utf-16-le")) // 2) + value.encode("utf-16-le")


def rich(value: str, *runs: tuple[int, int]) -> bytes:
    """A text in several fonts: `runs` are where one begins, counted in characters of 16 bits, and which."""
    fonts = b"".join(struct.pack("<HH", *run) for run in runs)
    return bytes([bool(runs)]) + text(value) + (struct.pack("<I", len(runs)) + fonts if runs else b"")


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    """A row, counted from 0, and its cells."""
    return record(0, "IIHBBB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + b"".join(cells)


def cell(column: int, kind: int, rest: bytes, look: int = GENERAL) -> bytes:
    """A cell of a kind, in a column counted from 0."""
    return record(kind, "II", column, look, rest=rest)


def next_cell(kind: int, rest: bytes) -> bytes:
    """A cell in the column after the last, in the short form."""
    return record(kind + _SHORT, "I", GENERAL, rest=rest)


def number(column: int, value: float, look: int = GENERAL) -> bytes:
    """A cell with a number."""
    return cell(column, 5, struct.pack("<d", value), look)


def whole(column: int, value: int, look: int = GENERAL, *, hundredths: bool = False) -> bytes:
    """A cell with a whole number of 30 bits, or so many hundredths."""
    return cell(column, 2, struct.pack("<i", value << 2 | 2 | hundredths), look)


def sheet(*rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A sheet of rows, and what stands before and after them."""
    return record(129) + before + record(145) + b"".join(rows) + record(146) + after + record(130)


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """One merged area."""
    return record(176, "IIII", top, bottom, left, right)


def columns(first: int, last: int, *, width: int = 2048, hidden: bool = False) -> bytes:
    """A run of columns."""
    return record(60, "IIIIH", first, last, width, 0, int(hidden))


def link(row_number: int, column: int, relation: str, place: str = "") -> bytes:
    """A link to what a relationship names, or to a place."""
    area = struct.pack("<IIII", row_number, row_number, column, column)
    return record(494, rest=area + text(relation) + text(place) + text("") + text(""))


def comments(*found: tuple[int, int, str]) -> bytes:
    """The part that holds the comments of a sheet."""
    each = (
        record(635, "IIIII16x", 0, at, at, column, column) + record(637, rest=rich(value)) + record(636)
        for at, column, value in found
    )
    return record(628) + record(633) + b"".join(each) + record(634) + record(629)


def xlsb(
    sheets: Mapping[str, bytes | None],
    *,
    texts: Iterable[bytes] = (),
    states: Iterable[int] = (),
    others: Mapping[str, bytes] | None = None,
    macro_sheet: bool = False,
    since_1904: bool = False,
    repeated: bool = False,
) -> bytes:
    """A workbook of named sheets, None for one whose part is missing; `others` are its other parts.

    `states` is 0, 1 (hidden) or 2 (very hidden). `repeated`: all that lists the sheets stands there once more.
    """
    shown = [*states, *[0] * len(sheets)]
    listed = [(name, f"rId{at}", shown[at]) for at, name in enumerate(sheets)]
    listed += [("Macro1", "rIdM", 0)] if macro_sheet else []
    bundle = b"".join(record(156, "II", state, 1, rest=text(relation) + text(name)) for name, relation, state in listed)
    book = record(131) + record(153, "III", int(since_1904), 0, 0) + record(143) + bundle + record(144) + record(132)
    parts = {f"xl/worksheets/sheet{at}.bin": part for at, part in enumerate(sheets.values()) if part is not None}
    relations = [(f"rId{at}", _RELATION + "worksheet", f"worksheets/sheet{at}.bin") for at in range(len(sheets))]
    relations += [("rIdS", _RELATION + "styles", "styles.bin"), ("rIdT", _RELATION + "sharedStrings", "shared.bin")]
    relations += [("rIdM", _MACRO_SHEET, "macrosheets/sheet1.bin")] if macro_sheet else []
    return _zipped(
        {
            "_rels/.rels": relationships(("rId1", _RELATION + "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book * (1 + repeated),
            "xl/_rels/workbook.bin.rels": relationships(*relations),
            "xl/styles.bin": _styles(),
            "xl/shared.bin": record(159, "II", 0, 0) + b"".join(record(19, rest=item) for item in texts) + record(160),
            **parts,
            **(others or {}),
        }
    )


def relationships(*listed: tuple[str, str, str]) -> bytes:
    """A part that says what another points to: an id, a type and a target each; one outside is an address."""
    items = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
        for identity, kind, target in listed
        for mode in ["External" if ":" in target else "Internal"]
    )
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{start}{items}</Relationships>".encode()


def of_sheet(kind: str, target: str) -> tuple[str, str, str]:
    """What a sheet points to, under the id `rId1`."""
    return "rId1", _RELATION + kind, target


def _styles() -> bytes:
    fonts = b"".join(record(43, "HH", 220, lined, rest=bytes(21)) for lined in (0, 8))
    plain, yellow = record(45, "I64x", 0), record(45, "IBBhBBBB56x", 1, 5, 0, 0, 255, 255, 0, 255)
    own = record(44, "H", 164, rest=text('"Day "0'))
    looks = b"".join(
        record(47, "HHHHH6x", 0, code, int(look == GONE), int(look == YELLOW), 0) for look, code in enumerate(_NUMBERS)
    )
    styles_of_cells = record(626, "I", 1) + record(47, "HHHHH6x", 0xFFFF, 0, 0, 0, 0) + record(627)
    formats = fonts + plain + yellow + own + styles_of_cells + record(617, "I", len(_NUMBERS)) + looks + record(618)
    return record(278) + formats + record(279)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()
