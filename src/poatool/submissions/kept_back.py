"""Digests of updates that are not published as they were sent: enough to recognise a text, without its words."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from poatool.framework.names.matching import fold

_WORD = 3  # how many hexadecimal digits the digest of a word has; dozens of words share a digest, so it reveals none
_TEXT = 16  # how many digits the digest of a whole text has
_TELLING = 5  # a text with this many different words is recognised within a longer text


class KeptBack(NamedTuple):
    """The digests of an update: of the words of all its texts and of its progress, and of each text by column.

    An update that was only edited has no `words`, and `texts` has only its edited texts, as they were before.
    """

    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    words: tuple[frozenset[str], ...] = ()
    texts: Mapping[str, str] = {}

    @classmethod
    def of(cls, agencies: tuple[str, ...], codes: tuple[str, ...], texts: Mapping[str, str]) -> "KeptBack":
        """An update with these texts, by column."""
        folded = {column: fold(text) for column, text in texts.items()}
        parts = " ".join(folded.values()), folded.get("progress", "")
        words = tuple(frozenset(_digest(word, _WORD) for word in part.split()) for part in parts)
        return cls(agencies, codes, words, {column: _digest(text, _TEXT) for column, text in folded.items() if text})

    def __str__(self) -> str:
        """The digests, in the form that `parsed` reads; without agencies and actions."""
        if self.words:
            return "/".join(".".join(sorted(part)) for part in self.words)
        return ";".join(f"{column}:{text}" for column, text in self.texts.items())

    @classmethod
    def parsed(cls, text: str) -> "KeptBack":
        """The digests in such a text; none if the text has another form."""
        if "/" in text:
            return cls((), (), tuple(frozenset(filter(None, part.split("."))) for part in text.split("/")))
        pairs = (each.partition(":") for each in text.split(";"))
        return cls((), (), texts={column: digest for column, colon, digest in pairs if colon})

    def may_repeat(self, other: "KeptBack", *, in_time: bool) -> bool:
        """Whether this update repeats a text that was edited in the other, or may repeat the other if it is withheld.

        It may repeat the other if half of all their words are in both, if it has all words of the other, or if it came
        `in_time` and they have an agency and an action in common.
        """
        if not other.words:
            return not self.texts.items().isdisjoint(other.texts.items())
        if in_time and {*self.agencies} & {*other.agencies} and {*self.codes} & {*other.codes}:
            return True
        both = zip(self.words, other.words, strict=False)
        return any(2 * len(a & b) >= len(a | b) > 0 or (len(b) >= _TELLING and b <= a) for a, b in both)


def _digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]
