"""What a piece that is no action may have meant, likeliest first. Suggestions are never taken."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.framework.names import fold
from poatool.framework.resolving.index import Index, canonical, key_of, lexemes

MOST = 5
_LOOKS_LIKE = str.maketrans("OQDILSBZGTolisbzg|!", "0001158267011582911")
_NEAR = 1
_ALIKE = 55.0
_SHORTEST_TITLE = 8
_LONGEST_CODE = 30


def suggest(index: Index, text: str) -> tuple[str, ...]:
    """The actions that a text may have meant: at most five."""
    found: dict[str, None] = {}
    for code in _candidates(index, text):
        found.setdefault(code)
        if len(found) == MOST:
            break
    return tuple(found)


def _candidates(index: Index, text: str) -> Iterator[str]:
    if len(text) <= _LONGEST_CODE:
        yield from _as_code(index, text)
    else:
        yield from _beginning(index, text[:_LONGEST_CODE])
    yield from alike(index, text)


def _as_code(index: Index, text: str) -> Iterator[str]:
    """What a text may be if it was meant for a code: the tries grow with the square of its length."""
    yield from _codes(index, text.translate(_LOOKS_LIKE))
    for start in range(len(text)):
        if text[:start].isalpha() and text[start].isdigit():
            yield from _codes(index, text[:start] + text[start:].translate(_LOOKS_LIKE))
    for end in range(1, len(text)):
        yield from _codes(index, text[:1] + text[1:end].translate(_LOOKS_LIKE) + text[end:])
    yield from _beginning(index, text)
    yield from _near(index, text)
    yield from _codes(index, "".join(c for c in text if c.isascii() and c.isdigit()))


def _codes(index: Index, text: str) -> tuple[str, ...]:
    spelling = index.spellings.get(key_of(text))
    return spelling.codes if spelling else ()


def _beginning(index: Index, text: str) -> Iterator[str]:
    """The code that a text begins with: `27a`, `8(b)`."""
    parts = [match[0] for match in lexemes(text)]
    for end in range(len(parts) - 1, 0, -1):
        if (spelling := index.spellings.get(canonical(parts[:end]))) is not None:
            yield from spelling.codes
            break


def _near(index: Index, text: str) -> Iterator[str]:
    """Codes one edit away: those of the same letters first, then the nearest numbers."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    key = key_of(text)
    hits = process.extract(key, list(index.spellings), scorer=Levenshtein.distance, score_cutoff=_NEAR, limit=None)

    def rank(other: str) -> tuple[bool, int, int]:
        return _letters(other) != _letters(key), abs(_number(other) - _number(key)), index.order[_first(index, other)]

    for other in sorted((hit[0] for hit in hits), key=rank):
        yield from index.spellings[other].codes


def alike(index: Index, text: str) -> Iterator[str]:
    """Actions whose text is like this one."""
    wanted = fold(text)
    if len(wanted) < _SHORTEST_TITLE:
        return
    from rapidfuzz import fuzz, process

    for title, _, _ in process.extract(
        wanted, index.near_titles(wanted), scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=3
    ):
        yield from index.titles[title]


def _first(index: Index, key: str) -> str:
    return index.spellings[key].codes[0]


def _letters(key: str) -> str:
    return "".join(c for c in key if not c.isdigit())


def _number(key: str) -> int:
    return int("".join(c for c in key if c.isascii() and c.isdigit())[:9] or 0)
