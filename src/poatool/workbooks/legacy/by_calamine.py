"""A workbook as python-calamine reads it: values and merged cells, and nothing of formulas, errors and hidden rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from poatool.workbooks.legacy.answer import Answer, CellAnswer, Refusal, SheetAnswer, TooManyCellsError, written

_VISIBLE = {"Hidden": "hidden", "VeryHidden": "very_hidden"}


def read(data: bytes, room: int) -> Answer:
    """Read a workbook of any older kind.

    Raises:
        TooManyCellsError: it holds more than `room`.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        return {"refused": Refusal.NO_READER}
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        listed = [(sheet, str(sheet.typ).rpartition(".")[2]) for sheet in workbook.sheets_metadata]
        names = [(sheet.name, str(sheet.visible).rpartition(".")[2]) for sheet, kind in listed if kind == "WorkSheet"]
        macros = any(kind == "MacroSheet" for _, kind in listed)
        return {"sheets": list(_sheets(workbook, names, room)), "macro_sheets": macros, "hidden_told": False}
    except calamine.CalamineError as error:
        return {"refused": Refusal.PASSWORD if "password" in str(error) else Refusal.NOT_TAKEN}


def _sheets(workbook: Any, names: list[tuple[str, str]], room: int) -> Iterator[SheetAnswer]:  # noqa: ANN401 - an optional dependency's type
    for name, visible in names:
        sheet = workbook.get_sheet_by_name(name)
        cells = list(_cells(sheet, room))
        room -= len(cells)
        yield {
            "name": name,
            "visible": _VISIBLE.get(visible, "visible"),
            "cells": cells,
            "merges": [
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ],
            "hidden_rows": [],
            "hidden_columns": [],
            "links": [],
            "comments": [],
        }


def _cells(sheet: Any, room: int) -> Iterator[CellAnswer]:  # noqa: ANN401
    """The cells that hold anything; rows are counted from the sheet's first."""
    first_column = sheet.start[1] + 1 if sheet.start else 1
    for row, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                room -= 1
                if room < 0:
                    raise TooManyCellsError
                yield CellAnswer(row, column, *written(value))
