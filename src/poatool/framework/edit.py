"""Change a framework file in place, so that nothing differs but the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from functools import wraps
from itertools import accumulate
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from poatool.errors import FrameworkError
from poatool.framework.events import AgencyEventKind, EventKind, Target
from poatool.framework.events import Change as When
from poatool.framework.faults import is_error
from poatool.framework.load import examine
from poatool.framework.writing import OWN_INDENT, Indent, dump, round_trip, tree
from poatool.yaml_values import Fault

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap, CommentedSeq


P = ParamSpec("P")

_MARK = b"\xef\xbb\xbf"
_INDENTS = (OWN_INDENT, Indent(2, 2, 0), Indent(4, 6, 4), Indent(4, 4, 2), Indent(4, 2, 0), Indent(4, 4, 0))
"""Common ways to indent, the tool's own first."""

_LIKE_ENOUGH = 0.8


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


def _refuse(faults: Sequence[Fault], why: str) -> None:
    errors = [f"  {fault.text}" for fault in faults if is_error(fault)]
    if errors:
        raise FrameworkError("\n".join([why, *errors]))


def _indent(tree: object, lines: Sequence[str]) -> Indent:
    """The indentation of the file: the first that reproduces most lines, or else the one with the most."""
    typed = Counter(lines)
    alike: dict[Indent, int] = {}
    for indent in _INDENTS:
        alike[indent] = (typed & Counter(dump(tree, indent).split("\n"))).total()
        if alike[indent] > _LIKE_ENOUGH * len(lines):
            break
    return max(alike, key=alike.__getitem__)


def _places(lines: Sequence[str], before: Sequence[str]) -> Sequence[int]:
    """The line of the file for each line of the tree written out; empty if the file is typed in another way.

    The writer joins wrapped lines, so lines are matched by the number of characters before them, spaces apart.
    """
    if len(lines) == len(before):
        return range(len(lines) + 1)
    if "".join("".join(lines).split()) != "".join("".join(before).split()):
        return ()
    typed: dict[int, list[int]] = {}
    for place, count in enumerate(_counts(lines)):
        typed.setdefault(count, []).append(place)
    counts = list(_counts(before))
    if not typed.keys() >= set(counts):
        return ()
    taken = Counter[int]()
    found: list[int] = []
    for count in counts:
        found.append(typed[count][min(taken[count], len(typed[count]) - 1)])
        taken[count] += 1
    return found


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
            below: list[str] = []  # empty lines and comments that belong to what comes next
            while k < m and merged and _belongs_below(merged[-1], new[k]):
                below.insert(0, merged.pop())
            merged += [*new[k:m], *below]
        else:
            merged += new[k:m]
    return merged + list(lines[places[len(before) - tail] :])


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))


def _belongs_below(line: str, new: str) -> bool:
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < len(new) - len(new.lstrip()))


Change = Callable[["CommentedMap"], None]
"""A change to the tree of a file."""


def _change(made: Callable[Concatenate[CommentedMap, P], None]) -> Callable[P, Change]:
    """Make a function that changes the tree of a file return the change instead."""

    @wraps(made)
    def change(*args: P.args, **more: P.kwargs) -> Change:
        return lambda root: made(root, *args, **more)

    return change


@_change
def add(root: CommentedMap, code: str, text: str, where: tuple[str, str | None], when: When, /, **more: object) -> None:
    """Add an action after another one, or as the last of its objective; `more` are its other keys.

    `where` is the id of the objective, and the code of the action that it comes after.
    """
    objective, after = where
    listed = next(o for o in _objectives(root) if o["id"] == objective)
    actions = listed.setdefault("actions", tree([]))
    codes = [str(action["code"]) for action in actions]
    place = codes.index(after) + 1 if after is not None else len(actions)
    actions.fa.set_block_style()
    actions.insert(place, tree({"code": code, "text": text, **more, "history": [_event(EventKind.ADDED, when)]}))


@_change
def incorporate(root: CommentedMap, code: str, into: Sequence[Target], when: When) -> None:
    """Move the reporting on an action to others, to parts of them, or to all actions of an objective."""
    plain = [target.action if target.action and not target.part else asdict(target) for target in into]
    _happened(_action(root, code), EventKind.INCORPORATED, when, into=plain)


@_change
def withdraw(root: CommentedMap, code: str, when: When) -> None:
    """End an action without a successor."""
    _happened(_action(root, code), EventKind.WITHDRAWN, when)


@_change
def renumber(root: CommentedMap, code: str, new: str, when: When) -> None:
    """Give an action another code, also where other actions refer to it."""
    _exchange(_action(root, code), "code", new, EventKind.RENUMBERED, when)
    for event in (event for other in _actions(root) for event in other.get("history") or ()):
        for place, target in enumerate(event.get("into") or ()):
            if isinstance(target, str | int) and str(target) == code:
                _replace(event["into"], place, new, key="into")
            elif not isinstance(target, str | int) and str(target.get("action")) == code:
                _replace(target, "action", new)


@_change
def reword(root: CommentedMap, code: str, text: str, when: When) -> None:
    """Give an action another text."""
    _exchange(_action(root, code), "text", text, EventKind.REWORDED, when)


@_change
def rename_agency(root: CommentedMap, code: str, name: str, when: When) -> None:
    """Give an agency another name."""
    agency = next(agency for agency in root["agencies"] if str(agency["code"]) == code)
    _exchange(agency, "name", name, AgencyEventKind.RENAMED, when)


@_change
def add_agency(root: CommentedMap, code: str, name: str, when: When | None, /, **more: object) -> None:
    """Add an agency as the last one; `when` it was established, None if it has always been there."""
    history = [_event(AgencyEventKind.ESTABLISHED, when)] if when else ()
    root["agencies"].append(tree({"code": code, "name": name, **more, "history": history}))


def _objectives(root: CommentedMap) -> Iterator[CommentedMap]:
    for pillar in root["pillars"]:
        yield from pillar.get("objectives") or ()


def _actions(root: CommentedMap) -> Iterator[CommentedMap]:
    for objective in _objectives(root):
        yield from objective.get("actions") or ()


def _action(root: CommentedMap, code: str) -> CommentedMap:
    return next(action for action in _actions(root) if str(action["code"]) == code)


def _event(kind: EventKind | AgencyEventKind, when: When, **fields: object) -> dict[str, object]:
    return {"event": kind.value, **fields, **{key: value for key, value in asdict(when).items() if value is not None}}


def _happened(entry: CommentedMap, kind: EventKind | AgencyEventKind, when: When, **fields: object) -> None:
    if entry.get("history"):
        entry["history"].append(tree(_event(kind, when, **fields)))
    else:
        entry["history"] = tree([_event(kind, when, **fields)])


def _exchange(entry: CommentedMap, key: str, new: str, kind: EventKind | AgencyEventKind, when: When) -> None:
    """Give an entry another text, and keep the one before in its history."""
    was = str(entry[key]).rstrip("\n")
    _replace(entry, key, new)
    _happened(entry, kind, when, was=was)


def _replace(holder: CommentedMap | CommentedSeq, place: str | int, text: str, key: str | None = None) -> None:
    """Replace a text, with the same kind of quotes if it had any."""
    quoted = type(holder[place])
    same = quoted.__module__ == "ruamel.yaml.scalarstring" and "Quoted" in quoted.__name__
    holder[place] = quoted(text) if same else tree(text, key or str(place))
