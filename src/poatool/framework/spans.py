"""Read spans of time as people write them (`Q1 2023`, `FY2021/22`, `Jan–Jun 2022`); compare them with a period.

A span is a quarter or longer, or as long as the plan's shortest period; anything shorter is the date of something (a
deadline, a filing date). The id or alias of a period always means that period. If spans overlap, the longest counts.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from poatool.framework import dates, time_words
from poatool.framework.dates import Fit
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import FRAMEWORKS, REMEMBERED
from poatool.framework.period_names import ALMOST_A_YEAR, NEVER, NO_SPAN, Span, labelled_spans, part_without_year
from poatool.text import lazy_pattern

_DAY_OF = r"(?P<@>[1-9]\d?|0[1-9])(?:st|nd|rd|th|er|[.º°])?\s"
_SPAN = lazy_pattern(
    rf"""(?<![^\W_])(?:
      (?: (?P<part>[qh][1-4]){dates.GLUE}
        | (?:{_DAY_OF.replace("@", "d1")})?(?P<m1>{dates.MONTH_NAME})\s?(?P<my1>{dates.YEAR})?{dates.DASH}
          (?:{_DAY_OF.replace("@", "d2")}(?:de\s)?)?(?P<m2>{dates.MONTH_NAME})\s?
        )?(?P<fy>(?:f\.?y\.?e?|financial\syear|fiscal(?:\syear)?)\s?)?
      (?P<y>{dates.YEAR})(?:(?:\s?[/-]\s?|{dates.DASH}(?={dates.YEAR}))(?P<z>{dates.YEAR}|\d\d)(?!\d|[/-]\d))?
    | (?:(?:(?P<unit>(?:reporting\s)?period|quarter|half(?:[\s-]year)?|year|annual\s(?:report|return|update)
        |(?:twelve|12|six|6|three|3)\smonths)\s)?(?P<until>end|ended|ending|to|until|as\s(?:at|of)|at(?=\s\d))\s)?(?:the\s)?
      (?:{_DAY_OF.replace("@", "ed")})?(?P<em>{dates.MONTH_NAME})\s(?P<ey>{dates.YEAR})
      (?:\s(?P<after>quarter|half|year)(?!\s\d))?
    )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
    needs=dates.CENTURY,
)
_MONTHS_IN = {"qu": 3, "3 ": 3, "th": 3, "ha": 6, "6 ": 6, "si": 6, "pe": 0, "re": 0}  # by a unit's first letters
_MIDDLE = (7, 1)
_ANY_YEAR = lazy_pattern(r"(?:19|20)\d\d|(?i:fy)\s?\d\d|['’]\d\d")
_EXPLAINS = lazy_pattern(r"\s{0,3}[(\[=]\s{0,3}")
_JOINING = lazy_pattern(rf"(?<!\s)(?:\s{{1,3}}{time_words.OF}){{1,4}}\s{{0,3}}\Z", re.IGNORECASE)
_SINCE = lazy_pattern(r"(?i)(?<![^\W_])since\s\Z")
_MONTH_ALONE = lazy_pattern(rf"(?i)(?<![^\W_]){dates.MONTH}(?![^\W_])")
_SHORT_YEARS = lazy_pattern(rf"(?<![\w/-])({dates.SHORT_YEAR})\s?[/-]\s?({dates.SHORT_YEAR})(?![\w/-])")
_LONGEST, _MONTHS_A_YEAR, _DAY = 300, 12, dt.timedelta(days=1)
_QUARTER = dt.timedelta(days=85)  # a quarter has 90 days or more
_PLAN_YEARS = 2  # a span of this many years or more that covers all periods, such as `2020–25`, names the plan
_MOSTLY = 0.75  # how much of a span must be within a period for the span to be about that period


@lru_cache(maxsize=REMEMBERED)
def spans(text: str, framework: Framework) -> tuple[Span, ...]:
    """The spans of a quarter or more in a text, with their positions in the text that `dates.spelt_out` gives."""
    if len(text) > _LONGEST:
        return ()
    text = dates.spelt_out(text)
    dated = (Span(*NO_SPAN, *date.span()) for date in dates.DATE.finditer(text))
    found = [*labelled_spans(text, framework), *_short_years(text, framework), *_written(text, framework), *dated]
    kept: list[Span] = []
    for each in sorted(found, key=lambda each: each.start - each.end):  # if two are equally long, a label comes first
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    found = sorted((each for each in kept if each.first <= each.last), key=lambda each: each.start)
    # A span in brackets may name a part of the span before it: `Year 3 (2023)`, `2020–25 (2022)`.
    bracketed = [(one, after) for one, after in pairwise(found) if text[: after.start].endswith(("(", "["))]
    narrowed = [a for a, b in bracketed if a.first <= b.first and b.last <= a.last and a[:2] != b[:2]]
    return tuple(each for each in found if each not in narrowed)


def _written(text: str, framework: Framework) -> Iterator[Span]:
    """The spans written out in a text. A time that is too short, or as long as the plan, is marked as `NO_SPAN`."""
    for match in _SPAN.finditer(text):
        first, last = _days(match, framework) or NO_SPAN
        if (match["y"] or _months_of(match)) and _SINCE.search(text, 0, match.start()):
            last = dt.date.max
        if last - first >= _shortest(framework):
            yield Span(first, last, *match.span())
        elif match["y"]:
            yield Span(*NO_SPAN, *match.span())


def _short_years(text: str, framework: Framework) -> Iterator[Span]:
    """Years such as `22/23`, unless these may be the numbers of actions."""
    for match in _SHORT_YEARS.finditer(text):
        first, second = match.groups()
        words = framework.headings.get("action", ())
        actions = match[0] == text.strip() or any(word.casefold() in text.casefold() for word in words)
        actions = actions and {first, second} <= {action.code for action in framework.actions}
        if int(second) == int(first) + 1 and not actions:
            yield Span(*_days_of_year(f"20{first}", second, _year_start(framework)), *match.span())


@lru_cache(maxsize=FRAMEWORKS)
def _shortest(framework: Framework) -> dt.timedelta:
    return min([_QUARTER, *(period.end - period.start for period in framework.periods)])


def fit(text: str, period: ReportingPeriod, framework: Framework) -> Fit | None:
    """How the time in a text compares with a period: the best fit of several times; None if the text names none."""
    found = fits(text, period, framework) if text else ()
    return next((each for each in Fit if each in found), None)


def fits(text: str, period: ReportingPeriod, framework: Framework) -> AbstractSet[Fit]:
    """How each time named in a text compares with a period: `2022 (July 2021 to June 2022)` names two times.

    The answer is only PARTLY if a time and its explanation disagree, as in `Year 3 (2022)`, or if one time covers the
    period and more, and another is outside it: `heinäkuu 2022 – kesäkuu 2023`, whose words are unknown.
    """
    if (month := dates.fit_of_bare_month(text, period)) is not None:
        return {month}
    text = with_year(text, period, framework)
    compared = [(span, compare(span, period)) for span in spans(text, framework)]
    found = {each for _, each in compared}
    for (one, fit_of_one), (other, fit_of_other) in pairwise(compared):
        explains = _EXPLAINS.fullmatch(dates.spelt_out(text), one.end, other.start)
        if explains and {fit_of_one, fit_of_other} == {Fit.SAME, Fit.OTHER}:
            found = {Fit.PARTLY}
    return {Fit.PARTLY} if found == {Fit.OVERLAPS, Fit.OTHER} else found


def with_year(text: str, period: ReportingPeriod, framework: Framework) -> str:
    """Add the year of the period to a part of a year, such as `Q1` or `June quarter`, in a text that names no year."""
    is_question, text = dates.QUESTION.match(text), dates.spelt_out(text) if len(text) <= _LONGEST else ""
    if is_question or not text or _ANY_YEAR.search(text):
        return text
    begins, first, last = _year_start(framework), period.start.year, period.end.year
    month = _MONTH_ALONE.search(text) if _shortest(framework) < _QUARTER else None
    if (named := part_without_year(text, period, framework)) is not None:
        at, year = named
    elif part := month or (dates.NAMES_PART.search(text) and dates.PART_ALONE.search(text)):
        if begins != (1, 1):
            first -= (period.start.month, period.start.day) < begins
            last = max(last, first + 1)
        at, year = part.end(), f"{first}" if month or first == last else f"{first}/{last}"
        if part.lastgroup:  # a quarter or half that is named by its last month
            year = f"{first + (dates.first_of(part[part.lastgroup], first).month < begins[0])}"
    else:
        return text
    return f"{text[:at]} {year}{text[at:]}"


def is_only_time(text: str, plan: Framework, period: ReportingPeriod | None) -> bool:
    """Whether a text is only a time or, if a period is given, a part of the period's year, such as `Q1`."""
    time = with_year(text, period, plan) if period else text
    return bool(spans(time, plan)) and not without_spans(time, plan)


def with_nearest_year(texts: Iterable[str], framework: Framework) -> str:
    """The first text that names a time; a part of a year, such as `Q1`, is joined to the next text that has a year."""
    first, part = framework.periods[:1], ""
    for text in texts:
        if spans(whole := f"{part} {text}".strip(), framework):
            return whole
        part = part or next((text for each in first if spans(with_year(text, each, framework), framework)), "")
    return part


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
    """The periods that a text names by label, or that its spans overlap, in the order of the plan."""
    found = spans(text, framework)
    return tuple(p.id for p in framework.periods if any(compare(span, p) is not Fit.OTHER for span in found))


def without_spans(text: str, framework: Framework) -> str:
    """Remove spans of time from a text, and words that join them to it: `Progress in 2022` becomes `Progress`."""
    found = spans(text, framework)
    text = dates.spelt_out(text) if found else text
    for span in reversed(found):
        text = f"{_JOINING.sub('', text[: span.start])} {text[span.end :]}"
    return " ".join((dates.PART_ALONE.sub(" ", text) if found else text).split())


@lru_cache(maxsize=FRAMEWORKS)
def _year_start(framework: Framework) -> tuple[int, int]:
    """The month and day on which a plan's years begin, judged by its years or else by its quarters and halves."""
    periods = sorted(framework.periods, key=lambda period: period.start)
    years = [period.start for period in periods if period.end - period.start > ALMOST_A_YEAR]
    years = years or [begin for begin in map(_begin_of_year, periods) if begin] or [period.start for period in periods]
    return (years[0].month, years[0].day) if years else (1, 1)


def _begin_of_year(period: ReportingPeriod) -> dt.date | None:
    """The first day of the year that a quarter or half is in; None if no name of the period is like `Q2` or `H1`."""
    names = map(_SPAN.fullmatch, map(dates.spelt_out, (period.id, *period.aliases)))
    for before, months in (_part_of_year(match) for match in names if match and match["part"]):
        if period.start.day == 1 and _add_months(period.start, months) == period.end + _DAY:
            return _add_months(period.start, -before)
    return None


def _part_of_year(match: re.Match[str]) -> tuple[int, int]:
    """How many months of a year precede the quarter or half in a match, and how many it has: 3 and 3 for `Q2`."""
    months = 6 if match["part"][0] in "hH" else 3
    return months * (int(match["part"][1]) - 1), months


def _days(match: re.Match[str], framework: Framework) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a match; None for a span as long as the plan, or a part that no year has (`H3`).

    `Q2 2022` may be of the calendar year, or of the financial year that begins or ends in it. Its days cover all three.
    """
    if match["em"]:
        return _ending(match, framework)
    year, until, begins = match["y"], match["z"], _year_start(framework)
    if match["fy"] and not until:
        year, until = str(int(year) - 1), year
    whole = _days_of_year(year, until, begins)
    if match["fy"] and not match["z"] and begins == (1, 1):  # `FY2022` may also mean the calendar year
        whole = whole[0], dt.date(whole[0].year + 1, _MONTHS_A_YEAR, 31)
    if match["part"]:
        before, months = _part_of_year(match)
        starts = [whole[0]]
        if not until and begins != (1, 1):
            starts += [dt.date(int(year) - ago, *begins) for ago in (0, 1)]
        if before + months > _MONTHS_A_YEAR:
            return None
        return _add_months(min(starts), before), _add_months(max(starts), before + months) - _DAY
    if match["m1"]:
        end = dates.first_of(match["m2"], int(year) + bool(until and dates.first_of(match["m2"], int(year)) < whole[0]))
        first = dates.first_of(match["m1"], int(match["my1"] or end.year))
        if not match["my1"] and first > end:
            first = first.replace(year=end.year - 1)
        return _day_of_month(match["d1"], first), _day_of_month(match["d2"], end) if match["d2"] else _month_end(end)
    of_plan = match[0] in dates.spelt_out(framework.title) or all(
        whole[0].year <= each.start.year <= each.end.year <= whole[1].year for each in framework.periods
    )
    return None if of_plan and whole[1].year - whole[0].year >= _PLAN_YEARS else whole


def _ending(match: re.Match[str], framework: Framework) -> tuple[dt.date, dt.date] | None:
    """The days of a month or of the months that end with it; for `to 30 June 2023`, the period that ends on that day.

    For `period ended …`, it is the period that contains the day.
    """
    first = dates.first_of(match["em"], int(match["ey"]))
    last = _day_of_month(match["ed"], first) if match["ed"] else _month_end(first)
    if months := _months_of(match):
        return _add_months(first, 1 - months), _month_end(first)
    ends = [p for p in framework.periods if p.end == last or (match["unit"] and p.start <= last <= p.end)]
    if match["until"] and (ends or match["unit"]):
        return (ends[0].start, ends[0].end) if ends else NEVER
    return None if match["until"] or match["ed"] else (first, last)


def _day_of_month(day: str | None, first: dt.date) -> dt.date:
    """A day of the month that begins on `first`; the month's last day if it has fewer days."""
    return first.replace(day=min(int(day or 1), _month_end(first).day))


def _months_of(match: re.Match[str]) -> int:
    """How many months the unit beside a month has: 3 in `March 2022 quarter`; 0 for `period`, or without a unit."""
    return _MONTHS_IN.get((match["after"] or match["unit"] or "period")[:2].casefold(), _MONTHS_A_YEAR)


def _days_of_year(first: str, second: str | None, begins: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """The days of `2022` or `2021/22`, which begins as the plan's years do, or in July if those begin in January."""
    start, end = int(first), int(first[: -len(second)] + second) if second else int(first)
    if end == start + 1:
        begins = _MIDDLE if begins == (1, 1) else begins
        return dt.date(start, *begins), dt.date(end, *begins) - _DAY
    return dt.date(start, 1, 1), dt.date(max(start, end), _MONTHS_A_YEAR, 31)


def _add_months(day: dt.date, months: int) -> dt.date:
    number = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    return dt.date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, day.day)


def _month_end(day: dt.date) -> dt.date:
    return _add_months(day, 1) - _DAY
