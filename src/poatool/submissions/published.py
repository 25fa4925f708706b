"""What an earlier period published, kept as `<name>-published.yaml`: by objective, not by action."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from poatool.submissions.intake import Source
from poatool.submissions.model import Published
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import read_bytes

if TYPE_CHECKING:  # most commands read no YAML
    from poatool.framework.faults import Mark
    from poatool.framework.load.yaml import Document

KIND = "published"
_OBJECTIVE_KEYS = ("objective", "agencies", "achievements", "check")
_EXAMPLE = "Write it with: poatool history import PAGE --period PERIOD"


def open_published(source: Source, limits: Limits) -> Workbook | Unreadable:
    """Read the file as a workbook without sheets. Nothing in it raises."""
    from poatool.framework.load.yaml import read

    try:
        data = read_bytes(source.path, limits)
    except Refused as refused:
        return refused.unreadable(source.shown_as)
    sha256 = hashlib.sha256(data).hexdigest()
    document, faults = read(data)
    found = [(fault.mark, fault.said) for fault in faults]
    found += _faults(document) if document is not None else ()
    if document is None or found:
        mark, message = min(found)
        said = f"What was published cannot be read: line {mark.line}, column {mark.column}: {message}"
        return Unreadable(source.shown_as, Trouble.NOT_A_WORKBOOK, said, _EXAMPLE, sha256)
    return Workbook(source.shown_as, sha256, KIND, (), {KIND: json.dumps(document.root)})


def _faults(document: Document) -> Iterator[tuple[Mark, str]]:
    root = document.root
    objectives = root.get("objectives") if isinstance(root, dict) else None
    if not isinstance(root, dict) or root.get("kind") != KIND or not isinstance(root.get("period"), str):
        yield document.place(()), "`kind: published` and `period` are expected."
    elif not isinstance(objectives, list):
        yield document.place(("objectives",)), "`objectives` needs a list of blocks."
    for number, block in enumerate(objectives or ()):
        place = ("objectives", number)
        if not isinstance(block, dict) or not isinstance(block.get("objective"), str):
            yield document.place(place), "A block with `objective`, `agencies` and `achievements` is expected."
            continue
        yield from (
            (document.key_place((*place, key)), f"`{key}` is not a key of a block.")
            for key in block
            if key not in _OBJECTIVE_KEYS
        )
        if not all(isinstance(each, str) for each in block.get("agencies") or ()):
            yield document.place((*place, "agencies")), "`agencies` needs a list of codes."


def what_was_published(workbook: Workbook | Unreadable) -> Published | None:
    """What a file says was published; None for any other file."""
    if isinstance(workbook, Unreadable) or workbook.kind != KIND:
        return None
    root = json.loads(workbook.properties[KIND])
    return Published(
        root["period"], {each["objective"]: tuple(each.get("agencies") or ()) for each in root["objectives"]}
    )
