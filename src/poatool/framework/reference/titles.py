"""The text of an action pasted into a cell: which action it is, and whether a number beside it agrees."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from poatool.framework.names.folding import fold
from poatool.framework.reference.spellings import Index
from poatool.text import lazy_pattern

SURE = 88.0
"""Percentage of likeness at which a text counts as an action's text with typing errors."""

_MARGIN = 6.0
_SHORTEST = 20
_SHORTEST_WITH_ERRORS = 30
_LONG_WORD = 4
_TYPED = 60.0
TURNING = frozenset({"not", "no", "never", "nor", "without", "except", "instead", "longer", "cannot"})
_INCORPORATED = lazy_pattern(r"^\W*(?:action\s+\S+\s+)?has been incorporated into\b[^.(]*[.(]*", re.IGNORECASE)


class TitleMatch(NamedTuple):
    """The actions whose text this is: one if it is certain, several if they are equally alike."""

    codes: tuple[str, ...]


def title_of(index: Index, text: str) -> TitleMatch:
    """The action whose text this is, whole, cut off at the end, or with typing errors."""
    wanted = fold(_INCORPORATED.sub("", text))
    if (exact := index.titles.get(wanted)) is not None:
        return TitleMatch(exact)
    if len(wanted) < _SHORTEST:
        return TitleMatch(())
    if begun := _beginning_with(index, wanted):
        return TitleMatch(begun)
    return TitleMatch(_likest(index, wanted))


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
    if other & TURNING or any(c.isdigit() for word in other for c in word):
        return False
    return all(process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_TYPED) for word in other)
