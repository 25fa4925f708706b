"""Interpret number formats and serial numbers: whether a number is a date, a time or hidden, and what it shows."""

import datetime as dt
import re
from contextlib import suppress
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
    PERCENT_0 = "0%"
    PERCENT_1 = "0.0%"
    PERCENT_2 = "0.00%"


# ECMA-376 part 1, 18.8.30; 27-36 and 50-58 are dates and times of East Asian editions.
_DATES = (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))
_TIMES = (*range(18, 22), *range(32, 36), 45, 47)
BUILT_IN = {9: Shown.PERCENT_0, 10: Shown.PERCENT_2, 46: Shown.DURATION}
BUILT_IN |= {**dict.fromkeys(_DATES, Shown.DATE), **dict.fromkeys(_TIMES, Shown.TIME)}

_TEXT = 3  # the section of a format that is for text, counted from 0
_DIGIT_BESIDE = lazy_pattern(r'[0#?]["\\]\d|\d"[0#?]|\\\d[0#?]')
_LITERAL = lazy_pattern(r'"[^"]*"?|\\.|_.|\*.|General|E[+-]', re.IGNORECASE | re.DOTALL)
_PERCENT = lazy_pattern(r"[0#?](?:\.([0#?]+))?\s*%")
_PERCENTS = (Shown.PERCENT_0, Shown.PERCENT_1, Shown.PERCENT_2)  # by the number of decimals
_CLOCK = lazy_pattern("AM/PM|A/P", re.IGNORECASE)
_ELAPSED = lazy_pattern(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETED = lazy_pattern(r"\[[^\[\]]*\]")
PAGE_CODE = lazy_pattern(r'&(?:"[^"]{0,80}"|K[0-9A-Fa-f+-]{6,8}|\d{1,3}|[A-Z])')
"""`&L`, `&"Arial,Bold"`, `&12`, `&P` in a page header (ECMA-376 part 1, 18.3.1.46)."""


def number_of(text: str) -> int | float | None:
    """Read a number written in XML: an int if it has neither a decimal point nor an exponent."""
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
    if found := _PERCENT.search(section):
        return _PERCENTS[min(len(found[1] or ""), len(_PERCENTS) - 1)]
    letters = set(_BRACKETED.sub("", section).casefold())
    if letters & set("dyeb"):
        return Shown.DATE
    if letters & set("hs"):
        return Shown.TIME
    return Shown.DATE if "m" in letters else Shown.NUMBER


def hides(code: str) -> bool:
    """Whether a custom number format hides a value, or shows something else instead: `;;;`, `"5"`, `[White]@`.

    If the section for text has no `@`, it replaces every text: `0;-0;0;"On track"` shows `On track`.
    """
    section, *others = code.split(";", _TEXT)
    if len(others) == _TEXT and not ("@" in others[-1] or "general" in others[-1].casefold()):
        return True
    if _DIGIT_BESIDE.search(section) or "[white]" in section.casefold():
        return True
    return "general" not in section.casefold() and not set(_LITERAL.sub("", section).casefold()) & set("0#?@dymhsbe")


def from_serial(number: float, as_shown: Shown, *, since_1904: bool) -> Value:
    """Convert a number to the date, time, duration or percentage that its cell shows.

    A number that is not a calendar date (0, negative, 29 February 1900, after the year 9999) remains a number.
    """
    if as_shown in (Shown.NUMBER, *_PERCENTS):
        return number if as_shown is Shown.NUMBER else percent(number, _PERCENTS.index(as_shown))
    try:
        length = dt.timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
        if as_shown is Shown.DURATION:
            return length
        if as_shown is Shown.TIME and 0 <= number < 1:
            return (_EPOCH_1904 + length).time()
        first = 0 if since_1904 else 1
        if not first <= number < _LAST or (not since_1904 and int(number) == _LEAP_BUG):
            return number
        epoch = _EPOCH_1904 if since_1904 else _EPOCH_1900 + dt.timedelta(days=1 if number < _LEAP_BUG else 0)
        moment = epoch + length
    except (OverflowError, ValueError):  # too large, or not a number
        return number
    return moment.date() if number == int(number) else moment


def percent(number: float, decimals: int) -> str:
    """A number in percent, as its cell shows it: spreadsheets round a half away from zero."""
    return f"{number * (1 + 1e-12):.{decimals}%}"


def from_iso(text: str) -> Value | None:
    """Read an ISO 8601 date, time, or both, without a time zone; None if the text is neither."""
    for read in (dt.date.fromisoformat, dt.time.fromisoformat, dt.datetime.fromisoformat):
        with suppress(ValueError):
            value = read(text)
            return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
    return None
