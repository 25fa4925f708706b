"""Dates in place of references: Excel turns `7-8` into 7 August."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from poatool.text import MONTHS, lazy_pattern

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:[\s,/.-]+(?P<year>[12][0-9]{3}|[0-9]{2}))?"
_LONG_YEAR = r"(?P<year>[12][0-9]{3})"
_TIME = r"(?:[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_WRITTEN = (
    lazy_pattern(rf"{_DAY}(?:\s+of)?[\s/.-]*{_MONTH}{_YEAR}", re.IGNORECASE),
    lazy_pattern(rf"{_MONTH}[\s/.-]*{_DAY}{_YEAR}", re.IGNORECASE),
    lazy_pattern(rf"{_LONG_YEAR}[/.-](?P<number>[01]?[0-9])[/.-]{_DAY}{_TIME}"),
    lazy_pattern(rf"{_DAY}[/.-](?P<number>[01]?[0-9])[/.-]{_LONG_YEAR}{_TIME}"),
    lazy_pattern(rf"{_DAY}/(?P<number>[01]?[0-9])/(?P<year>[0-9]{{2}})"),
)
_FIGURES = lazy_pattern(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}")

_STORED = lazy_pattern(r"[345][0-9]{4}")
_FIRST_DAY = dt.date(1899, 12, 30)
_OF_THIS_CENTURY = range(36_526, 54_789)
"""The numbers by which Excel stores about the years 2000 to 2049, which it assumes for two-figure years."""

_CENTURY = 100
_LAST_SHORT_YEAR = 49
_MONTHS_OF_A_YEAR = 12


class Date(NamedTuple):
    """A day and a month, and the year if known. `numbers`: the list that `10/11/12` may be instead."""

    day: int
    month: int
    year: int | None = None
    numbers: str = ""


def written_date(text: str) -> Date | None:
    """The date, if a text is just that: `3-Jan`, `3rd March`, `01/03/2022`."""
    text = text.strip()
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            month = int(groups["number"]) if "number" in groups else MONTHS.index(groups["month"].casefold()) + 1
            if _FIGURES.fullmatch(text):
                return Date(int(groups["day"]), month, numbers=text.replace("/", ", "))
            return Date(int(groups["day"]), month, _in_full(groups["year"]))
    return None


def _in_full(year: str | None) -> int | None:
    if year is None or int(year) >= _CENTURY:
        return int(year) if year else None
    return int(year) + (2000 if int(year) <= _LAST_SHORT_YEAR else 1900)


def stored_date(text: str) -> dt.date | None:
    """The day, if a number may be a date whose cell has lost its format: `44562`."""
    if _STORED.fullmatch(text.strip()) is None or int(text) not in _OF_THIS_CENTURY:
        return None
    return _FIRST_DAY + dt.timedelta(days=int(text))


def readings(date: Date, years: range) -> tuple[str, ...]:
    """What may have been typed: day and month, month and day, or month and year.

    Excel assumes the year of typing, one of `years`. A date in any other year was typed as a month and a year.
    """
    day, month, year, _ = date
    typed = (f"{day}-{month}", f"{month}-{day}") if day != month else (f"{day}-{month}",)
    if day != 1 or year is None or year % _CENTURY <= _MONTHS_OF_A_YEAR:
        return typed
    of_month = f"{month}-{year % _CENTURY}"
    return (*typed, of_month) if year in years else (of_month,)
