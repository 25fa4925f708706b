"""Search many texts at once; a string that few contain is found fast."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from poatool.text import has_any, lazy_pattern

_FIGURE = lazy_pattern(r"\d")


@lru_cache(maxsize=1_000)  # as many as the rules look for
def _longest_word(string: str) -> str:
    return max(string.split(), key=len, default="")


class Prose:
    """Texts in lower case, numbered from 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.casefold() for text in texts]
        self._joined = "\n".join(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def _ends(self) -> Sequence[int]:
        """For each text, where the next one begins."""
        return list(accumulate(len(text) + 1 for text in self._texts))

    @cached_property
    def _words(self) -> str:
        """Each distinct word, with its punctuation."""
        return "\n".join(set(self._joined.split()))

    def holding(self, strings: Iterable[str], among: Collection[int] | None = None) -> set[int]:
        """The numbers of the texts that contain any of these strings, which are in lower case and on one line."""
        words = self._words
        here = [each for each in strings if (_longest_word(each) if " " in each else each) in words]
        if among is not None:
            return {number for number in among if has_any(self._texts[number], here)}
        found: set[int] = set()
        for string in here:
            at = self._joined.find(string)
            while at >= 0:
                number = bisect_right(self._ends, at)
                found.add(number)
                at = self._joined.find(string, self._ends[number])
        return found

    def with_words(self, pattern: re.Pattern[str]) -> set[int]:
        """The numbers of the texts with a string that the pattern matches within any word, in lower case."""
        return self.holding({match[0] for match in pattern.finditer(self._words)})

    @cached_property
    def _with_figures(self) -> set[int]:
        return self.with_words(_FIGURE)

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The numbers of the texts in which a pattern with a figure matches, in lower case."""
        return {number for number in self._with_figures if pattern.search(self._texts[number])}
