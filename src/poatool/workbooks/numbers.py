"""Numbers, dates and times as spreadsheet files store them."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum

from poatool.text import lazy_pattern
from poatool.workbooks.model import Value

_LONGEST_INTEGER = 18
_EPOCH_1900 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - nor here
_LEAP_BUG = 60
_LAST = 2_958_466
_MILLISECONDS_A_DAY = 86_400_000


class Shown(Enum):
    """How a number format shows a number."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


# ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates and times of East Asian editions.
_DATES = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))
_TIMES = (*range(18, 22), *range(32, 36), 45, 47)
BUILT_IN = {**dict.fromkeys(_DATES, Shown.DATE), **dict.fromkeys(_TIMES, Shown.TIME), 46: Shown.DURATION}

_LITERAL = lazy_pattern(r'"[^"]*"?|\\.|_.|\*.|General|E[+-]', re.IGNORECASE | re.DOTALL)
_CLOCK = lazy_pattern("AM/PM|A/P", re.IGNORECASE)
_ELAPSED = lazy_pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = lazy_pattern(r"\[[^\]]*\]")


def number_of(text: str) -> int | float | None:
    """Read a number as XML writes it: an int if it has neither a decimal point nor an exponent."""
    if not text.isascii() or "_" in text:
        return None
    digits = text.removeprefix("-")
    if digits.isdigit() and len(digits) <= _LONGEST_INTEGER:
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def shown(code: str) -> Shown:
    """Tell how a custom number format shows a positive number, from its first section."""
    section = _CLOCK.sub("h", _LITERAL.sub("", code).partition(";")[0])
    if _ELAPSED.search(section):
        return Shown.DURATION
    letters = set(_BRACKETED.sub("", section).casefold())
    if letters & set("dyeb"):
        return Shown.DATE
    if letters & set("hs"):
        return Shown.TIME
    return Shown.DATE if "m" in letters else Shown.NUMBER


def from_serial(number: float, as_shown: Shown, *, since_1904: bool) -> Value:
    """Convert a serial number to the date, time or duration that its cell shows.

    A number that is no calendar date (0, negative, 29 February 1900, past the year 9999) stays a number.
    """
    match as_shown:
        case Shown.NUMBER:
            return number
        case Shown.DURATION:
            return _duration(number)
        case Shown.TIME if 0 <= number < 1:
            return _time(number)
        case Shown.DATE | Shown.TIME:
            return _date(number, since_1904=since_1904)


def from_iso(text: str) -> Value | None:
    """Read an ISO 8601 date, time, or both; None if it is not one."""
    for read in (dt.date.fromisoformat, dt.time.fromisoformat, dt.datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def _duration(number: float) -> Value:
    try:
        return dt.timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
    except (OverflowError, ValueError):  # too large, or not a number
        return number


def _time(number: float) -> dt.time:
    return (_EPOCH_1904 + dt.timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))).time()


def _date(number: float, *, since_1904: bool) -> Value:
    if since_1904:
        first, epoch = 0, _EPOCH_1904
    else:
        first, epoch = 1, _EPOCH_1900 + dt.timedelta(days=number < _LEAP_BUG)
    if not first <= number < _LAST or (not since_1904 and int(number) == _LEAP_BUG):
        return number
    try:
        moment = epoch + dt.timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
    except OverflowError:
        return number
    return moment.date() if number == int(number) else moment
