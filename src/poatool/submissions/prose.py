"""Index the words in many texts, so that a rule looks only at those with a word that may matter; join their lines."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import wraps

from poatool.text import has_any, lazy_pattern

_MOST = 20_000  # how many words are remembered for each rule

_WORDS = lazy_pattern(r"\w+")

BREAKS_OFF = r"(?:[,(–-]|(?<!\w)(?:an?|the|and|or|of|to|in|on|at|by|for|from|with|that|which))"
"""The end of a text that breaks off within a sentence: a comma, or a word such as `and`."""

_BREAK = lazy_pattern(
    rf"((?i:{BREAKS_OFF}|(?<!\w)not)|[A-Z]{{2}}(?=\s?\n\s?[A-Z]{{2}})|[\d)](?=\s?\n\s?\d)|\w(?=\s?\n\s?[a-z]))"
    r"[^\S\n]?\n[^\S\n]?(?=\S)"
)
"""A line break within a sentence, as `BREAKS_OFF`, a small letter, or capitals or digits on both sides show."""


def on_one_line(text: str) -> str:
    """A text as a person reads it: each line break within a sentence is a space."""
    return _BREAK.sub(r"\1 ", text) if "\n" in text else text


def on_any_lines(search: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Search a text as it is written and then, if nothing is found, `on_one_line`."""

    @wraps(search)
    def found(text: str) -> str | None:
        part = search(text)
        again = part is None and "\n" in text and (joined := on_one_line(text)) != text
        return search(joined) if again else part

    return found


class Signs:
    """A quick test: whether a word contains one of the `listed` parts or `|whole|` words, or fits the `form`."""

    def __init__(self, listed: str, form: re.Pattern[str] | None = None) -> None:
        self._parts = [sign for sign in listed.split() if "|" not in sign]
        self._whole, self._form = {sign.strip("|") for sign in listed.split() if "|" in sign}, form

    def among(self, words: Iterable[str]) -> list[str]:
        """The words that pass; most signs are in none of them, so all words are searched for each sign at once."""
        text = "\n".join(words)
        parts = [part for part in self._parts if part in text]
        whole = self._whole and self._whole.intersection(_WORDS.findall(text))
        found = self._form.search if self._form else lambda _: None
        tried = words if parts or whole or self._form else ()
        return [w for w in tried if has_any(w, parts) or (whole and whole & {*_WORDS.findall(w)}) or found(w)]

    def __call__(self, word: str) -> bool:
        """Whether a word passes."""
        return bool(self.among((word,)))


_words_tried = defaultdict[Callable[[str], object], tuple[set[str], set[str]]](lambda: (set(), set()))
"""For each test, the words that it was tried on, and those that passed; cleared when there are too many."""


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
            passed.update(holds.among(new) if isinstance(holds, Signs) else filter(holds, new))
            tried.update(new)
        found = self._words & passed
        return {number for number, words in enumerate(self._by_text) if not words.isdisjoint(found)} if found else set()
