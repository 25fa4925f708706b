"""PUB: words of te reo Māori that lack their macrons.

The table has only words that are no other word without the macron, in te reo or in English: `tangata`, `matua` or
`wahine` are not in it. Spellings are those of Te Aka Māori Dictionary (maoridictionary.co.nz), and place names the
official names of the New Zealand Gazetteer (gazetteer.linz.govt.nz).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.rules.prose import Needs, Said, in_texts
from poatool.rules.registry import rule
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


class _Macrons(NamedTuple):
    """Words with macrons, by their spelling without them in lower case. Each spelling contains one of the `words`.

    `garbled` finds the same words with other signs in place of letters with macrons, in groups in the same order.
    """

    spellings: dict[str, str]
    pattern: re.Pattern[str]
    words: frozenset[str]
    garbled: re.Pattern[str]


@lru_cache(maxsize=8)
def _of_plan(edition: Edition) -> _Macrons:
    """The words of the table, and the plan's agencies that have macrons in their names; the longest first."""
    names = [name for a in edition.framework.agencies for name in (a.name, *a.aliases)]
    known = {without(word).casefold(): word for word in (*_WORDS, *names) if without(word) != word}
    spellings = {spelling: known[spelling] for spelling in sorted(known, key=len, reverse=True)}
    pattern = lazy_pattern(_WORD_LIKE.format("|".join(map(re.escape, spellings))), re.IGNORECASE)
    words = (word for spelling, name in spellings.items() for word in _lacking(spelling, name.casefold()))
    marked = "|".join(f"({''.join(map(_stands_for, name))})" for name in spellings.values())
    garbled = lazy_pattern(r"(?<![?=&])" + _WORD_LIKE.format(marked), re.IGNORECASE)
    return _Macrons(spellings, pattern, frozenset(words), garbled)


def spelt(text: Text, edition: Edition) -> Spelt | None:
    """A text with its missing macrons; None if none is missing."""
    macrons, words = _of_plan(edition), dict[str, str]()
    names = list(macrons.spellings.values())

    def right(match: re.Match[str]) -> str:
        # A pattern that ignores case also matches the dotless ı as an i; such a word is not in the table.
        name = names[match.lastindex - 1] if match.lastindex else macrons.spellings.get(match[0].casefold(), match[0])
        if match[0].casefold() == name.casefold():
            return match[0]
        return words.setdefault(match[0], _cased(name, like=match[0]))

    found = macrons.pattern.sub(right, text.text)
    if has_any(text.text.casefold(), STAND_INS):
        found = macrons.garbled.sub(right, found)
    return Spelt(found, words) if words else None


def _needs(submission: Interpreted) -> Needs:
    return Needs(strings=STAND_INS, words=_of_plan(submission.edition).words)


@rule("PUB508", "macron-missing", Severity.WARNING)
@in_texts(_needs)
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
        f"{quoted(word)} is written {quoted(right)}, with {_in_words(right)}" for word, right in found.words.items()
    ]
    return Said(f"{'; '.join(words)}.", "Write the word with its macrons.", Fix(found.text, safe=False))


def _stands_for(letter: str) -> str:
    """A pattern for a letter; for other signs in its place if it has a macron."""
    if without(letter) == letter:
        return re.escape(letter)
    accents = [unicodedata.normalize("NFC", without(letter) + accent) for accent in _OTHER_ACCENTS]
    misread = [letter.encode().decode("latin-1"), letter.encode().decode("cp1252", errors="ignore")]
    return f"(?:{'|'.join(map(re.escape, (*misread, letter, *_SIGNS_FOR, *accents)))})"


def _lacking(spelling: str, name: str) -> set[str]:
    """The words of a spelling that lack a macron of the name, if they are in English letters."""
    words = set(_ENGLISH.findall(spelling))
    return words - set(_ENGLISH.findall(name)) or words


def _in_words(name: str) -> str:
    """Say where the macrons of a name are without printing one: `a macron on the first a`."""
    words, said = name.split(), []
    for word in words:
        for marked in dict.fromkeys(sign for sign in word.casefold() if without(sign) != sign):
            letter = without(marked)
            alike = [sign == marked for sign in word.casefold() if without(sign) == letter]
            which = "the " + listed([place for place, here in zip(_ORDINALS, alike, strict=False) if here])
            if all(alike):
                which = "the" if len(alike) == 1 else "each"
            said.append(f"{which} {letter}" + (f" of {without(word)}" if len(words) > 1 else ""))
    return f"a macron on {listed(said)}"


def without(text: str) -> str:
    """A text without its macrons."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0304", ""))


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
