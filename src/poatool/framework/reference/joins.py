"""Numbers side by side: two references, or one and the number of something else, as in `1. Action 9`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poatool.framework.reference.scan import Code, Item, Range, Stray, Unsure
from poatool.framework.reference.spellings import Index, Spelling, key_of
from poatool.text import lazy_pattern

_SEPARATOR = lazy_pattern(r"[,;/&+|\n\t•·▪◦●*-]|[A-Za-z]")
_NUMBERING = lazy_pattern(r"\s*[.):]\s*")
_OPENING = lazy_pattern(r"\s*[(\[{\"“]")
_OTHER_THINGS = frozenset({"item", "ref", "reference"})
_CUT_OFF = lazy_pattern(r"\s*(?:[+&/-]|\.{2,})\s*")
_NOT_BOTH = "Perhaps not both are actions. Write only the action numbers, separated by commas."
_BREAKS_OFF = "It breaks off. Write all the action numbers, separated by commas."


def surely(index: Index, text: str, items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items of a text; two that may not both be actions become one Unsure item."""
    before: Item | None = None
    for item in items:
        if (doubt := _doubt(index, text, before, item)) is not None:
            yield doubt
            before = None
            continue
        if before is not None:
            yield before
        before = item
    if isinstance(before, Code | Range) and _CUT_OFF.fullmatch(text, before.end):
        yield Unsure(before.start, len(text), _first(before).codes, _BREAKS_OFF)
    elif before is not None:
        yield before


def _doubt(index: Index, text: str, before: Item | None, item: Item) -> Unsure | None:
    """The two items as one in doubt, if the second puts the first in doubt."""
    if not isinstance(before, Code | Range):
        return None
    if isinstance(item, Code) and not _two(index, text, before, item):
        return Unsure(before.start, item.end, (*_first(before).codes, *item.spelling.codes), _NOT_BOTH)
    if isinstance(item, Stray) and _CUT_OFF.fullmatch(text, before.end, item.end):
        return Unsure(before.start, item.end, _first(before).codes, _BREAKS_OFF)
    return None


def _first(item: Code | Range) -> Spelling:
    return item.spelling if isinstance(item, Code) else item.first


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
