"""Words in place of a code or beside one: which action's text they are, or which action they are about.

Stems of words that are not the plan's, as in `4 – intelligence sharing`, are compared with those of each action's
texts; stems that many actions have do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set as AbstractSet

from poatool.framework.names.matching import fold, stems
from poatool.framework.reference.codes import codes_in
from poatool.framework.reference.spellings import Index
from poatool.text import lazy_pattern

SURE = 88.0
"""Percentage of likeness at which a text counts as an action's text with typing errors."""

_MARGIN = 6.0
_SHORTEST = 20
_SHORTEST_WITH_ERRORS = 30
_LONG_WORD = 4
_TYPED = 60.0
_TURNING = frozenset({"not", "no", "never", "nor", "without", "except", "instead", "longer", "cannot"})
_INCORPORATED = lazy_pattern(r"^\W*(?:action\s+\S+\s+)?has been incorporated into\b[^.(]*[.(]*", re.IGNORECASE)

_LONGEST_PARAPHRASE = 25
"""Words of a text that is too long to be only a paraphrase."""

_LEAST_SHARED = 1 / 3
"""The least share of its words that a paraphrase takes from its action."""

SURELY = 2
"""Words that a text shares with an action if it is surely about that."""


def title_of(index: Index, text: str) -> tuple[str, ...]:
    """The action whose text this is, whole, cut off at the end, or with typing errors; several equally alike."""
    wanted = fold(_INCORPORATED.sub("", text))
    if (exact := index.titles.get(wanted)) is not None:
        return exact
    return (_beginning_with(index, wanted) or _likest(index, wanted)) if len(wanted) >= _SHORTEST else ()


def belongs_to(index: Index, code: str, text: str, *, beside: bool = False) -> bool:
    """Whether a text after a number is that action's text, a part of it, or the text with typing errors.

    `beside`: only a space stands between, so words from the middle are not enough: `18 victims` may be a count.
    """
    wanted = fold(text)
    words = wanted.split()
    if not words:
        return True
    own = index.titles_of(code)
    if any(title.startswith(wanted) for title in own):
        return True
    if not beside and set(words) <= index.words[code] and len(max(words, key=len)) >= _LONG_WORD:
        return True
    if len(wanted) < _SHORTEST:
        return False
    from rapidfuzz import fuzz

    return any(fuzz.ratio(wanted, title[: len(wanted) + 2]) >= SURE and _only_errors(wanted, title) for title in own)


def _beginning_with(index: Index, wanted: str) -> tuple[str, ...]:
    """The actions whose text begins with this one."""
    titles = index.sorted_titles
    at = bisect_left(titles, wanted)
    codes: list[str] = []
    while at < len(titles) and titles[at].startswith(wanted):
        codes += index.titles[titles[at]]
        at += 1
    return index.published(codes)


def _likest(index: Index, wanted: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    if len(wanted) < _SHORTEST_WITH_ERRORS:
        return ()
    beginnings = {title: title[: len(wanted)] for title in index.near_titles(wanted)}
    hits = process.extract(wanted, beginnings, scorer=fuzz.ratio, score_cutoff=SURE - _MARGIN, limit=3)
    if not hits or hits[0][1] < SURE or not _only_errors(wanted, hits[0][2]):
        return ()
    return index.published(
        code for _, score, title in hits if score > hits[0][1] - _MARGIN for code in index.titles[title]
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

    `beside`: only a space stands between, so they must begin as the action does: `18 victims` may be a count.
    """
    words = fold(text).split()
    said = stems(words)
    if not said or len(words) >= _LONGEST_PARAPHRASE or "?" in text or not _TURNING.isdisjoint(words):
        return False
    if any(other != code for other in codes_in(index, text, numbers=True)):
        return False
    own = said & index.stems[code]
    if beside and not any(title.split()[:1] == words[:1] for title in index.titles_of(code)):
        return False
    return len(own) >= max(1, _LEAST_SHARED * len(said)) and not _closer(index, said, len(own))


def closer(index: Index, code: str, text: str, least: int = 1) -> tuple[str, ...]:
    """The actions that share more words with a text than one does, at least so many of them; closest first."""
    said = stems(fold(text).split())
    return _closer(index, said, max(len(said & index.stems[code]), least - 1))


def _closer(index: Index, said: AbstractSet[str], own: int) -> tuple[str, ...]:
    shared = {other: len(said & words) for other, words in index.stems.items()}
    return tuple(sorted((other for other, count in shared.items() if count > own), key=lambda other: -shared[other]))
