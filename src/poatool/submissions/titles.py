"""What a title says of the time that a report is for: `Progress update – calendar year 2021`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.agencies import agency_codes
from poatool.framework.names.folding import fold
from poatool.submissions.period import periods_in
from poatool.text import lazy_pattern

IsName = Callable[[str], bool]

TITLE_LENGTH = 120
"""Characters of the longest title."""

_MONTH = lazy_pattern(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?",
    re.IGNORECASE,
)
_TELLING = lazy_pattern(
    r"reports?|reporting|returns?|updates?|progress|submissions?|achievements?|achieved|accomplishments?|actions"
    r"|activity|activities|implementation|highlights|outcomes|results|status|summary|information|data|agency|as"
    r"|annual|yearly|years?|calendar|financial|fiscal|cy|fy|periods?|quarter|quarterly|half|[qh][1-4]|months?"
    r"|ended|ending",
    re.IGNORECASE,
)
"""Words of which one makes a text with a year a title of a report."""

_JOINING = lazy_pattern(
    r"an?|and|at|covering|during|end|final|first|for|fourth|from|full|in|of|on|our|s|second|six|the|third|this|through"
    r"|till|to|twelve|until|whole",
    re.IGNORECASE,
)
_PAST = lazy_pattern(
    r"last|previous|previously|prior|past|earlier|preceding|archived?|archives|old|older|superseded|obsolete|deleted?"
    r"|remove|historic|historical|history",
    re.IGNORECASE,
)
"""Words of an earlier time, or of what is to be taken out."""

_BESIDE_PAST = lazy_pattern(
    r"rows?|below|these|text|entry|entries|reported|reports|round|reference|only|before|sending|keep|kept|here",
    re.IGNORECASE,
)
_CURRENT = lazy_pattern(
    r"\W*(?:this|current|new)(?:\s(?:reporting|calendar))?\s(?:years?|periods?|updates?|reports?)\b", re.IGNORECASE
)
_WORD = lazy_pattern(r"[^\W_]+")
_PARTED = lazy_pattern(r"\s-\s|[–—:;,|()\[\]]")
_DAY = lazy_pattern(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = lazy_pattern(r"(?<![^\W_])(?:19|20)\d\d(?![^\W_])")
_SPAN = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)\s?[–—/-]\s?((?:19|20)?\d\d)(?![\d/–—-])")
_MADE = lazy_pattern(
    r"\b(?:updated|due|revised|printed|issued|dated|sent|submitted|published|released|approved|returned|saved|received"
    r"|created|by)\b:?\s?(?:(?:by|on|in|of|at|back)\s)?(?:the\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s)?"
    r"(?:[a-z]{3,9}\.?,?\s)?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d(?:-\d\d-\d\d)?",
    re.IGNORECASE,
)
"""When a paper was made or is due, which is not the time that it tells of: `updated January 2022`."""

_DATED = lazy_pattern(
    r"(?<!\d)(?:(?:19|20)\d\d[ .-]?\d\d[ .-]?\d\d|\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d)(?!\d)"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[ -]?(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_JOINED = lazy_pattern(r"_|(?<=[A-Za-z])(?=(?:19|20)\d\d(?!\d))")
"""What stands between the words of a name, be it nothing: `Report2021`."""

_EDITION = r"(?:plan|strategy|template|form|version|edition)"
_OF_PAPER = lazy_pattern(rf"\b(?:19|20)\d\d\s{_EDITION}\b|\b{_EDITION}\s(?:for\s)?(?:19|20)\d\d\b", re.IGNORECASE)
"""The year of a plan or a template, in which it was made: `the 2021 plan`."""


def periods_of_name(name: str, framework: Framework) -> tuple[str, ...]:
    """The periods that the name of a file or folder tells, dates left out: `Police_2021`, not `2022-01-15 Police`."""
    return periods_of_title(_DATED.sub(" ", _JOINED.sub(" ", name)), framework)


def periods_of_title(text: str, framework: Framework) -> tuple[str, ...]:
    """The periods that a title names, without the years of a plan and those in which something was made or is due."""
    return periods_in(_about(text), framework)


def other_times(text: str, framework: Framework, asked: ReportingPeriod) -> tuple[str, ...]:
    """The periods that a title names, or failing that its years, where the period that is asked for is none of them."""
    named = periods_of_title(text, framework)
    years = dict.fromkeys(_YEAR.findall(_about(text)))
    if asked.id in named or (not named and any(asked.start.year <= int(year) <= asked.end.year for year in years)):
        return ()
    return named or tuple(years)


def is_dated_title(text: str, is_name: IsName | None = None) -> bool:
    """Whether a text says for which time a report is and no more, as `Year ended 31 December 2021` and `2021` do.

    It may name what `is_name` knows beside. A date alone is none: it may be that of a letter.
    """
    if len(text) > TITLE_LENGTH or not _YEAR.search(about := _about(text)):
        return False
    words, left = _WORD.findall(about), _left(about, (_TELLING, _JOINING, _YEAR, _MONTH, _DAY))
    if not all(is_name and is_name(rest) for rest in left):
        return False
    several = sum(bool(_MONTH.fullmatch(word)) for word in words) > 1
    return bool(left) or several or any(map(_TELLING.fullmatch, words)) or not any(map(_of_date, words))


def is_past_title(text: str, is_name: IsName | None = None) -> bool:
    """Whether a text says that what it heads is of an earlier time or is to be taken out: `Last year’s update`."""
    if len(text) > TITLE_LENGTH or not any(map(_PAST.fullmatch, _WORD.findall(text))):
        return False
    left = _left(text, (_PAST, _BESIDE_PAST, _TELLING, _JOINING, _YEAR, _MONTH, _DAY))
    return all(is_name and is_name(rest) for rest in left)


def names_year(text: str) -> bool:
    """Whether a year stands in a text, other than that of a plan or of when something was made."""
    return _YEAR.search(_about(text)) is not None


def is_current_title(text: str) -> bool:
    """Whether a text says that what it heads is of the period that is asked for: `This year’s update`."""
    return len(text) <= TITLE_LENGTH and _CURRENT.match(text) is not None


def names_beside(framework: Framework) -> IsName:
    """What tells the names that stand in a title: those of agencies, and that of the plan or some words of it."""
    plan = f" {fold(framework.title)} "

    def is_name(text: str) -> bool:
        folded = fold(text)
        return folded in agency_codes(framework) or (" " in folded and f" {folded} " in plan)

    return is_name


def _about(text: str) -> str:
    """A title without the years that are not those it tells of; a plan's span, such as `2020–25`, is none either."""
    return _OF_PAPER.sub(" ", _MADE.sub(" ", _SPAN.sub(_without_span, text)))


def _without_span(span: re.Match[str]) -> str:
    first, last = int(span[1]), int(f"{span[1][: -len(span[2])]}{span[2]}")
    return " " if last > first + 1 else span[0]


def _left(title: str, known: Sequence[re.Pattern[str]]) -> list[str]:
    """What is left of each part of a title between the words that are known."""
    return [rest for part in _PARTED.split(title) if (rest := " ".join(_inner(_WORD.findall(part), known)))]


def _inner(words: Sequence[str], known: Sequence[re.Pattern[str]]) -> Sequence[str]:
    unknown = [place for place, word in enumerate(words) if not any(sign.fullmatch(word) for sign in known)]
    return words[unknown[0] : unknown[-1] + 1] if unknown else ()


def _of_date(word: str) -> bool:
    """Whether a word is a month or the number of a day or of a month."""
    return any(sign.fullmatch(word) for sign in (_MONTH, _DAY))
