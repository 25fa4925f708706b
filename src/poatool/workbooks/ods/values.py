"""Read the values of .ods cells: numbers, dates, durations, errors and formulas."""

import datetime as dt
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import formula_link
from poatool.workbooks.model import CellRun, ErrorValue, Marks, Value, clean
from poatool.workbooks.number_formats import from_iso, number_of, percent
from poatool.workbooks.ods import CALCEXT, OFFICE, TABLE
from poatool.workbooks.ods.paragraphs import Looks, paragraphs

_KIND = f"{OFFICE}value-type"
_STRING = f"{OFFICE}string-value"
_OWN_KIND = f"{CALCEXT}value-type"
_FORMULA = f"{TABLE}formula"
_INNER_TABLE = f"{TABLE}table"
_PREFIX = re.compile(r"\A(?:[\w.-]+:)?=")
# In any language: #REF!, #BEZUG!, #¡REF!, Err:502.
_ERROR = re.compile(r"(?:#[^\s\d#]\S{1,20}|Err:\d{3})")
_DURATION = re.compile(r"(?a)(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,20})?)S)?)?")
_DECIMALS = re.compile(r"(?a)(?:[.,](\d+)|\d)\s*%")  # of a number shown in percent
_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no time zones
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

Content = tuple[Value | None, str, str | None, str | None, tuple[CellRun, ...], list[str]]
"""The content of a cell: value, text, formula, link, runs of a rich text, notes on what was cleaned or not read.

A bare tuple, since each cell makes one and unpacks it at once.
"""


def cell_content(cell: Element, looks: Looks, marks: Marks) -> Content | None:
    """Read a cell with these marks; None if it is empty and has no formula or link. `looks` are those of `Styles`."""
    formula, kind = cell.get(_FORMULA), cell.get(_KIND)
    if formula is None and kind is None and not len(cell):
        return None
    text, link, runs = paragraphs(cell, looks, marks) or (None, None, ())
    value, stored, note = _stored(cell, kind, text, calculated=formula is not None)
    notes = [note] if note else []
    if (text is None or len(cell) > 1) and cell.find(_INNER_TABLE) is not None:
        notes.append("A table within this cell was not read.")
    if formula is not None:
        formula = clean(_PREFIX.sub("", formula)).text
        link = link or formula_link(formula)
    elif link is None and not notes and value in {None, ""}:
        return None
    return value, stored, formula, link, runs, notes


def _stored(
    cell: Element, kind: str | None, shown: str | None, *, calculated: bool
) -> tuple[Value | None, str, str | None]:
    """The value of a cell, what the file stores for it, and a note. `shown` is the text of its paragraphs, or None."""
    string = cell.get(_STRING)
    # LibreOffice says whether a cell shows an error; other programs store 0 or nothing beside the error's text.
    failed = cell.get(_OWN_KIND) == "error" or (
        calculated and not string and _ERROR.fullmatch(shown or "") and (cell.get(f"{OFFICE}value") or "0") == "0"
    )
    if shown and failed:
        word = clean(shown).text
        return ErrorValue(word), word, None
    message = None
    if kind in _TYPES:
        attribute, name, read = _TYPES[kind]
        written = cell.get(attribute)
        value = None if written is None else read(written.strip())
        if kind == "percentage" and isinstance(value, int | float) and (decimals := _DECIMALS.search(shown or "")):
            value = percent(value, len(decimals[1] or ""))
        if written is not None and value is not None:
            return value, written.strip(), None
        if written is not None or shown:
            string = shown or written
            message = f"The file says that this cell is a {name}, but it is not one; it was read as text."
    if string is None and shown is None and kind != "string":
        return None, "", None
    text, note = clean(string or shown or "")
    return text, text, message or note


def _duration(written: str) -> Value | None:
    """Read a duration. If it is shorter than a day, it is a time of day, because files store these as durations too."""
    if (found := _DURATION.fullmatch(written)) is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
    try:
        length = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    if found[1]:
        return -length
    return (_MIDNIGHT + length).time() if length < _DAY else length


_TYPES: dict[str | None, tuple[str, str, Callable[[str], Value | None]]] = {
    **dict.fromkeys(("float", "percentage", "currency"), (f"{OFFICE}value", "number", number_of)),
    "date": (f"{OFFICE}date-value", "date", from_iso),
    "time": (f"{OFFICE}time-value", "time", _duration),
    "boolean": (f"{OFFICE}boolean-value", "true or false value", _BOOLEANS.get),
}
