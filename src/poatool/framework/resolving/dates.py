"""Dates where a reference should be: what Excel makes of `7-8`."""

from __future__ import annotations

import datetime as dt
import re

from poatool.patterns import expression

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:[\s,/.-]+(?:[12][0-9]{3}|[0-9]{2}))?"
_TIME = r"(?:[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
_WRITTEN = (
    expression(rf"{_DAY}(?:\s+of)?[\s/.-]*{_MONTH}{_YEAR}", re.IGNORECASE),
    expression(rf"{_MONTH}[\s/.-]*{_DAY}{_YEAR}", re.IGNORECASE),
    expression(rf"[12][0-9]{{3}}[/.-](?P<number>[01]?[0-9])[/.-]{_DAY}{_TIME}"),
    expression(rf"{_DAY}[/.-](?P<number>[01]?[0-9])[/.-][12][0-9]{{3}}{_TIME}"),
    expression(rf"{_DAY}/(?P<number>[01]?[0-9])/[0-9]{{2}}"),
)


def written_date(text: str) -> tuple[int, int] | None:
    """The day and the month, if a text is a date and nothing else: `3-Jan`, `3rd March`, `01/03/2022`."""
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text.strip()):
            groups = match.groupdict()
            month = int(groups["number"]) if "number" in groups else _MONTHS.index(groups["month"].casefold()) + 1
            return int(groups["day"]), month
    return None


def readings(day: int, month: int) -> tuple[str, ...]:
    """What may have been typed: the day first, then the month first."""
    return (f"{day}-{month}", f"{month}-{day}") if day != month else (f"{day}-{month}",)


def spoken(value: dt.date) -> str:
    """A date in words: `7 August 2022`."""
    return f"{value.day} {value:%B} {value.year}"
