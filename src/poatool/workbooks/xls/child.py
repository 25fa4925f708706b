"""Read one .xls workbook with xlrd, as a process of its own with limits on memory and time.

The file comes in on standard input; an `Answer` goes out on standard output as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from poatool.workbooks.formatting import AS_CELL, BUILT_IN, HIGHLIGHTS, Looks, shown
from poatool.workbooks.limits import MIB, RESAVE, Limits, Quota, Refused, with_password
from poatool.workbooks.model import Marks, Trouble
from poatool.workbooks.text import clean
from poatool.workbooks.xls.properties import custom_properties

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Cell, Sheet

_ENCRYPTED = "Workbook is encrypted"
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_SOLID = 1
_BOLD = 600
"""Weight of the lightest bold font."""


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
    """A workbook. `styles` gives for each cell format how it shows a number (`Shown`) and its `Marks`."""

    sheets: list[SheetAnswer]
    styles: list[tuple[str, int]]
    since_1904: bool
    macro_sheets: bool
    properties: dict[str, str]


def main(limits: Limits) -> None:
    """Answer with the workbook on standard input, or with a list of why it is refused."""
    import xlrd  # noqa: F401 - loaded before memory is limited

    _limit(limits)
    try:
        answer: Answer | list[str] = read(sys.stdin.buffer.read(), limits)
    except Refused as refused:
        answer = [refused.trouble, refused.message, refused.hint]
    json.dump(answer, sys.stdout)


def _limit(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mib * MIB, limits.memory_mib * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, limits: Limits) -> Answer:
    """Read an .xls workbook. Raises Refused if it is malformed, encrypted or too large."""
    import xlrd

    log = io.StringIO()
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
        # xlrd raises whatever a malformed record leads to.
        message = "This old Excel workbook (.xls) cannot be read in full, so what is hidden in it is not known."
        raise Refused(Trouble.DAMAGED, message, RESAVE) from error
    macros = _MACRO_SHEET in log.getvalue()
    return {
        "sheets": sheets,
        "styles": styles,
        "since_1904": bool(book.datemode),
        "macro_sheets": macros,
        "properties": custom_properties(data),
    }


def _sheets(book: Book, quota: Quota) -> Iterator[SheetAnswer]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells: list[CellAnswer] = []
        for row in range(sheet.nrows):
            made = list(_cells(book, sheet, row))
            quota.take_cells(len(made))
            quota.take_characters(sum(len(cell.value) for cell in made if isinstance(cell.value, str)))
            cells += made
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
    signs = [AS_CELL, *(Looks.only(_looks(book, font)).sign for _, font in listed)]
    return "".join(
        sign + clean(characters[start:end].decode("utf-16-le", "replace")).text
        for sign, (start, end) in zip(signs, pairwise(begins), strict=True)
    )


def _style(book: Book, look: XF) -> tuple[str, int]:
    number = look.format_key
    as_shown = BUILT_IN.get(number) or shown(book.format_map[number].format_str)
    marks = Marks.HIGHLIGHTED if _is_highlighted(book, look) else Marks.NONE
    return as_shown.value, marks | _looks(book, look.font_index)


def _looks(book: Book, number: int) -> Marks:
    if number >= len(book.font_list):
        return Marks.NONE
    font = book.font_list[number]
    looks = ((Marks.STRUCK, font.struck_out), (Marks.BOLD, font.weight >= _BOLD), (Marks.ITALIC, font.italic))
    return reduce(or_, (look for look, is_on in looks if is_on), Marks.NONE)


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
    main(Limits(**json.loads(sys.argv[1])))
