"""Change a framework file in place, so that nothing differs but the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from poatool.errors import FrameworkError
from poatool.framework.edit.changes import Change
from poatool.framework.edit.writing import OWN_INDENT, Indent, dump, round_trip
from poatool.framework.faults import FrameworkFault
from poatool.framework.load import examine

_MARK = b"\xef\xbb\xbf"
_INDENTS = (OWN_INDENT, Indent(2, 2, 0), Indent(4, 6, 4), Indent(4, 4, 2), Indent(4, 2, 0), Indent(4, 4, 0))
"""Common ways to indent, the tool's own first."""

_MOST = 0.8


def edited(data: bytes, change: Change, shown_as: str) -> bytes:
    """The bytes of a framework file after a change.

    Raises FrameworkError if the file has faults already, or would have them after the change.
    """
    _refuse(examine(data)[1], f"{shown_as}: the file has faults. Correct them first:")
    written = data.decode("utf-8-sig")
    ending = "\r\n" if "\r\n" in written else "\n"
    text = written.replace("\r\n", "\n").removesuffix("\n") + "\n"
    tree = round_trip().load(text)
    lines = text.split("\n")
    indent = _indent(tree, lines)
    before = dump(tree, indent).split("\n")
    change(tree)
    after = dump(tree, indent).split("\n")
    places = _places(lines, before)
    merged = _merged(lines, before, after, places) if places else after
    result = (_MARK if data.startswith(_MARK) else b"") + ending.join(merged).encode()
    _refuse(examine(result)[1], f"{shown_as}: the change was not made, since the plan would have faults:")
    return result


def _refuse(faults: Sequence[FrameworkFault], why: str) -> None:
    errors = [f"  {fault.said}" for fault in faults if fault.is_error]
    if errors:
        raise FrameworkError("\n".join([why, *errors]))


def _indent(tree: object, lines: Sequence[str]) -> Indent:
    """The indentation of the file: the first that gives most of its lines, or otherwise the one that gives the most."""
    typed = Counter(lines)
    alike: dict[Indent, int] = {}
    for indent in _INDENTS:
        alike[indent] = (typed & Counter(dump(tree, indent).split("\n"))).total()
        if alike[indent] > _MOST * len(lines):
            break
    return max(alike, key=alike.__getitem__)


def _places(lines: Sequence[str], before: Sequence[str]) -> Sequence[int]:
    """The line of the file for each line of the tree written out; empty if the file is typed in another way.

    The writer joins wrapped lines, so lines are matched by the number of characters before them, spaces apart.
    """
    if len(lines) == len(before):
        return range(len(lines) + 1)
    if _solid(lines) != _solid(before):
        return ()
    typed: dict[int, list[int]] = {}
    for place, count in enumerate(_counts(lines)):
        typed.setdefault(count, []).append(place)
    found: list[int] = []
    taken = Counter[int]()
    for count in _counts(before):
        if count not in typed:
            return ()
        found.append(typed[count][min(taken[count], len(typed[count]) - 1)])
        taken[count] += 1
    return found


def _solid(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())


def _counts(lines: Sequence[str]) -> Iterator[int]:
    return accumulate((len("".join(line.split())) for line in lines), initial=0)


def _merged(lines: Sequence[str], before: Sequence[str], after: Sequence[str], places: Sequence[int]) -> list[str]:
    """The lines of the file, changed where the tree before and after the change differ.

    The writer spaces `{ }` in its own way; lines without a change stay as they were typed.
    """
    head = _shared(before, after)
    tail = min(_shared(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    merged = list(lines[: places[head]])
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            merged += lines[places[head + i] : places[head + j]]
        elif tag == "insert":
            _insert(merged, new[k:m])
        else:
            merged += new[k:m]
    return merged + list(lines[places[len(before) - tail] :])


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines two texts have in common at the beginning."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))


def _insert(merged: list[str], new: Sequence[str]) -> None:
    """Add lines above the empty lines and comments that belong to what comes next."""
    below: list[str] = []
    while new and merged and _belongs_below(merged[-1], new[0]):
        below.insert(0, merged.pop())
    merged += [*new, *below]


def _belongs_below(line: str, new: str) -> bool:
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < len(new) - len(new.lstrip()))
