"""Words behind a number that are not the plan's, as in `4 – intelligence sharing`: whose action they are about.

The words that few actions have are counted, by their stem; no words of any language are listed but those that say
nothing of what an action is about.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from poatool.framework.names.folding import fold, stems
from poatool.framework.reference.codes import codes_in
from poatool.framework.reference.spellings import Index
from poatool.framework.reference.titles import TURNING

_LONGEST = 25
"""Words from which on a text says more than which action it is about."""

_LEAST = 1 / 3
"""The share of its words that a paraphrase has from its action."""


def paraphrases(index: Index, code: str, text: str, *, beside: bool) -> bool:
    """Whether words behind a number are about its action, and not more about another.

    `beside` the number, with no sign between, they have to begin as the action does: `18 victims` may be a count.
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


def closer(index: Index, code: str, text: str) -> tuple[str, ...]:
    """The actions that words behind a number are more about than its own, the closest first."""
    said = stems(fold(text).split())
    return _closer(index, said, len(said & index.stems[code]))


def _closer(index: Index, said: AbstractSet[str], own: int) -> tuple[str, ...]:
    shared = {other: len(said & words) for other, words in index.stems.items()}
    return tuple(sorted((other for other, count in shared.items() if count > own), key=lambda other: -shared[other]))
