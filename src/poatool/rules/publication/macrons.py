"""Words of te reo Māori that are always written with a macron, by their spelling without it.

Only words that without it are no other word, in te reo or in English: `tangata`, `matua` or `wahine` are not here,
since each is a word of its own. Spellings are those of Te Aka Māori Dictionary (maoridictionary.co.nz); place names
those of the New Zealand Gazetteer (gazetteer.linz.govt.nz), as official names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from poatool.rules.texts import has_any

_WORDS = (
    *("Māori", "Pākehā", "whānau", "hapū", "kōrero", "rōpū", "mātauranga", "kaumātua", "pōwhiri", "whakataukī"),
    *("wānanga", "kāwanatanga", "tūrangawaewae", "tīpuna", "kōhanga", "pūrākau", "Ngāti", "Ngāi"),
    *("Ngāpuhi", "Tūhoe", "Kīngitanga", "āhuatanga"),
    *("Whangārei", "Taupō", "Whakatāne", "Ōpōtiki", "Kaikōura", "Kāpiti", "Tūrangi", "Ōtautahi", "Ōtaki"),
)
_WORD_LIKE = r"(?<![\w./@-])(?:{})(?![\w/@-]|\.\w)"


@lru_cache(maxsize=8)
def _table(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    spellings = {without(word).casefold(): word for word in (*_WORDS, *names) if without(word) != word}
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(_WORD_LIKE.format("|".join(map(re.escape, longest_first))), re.IGNORECASE), spellings


def without(text: str) -> str:
    """A text with its macrons taken off."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0304", ""))


def with_macrons(text: str, lower: str, names: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """A text with the macrons that it lacks, and the words that lack them with their right spelling.

    Besides the words of the table, `names` that have macrons are known. `lower` is the text in lower case.
    """
    pattern, spellings = _table(names)
    found: dict[str, str] = {}
    if not has_any(lower, spellings):
        return text, found

    def spelt(match: re.Match[str]) -> str:
        word = match[0]
        if word.casefold() not in spellings:
            return word
        found[word] = _cased(spellings[word.casefold()], like=word)
        return found[word]

    return pattern.sub(spelt, text), found


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
