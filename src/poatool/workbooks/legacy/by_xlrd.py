"""An .xls workbook as xlrd reads it, with what that passes over: which cells hold formulas, and filters."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache, partial

import xlrd
from xlrd.book import Book
from xlrd.formatting import XF
from xlrd.sheet import Cell, Sheet

from poatool.workbooks.dates import BUILT_IN, from_serial, shown
from poatool.workbooks.legacy.answer import Answer, CellAnswer, Refusal, SheetAnswer, TooManyCellsError, written
from poatool.workbooks.legacy.records import Told, worksheets
from poatool.workbooks.legacy.rich import runs
from poatool.workbooks.legacy.xls_book import XlsBook
from poatool.workbooks.model import ErrorValue, Marks, Value
from poatool.workbooks.style import HIGHLIGHTS, Style

_VISIBLE = ("visible", "hidden", "very_hidden")
_ENCRYPTED = "Workbook is encrypted"
_MACRO_SHEET = "(type 0x01 = Macro sheet)"
_SOLID = 1


def read(data: bytes, room: int) -> Answer | None:
    """Read an .xls workbook; None where xlrd does not take it.

    Raises:
        TooManyCellsError: it holds more than `room`.
    """
    log = io.StringIO()
    try:
        book = XlsBook()
        sheets = list(_sheets(book, worksheets(book.load(data, log)), room))
    except TooManyCellsError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, xlrd does not read the file
        return {"refused": Refusal.PASSWORD} if str(error) == _ENCRYPTED else None
    return {"sheets": sheets, "macro_sheets": _MACRO_SHEET in log.getvalue(), "all_told": True}


def _sheets(book: XlsBook, told: list[Told], room: int) -> Iterator[SheetAnswer]:
    @cache
    def style(index: int) -> Style:
        return _style(book, index)

    for number, (_, (formulas, filtered)) in enumerate(zip(book.sheet_names(), told, strict=True)):
        sheet = book.sheet(number)
        cells: list[CellAnswer] = []
        for row in range(sheet.nrows):
            cells += _cells(book, sheet, row, formulas, style)
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
            "filtered": filtered,
            "links": list(_links(sheet)),
            "comments": [(row + 1, column + 1, note.text) for (row, column), note in sheet.cell_note_map.items()],
            "lost": sheet.lost,
        }


def _cells(
    book: Book, sheet: Sheet, row: int, formulas: frozenset[tuple[int, int]], style: Callable[[int], Style]
) -> Iterator[CellAnswer]:
    for column, cell in enumerate(sheet.row(row)):
        if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
            continue
        look = style(sheet.cell_xf_index(row, column))
        value, formula = _value(book, cell, look), (row, column) in formulas
        if value is not None and (formula or value != ""):
            listed = sheet.rich_text_runlist_map.get((row, column), [])
            drawn = runs(str(value), listed, partial(_strikes, book))
            yield CellAnswer(row + 1, column + 1, *written(value), look.marks, drawn, formula)


def _strikes(book: Book, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _style(book: Book, index: int) -> Style:
    look = book.xf_list[index]
    number = look.format_key
    as_shown = BUILT_IN.get(number) or shown(book.format_map[number].format_str)
    marks = Marks.HIGHLIGHTED if _is_highlighted(book, look) else Marks.NONE
    return Style(as_shown, marks | Marks.STRUCK if _strikes(book, look.font_index) else marks)


def _is_highlighted(book: Book, look: XF) -> bool:
    fill = look.background
    if fill is None or fill.fill_pattern != _SOLID:
        return False
    colour = book.colour_map.get(fill.pattern_colour_index) or ()
    return bytes(colour).hex().upper() in HIGHLIGHTS


def _value(book: Book, cell: Cell, look: Style) -> Value | None:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return from_serial(float(cell.value), look.shown, since_1904=bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return ErrorValue(xlrd.error_text_from_code[int(cell.value)])
        case _:
            return None


def _hidden_columns(sheet: Sheet) -> Iterator[tuple[int, int]]:
    for column, info in sorted(sheet.colinfo_map.items()):
        if info.hidden or not info.width:
            yield column + 1, column + 1


def _links(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """The addresses, at the first cell of each: `target#place`, or `#place` within the workbook."""
    for link in sheet.hyperlink_list:
        path = link.url_or_path or ""
        # A file's short name is in the encoding of whoever wrote it, which the file does not tell.
        target = path if isinstance(path, str) else path.decode("cp1252", "replace")
        place = f"#{link.textmark}" if link.textmark else ""
        if (target or place) and link.frowx is not None and link.fcolx is not None:
            yield link.frowx + 1, link.fcolx + 1, target + place
