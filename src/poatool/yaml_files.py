"""Read YAML files, such as those that coordinators keep, into values with positions, or list all their faults.

Values are built from the parser's events: text is never converted, and only mappings, lists and text are allowed.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path as FilePath
from typing import TypeVar, cast, get_origin

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from poatool.bounded import read_bounded
from poatool.errors import InputError
from poatool.typed_values import Converter, Document
from poatool.yaml_values import Fault, Path, Position, Unquoted, Value

T = TypeVar("T")

MAX_BYTES = 1024 * 1024
MAX_LEVELS = 20

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CUT_OFF = re.compile(r"[ \t]+(# ?[0-9]\S*|#\w\S*)")  # a comment that looks like a part of the text: `Phase #2`
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
        reader.faults.append(Fault("FRM001", position, f"The file cannot be read from here on: {problem}.", hint))
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
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._places: dict[Path, Position] = {}
        self._keys: dict[Path, Position] = {}

    def read(self, text: str) -> Document:
        root: Value = None
        self._text = text
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
        if isinstance(event, events.AliasEvent):
            self._refuse(event, f"The alias *{event.anchor} is not allowed.", "Write the value here in full.")
            return None
        if anchor := getattr(event, "anchor", None):
            self._refuse(event, f"The anchor &{anchor} is not allowed.", "Delete it, and write values in full.")
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(event, f"The tag {tag} is not allowed.", "Delete the tag, and put any text in quotes.")
        inside = takewhile(lambda each: not isinstance(each, events.CollectionEndEvent), following)
        if isinstance(event, events.MappingStartEvent):
            return self._mapping(inside, following, path)
        if isinstance(event, events.SequenceStartEvent):
            return [self._value(each, following, (*path, number)) for number, each in enumerate(inside)]
        scalar = cast("events.ScalarEvent", event)
        text = str(scalar.value)
        cut = None if scalar.style or not text else _CUT_OFF.match(self._text, event.end_mark.index)
        if cut and (" " in text or not cut[1][1].isalpha()):
            message = f"The text ends before “{cut[1]}”: without quotes, # begins a comment."
            hint = "Put the whole text in quotes. If it is a comment, give it a line of its own."
            self.faults.append(Fault("FRM004", position, message, hint))
        return text if scalar.style else None if text in _NULLS else Unquoted(text)

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
                message = f"The key `{key}` occurs twice; the first is on line {self._keys[*path, key].line}."
                self.faults.append(Fault("FRM003", _position(event), message, "Delete one of them, or combine them."))
            else:
                values[key] = value
                self._keys[*path, key] = _position(event)
        return values

    def _refuse(self, event: events.Event, message: str, hint: str) -> None:
        self.faults.append(Fault("FRM001", _position(event), message, hint))


def _position(event: events.Event) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)


class YamlFile(Converter):
    """A YAML file written by hand, called `what` in messages. A missing file counts as empty unless `required`.

    `context` is passed to the functions that read keys' values. Raises InputError if the file cannot be opened.
    """

    def __init__(self, path: FilePath, what: str, context: object = None, *, required: bool = False) -> None:
        self.path = path
        document, faults = Document(), list[Fault]()
        try:
            data = read_bounded(path).removeprefix(b"\xef\xbb\xbf")
            if any(line.strip() and not line.lstrip().startswith(b"#") for line in data.splitlines()):
                document, faults = read(data)
        except FileNotFoundError:
            if required:
                raise InputError(f"{path}: there is no such file of {what}. Check the path.") from None
        except OSError as error:
            raise InputError(f"{path}: the {what} cannot be opened ({error.strerror}). Check the path.") from None
        super().__init__(document, context)
        self.faults += faults

    def read(self, kind: type[T]) -> T:
        """The whole file as a list or a mapping, empty if the file is empty. Raises InputError if it has faults."""
        empty = self.document.root is None
        made = cast("type", get_origin(kind))() if empty else self.value(kind, self.document.root, ())
        self.refuse()
        return cast("T", made)

    def blocks(self) -> Iterator[tuple[int, dict[str, Value]]]:
        """Yield each block of a file that is a list, with its number from 0; report anything else as a fault."""
        root = self.document.root
        if root is not None and not isinstance(root, list):
            self.wrong((), "a list of blocks", "Begin each block with a dash.")
        for n, item in enumerate(root if isinstance(root, list) else ()):
            if self.is_full((n,)):
                break
            if isinstance(item, dict):
                yield n, item
            else:
                self.report_no_mapping((n,))

    def refuse(self) -> None:
        """Raise InputError if there are faults; the message names the line and column of each."""
        if self.faults:
            in_order = sorted(self.faults, key=lambda fault: fault.position)
            raise InputError("\n".join(each.shown(self.path) for each in in_order))


def read_typed(data: bytes, kind: type[T], *, strict: bool = False) -> tuple[T | None, Document, list[Fault]]:
    """Read the bytes of a YAML file as a type; None if there are faults. `Converter` explains `strict`."""
    document, faults = read(data)
    if faults:
        return None, document, faults
    converter = Converter(document, strict=strict)
    made = converter.value(kind, document.root, ())
    return (None if converter.faults else cast("T", made)), document, converter.faults
