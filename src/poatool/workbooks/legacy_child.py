"""The program that reads one .xls, .xlsb or .ods file for `legacy`, apart from the tool since it may crash.

The file comes in on standard input. On standard output goes one JSON object: `{"sheets": […]}`, or `{"refused": why}`
with one of the words of `Refusal`.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from types import ModuleType
from typing import Any

MIB = 1024 * 1024


class Refusal(StrEnum):
    """Why the child gave no sheets."""

    NO_READER = "no-reader"
    PASSWORD = "password"  # noqa: S105 - a word of the answer
    NOT_TAKEN = "not-taken"
    TOO_MANY_CELLS = "too-many-cells"


class TooManyCellsError(Exception):
    """The workbook holds more cells than allowed."""


def main(cells: int, memory_mib: int, seconds: int) -> None:
    """Read the file and answer."""
    try:
        import python_calamine as calamine
    except ImportError:
        answer: dict[str, object] = {"refused": Refusal.NO_READER}
    else:
        _limit(memory_mib, seconds)
        answer = _answer(calamine, sys.stdin.buffer.read(), cells)
    json.dump(answer, sys.stdout)


def _limit(memory_mib: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * MIB, memory_mib * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(calamine: ModuleType, data: bytes, cells: int) -> dict[str, object]:
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {"sheets": list(_sheets(workbook, cells))}
    except calamine.CalamineError as error:
        return {"refused": Refusal.PASSWORD if "password" in str(error) else Refusal.NOT_TAKEN}
    except TooManyCellsError:
        return {"refused": Refusal.TOO_MANY_CELLS}


def _sheets(workbook: Any, room: int) -> Iterator[dict[str, object]]:  # noqa: ANN401 - an optional dependency's type
    for listed in workbook.sheets_metadata:
        kind = str(listed.typ).rpartition(".")[2]
        if kind != "WorkSheet":
            yield {"name": listed.name, "kind": kind}
            continue
        sheet = workbook.get_sheet_by_name(listed.name)
        found = list(_cells(sheet, room))
        room -= len(found)
        yield {
            "name": listed.name,
            "kind": kind,
            "visible": str(listed.visible).rpartition(".")[2],
            "cells": found,
            "merges": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
        }


def _cells(sheet: Any, room: int) -> Iterator[list[object]]:  # noqa: ANN401
    """The cells that hold anything, as [row, column, type, value]; rows are counted from the sheet's first."""
    first_column = sheet.start[1] + 1 if sheet.start else 1
    for row, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=first_column):
            if value != "":
                room -= 1
                if room < 0:
                    raise TooManyCellsError
                yield [row, column, *_written(value)]


def _written(value: object) -> tuple[str, object]:
    match value:
        case dt.datetime() | dt.date() | dt.time():
            return type(value).__name__, value.isoformat()
        case dt.timedelta():
            return "timedelta", value.total_seconds()
        case float() if value.is_integer() and abs(value) < 10**15:
            return "int", int(value)
        case _:
            return type(value).__name__, value


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
