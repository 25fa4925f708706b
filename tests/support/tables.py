"""Workbooks written as Markdown tables, so that a test shows what an agency sent."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from poatool.workbooks.model import ErrorValue, RawCell, Sheet, Value, Workbook

_ERRORS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!"})
_DATED = " as a date"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_RULE = re.compile(r"\s*\|?(\s*:?-{3,}:?\s*\|?)+\s*")


def sheet_from_markdown(text: str, name: str = "Sheet1", top: int = 1) -> Sheet:
    r"""Make a sheet of a Markdown table; its first line is row `top`, its first column is A.

    A number is a number, `"9"` is the text 9, `#REF!` is an error, `\n` a line break, `\|` a bar. `=A1` is a formula
    that was never calculated, `=A1 -> 9` one with its value. `9 as a date` is 9 in a cell that shows dates. An empty
    line is an empty row; a rule (`|---|`) is not a row. The file stores what was typed.
    """
    cells: list[RawCell] = []
    row = top - 1
    for line in text.strip("\n").splitlines():
        if line.strip() and _RULE.fullmatch(line):
            continue
        row += 1
        cells.extend(_cells(row, line.strip()))
    return Sheet(name, tuple(cells))


def workbook_from_sheets(
    *sheets: Sheet, path: str = "mbie.xlsx", properties: Mapping[str, str] | None = None, kind: str = "xlsx"
) -> Workbook:
    return Workbook(path, "0" * 64, kind, sheets, properties or {})


def workbook_from_markdown(
    *texts: str, path: str = "mbie.xlsx", properties: Mapping[str, str] | None = None, kind: str = "xlsx"
) -> Workbook:
    """Make a workbook of Markdown tables, one for each sheet: Sheet1, Sheet2, …"""
    sheets = [sheet_from_markdown(text, f"Sheet{number}") for number, text in enumerate(texts, 1)]
    return workbook_from_sheets(*sheets, path=path, properties=properties, kind=kind)


def with_links(sheet: Sheet, links: Mapping[tuple[int, int], str]) -> Sheet:
    cells = [cell._replace(link=links.get((cell.row, cell.column))) for cell in sheet.cells]
    return sheet._replace(cells=tuple(cells))


def _cells(row: int, line: str) -> Sequence[RawCell]:
    parts = re.split(r"(?<!\\)\|", line.removeprefix("|").removesuffix("|"))
    typed = [part.strip().replace("\\n", "\n").replace("\\|", "|") for part in parts]
    return [_cell(row, column, text) for column, text in enumerate(typed, 1) if text]


def _cell(row: int, column: int, text: str) -> RawCell:
    if text.startswith("="):
        formula, _, result = text[1:].partition(" -> ")
        return RawCell(row, column, _value(result) if result else None, result, formula.strip())
    value = _value(text)
    return RawCell(row, column, value, value if isinstance(value, str) else text.removesuffix(_DATED))


def _value(text: str) -> Value:
    if text in _ERRORS:
        return ErrorValue(text)
    if _NUMBER.fullmatch(text) and not (len(text) > 1 and text.startswith("0") and "." not in text):
        return float(text) if "." in text else int(text)
    if text.endswith(_DATED):
        return dt.date(1899, 12, 31) + dt.timedelta(int(text.removesuffix(_DATED)))
    return text[1:-1] if len(text) > 1 and text.startswith('"') and text.endswith('"') else text
