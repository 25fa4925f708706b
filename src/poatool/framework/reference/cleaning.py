"""A text with what nobody sees taken out, and the way back to the places of its characters."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_DASHES = "‐‑‒–—―−﹘﹣~〜"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_RIGHT_TO_LEFT = "\u202e"
_SOFT_HYPHEN = "\u00ad"
_BY_CATEGORY = {"Cf": "", "Zs": " ", "Zl": "\n", "Zp": "\n"}


class Cleaned(NamedTuple):
    """A text as it is scanned; `places` are the places of its characters in the text as it was given."""

    text: str
    places: tuple[int, ...] | None

    def place(self, at: int) -> int:
        """Where a character, or the end, stands in the text as it was given."""
        if self.places is None:
            return at
        return self.places[at] if at < len(self.places) else (self.places[-1] + 1 if self.places else 0)


def clean(text: str) -> Cleaned:
    """Take out invisible characters, make all spaces and dashes the plain ones, and full-width forms narrow.

    What makes a number another one to the eye stays: an override of the direction, a soft hyphen between digits.
    Nothing else is normalised: NFKC would make `1²` into 12, and a footnote into another action.
    """
    if text.isascii() and "~" not in text:
        return Cleaned(text, None)
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        between = character == _SOFT_HYPHEN and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if plain := character if between or character == _RIGHT_TO_LEFT else _plain(character):
            kept.append(plain)
            places.append(at)
    return Cleaned("".join(kept), tuple(places))


def _plain(character: str) -> str:
    if ord(character) in _FULL_WIDTH:
        return chr(ord(character) - _TO_ASCII)
    if character in _DASHES:
        return "-"
    return _BY_CATEGORY.get(unicodedata.category(character), character)
