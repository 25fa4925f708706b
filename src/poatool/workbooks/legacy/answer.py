"""What the program that reads an older workbook answers: one JSON object."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple, TypedDict

from poatool.workbooks.model import ErrorValue


class Refusal(StrEnum):
    """Why there are no sheets."""

    PASSWORD = "password"  # noqa: S105 - a word of the answer
    NOT_TAKEN = "not-taken"
    TOO_MANY_CELLS = "too-many-cells"


class CellAnswer(NamedTuple):
    """A cell that holds something; `kind` is the type of its value, as `written` names it.

    `marks` and `runs` are those of a cell of the model. `formula`: the value is that of a formula, whose text is not
    known.
    """

    row: int
    column: int
    kind: str
    value: object
    marks: int = 0
    runs: str = ""
    formula: bool = False


Lost = tuple[int, int, str]
"""What could not be read, in a user's words, at a row and a column, or at 0 and 0 if it is of the sheet as a whole."""


class SheetAnswer(TypedDict):
    """A sheet; rows and columns count from 1, and `visible` is a word of `Visibility`."""

    name: str
    visible: str
    cells: list[CellAnswer]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: list[int]
    hidden_columns: list[tuple[int, int]]
    filtered: bool
    links: list[tuple[int, int, str]]
    comments: list[tuple[int, int, str]]
    lost: list[Lost]


class Answer(TypedDict, total=False):
    """Either `refused` or the rest. `all_told`: the reader sees more than values and merged cells."""

    refused: str
    sheets: list[SheetAnswer]
    macro_sheets: bool
    all_told: bool


class TooManyCellsError(Exception):
    """The workbook holds more cells than allowed."""


def written(value: object) -> tuple[str, object]:
    """Name the type of a value, and write it as JSON can hold it."""
    match value:
        case dt.datetime() | dt.date() | dt.time():
            return type(value).__name__, value.isoformat()
        case dt.timedelta():
            return "timedelta", value.total_seconds()
        case ErrorValue():
            return "error", value.text
        case float() if value.is_integer() and abs(value) < 10**15:
            return "int", int(value)
        case _:
            return type(value).__name__, value
