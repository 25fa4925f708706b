"""Words that say where the reporting on an action went or came from: `26 → 9`, `26 (now 9)`, `9 (formerly 26)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from poatool.framework.reference.codes import any_code, past
from poatool.framework.reference.spellings import Index, Spelling
from poatool.text import lazy_pattern

_ARROW = lazy_pattern(r"\s{0,9}(?:[-=]{1,3}>|[→⇒➔➜➡⟶])\s{0,9}")
_BECAME = lazy_pattern(
    r"""\s{0,9}(?:[-,:;(\[]\s{0,9})?(?:withdrawn[:;,]?\s{1,9})?(?:(?:has|have)\s{1,9}been\s{1,9}|is\s{1,9}|was\s{1,9})?
        (?:now|incorporated|merged|moved|counted|see)
        (?:\s{1,9}(?:now|part\s{1,9}of|in|into|to|under|with|reported)){0,6}\s{1,9}""",
    re.IGNORECASE | re.VERBOSE,
)
_WAS = lazy_pattern(
    r"\s{0,9}(?:[-,:;(\[]\s{0,9})?(?:was|formerly|previously|(?:now\s{1,9})?(?:includes|incorporat(?:es|ing)))\s{1,9}",
    re.IGNORECASE,
)
_GONE = lazy_pattern(r"\s*[(\[]\s*(?:now\s+)?(?:incorporated|merged)\s*[)\]]", re.IGNORECASE)
_NEXT = lazy_pattern(r"\s{0,9}(?:,|&|/|\+|and(?![^\W\d_]))\s{0,9}", re.IGNORECASE)
_OPEN = lazy_pattern(r"[(\[]")
_CLOSE = lazy_pattern(r"\s*\.?[)\]]")


class Move(NamedTuple):
    """A statement that ends at `end`, the codes in it, and whether the plan agrees."""

    end: int
    codes: tuple[str, ...]
    agrees: bool


def move_at(index: Index, text: str, first: Spelling, at: int) -> Move | None:
    """The statement after a code on where its reporting went; None if there is none."""
    if len(first.codes) != 1:
        return None
    [code] = first.codes
    if gone := _GONE.match(text, at):
        return Move(gone.end(), (), not index.standings[code].in_force)
    for link, backwards in ((_ARROW, False), (_BECAME, False), (_WAS, True)):
        if (words := link.match(text, at)) is None:
            continue
        codes, end = _codes(index, text, words.end(), 1 if backwards else len(index.standings[code].counts_under))
        if not codes:
            continue
        agrees = _went(index, codes[0], code) if backwards else _became(index, code, codes)
        if _OPEN.search(words[0]) is None:
            return Move(end, codes, agrees)
        closed = _CLOSE.match(text, end)
        return Move(closed.end() if closed else end, codes, agrees and closed is not None)
    return None


def _codes(index: Index, text: str, at: int, most: int) -> tuple[tuple[str, ...], int]:
    """The codes listed here, at most so many, and the end of the last."""
    found: list[str] = []
    end = at
    while (one := any_code(index, text, at)) is not None:
        spelling, end = one
        found += spelling.codes
        at = past(_NEXT, text, end)
        if at == end or len(found) >= most:
            break
    return tuple(found), end


def _became(index: Index, old: str, codes: tuple[str, ...]) -> bool:
    """Whether the reporting on an action went into exactly these."""
    ends = {end for code in codes for end in index.standings[code].counts_under}
    return ends == set(index.standings[old].counts_under) and all(_went(index, old, code) for code in codes)


def _went(index: Index, old: str, code: str) -> bool:
    """Whether the reporting on an action went into another; also true of an action and its own former code."""
    gone = index.standings[old]
    return old == code or (not gone.in_force and code in (*gone.into, *gone.counts_under))
