"""A nil return by mail or telephone, kept as `<agency>-nil.yaml` beside the workbooks.

It says that an agency has nothing to report on any of the actions expected of it, and why.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from poatool.submissions.intake import Source
from poatool.submissions.model import NilReturn
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import read_bytes

if TYPE_CHECKING:  # most commands read no YAML
    from poatool.framework.faults import Mark
    from poatool.framework.load.yaml import Document

KIND = "yaml"
KEYS = {
    "agency": "The agency, by its code or any of its names.",
    "period": "The period in which it has nothing to report.",
    "because": "Why it has nothing to report.",
    "received": "The day on which it said so.",
}
"""The keys of a nil return, with their meaning; all but the last are required."""

_KEYS = tuple(KEYS)[:3]
_EXAMPLE = "Write it with: poatool receive --nil AGENCY --because TEXT"


def open_nil(source: Source, limits: Limits) -> Workbook | Unreadable:
    """Read the file of a nil return as a workbook without sheets. Nothing in it raises."""
    try:
        return open_nil_bytes(read_bytes(source.path, limits), source.shown_as)
    except Refused as refused:
        return refused.unreadable(source.shown_as)


def open_nil_bytes(data: bytes, shown: str) -> Workbook | Unreadable:
    """Read a nil return that is in memory, as `open_nil` does."""
    from poatool.framework.load.yaml import read

    sha256 = hashlib.sha256(data).hexdigest()
    document, faults = read(data)
    found = [(fault.mark, fault.said) for fault in faults]
    if document is not None:
        found = _faults(document)
    if document is None or found:
        mark, message = min(found)
        said = f"The nil return cannot be read: line {mark.line}, column {mark.column}: {message}"
        return Unreadable(shown, Trouble.NOT_A_WORKBOOK, said, _EXAMPLE, sha256)
    return Workbook(shown, sha256, KIND, (), {key: str(document.at((key,))) for key in _KEYS})


def _faults(document: Document) -> list[tuple[Mark, str]]:
    if not isinstance(document.root, dict):
        return [(document.place(()), "A line for each of agency, period and because is expected.")]
    start = document.place(())
    wrong = [
        (document.key_place((key,)), f"`{key}` is not a key of a nil return.")
        for key in document.root
        if key not in KEYS
    ]
    wrong += [(start, f"`{key}` is missing.") for key in _KEYS if key not in document.root]
    return wrong + [
        (document.place((key,)), f"`{key}` needs one value behind the colon.")
        for key, value in document.root.items()
        if not isinstance(value, str) or not value.strip()
    ]


def nil_return(workbook: Workbook | Unreadable) -> NilReturn | None:
    """The nil return that a file is; None if it is a workbook."""
    if isinstance(workbook, Unreadable) or workbook.kind != KIND:
        return None
    return NilReturn(*(workbook.properties[key].strip() for key in _KEYS))
