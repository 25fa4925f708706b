"""Weigh the words that people use for an action by how few actions share them: `Consumer awareness`, `20. NGOs`.

A pair of words counts as a word (`frontline` is `front-line`), and so do the initials of two to four words (`UN`,
`NGOs`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from poatool.framework.names.matching import fold, stems
from poatool.framework.reference.spellings import Index
from poatool.framework.reference.suggest import TURNING
from poatool.text import lazy_pattern

_ACRONYM = lazy_pattern(r"\b[A-Z]{2,4}(?=s?\b)")
_LETTERS = range(2, 5)  # how many letters an acronym may have
RIVAL = 0.5  # by how much words must fit one action better than another to count for it

_LEAST, _MARGIN = 1.0, 0.7  # what a bare name's words must weigh for an action, and how much more than for any other
_TELLING = 2  # the fewest words that a name and its action must share; they must also be half of the name's words


@lru_cache(maxsize=16)
def _words(index: Index) -> tuple[Mapping[str, AbstractSet[str]], Mapping[str, int]]:
    """The words, pairs of words and acronyms of each action, and how many actions have each."""
    found = dict.fromkeys(index.texts, frozenset[str]())
    for code, texts in index.texts.items():
        into = index.standings[code].counts_under
        found[into[0] if len(into) == 1 else code] |= index.stems[code] | _joined(" ".join(texts).split())
    return found, Counter(word for of_action in found.values() for word in of_action)


def _joined(words: list[str]) -> frozenset[str]:
    parts = {"".join(word[0] for word in words[at : at + n]) for n in _LETTERS for at in range(len(words) - n + 1)}
    return stems(map("".join, pairwise(words))) | parts


def weighed(index: Index, text: str) -> tuple[Counter[str], Mapping[str, AbstractSet[str]]]:
    """How much a text's words weigh for each action, and which of these words the action has."""
    words, actions_with = _words(index)
    pairs = stems(map("".join, pairwise(fold(text).split())))
    given = stems(fold(text).split()) | pairs | {each.casefold() for each in _ACRONYM.findall(text)}
    shared = {code: given & of_action for code, of_action in words.items()}
    return Counter({code: sum(1 / actions_with[word] for word in of) for code, of in shared.items()}), shared


def lead(index: Index, code: str, name: str) -> float:
    """How much more the words of a name weigh for an action than for any other; negative if another fits better."""
    weights, _ = weighed(index, name)
    return weights.pop(code, 0.0) - max(weights.values(), default=0.0)


def may_name(index: Index, codes: Iterable[str], text: str) -> bool:
    """Whether a text shares words with one of these actions, and hardly more with any other."""
    weights, _ = weighed(index, text)
    return any(0 < weights[code] >= max(weights.values()) - RIVAL for code in codes)


def action_named(index: Index, text: str) -> str | None:
    """The one action that a short name clearly means: it has most of the name's words, and others have few of them."""
    words = fold(text).split()
    weights, shared = weighed(index, text)
    (code, weight), (_, next_weight), *_ = [*weights.most_common(2), ("", 0.0), ("", 0.0)]
    single = shared.get(code, frozenset()) & (stems(words) | {each.casefold() for each in _ACRONYM.findall(text)})
    clear = weight >= _LEAST and weight - next_weight >= _MARGIN and TURNING.isdisjoint(words)
    return code if clear and len(single) >= max(_TELLING, len(stems(words)) / 2) else None
