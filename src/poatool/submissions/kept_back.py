"""What is kept of an update that is not published as it was sent: enough to recognise it, without its words."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from poatool.framework.names.matching import fold

_WORD = 3  # how many hexadecimal digits the digest of a word has; dozens of words share each, so it gives none away
_TEXT = 16  # those of the digest of a whole text
_TELLING = 5  # a text with so many different words is recognised within a longer one


class KeptBack(NamedTuple):
    """The digests of an update: of the words of all its texts, of those of its progress, and of each text by column.

    One that was only edited has no `words`, and its `texts` are those that were edited, as they were before.
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
        """Its digests, which `parsed` reads; not its agencies and actions."""
        if self.words:
            return "/".join(".".join(sorted(part)) for part in self.words)
        return ";".join(f"{column}:{text}" for column, text in self.texts.items())

    @classmethod
    def parsed(cls, text: str) -> "KeptBack":
        """The digests in a text; any other text has none."""
        if "/" in text:
            return cls((), (), tuple(frozenset(filter(None, part.split("."))) for part in text.split("/")))
        pairs = (each.partition(":") for each in text.split(";"))
        return cls((), (), texts={column: digest for column, colon, digest in pairs if colon})

    def may_repeat(self, other: "KeptBack", *, in_time: bool) -> bool:
        """Whether it repeats a text of the other as it was before an edit, or may repeat the other if that is withheld.

        It may if half of all their words are in both, or all words of the other are in it; or if, `in_time`, both have
        an agency and an action in common.
        """
        if not other.words:
            return not self.texts.items().isdisjoint(other.texts.items())
        if in_time and {*self.agencies} & {*other.agencies} and {*self.codes} & {*other.codes}:
            return True
        both = zip(self.words, other.words, strict=False)
        return any(2 * len(a & b) >= len(a | b) > 0 or (len(b) >= _TELLING and b <= a) for a, b in both)


def _digest(text: str, digits: int) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]
