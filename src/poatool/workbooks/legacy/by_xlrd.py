"""An .xls workbook as xlrd reads it: all that is known of its cells but their formulas."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from poatool.workbooks.dates import BUILT_IN, from_serial, shown
from poatool.workbooks.legacy.answer import Answer, CellAnswer, SheetAnswer, TooManyCellsError, written
from poatool.workbooks.model import ErrorValue, Value
from poatool.workbooks.styles import HIGHLIGHTS, Style

_VISIBLE = ("visible", "hidden", "very_hidden")
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_SOLID = 1


def read(data: bytes, room: int) -> Answer | None:
    """Read an .xls workbook; None where xlrd is not installed or does not take it.

    Raises:
        TooManyCellsError: it holds more than `room`.
    """
    try:
        import xlrd
    except ImportError:
        return None
    log = io.StringIO()
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=log, verbosity=1, formatting_info=True, on_demand=True, ragged_rows=True
        )
        sheets = list(_sheets(xlrd, book, room))
    except TooManyCellsError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, xlrd does not read the file
        return None
    return {"sheets": sheets, "macro_sheets": _MACRO_SHEET in log.getvalue(), "hidden_told": True}


def _sheets(xlrd: Any, book: Any, room: int) -> Iterator[SheetAnswer]:  # noqa: ANN401 - an optional dependency's types
    @cache
    def style(index: int) -> Style:
        return _style(book, index)

    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells: list[CellAnswer] = []
        for row in range(sheet.nrows):
            cells += _cells(xlrd, book, sheet, row, style)
            if len(cells) > room:
                raise TooManyCellsError
        room -= len(cells)
        yield {
            "name": sheet.name,
            "visible": _VISIBLE[sheet.visibility],
            "cells": cells,
            "merges": [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
            "hidden_rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
            "hidden_columns": list(_hidden_columns(sheet)),
            "links": list(_links(sheet)),
            "comments": [(row + 1, column + 1, note.text) for (row, column), note in sheet.cell_note_map.items()],
        }
        book.unload_sheet(number)


def _cells(xlrd: Any, book: Any, sheet: Any, row: int, style: Callable[[int], Style]) -> Iterator[CellAnswer]:  # noqa: ANN401
    for column, cell in enumerate(sheet.row(row)):
        if cell.ctype not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
            look = style(cell.xf_index)
            value = _value(xlrd, book, cell, look)
            if value is not None:
                rich = (row, column) in sheet.rich_text_runlist_map
                yield CellAnswer(row + 1, column + 1, *written(value), look.marked, rich)


def _style(book: Any, index: int) -> Style:  # noqa: ANN401
    look = book.xf_list[index]
    number = look.format_key
    as_shown = BUILT_IN.get(number) or shown(book.format_map[number].format_str)
    colour = book.colour_map.get(look.background.pattern_colour_index) or ()
    marked = look.background.fill_pattern == _SOLID and bytes(colour).hex().upper() in HIGHLIGHTS
    return Style(as_shown, marked)


def _value(xlrd: Any, book: Any, cell: Any, look: Style) -> Value | None:  # noqa: ANN401
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return cell.value or None
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return from_serial(cell.value, look.shown, since_1904=bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code[cell.value])
        case _:
            return None


def _hidden_columns(sheet: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401
    for column, info in sorted(sheet.colinfo_map.items()):
        if info.hidden or not info.width:
            yield column + 1, column + 1


def _links(sheet: Any) -> Iterator[tuple[int, int, str]]:  # noqa: ANN401
    """The addresses, at the first cell of each: `target#place`, or `#place` within the workbook."""
    for link in sheet.hyperlink_list:
        target = link.url_or_path or ""
        place = f"#{link.textmark}" if link.textmark else ""
        if isinstance(target, str) and (target or place):
            yield link.frowx + 1, link.fcolx + 1, target + place
