"""Read one .xls workbook with xlrd, in a separate process with limits on memory and time.

The file comes in on standard input; an `Answer` goes out on standard output as JSON.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from itertools import pairwise
from operator import or_
from struct import error, unpack_from
from typing import TYPE_CHECKING, TypedDict

from poatool.workbooks.formatting import BUILT_IN, HIGHLIGHTS, SMALLEST, WHITE, shown
from poatool.workbooks.limits import MIB, RESAVE, RESEND, Limits, Quota, Refused, not_a_spreadsheet, with_password
from poatool.workbooks.model import Marks, Trouble
from poatool.workbooks.text import clean

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.compdoc import CompDoc
    from xlrd.formatting import XF
    from xlrd.sheet import Sheet

_ENCRYPTED = "Workbook is encrypted"
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_SOLID = 1
_BOLD = 600  # the weight of the lightest bold font
_FLAT, _NARROWEST = 20, 256  # the smallest height and width that can be seen: a point, a character
_TWIPS = 20  # twips in a point
# Other kinds of compound files, each with a stream that identifies it.
_OTHERS = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "VisioDocument": "a Visio drawing",
    "__properties_version1.0": "an Outlook message",
}
Written = str | float | list[str]
"""A value in JSON: a text, a number, true or false, or an error in a list."""

Run = tuple[str, int | None]
"""A part of a rich text, and the marks of its font if it has its own."""


CellAnswer = tuple[int, int, Written, int, Sequence[Run]]
"""A cell that is not empty: its position from 1, its value, the index of its format, the parts of a rich text."""


class SheetAnswer(TypedDict):
    """A sheet; rows and columns count from 1, and `visibility` is xlrd's number: visible, hidden, very hidden."""

    name: str
    visibility: int
    cells: list[CellAnswer]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    links: list[tuple[int, int, str]]
    comments: list[tuple[int, int, str]]


class Answer(TypedDict):
    """A workbook. `styles` holds, for each cell format, how it shows a number (`Shown`) and its `Marks`."""

    sheets: list[SheetAnswer]
    styles: list[tuple[str, int]]
    since_1904: bool
    macro_sheets: bool
    properties: dict[str, str]


def main(limits: Limits) -> None:
    """Answer with the workbook on standard input, or with a list that says why it is refused."""
    import xlrd  # noqa: F401 - loaded before memory is limited

    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mib * MIB, limits.memory_mib * MIB))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()
    try:
        answer: Answer | list[str] = read(sys.stdin.buffer.read(), limits)
    except Refused as refused:
        answer = [refused.trouble, refused.message, refused.hint]
    sys.stdout.write(json.dumps(answer))


def read(data: bytes, limits: Limits) -> Answer:
    """Read an .xls workbook. Raises Refused if it is malformed, encrypted, too large, or another kind of file."""
    import xlrd

    log = io.StringIO()
    compound = _opened(data, log)
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=log, verbosity=1, formatting_info=True, ragged_rows=True, on_demand=True
        )
        sheets = list(_sheets(book, Quota(limits)))
        styles = [_style(book, look) for look in book.xf_list]
    except (Refused, MemoryError):
        raise
    except Exception as error:
        if str(error) == _ENCRYPTED:
            raise with_password() from error
        # xlrd raises all kinds of errors for a malformed record.
        message = "This old Excel workbook (.xls) cannot be read in full, so what is hidden in it is not known."
        raise Refused(Trouble.DAMAGED, message, RESAVE) from error
    return {
        "sheets": sheets,
        "styles": styles,
        "since_1904": bool(book.datemode),
        "macro_sheets": _MACRO_SHEET in log.getvalue(),
        "properties": custom_properties(compound),
    }


def _opened(data: bytes, log: io.StringIO) -> CompDoc:
    """Open the compound file, and refuse it if the streams in its root show that it is not a workbook."""
    from xlrd.compdoc import CompDoc

    try:
        compound = CompDoc(data, logfile=log)
    except Exception as error:
        raise Refused(Trouble.DAMAGED, "The file is cut short or damaged.", RESEND) from error
    names = {entry.name for entry in compound.dirlist if entry.parent == 0}
    if "EncryptedPackage" in names:
        raise with_password()
    if not any(name.casefold() in {"workbook", "book"} for name in names):
        other = next((kind for name, kind in _OTHERS.items() if name in names), "an old Office file of another kind")
        raise not_a_spreadsheet(other)
    return compound


def _sheets(book: Book, quota: Quota) -> Iterator[SheetAnswer]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells: list[CellAnswer] = []
        for row in range(sheet.nrows):
            made = list(_cells(book, sheet, row))
            quota.take_cells(len(made) + sum(len(runs) for *_, runs in made))
            quota.take_characters(sum(len(value) for _, _, value, _, _ in made if isinstance(value, str)))
            cells += made
        yield {
            "name": sheet.name,
            "visibility": sheet.visibility,
            "cells": cells,
            "merges": [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
            "hidden_rows": [
                row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or (info.height or _FLAT) < _FLAT
            ],
            "hidden_columns": [
                at + 1 for at, info in sheet.colinfo_map.items() if info.hidden or info.width < _NARROWEST
            ],
            "links": list(_links(sheet)),
            "comments": [(row + 1, column + 1, note.text) for (row, column), note in sheet.cell_note_map.items()],
        }
        book.unload_sheet(number)


def _cells(book: Book, sheet: Sheet, row: int) -> Iterator[CellAnswer]:
    import xlrd

    for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
        written: Written
        match kind:
            case xlrd.XL_CELL_TEXT if value:
                written = str(value)
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                written = float(value)
            case xlrd.XL_CELL_BOOLEAN:
                written = bool(value)
            case xlrd.XL_CELL_ERROR:
                written = [xlrd.error_text_from_code[int(value)]]
            case _:
                continue
        listed = sheet.rich_text_runlist_map.get((row, column))
        runs = list(_runs(book, str(value), listed)) if listed else []
        yield row + 1, column + 1, written, sheet.cell_xf_index(row, column), runs


def _runs(book: Book, text: str, listed: list[tuple[int, int]]) -> Iterator[Run]:
    """The parts of a rich text; `listed` counts in UTF-16 units."""
    characters = text.encode("utf-16-le", "surrogatepass")
    begins = [0, *(2 * start for start, _ in listed), len(characters)]
    fonts = [None, *(_looks(book, font) for _, font in listed)]
    for font, (start, end) in zip(fonts, pairwise(begins), strict=True):
        yield clean(characters[start:end].decode("utf-16-le", "replace")).text, font


def _style(book: Book, look: XF) -> tuple[str, int]:
    number, fill = look.format_key, look.background
    as_shown = BUILT_IN.get(number) or shown(book.format_map[number].format_str)
    marks = _looks(book, look.font_index)
    behind = WHITE
    if fill is not None and fill.fill_pattern:
        behind = _colour(book, fill.pattern_colour_index) if fill.fill_pattern == _SOLID else ""
    marks |= Marks.HIGHLIGHTED if behind in HIGHLIGHTS else Marks.NONE
    if look.font_index < len(book.font_list) and _colour(book, book.font_list[look.font_index].colour_index) == behind:
        marks |= Marks.UNSEEN
    return as_shown.value, marks


def _colour(book: Book, index: int) -> str:
    return bytes(book.colour_map.get(index) or ()).hex().upper()


def _looks(book: Book, number: int) -> Marks:
    if number >= len(book.font_list):
        return Marks.NONE
    font = book.font_list[number]
    looks = (
        *((Marks.STRUCK, font.struck_out), (Marks.BOLD, font.weight >= _BOLD), (Marks.ITALIC, font.italic)),
        (Marks.UNSEEN, font.height < SMALLEST * _TWIPS),
    )
    return reduce(or_, (look for look, is_on in looks if is_on), Marks.NONE)


def _links(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The address at the first cell of each link: `target#place`, or `#place` within the workbook."""
    for link in sheet.hyperlink_list:
        path = link.url_or_path or ""
        # The file does not say how a short file name is encoded.
        target = path if isinstance(path, str) else path.decode("cp1252", "replace")
        place = f"#{link.textmark}" if link.textmark else ""
        if (target or place) and link.frowx is not None and link.fcolx is not None:
            yield link.frowx + 1, link.fcolx + 1, target + place


_STREAM = "\x05DocumentSummaryInformation"
# Where the stream gives the position of its second section, which holds the custom properties.
_CUSTOM_SECTION = 28 + 20 + 16
_DICTIONARY, _CODE_PAGE = 0, 1
# The types of a text property: in the code page of the section, or in UTF-16.
_NARROW, _WIDE = 30, 31
_UTF_8, _UTF_16 = 65001, 1200
_MAX = 200  # the most properties to read; more are unusable in Excel's dialog


def custom_properties(compound: CompDoc) -> dict[str, str]:
    """The texts among the custom properties by name ([MS-OLEPS], 2.18 to 2.25); empty if they cannot be read."""
    from xlrd.compdoc import CompDocError

    with suppress(CompDocError, error, LookupError, ValueError, AssertionError):
        return _texts(compound.get_named_stream(_STREAM) or b"")
    return {}


def _texts(stream: bytes) -> dict[str, str]:
    (start,) = unpack_from("<I", stream, _CUSTOM_SECTION)
    section = stream[start:]
    (count,) = unpack_from("<I", section, 4)
    places = dict(unpack_from("<II", section, 8 + 8 * number) for number in range(min(count, _MAX)))
    (page,) = unpack_from("<H", section, places[_CODE_PAGE] + 4)
    encoding = {_UTF_8: "utf-8", _UTF_16: "utf-16-le"}.get(page, f"cp{page}")
    found: dict[str, str] = {}
    for number, name in _names(section, places[_DICTIONARY], encoding).items():
        kind, length = unpack_from("<II", section, places[number])
        begin, wide = places[number] + 8, kind == _WIDE
        if kind in (_NARROW, _WIDE):
            written = section[begin : begin + length * (2 if wide else 1)]
            found[name] = written.decode("utf-16-le" if wide else encoding).partition("\0")[0]
    return found


def _names(section: bytes, at: int, encoding: str) -> dict[int, str]:
    """The names of properties by number. In UTF-16 each is padded to four bytes."""
    (count,) = unpack_from("<I", section, at)
    at += 4
    names: dict[int, str] = {}
    for _ in range(min(count, _MAX)):
        number, length = unpack_from("<II", section, at)
        size = 2 * length if encoding == "utf-16-le" else length
        names[number] = section[at + 8 : at + 8 + size].decode(encoding).partition("\0")[0]
        at += 8 + (size + -size % 4 if encoding == "utf-16-le" else size)
    return names


if __name__ == "__main__":
    main(Limits(**json.loads(sys.argv[1])))
