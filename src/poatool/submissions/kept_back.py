"""What is kept of an update that is not published as it was sent: enough to recognise it, without its words."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from poatool.framework.names.matching import fold

_WORD = 3  # how many hexadecimal digits the digest of a word has; dozens of words share each, so it gives none away
_TEXT = 16  # those of the digest of a whole text
_TELLING = 5  # a text with so many different words is recognised within a longer one

Words = tuple[frozenset[str], ...]
"""The digests of the words of all the texts of an update, and those of its progress."""


class KeptBack(NamedTuple):
    """An update that was withheld, or of which texts were edited.

    `words` is empty if it was only edited; `texts` has the digest of each text as it was before, by column.
    """

    agencies: tuple[str, ...]
    codes: tuple[str, ...]
    words: Words = ()
    texts: Mapping[str, str] = {}

    @classmethod
    def edited(cls, agencies: tuple[str, ...], codes: tuple[str, ...], texts: Mapping[str, str]) -> "KeptBack":
        """An update of which these texts were edited."""
        return cls(agencies, codes, texts={column: text_digest(text) for column, text in texts.items()})

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

    def is_like(self, texts: Mapping[str, str]) -> bool:
        """Whether texts may repeat it: if half of all words are in both, or all of its words, if telling, are in them.

        If it was only edited, they repeat it if one of them is a text of it as it was before.
        """
        if not self.words:
            return any(digest and digest == text_digest(texts.get(column, "")) for column, digest in self.texts.items())
        both = zip(words_of(texts), self.words, strict=False)
        return any(2 * len(a & b) >= len(a | b) > 0 or (len(b) >= _TELLING and b <= a) for a, b in both)


def words_of(texts: Mapping[str, str]) -> Words:
    """The digests of the words of an update's texts, by column."""
    parts = " ".join(texts.values()), texts.get("progress", "")
    return tuple(frozenset(_digest(word)[:_WORD] for word in fold(part).split()) for part in parts)


def text_digest(text: str) -> str:
    """The digest of a text, whatever its case and spaces; empty if the text is."""
    return _digest(folded)[:_TEXT] if (folded := fold(text)) else ""


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
