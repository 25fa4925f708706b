"""Read one `<table:table-cell>` (OpenDocument 1.3 part 3): a typed value, or the text it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from poatool.workbooks.formatting import Looks
from poatool.workbooks.links import formula_link
from poatool.workbooks.model import ErrorValue, Value
from poatool.workbooks.numbers import from_iso, number_of
from poatool.workbooks.ods.names import CALCEXT, OFFICE, TABLE
from poatool.workbooks.ods.paragraphs import Written, paragraphs
from poatool.workbooks.text import clean

_KIND = f"{OFFICE}value-type"
_STRING = f"{OFFICE}string-value"
_FORMULA = f"{TABLE}formula"
_INNER_TABLE = f"{TABLE}table"
_PREFIX = re.compile(r"\A(?:[\w.-]+:)?=")
# In any language: #REF!, #BEZUG!, #¡REF!, Err:502.
_ERROR = re.compile(r"(?:#[^\s\d#]\S{1,20}|Err:\d{3})")
_DURATION = re.compile(
    r"(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,20})?)S)?)?", re.ASCII
)
_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a spreadsheet knows no time zones
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Held(NamedTuple):
    """What a cell holds, without its place; `notes` say what was cleaned or not read."""

    value: Value | None
    text: str
    formula: str | None = None
    link: str | None = None
    runs: str = ""
    notes: tuple[str, ...] = ()


class _Stored(NamedTuple):
    """A value, what the file stores for it, and a note on it."""

    value: Value | None
    text: str
    note: str | None = None


def held(cell: Element, looks: Mapping[str, Looks]) -> Held | None:
    """Read a cell; None if it is empty, without even a formula or a link. `looks` are those of `Styles`."""
    formula = cell.get(_FORMULA)
    if formula is None and not len(cell) and cell.get(_KIND) is None:
        return None
    shown = paragraphs(cell, looks)
    stored = _stored(cell, shown, calculated=formula is not None)
    link = shown.link if shown else None
    notes = [stored.note] if stored.note else []
    if cell.find(_INNER_TABLE) is not None:
        notes.append("A table within this cell was not read.")
    if formula is None and link is None and not notes and stored.value in {None, ""}:
        return None
    formula = None if formula is None else clean(_PREFIX.sub("", formula)).text
    link = link or (formula_link(formula) if formula else None)
    return Held(stored.value, stored.text, formula, link, shown.runs if shown else "", tuple(notes))


def _stored(cell: Element, shown: Written | None, *, calculated: bool) -> _Stored:
    kind = cell.get(_KIND)
    text = shown.text if shown else ""
    if _fails(cell, text, calculated=calculated):
        word = clean(text).text
        return _Stored(ErrorValue(word), word)
    if kind in _TYPES:
        attribute, name, read = _TYPES[kind]
        written = cell.get(attribute)
        value = None if written is None else read(written.strip())
        if written is not None and value is not None:
            return _Stored(value, written.strip())
        if written is not None or text:
            message = f"The file says that this cell is a {name}, but it is not one; it was read as text."
            return _Stored(*_cleaned(text or written or "")[:2], message)
    string = cell.get(_STRING)
    if string is None and shown is None and kind != "string":
        return _Stored(None, "")
    return _cleaned(string or text)


def _fails(cell: Element, shown: str, *, calculated: bool) -> bool:
    """Whether a cell shows an error. LibreOffice says so; other programs store 0 or nothing beside the error text."""
    if cell.get(f"{CALCEXT}value-type") == "error":
        return bool(shown)
    if not calculated or not _ERROR.fullmatch(shown):
        return False
    return (cell.get(f"{OFFICE}value") or "0") == "0" and not cell.get(_STRING)


def _cleaned(text: str) -> _Stored:
    cleaned, note = clean(text)
    return _Stored(cleaned, cleaned, note)


def _date(written: str) -> Value | None:
    value = from_iso(written)
    return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value


def _duration(written: str) -> Value | None:
    """A time of day if it is less than a day, as times are stored; else a duration."""
    found = _DURATION.fullmatch(written)
    if found is None:
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
    "float": (f"{OFFICE}value", "number", number_of),
    "percentage": (f"{OFFICE}value", "number", number_of),
    "currency": (f"{OFFICE}value", "number", number_of),
    "date": (f"{OFFICE}date-value", "date", _date),
    "time": (f"{OFFICE}time-value", "time", _duration),
    "boolean": (f"{OFFICE}boolean-value", "true or false value", _BOOLEANS.get),
}
