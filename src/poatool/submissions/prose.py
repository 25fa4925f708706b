"""Search many texts at once; a string that few contain is found fast."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from poatool.text import has_any, lazy_pattern

_FIGURE = lazy_pattern(r"\d")

_BEGINNING = 3  # how many characters of a string to compare before the whole of it


@lru_cache(maxsize=100)  # as many as the rules look for
def _by_beginning(strings: Sequence[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Each string with its longest word, by the beginning of that word, in which line ends stand for spaces."""
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
        """Each distinct word with its punctuation, and an empty word, on lines of their own."""
        return "\n".join(("", "", *set(self._joined.split()), ""))

    @cached_property
    def _beginnings(self) -> set[str]:
        """All runs of characters with which a string may begin; short strings count as beginning with an empty run."""
        words = self._words
        return {words[at : at + _BEGINNING] for at in range(len(words) + 1)}

    def holding(self, strings: Iterable[str]) -> set[int]:
        """The numbers of the texts that contain any of these strings. They must be in lower case and on one line."""
        known, words = _by_beginning(tuple(strings)), self._words
        likely = (each for beginning in self._beginnings.intersection(known) for each in known[beginning])
        here = [string for string, word in likely if word in words and string in self._joined]
        return {number for number, text in enumerate(self.texts) if here and has_any(text, here)}

    def with_words(self, holds: Callable[[str], object]) -> set[int]:
        """The numbers of the texts with a word for which this holds; it gets each in lower case, with punctuation."""
        known = set(filter(holds, self._words.split("\n")))
        return {number for number, text in enumerate(self.texts) if known and not known.isdisjoint(text.split())}

    @cached_property
    def _with_figures(self) -> set[int]:
        return self.with_words(_FIGURE.search)

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The numbers of the texts, in lower case, that a pattern matches; every match must have a figure."""
        return {number for number in self._with_figures if pattern.search(self.texts[number])}
