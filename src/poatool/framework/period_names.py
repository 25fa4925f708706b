"""The names of a plan's periods in texts: ids, aliases, and numbers of a series such as `Year 3`."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.dates import spelt_out
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import FRAMEWORKS
from poatool.text import lazy_pattern


class Reading(NamedTuple):
    """A part of a text (`start` to `end`) that is read as a time: its first and last day, if it is a span."""

    start: int
    end: int
    days: tuple[dt.date, dt.date] | None


_YEAR_FIRST = lazy_pattern(r"(?P<year>\d{4})[\s/_-]?(?P<part>[A-Za-z]+\d)")
_NUMBERED = lazy_pattern(r"(?P<word>[^\W\d_]{2,})\s(?P<n>\d{1,2})")
_SHORT_YEARS = lazy_pattern(r"([2-9]\d)\s?[/-]\s?([2-9]\d)")  # the financial year `22-23`, if nothing else is said
NEVER = (dt.date.min, dt.date.min)
"""The days of a period that the plan does not have, such as Year 4 of three."""


def labels(text: str, framework: Framework, dates: list[re.Match[str]]) -> Iterator[Reading]:
    """The ids and aliases of periods that are separate words in a text, more than the year of a date."""
    folded = text.casefold()
    for period, key, pattern in _names(framework):
        for match in pattern.finditer(text) if key in folded else ():
            if not key.isdigit() or not within(match, dates):
                yield Reading(*match.span(), (period.start, period.end))
    if short := _SHORT_YEARS.fullmatch(text.strip()):
        years = tuple(f"20{year}" for year in short.groups())
        named = (each for each in framework.periods if (f"{each.start.year}", f"{each.end.year}") == years)
        yield from (Reading(0, len(text), (each.start, each.end)) for each in named)
    for series, numbers in _series(framework):
        yield from (Reading(*each.span(), NEVER) for each in series.finditer(text) if int(each[1]) not in numbers)


def within(match: re.Match[str], dates: list[re.Match[str]]) -> bool:
    """Whether a match begins within a date."""
    return any(date.start() <= match.start() < date.end() for date in dates)


@lru_cache(maxsize=FRAMEWORKS)
def _names(framework: Framework) -> tuple[tuple[ReportingPeriod, str, re.Pattern[str]], ...]:
    """The periods, each with its spellings, folded and as patterns; `2023-T2` is also recognised as `T2/2023`."""
    found = []
    for period in framework.periods:
        names = [period.id, *period.aliases]
        if (match := _YEAR_FIRST.fullmatch(period.id)) is not None:
            pairs = ((match["part"], match["year"]), (match["year"], match["part"]))
            names += [between.join(pair) for between in (" ", "/", "-", "") for pair in pairs]
        for name in map(spelt_out, filter(None, names)):
            alone = rf"(?<![^\W_]){re.escape(name)}(?![^\W_]|\s?[/-]\s?\d)"
            found.append((period, name.casefold(), re.compile(alone, re.IGNORECASE)))
    return tuple(found)


@lru_cache(maxsize=FRAMEWORKS)
def _series(framework: Framework) -> tuple[tuple[re.Pattern[str], frozenset[int]], ...]:
    """The words that periods are numbered with, as in `Year 3`, each with a number, and the numbers there are."""
    named = [_NUMBERED.fullmatch(spelt_out(name)) for each in framework.periods for name in (each.id, *each.aliases)]
    found = [(match["word"].casefold(), int(match["n"])) for match in named if match]
    series = {word: frozenset(n for of, n in found if of == word) for word in dict(found)}
    pattern = r"(?<![^\W_]){}\s?(\d{{1,2}})(?![^\W_])"
    return tuple(
        (re.compile(pattern.format(re.escape(word)), re.IGNORECASE), numbers)
        for word, numbers in series.items()
        if len(numbers) > 1
    )
