"""A changed tree back to the text of its file, so that the difference is the change alone."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from poatool.errors import FrameworkError
from poatool.framework.check import examine
from poatool.framework.editing.changes import Change
from poatool.framework.faults import FrameworkFault
from poatool.framework.yaml_text import dump, round_trip

_MARK = b"\xef\xbb\xbf"


def edited(data: bytes, change: Change, shown_as: str) -> bytes:
    """The bytes of a framework file after a change.

    Raises:
        FrameworkError: the file has faults already, or would have them after the change.
    """
    _refuse(examine(data)[1], f"{shown_as}: the file has faults. Correct them first:")
    written = data.decode("utf-8-sig")
    ending = "\r\n" if "\r\n" in written else "\n"
    text = written.replace("\r\n", "\n").removesuffix("\n") + "\n"
    tree = round_trip().load(text)
    lines, before = text.split("\n"), dump(tree).split("\n")
    change(tree)
    after = dump(tree).split("\n")
    merged = _merged(lines, before, after) if len(lines) == len(before) else after
    result = (_MARK if data.startswith(_MARK) else b"") + ending.join(merged).encode()
    _refuse(examine(result)[1], f"{shown_as}: the change was not made, since the plan would have faults:")
    return result


def _refuse(faults: Sequence[FrameworkFault], why: str) -> None:
    errors = [f"  {fault.message} {fault.hint}".rstrip() for fault in faults if fault.kind.severity == "error"]
    if errors:
        raise FrameworkError("\n".join([why, *errors]))


def _merged(lines: Sequence[str], before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The lines of the file with those changed that differ between two ways of writing it out.

    The writer has spaces of its own inside `{ }`; what a line says without a change stays as it was typed.
    """
    head = _shared(before, after)
    tail = min(_shared(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    merged = list(lines[:head])
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            merged += lines[head + i : head + j]
        else:
            _insert(merged, new[k:m])
    return merged + list(lines[len(lines) - tail :])


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines two texts have in common from their beginning on."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))


def _insert(merged: list[str], new: Sequence[str]) -> None:
    """Add lines, above the empty lines and the comments that belong to what comes next."""
    held: list[str] = []
    while new and merged and _belongs_below(merged[-1], new[0]):
        held.insert(0, merged.pop())
    merged += [*new, *held]


def _belongs_below(line: str, new: str) -> bool:
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < len(new) - len(new.lstrip()))
