"""Find the names of a plan's periods in texts: ids, aliases, and numbers of a series such as `Year 3`."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from poatool.framework.dates import spelt_out
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import FRAMEWORKS
from poatool.framework.time_words import NUMBERS
from poatool.text import lazy_pattern, slug


class Span(NamedTuple):
    """The first and last day of a time in a text, and its position; it is not a span if `last` is before `first`."""

    first: dt.date
    last: dt.date
    start: int
    end: int


_PART = r"[^\W\d_]{1,20}\s?\d{1,2}"
_YEARS = r"\d{4}(?:[/-]\d{2,4})?"
_JOINED = r"[\s,/_-]{0,9}"
_PART_OF_YEAR = lazy_pattern(rf"(?:({_YEARS}){_JOINED})?({_PART})(?(1)|{_JOINED}({_YEARS}))")
_PART_WITH_NUMBER = lazy_pattern(  # `1. tertial 2022`, `1er semestre 2022`, `II półrocze 2022`
    rf"((?:\d{{1,2}}[^\W_]{{0,3}}[.º°]{{0,2}}|[IVX]{{1,3}})\s[^\W\d_]{{3,20}}){_JOINED}({_YEARS})", needs=(" ",)
)
_NUMBERED = lazy_pattern(r"(?P<word>[^\W\d_]{1,20})\s?(?P<n>\d{1,2})")
_IN_WORDS = lazy_pattern(r"(?P<word>[^\W\d_]{4,20})\s?(?P<n>[1-6])")  # as in `Phase 2`, which is also `second phase`
_YEAR_OF_PLAN = lazy_pattern(r"(?<![^\W_])Year (\d)(?![^\W_])", needs=("year",))
ALMOST_A_YEAR = dt.timedelta(days=300)
NEVER, NO_SPAN = (dt.date.min, dt.date.min + ALMOST_A_YEAR), (dt.date.max, dt.date.min)
"""Impossible days, for a period that the plan lacks (`Year 4` of three) and for words that are not a span."""


def labelled_spans(text: str, framework: Framework) -> Iterator[Span]:
    """The spans that a text names by the id or alias of a period, or by a number, as in `Year 3`."""
    folded = text.casefold()
    for period, key, pattern in _names(framework):
        for match in pattern.finditer(text) if key in folded else ():
            yield Span(period.start, period.end, *match.span())
    for series, numbers in _series(framework).values():
        for match in series.finditer(text):  # `Q5` may be the number of a question; `Progress Q5` is not
            if int(match[1]) not in numbers and (match.start() or not match[0][1:2].isdigit()):
                yield Span(*NEVER, *match.span())
    for match in _YEAR_OF_PLAN.finditer(text) if framework.periods else ():
        begin, end = min(each.start for each in framework.periods), max(each.end for each in framework.periods)
        if (int(match[1]) - 1) * ALMOST_A_YEAR < end - begin:
            yield Span(begin, end, *match.span())  # the plan does not say when its years begin


@lru_cache(maxsize=FRAMEWORKS)
def _names(framework: Framework) -> tuple[tuple[ReportingPeriod, str, re.Pattern[str]], ...]:
    """Each period with each of its spellings, lower-cased and as a pattern, such as `T2/2023` and `second phase`."""
    found = []
    for period in framework.periods:
        names = (period.id, *period.aliases, slug(period.id, "period"))  # the slug names its folder in a workspace
        spellings = {name.casefold(): re.escape(name) for name in map(spelt_out, names) if name}
        for parts in _years_and_parts(period):
            year, part = map(re.escape, parts)
            spellings[parts[1].casefold()] = rf"(?:{year}{_JOINED}{part}|{part}{_JOINED}{year})"
            spellings[parts[0]] = rf"{year}\s?[-/]\s?{''.join(filter(str.isdigit, part))}"
        for numbered in filter(None, map(_IN_WORDS.fullmatch, [*spellings])):
            word, number = numbered["word"], "|".join(each for each, n in NUMBERS.items() if n == numbered["n"])
            spellings[word] = rf"(?:{word}\s(?:{number})|(?:{number})\s{word})"
        for key, name in spellings.items():
            word = r"[^\W_]" if key.isascii() else r"[^\W_\u3040-\u9fff]"  # Chinese and Japanese have no spaces
            found.append((period, key, lazy_pattern(rf"(?<!{word}){name}(?!{word}|\s?[/-]\s?\d)", re.IGNORECASE)))
    return tuple(found)


@lru_cache
def _years_and_parts(period: ReportingPeriod) -> tuple[tuple[str, str], ...]:
    """The year and its part in names of a period, such as `2023 Term 1` or `T2 2023`; nothing for other names."""
    names = [spelt_out(name) for name in (period.id, *period.aliases) if not name.isdecimal()]
    parts = ((match[1] or match[3], match[2]) for name in names if (match := _PART_OF_YEAR.fullmatch(name)))
    numbered = ((match[2], match[1]) for match in map(_PART_WITH_NUMBER.fullmatch, names) if match)
    return (*parts, *numbered)


def part_without_year(text: str, period: ReportingPeriod, framework: Framework) -> tuple[int, str] | None:
    """Find a part of the period's year, such as `Term 1`, in a text: where it ends, and the year; or None."""
    years = dict(_years_and_parts(period))
    for year, part in chain.from_iterable(map(_years_and_parts, framework.periods)):
        if year in years and (match := re.search(rf"(?i)(?<![^\W_]){re.escape(part)}(?![^\W_])", text)):
            return match.end(), year
    return None


@lru_cache(maxsize=FRAMEWORKS)
def _series(framework: Framework) -> Mapping[str, tuple[re.Pattern[str], frozenset[int]]]:
    """The plan's numbered words, such as `year` in `Year 3`, each with a pattern and the numbers of its periods."""
    names = [spelt_out(name) for each in framework.periods for name in (each.id, *each.aliases) if not name.isdecimal()]
    names += [part for _, part in chain.from_iterable(map(_years_and_parts, framework.periods))]
    found = [(match["word"].casefold(), int(match["n"])) for name in names if (match := _NUMBERED.fullmatch(name))]
    series = {word: frozenset(n for of, n in found if of == word) for word in dict(found)}
    pattern = r"(?i)(?<![^\W_]){}\s?(\d{{1,2}})(?![^\W_])"
    return {word: (re.compile(pattern.format(re.escape(word))), ns) for word, ns in series.items() if len(ns) > 1}


def period_words(framework: Framework) -> Iterable[str]:
    """The plan's own words for a period: `term` if one is called `Term 2 2025`."""
    return _series(framework).keys()
