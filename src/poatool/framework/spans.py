"""Spans of time as people write them (`Q1 2023`, `FY2021/22`, `Jan–Jun 2022`), and how they compare with a period.

Only spans of a quarter or more count; a day or a month is the date of something (a deadline, a filing date).
"""

import datetime as dt
import re
from collections.abc import Iterator, Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.dates import DATE, MONTH_NAME, YEAR, Fit, first_of
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import FRAMEWORKS, REMEMBERED
from poatool.text import lazy_pattern


class Span(NamedTuple):
    """A span of time named in a text, both days included, and its position there (`start` to `end`)."""

    first: dt.date
    last: dt.date
    start: int
    end: int


_DASH = r"\s?(?:[-–—/]|to|until|through)\s?"
_ORDINAL = {"1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2}
_ORDINAL |= {"3rd": 3, "4th": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_NTH = r"(?:[1-4](?:st|nd|rd|th)?|first|second|third|fourth|i{1,3}|iv)"
_PART = (
    r"(?:(?:q|t|qtr|quarter|h|s|half)[\s.-]?(?P<@n>[1-4])"
    rf"|(?P<@nth>{_NTH})[\s-](?P<@of>quarter|half|semester|trimester))"
)
_YEARS = rf"(?P<@y>{YEAR})(?:\s?[/–-]\s?(?P<@z>(?:{YEAR}|\d\d))(?!\d))?"

_SPAN = lazy_pattern(
    rf"""(?<![^\W_])(?:
      (?P<part1>{_PART.replace("@", "a")})(?:[\s,]|[/-]|of|the|in)*(?:fy\s?)?{_YEARS.replace("@", "a")}
    | (?:fy\s?)?{_YEARS.replace("@", "b")}[\s,/-]*(?P<part2>{_PART.replace("@", "b")})
    | (?:\d\d?(?:st|nd|rd|th)?\s)?(?P<m1>{MONTH_NAME})\s?(?P<my1>{YEAR})?{_DASH}
      (?:\d\d?(?:st|nd|rd|th)?\s)?(?P<m2>{MONTH_NAME})\s?(?P<my2>{YEAR})
    | (?P<unit>quarter|half[\s-]year|six\smonths|half|year|twelve\smonths|12\smonths|6\smonths|3\smonths|three\smonths)
      \s(?:ended|ending|to|until)\s(?:(?:the\s)?\d\d?(?:st|nd|rd|th)?\s)?(?P<em>{MONTH_NAME})\s(?P<ey>{YEAR})
    | (?P<fy>f\.?y\.?|financial\syear|fiscal(?:\syear)?)[\s'’]?
      (?:(?P<fy4>{YEAR})|(?P<fy2>\d\d))(?:\s?[/–-]\s?(?P<fyz>{YEAR}|\d\d)(?!\d))?
    | (?P<y>{YEAR})(?:\s?[/–-]\s?(?P<z>{YEAR}|\d\d)(?!\d|[/–-]\d))?
    )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_MIDDLE = (7, 1)
_ANY_YEAR = lazy_pattern(r"(?:19|20)\d\d|(?i:fy)\s?\d\d|['’]\d\d")
_QUESTION = lazy_pattern(r"(?i)\W*q\s?\d{1,2}\s?[.):\]]")  # the number of a question, not a quarter: `Q1. Action`
_PART_WORDS = (
    r"(?:(?:q|qtr|quarter|h|half)[\s.-]?[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?:quarter|half)"
    rf"|{MONTH_NAME}{_DASH}{MONTH_NAME})"
)
_PART_ALONE = lazy_pattern(rf"(?i)(?<![^\W_]){_PART_WORDS}(?![^\W_])")
_SHORT_YEAR = lazy_pattern(rf"(?i)(?<![^\W_])({_PART_WORDS})\s?['’]?\s?([2-9]\d)(?![^\W_]|\s?[/–-]\s?\d)")
"""A part of a year with a two-digit year: `Jan–Jun 22`."""
_YEAR_FIRST = lazy_pattern(r"(?P<year>\d{4})[\s/_-]?(?P<part>[A-Za-z]+\d)")
_HALF = lazy_pattern(r"h|s[\s.-]?\d|.*(?:half|semester)", re.IGNORECASE)
# What every span contains: a year, or a word for a financial year.
_DATED = lazy_pattern(r"(?i)(?:19|20)\d\d|f(?:\.?y|inancial|iscal)")
_LONGEST = 300
# A day, and the months of a year.
_DAY, _YEAR = dt.timedelta(days=1), 12
_LONGEST_YEARS = 2  # years that a span may have: `2020–25` is how long a plan runs
_MOSTLY = 0.75  # the share of a span that must be within a period for the span to be about it


@lru_cache(maxsize=REMEMBERED)
def spans(text: str, framework: Framework) -> tuple[Span, ...]:
    """The spans of a quarter or more in a text, in its order."""
    if len(text) > _LONGEST or _DATED.search(text) is None:
        return ()
    dates = [match.span() for match in DATE.finditer(text)]
    found = []
    for match in _SPAN.finditer(text):
        if match["y"] is not None and any(begin <= match.start() < end for begin, end in dates):
            continue
        found += [Span(*ends, *match.span()) for ends in _ends(match, _year_start(framework))]
    return tuple(found)


def fit(text: str, period: ReportingPeriod, framework: Framework) -> Fit | None:
    """How the time named in a text compares with a period; None if it names no time.

    A text that names the period and another time is about the period. A part of a year without a year is in the period.
    """
    found = fits(text, period, framework)
    return next((each for each in Fit if each in found), None)


def fits(text: str, period: ReportingPeriod, framework: Framework) -> AbstractSet[Fit]:
    """How each time named in a text compares with a period: `2022 (July 2021 to June 2022)` is two times."""
    text = with_year(text, period)
    named = {Fit.SAME} if period.id in named_by_label(text, framework) else set()
    return named | {compare(span, period) for span in spans(text, framework)}


def with_year(text: str, period: ReportingPeriod) -> str:
    """Complete each part of a year in a text, such as `Q1` or `Jan–Mar 22`, with its own full year or the period's."""
    if len(text) > _LONGEST:
        return text
    text = _SHORT_YEAR.sub(r"\1 20\2", text)
    if _ANY_YEAR.search(text) or _QUESTION.match(text):
        return text
    first, last = period.start.year, period.end.year
    return _PART_ALONE.sub(rf"\g<0> {first}" if first == last else rf"\g<0> {first}/{last}", text, count=1)


def compare(span: Span, period: ReportingPeriod) -> Fit:
    """How a span compares with a period."""
    if span.last < period.start or span.first > period.end:
        return Fit.OTHER
    first, last = max(span.first, period.start), min(span.last, period.end)
    inside = (last - first).days / (span.last - span.first).days
    if inside == 1:
        return Fit.SAME
    return Fit.OVERLAPS if (first, last) == (period.start, period.end) or inside >= _MOSTLY else Fit.PARTLY


def periods_in(text: str, framework: Framework) -> tuple[str, ...]:
    """The periods that a text names, by label, alias or span, in the framework's order.

    A span within one period names that period; a span over several names each of them.
    """
    labels = named_by_label(text, framework)
    found = spans(text, framework)
    touched = {p.id for p in framework.periods if any(compare(span, p) is not Fit.OTHER for span in found)}
    return tuple(period.id for period in framework.periods if period.id in labels | touched)


@lru_cache(maxsize=REMEMBERED)
def named_by_label(text: str, framework: Framework) -> frozenset[str]:
    """The periods whose id or alias is a separate word in a text."""
    folded = text.casefold() if len(text) <= _LONGEST else ""
    return frozenset(
        period
        for period, name, key in _names(framework)
        if key in folded
        and re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_]|\s?[/–-]\s?\d)", text, re.IGNORECASE)
        and not (name.isdigit() and name not in DATE.sub(" ", text))  # it is more than the year of a date
    )


def without_spans(text: str, framework: Framework) -> str:
    """A text without its spans of time."""
    for span in reversed(spans(text, framework)):
        text = f"{text[: span.start]} {text[span.end :]}"
    return " ".join(text.split())


@lru_cache(maxsize=FRAMEWORKS)
def _names(framework: Framework) -> tuple[tuple[str, str, str], ...]:
    """The periods, each with its spellings, as written and folded; `2023-T2` is also recognised as `T2/2023`."""
    found = []
    for period in framework.periods:
        names = [period.id, *period.aliases]
        if (match := _YEAR_FIRST.fullmatch(period.id)) is not None:
            pairs = ((match["part"], match["year"]), (match["year"], match["part"]))
            names += [between.join(pair) for between in (" ", "/", "-", "") for pair in pairs]
        found += [(period.id, name, name.casefold()) for name in names]
    return tuple(found)


@lru_cache(maxsize=FRAMEWORKS)
def _year_start(framework: Framework) -> tuple[int, int]:
    """The month and day on which a plan's years begin: 1 July if they are financial years."""
    long = [p for p in framework.periods if (p.end - p.start).days > 300]  # noqa: PLR2004 - a year, roughly
    first = min(long or framework.periods, key=lambda period: period.start, default=None)
    return (first.start.month, first.start.day) if first else (1, 1)


def _ends(match: re.Match[str], begins: tuple[int, int]) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last day of a match; None if it is shorter than a quarter."""
    if which := "a" if match["ay"] else "b" if match["by"] else "":
        number = _ORDINAL[(match[f"{which}n"] or match[f"{which}nth"]).casefold()]
        months = 6 if _HALF.match(match["part1"] or match["part2"]) else 3
        if number * months <= _YEAR:
            begin = _add_months(_year(match[f"{which}y"], match[f"{which}z"], begins)[0], months * (number - 1))
            yield begin, _add_months(begin, months) - _DAY
    elif match["m1"]:
        first_year = int(match["my1"] or match["my2"])
        first, last = first_of(match["m1"], first_year), _last_of(first_of(match["m2"], int(match["my2"])))
        if not match["my1"] and first > last:
            first = first.replace(year=first_year - 1)
        if (last - first).days >= 85:  # noqa: PLR2004 - a quarter has 90 days or more
            yield first, last
    elif match["unit"]:
        last = _last_of(first_of(match["em"], int(match["ey"])))
        unit = match["unit"].casefold()
        months = 3 if unit.startswith(("q", "3", "th")) else 6 if unit.startswith(("h", "s", "6")) else _YEAR
        yield _add_months(last + _DAY, -months), last
    elif match["fy"]:
        year, until = match["fy4"] or f"20{match['fy2']}", match["fyz"]
        if not until and begins != (1, 1):
            year, until = str(int(year) - 1), year
        yield _year(year, until, begins)
    else:
        first, last = _year(match["y"], match["z"], begins)
        if last.year - first.year < _LONGEST_YEARS:
            yield first, last


def _year(first: str, second: str | None, begins: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """The days of `2022`, or of `2021/22`: it begins like the plan's years, or in mid-year if they begin in January."""
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
