"""Spans of time as people write them (`Q1 2023`, `FY2021/22`, `Jan–Jun 2022`), and how they compare with a period.

Only spans of a quarter or more count; a day or a month is the date of something (a deadline, a filing date). The id or
alias of a period is the span of that period alone. Of readings that share words, the longest counts.
"""

import datetime as dt
import re
from collections.abc import Iterator, Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from poatool.framework.dates import (
    DASH,
    DATE,
    MONTH_NAME,
    QUARTERS,
    YEAR,
    Fit,
    first_of,
    month_alone,
    spelt_out,
    written_date,
)
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import FRAMEWORKS, REMEMBERED
from poatool.framework.period_names import NEVER, Reading, labels, within
from poatool.framework.time_words import OF
from poatool.text import lazy_pattern


class Span(NamedTuple):
    """A span of time named in a text, both days included, and its position there (`start` to `end`)."""

    first: dt.date
    last: dt.date
    start: int
    end: int


_PART = r"(?:(?P<@half>h)|q)(?P<@n>[1-4])"
_OF = rf"(?:[\s,]|[/-]|(?<![^\W_]){OF}(?![^\W_]))*"
_YEARS = rf"(?P<@y>{YEAR})(?:\s?[/-]\s?(?P<@z>(?:{YEAR}|\d\d))(?!\d))?"

_SPAN = lazy_pattern(
    rf"""(?<![^\W_])(?:
      (?P<part1>{_PART.replace("@", "a")}){_OF}(?:fy\s?)?{_YEARS.replace("@", "a")}
    | (?:fy\s?)?{_YEARS.replace("@", "b")}[\s,/-]*(?P<part2>{_PART.replace("@", "b")})
    | (?:\d\d?(?:st|nd|rd|th)?\s)?(?P<m1>{MONTH_NAME})\s?(?P<my1>{YEAR})?{DASH}
      (?:\d\d?(?:st|nd|rd|th|er|[.º°])?\s(?:de\s)?)?(?P<m2>{MONTH_NAME})\s?(?P<my2>{YEAR})
    | (?P<unit>(?:reporting\s)?period|quarter|half(?:[\s-]year)?|year|annual\s(?:report|return|update)
        |(?:twelve|12|six|6|three|3)\smonths)
      \s(?:end|ended|ending|to|until)\s(?:(?:the\s)?\d\d?(?:st|nd|rd|th)?\s)?(?P<em>{MONTH_NAME})\s(?P<ey>{YEAR})
    | (?P<fy>f\.?y\.?|financial\syear|fiscal(?:\syear)?)[\s'’]?
      (?:(?P<fy4>{YEAR})|(?P<fy2>\d\d))(?:\s?[/-]\s?(?P<fyz>{YEAR}|\d\d)(?!\d))?
    | (?P<y>{YEAR})(?:\s?[/-]\s?(?P<z>{YEAR}|\d\d)(?!\d|[/-]\d))?
    )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_MIDDLE = (7, 1)
_ANY_YEAR = lazy_pattern(r"(?:19|20)\d\d|(?i:fy)\s?\d\d|['’]\d\d")
_QUESTION = lazy_pattern(r"(?i)\W*q\s?\d{1,2}\s?[.):\]]")  # the number of a question, not a quarter: `Q1. Action`
_EXPLAINS = lazy_pattern(r"\s{0,3}[(\[=]\s{0,3}")
_UP_TO = lazy_pattern(rf"(?<!\s)(?:\s{{1,3}}{OF}){{1,4}}\s{{0,3}}\Z", re.IGNORECASE)
_TO = lazy_pattern(DASH, re.IGNORECASE)
_PART_ALONE = lazy_pattern(rf"(?i)(?<![^\W_])(?:{QUARTERS}|{MONTH_NAME}{DASH}(?P<to>{MONTH_NAME}))(?![^\W_])")
# What every span contains: a year, or a word for a financial year.
_DATED = lazy_pattern(r"(?i)(?:19|20)\d\d|f(?:\.?y|inancial|iscal)")
_LONGEST = 300
# A day, and the months of a year.
_DAY, _YEAR = dt.timedelta(days=1), 12
_SHORTEST = 85  # the days of a span; a quarter has 90 or more
_ALMOST_A_YEAR = 300  # days; a longer period is one of the plan's years
_LONGEST_YEARS = 2  # years that a span may have: `2020–25` is how long a plan runs
_MOSTLY = 0.75  # the share of a span that must be within a period for the span to be about it


@lru_cache(maxsize=REMEMBERED)
def spans(text: str, framework: Framework) -> tuple[Span, ...]:
    """The spans of a quarter or more in a text, in the order of `spelt_out`."""
    if len(text) > _LONGEST:
        return ()
    asked, text = _QUESTION.match(text), spelt_out(text)
    dates = list(DATE.finditer(text))
    found = [*labels(text, framework, dates)]
    if _DATED.search(text):
        found += [*([] if asked else _apart(text, framework, dates)), *_written(text, framework, dates)]
    kept: list[Reading] = []
    for each in sorted(found, key=lambda each: each.start - each.end):  # of equals, a label comes first
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return tuple(Span(*each.days, each.start, each.end) for each in sorted(kept) if each.days)


def _written(text: str, framework: Framework, dates: list[re.Match[str]]) -> Iterator[Reading]:
    """The spans in a text that are written out, and longer times, which are not spans."""
    begins = _year_start(framework)
    for match in _SPAN.finditer(text):
        if match["y"] is None or not within(match, dates):
            days = _days(match, begins)
            if days and (match["unit"] or "").casefold().endswith("period"):
                days = next(((p.start, p.end) for p in framework.periods if p.start <= days[1] <= p.end), NEVER)
                yield Reading(*match.span(), days)
                continue
            yield Reading(*match.span(), days if days and (days[1] - days[0]).days >= _SHORTEST else None)
    for one, other in pairwise(dates):
        first, last = (date and date.exact for date in (written_date(one[0]), written_date(other[0])))
        if first and last and (last - first).days >= _SHORTEST and _TO.fullmatch(text, one.end(), other.start()):
            yield Reading(one.start(), other.end(), (first, last))


def _apart(text: str, framework: Framework, dates: list[re.Match[str]]) -> Iterator[Reading]:
    """The only part of a year and the only year in a text, if words stand between them: `Q3 return, 2023`.

    `Q3 (Jul–Sep 2023)` is these months.
    """
    named = [each for each in _SPAN.finditer(text) if not within(each, dates)]
    inside = [each.span() for each in named]
    parts = [
        each for each in _PART_ALONE.finditer(text) if not any(a <= each.start() and each.end() <= b for a, b in inside)
    ]
    if len(named) == 1 and len(parts) == 1 and (named[0]["y"] or named[0]["m1"]):
        whole = named[0][0] if named[0]["m1"] else f"{parts[0][0]} {named[0][0]}"
        for each in _SPAN.finditer(whole):
            days = _days(each, _year_start(framework))
            yield from (Reading(*said.span(), days) for said in (named[0], parts[0]))


def fit(text: str, period: ReportingPeriod, framework: Framework) -> Fit | None:
    """How the time named in a text compares with a period; None if it names no time.

    A text that names the period and another time is about the period. A part of a year without a year is in the
    period's year; a text that is just a month names that month.
    """
    found = fits(text, period, framework)
    return next((each for each in Fit if each in found), None)


def fits(text: str, period: ReportingPeriod, framework: Framework) -> AbstractSet[Fit]:
    """How each time named in a text compares with a period: `2022 (July 2021 to June 2022)` is two times.

    If one explains the other and only one is the period, as in `Year 3 (2022)`, it is unclear which is meant.
    """
    if (month := month_alone(text, period)) is not None:
        return {month}
    text = with_year(text, period, framework)
    told = [(span, compare(span, period)) for span in spans(text, framework)]
    found = {each for _, each in told}
    for (one, fit_of_one), (other, fit_of_other) in pairwise(told):
        explains = _EXPLAINS.fullmatch(spelt_out(text), one.end, other.start)
        if explains and {fit_of_one, fit_of_other} == {Fit.SAME, Fit.OTHER}:
            found = {Fit.PARTLY}
    return found


def with_year(text: str, period: ReportingPeriod, framework: Framework) -> str:
    """Complete each part of a year in a text, such as `Q1` or `Jan–Mar`, with the period's year in the plan."""
    asked, text = _QUESTION.match(text), spelt_out(text) if len(text) <= _LONGEST else ""
    if asked or not text or _ANY_YEAR.search(text) or not (part := _PART_ALONE.search(text)):
        return text
    begins = _year_start(framework)
    first, last = period.start.year, period.end.year
    if begins != (1, 1):
        first -= (period.start.month, period.start.day) < begins
        last = max(last, first + 1)
    year = f"{first}" if first == last else f"{first}/{last}"
    if part["to"] and begins != (1, 1):
        year = f"{first + (first_of(part['to'], first) < dt.date(first, *begins))}"
    return f"{text[: part.end()]} {year}{text[part.end() :]}"


def compare(span: Span, period: ReportingPeriod) -> Fit:
    """How a span compares with a period."""
    if span.last < period.start or span.first > period.end:
        return Fit.OTHER
    first, last = max(span.first, period.start), min(span.last, period.end)
    inside = (last - first + _DAY) / (span.last - span.first + _DAY)
    if inside == 1:
        return Fit.SAME
    return Fit.OVERLAPS if (first, last) == (period.start, period.end) or inside >= _MOSTLY else Fit.PARTLY


def periods_in(text: str, framework: Framework) -> tuple[str, ...]:
    """The periods that a text names, by label, alias or span, in the framework's order.

    A span within one period names that period; a span over several names each of them.
    """
    found = spans(text, framework)
    return tuple(p.id for p in framework.periods if any(compare(span, p) is not Fit.OTHER for span in found))


def without_spans(text: str, framework: Framework) -> str:
    """A text without its spans of time, and without the words that join them to it: `Progress in 2022`."""
    found = spans(text, framework)
    text = spelt_out(text) if found else text
    for span in reversed(found):
        text = f"{_UP_TO.sub('', text[: span.start])} {text[span.end :]}"
    return " ".join(text.split())


@lru_cache(maxsize=FRAMEWORKS)
def _year_start(framework: Framework) -> tuple[int, int]:
    """The month and day on which a plan's years begin, judged by its years or else by its quarters and halves."""
    periods = sorted(framework.periods, key=lambda period: period.start)
    years = [period.start for period in periods if (period.end - period.start).days > _ALMOST_A_YEAR]
    years = years or [begin for begin in map(_begin_of_year, periods) if begin] or [period.start for period in periods]
    return (years[0].month, years[0].day) if years else (1, 1)


def _begin_of_year(period: ReportingPeriod) -> dt.date | None:
    """When the year of a quarter or a half begins, if a name of the period gives its number in the year."""
    for name in map(spelt_out, (period.id, *period.aliases)):
        match = _SPAN.fullmatch(name)
        part = _part_of_year(match) if match else None
        if part and period.start.day == 1 and _add_months(period.start, part[1]) == period.end + _DAY:
            return _add_months(period.start, -part[0])
    return None


def _part_of_year(match: re.Match[str]) -> tuple[int, int] | None:
    """The months of a year before the quarter or half that a match names, and the months in it."""
    if not (which := "a" if match["ay"] else "b" if match["by"] else ""):
        return None
    months = 6 if match[f"{which}half"] else 3
    return months * (int(match[f"{which}n"]) - 1), months


def _days(match: re.Match[str], begins: tuple[int, int]) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a match; None if it runs for too long.

    `Q2 2022` may belong to the calendar year or to either financial year. Its days cover all three, so that rules ask.
    """
    if part := _part_of_year(match):
        before, months = part
        year, until = match["ay"] or match["by"], match["az"] or match["bz"]
        years = [_year(year, until, begins)[0]]
        if not until and begins != (1, 1):
            years += [dt.date(int(year) - ago, *begins) for ago in (0, 1)]
        if before + months > _YEAR:
            return None
        return _add_months(min(years), before), _add_months(max(years), before + months) - _DAY
    if match["m1"]:
        first_year = int(match["my1"] or match["my2"])
        first, last = first_of(match["m1"], first_year), _last_of(first_of(match["m2"], int(match["my2"])))
        if not match["my1"] and first > last:
            first = first.replace(year=first_year - 1)
        return first, last
    if match["unit"]:
        last = _last_of(first_of(match["em"], int(match["ey"])))
        unit = match["unit"].casefold()
        months = 3 if unit.startswith(("q", "3", "th")) else 6 if unit.startswith(("h", "s", "6")) else _YEAR
        return _add_months(last + _DAY, -months), last
    if match["fy"]:
        year, until = match["fy4"] or f"20{match['fy2']}", match["fyz"]
        if not until and begins != (1, 1):
            year, until = str(int(year) - 1), year
        return _year(year, until, begins)
    first, last = _year(match["y"], match["z"], begins)
    return (first, last) if last.year - first.year < _LONGEST_YEARS else None


def _year(first: str, second: str | None, begins: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """The days of `2022` or `2021/22`, which begins like the plan's years, or in mid-year if these begin in January."""
    start, end = int(first), int(first[: -len(second)] + second) if second else int(first)
    if end == start + 1:
        begins = _MIDDLE if begins == (1, 1) else begins
        return dt.date(start, *begins), dt.date(end, *begins) - _DAY
    return dt.date(start, 1, 1), dt.date(max(start, end), _YEAR, 31)


def _add_months(day: dt.date, months: int) -> dt.date:
    number = day.year * _YEAR + day.month - 1 + months
    return dt.date(number // _YEAR, number % _YEAR + 1, day.day)


def _last_of(day: dt.date) -> dt.date:
    return _add_months(day, 1) - _DAY
