"""Read workbooks with calamine, in a separate process that may hang or die.

Run as a program, it answers each path on standard input with one line of JSON: the values by sheet and by
`row,column`, or null where calamine refuses the file.
"""

import datetime as dt
import json
import select
import subprocess
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from poatool.workbooks.model import ErrorValue

SECONDS = 15
MEMORY = 2 * 1024**3
MOST_ROWS = 70_000
# The value of a cell as a kind and a text or number, so that readers can be compared.
Plain = tuple[str, str | float]
Values = dict[str, dict[str, Plain]]


def plain(value: object) -> Plain:  # noqa: PLR0911 - one line for each type
    """Write a value so that values that look the same to a person are equal."""
    match value:
        case bool():
            return "bool", str(value)
        case int() | float():
            return "number", float(value)
        case dt.datetime():
            rounded = value + dt.timedelta(milliseconds=0.5)
            return "date", rounded.replace(tzinfo=None).isoformat(timespec="milliseconds")
        case dt.date():
            return plain(dt.datetime(value.year, value.month, value.day))  # noqa: DTZ001 - no zones in a workbook
        case dt.time():
            return "time", value.isoformat(timespec="seconds")
        case dt.timedelta():
            return "duration", round(value.total_seconds(), 3)
        case ErrorValue():
            return "error", value.text
        case _:
            return "text", str(value)


def _read(path: str) -> Values:
    book = python_calamine.CalamineWorkbook.from_path(path)
    values: Values = {}
    for listed in book.sheets_metadata:
        if listed.typ is python_calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(listed.name)
            first = sheet.start[1] + 1 if sheet.start else 1
            values[listed.name] = {
                f"{row},{column}": plain(value)
                for row, found in enumerate(islice(sheet.iter_rows(), MOST_ROWS), start=1)
                for column, value in enumerate(found, start=first)
                if value != ""
            }
    return values


def main() -> None:
    import resource

    answers, sys.stdout = sys.stdout, sys.stderr
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        try:
            values: Values | None = _read(json.loads(line))
        except BaseException:  # noqa: BLE001 - whatever the error, calamine does not read the file
            values = None
        print(json.dumps(values), file=answers, flush=True)


def read_all(paths: Iterable[Path]) -> dict[Path, Values | None]:
    """The values of each file; None if calamine refuses it, hangs or dies, after which it is started again."""
    found: dict[Path, Values | None] = {}
    process = None
    for path in paths:
        process = process or subprocess.Popen(
            [sys.executable, "-m", "tests.workbooks.calamine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        print(json.dumps(str(path)), file=process.stdin, flush=True)
        ready, _, _ = select.select([process.stdout], [], [], SECONDS)
        answer = process.stdout.readline() if ready else ""
        values: Any = json.loads(answer or "null")
        found[path] = values and {
            sheet: {at: (kind, value) for at, (kind, value) in cells.items()} for sheet, cells in values.items()
        }
        if not answer:
            process.kill()
            process.communicate()
            process = None
    if process:
        process.communicate()
    return found


if __name__ == "__main__":
    main()
