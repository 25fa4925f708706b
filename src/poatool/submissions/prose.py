"""An index of words in many texts: a rule looks only at the texts with a word that may matter to it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from poatool.text import has_any, lazy_pattern

_MOST = 20_000  # how many words are remembered for each rule

_words_tried = defaultdict[Callable[[str], object], tuple[set[str], set[str]]](lambda: (set(), set()))
"""All words that were tried with a test, and those that passed it."""

_WORDS, _NONE = lazy_pattern(r"\w+"), lazy_pattern(r"(?!)")


def signs(listed: str, form: re.Pattern[str] = _NONE) -> Callable[[str], object]:
    """A quick test of a word for signs: parts of words and `|whole|` words, as `listed`, or what fits the `form`."""
    parts = [sign for sign in listed.split() if "|" not in sign]
    whole = {sign.strip("|") for sign in listed.split() if "|" in sign}
    return lambda word: has_any(word, parts) or not whole.isdisjoint(_WORDS.findall(word)) or form.search(word)


class Prose:
    """The numbers of texts, from 0, by the words that they contain, in lower case with the punctuation around them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers = numbers = defaultdict[str, list[int]](list)
        for number, text in enumerate(texts):
            for word in set(text.casefold().split()):
                numbers[word].append(number)

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word for which `holds` is true; it is called once for each word."""
        tried, telling = _words_tried[holds]
        if len(tried) > _MOST:
            tried.clear()
        telling.update(filter(holds, self._numbers.keys() - tried))
        tried.update(self._numbers)
        return {number for word in self._numbers.keys() & telling for number in self._numbers[word]}
