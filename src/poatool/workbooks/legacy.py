"""An .xls, .xlsb or .ods workbook as a Workbook, read by calamine in a process of its own.

Its reader tells neither formulas nor error values, hidden rows, comments and links, which a note says.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, assert_never

from poatool.workbooks.legacy_child import Refusal
from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Area, Feature, Note, RawCell, Sheet, Trouble, Value, Visibility, Workbook
from poatool.workbooks.refusal import RESAVE, RESEND, Refused, damaged, with_password
from poatool.workbooks.text import clean

_VISIBILITY = {"Hidden": Visibility.HIDDEN, "VeryHidden": Visibility.VERY_HIDDEN}
_NOT_KNOWN = (
    "In a workbook of this kind formulas are not told from typed values, and error values, hidden rows and columns, "
    "comments and links are not seen. Ask for an .xlsx if that matters."
)
_MACROS = (b"xl/vbaProject.bin", "_VBA_PROJECT_CUR".encode("utf-16-le"))
_READ: dict[str, Callable[[Any], Value]] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": lambda seconds: dt.timedelta(seconds=seconds),
}


def read(data: bytes, kind: str, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook of an older or open format.

    Raises:
        Refused: it is damaged, encrypted or too large, or its reader failed.
    """
    answer = _ask(data, limits)
    if "refused" in answer:
        raise _refusal(Refusal(answer["refused"]), limits)
    notes = [Note("", 0, 0, _NOT_KNOWN)]
    sheets = tuple(_sheet(sheet, notes) for sheet in answer["sheets"] if sheet["kind"] == "WorkSheet")
    if not sheets:
        raise damaged("The workbook holds no sheet.")
    features: set[Feature] = set()
    if any(sheet["kind"] == "MacroSheet" for sheet in answer["sheets"]):
        features.add(Feature.MACRO_SHEETS)
    if any(marker in data for marker in _MACROS):
        features.add(Feature.MACROS)
    return Workbook(shown_as, sha256, kind, sheets, features=frozenset(features), notes=tuple(notes))


def _refusal(refusal: Refusal, limits: Limits) -> Refused:
    match refusal:
        case Refusal.NO_READER:
            what = "Workbooks of this older kind need the reader python-calamine, which is not installed."
            return Refused(Trouble.UNSUPPORTED, what, f"Install it (pip install python-calamine), or: {RESAVE}")
        case Refusal.PASSWORD:
            return with_password()
        case Refusal.NOT_TAKEN:
            return damaged("The workbook is damaged, or written in a way that its reader does not take.")
        case Refusal.TOO_MANY_CELLS:
            return limits.exceeded("cells", "The file holds too many cells")
        case _:
            assert_never(refusal)


def _ask(data: bytes, limits: Limits) -> dict[str, Any]:
    """Have the child read the file; whatever becomes of it is one refusal."""
    numbers = (limits.cells, limits.memory_mib, limits.seconds)
    command = [sys.executable, "-P", "-m", "poatool.workbooks.legacy_child", *map(str, numbers)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, check=True)  # noqa: S603
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise limits.exceeded("seconds", "Reading the workbook took too many seconds", Trouble.READER_FAILED) from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        what = "The reader of this older kind of workbook failed on it."
        raise Refused(Trouble.READER_FAILED, what, f"{RESAVE} {RESEND}") from error
    return answer


def _sheet(sheet: dict[str, Any], notes: list[Note]) -> Sheet:
    name = clean(sheet["name"]).text
    cells = []
    for row, column, kind, written in sheet["cells"]:
        if kind == "str":
            cleaned = clean(written)
            cells.append(RawCell(row, column, cleaned.text, cleaned.text))
            if cleaned.note:
                notes.append(Note(name, row, column, cleaned.note))
        else:
            cells.append(RawCell(row, column, _READ[kind](written) if kind in _READ else written, str(written)))
    return Sheet(
        name=name,
        cells=tuple(cells),
        visibility=_VISIBILITY.get(sheet["visible"], Visibility.VISIBLE),
        merges=tuple(Area(*(corner + 1 for corner in corners)) for corners in sheet["merges"]),
    )
