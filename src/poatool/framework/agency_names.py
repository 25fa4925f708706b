"""Names of agencies as people write them, to the codes of the framework."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from poatool.framework.folding import fold
from poatool.framework.model import Framework
from poatool.framework.names import FRAMEWORKS, LIKELY, LONGEST_NAME, REMEMBERED, Guess, Key, Names, key_of, likely
from poatool.patterns import expression

_SEPARATORS = expression(r"[,;/&+|\n•]|\band\b|\bwith\b", re.IGNORECASE)

_NEARLY = 92
"""How like one agency's name a text must be that has another's in it: `Foreign Affairs & Trades`."""

_LONGEST_LIST = 2_000
"""Characters beyond which a text is no list of names, but something else in the wrong column."""


def agencies(framework: Framework, text: str, *, suggest: bool = True) -> Names:
    """Say which agencies a text names: one, or several as in `Police, MBIE and Customs`.

    A name that itself has commas or "and" in it is known as a whole first. What is not known has suggestions only
    where they are asked for: not every text is meant to name an agency.
    """
    return _agencies(key_of(framework), text, suggest=suggest)


def agency_codes(framework: Framework) -> Mapping[str, str]:
    """The code of an agency by every name that it is known by, folded."""
    return _agency_table(key_of(framework))


@lru_cache(maxsize=FRAMEWORKS)
def _agency_table(key: Key) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for agency in key.framework.agencies:
        names = (agency.code, agency.name, *agency.aliases, *agency.former_names)
        for name in names:
            table.setdefault(fold(name), agency.code)
            table.setdefault(fold(f"{name} {agency.code}"), agency.code)
    return table


@lru_cache(maxsize=FRAMEWORKS)
def _most_parts(key: Key) -> int:
    """The parts of the name of an agency that has the most commas and the like in it."""
    spoken = (name for a in key.framework.agencies for name in (a.code, a.name, *a.aliases, *a.former_names))
    return 1 + max((len(_SEPARATORS.findall(name)) for name in spoken), default=0)


@lru_cache(maxsize=REMEMBERED)
def _agencies(key: Key, text: str, *, suggest: bool) -> Names:
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
        whole = likely(table, text, alike=_NEARLY) if ids else _likely_agencies(key, text)
        if whole:
            return Names(text, (), (Guess(text.strip(), whole),))
    return Names(text, tuple(dict.fromkeys(ids)), tuple(unknown))


def _likely_agencies(key: Key, text: str) -> tuple[str, ...]:
    """The agencies that a text may mean, by the words that are not in the names of several."""
    if len(text) > LONGEST_NAME:
        return ()
    from rapidfuzz import fuzz

    shared, said = _shared_words(key), fold(text).split()

    def told_alike(name: str) -> bool:
        words = name.split()
        common = shared.intersection(said, words)
        one, other = (" ".join(word for word in each if word not in common) for each in (said, words))
        return not common or max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= LIKELY

    return likely({name: code for name, code in _agency_table(key).items() if told_alike(name)}, text)


@lru_cache(maxsize=FRAMEWORKS)
def _shared_words(key: Key) -> frozenset[str]:
    """The words that the names of several agencies have: `ministry` tells none from another."""
    agencies_with: dict[str, set[str]] = defaultdict(set)
    for name, code in _agency_table(key).items():
        for word in name.split():
            agencies_with[word].add(code)
    return frozenset(word for word, codes in agencies_with.items() if len(codes) > 1)
