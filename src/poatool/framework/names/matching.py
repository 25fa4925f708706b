"""Names that people write, to ids of a framework: those that are known, and guesses at the others.

Only a folded name that is known exactly counts; likeness only suggests, since the likeliest is often wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from poatool.framework.names.folding import fold

LIKELY = 60
"""Percentage of likeness at which a text may be a name with typing errors."""

SHORTEST = 5
"""Characters below which a text must be more alike, since short words are often alike by chance."""

LIKELY_IF_SHORT = 70
"""The same percentage for shorter texts: `MBEI` is MBIE, `Red` is not `Started`."""

LONGEST_NAME = 200
"""Characters of the longest name; longer texts are something else."""

REMEMBERED = 10_000
"""Names remembered, since columns repeat a few in every row."""

FRAMEWORKS = 8
"""Frameworks whose names are remembered at one time."""

_NEARLY = 85
"""The same percentage for words in a remark: `delayd`."""

_SUGGESTED = 3


class Guess(NamedTuple):
    """An unknown name, and the ids that it may mean, likeliest first.

    `each`: it names all of these, so no single one is what it means.
    """

    text: str
    suggestions: tuple[str, ...]
    each: bool = False


class Names(NamedTuple):
    """The meaning of a cell of names: the ids, in the order written, and the unknown parts.

    `remark` is the text beside the names that does not change their meaning: `(60%)`, `(lead)`.
    """

    text: str
    ids: tuple[str, ...]
    unknown: tuple[Guess, ...] = ()
    remark: str = ""


def likely(
    table: Mapping[str, str], text: str, alike: int = LIKELY, may_be: Callable[[str], bool] = lambda _: True
) -> tuple[str, ...]:
    """The ids of the names that are at least so alike, likeliest first. `may_be` is asked only about those."""
    if len(text) > LONGEST_NAME or not table or not (wanted := fold(text)):
        return ()
    from rapidfuzz import fuzz, process

    alike = alike if len(wanted) >= SHORTEST else max(alike, LIKELY_IF_SHORT)
    names = list(table)
    scored = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=alike, limit=None)
    words = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=alike, limit=None)
    ranked = sorted([*scored, *words], key=lambda hit: (-hit[1], hit[2]))
    return tuple(dict.fromkeys(table[name] for name, _, _ in ranked if may_be(name)))[:_SUGGESTED]


def mentions(table: Mapping[str, str], text: str) -> bool:
    """Whether a text contains one of these names, perhaps with a typing error."""
    words = fold(text).split()
    near = (" ".join(words[at : at + count]) for count in (1, 2, 3) for at in range(len(words)))
    return bool(contained(table, text)) or any(
        likely(table, each, alike=_NEARLY) for each in near if len(each) >= SHORTEST
    )


def contained(table: Mapping[str, str], text: str) -> tuple[str, ...]:
    """The ids of the names that a text contains, in its order; a name within a longer one does not count."""
    words = f" {fold(text)} "
    places = [(at, at + len(name), name) for name in table if name and (at := words.find(f" {name} ")) >= 0]
    outer = [place for place in places if not any(o != place and o[0] <= place[0] and place[1] <= o[1] for o in places)]
    return tuple(dict.fromkeys(table[name] for _, _, name in sorted(outer)))
