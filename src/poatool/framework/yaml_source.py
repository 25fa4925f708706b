"""YAML text to a tree of nodes, with every fault of the text on the way.

The tree is built from the parser's events, so that no scalar is converted and nothing that YAML can do
beyond lists, blocks and text is ever carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from poatool.framework.faults import FrameworkFault
from poatool.framework.nodes import Block, Items, Mark, Node, Refused, Scalar

MOST_BYTES = 1024 * 1024
MOST_LEVELS = 20

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class _StopReadingError(Exception):
    """What follows cannot be read, and its fault is on the list."""


def read(data: bytes) -> tuple[Node | None, list[FrameworkFault]]:
    """Read the bytes of a framework file. The tree is None, with a fault, where none could be made; nothing raises."""
    if len(data) > MOST_BYTES:
        return None, [FrameworkFault("FRM001", 1, 1, "The file is larger than 1 MiB.", "Is it the right file?")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The file is not in UTF-8: the byte {data[error.start]:#04x} cannot be read."
        before = data[: error.start].decode("utf-8-sig", "replace")
        return None, [FrameworkFault("FRM001", *_end_of(before), message, "Save it again as UTF-8.")]
    if control := _CONTROL.search(text):
        message = f"A control character (U+{ord(control.group()):04X}) stands here."
        return None, [FrameworkFault("FRM001", *_end_of(text[: control.start()]), message, "Delete it.")]
    return _Builder().read(text)


def _end_of(text: str) -> Mark:
    """The place just after a text."""
    return Mark(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)


class _Builder:
    """Builds nodes from a parser's events and keeps every fault on the way."""

    def __init__(self) -> None:
        self.faults: list[FrameworkFault] = []

    def read(self, text: str) -> tuple[Node | None, list[FrameworkFault]]:
        """The tree of a text, as far as it can be read."""
        root: Node | None = None
        try:
            # The parser in C where it is installed: it takes a tenth of the time of the one in Python.
            root = self._document(YAML(typ="safe", pure=False).parse(text))
        except YAMLError as error:
            root = None
            self.faults.append(_broken(error))
        except _StopReadingError:
            root = None
        else:
            if root is None:
                self.faults.append(FrameworkFault("FRM001", 1, 1, "The file is empty.", "Is it the right file?"))
        return root, self.faults

    def _document(self, events: Iterator[Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    self._refuse(event, "A second document begins here.", "Keep one plan to a file.")
                    break
                if event.version is not None or event.tags:
                    self._refuse(event, "A line with % changes how the file is read.", "Delete that line.")
                root = self._node(next(events), events, 1)
        return root

    def _node(self, event: Event, events: Iterator[Event], level: int) -> Node:
        mark = _mark(event)
        if level > MOST_LEVELS:
            self._refuse(event, f"Blocks stand more than {MOST_LEVELS} levels deep.", "Is it the right file?")
            raise _StopReadingError
        if isinstance(event, AliasEvent):
            self._refuse(event, f"The alias *{event.anchor} stands for another value.", "Write the value out.")
            return Refused(mark)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._refuse(event, f"The anchor &{event.anchor} is not allowed.", "Delete it, and write values out.")
        match event:
            case MappingStartEvent(tag=str(tag)) | SequenceStartEvent(tag=str(tag)) | ScalarEvent(tag=str(tag)):
                self._refuse(event, f"The tag {tag} is not allowed.", "Delete it; put text in quotes.")
            case _:
                pass
        match event:
            case MappingStartEvent():
                return self._block(mark, events, level)
            case SequenceStartEvent():
                return self._items(mark, events, level)
            case ScalarEvent(value=str(text), style=style):
                plain = not style
                return Scalar(mark, None if plain and text in _NULLS else text, plain)
            case _:
                raise AssertionError(event)

    def _items(self, mark: Mark, events: Iterator[Event], level: int) -> Items:
        node = Items(mark, [])
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            node.items.append(self._node(event, events, level + 1))
        return node

    def _block(self, mark: Mark, events: Iterator[Event], level: int) -> Block:
        node = Block(mark, {}, {})
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            key = self._node(event, events, level + 1)
            value = self._node(next(events), events, level + 1)
            match key:
                case Scalar(text=str(name)) if name in node.entries:
                    message = f"The key `{name}` stands twice; the first is in line {node.keys[name].line}."
                    self.faults.append(FrameworkFault("FRM003", *key.mark, message, "Delete one, or join them."))
                case Scalar(text=str(name)):
                    node.entries[name] = value
                    node.keys[name] = key.mark
                case Refused():
                    pass
                case _:
                    self._refuse(event, "A key must be a word.", "Put quotes around text that begins with a sign.")
        return node

    def _refuse(self, event: Event, message: str, hint: str) -> None:
        self.faults.append(FrameworkFault("FRM002", *_mark(event), message, hint))


def _mark(event: Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _broken(error: YAMLError) -> FrameworkFault:
    """What the parser could not read, at the place that it names."""
    mark, problem = Mark(1, 1), "this is not YAML"
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or problem
        if place := error.problem_mark or error.context_mark:
            mark = Mark(place.line + 1, place.column + 1)
    hint = "Check the indentation (spaces, no tabs), and put quotes around text that holds a colon."
    return FrameworkFault("FRM001", *mark, f"The file cannot be read from here on: {problem}.", hint)
