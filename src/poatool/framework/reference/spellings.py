"""Every spelling of every action of an edition, and the actions behind it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.model import EventKind
from poatool.framework.names.folding import fold
from poatool.text import lazy_pattern

_DASHES = "‐‑‒–—―−﹘﹣~〜"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_RIGHT_TO_LEFT = "\u202e"
_SOFT_HYPHEN = "\u00ad"
_BY_CATEGORY = {"Cf": "", "Zs": " ", "Zl": "\n", "Zp": "\n"}

LEXEME = lazy_pattern(r"[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9]")
_FEW = 40
"""Texts that are compared one by one; of a longer list only those that share words."""

_SERIES = lazy_pattern(r"(.*?)([0-9]+)(\)?)")


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


class Spelling(NamedTuple):
    """What a key means: the codes that claim it, and whether only an alias does."""

    codes: tuple[str, ...]
    alias: bool


class Index:
    """The spellings and titles of an edition. Built once, when a first text is resolved."""

    def __init__(self, edition: Edition) -> None:
        self.standings: dict[str, ActionStanding] = dict(edition.by_code)
        self.order = {code: place for place, code in enumerate(self.standings)}
        self.period = edition.period.id if edition.period else None
        self.route = edition.route
        self.spellings = _spellings(self.standings.values(), edition.other_codes)
        self.beginnings = frozenset(key[:end] for key in self.spellings for end in range(len(key) + 1))
        self.longest = max(map(len, self.spellings), default=0)

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The folded texts, earlier wordings among them, and the actions that have or had them."""
        found: dict[str, list[str]] = {}
        for code, standing in self.standings.items():
            for text in _wordings(standing):
                found.setdefault(fold(text), []).append(code)
        return {text: tuple(dict.fromkeys(codes)) for text, codes in found.items() if text}

    @cached_property
    def sorted_titles(self) -> list[str]:
        """The folded texts in alphabetical order, to find what begins with a text."""
        return sorted(self.titles)

    @cached_property
    def _titles_by_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for title in self.titles:
            for word in set(title.split()):
                found.setdefault(word, []).append(title)
        return {word: titles for word, titles in found.items() if len(titles) <= max(len(self.titles) // 4, _FEW)}

    def near_titles(self, wanted: str) -> list[str]:
        """The folded texts worth comparing with one: those that share most words with it, the commonest words apart."""
        if len(self.titles) <= _FEW:
            return list(self.titles)
        shared: Counter[str] = Counter()
        for word in dict.fromkeys(wanted.split()):
            shared.update(self._titles_by_word.get(word, ()))
        return [title for title, _ in shared.most_common(_FEW)]

    def titles_of(self, code: str) -> list[str]:
        """The folded texts of one action."""
        return [fold(text) for text in _wordings(self.standings[code])]

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words of each action's texts."""
        return {c: frozenset(w for t in _wordings(s) for w in fold(t).split()) for c, s in self.standings.items()}

    @cached_property
    def series(self) -> dict[str, tuple[tuple[str, str], int]]:
        """The series that each numbered code belongs to, and its number in it."""
        parts = ((code, _SERIES.fullmatch(code)) for code in self.standings)
        return {code: ((part[1], part[3]), int(part[2])) for code, part in parts if part}

    def published(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes, each once, in published order."""
        return tuple(sorted(set(codes), key=self.order.__getitem__))


def lexemes(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Runs of letters, of digits and of white space, and every other character by itself."""
    return LEXEME.finditer(text, start)


def canonical(parts: Iterable[str]) -> str:
    """The key of a spelling: upper case, no spaces but between digits, no leading zeros, `.10` for `(10)`."""
    key = ""
    gap = False
    for part in parts:
        if part.isspace():
            gap = True
            continue
        if part.isdecimal():
            key += " " if gap and key[-1:].isdigit() else ""
            key += part.lstrip("0") or "0"
        else:
            key += {"(": ".", ")": ""}.get(part, part.upper())
        gap = False
    return key


def key_of(text: str) -> str:
    """The key of a whole text."""
    return canonical(LEXEME.findall(clean(text).text))


def _spellings(standings: Iterable[ActionStanding], renumbered: dict[str, str]) -> dict[str, Spelling]:
    own: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for standing in standings:
        own.setdefault(key_of(standing.code), []).append(standing.code)
        for alias in standing.action.aliases:
            other.setdefault(key_of(alias), []).append(standing.code)
    for code, now in renumbered.items():
        other.setdefault(key_of(code), []).append(now)
    found = {key: Spelling(tuple(dict.fromkeys(codes)), alias=True) for key, codes in other.items() if key}
    return found | {key: Spelling(tuple(codes), alias=False) for key, codes in own.items()}


def _wordings(standing: ActionStanding) -> list[str]:
    before = [e.was for e in standing.action.history if e.event is EventKind.REWORDED and e.was]
    return [standing.text, standing.action.text, *before]
