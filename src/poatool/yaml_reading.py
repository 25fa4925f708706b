"""Read YAML as plain values with positions, or raise one fault."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from poatool.typed_values import Document
from poatool.yaml_values import Fault, Path, Position, Unquoted, Value

MAX_BYTES = 1024 * 1024
MAX_LEVELS = 20

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_INDENTATION = "Check the indentation (spaces, no tabs), and put text with a colon in quotes."


def read(data: bytes) -> tuple[Document, list[Fault]]:
    """Read the bytes of a YAML file. The document is empty if there is a fault. Never raises."""
    reader, document = _Reader(), Document()
    try:
        document = reader.read(_decoded(data))
    except _UnreadableError as stop:
        reader.faults += stop.args
    except YAMLError as error:
        position, problem, hint = Position(1, 1), "this is not YAML", _INDENTATION
        if isinstance(error, MarkedYAMLError):
            problem = error.problem or problem
            hint = "Write paths with /, not with \\." if "escape" in problem else hint
            if place := error.problem_mark or error.context_mark:
                position = Position(place.line + 1, place.column + 1)
        message = f"The file cannot be read from here on: {problem}."
        reader.faults.append(Fault("FRM001", position, message, hint))
    return Document() if reader.faults else document, reader.faults


class _UnreadableError(Exception):
    def __init__(self, position: Position, message: str, hint: str = "Check that this is the right file.") -> None:
        super().__init__(Fault("FRM001", position, message, hint))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _UnreadableError(Position(1, 1), "The file is larger than 1 MiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"The file is not in UTF-8: the byte {data[error.start]:#04x} cannot be read."
        before = data[: error.start].decode("utf-8-sig", "replace")
        raise _UnreadableError(_end_of(before), message, "Save the file as UTF-8.") from None
    if control := _CONTROL.search(text):
        message = f"There is a control character (U+{ord(control.group()):04X}) here."
        raise _UnreadableError(_end_of(text[: control.start()]), message, "Delete it.")
    return text


def _end_of(text: str) -> Position:
    return Position(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)


class _Reader:
    """Builds values from a parser's events and collects the faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._places: dict[Path, Position] = {}
        self._keys: dict[Path, Position] = {}

    def read(self, text: str) -> Document:
        root: Value = None
        # The C parser is used if it is installed, as it takes a tenth of the time of the Python one.
        following: Iterator[events.Event] = YAML(typ="safe", pure=False).parse(text)
        for event in following:
            if isinstance(event, events.DocumentStartEvent):
                if self._places:
                    self._refuse(event, "A second document begins here.", "Delete it, or move it to another file.")
                    break
                if event.version is not None or event.tags:
                    self._refuse(event, "Lines that begin with % are not allowed.", "Delete this line.")
                root = self._value(next(following), following, ())
        if not self._places:
            raise _UnreadableError(Position(1, 1), "The file is empty.")
        return Document(root, self._places, self._keys)

    def _value(self, event: events.Event, following: Iterator[events.Event], path: Path) -> Value:
        position = self._places[path] = _position(event)
        if len(path) >= MAX_LEVELS:
            raise _UnreadableError(position, f"Blocks are nested more than {MAX_LEVELS} levels deep.")
        self._refuse_features(event)
        inside = takewhile(lambda each: not isinstance(each, events.CollectionEndEvent), following)
        match event:
            case events.MappingStartEvent():
                return self._mapping(inside, following, path)
            case events.SequenceStartEvent():
                return [self._value(each, following, (*path, number)) for number, each in enumerate(inside)]
            case events.ScalarEvent(value=str(text), style=style):
                if style:
                    return text
                return None if text in _NULLS else Unquoted(text)
            case _:
                return None  # an alias, which was refused

    def _mapping(
        self, inside: Iterable[events.Event], following: Iterator[events.Event], path: Path
    ) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for event in inside:
            typed = self._value(event, following, (*path, ""))
            key = str(typed) if isinstance(typed, str) else ""
            value = self._value(next(following), following, (*path, key))
            if not isinstance(typed, str):
                if not isinstance(event, events.AliasEvent):
                    self._refuse(event, "A key must be a word.", "Put a key with special characters in quotes.")
            elif key in values:
                first = self._keys[*path, key].line
                message = f"The key `{key}` occurs twice; the first is on line {first}."
                self.faults.append(Fault("FRM003", _position(event), message, "Delete one of them, or combine them."))
            else:
                values[key] = value
                self._keys[*path, key] = _position(event)
        return values

    def _refuse_features(self, event: events.Event) -> None:
        match event:
            case events.AliasEvent(anchor=anchor):
                self._refuse(event, f"The alias *{anchor} is not allowed.", "Write the value here in full.")
            case events.NodeEvent(anchor=str(anchor)):
                self._refuse(event, f"The anchor &{anchor} is not allowed.", "Delete it, and write values in full.")
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(event, f"The tag {tag} is not allowed.", "Delete the tag, and put any text in quotes.")

    def _refuse(self, event: events.Event, message: str, hint: str) -> None:
        self.faults.append(Fault("FRM001", _position(event), message, hint))


def _position(event: events.Event) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)
