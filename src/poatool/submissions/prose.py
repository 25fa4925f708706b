"""An index of words in many texts: a rule looks only at the texts with a word that may matter to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache


@lru_cache(maxsize=100)  # as many as the rules have
def _remembering(holds: Callable[[str], object]) -> Callable[[str], bool]:
    return lru_cache(maxsize=8192)(lambda word: bool(holds(word)))


class Prose:
    """The numbers of texts, from 0, by the words that they contain, in lower case with the punctuation around them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for word in set(text.casefold().split()):
                self._numbers[word].append(number)

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word for which `holds` is true; it is called once for each word."""
        known = _remembering(holds)
        return {number for word, numbers in self._numbers.items() if known(word) for number in numbers}
