"""Fold names so that spellings of one are equal: `MoJ.` and `moj`, `Ministry of Justice` and `ministry, justice`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from poatool.text import lazy_pattern

_CONNECTIVES = frozenset({"and", "the", "of"})
_LOWER = bytes(range(256)).lower()
_WORDS = bytes(code if chr(code).isalnum() else ord(" ") for code in _LOWER)
_UNTELLING = bytes(code for code in range(256) if not chr(code).isalnum() or chr(code).lower() in "".join(_CONNECTIVES))
_UNTELLING_IN_LINES = _UNTELLING.replace(b"\n", b"")
_SHORTEST = 4
"""Letters of the shortest word that can say what a text is about."""

_SUFFIX = lazy_pattern(r"(?<=\w{4})(?:ings?|ed|e?s|e|ers?)$")
_SAYS_NOTHING = frozenset(
    (
        *("about", "action", "actions", "also", "avec", "been", "dans", "from", "have", "into", "leur", "more"),
        *("other", "over", "pour", "some", "such", "than", "that", "their", "them", "they", "this", "under"),
        *("what", "when", "where", "which", "will", "with", "within", "work", "would"),
    )
)
_FIRST_LETTERS = 20
_BEGINNING = 80
"""Characters that contain the first letters of nearly every text."""

_BEYOND_ASCII = lazy_pattern(r"[^\x00-\x7f]")
_WORD = lazy_pattern(r"[^\W_]+")


def fold(text: str) -> str:
    """Drop case, accents, punctuation and small words such as `the` from a name."""
    plain = text if text.isascii() else _plain(text)
    words = plain.encode().translate(_WORDS).decode().split() if plain.isascii() else _WORD.findall(plain)
    return " ".join([word for word in words if word not in _CONNECTIVES] or words)


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of folded words, without words that say little: `shares` and `sharing` have the same stem."""
    return frozenset(_SUFFIX.sub("", word) for word in words if len(word) >= _SHORTEST and word not in _SAYS_NOTHING)


def letters(text: str) -> bytes:
    """Letters that are equal if two texts fold alike: a quick test that tells most different texts apart."""
    plain = text if text.isascii() else _plain(text)
    return plain.encode(errors="replace").translate(_LOWER, _UNTELLING)


def beginning(text: str) -> bytes:
    """The first of these letters, which already differ in most texts."""
    found = letters(text[:_BEGINNING])
    whole = len(found) >= _FIRST_LETTERS or len(text) <= _BEGINNING
    return (found if whole else letters(text))[:_FIRST_LETTERS]


def beginnings(texts: Iterable[str]) -> list[bytes]:
    """The `beginning` of each of many texts; ASCII texts are joined and translated at once."""
    many = list(texts)
    starts = [text[:_BEGINNING] for text in many]
    at_once = "\n".join(starts)
    if not at_once.isascii() or at_once.count("\n") >= len(many):
        at_once = "\n".join(["" if "\n" in start or not start.isascii() else start for start in starts])
    found = at_once.encode().translate(_LOWER, _UNTELLING_IN_LINES).split(b"\n")
    return [
        first[:_FIRST_LETTERS] if len(first) >= _FIRST_LETTERS else beginning(text)
        for first, text in zip(found, many, strict=bool(many))
    ]


def _plain(text: str) -> str:
    """A text without case and accents, with spaces for symbols outside ASCII."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    for sign in set(_BEYOND_ASCII.findall(plain)):
        if unicodedata.combining(sign):
            plain = plain.replace(sign, "")
        elif not sign.isalnum():
            plain = plain.replace(sign, " ")
    return plain
