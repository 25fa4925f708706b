"""Fold names so that different spellings become equal, such as `MoJ.` and `moj`; suggest meanings of unknown names.

Only an exact match of folded names counts; similarity only suggests, since the likeliest name is often wrong. Words
of similar meaning form a family. A phrase of families, such as `NOT OUT`, stands for many texts.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from poatool.text import lazy_pattern, without_invisible

_CONNECTIVES = frozenset({"and", "the", "of"})
_LONGEST_PHRASE = 6  # the most words in a family's phrase
_SHORTEST_STEM = 4  # the fewest letters of a word that can say what a text is about
_SUFFIX = lazy_pattern(r"(?<=\w{4})(?:ings?|ed|e?s|e|ers?)$")
_COMMON_WORDS = """about action actions also avec been dans from have into leur more other over pour some such than that
    their them they this under what when where which will with within work would"""
_SAYS_NOTHING = frozenset(_COMMON_WORDS.split())
_WORD = lazy_pattern(r"[^\W_]+")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}  # of ASCII


@lru_cache(maxsize=10_000)  # cached, as several questions fold the same text
def fold(text: str) -> str:
    """Drop case, accents, punctuation, invisible characters and small words such as `the` from a name."""
    if text.isascii():
        words = text.translate(_PLAIN).split()
    else:
        text = unicodedata.normalize("NFKD", without_invisible(text).casefold())
        text = text.translate(dict.fromkeys(map(ord, filter(unicodedata.combining, text))))
        words = _WORD.findall(text.lower())
    return " ".join([word for word in words if word not in _CONNECTIVES] or words)


def find_name(name: str, text: str) -> int | None:
    """The position of a folded name in a text; None if the text does not contain it."""
    first = name.split(maxsplit=1)[0]
    places = (found.start() for found in _WORD.finditer(text) if fold(found[0]) == first)
    return next((at for at in places if f"{fold(text[at : at + 4 * len(name)])} ".startswith(f"{name} ")), None)


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of folded words, without common words: `shares` and `sharing` have the same stem."""
    return frozenset(map(stem, words)) - {""}


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The stem of a folded word; empty for a word that tells nothing."""
    return _SUFFIX.sub("", word) if len(word) >= _SHORTEST_STEM and word not in _SAYS_NOTHING else ""


def families(listed: Mapping[str, str]) -> dict[str, str]:
    """The family of each folded word and phrase; `listed` has each family's words, and phrases such as `kick-off`."""
    return {fold(each): name for name, words in listed.items() for each in words.split()}


def sorted_into(families: Mapping[str, str], words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Split folded words into known phrases, longest first, each with its family; empty for a word without a family."""
    at = 0
    while at < len(words):
        ends = range(min(at + _LONGEST_PHRASE, len(words)), at, -1)
        end = next((end for end in ends if " ".join(words[at:end]) in families), at + 1)
        yield (phrase := " ".join(words[at:end])), families.get(phrase, "")
        at = end


LIKELY = 60  # percentage of similarity at which a text may be a misspelt name
SHORTEST = 5  # a text with fewer characters must be more similar, since short words are often alike by chance
LIKELY_IF_SHORT = 70  # the same percentage for shorter texts: `MBEI` is MBIE, `Red` is not `Started`
AROUND = " \t\n–—:;,/.-"  # signs around a remark beside a name
LONGEST_REMARK = 8  # the longest remark, in words; a longer text means something by itself
LONGEST_NAME = 200  # the longest name, in characters; a longer text is not a name
REMEMBERED = 10_000  # how many names are remembered, since columns repeat a few of them in every row
FRAMEWORKS = 8  # how many frameworks have their names remembered at the same time
_NEARLY = 85  # percentage of similarity at which a word in a remark may be a misspelt name: `delayd`
_SUGGESTED = 3


class Guess(NamedTuple):
    """An unknown name, and the ids it may mean, likeliest first; `each` means that it names all of them."""

    text: str
    suggestions: tuple[str, ...]
    each: bool = False


class Names(NamedTuple):
    """The meaning of a cell of names: the ids, in the order written, and the unknown parts."""

    text: str
    ids: tuple[str, ...]
    unknown: tuple[Guess, ...] = ()
    remark: str = ""  # text beside the names that does not change their meaning: `(60%)`, `(lead)`


def likely(table: Mapping[str, str], text: str, alike: int = LIKELY) -> tuple[str, ...]:
    """The ids of names that are similar enough, likeliest first."""
    if len(text) > LONGEST_NAME or not table or not (wanted := fold(text)):
        return ()
    from rapidfuzz import fuzz, process

    alike = alike if len(wanted) >= SHORTEST else max(alike, LIKELY_IF_SHORT)
    names = list(table)
    scored = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=alike, limit=None)
    words = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=alike, limit=None)
    ranked = sorted([*scored, *words], key=lambda hit: (-hit[1], hit[2]))
    return tuple(dict.fromkeys(table[name] for name, _, _ in ranked))[:_SUGGESTED]


def mentions(table: Mapping[str, str], text: str) -> bool:
    """Whether a text contains one of these names, allowing for a typing error."""
    words = fold(text).split()
    parts = (" ".join(words[at : at + count]) for count in (1, 2, 3) for at in range(len(words)))
    return bool(contained(table, text)) or any(len(part) >= SHORTEST and likely(table, part, _NEARLY) for part in parts)


def contained(table: Mapping[str, str], text: str) -> tuple[str, ...]:
    """The ids of the names in a text, in text order; a name within a longer one does not count."""
    words = f" {fold(text)} "
    names = filter(words.__contains__, filter(None, table))
    places = [(at, at + len(name), name) for name in names if (at := words.find(f" {name} ")) >= 0]
    outer = [place for place in places if not any(o != place and o[0] <= place[0] and place[1] <= o[1] for o in places)]
    return tuple(dict.fromkeys(table[name] for _, _, name in sorted(outer)))
