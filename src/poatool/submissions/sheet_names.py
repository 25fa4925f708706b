"""Recognise sheets by name: instructions, lists to choose from, and companions to a table of updates."""

from __future__ import annotations

from poatool.submissions.heading_words import fold_heading
from poatool.text import lazy_pattern

_GUIDE_SHEETS = (
    *("Example", "Examples", "Sample", "Worked example", "Instructions", "Instruction", "Guidance", "Guide"),
    *("Guidance notes", "How to", "How to fill in", "How to fill this in", "How to complete", "Help", "Read me"),
    *("Readme", "Definitions", "Glossary", "Instructions and example", "Instructions and examples"),
)
"""Names of sheets of instructions; tables on them hold examples."""

_LIST_SHEETS = (
    *("List", "Lists", "Lookup", "Lookups", "Drop-downs", "Drop-down lists", "Dropdowns", "Dropdown lists"),
    *("Validation", "Data validation", "Validation lists", "Reference", "Reference data", "Status list", "Key"),
    *(
        "Action list",
        "Actions list",
        "List of actions",
        "Agency list",
        "List of agencies",
        "Status key",
        "Plan actions",
    ),
)
"""Names of sheets of lists to choose from, which are often hidden."""

_BESIDE_SHEETS = (
    *("Cover", "Cover sheet", "Cover page", "Front page", "Title", "Title page", "Contents", "Index", "About"),
    *("Contact", "Contacts", "Contact details", "Details", "Sign-off", "Version", "Version control", "Change log"),
    *_LIST_SHEETS,
)
"""Names of sheets that accompany a table of updates and have none."""

_COPY = lazy_pattern(r"\s{0,9}\(\d{1,3}\)\s{0,9}$")
_GUIDES = frozenset(fold_heading(name) for name in _GUIDE_SHEETS)
_LISTS = frozenset(fold_heading(name) for name in _LIST_SHEETS)
_BESIDE = _GUIDES | {fold_heading(name) for name in _BESIDE_SHEETS}


def explains(name: str) -> bool:
    """Whether a sheet of this name holds instructions."""
    return _without_number(name) in _GUIDES


def holds_lists(name: str) -> bool:
    """Whether a sheet of this name holds lists to choose from."""
    return _without_number(name) in _LISTS


def goes_beside(name: str) -> bool:
    """Whether a sheet of this name accompanies a table of updates and has none."""
    return _without_number(name) in _BESIDE


def _without_number(name: str) -> str:
    """A folded name without the number that a program adds to a copied sheet: `Lists (2)`."""
    return fold_heading(_COPY.sub("", name))
