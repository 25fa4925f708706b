"""Read one .xls workbook with xlrd, as a process of its own with limits on memory and time.

The file comes in on standard input; an `Answer` goes out on standard output as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from poatool.workbooks.dates import BUILT_IN, shown
from poatool.workbooks.limits import MIB
from poatool.workbooks.model import Marks
from poatool.workbooks.runs import AS_CELL, CLEAR, STRUCK
from poatool.workbooks.style import HIGHLIGHTS
from poatool.workbooks.text import clean

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Cell, Sheet

_ENCRYPTED = "Workbook is encrypted"
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_SOLID = 1


class Refusal(StrEnum):
    """Why there are no sheets."""

    PASSWORD = "password"  # noqa: S105 - a word of the answer
    MALFORMED = "malformed"
    TOO_MANY_CELLS = "too-many-cells"


class CellAnswer(NamedTuple):
    """A cell that is not empty: its place from 1, its value as JSON holds it, and the index of its format.

    `kind` is `text`, `number`, `boolean` or `error`; `runs` are those of a rich text.
    """

    row: int
    column: int
    kind: str
    value: str | float
    style: int
    runs: str = ""


class SheetAnswer(TypedDict):
    """A sheet; rows and columns count from 1, and `visibility` counts as xlrd does: visible, hidden, very hidden."""

    name: str
    visibility: int
    cells: list[CellAnswer]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    links: list[tuple[int, int, str]]
    comments: list[tuple[int, int, str]]


class Answer(TypedDict):
    """A workbook. `styles` gives for each cell format what it makes of a number (`Shown`) and its `Marks`."""

    sheets: list[SheetAnswer]
    styles: list[tuple[str, int]]
    since_1904: bool
    macro_sheets: bool


class TooManyCellsError(Exception):
    """The workbook holds more cells than allowed."""


def main(cells: int, memory_mib: int, seconds: int) -> None:
    """Read the file and answer."""
    import xlrd  # noqa: F401 - loaded before memory is limited

    _limit(memory_mib, seconds)
    json.dump(read(sys.stdin.buffer.read(), cells), sys.stdout)


def _limit(memory_mib: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * MIB, memory_mib * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, most_cells: int) -> Answer | Refusal:
    """Read an .xls workbook of at most so many cells."""
    import xlrd

    log = io.StringIO()
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=log, verbosity=1, formatting_info=True, ragged_rows=True, on_demand=True
        )
        sheets = list(_sheets(book, most_cells))
        styles = [_style(book, look) for look in book.xf_list]
    except TooManyCellsError:
        return Refusal.TOO_MANY_CELLS
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - xlrd raises whatever a malformed record leads to
        return Refusal.PASSWORD if str(error) == _ENCRYPTED else Refusal.MALFORMED
    macros = _MACRO_SHEET in log.getvalue()
    return {"sheets": sheets, "styles": styles, "since_1904": bool(book.datemode), "macro_sheets": macros}


def _sheets(book: Book, left: int) -> Iterator[SheetAnswer]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells: list[CellAnswer] = []
        for row in range(sheet.nrows):
            cells += _cells(book, sheet, row)
            if len(cells) > left:
                raise TooManyCellsError
        left -= len(cells)
        yield {
            "name": sheet.name,
            "visibility": sheet.visibility,
            "cells": cells,
            "merges": [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
            "hidden_rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
            "hidden_columns": [
                column + 1 for column, info in sheet.colinfo_map.items() if info.hidden or not info.width
            ],
            "links": list(_links(sheet)),
            "comments": [(row + 1, column + 1, note.text) for (row, column), note in sheet.cell_note_map.items()],
        }
        book.unload_sheet(number)


def _cells(book: Book, sheet: Sheet, row: int) -> Iterator[CellAnswer]:
    for column, cell in enumerate(sheet.row(row)):
        if (held := _value(cell)) is not None:
            listed = sheet.rich_text_runlist_map.get((row, column))
            runs = _runs(book, str(cell.value), listed) if listed else ""
            yield CellAnswer(row + 1, column + 1, *held, sheet.cell_xf_index(row, column), runs)


def _value(cell: Cell) -> tuple[str, str | float] | None:
    """The kind and the value of a cell; None if it is empty."""
    import xlrd

    match cell.ctype:
        case xlrd.XL_CELL_TEXT if cell.value:
            return "text", str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return "number", float(cell.value)
        case xlrd.XL_CELL_BOOLEAN:
            return "boolean", bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return "error", xlrd.error_text_from_code[int(cell.value)]
        case _:
            return None


def _runs(book: Book, text: str, listed: list[tuple[int, int]]) -> str:
    """The runs of a rich text as a RawCell has them; `listed` counts in UTF-16 units."""
    characters = text.encode("utf-16-le", "surrogatepass")
    begins = [0, *(2 * start for start, _ in listed), len(characters)]
    signs = [AS_CELL, *(STRUCK if _strikes(book, font) else CLEAR for _, font in listed)]
    return "".join(
        sign + clean(characters[start:end].decode("utf-16-le", "replace")).text
        for sign, (start, end) in zip(signs, pairwise(begins), strict=True)
    )


def _style(book: Book, look: XF) -> tuple[str, int]:
    number = look.format_key
    as_shown = BUILT_IN.get(number) or shown(book.format_map[number].format_str)
    marks = Marks.HIGHLIGHTED if _is_highlighted(book, look) else Marks.NONE
    return as_shown.value, marks | Marks.STRUCK if _strikes(book, look.font_index) else marks


def _strikes(book: Book, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _is_highlighted(book: Book, look: XF) -> bool:
    fill = look.background
    if fill is None or fill.fill_pattern != _SOLID:
        return False
    colour = book.colour_map.get(fill.pattern_colour_index) or ()
    return bytes(colour).hex().upper() in HIGHLIGHTS


def _links(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The address at the first cell of each link: `target#place`, or `#place` within the workbook."""
    for link in sheet.hyperlink_list:
        path = link.url_or_path or ""
        # The file does not say how a short file name is encoded.
        target = path if isinstance(path, str) else path.decode("cp1252", "replace")
        place = f"#{link.textmark}" if link.textmark else ""
        if (target or place) and link.frowx is not None and link.fcolx is not None:
            yield link.frowx + 1, link.fcolx + 1, target + place


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
