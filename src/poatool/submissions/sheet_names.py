"""Recognise sheets by name: instructions, lists to choose from, and companions to a table of updates."""

from __future__ import annotations

from poatool.submissions.heading_words import fold_heading
from poatool.text import lazy_pattern

_COPY = lazy_pattern(r"\s{0,9}\(\d{1,3}\)\s{0,9}$")
_GUIDES = lazy_pattern(
    "(?:worked )?example|examples|sample|instructions?(?: and examples?)?|guidance(?: notes)?|guide|help|read ?me"
    "|how to(?: fill in| fill this in| complete)?|definitions|glossary"
)
_LISTS = lazy_pattern(
    "(?:drop ?down )?lists?|lookups?|drop ?downs|(?:data )?validation|validation lists|reference(?: data)?|key"
    "|status (?:list|key)|(?:actions?|agency) list|list of (?:actions|agencies)|plan actions"
)
_BESIDE = lazy_pattern(
    "cover(?: sheet| page)?|front page|title(?: page)?|contents|index|about|contacts?|(?:contact )?details|sign off"
    "|version(?: control)?|change log"
)


def explains(name: str) -> bool:
    """Whether a sheet of this name holds instructions; tables on it hold examples."""
    return _GUIDES.fullmatch(_plain(name)) is not None


def holds_lists(name: str) -> bool:
    """Whether a sheet of this name holds lists to choose from, which are often hidden."""
    return _LISTS.fullmatch(_plain(name)) is not None


def goes_beside(name: str) -> bool:
    """Whether a sheet with this name accompanies a table of updates and has none itself."""
    return explains(name) or holds_lists(name) or _BESIDE.fullmatch(_plain(name)) is not None


def _plain(name: str) -> str:
    """A folded name without the number that a program adds to a copied sheet: `Lists (2)`."""
    return fold_heading(_COPY.sub("", name))
