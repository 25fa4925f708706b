"""Search many texts at once; a string that few contain is found fast."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from poatool.text import has_any, lazy_pattern

_FIGURE = lazy_pattern(r"\d")

_BEGINNING = 3  # how many characters of a string are compared first


@lru_cache(maxsize=100)  # as many as the rules look for
def _by_beginning(strings: Sequence[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Strings with their longest words, by the beginning of these; line ends stand for the spaces around a word."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for string in strings:
        longest = max(string.replace(" ", "\n \n").split(" "), key=len)
        found[longest[:_BEGINNING] if len(longest) >= _BEGINNING else ""].append((string, longest))
    return found


class Prose:
    """Texts in lower case, numbered from 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = [text.casefold() for text in texts]
        self._joined = "\n".join(self.texts)

    @cached_property
    def _words(self) -> str:
        """Each distinct word, with its punctuation, and an empty one, between line ends."""
        return "\n".join(("", "", *set(self._joined.split()), ""))

    @cached_property
    def _beginnings(self) -> set[str]:
        """Any characters in a row that may begin a string, and the empty one for shorter strings."""
        words = self._words
        return {words[at : at + _BEGINNING] for at in range(len(words) + 1)}

    def holding(self, strings: Iterable[str]) -> set[int]:
        """The numbers of the texts that contain any of these strings, which are in lower case and on one line."""
        known, words = _by_beginning(tuple(strings)), self._words
        likely = (each for beginning in self._beginnings.intersection(known) for each in known[beginning])
        here = [string for string, word in likely if word in words and string in self._joined]
        return {number for number, text in enumerate(self.texts) if here and has_any(text, here)}

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word, in lower case with its punctuation, for which this holds."""
        known = set(filter(holds, self._words.split("\n")))
        return {number for number, text in enumerate(self.texts) if known and not known.isdisjoint(text.split())}

    @cached_property
    def _with_figures(self) -> set[int]:
        return self.with_words(_FIGURE.search)

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The numbers of the texts in which a pattern with a figure matches, in lower case."""
        return {number for number in self._with_figures if pattern.search(self.texts[number])}
