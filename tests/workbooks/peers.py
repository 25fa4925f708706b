"""Other readers of workbooks, each in a process of its own that may hang or die.

Run as a program with a reader's name, it answers each path on standard input with one line of JSON: the values by
sheet and by `row,column`, or null where the reader refuses the file.
"""

from __future__ import annotations

import datetime as dt
import json
import select
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from poatool.workbooks.model import ErrorValue

SECONDS = 15
MEMORY = 2 * 1024**3
MOST_ROWS = 70_000
# The value of a cell as a kind and a text or number, so that readers can be compared.
Plain = tuple[str, str | float]
Values = dict[str, dict[str, Plain]]


def plain(value: object) -> Plain:  # noqa: PLR0911 - a line a type
    """Write a value so that what is the same to a person is the same here."""
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


def _openpyxl(path: str) -> Iterator[tuple[str, int, int, Plain]]:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, 0, 0, ("text", "")
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS)):
            for cell in row:
                if cell.value is not None:
                    value = ErrorValue(str(cell.value)) if cell.data_type == "e" else cell.value
                    yield sheet.title, cell.row, cell.column, plain(value)


def _calamine(path: str) -> Iterator[tuple[str, int, int, Plain]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    for listed in book.sheets_metadata:
        if listed.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        yield listed.name, 0, 0, ("text", "")
        sheet = book.get_sheet_by_name(listed.name)
        first = sheet.start[1] + 1 if sheet.start else 1
        for number, values in enumerate(islice(sheet.iter_rows(), MOST_ROWS), start=1):
            for column, value in enumerate(values, start=first):
                if value != "":
                    yield listed.name, number, column, plain(value)


READERS: dict[str, Callable[[str], Iterable[tuple[str, int, int, Plain]]]] = {
    "openpyxl": _openpyxl,
    "calamine": _calamine,
}


def main(reader: str) -> None:
    """Answer each path."""
    import resource

    warnings.simplefilter("ignore")
    answers, sys.stdout = sys.stdout, sys.stderr
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        values: dict[str, dict[str, Plain]] | None = {}
        try:
            for sheet, row, column, value in READERS[reader](json.loads(line)):
                cells = values.setdefault(sheet, {})  # type: ignore[union-attr] # it is a dictionary until it fails
                if row:
                    cells[f"{row},{column}"] = value
        except BaseException:  # noqa: BLE001 - whatever it is, this reader does not read the file
            values = None
        print(json.dumps(values), file=answers, flush=True)


class Peer:
    """Another reader, started again whenever a file was too much for it."""

    def __init__(self, reader: str) -> None:
        self.reader = reader
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> Values | None:
        """The values of a file, None where the reader refuses it, hangs or dies."""
        process = self._process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        print(json.dumps(str(path)), file=process.stdin, flush=True)
        ready, _, _ = select.select([process.stdout], [], [], SECONDS)
        answer = process.stdout.readline() if ready else ""
        if not answer:
            self.stop()
            return None
        found: Any = json.loads(answer)
        if found is None:
            return None
        return {sheet: {at: (kind, value) for at, (kind, value) in cells.items()} for sheet, cells in found.items()}

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.workbooks.peers", self.reader]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, text=True)


if __name__ == "__main__":
    main(sys.argv[1])
