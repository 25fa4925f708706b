"""Match words, instead of a code or beside one, to actions' texts; suggest meanings of unknown pieces.

Stems of words that are not the plan's, as in `4 – intelligence sharing`, are compared with those of each action's
texts; stems that many actions have do not count. Suggestions are only shown, never applied.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice, takewhile

from poatool.framework.names.matching import fold, stems
from poatool.framework.reference.codes import code_after_lead, codes_in
from poatool.framework.reference.spellings import LEXEME, Index, canonical, figures_key, key_of, roman
from poatool.text import lazy_pattern

SURE = 88.0  # percentage of likeness at which a text counts as an action's text with typing errors
_MARGIN = 6.0
_SHORTEST = 20
_SHORTEST_WITH_ERRORS = 30
_LONG_WORD = 4
_TYPED = 60.0
_TURNING = frozenset({"not", "no", "never", "nor", "without", "except", "instead", "longer", "cannot"})
_INCORPORATED = lazy_pattern(r"^\W*(?:action\s+\S+\s+)?has been incorporated into\b[^.(]*[.(]*", re.IGNORECASE)

_LONGEST_PARAPHRASE = 25  # words of a text that is too long to be only a paraphrase
_MIN_SHARED = 1 / 3  # the least share of its words that a paraphrase takes from its action

MIN_SHARED_WORDS = 2  # the words that a text must share with an action to be certainly about it
MAX_SUGGESTIONS = 5
_NEAR = 1
_ALIKE = 55.0
_SHORTEST_TITLE = 8
_LONGEST_CODE = 30
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_AROUND = " *.,;:#()"
DOUBT = " ?()[]"  # signs around a number that show its writer was unsure
_DENIES = lazy_pattern(r"(?:not|never|except|excepting|excl|excluding|without|other\s+than)(?![A-Za-z])", re.IGNORECASE)
_SURELY_ONE = "Il"
"""Letters that may be misread figures even when alone; most other single letters are marks or colours: `X`, `G`."""

_FIGURES = lazy_pattern(r"[0-9]+")
_BEHIND_A_CODE = lazy_pattern(r"[^0-9]*|[.(][0-9]+\)?|[eE][0-9]+")
"""What may be added to a code to give one that the plan lacks, such as `27a`, `8(2)` or `1.1`."""

_IN_WORDS = lazy_pattern(
    rf"\b(?=[a-zA-Z])(?:(?P<tens>{'|'.join(_TENS)})?[- ]?(?P<units>{'|'.join(sorted(_UNITS, key=len, reverse=True))})?"
    r"(?<=[a-z])|(?P<roman>(?-i:X{0,3}(?:IX|IV|V?I{0,3}))))(?<=\w)\b",
    re.IGNORECASE,
)


def title_of(index: Index, text: str) -> tuple[str, ...]:
    """The actions with this text, whole, cut off at the end, or with typing errors; several if equally alike."""
    wanted = fold(_INCORPORATED.sub("", text))
    exact = index.titles.get(fold(text)) or index.titles.get(wanted) or ()
    if exact or len(wanted) < _SHORTEST:
        return exact
    titles = index.sorted_titles
    begun = takewhile(lambda title: title.startswith(wanted), islice(titles, bisect_left(titles, wanted), None))
    if codes := [code for title in begun for code in index.titles[title]]:
        return index.published(codes)
    if len(wanted) < _SHORTEST_WITH_ERRORS:
        return ()
    from rapidfuzz import fuzz, process

    cut_off = {title: title[: len(wanted)] for title in index.near_titles(wanted)}
    hits = process.extract(wanted, cut_off, scorer=fuzz.ratio, score_cutoff=SURE - _MARGIN, limit=3)
    if not hits or hits[0][1] < SURE or not _only_errors(wanted, hits[0][2]):
        return ()
    return index.published(
        code for _, score, title in hits if score > hits[0][1] - _MARGIN for code in index.titles[title]
    )


def belongs_to(index: Index, code: str, text: str, *, beside: bool = False) -> bool:
    """Whether a text after a number is that action's text, a part of it, or the text with typing errors.

    `beside`: only a space separates number and text, so words from the middle of the action's text are not enough: `18
    victims` may be a count.
    """
    wanted = fold(text)
    words = wanted.split()
    if not words or any(title.startswith(wanted) for title in index.texts[code]):
        return True
    if not beside and set(words) <= index.words[code] and len(max(words, key=len)) >= _LONG_WORD:
        return True
    if len(wanted) < _SHORTEST:
        return False
    from rapidfuzz import fuzz

    return any(
        fuzz.ratio(wanted, title[: len(wanted) + 2]) >= SURE and _only_errors(wanted, title)
        for title in index.texts[code]
    )


def _only_errors(wanted: str, title: str) -> bool:
    """Whether the words that are not in the title are words of the title with typing errors.

    A number, or a word such as `not`, makes it a different text, however alike.
    """
    from rapidfuzz import fuzz, process

    known = set(title.split())
    other = set(wanted.split()) - known
    if other & _TURNING or any(c.isdigit() for word in other for c in word):
        return False
    return all(process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_TYPED) for word in other)


def paraphrases(index: Index, code: str, text: str, *, beside: bool) -> bool:
    """Whether words after a code are about its action, and no more about another.

    `beside`: only a space separates code and words, so the words must begin like the action's text: `18 victims` may be
    a count.
    """
    words = fold(text).split()
    given = stems(words)
    if not given or len(words) >= _LONGEST_PARAPHRASE or "?" in text or not _TURNING.isdisjoint(words):
        return False
    if any(other != code for other in codes_in(index, text, numbers=True)):
        return False
    if beside and not any(title.split()[:1] == words[:1] for title in index.texts[code]):
        return False
    own = len(given & index.stems[code])
    return own >= max(1, _MIN_SHARED * len(given)) and not _closer(index, given, own)


def closer(index: Index, code: str, text: str, least: int = 1) -> tuple[str, ...]:
    """The actions that share at least so many words with a text, and more than a given action does; closest first."""
    given = stems(fold(text).split())
    return _closer(index, given, max(len(given & index.stems[code]), least - 1))


def _closer(index: Index, given: AbstractSet[str], own: int) -> tuple[str, ...]:
    shared = {other: len(given & words) for other, words in index.stems.items()}
    return tuple(sorted((other for other, count in shared.items() if count > own), key=lambda other: -shared[other]))


def suggest(index: Index, text: str) -> tuple[str, ...]:
    """The actions that a text may have meant, at most five; none for a mark alone, or for `not 25`."""
    text = text.strip(DOUBT)
    if not index.suggests or not any(c.isalnum() for c in text) or _DENIES.match(text):
        return ()
    found: dict[str, None] = {}
    for code in _candidates(index, text):
        found.setdefault(code)
        if len(found) == MAX_SUGGESTIONS:
            break
    return tuple(found)


def _candidates(index: Index, text: str) -> Iterator[str]:
    if standing := codes_in(index, text):
        yield from standing
        yield from closer(index, standing[0], text, MIN_SHARED_WORDS)
        return
    yield from _as_code(index, text) if len(text) <= _LONGEST_CODE else _beginning(index, text[:_LONGEST_CODE])
    yield from alike(index, text)


def _as_code(index: Index, text: str) -> Iterator[str]:
    """The codes that a text may be in another spelling or, failing that, with a typing error."""
    found = tuple(_written_otherwise(index, text))
    yield from found
    if found:
        return
    if key := key_of(text):  # `C01.1.1` for `C01.1`
        longer = (spelling for other, spelling in index.spellings.items() if other.startswith(f"{key}."))
        yield from (code for spelling in longer for code in spelling.codes)
    yield from _near(index, key)
    if len(figures := _FIGURES.findall(text)) == 1:
        yield from _codes(index, figures[0])


def _written_otherwise(index: Index, text: str) -> Iterator[str]:
    """Codes in words, after other words, in letters that look like figures, or with something added."""
    if len(text) == 1 and text.isalpha() and text not in _SURELY_ONE:
        return
    if (spelt := _IN_WORDS.sub(_in_digits, text)) != text:
        yield from _codes(index, spelt)
    _, end = code_after_lead(index, text, 0)
    if end or text.strip(_AROUND) != text:
        yield from _as_code(index, text[end:].strip(_AROUND))
    yield from index.looking_like.get(figures_key(text), ())
    yield from _beginning(index, text)


def _in_digits(match: re.Match[str]) -> str:
    """A number up to 99 in words, or a Roman numeral, in digits."""
    if match["roman"]:
        return str(roman(match["roman"]))
    tens, units = (match["tens"] or "").casefold(), (match["units"] or "").casefold()
    return str((_TENS.index(tens) * 10 + 20 if tens else 0) + (_UNITS.index(units) + 1 if units else 0))


def _codes(index: Index, text: str) -> tuple[str, ...]:
    spelling = index.spellings.get(key_of(text))
    return spelling.codes if spelling else ()


def _beginning(index: Index, text: str) -> Iterator[str]:
    """The code that a text begins with, as in `27a` and `8(b)`."""
    found = list(LEXEME.finditer(text))
    for end in range(len(found) - 1, 0, -1):
        if (spelling := index.spellings.get(canonical(match[0] for match in found[:end]))) is not None:
            if _BEHIND_A_CODE.fullmatch(text, found[end].start()):
                yield from spelling.codes
            break


def _near(index: Index, key: str) -> Iterator[str]:
    """Codes one typing error away: those with as many letters first, then the nearest numbers."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    letters, figures = _letters(key), _FIGURES.findall(key)
    if not letters and not figures:
        return
    hits = process.extract(key, list(index.spellings), scorer=Levenshtein.distance, score_cutoff=_NEAR, limit=None)

    def rank(other: str) -> tuple[bool, bool, int, int]:
        theirs, apart = _letters(other), abs(_number(other) - _number(key))
        return len(theirs) != len(letters), theirs != letters, apart, index.order[index.spellings[other].codes[0]]

    same = [hit[0] for hit in hits if _letters(hit[0]) == letters or _FIGURES.findall(hit[0]) == figures]
    for other in sorted(same, key=rank):
        yield from index.spellings[other].codes


def alike(index: Index, text: str) -> Iterator[str]:
    """Actions whose texts are like this one."""
    wanted = fold(text)
    if len(wanted) < _SHORTEST_TITLE:
        return
    from rapidfuzz import fuzz, process

    titles = index.near_titles(wanted)
    for title, _, _ in process.extract(wanted, titles, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=3):
        yield from index.titles[title]


def _letters(key: str) -> str:
    return "".join(c for c in key if c.isalpha())


def _number(key: str) -> int:
    return int("".join(c for c in key if c.isascii() and c.isdigit())[:9] or 0)
