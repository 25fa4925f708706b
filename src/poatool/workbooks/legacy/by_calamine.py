"""A workbook as python-calamine reads it: values and merged cells, and nothing of formulas, errors and hidden rows."""

from __future__ import annotations

import io
from collections.abc import Iterator

import python_calamine as calamine

from poatool.workbooks.legacy.answer import Answer, CellAnswer, Refusal, SheetAnswer, TooManyCellsError, written

_VISIBLE = {"Hidden": "hidden", "VeryHidden": "very_hidden"}


def read(data: bytes, room: int) -> Answer:
    """Read a workbook of any older kind.

    Raises:
        TooManyCellsError: it holds more than `room`.
    """
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        macros = any(listed.typ == calamine.SheetTypeEnum.MacroSheet for listed in workbook.sheets_metadata)
        return {"sheets": list(_sheets(workbook, room)), "macro_sheets": macros, "all_told": False}
    except calamine.CalamineError as error:
        return {"refused": Refusal.PASSWORD if "password" in str(error) else Refusal.NOT_TAKEN}


def _sheets(workbook: calamine.CalamineWorkbook, room: int) -> Iterator[SheetAnswer]:
    for listed in workbook.sheets_metadata:
        if listed.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(listed.name)
        cells = list(_cells(sheet, room))
        room -= len(cells)
        yield {
            "name": listed.name,
            "visible": _VISIBLE.get(str(listed.visible).rpartition(".")[2], "visible"),
            "cells": cells,
            "merges": [
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ],
            "hidden_rows": [],
            "hidden_columns": [],
            "filtered": False,
            "links": [],
            "comments": [],
            "lost": [],
        }


def _cells(sheet: calamine.CalamineSheet, room: int) -> Iterator[CellAnswer]:
    """The cells that hold anything; rows are counted from the sheet's first."""
    first_column = sheet.start[1] + 1 if sheet.start else 1
    for row, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                room -= 1
                if room < 0:
                    raise TooManyCellsError
                yield CellAnswer(row, column, *written(value))
