"""YAML text to a tree of nodes that know their line and column, with every scalar as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from poatool.framework.faults import FrameworkFault

MOST_BYTES = 1024 * 1024
MOST_LEVELS = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Path = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in the file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it was typed; None where there is none. `plain`: it stands without quotes."""

    mark: Mark
    text: str | None
    plain: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    mark: Mark
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A block of keys and values, with the place of each key."""

    mark: Mark
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that a fault has been reported for already, such as an alias."""

    mark: Mark


Node = Scalar | Sequence | Mapping | Refused


class _StopReadingError(Exception):
    """What follows cannot be read, and its fault is on the list."""


def read(data: bytes) -> tuple[Node | None, list[FrameworkFault]]:
    """Read the bytes of a framework file. The tree is None where none could be made; nothing raises."""
    if len(data) > MOST_BYTES:
        return None, [FrameworkFault("FRM001", 1, 1, "The file is larger than 1 MiB.", "Is it a framework file?")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error.start)]
    builder = _Builder()
    try:
        root = builder.document(_events(text))
    except _StopReadingError:
        root = None
    return root, builder.faults


def find(root: Node, path: Path) -> Node:
    """The node at a path, or the deepest one on the way to it that exists."""
    node = root
    for step in path:
        match node, step:
            case Mapping(entries=entries), str() if step in entries:
                node = entries[step]
            case Sequence(items=items), int() if step < len(items):
                node = items[step]
            case _:
                break
    return node


def _not_utf8(data: bytes, at: int) -> FrameworkFault:
    before = data[:at]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    message = f"The file is not in UTF-8: byte {data[at]:#04x} cannot be read."
    return FrameworkFault("FRM001", before.count(b"\n") + 1, column, message, "Save it again as UTF-8.")


def _events(text: str) -> Iterator[Any]:
    """The parser's events; a fault in the text becomes the last of them."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe", pure=False).parse(text)
    except YAMLError as error:
        yield error


class _Builder:
    """Builds nodes from a parser's events and keeps every fault on the way."""

    def __init__(self) -> None:
        self.faults: list[FrameworkFault] = []

    def document(self, events: Iterable[Any]) -> Node | None:
        """The first document of a stream; more of them are a fault."""
        stream = iter(events)
        root: Node | None = None
        for event in stream:
            match type(event).__name__:
                case "DocumentStartEvent" if root is not None:
                    self._unsupported(event, "A second document begins here.", "Keep one plan to a file.")
                    break
                case "DocumentStartEvent":
                    self._directives(event)
                    root = self._node(next(stream), stream, 1)
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case _:
                    self._stop(event)
        if root is None:
            self.faults.append(FrameworkFault("FRM001", 1, 1, "The file is empty.", "A framework file is expected."))
        return root

    def _node(self, event: Any, stream: Iterator[Any], level: int) -> Node:
        kind = type(event).__name__
        if not kind.endswith(("StartEvent", "ScalarEvent", "AliasEvent")):
            self._stop(event)
        mark = _mark(event)
        if level > MOST_LEVELS:
            self._unsupported(event, f"Blocks stand more than {MOST_LEVELS} levels deep.", "Is it a framework file?")
            raise _StopReadingError
        if kind == "AliasEvent":
            self._unsupported(event, f"The alias *{event.anchor} stands for another value.", "Write the value out.")
            return Refused(mark)
        self._decorations(event)
        match kind:
            case "MappingStartEvent":
                return self._mapping(mark, stream, level)
            case "SequenceStartEvent":
                return self._sequence(mark, stream, level)
            case _:
                plain = event.style in ("", None)
                return Scalar(mark, None if plain and event.value in _NULLS else event.value, plain)

    def _sequence(self, mark: Mark, stream: Iterator[Any], level: int) -> Sequence:
        node = Sequence(mark)
        for event in stream:
            if type(event).__name__ == "SequenceEndEvent":
                break
            node.items.append(self._node(event, stream, level + 1))
        return node

    def _mapping(self, mark: Mark, stream: Iterator[Any], level: int) -> Mapping:
        node = Mapping(mark)
        for event in stream:
            if type(event).__name__ == "MappingEndEvent":
                break
            key = self._node(event, stream, level + 1)
            value = self._node(next(stream), stream, level + 1)
            match key:
                case Scalar(text=str(name)) if name in node.entries:
                    first = node.keys[name].line
                    message = f"The key `{name}` stands twice; the first is in line {first}."
                    self.faults.append(FrameworkFault("FRM003", *key.mark, message, "Delete one, or join them."))
                case Scalar(text=str(name)):
                    node.entries[name] = value
                    node.keys[name] = key.mark
                case _:
                    self._unsupported(event, "A key must be a word.", "Put quotes around text that begins with a sign.")
        return node

    def _decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._unsupported(event, f"The anchor &{event.anchor} is not allowed.", "Delete it, and write values out.")
        if getattr(event, "tag", None) is not None:
            self._unsupported(event, f"The tag {event.tag} is not allowed.", "Delete it; put text in quotes.")

    def _directives(self, event: Any) -> None:
        if event.version is not None or event.tags:
            self._unsupported(event, "A line that begins with % changes how the file is read.", "Delete that line.")

    def _unsupported(self, event: Any, message: str, hint: str) -> None:
        self.faults.append(FrameworkFault("FRM002", *_mark(event), message, hint))

    def _stop(self, error: Any) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        message = f"The file cannot be read from here on: {problem}."
        hint = "Check the indentation (spaces, no tabs), and put quotes around text that holds a colon."
        self.faults.append(FrameworkFault("FRM001", line, column, message, hint))
        raise _StopReadingError


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
