"""UPD: whether dates are real, and lie in the period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.rules.prose import Needs, Said, text_rule
from poatool.rules.text import quoted, some
from poatool.submissions.interpret import Text
from poatool.text import MONTHS, has_any, lazy_pattern, long_date

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]{{0,9}}\.?"
_DATE = lazy_pattern(
    rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?{_MONTH},?\ (?P<year>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))(?![\w/-])",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = lazy_pattern(r"\d+")
_CENTURIES = ("19", "20")
_BACKGROUND = lazy_pattern(
    r"\b(?:since|from|of|before|until|till|by|after|dated|assent|effective|force|will|would|planned|due|expected|scheduled"
    r"|previous\w{0,9}|earlier|original\w{0,9}|following|under|ends?|starts?|begins?|next|to|for)\b",
    re.IGNORECASE,
)
_REACH = 60
"""How many characters before a date are searched for a word that marks it as background, not as the day of work."""


class _Outside(NamedTuple):
    """A date as written, and the period that it lies outside."""

    date: str
    period: ReportingPeriod


def _outside(text: Text, edition: Edition) -> _Outside | None:
    """The first date in a text on which work was done outside the period."""
    period = edition.period
    if period is None or not has_any(text.text, _CENTURIES):
        return None
    for match in _dates(text.text):
        day = _day(match)
        if day is None or period.start <= day <= period.end:
            continue
        if _BACKGROUND.search(text.text, max(0, match.start() - _REACH), match.start()) is None:
            return _Outside(match[0], period)
    return None


def _dates(text: str) -> Iterator[re.Match[str]]:
    begun = (_DATE.match(text, digits.start()) for digits in _DIGITS.finditer(text))
    return (match for match in begun if match is not None)


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["d"]:
            return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
        month = MONTHS.index(match["month"][:3].casefold()) + 1
        return dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


@text_rule("UPD311", "date-outside-period", Severity.WARNING, _outside, Needs(digits=True), progress=True)
def date_outside_period(found: _Outside) -> Said:
    """A text reports work on a day outside the period.

    It belongs in another report, or the date is mistyped. A day on which something began, ended or came into force is
    fine. To fix it, correct the date, or move the text to the submission for its period.

    Bad:
    | Action | Status    | Progress                                        |
    | 2      | Under way | Trained forty inspectors on 14 March 2021.      |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                     |
    | 2      | Under way | Trained forty inspectors on 14 March 2022, under the Act of 12 May 1961.     |
    """
    date, period = found
    return Said(
        f"{date} is not in {period.id}, which is from {long_date(period.start)} to {long_date(period.end)}.",
        "Correct the date, or move the text to the submission for its period.",
    )


def _impossible(text: Text, _: Edition) -> list[str]:
    """The dates in a text that do not exist, in either order of day and month."""
    if not has_any(text.text, _CENTURIES):
        return []
    found = (match for match in _dates(text.text) if _day(match) is None)
    return [match[0] for match in found if match["d"] is None or not _is_day(match["y"], match["d"], match["m"])]


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@text_rule("UPD325", "no-such-date", Severity.WARNING, _impossible, Needs(digits=True))
def no_such_date(found: Sequence[str]) -> Said:
    """A text gives a date that does not exist, such as 31 February.

    Readers cannot know which day is meant. To fix it, look up the right day and correct the date.

    Bad:
    | Action | Status    | Progress                                     |
    | 2      | Under way | Trained forty inspectors by 31/02/2022.      |
    | 3      | Under way | Wrote a guide for employers on 31 June 2022. |
    Found at: C2, C3

    Good:
    | Action | Status    | Progress                                                          |
    | 2      | Under way | Trained inspectors under the Act of 29 February 2020 (case 31/99). |
    """
    return Said(f"There is no {some([quoted(date) for date in found])}.", "Correct the date.")
