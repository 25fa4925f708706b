"""Words of te reo Māori that are always written with a macron, by their spelling without it.

Only words that without it are no other word, in te reo or in English: `tangata`, `matua` or `wahine` are not here,
since each is a word of its own. Spellings are those of Te Aka Māori Dictionary (maoridictionary.co.nz); place names
those of the New Zealand Gazetteer (gazetteer.linz.govt.nz), as official names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from poatool.text import has_any, lazy_pattern, listed

_WORDS = (
    *("Māori", "Pākehā", "whānau", "hapū", "kōrero", "rōpū", "mātauranga", "kaumātua", "pōwhiri", "whakataukī"),
    *("wānanga", "kāwanatanga", "tūrangawaewae", "tīpuna", "kōhanga", "pūrākau", "Ngāti", "Ngāi"),
    *("Ngāpuhi", "Tūhoe", "Kīngitanga", "āhuatanga"),
    *("Whangārei", "Taupō", "Whakatāne", "Ōpōtiki", "Kaikōura", "Kāpiti", "Tūrangi", "Ōtautahi", "Ōtaki"),
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ENGLISH = lazy_pattern("[a-z0-9]+")
_WORD_LIKE = r"(?<![\w./@-])(?:{})(?![\w/@-]|\.\w)"


STAND_INS = ("?", "_", *"äëïöüâêîôûå")
"""One of these, in lower case, is in every word whose macrons were lost in copying, or were typed as other signs."""

_SIGNS_FOR = "?_"
"""What a file in a smaller character set has in place of a letter that is not in it."""

_OTHER_ACCENTS = "\u0308\u0302"
"""What is typed where a keyboard has no macron: two dots, or a roof."""


class Spelt(NamedTuple):
    """A text with the macrons that it lacked, and the words that lacked them with their right spelling."""

    text: str
    words: dict[str, str]


class Macrons(NamedTuple):
    """What has macrons, by its spelling without them in lower case. `words`: each spelling holds one of these.

    `garbled` finds the same with something else in place of letters with macrons; its groups are `names` in a row.
    """

    pattern: re.Pattern[str]
    spellings: dict[str, str]
    words: frozenset[str]
    garbled: re.Pattern[str]
    names: Sequence[str]

    def missing(self, text: str) -> Spelt | None:
        """The text with the macrons that it lacks; None where it lacks none."""
        words: dict[str, str] = {}

        def right(match: re.Match[str]) -> str:
            # A pattern that passes over case takes the dotless ı for an i; that is no word of the table.
            if (word := self.spellings.get(match[0].casefold())) is None:
                return match[0]
            return words.setdefault(match[0], _cased(word, like=match[0]))

        def whole(match: re.Match[str]) -> str:
            name = self.names[(match.lastindex or 1) - 1]
            if match[0].casefold() == name.casefold():
                return match[0]
            return words.setdefault(match[0], _cased(name, like=match[0]))

        spelt = self.pattern.sub(right, text)
        if has_any(text.casefold(), STAND_INS):
            spelt = self.garbled.sub(whole, spelt)
        return Spelt(spelt, words) if words else None


@lru_cache(maxsize=8)
def macrons(names: tuple[str, ...]) -> Macrons:
    """The words of the table, and those of these names that have macrons."""
    spellings = {without(word).casefold(): word for word in (*_WORDS, *names) if without(word) != word}
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = lazy_pattern(_WORD_LIKE.format("|".join(map(re.escape, longest_first))), re.IGNORECASE)
    words = (word for spelling, name in spellings.items() for word in _lacking(spelling, name.casefold()))
    marked = [spellings[spelling] for spelling in longest_first]
    garbled = lazy_pattern(
        r"(?<![?=&])" + _WORD_LIKE.format("|".join(f"({_garbled(name)})" for name in marked)), re.IGNORECASE
    )
    return Macrons(pattern, spellings, frozenset(words), garbled, marked)


def _garbled(name: str) -> str:
    """An expression for a name whose letters with macrons may be something else."""
    return "".join(re.escape(letter) if without(letter) == letter else _stands_for(letter) for letter in name)


def _stands_for(letter: str) -> str:
    accents = [unicodedata.normalize("NFC", without(letter) + accent) for accent in _OTHER_ACCENTS]
    stored = letter.encode()
    misread = [stored.decode("latin-1"), stored.decode("cp1252", errors="ignore")]
    return f"(?:{'|'.join(map(re.escape, (*misread, letter, *_SIGNS_FOR, *accents)))})"


def _lacking(spelling: str, name: str) -> set[str]:
    """The words of a spelling that lack a macron of the name, as far as they are in the letters of English."""
    words = set(_ENGLISH.findall(spelling))
    return words - set(_ENGLISH.findall(name)) or words


def in_words(name: str) -> str:
    """Where the macrons of a name are, said without printing one: `a macron on the first a`."""
    words = name.split()
    said = [
        _letter(word, letter) + (f" of {without(word)}" if len(words) > 1 else "")
        for word in words
        for letter in dict.fromkeys(sign for sign in word.casefold() if without(sign) != sign)
    ]
    return f"a macron on {listed(said)}"


def _letter(word: str, marked: str) -> str:
    """Which letters of a word have a macron: `the o`, `each a`, `the first and third a`."""
    letter = without(marked)
    alike = [sign == marked for sign in word.casefold() if without(sign) == letter]
    if all(alike):
        return f"the {letter}" if len(alike) == 1 else f"each {letter}"
    return f"the {listed([place for place, here in zip(_ORDINALS, alike, strict=False) if here])} {letter}"


def without(text: str) -> str:
    """A text with its macrons taken off."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0304", ""))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
