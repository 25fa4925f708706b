"""Texts, looked through many at once: what few of them hold is soon found, and sooner found missing."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from poatool.text import lazy_pattern

_AT_ONCE = 256
"""Texts that are looked through as one: enough to save time, and few enough to take no memory to speak of."""

_REMEMBERED = 32
"""Stretches of texts that are remembered in lower case."""

_OF_WORDS, _OF_CAPITALS = (
    bytes(code if chr(code) in letters else ord(" ") for code in range(256))
    for letters in (string.ascii_lowercase + string.digits, string.ascii_uppercase + "&")
)
_NO_SIGNS = (string.ascii_letters + string.digits + string.whitespace).encode()
_DIGITS = "0123456789"
_DIGIT = lazy_pattern(r"\d")


class _Stretch:
    """Texts that follow on each other, as one in lower case; `first` is the number of the first."""

    def __init__(self, first: int, texts: Sequence[str]) -> None:
        as_written = "\n".join(texts)
        self.lower = as_written.casefold()
        self._first = first
        # Letters that become two, such as ß, move what stands behind them.
        moved = len(self.lower) != len(as_written)
        self._texts = [text.casefold() for text in texts] if moved else texts

    @cached_property
    def _ends(self) -> Sequence[int]:
        return list(accumulate(len(text) + 1 for text in self._texts))

    def holding(self, sign: str, found: set[int]) -> None:
        """Add the numbers of the texts that hold a string."""
        at = self.lower.find(sign)
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.add(self._first + place)
            at = self.lower.find(sign, self._ends[place])


class Prose:
    """The texts of a submission, numbered from 0 in reading order."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts in reading order."""
        self._texts = texts
        self._starts = range(0, len(texts), _AT_ONCE)

    @property
    def words(self) -> frozenset[str]:
        """Their words in lower case. One with other letters than those of English is cut at these."""
        return self._seen[0]

    @cached_property
    def _seen(self) -> tuple[frozenset[str], frozenset[int]]:
        """Their words, and the bytes in them that are neither letters of English, digits nor blanks."""
        words: set[str] = set()
        signs: set[int] = set()
        for stretch in self._stretches():
            written = stretch.lower.encode(errors="replace")
            words.update(written.translate(_OF_WORDS).decode().split())
            signs.update(written.translate(None, _NO_SIGNS))
        return frozenset(words), frozenset(signs)

    def _may_hold(self, sign: str) -> bool:
        """Whether all in a string that is no letter, digit or blank is in one of them: few strings need a search."""
        return self._seen[1].issuperset(sign.encode(errors="replace").translate(None, _NO_SIGNS))

    def holding(self, signs: Iterable[str]) -> set[int]:
        """The numbers of those that hold any of these strings, which are in lower case and on one line."""
        found: set[int] = set()
        looked_for = list(filter(self._may_hold, signs))
        for stretch in self._stretches() if looked_for else ():
            for sign in looked_for:
                stretch.holding(sign, found)
        return found

    @cached_property
    def with_digits(self) -> frozenset[int]:
        """The numbers of those that hold a digit, of whatever script."""
        others = (n for n, text in enumerate(self._texts) if not text.isascii() and _DIGIT.search(text) is not None)
        return frozenset(self.holding(_DIGITS).union(others))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Two capitals and more in a row in them, among which there may be an ampersand."""
        at_once = ("\n".join(self._texts[first : first + _AT_ONCE]) for first in self._starts)
        runs = (run.lstrip("&") for texts in at_once for run in _cut(texts, _OF_CAPITALS))
        return frozenset(run for run in runs if len(run) > 1)

    def _stretches(self) -> Iterable[_Stretch]:
        """The texts in stretches; so many that they would take much memory are made again each time."""
        return self._remembered if len(self._starts) <= _REMEMBERED else self._made()

    @cached_property
    def _remembered(self) -> Sequence[_Stretch]:
        return list(self._made())

    def _made(self) -> Iterator[_Stretch]:
        return (_Stretch(first, self._texts[first : first + _AT_ONCE]) for first in self._starts)


def _cut(text: str, letters: bytes) -> list[str]:
    """What is left of a text where all but some letters are blanks; a table says what each byte becomes."""
    return text.encode(errors="replace").translate(letters).decode().split()
