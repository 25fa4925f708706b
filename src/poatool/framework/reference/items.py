"""What a reference is made of, item by item, and items side by side that may not both be references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from poatool.framework.names.matching import fold
from poatool.framework.reference.spellings import Index, Spelling, key_of
from poatool.text import lazy_pattern

_SEPARATOR = lazy_pattern(r"[,;/&+|\n\t•·▪◦●*-]|[A-Za-z]")
_NUMBERING = lazy_pattern(r"\s*[.):]\s*")
_OPENING = lazy_pattern(r"\s*[(\[{\"“]")
_OTHER_THINGS = frozenset({"item", "ref", "reference"})
_CUT_OFF = lazy_pattern(r"\s*(?:[+&/-]|\.{2,})\s*")
_NOT_BOTH = "Perhaps not both are actions. Write only the action numbers, separated by commas."
_BREAKS_OFF = "It breaks off. Write all the action numbers, separated by commas."


class Code(NamedTuple):
    """A spelling of an action. `lead` are words before it such as `Action no.`; `prose` is the text after it.

    `beside`: nothing but a space separates it from the prose.
    """

    start: int
    end: int
    spelling: Spelling
    prose: str = ""
    beside: bool = False
    lead: str = ""


class Range(NamedTuple):
    """From one spelling to another. `last` is plain text if the range ends in something unknown."""

    start: int
    end: int
    spelling: Spelling
    last: Spelling | str
    lead: str = ""


class Unsure(NamedTuple):
    """Numbers that may not all be actions: the `codes` that they may stand for, and why that is in doubt."""

    start: int
    end: int
    codes: tuple[str, ...]
    why: str


class Stray(NamedTuple):
    """Something that looks like a code and is not one; `prose` is the text after it."""

    start: int
    end: int
    prose: str = ""


class Prose(NamedTuple):
    """Words without a code."""

    start: int
    end: int


Item = Code | Range | Unsure | Stray | Prose


def settled(index: Index, text: str, items: Iterable[Item]) -> list[Item]:
    """The items of a text; two side by side become one if they are not two references.

    The title of a pillar or an objective goes with the action before it, as in `2, Prevention`. Two numbers that may
    not both be actions, as in `1. Action 9`, are in doubt together.
    """
    found: list[Item] = []
    for item in items:
        if found and (joined := _joined(index, text, found[-1], item)) is not None:
            found[-1] = joined
        else:
            found.append(item)
    if found and isinstance(last := found[-1], Code | Range) and _CUT_OFF.fullmatch(text, last.end):
        found[-1] = Unsure(last.start, len(text), last.spelling.codes, _BREAKS_OFF)
    return found


def _joined(index: Index, text: str, before: Item, item: Item) -> Item | None:
    if isinstance(before, Code | Unsure) and isinstance(item, Prose):
        words = text[item.start : item.end]
        if fold(words) not in index.headings:
            return None
        return before._replace(end=item.end, prose=words) if isinstance(before, Code) else before._replace(end=item.end)
    if not isinstance(before, Code | Range):
        return None
    if isinstance(item, Code) and not _two(index, text, before, item):
        return Unsure(before.start, item.end, (*before.spelling.codes, *item.spelling.codes), _NOT_BOTH)
    if isinstance(item, Stray) and _CUT_OFF.fullmatch(text, before.end, item.end):
        return Unsure(before.start, item.end, before.spelling.codes, _BREAKS_OFF)
    return None


def _two(index: Index, text: str, one: Code | Range, other: Code) -> bool:
    between, before, lead = text[one.end : other.start], _word(one.lead), _word(other.lead)
    if _same_end(index, one, other):
        return True
    if lead in _OTHER_THINGS and lead != before:
        return False
    if (isinstance(one, Code) and one.prose) or _SEPARATOR.search(between):
        return True
    if _NUMBERING.fullmatch(between):
        return bool(one.lead)
    if _OPENING.match(between) or (lead and lead != before):
        return False
    return bool(between.strip() or lead) or key_of(_bare(text, one) + _bare(text, other)) not in index.spellings


def _same_end(index: Index, one: Code | Range, other: Code) -> bool:
    """Whether two codes count towards the same actions, as in `26 (9)`: then it does not matter which is meant."""
    if isinstance(one, Range):
        return False
    ends = [index.standings[spelling.codes[0]].counts_under for spelling in (one.spelling, other.spelling)]
    return ends[0] == ends[1]


def _bare(text: str, item: Code | Range) -> str:
    return text[item.start + len(item.lead) : item.end].strip()


def _word(lead: str) -> str:
    return "".join(c for c in lead.casefold() if c.isalpha()).removesuffix("s")
