"""PUB: words of te reo Māori that lack their macrons.

The table has only words that are no other word without the macron, in te reo or in English: `tangata`, `matua` or
`wahine` are not in it. Spellings are those of Te Aka Māori Dictionary (maoridictionary.co.nz), and place names the
official names of the New Zealand Gazetteer (gazetteer.linz.govt.nz).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.rules.prose import Needs, Said, text_rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Text
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
"""A word whose macrons were lost in copying, or typed as other signs, contains one of these; in lower case."""

_SIGNS_FOR = "?_"
"""Signs that replace a letter when a file is saved in a character set that lacks it."""

_OTHER_ACCENTS = "\u0308\u0302"
"""Signs that people type if their keyboard has no macron: a diaeresis or a circumflex."""


class Spelt(NamedTuple):
    """A text with its macrons restored, and the words that lacked them with their right spelling."""

    text: str
    words: dict[str, str]


class Macrons(NamedTuple):
    """Words with macrons, by their spelling without them in lower case. Each spelling contains one of the `words`.

    `garbled` finds the same words with other signs in place of letters with macrons; its groups are the `names` in
    order.
    """

    pattern: re.Pattern[str]
    spellings: dict[str, str]
    words: frozenset[str]
    garbled: re.Pattern[str]
    names: Sequence[str]

    def missing(self, text: str) -> Spelt | None:
        """The text with its missing macrons; None if none is missing."""
        words: dict[str, str] = {}

        def right(match: re.Match[str]) -> str:
            # A pattern that ignores case also matches the dotless ı as an i; such a word is not in the table.
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
def _of_plan(edition: Edition) -> Macrons:
    """The words of the table, and the plan's agencies that have macrons in their names."""
    names = [name for a in edition.framework.agencies for name in (a.name, *a.aliases)]
    spellings = {without(word).casefold(): word for word in (*_WORDS, *names) if without(word) != word}
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = lazy_pattern(_WORD_LIKE.format("|".join(map(re.escape, longest_first))), re.IGNORECASE)
    words = (word for spelling, name in spellings.items() for word in _lacking(spelling, name.casefold()))
    marked = [spellings[spelling] for spelling in longest_first]
    garbled = lazy_pattern(
        r"(?<![?=&])" + _WORD_LIKE.format("|".join(f"({_garbled(name)})" for name in marked)), re.IGNORECASE
    )
    return Macrons(pattern, spellings, frozenset(words), garbled, marked)


def spelt(text: Text, edition: Edition) -> Spelt | None:
    """A text with its missing macrons; None if none is missing."""
    return _of_plan(edition).missing(text.text)


def _needs(submission: Interpreted) -> Needs:
    return Needs(strings=STAND_INS, words=_of_plan(submission.edition).words)


@text_rule("PUB508", "macron-missing", Severity.WARNING, _needs)
def macron_missing(text: Text, edition: Edition) -> Said | None:
    """A word of te reo Māori, or the name of an agency, lacks its macrons.

    This looks only for words that always have a macron, and not in web addresses. Another sign may stand for the
    letter, as in a file saved in a character set without it: `M?ori`, `Mäori`. To fix it, write the word with its
    macrons; on the Māori keyboard, type the grave accent key before the vowel.

    Bad:
    | Action | Status    | Progress                                               |
    | 2      | Under way | Trained forty inspectors with whanau and Maori wardens. |
    | 3      | Under way | Wrote a guide with M?ori wardens.                      |
    Found at: C2, C3

    Good:
    | Action | Status    | Progress                                                                                |
    | 2      | Under way | Trained whānau and Māori wardens with tangata whenua; see https://example.org/maori/whanau. |
    """
    if (found := spelt(text, edition)) is None:
        return None
    words = [
        f"{quoted(word)} is written {quoted(right)}, with {in_words(right)}" for word, right in found.words.items()
    ]
    return Said(f"{'; '.join(words)}.", "Write the word with its macrons.", Fix(found.text, safe=False))


def _garbled(name: str) -> str:
    """A pattern for a name that has other signs in place of its letters with macrons."""
    return "".join(re.escape(letter) if without(letter) == letter else _stands_for(letter) for letter in name)


def _stands_for(letter: str) -> str:
    accents = [unicodedata.normalize("NFC", without(letter) + accent) for accent in _OTHER_ACCENTS]
    stored = letter.encode()
    misread = [stored.decode("latin-1"), stored.decode("cp1252", errors="ignore")]
    return f"(?:{'|'.join(map(re.escape, (*misread, letter, *_SIGNS_FOR, *accents)))})"


def _lacking(spelling: str, name: str) -> set[str]:
    """The words of a spelling that lack a macron of the name, if they are in English letters."""
    words = set(_ENGLISH.findall(spelling))
    return words - set(_ENGLISH.findall(name)) or words


def in_words(name: str) -> str:
    """Say where the macrons of a name are without printing one: `a macron on the first a`."""
    words = name.split()
    said = [
        _letter(word, letter) + (f" of {without(word)}" if len(words) > 1 else "")
        for word in words
        for letter in dict.fromkeys(sign for sign in word.casefold() if without(sign) != sign)
    ]
    return f"a macron on {listed(said)}"


def _letter(word: str, marked: str) -> str:
    """Name the letters of a word that have a macron: `the o`, `each a`, `the first and third a`."""
    letter = without(marked)
    alike = [sign == marked for sign in word.casefold() if without(sign) == letter]
    if all(alike):
        return f"the {letter}" if len(alike) == 1 else f"each {letter}"
    return f"the {listed([place for place, here in zip(_ORDINALS, alike, strict=False) if here])} {letter}"


def without(text: str) -> str:
    """A text without its macrons."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0304", ""))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
