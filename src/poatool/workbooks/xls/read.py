"""Read an .xls or .xlt workbook. xlrd reads it in a child process; notes say what it cannot read."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict

from poatool.workbooks.formatting import PLAIN, Shown, Style, from_serial, with_links
from poatool.workbooks.limits import RESAVE, Limits, Refused, damaged
from poatool.workbooks.model import (
    Area,
    CellRun,
    ErrorValue,
    Feature,
    Looks,
    Marks,
    Note,
    Sheet,
    Trouble,
    Value,
    Visibility,
    Workbook,
    raw_cell,
)
from poatool.workbooks.text import clean
from poatool.workbooks.xls.child import Answer, SheetAnswer, Written

_NOT_TOLD = (
    "In an old Excel workbook (.xls) formulas cannot be told from typed values, nor filtered rows from hidden ones. "
    "If that matters, save it as .xlsx (File > Save As > Excel Workbook) and send that."
)
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None  # exit status after RLIMIT_CPU
# The clock time that the child may take, as a multiple of its processor seconds, as the computer may be busy.
_PATIENCE = 4 if _OUT_OF_TIME else 1
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_VISIBILITY = (Visibility.VISIBLE, Visibility.HIDDEN, Visibility.VERY_HIDDEN)
_LONGEST_WHOLE = 10**15


def read(data: bytes, shown_as: str, sha256: str, limits: Limits) -> Workbook:
    """Read a workbook. Raises Refused if it is malformed, encrypted or too large, or the child process fails."""
    answer = _ask(data, limits)
    notes = [Note("", 0, 0, _NOT_TOLD)]
    styles = [Style(Shown(shown), Marks(marks)) for shown, marks in answer["styles"]]
    sheets = tuple(_sheet(sheet, styles, notes, since_1904=answer["since_1904"]) for sheet in answer["sheets"])
    if not sheets:
        raise damaged("The workbook has no sheet.")
    features = {Feature.MACRO_SHEETS} if answer["macro_sheets"] else set()
    if _MACROS in data:
        features.add(Feature.MACROS)
    properties = {f"custom.{name}": clean(text).text for name, text in answer["properties"].items()}
    return Workbook(shown_as, sha256, "xls", sheets, properties, frozenset(features), tuple(notes))


def _ask(data: bytes, limits: Limits) -> Answer:
    """Read it in a child process; any failure raises Refused."""
    command = [sys.executable, "-P", "-m", "poatool.workbooks.xls.child", json.dumps(asdict(limits))]
    try:
        wait = limits.seconds * _PATIENCE
        done = subprocess.run(command, input=data, capture_output=True, timeout=wait, check=True)  # noqa: S603 - our own
        answer: Answer | list[str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        if isinstance(error, subprocess.TimeoutExpired) or getattr(error, "returncode", 0) == _OUT_OF_TIME:
            message = "Reading the workbook took too many seconds"
            raise limits.exceeded("seconds", message, Trouble.READER_FAILED) from error
        message = "This old Excel workbook (.xls) could not be read: it is damaged or needs too much memory."
        raise Refused(Trouble.READER_FAILED, message, RESAVE) from error
    if isinstance(answer, list):
        trouble, message, hint = answer
        raise Refused(Trouble(trouble), message, hint)
    return answer


def _sheet(answer: SheetAnswer, styles: list[Style], notes: list[Note], *, since_1904: bool) -> Sheet:
    name = clean(answer["name"]).text
    cells = []
    for row, column, written, style, runs in answer["cells"]:
        shown, marks = styles[style] if style < len(styles) else PLAIN
        text, note = clean(written[0] if isinstance(written, list) else str(written))
        value = _value(written, text, shown, since_1904=since_1904)
        parts = tuple(CellRun(part, Looks() if on is None else Looks.only(Marks(on))) for part, on in runs)
        cells.append(raw_cell((row, column, value, text, None, None, parts, marks)))
        if note:
            notes.append(Note(name, row, column, note))
    return Sheet(
        name=name,
        cells=tuple(with_links(cells, {(row, column): clean(link).text for row, column, link in answer["links"]})),
        visibility=_VISIBILITY[min(answer["visibility"], 2)],
        hidden_rows=frozenset(answer["hidden_rows"]),
        hidden_columns=frozenset(answer["hidden_columns"]),
        merges=tuple(Area(*corners) for corners in answer["merges"]),
        comments={(row, column): clean(text).text for row, column, text in answer["comments"]},
    )


def _value(written: Written, text: str, shown: Shown, *, since_1904: bool) -> Value:
    match written:
        case bool():
            return written
        case float() | int():
            value = from_serial(float(written), shown, since_1904=since_1904)
            is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LONGEST_WHOLE
            return int(written) if is_whole else value
        case str():
            return text
        case _:
            return ErrorValue(text)
