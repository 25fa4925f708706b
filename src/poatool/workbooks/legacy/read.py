"""An .xls or .xlsb workbook as a Workbook: xlrd reads .xls, `by_records` .xlsb, and calamine what they do not take.

calamine tells little besides values, which a note says.
"""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, assert_never

from poatool.workbooks.legacy.answer import Answer, Refusal, SheetAnswer
from poatool.workbooks.limits import Limits
from poatool.workbooks.links import at_cells
from poatool.workbooks.model import (
    Area,
    ErrorValue,
    Feature,
    Marks,
    Note,
    RawCell,
    Sheet,
    Trouble,
    Value,
    Visibility,
    Workbook,
)
from poatool.workbooks.refusal import RESAVE, RESEND, Refused, damaged, with_password
from poatool.workbooks.text import clean

_LITTLE_TOLD = (
    "This workbook is written in an unusual way, so that little but its values is read: formulas are not told from "
    "typed values, dates and times may come out wrong, and {merged}error values, hidden rows and columns, filters, "
    "comments and links are not seen, nor what is highlighted or struck through. Open it in Excel and save it "
    "as .xlsx if any of that matters."
)
_WORKED_TOO_LONG = -getattr(signal, "SIGXCPU", 0) or None
"""How a reader ends that the system has stopped, where it counts its work."""

_PATIENCE = 4 if _WORKED_TOO_LONG else 1
"""For how many times as long as a reader may work it is waited for: the computer may be busy with something else."""

_UNKNOWN_FORMULA = "…"
_MACROS = (b"xl/vbaProject.bin", "_VBA_PROJECT_CUR".encode("utf-16-le"))
_READ: dict[str, Callable[[Any], Value]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": lambda seconds: dt.timedelta(seconds=seconds),
    "error": ErrorValue,
}


def read(data: bytes, kind: str, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook of an older format.

    Raises:
        Refused: it is damaged, encrypted or too large, or its reader failed.
    """
    answer = _ask(data, kind, limits)
    if "refused" in answer:
        raise _refusal(Refusal(answer["refused"]), limits)
    little_told = _LITTLE_TOLD.format(merged="" if kind == "xls" else "merged cells, ")
    notes = [] if answer["all_told"] else [Note("", 0, 0, little_told)]
    sheets = tuple(_sheet(sheet, notes) for sheet in answer["sheets"])
    if not sheets:
        raise damaged("The workbook holds no sheet.")
    features: set[Feature] = set()
    if answer["macro_sheets"]:
        features.add(Feature.MACRO_SHEETS)
    if any(marker in data for marker in _MACROS):
        features.add(Feature.MACROS)
    return Workbook(shown_as, sha256, kind, sheets, features=frozenset(features), notes=tuple(notes))


def _refusal(refusal: Refusal, limits: Limits) -> Refused:
    match refusal:
        case Refusal.PASSWORD:
            return with_password()
        case Refusal.NOT_TAKEN:
            return damaged("The workbook is damaged, or written in a way that its reader does not take.")
        case Refusal.TOO_MANY_CELLS:
            return limits.exceeded("cells", "The file holds too many cells")
        case _:
            assert_never(refusal)


def _ask(data: bytes, kind: str, limits: Limits) -> Answer:
    """Have the child read the file; whatever becomes of it is one refusal."""
    numbers = (limits.cells, limits.memory_mib, limits.seconds)
    command = [sys.executable, "-P", "-m", "poatool.workbooks.legacy.child", kind, *map(str, numbers)]
    try:
        wait = limits.seconds * _PATIENCE
        done = subprocess.run(command, input=data, capture_output=True, timeout=wait, check=True)  # noqa: S603 - our own
        answer: Answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        if isinstance(error, subprocess.TimeoutExpired) or getattr(error, "returncode", 0) == _WORKED_TOO_LONG:
            what = "Reading the workbook took too many seconds"
            raise limits.exceeded("seconds", what, Trouble.READER_FAILED) from error
        what = "The reader of this older kind of workbook failed on it."
        raise Refused(Trouble.READER_FAILED, what, f"{RESAVE} {RESEND}") from error
    return answer


def _sheet(sheet: SheetAnswer, notes: list[Note]) -> Sheet:
    name = clean(sheet["name"]).text
    cells = []
    for row, column, kind, written, marks, runs, calculated in sheet["cells"]:
        text, note = clean(str(written))
        value: Any = text if kind == "str" else _READ[kind](written) if kind in _READ else written
        formula = _UNKNOWN_FORMULA if calculated else None
        cells.append(RawCell(row, column, value, text, formula, runs=runs, marks=Marks(marks) if marks else Marks.NONE))
        if note:
            notes.append(Note(name, row, column, note))
    notes += [Note(name, row, column, what, lost=True) for row, column, what in sheet["lost"]]
    return Sheet(
        name=name,
        cells=tuple(at_cells(cells, {(row, column): clean(link).text for row, column, link in sheet["links"]})),
        visibility=Visibility(sheet["visible"]),
        hidden_rows=frozenset(sheet["hidden_rows"]),
        hidden_columns=tuple((first, last) for first, last in sheet["hidden_columns"]),
        filtered=sheet["filtered"],
        merges=tuple(Area(*corners) for corners in sheet["merges"]),
        comments={(row, column): clean(text).text for row, column, text in sheet["comments"]},
    )
