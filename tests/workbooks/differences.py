"""How two readers' values of one file differ, and which differences are expected."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from poatool.workbooks.model import Unreadable, Workbook
from poatool.workbooks.text import decode
from tests.workbooks.peers import MOST_ROWS, Plain, Values, plain

EXPECTATIONS = Path(__file__).with_name("expectations.toml")


def expected() -> dict[tuple[str, str], set[str]]:
    """The kinds of difference that are expected, by reader and file."""
    table = tomllib.loads(EXPECTATIONS.read_text("utf-8"))
    found: dict[tuple[str, str], set[str]] = {}
    for entry in table["difference"]:
        assert entry["reason"]
        for file in entry["files"]:
            found.setdefault((entry["reader"], file), set()).add(entry["kind"])
    return found


def differences(ours: Workbook | Unreadable, theirs: Values | None) -> set[str]:
    """The kinds of difference between what this tool and another reader found; none where the other refuses."""
    if theirs is None:
        return set()
    if isinstance(ours, Unreadable):
        return {"refused here"}
    mine, linked = _values(ours), _linked(ours)
    kinds = {"sheet missing there" for name in mine if name not in theirs}
    kinds |= {"sheet missing here" for name in theirs if name not in mine}
    for name in mine.keys() & theirs.keys():
        kinds.update(_in_sheet(mine[name], theirs[name], linked[name]))
    return kinds


def _in_sheet(mine: Mapping[str, Plain], theirs: Mapping[str, Plain], linked: set[str]) -> Iterator[str]:
    for at in mine.keys() | theirs.keys():
        here, there = mine.get(at), theirs.get(at)
        if there == ("text", ""):
            there = None
        if here != there:
            yield "link read as the value" if here is None and at in linked else kind_of(here, there)


def kind_of(here: Plain | None, there: Plain | None) -> str:  # noqa: C901, PLR0911 - a line a kind
    """Name the kind of a difference; a pair of kinds that has no name of its own is named by what it is."""
    match here, there:
        case ("error", _), None:
            return "error value blank there"
        case ("error", _), ("number", _):
            return "error value read as a number there"
        case ("text", str(text)), None if not text.strip():
            return "blank text missing there"
        case ("text", str(text)), ("text", str(other)) if decode(other).text == text:
            return "text not cleaned there"
        case ("text", str(text)), ("text", str(other)) if text.strip() == other:
            return "text trimmed there"
        case ("number", _), ("date" | "time", _):
            return "number that is no calendar date"
        case ("duration", _), ("number" | "date" | "time" | "text", _):
            return "duration read otherwise there"
        case ("date", _), ("number", _):
            return "date read as a number there"
        case ("date", str(day)), ("time", _) if day.startswith("1904-01-01"):
            return "first day of 1904 read as midnight there"
        case ("date", _), ("text", _):
            return "written date read as text there"
    return f"{here and here[0]} here, {there and there[0]} there"


def _values(workbook: Workbook) -> Values:
    return {
        sheet.name: {
            f"{cell.row},{cell.column}": plain(cell.value)
            for cell in sheet.cells
            if cell.value is not None and cell.value != "" and cell.row <= MOST_ROWS
        }
        for sheet in workbook.sheets
    }


def _linked(workbook: Workbook) -> dict[str, set[str]]:
    return {sheet.name: {f"{cell.row},{cell.column}" for cell in sheet.cells if cell.link} for sheet in workbook.sheets}
