"""Names that people write, to the ids of a framework: what was found, and what else may have been meant.

An exact table of folded names decides; likeness only suggests, since the likeliest name is often the wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from poatool.framework.model import Framework
from poatool.framework.names.folding import fold

LIKELY = 60
"""How like a name a text must be to be taken for a slip of it."""

SHORTEST = 5
"""Letters from which on a text that is 60 in 100 like a name may be a slip of it; shorter ones may be other words."""

LIKELY_IF_SHORT = 70
"""How like a name a shorter text must be: `MBEI` is MBIE, `Red` is not `Started`."""

LONGEST_NAME = 200
"""Characters beyond which a text is no name."""

REMEMBERED = 10_000
"""Names that are remembered: columns repeat a few of them in every row."""

FRAMEWORKS = 8
"""Frameworks of which names are remembered at a time."""

_SUGGESTED = 3
_COMPARED = 12


class Guess(NamedTuple):
    """A name that is not known, and the ids that it may have meant, likeliest first.

    `each`: it names each of them, so that none of them alone is what it means.
    """

    text: str
    suggestions: tuple[str, ...]
    each: bool = False


class Names(NamedTuple):
    """What a cell of names means: the ids that it names, in the order written, and the parts not known."""

    text: str
    ids: tuple[str, ...]
    unknown: tuple[Guess, ...] = ()


def likely(table: Mapping[str, str], text: str, alike: int = LIKELY) -> tuple[str, ...]:
    """The ids of the names in a table that a text is at least so like, likeliest first."""
    if len(text) > LONGEST_NAME or not table or not (wanted := fold(text)):
        return ()
    from rapidfuzz import fuzz, process

    alike = alike if len(wanted) >= SHORTEST else max(alike, LIKELY_IF_SHORT)
    scored = process.extract(wanted, list(table), scorer=fuzz.ratio, score_cutoff=alike, limit=_COMPARED)
    words = process.extract(wanted, list(table), scorer=fuzz.token_sort_ratio, score_cutoff=alike, limit=_COMPARED)
    ranked = sorted([*scored, *words], key=lambda hit: (-hit[1], hit[2]))
    return tuple(dict.fromkeys(table[name] for name, _, _ in ranked))[:_SUGGESTED]


def held(table: Mapping[str, str], text: str) -> tuple[str, ...]:
    """The ids of the names that stand in a text whole, in its order; a name within a longer one is part of that."""
    words = f" {fold(text)} "
    places = [(at, at + len(name), name) for name in table if name and (at := words.find(f" {name} ")) >= 0]
    outer = [place for place in places if not any(o != place and o[0] <= place[0] and place[1] <= o[1] for o in places)]
    return tuple(dict.fromkeys(table[name] for _, _, name in sorted(outer)))


class Key:
    """A framework as a cache key: by identity, since two loads of one file may serve side by side."""

    __slots__ = ("framework",)

    def __init__(self, framework: Framework) -> None:
        self.framework = framework


_KEYS: dict[int, Key] = {}


def key_of(framework: Framework) -> Key:
    """The one key of a framework, which it holds: no other takes the identity of that while the key is known."""
    key = _KEYS.get(id(framework))
    if key is None:
        if len(_KEYS) >= FRAMEWORKS:
            _KEYS.clear()
        key = _KEYS[id(framework)] = Key(framework)
    return key
