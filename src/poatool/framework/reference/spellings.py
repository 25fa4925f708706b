"""Every spelling of every action of an edition, and cleaned texts to search for them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.framework.names.matching import fold, stems
from poatool.text import lazy_pattern

_PLAIN = dict.fromkeys("‐‑‒–—―−﹘﹣~〜", "-") | {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
"""Dashes and full-width forms as they stand in ASCII."""

_BY_CATEGORY = {"Cf": "", "Zs": " ", "Zl": "\n", "Zp": "\n"}
_RIGHT_TO_LEFT = "\u202e"
_SOFT_HYPHEN = "\u00ad"

LEXEME = lazy_pattern(r"[A-Za-z]+|[0-9]+|\s+|[^\sA-Za-z0-9]")
"""Runs of letters, of digits and of white space; any other character by itself."""

_FEW = 40  # up to this many texts are compared one by one; beyond, only those that share words
_SERIES = lazy_pattern(r"(.{0,40}?)([0-9]{1,40})(\)?)")
_ROMAN = lazy_pattern(r"X{0,3}(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_WORTH = {"I": 1, "V": 5, "X": 10}

_LEADS = r"""(?:plan\s+of\s+action|poa)(?![\s.:]*[0-9]+\s*[-/])|plan(?=\s+actions?\b)|actions?(?:\(s\))?|act
    |commitments?|items?|points?|numbers?|nos?(?!\s+[^\W\d_]{5})|refs?|references?"""
"""Lead words before a code, in any plan; a plan adds its own words for an action."""

_FEW_ACTIONS = 5  # a word that more actions share does not tell them apart
_LOOKS_LIKE = str.maketrans("OQDILSBZGTolisbzg|!", "0001158267011582911")


class Cleaned(NamedTuple):
    """A text as it is scanned; `places` are the positions of its characters in the original text."""

    text: str
    places: tuple[int, ...] | None

    def place(self, at: int) -> int:
        """The position of a character, or of the end, in the original text."""
        if self.places is None:
            return at
        return self.places[at] if at < len(self.places) else (self.places[-1] + 1 if self.places else 0)


def clean(text: str) -> Cleaned:
    """Remove invisible characters, and make spaces, dashes and full-width forms plain.

    A change of direction and a soft hyphen between digits stay, since they make a number look like another. Nothing
    else is normalised: NFKC would turn `1²`, which has a footnote mark, into 12.
    """
    if text.isascii() and "~" not in text:
        return Cleaned(text, None)
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        between = character == _SOFT_HYPHEN and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        plain = _PLAIN.get(character) or _BY_CATEGORY.get(unicodedata.category(character), character)
        if plain := character if between or character == _RIGHT_TO_LEFT else plain:
            kept.append(plain)
            places.append(at)
    return Cleaned("".join(kept), tuple(places))


class Spelling(NamedTuple):
    """The codes that a key means, and whether it is only an alias of them."""

    codes: tuple[str, ...]
    alias: bool


class Index:
    """The spellings and titles of an edition, built when its first text is resolved.

    `suggests`: unknown texts are compared with them.
    """

    def __init__(self, edition: Edition, *, suggests: bool = True) -> None:
        self.suggests = suggests
        self.edition = edition
        self.standings = edition.by_code
        self.order = {code: place for place, code in enumerate(self.standings)}
        days = [day for period in edition.framework.periods for day in (period.start, period.end)]
        self.years = range(min(days).year, max(days).year + 2) if days else range(dt.MAXYEAR)
        """The years in which submissions are filled in: those of the periods, and the one after."""
        other = [(alias, standing.code) for standing in self.standings.values() for alias in standing.action.aliases]
        aliases = _grouped((key_of(alias), code) for alias, code in (*other, *edition.other_codes.items()))
        own = _grouped((key_of(standing.code), standing.code) for standing in self.standings.values())
        self.spellings = {key: Spelling(tuple(dict.fromkeys(codes)), alias=True) for key, codes in aliases.items()}
        self.spellings.pop("", None)
        self.spellings |= {key: Spelling(tuple(codes), alias=False) for key, codes in own.items()}
        self.beginnings = frozenset(key[:end] for key in self.spellings for end in range(len(key) + 1))
        self.longest = max(map(len, self.spellings), default=0)
        self.lead = _lead(edition.framework.headings.get("action", ()))

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """The folded texts of each action, earlier ones included."""
        return {
            code: [fold(text) for text in (standing.text, standing.action.text, *standing.action.former_texts)]
            for code, standing in self.standings.items()
        }

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The actions by their folded texts."""
        found = _grouped((text, code) for code, texts in self.texts.items() for text in texts)
        return {text: tuple(dict.fromkeys(codes)) for text, codes in found.items() if text}

    @cached_property
    def sorted_titles(self) -> list[str]:
        """The folded texts in alphabetical order, so that those with a given beginning stand together."""
        return sorted(self.titles)

    @cached_property
    def _titles_by_word(self) -> dict[str, list[str]]:
        found = _grouped((word, title) for title in self.titles for word in set(title.split()))
        return {word: titles for word, titles in found.items() if len(titles) <= max(len(self.titles) // 4, _FEW)}

    def near_titles(self, wanted: str) -> list[str]:
        """The folded texts to compare with another: those that share most words with it, common words apart."""
        if len(self.titles) <= _FEW:
            return list(self.titles)
        shared: Counter[str] = Counter()
        for word in dict.fromkeys(wanted.split()):
            shared.update(self._titles_by_word.get(word, ()))
        return [title for title, _ in shared.most_common(_FEW)]

    @cached_property
    def headings(self) -> dict[str, frozenset[str]]:
        """The actions below each pillar and objective, by its folded title."""
        found: dict[str, frozenset[str]] = {}
        for pillar in self.edition.pillars:
            for objective in pillar.objectives:
                codes = frozenset(action.code for action in objective.actions)
                for title in (pillar.title, objective.title):
                    found[fold(title)] = found.get(fold(title), frozenset()) | codes
        return found

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words in the texts of each action."""
        return {code: frozenset(" ".join(texts).split()) for code, texts in self.texts.items()}

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """The stems of each action's texts, without those that more than a quarter of the actions share."""
        found = {code: stems(words) for code, words in self.words.items()}
        actions_with = Counter(stem for own in found.values() for stem in own)
        most = max(len(found) // 4, _FEW_ACTIONS)
        return {code: frozenset(stem for stem in own if actions_with[stem] <= most) for code, own in found.items()}

    @cached_property
    def looking_like(self) -> dict[str, list[str]]:
        """The codes by a key in which letters that look like figures are figures: `1O` looks like 10."""
        return _grouped((figures_key(code), code) for spelling in self.spellings.values() for code in spelling.codes)

    @cached_property
    def series(self) -> dict[str, tuple[tuple[str, str], int]]:
        """The series of each numbered code, and its number within that; `II` makes `I` and `V` numbers."""
        parts = ((code, _SERIES.fullmatch(code)) for code in self.standings)
        found = {code: ((part[1], part[3]), int(part[2])) for code, part in parts if part}
        if "II" in self.standings:
            found |= {code: (("", "roman"), roman(code)) for code in self.standings if _ROMAN.fullmatch(code)}
        return found

    def published(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes, each once, in published order."""
        return tuple(sorted(set(codes), key=self.order.__getitem__))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The second of each pair by the first."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def canonical(parts: Iterable[str]) -> str:
    """The key of a spelling: upper case, no leading zeros, `.10` for `(10)`, spaces only between digits or letters.

    A dash or full stop between letters and a number does not matter either: `N-1` is N1, `AC2` is AC-2.
    """
    key = sign = ""
    gap = False
    for part in parts:
        if part.isspace():
            gap = True
            continue
        if part in ("-", ".") and not sign and key[-1:].isalpha():
            sign = part
            continue
        if part.isdecimal():
            key += " " if gap and key[-1:].isdigit() else ""
            key += part.lstrip("0") or "0"
        else:
            between = gap and not sign and key[-1:].isalpha() and part.isalpha()
            key += " " * between + sign + {"(": ".", ")": ""}.get(part, part.upper())
        sign = ""
        gap = False
    return key


def key_of(text: str) -> str:
    """The key of a whole text."""
    return canonical(LEXEME.findall(clean(text).text))


def figures_key(text: str) -> str:
    """The key of a text with figures for the letters that look like them."""
    return key_of(text.translate(_LOOKS_LIKE))


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to 39."""
    worth = [_WORTH[letter] for letter in numeral.upper()]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


def _lead(words: Iterable[str]) -> re.Pattern[str]:
    """The lead words of a plan: the common ones and its own, which may be plural."""
    own = [re.escape(word).replace(r"\ ", r"\s+") for word in words]
    plural = [f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}(?:s|\\(s\\))?" for word in own]
    return re.compile(
        rf"""(?:{"|".join([*plural, _LEADS])}) (?![^\W\d_])[\s.:]*(?:-+[\s.:]*)?
          |a(?:[\s.]*(?=[0-9])|[\s.]+(?=[a-z]{{1,3}}[0-9])) |(?:[\#№]|n[°º])\s*""",
        re.IGNORECASE | re.VERBOSE,
    )
