"""Index the words in many texts, so that a rule looks only at the texts with a word that may matter to it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from poatool.text import has_any, lazy_pattern

_MOST = 20_000  # how many words are remembered for each rule

_words_tried = defaultdict[Callable[[str], object], tuple[set[str], set[str]]](lambda: (set(), set()))
"""For each test, the words that it was tried on, and those that passed; cleared when there are too many."""

_WORDS, _NONE = lazy_pattern(r"\w+"), lazy_pattern(r"(?!)")


def signs(listed: str, form: re.Pattern[str] = _NONE) -> Callable[[str], object]:
    """A quick test: whether a word contains one of the `listed` parts or `|whole|` words, or fits the `form`."""
    parts = [sign for sign in listed.split() if "|" not in sign]
    whole = {sign.strip("|") for sign in listed.split() if "|" in sign}
    return lambda word: has_any(word, parts) or not whole.isdisjoint(_WORDS.findall(word)) or form.search(word)


class Prose:
    """The words of texts, in lower case and with the punctuation around them. The texts are numbered from 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_text = [set(text.casefold().split()) for text in texts]
        self._words = set[str]().union(*self._by_text)

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word for which `holds` is true; remembered words are not tried again."""
        tried, passed = _words_tried[holds]
        if len(tried) > _MOST:
            tried.clear()
            passed.clear()
        if new := self._words - tried:
            passed.update(filter(holds, new))
            tried.update(new)
        found = self._words & passed
        return {number for number, words in enumerate(self._by_text) if not words.isdisjoint(found)} if found else set()
