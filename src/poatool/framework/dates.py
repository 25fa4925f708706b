"""Read days and months as people write them, and compare them with a period."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.model import ReportingPeriod
from poatool.framework.time_words import IN_ENGLISH, LOWER_CASE_TO, NUMBERS, OF, ORDINAL, TO, TO_DAY, YEARS
from poatool.text import MONTH_NAMES, Needs, has_any, lazy_pattern, long_date


class Fit(StrEnum):
    """How the time named in a text compares with a period."""

    SAME = "the period, or a part of it"
    OVERLAPS = "the period and more"
    PARTLY = "a part of the period, but largely another time"
    OTHER = "another time"


MONTHS = tuple(name[:3].lower() for name in MONTH_NAMES)
MONTH = rf"(?:sept(?:ember)?|{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTH_NAMES)})\.?".lower()
"""The first letters of the months, and a pattern for an English month, in full or abbreviated."""

MONTH_NAME = rf"(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
YEAR, SHORT_YEAR, CENTURY = r"(?:19|20)\d\d", r"[2-4]\d", ("19", "20")
"""Patterns for a year and for the last two digits of a plan's year; the first two digits that a year may have."""

_ONE_MONTH = lazy_pattern(rf"(?i)({MONTH})(?:,?\s?({YEAR}))?", needs=MONTHS)
_DATE = (
    rf"""(?<![^\W_])(?:\d\d?(?:st|nd|rd|th)?\s(?:of\s)?{MONTH_NAME},?|{MONTH_NAME}\s\d\d?(?:st|nd|rd|th)?,?|\d\d?[/.-]\d\d?[/.-])\s?{YEAR}"""
    rf"""|(?<![^\W_]){YEAR}-\d\d-\d\d(?!\d)|(?<![^\W_]){MONTH_NAME},?\s{YEAR}(?![^\W_])"""
)
DATE = lazy_pattern(_DATE, re.IGNORECASE, CENTURY)  # a date, or a month with its year
DASH = rf"\s?(?:[-/~～〜]|{TO}|{LOWER_CASE_TO}|i)\s?"  # what may be between the two ends of a span
QUARTERS = r"[qh][1-4]"  # a pattern for a quarter or a half of a year in spelt-out text: `Q2`, `H1`
_UNIT = r"(?:quarter|half(?:[\s-]year)?)"
_ANY_PART = rf"(?:{QUARTERS}|{MONTH_NAME}(?:{DASH}{MONTH_NAME}|\s{_UNIT}))"
_TO_MONTH = rf"{_UNIT}\s(?:end(?:ed|ing)?|to)\s(?:\d\d?\s)?(?P<last>{MONTH_NAME})|(?P<month>{MONTH_NAME})\s{_UNIT}"
PART_ALONE = lazy_pattern(rf"(?i)(?<![^\W_])(?:{_TO_MONTH}|{_ANY_PART})(?![^\W_])")
"""A part of a year in spelt-out text: `Q2`, `January-June`, `June quarter`, `quarter ended 30 June`."""

GLUE = rf"(?:[\s,(]|[/-]|(?<![^\W_]){OF}(?![^\W_]))*"  # what may be between a part of a year and its year
_YEARS = rf"(?:fy\s?)?{YEAR}(?:\s?[/-]\s?(?:{YEAR}|\d\d)(?!\d|[/-]\d))?"
TIME = rf"(?:{_DATE}|(?:{QUARTERS}|fy)(?:{GLUE}{_YEARS})?|{_YEARS})"
"""A pattern for any time in spelt-out text: `3 May 2022`, `FY2022`, `Q2`, `2021/22`."""

_NEAR_YEAR = (
    rf"(?:{QUARTERS}|{MONTH_NAME}(?:{DASH}{MONTH_NAME}|(?=[\s'’-]{{0,2}}\d\d\s(?:quarter|half|year)(?![^\W_]|\s\d)))"
    r"|[fc]\.?ye?|(?:financial|fiscal|calendar)\syear)"
)
_NO_MONTH = rf"([^\w\n]{{0,3}}(?=[^\W\d_])(?:(?!{MONTH_NAME}\s)[^\d\n]){{0,40}}?)"
_NTH = "|".join(ORDINAL | YEARS)

_YEARLY = "(?:(?:fiscal|financial)\\s)?year|annual|rapport annuel|informe anual|jahresbericht"
_BOTH_YEARS = "|".join(f"{year}{year + 1}" for year in range(21, 30))
_FORMS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # A year of a plan: `Yr 3`, `Third year`, `Dritter Jahresbericht`.
    (
        rf"(?<![^\W_])(?:(?:yr?|year)[\s.-]?(\d{{1,2}}|{_NTH})|({_NTH})\s(?:{_YEARLY}))(?![^\W_])",
        lambda year: f"Year {NUMBERS.get((year[1] or year[2]).casefold(), year[1] or year[2])}",
    ),
    # Days in figures or with the month first: `20230630`, `30/6/23`, `June 30, 2023`.
    (rf"(?<![^\W_])({YEAR})(0[1-9]|1[0-2])([0-3]\d)(?![^\W_])", r"\1-\2-\3"),
    (
        rf"(?<![\w/.])(?:(\d\d?([/.-])\d\d?\2)({YEAR}|{SHORT_YEAR})(?!\w|\2\d)|{YEAR}-\d\d-\d\d(?!\d))",
        lambda day: _day_in_words(f"{day[1]}20{day[3][-2:]}" if day[1] else day[0]),
    ),
    (rf"(?<![^\W_])({MONTH_NAME})\s(\d\d?)(?:st|nd|rd|th)?,?\s(?={YEAR})", r"\2 \1 "),
    # Months: `03/2023`, `March of 2023`.
    (
        rf"(?:(?<![\w/.-])|(?<=\d{{4}}-))(0[1-9]|1[0-2])[/.-]({YEAR})(?![\w/.]|-(?!\d\d[/.]{YEAR}))",
        lambda date: f"{MONTH_NAMES[int(date[1]) - 1]} {date[2]}",
    ),
    (rf"({MONTH_NAME})(?:\s(?:of|de|del|do)\s|\s?[/-]\s?)(?={YEAR})", r"\1 "),
    (rf"({YEAR})\s年\s(1[0-2]|[1-9])\s月", lambda date: f"{MONTH_NAMES[int(date[2]) - 1]} {date[1]}"),
    # Days in other languages: `bis zum 31. December 2022`, `al 30 de June 2023`.
    (rf"(?<![\w.])(\d\d?)(?:er|[.º°])?\s(?:(?:de|o)\s)?(?={MONTH_NAME}\s{YEAR})", r"\1 "),
    (rf"(?<!\w){TO_DAY}\s(?=(?:\d\d?\s)?{MONTH_NAME}\s{YEAR})", "to "),
    (r"(?<![^\W_])f?y\s?[./]?\s?e\.?(?=\s(?:\d\d?\s)?[a-z]{3})", "year ended"),
    (rf"(?<![^\W_])q/?e(?=\s(?:\d\d?\s)?{MONTH_NAME}\s{YEAR})", "quarter ended"),
    (r"(?<=[qh][1-4])(?=fy)|(?:(?<=fy\d\d)|(?<=fy\d{4}))(?=[qh][1-4])", " "),  # `FY23Q2`
    # Two-digit years: `Oct 23 – Mar 24`; `Jan–Jun 22`, `Q2 FY22-23`, `CY22`, `Dec 22 quarter`; `Q3 2324`; `22-Q3`.
    (
        rf"(?<![^\W_])({MONTH_NAME})[\s'’-]{{0,2}}({SHORT_YEAR})({DASH}(?:\d\d?\s)?{MONTH_NAME})[\s'’-]{{0,2}}({SHORT_YEAR})(?![^\W_])",
        r"\1 20\2\3 20\4",
    ),
    (rf"(?<![^\W_])({_NEAR_YEAR})[\s,]{{0,3}}['’/-]?\s?({SHORT_YEAR})(?![^\W_]|[/-]\d\d\d)", r"\1 20\2"),
    (
        rf"(?<![^\W_])(?:({QUARTERS}[\s_-]{{0,2}})?({_BOTH_YEARS})(?(1)|(?=[\s_-]{{0,2}}{QUARTERS})))(?![^\W_])",
        lambda years: f"{years[1] or ''}20{years[2][:2]}-{years[2][2:]}",
    ),
    (rf"\A({SHORT_YEAR})-?({QUARTERS})(?![^\W_])", r"\2 20\1"),
    # A year alone: `CY 2022`, `Y2022`, `'22`.
    (rf"(?<![^\W_])(?:cy\s?|y)(?={YEAR}(?![^\W_]))", ""),
    (rf"(?<![\w'’])['’]({SHORT_YEAR})(?![\w'’])", r"20\1"),
    # Words: `March quarter 2023`, `Y/E June 2023`, `between July 2022 and June 2023`.
    (rf"(?<![^\W_])({MONTH_NAME})\s(quarter|half|year),?\s({YEAR})(?![\w/-])", r"\1 \3 \2"),
    (r"(?<![^\W_])(?:between|entre|zwischen)\s(.{3,24}?)\s(?:and|et|und|y|e)(?=\s)", r"\1 to"),
    (rf"(?<![^\W_])({_YEARS})[\s,/_-]*({QUARTERS})(?![^\W_]|{GLUE}{YEAR})", r"\2 \1"),
    # A part of a year near its year, with no month between them: `Q3 return, 2023`, `2022/23 (July to June)`.
    (rf"(?<![^\W_])({_ANY_PART})(?![^\W_]|{GLUE}{_YEARS}){_NO_MONTH}({_YEARS})(?![^\W_])", r"\1 \3\2"),
    (rf"(?<![^\W_])(?<![qh][1-4]\s)({_YEARS}){_NO_MONTH}({_ANY_PART})(?![^\W_]|{GLUE}{YEAR})", r"\3 \1\2"),
)
_MAY_BE_YEAR = lazy_pattern(r"(?i)(?<![^\W_])(?:y|annual|rapport|informe|jahresbericht)")
PARTS = rf"(?i){'|'.join(MONTHS)}|{QUARTERS}|(?<![^\W_])[fc]\.?y|a[lr]\syear"
NAMES_PART = lazy_pattern(PARTS)  # the name of a year or of a part of one, perhaps within a word
_FULL_YEAR, _SOME_YEAR = lazy_pattern(YEAR), lazy_pattern(rf"{SHORT_YEAR}|19\d\d")


def _needs(form: str) -> Needs:
    """What a text with a form has: a year, if the form has one, and the name of a part of a year."""
    year = _SOME_YEAR if has_any(form, (SHORT_YEAR, _BOTH_YEARS)) else _FULL_YEAR if YEAR in form else ()
    if _YEARLY in form:
        return _MAY_BE_YEAR
    return lazy_pattern(PARTS, needs=year) if has_any(form, (QUARTERS, MONTH_NAME)) else year


_REWRITES = [(lazy_pattern(form, re.IGNORECASE, _needs(form)), meant) for form, meant in _FORMS]
_VARIES = lazy_pattern(r"(?i)\d\D|\D\d|\d{5}|(?<![^\W_])(?:f?y|annual|rapport|informe|jahres|between|entre|zwischen)")
_DIGITS_END = lazy_pattern(r"(?<=\d)(?=[\u3040-\u9fff])|(?<=[\u3040-\u9fff])(?=\d)")
_WORD = lazy_pattern(r"[^\W\d_]{2,}|[–—]")
_PART = lazy_pattern(
    rf"""(?:(?<![^\W_])|(?<={YEAR}))(?:
      (?:(?P<first>{"|".join(ORDINAL)})|(?P<figure>[1-4])(?:\.?[º°ª]?[^\W\d_]{{0,3}}|\.)|(?P<roman>i{{1,3}}|iv)[e°º]?)[\s.-]{{1,2}}
      (?:quarter|trim?|(?P<half1>half|sem|(?:six|6)\smonths))\.?(?![\s.-]{{0,2}}[1-4](?!\d))
    | (?P<of_year>[1-4])(?:[qt]|quarter|(?P<half2>half|[hs]))(?=[\s-]?(?:fy\s?)?(?:{YEAR}|{SHORT_YEAR}(?![^\W_])))
    | (?:q|qtr|quarter|trim?|(?P<half3>h|half|sem))[\s.:-]{{0,2}}(?P<last>[1-4])
    | (?:quarter|(?P<half4>half))\s(?P<last_word>i{{1,3}}|iv|one|two|three|four)
    | (?:t|(?P<half5>s))(?:(?P<joined>[1-4])(?!\d\d(?!\d))|[\s.-](?P<apart>[1-4])(?=[\s,/-]{{0,3}}{YEAR}))
    )(?:(?![^\W_])|(?=(?:fy\s?)?(?:{YEAR}|{SHORT_YEAR}(?![^\W_]))))""",
    re.IGNORECASE | re.VERBOSE,
)
_ROMAN_MONTHS = {"I": 0, "III": 2, "IV": 3, "VI": 5, "VII": 6, "IX": 8, "X": 9, "XII": 11}
_ROMAN = lazy_pattern(  # months, as whole quarters: `VII-XII 2025`; beside a year, or alone
    rf"(?:(?:\A|(?<={YEAR}\s))(?=[IVX\s-]{{3,12}}\Z)|(?<!\w)(?=[IVX\s-]{{3,12}}[\s,/]{YEAR}))(I|IV|VII|X)\s?-\s?(III|VI|IX|XII)(?!\w)",
    needs=tuple(f"-{space}{month}" for month in ("iii", "vi", "ix", "xii") for space in ("", " ")),
)
_MAY_BE_PART = lazy_pattern(r"(?i)[1-4][qths]|(?<![^\W\d_])(?:[qths][\s.:-]{0,2}[1-4]|qua|qtr|half|tri|sem|six\s|6\sm)")
_PART_ASKED = lazy_pattern(r"(?:quarter|half)(?=(?:[\s-]year)?\Z)")
_ENDS = lazy_pattern(r"(?:(?:period|quarter|half|year)\s(?:end|ended|ending|to)|as\s(?:at|of))\Z")
QUESTION = lazy_pattern(r"(?i)\W*q\s?\d{1,2}\s?[.):\]]")  # the number of a question, not a quarter: `Q1. Action`

_BEFORE = lazy_pattern(r"(?i)\b(?:(?P<since>since|from|after|depuis|desde|seit)|(?:by|due|before)(?: on| the)?)\W*\Z")
_SHORTEST, _LONGEST, _TWO_YEARS = 4, 300, 730  # in characters (`3Jan`), in characters, in days


@lru_cache(maxsize=1_000)  # headings and titles occur again and again
def spelt_out(text: str) -> str:
    """Rewrite a text in one form: English months, hyphens, years in full, and `Q2` or `H2` for parts of a year."""
    last = -2 if QUESTION.match(text) else None  # `Q1.` numbers a question, and is not a quarter
    text = text if text.isascii() else _DIGITS_END.sub(" ", text)
    named = not IN_ENGLISH.keys().isdisjoint(_WORD.findall(text.casefold()))
    text = _WORD.sub(lambda word: IN_ENGLISH.get(word[0].casefold(), word[0]), text) if named else text
    text = _ROMAN.sub(lambda span: "-".join(MONTH_NAMES[_ROMAN_MONTHS[each]] for each in span.groups()), text)
    text = _PART.sub(_part, text) if _MAY_BE_PART.search(text) else text
    for form, meant in _REWRITES[:last] if _VARIES.search(text) else ():
        text = form.sub(meant, text)
    return text


def labelled_time(label: str, value: str) -> str:
    """Join a label and its value as one time: `Quarter` and `2` give `Q2`, `Term` and `2` give `term 2`."""
    label = spelt_out(label).strip(" :?").casefold()
    if _ENDS.search(label):
        return f"{label} {value}"
    unit = _PART_ASKED.search(label)
    forms = (f"{unit[0]} {value}", f"{value} {unit[0]}") if unit else ()
    other = f"{label} {value}" if value.isdecimal() and len(value) == 1 else value
    return next((spelt_out(form) for form in forms if _PART.fullmatch(form)), other)


def _day_in_words(text: str) -> str:
    date = written_date(text)
    return long_date(date.exact) if date and date.exact else text


def _part(match: re.Match[str]) -> str:
    found = {name: value.casefold() for name, value in match.groupdict().items() if value}
    half = any(name.startswith("half") for name in found)
    (which,) = (value for name, value in found.items() if not name.startswith("half"))
    return f"{'H' if half else 'Q'}{NUMBERS.get(which, which)}"


def day_fit(text: str, period: ReportingPeriod) -> Fit | None:
    """How the days named in a text compare with a period; None if it names no day."""
    dates = (written_date(match[0]) for match in DATE.finditer(spelt_out(text[:_LONGEST])))
    days = [date.exact for date in dates if date and date.exact]
    return (Fit.SAME if all(period.start <= day <= period.end for day in days) else Fit.OTHER) if days else None


def fit_of_bare_month(text: str, period: ReportingPeriod) -> Fit | None:
    """How a text that is only a month compares with a period; None for other texts, and for periods over two years."""
    month = _ONE_MONTH.fullmatch(spelt_out(text).strip())
    if month is None or (period.end - period.start).days > _TWO_YEARS:
        return None
    years = (int(month[2]),) if month[2] else (period.start.year, period.end.year)
    return Fit.SAME if any(period.start <= first_of(month[1], year) <= period.end for year in years) else Fit.OTHER


def is_dated_outside(text: str, period: ReportingPeriod, *, after: dt.date = dt.date.max) -> bool:
    """Whether a short text names dates, and all of them are outside a period.

    A date is outside if it is before the period, or later than `after` and not a deadline. A date after the word
    “since” is outside only if it is later than the period.
    """
    text = spelt_out(text) if len(text) <= _LONGEST else ""
    dates = list(DATE.finditer(text))
    for date in dates:
        month, written, year = _ONE_MONTH.fullmatch(date[0]), written_date(date[0]), int(re.findall(YEAR, date[0])[0])
        day = first_of(month[1], year) if month else (written and written.exact) or dt.date(year, 1, 1)
        word = _BEFORE.search(text[: date.start()])
        is_outside = day < period.start or (day > after and not word)
        if not (day > period.end if word and word["since"] else is_outside):
            return False
    return bool(dates)


def first_of(name: str, year: int) -> dt.date:
    """The first day of a month, by its name."""
    return dt.date(year, MONTHS.index(name[:3].casefold()) + 1, 1)


_IN_TEXT, _DAY = rf"(?P<month>{MONTH})", r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR, _LONG_YEAR = r"(?:[\s,/.-]+(?P<year>[12][0-9]{3}|[0-9]{2}))?", r"(?P<year>[12][0-9]{3})"
_ZONE = r"(?:\s?[A-Z]{1,5})?(?:\s?[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
_TIME = rf"(?:(?:T|[,\s]+)[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?(?:\s?[ap]\.?m\.?)?{_ZONE})?"
_WRITTEN = (
    lazy_pattern(rf"{_DAY}(?:\s+of)?[\s/.-]*{_IN_TEXT}{_YEAR}{_TIME}", re.IGNORECASE),
    lazy_pattern(rf"{_IN_TEXT}[\s/.-]*{_DAY}{_YEAR}{_TIME}", re.IGNORECASE),
    lazy_pattern(rf"{_LONG_YEAR}[/.-](?P<number>[01]?[0-9])[/.-]{_DAY}{_TIME}", re.IGNORECASE),
    lazy_pattern(rf"{_DAY}[/.-](?P<number>[01]?[0-9])[/.-]{_LONG_YEAR}{_TIME}", re.IGNORECASE),
    lazy_pattern(rf"{_DAY}/(?P<number>[01]?[0-9])/(?P<year>[0-9]{{2}}){_TIME}", re.IGNORECASE),
)
_WEEKDAY = lazy_pattern(r"(?i)\A(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s", needs=("day",))
_FIGURES = lazy_pattern(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}")
_STORED, _FIRST_DAY = lazy_pattern(r"[345][0-9]{4}"), dt.date(1899, 12, 30)
# What Excel stores for the days from 2000 to 2049: it reads a typed year from 00 to 49 as one of these.
_OF_THIS_CENTURY = range(36_526, 54_789)
_CENTURY, _LAST_SHORT_YEAR, _MONTHS_OF_A_YEAR = 100, 49, 12


class Date(NamedTuple):
    """A day and a month, and the year if known. `numbers` holds the three numbers if they may be a list: `10/11/12`."""

    day: int
    month: int
    year: int | None = None
    numbers: str = ""

    @property
    def exact(self) -> dt.date | None:
        """The calendar day; None if its year is unknown or there is no such day."""
        with suppress(ValueError):
            return dt.date(self.year, self.month, self.day) if self.year else None
        return None


def written_date(text: str) -> Date | None:
    """The date in a text that is only a date: `3-Jan`, `3rd March`, `01/03/2022`, `Monday, 3 March 2022`."""
    text = _WEEKDAY.sub("", text.strip())
    may_be = len(text) >= _SHORTEST and not text.isdigit() and any(map(str.isdigit, text))
    for pattern in _WRITTEN if may_be else ():
        if match := pattern.fullmatch(text):
            groups = match.groupdict()
            month = int(groups["number"]) if "number" in groups else MONTHS.index(groups["month"][:3].casefold()) + 1
            if min(month, int(groups["day"])) > _MONTHS_OF_A_YEAR:
                return None
            if _FIGURES.fullmatch(text):
                return Date(int(groups["day"]), month, numbers=text.replace("/", ", "))
            year = int(groups["year"]) if groups["year"] else None
            if year is not None and year < _CENTURY:
                year += 2000 if year <= _LAST_SHORT_YEAR else 1900
            return Date(int(groups["day"]), month, year)
    return None


def stored_date(text: str) -> dt.date | None:
    """The day that a number such as `44562` may mean if its cell has lost the date format."""
    if _STORED.fullmatch(text.strip()) is None or int(text) not in _OF_THIS_CENTURY:
        return None
    return _FIRST_DAY + dt.timedelta(days=int(text))


def typed_forms(date: Date, years: range) -> tuple[str, ...]:
    """What may have been typed where Excel shows a date: day and month, month and day, or month and year.

    Excel completes a day and a month with the current year, which is one of `years`. The first day of a month in any
    other year was typed as a month and a year.
    """
    day, month, year, _ = date
    typed = (f"{day}-{month}", f"{month}-{day}") if day != month else (f"{day}-{month}",)
    if day != 1 or year is None or year % _CENTURY <= _MONTHS_OF_A_YEAR:
        return typed
    of_month = f"{month}-{year % _CENTURY}"
    return (*typed, of_month) if year in years else (of_month,)
