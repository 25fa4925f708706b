"""Words after a code that are not the plan's, as in `4 – intelligence sharing`: which action they are about.

Their stems are compared with those in each action's texts; stems that many actions have do not count.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from poatool.framework.names.folding import fold, stems
from poatool.framework.reference.codes import codes_in
from poatool.framework.reference.spellings import Index
from poatool.framework.reference.titles import TURNING

_LONGEST = 25
"""Words of a text that is too long to be only a paraphrase."""

_LEAST = 1 / 3
"""The least share of its words that a paraphrase takes from its action."""


SURELY = 2
"""Words that a text shares with an action if it is surely about that."""


def paraphrases(index: Index, code: str, text: str, *, beside: bool) -> bool:
    """Whether words after a code are about its action, and no more about another.

    `beside`: only a space stands between, so they must begin as the action does: `18 victims` may be a count.
    """
    words = fold(text).split()
    said = stems(words)
    if not said or len(words) >= _LONGEST or "?" in text or not TURNING.isdisjoint(words):
        return False
    if any(other != code for other in codes_in(index, text, numbers=True)):
        return False
    own = said & index.stems[code]
    if beside and not any(title.split()[:1] == words[:1] for title in index.titles_of(code)):
        return False
    return len(own) >= max(1, _LEAST * len(said)) and not _closer(index, said, len(own))


def closer(index: Index, code: str, text: str, least: int = 1) -> tuple[str, ...]:
    """The actions that share more words with a text than one does, at least so many of them; closest first."""
    said = stems(fold(text).split())
    return _closer(index, said, max(len(said & index.stems[code]), least - 1))


def _closer(index: Index, said: AbstractSet[str], own: int) -> tuple[str, ...]:
    shared = {other: len(said & words) for other, words in index.stems.items()}
    return tuple(sorted((other for other, count in shared.items() if count > own), key=lambda other: -shared[other]))
