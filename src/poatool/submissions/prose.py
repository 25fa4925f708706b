"""An index of words in many texts: a rule looks only at the texts with a word that may matter to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

_MOST = 20_000  # how many words are remembered for each rule


@lru_cache(maxsize=100)  # as many as the rules have
def _words_tried(_: Callable[[str], object]) -> tuple[set[str], set[str]]:
    """All words that were tried with a test, and those that passed it."""
    return set(), set()


class Prose:
    """The numbers of texts, from 0, by the words that they contain, in lower case with the punctuation around them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for word in set(text.casefold().split()):
                self._numbers[word].append(number)

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word for which `holds` is true; it is called once for each word."""
        tried, telling = _words_tried(holds)
        if len(tried) > _MOST:
            tried.clear()
        telling.update(filter(holds, self._numbers.keys() - tried))
        tried.update(self._numbers)
        return {number for word in self._numbers.keys() & telling for number in self._numbers[word]}
