"""Search many texts at once; a string that few contain is found fast."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import accumulate

from poatool.text import has_any

AT_ONCE = 256
"""How many texts are searched as one: enough to save time, few enough to need little memory."""

_KEPT = 32
"""How many stretches are kept in lower case; any others are converted again for every search."""

_OF_WORDS, _OF_CAPITALS = (
    bytes(code if chr(code) in letters else ord(" ") for code in range(256))
    for letters in (string.ascii_lowercase + string.digits, string.ascii_uppercase + "&")
)
_NO_SIGNS = (string.ascii_letters + string.digits + string.whitespace).encode()


class _Stretch:
    """Consecutive texts joined in lower case; `first` is the number of the first one."""

    def __init__(self, first: int, texts: Sequence[str]) -> None:
        as_written = "\n".join(texts)
        self.lower = as_written.casefold()
        self._first = first
        # A letter that becomes two in lower case shifts the text after it.
        moved = len(self.lower) != len(as_written)
        self._texts = [text.casefold() for text in texts] if moved else texts

    @cached_property
    def _ends(self) -> Sequence[int]:
        return list(accumulate(len(text) + 1 for text in self._texts))

    def search(self, find: Callable[[int], int], found: set[int]) -> None:
        """Add the numbers of the texts that contain something; `find` gives its next place, or -1."""
        at = find(0)
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.add(self._first + place)
            at = find(self._ends[place])


class Prose:
    """Texts, numbered from 0."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Store the texts in reading order."""
        self._texts = texts
        self._starts = range(0, len(texts), AT_ONCE)
        self._answers: dict[Hashable, Sequence[int]] = {}

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._texts)

    def remembered(self, question: Hashable, answer: Callable[[Prose], Sequence[int]]) -> Sequence[int]:
        """The numbers of the texts that answer a question, which is asked once."""
        if question not in self._answers:
            self._answers[question] = answer(self)
        return self._answers[question]

    @cached_property
    def words(self) -> frozenset[str]:
        """Their words in lower case, split at letters that English does not have."""
        return frozenset(self._words_and_signs[0].split())

    @cached_property
    def _words_and_signs(self) -> tuple[str, frozenset[int]]:
        """Their words, each once, and those of their bytes that are not English letters, digits or blanks."""
        words: set[bytes] = set()
        signs: set[int] = set()
        for stretch in self._stretches():
            written = stretch.lower.encode(errors="replace")
            words.update(written.translate(_OF_WORDS).split())
            signs.update(written.translate(None, _NO_SIGNS))
        return b" ".join(words).decode(), frozenset(signs)

    def _may_hold(self, sign: str) -> bool:
        """Whether the texts have all words and signs of a string, so that a search for it may succeed."""
        words, signs = self._words_and_signs
        if sign in words:
            return True
        needed, other = _parts_of(sign)
        return needed != [sign] and signs.issuperset(other) and all(part in words for part in needed)

    def holding(self, signs: Iterable[str], among: Collection[int] | None = None) -> set[int]:
        """The numbers of the texts that contain any of these strings, which are in lower case and on one line."""
        found: set[int] = set()
        looked_for = list(filter(self._may_hold, signs))
        if among is not None:
            return {number for number in among if has_any(self._texts[number].casefold(), looked_for)}
        for stretch in self._stretches() if looked_for else ():
            for sign in looked_for:
                stretch.search(partial(stretch.lower.find, sign), found)
        return found

    def matching(self, pattern: re.Pattern[str]) -> set[int]:
        """The numbers of the texts in which a pattern matches; it looks at lower case, and within a line."""
        found: set[int] = set()
        for stretch in self._stretches():

            def find(start: int, text: str = stretch.lower) -> int:
                match = pattern.search(text, start)
                return match.start() if match else -1

            stretch.search(find, found)
        return found

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Runs of two or more capitals, with ampersands among them."""
        at_once = ("\n".join(self._texts[first : first + AT_ONCE]) for first in self._starts)
        runs = (run.lstrip("&") for texts in at_once for run in _cut(texts, _OF_CAPITALS))
        return frozenset(run for run in runs if len(run) > 1)

    def _stretches(self) -> Iterable[_Stretch]:
        return self._kept if len(self._starts) <= _KEPT else self._made()

    @cached_property
    def _kept(self) -> Sequence[_Stretch]:
        return list(self._made())

    def _made(self) -> Iterator[_Stretch]:
        return (_Stretch(first, self._texts[first : first + AT_ONCE]) for first in self._starts)


@cache
def _parts_of(sign: str) -> tuple[Sequence[str], bytes]:
    """The words and parts of words in a string, and its other signs."""
    return _cut(sign, _OF_WORDS), sign.encode(errors="replace").translate(None, _NO_SIGNS)


def _cut(text: str, letters: bytes) -> list[str]:
    """The runs of certain letters in a text; `letters` maps every other byte to a blank."""
    return text.encode(errors="replace").translate(letters).decode().split()
