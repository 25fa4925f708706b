"""Names of agencies and statuses as people write them, to the ids of the framework.

An exact table of folded names decides; likeness only suggests, since the likeliest name is often the
wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from poatool.framework.model import Framework, Status
from poatool.patterns import expression

_SEPARATORS = expression(r"[,;/&+|\n•]|\band\b|\bwith\b", re.IGNORECASE)
_CONNECTIVES = frozenset({"and", "the", "of"})
_LOWER = bytes(range(256)).lower()
_WORDS = bytes(code if chr(code).isalnum() else ord(" ") for code in _LOWER)
_UNTELLING = bytes(code for code in range(256) if not chr(code).isalnum() or chr(code).lower() in "".join(_CONNECTIVES))
_FIRST_LETTERS = 12
_BEGINNING = 64
"""Characters in which the first letters of nearly every text stand."""

_BEYOND_ASCII = expression(r"[^\x00-\x7f]")
_WORD = expression(r"[^\W_]+")
_ABOUT_NIL = expression(
    r"^\W*(?:there (?:is|was)|we have)\b|\b(?:further|at (?:this|the) (?:time|stage)|at present|in 20\d\d|for 20\d\d"
    r"|(?:(?:for|in|during) )?(?:this|the) (?:reporting |calendar |financial )?(?:period|year))\b",
    re.IGNORECASE,
)
"""What people put around `nothing to report`, and what leaves it as it is: `there is … for this period`."""

_TAKES_BACK = expression(
    r"""\b(?: not | no | never | without | except | but | nearly | almost | nearing | half | part | partly | partially
      | mostly | largely | incomplete\w* | un(?:finished | completed | delivered | done) )\b | n['’]t\b | \?""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_AT_ITS_END = expression(
    r"\b(?:(?!100\b)\d{1,3}\s?(?:%|per\s?cent\b)|(?:to\sbe|will|due|yet|expected|planned|soon)\b)", re.IGNORECASE
)
"""What takes back a status that ends an action, and no other: `75% complete`, `to be completed`."""

_LIKELY = 60
_ALIKE = 80
"""How like a status must be to what a text with a denial says: `Not completed` is not `Not commenced`."""

_NEARLY = 92
"""How like one agency's name a text must be that has another's in it: `Foreign Affairs & Trades`."""

_LONGEST_NAME = 200
_LONGEST_LIST = 2_000
"""Characters beyond which a text is no list of names, but something else in the wrong column."""

_REMEMBERED = 10_000
"""Names that are remembered: columns repeat a few of them in every row."""


class Guess(NamedTuple):
    """A name that is not known, and the ids that it may have meant, likeliest first."""

    text: str
    suggestions: tuple[str, ...]


class Names(NamedTuple):
    """What a cell of names means: the ids that it names, in the order written, and the parts not known."""

    text: str
    ids: tuple[str, ...]
    unknown: tuple[Guess, ...] = ()


def fold(text: str) -> str:
    """Reduce a name to what makes it the same name: no case, accents, punctuation or small words."""
    plain = text if text.isascii() else _plain(text)
    words = plain.encode().translate(_WORDS).decode().split() if plain.isascii() else _WORD.findall(plain)
    return " ".join([word for word in words if word not in _CONNECTIVES] or words)


def letters(text: str) -> bytes:
    """Letters that two texts have in common if they fold to the same: quicker, to pass over those that differ."""
    plain = text if text.isascii() else _plain(text)
    return plain.encode(errors="replace").translate(_LOWER, _UNTELLING)


def beginning(text: str) -> bytes:
    """The first of these letters, by which most texts differ already."""
    found = letters(text[:_BEGINNING])
    whole = len(found) >= _FIRST_LETTERS or len(text) <= _BEGINNING
    return (found if whole else letters(text))[:_FIRST_LETTERS]


def _plain(text: str) -> str:
    """A text without case and accents, and with blanks for what is no letter, digit or punctuation of English."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    for sign in set(_BEYOND_ASCII.findall(plain)):
        if unicodedata.combining(sign):
            plain = plain.replace(sign, "")
        elif not sign.isalnum():
            plain = plain.replace(sign, " ")
    return plain


def agencies(framework: Framework, text: str, *, suggest: bool = True) -> Names:
    """Say which agencies a text names: one, or several as in `Police, MBIE and Customs`.

    A name that itself has commas or "and" in it is known as a whole first. What is not known has suggestions only
    where they are asked for: not every text is meant to name an agency.
    """
    return _agencies(_key(framework), text, suggest=suggest)


def agency_codes(framework: Framework) -> Mapping[str, str]:
    """The code of an agency by every name that it is known by, folded."""
    return _agency_table(_key(framework))


def status(framework: Framework, text: str) -> Names:
    """Say which status a cell states."""
    return _status(_key(framework), text)


def takes_back(text: str, status: Status) -> bool:
    """Whether words beside a status may take back what it says: `not`, `partly`, or `75%` beside one that ends."""
    return bool(_TAKES_BACK.search(text) or (status.ends and _NOT_AT_ITS_END.search(text)))


def is_nil(framework: Framework, text: str) -> bool:
    """Whether a text says no more than that there is nothing to report, be it for the period or at this time."""
    if len(text) > _LONGEST_NAME:
        return False
    nil = _nil_names(_key(framework))
    folded = fold(text)
    if folded in nil:
        return True
    words = set(folded.split())
    return any(words >= named for named in nil.values()) and fold(_ABOUT_NIL.sub(" ", text)) in nil


class _Key:
    """A framework as a cache key: by identity, since two loads of one file may serve side by side."""

    __slots__ = ("framework",)

    def __init__(self, framework: Framework) -> None:
        self.framework = framework


_KEYS: dict[int, _Key] = {}
_MOST_KEYS = 8


def _key(framework: Framework) -> _Key:
    """The one key of a framework, which it holds: no other takes the identity of that while the key is known."""
    key = _KEYS.get(id(framework))
    if key is None:
        if len(_KEYS) >= _MOST_KEYS:
            _KEYS.clear()
        key = _KEYS[id(framework)] = _Key(framework)
    return key


@lru_cache(maxsize=_MOST_KEYS)
def _agency_table(key: _Key) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for agency in key.framework.agencies:
        names = (agency.code, agency.name, *agency.aliases, *agency.former_names)
        for name in names:
            table.setdefault(fold(name), agency.code)
            table.setdefault(fold(f"{name} {agency.code}"), agency.code)
    return table


@lru_cache(maxsize=_MOST_KEYS)
def _most_parts(key: _Key) -> int:
    """The parts of the name of an agency that has the most commas and the like in it."""
    spoken = (name for a in key.framework.agencies for name in (a.code, a.name, *a.aliases, *a.former_names))
    return 1 + max((len(_SEPARATORS.findall(name)) for name in spoken), default=0)


@lru_cache(maxsize=_MOST_KEYS)
def _status_table(key: _Key) -> Mapping[str, str]:
    return {
        fold(name): status.id
        for status in reversed(key.framework.statuses)
        for name in (*status.aliases, status.id, status.label)
    }


@lru_cache(maxsize=_MOST_KEYS)
def _nil_names(key: _Key) -> Mapping[str, frozenset[str]]:
    """The folded names of having nothing to report, each with its words."""
    by_id = key.framework.status_by_id
    return {name: frozenset(name.split()) for name, meant in _status_table(key).items() if by_id[meant].nil}


@lru_cache(maxsize=_REMEMBERED)
def _status(key: _Key, text: str) -> Names:
    found = None if "?" in text else _status_table(key).get(fold(text))
    return Names(text, (found,)) if found else Names(text, (), (Guess(text, _likely_statuses(key, text)),))


def _likely_statuses(key: _Key, text: str) -> tuple[str, ...]:
    """The statuses that a text may mean; never one that it takes back."""
    if len(text) > _LONGEST_NAME:
        return ()
    by_id = key.framework.status_by_id
    denied = _TAKES_BACK.search(text) is not None
    table = {
        name: meant
        for name, meant in _status_table(key).items()
        if not takes_back(text, by_id[meant]) or (denied and _TAKES_BACK.search(name))
    }
    return _likely(table, text, alike=_ALIKE if denied or _NOT_AT_ITS_END.search(text) else _LIKELY)


@lru_cache(maxsize=_REMEMBERED)
def _agencies(key: _Key, text: str, *, suggest: bool) -> Names:
    if len(text) > _LONGEST_LIST:
        return Names(text, (), (Guess(text, ()),))
    table = _agency_table(key)
    parts = [part.strip() for part in _SEPARATORS.split(text)]
    parts = [part for part in parts if fold(part)]
    ids: list[str] = []
    unknown: list[Guess] = []
    at = 0
    while at < len(parts):
        for end in range(min(at + _most_parts(key), len(parts)), at, -1):
            if found := table.get(fold(" ".join(parts[at:end]))):
                ids.append(found)
                at = end
                break
        else:
            unknown.append(Guess(parts[at], _likely_agencies(key, parts[at]) if suggest else ()))
            at += 1
    if suggest and unknown and len(ids) + len(unknown) > 1:
        whole = _likely(table, text, alike=_NEARLY) if ids else _likely_agencies(key, text)
        if whole:
            return Names(text, (), (Guess(text.strip(), whole),))
    return Names(text, tuple(dict.fromkeys(ids)), tuple(unknown))


def _likely_agencies(key: _Key, text: str) -> tuple[str, ...]:
    """The agencies that a text may mean, by the words that are not in the names of several."""
    if len(text) > _LONGEST_NAME:
        return ()
    from rapidfuzz import fuzz

    shared, said = _shared_words(key), fold(text).split()

    def told_alike(name: str) -> bool:
        words = name.split()
        common = shared.intersection(said, words)
        one, other = (" ".join(word for word in each if word not in common) for each in (said, words))
        return not common or max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= _LIKELY

    return _likely({name: code for name, code in _agency_table(key).items() if told_alike(name)}, text)


@lru_cache(maxsize=_MOST_KEYS)
def _shared_words(key: _Key) -> frozenset[str]:
    """The words that the names of several agencies have: `ministry` tells none from another."""
    agencies_with: dict[str, set[str]] = defaultdict(set)
    for name, code in _agency_table(key).items():
        for word in name.split():
            agencies_with[word].add(code)
    return frozenset(word for word, codes in agencies_with.items() if len(codes) > 1)


def _likely(table: Mapping[str, str], text: str, most: int = 3, alike: int = _LIKELY) -> tuple[str, ...]:
    if len(text) > _LONGEST_NAME or not table or not (wanted := fold(text)):
        return ()
    from rapidfuzz import fuzz, process

    scored = process.extract(wanted, list(table), scorer=fuzz.ratio, score_cutoff=alike, limit=12)
    words = process.extract(wanted, list(table), scorer=fuzz.token_sort_ratio, score_cutoff=alike, limit=12)
    ranked = sorted([*scored, *words], key=lambda hit: (-hit[1], hit[2]))
    return _first(most, (table[hit[0]] for hit in ranked))


def _first(most: int, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))[:most]
