"""UPD: when the things happened that an update tells of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.reference.dates import MONTHS, spoken
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted, some
from poatool.rules.texts import at, is_progress, texts_with_digits, texts_with_words
from poatool.submissions.interpret import Interpreted
from poatool.text import has_any, lazy_pattern

_RELATIVE = lazy_pattern(
    r"""\b(?:
        (?:this|last|next|(?:in|over|during)\ the\ (?:past|previous|current|coming))
        \ (?:calendar\ |financial\ |reporting\ )?(?:week|month|quarter|year)
      | recently | yesterday | tomorrow
      | in\ (?:recent|the\ (?:last|past|coming|next)(?:\ few)?)\ (?:weeks|months|years)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = frozenset(
    ("week", "weeks", "month", "months", "quarter", "year", "years", "recently", "yesterday", "tomorrow")
)
_FROM_TODAY = (
    *("this ", "last ", "next ", "past ", "previous ", "current ", "coming "),
    *("recent", "yesterday", "tomorrow"),
)
"""What a text holds that says when by the day it was written."""

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DATE = lazy_pattern(
    rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?{_MONTH},?\ (?P<year>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))(?![\w/-])",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = lazy_pattern(r"\d+")
_CENTURIES = ("19", "20")
_BACKGROUND = lazy_pattern(
    r"\b(?:since|from|of|before|until|till|by|after|dated|assent|effective|force|will|would|planned|due|expected|scheduled"
    r"|previous\w*|earlier|original\w*|following|under|ends?|starts?|begins?|next|to|for)\b",
    re.IGNORECASE,
)
_REACH = 60
"""Characters before a date in which a word shows that it is background, and not when the work was done."""


@rule("UPD310", "relative-time", Severity.ADVICE, requires=("UPD302",))
def relative_time(submission: Interpreted) -> Iterator[Problem]:
    """A text says when by the day it was written: “this year”, “last month”, “recently”.

    The report is read later, and next to those of other years. To fix it, write the year or the month.

    Bad:
    | Action | Status    | Progress                                       |
    | 2      | Under way | Trained forty inspectors earlier this year.    |
    Found at: C2

    Good:
    | Action | Status    | Progress                                       | Next steps            |
    | 2      | Under way | Trained forty inspectors in March 2022.        | Repeat it next year.  |
    """
    for text in filter(is_progress, texts_with_words(submission, _SIGNS)):
        if not has_any(text.text.casefold(), _FROM_TODAY):
            continue
        if found := list(dict.fromkeys(match[0].casefold() for match in _RELATIVE.finditer(text.text))):
            yield at(
                text,
                f"{some([quoted(words) for words in found])}: whoever reads the report cannot tell when that was.",
                "Write the month or the year.",
            )


@rule("UPD311", "date-outside-period", Severity.WARNING)
def date_outside_period(submission: Interpreted) -> Iterator[Problem]:
    """Something is said to have happened on a day outside the period.

    It belongs to another report, or the date is mistyped. Days that something began or ends on are let pass.
    To fix it, correct the date, or move the text to the submission of its period.

    Bad:
    | Action | Status    | Progress                                        |
    | 2      | Under way | Trained forty inspectors on 14 March 2021.      |
    Found at: C2

    Good:
    | Action | Status    | Progress                                                                     |
    | 2      | Under way | Trained forty inspectors on 14 March 2022, under the Act of 12 May 1961.     |
    """
    period = submission.edition.period
    if period is None:
        return
    for text in filter(is_progress, texts_with_digits(submission)):
        for match in _dates(text.text) if has_any(text.text, _CENTURIES) else ():
            day = _day(match)
            if day is None or period.start <= day <= period.end:
                continue
            if _BACKGROUND.search(text.text, max(0, match.start() - _REACH), match.start()) is None:
                yield at(
                    text,
                    f"{match[0]} is not in {period.id} (from {spoken(period.start)} to {spoken(period.end)}).",
                    "Correct the date, or move the text to the submission of its period.",
                )
                break


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
