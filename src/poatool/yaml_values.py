"""YAML files: values as they were typed, with positions; faults, with positions; texts quoted for YAML."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from poatool.text import INVISIBLE_CLASS, lazy_pattern

Path = tuple[str | int, ...]
"""The keys and list positions that lead to a value."""

Value = dict[str, "Value"] | list["Value"] | str | None
"""A mapping, a list, text as it was typed, or None where a key has no value."""

_REGULAR = ("pillar", "objective", "action", "period", "footnote", "layout")
NOUNS = {"agencies": "agency", "statuses": "status"} | {f"{noun}s": noun for noun in _REGULAR}
"""The word for an entry of each list, for messages: `pillar number 2`."""

_IDS = ("code", "id", "mark")
_ESCAPED = lazy_pattern(f'["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029{INVISIBLE_CLASS}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


class Unquoted(str):
    """Text typed without quotes, which another program may read as a number, date or truth value."""

    __slots__ = ()


class Mark(NamedTuple):
    """A position in a file; both numbers count from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """A fault of a file: its code in the rule book, such as `FRM101`, its position, what is wrong and what to do."""

    code: str
    mark: Mark
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """What is wrong, and what to do."""
        return f"{self.message} {self.hint}".rstrip()

    def shown(self, path: object) -> str:
        """The fault as one line: file, line, column, what is wrong and what to do."""
        return f"{path}:{self.mark.line}:{self.mark.column}: {self.text}"


@dataclass(frozen=True)
class Document:
    """The values of a file, with the positions of values and keys by path."""

    root: Value = None
    places: Mapping[Path, Mark] = field(default_factory=dict)
    keys: Mapping[Path, Mark] = field(default_factory=dict)

    def at(self, path: Path) -> Value:
        """The value at a path, if there is one."""
        value: Any = self.root
        with suppress(KeyError, TypeError):
            for step in path:
                value = value[step]
            return cast("Value", value)
        return None

    def place(self, path: Path) -> Mark:
        """The position of the value at a path, or of the deepest part of the path that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Mark(1, 1))

    def fault(self, code: str, path: Path, message: str, hint: str = "", *, at_key: bool = False) -> Fault:
        """A fault at the value of a path, or `at_key` at its key; if there is neither, at the nearest value above."""
        key = self.keys.get(path) or self.place(path[:-1])
        return Fault(code, key if at_key else self.place(path), message, hint)

    def subject(self, path: Path) -> str:
        """The entry that a path is in, to begin a message with: `action 26: `; empty if it is in none."""
        for end in range(len(path) - 1, 0, -1):
            noun, number = NOUNS.get(str(path[end - 1])), path[end]
            if noun and isinstance(number, int):
                entry = self.at(path[: end + 1])
                name = next((entry[key] for key in _IDS if key in entry), None) if isinstance(entry, dict) else None
                return f"{noun} {name}: " if name and isinstance(name, str) else f"{noun} number {number + 1}: "
        return ""


def quoted(text: str) -> str:
    """A text in quotes on one line of YAML."""
    escaped = _ESCAPED.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\U{ord(sign[0]):08x}", text)
    return f'"{escaped}"'


def checked_yaml(lines: Sequence[str]) -> bytes:
    """The bytes of a YAML file, with a checksum in its last line by which poatool sees whether somebody edits it."""
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    return data + f"# Checksum, by which poatool sees edits: {hashlib.sha256(data).hexdigest()[:8]}\n".encode()


def is_as_written(data: bytes) -> bool:
    """Whether `checked_yaml` made these bytes, so that nobody loses anything if they are replaced."""
    return data == checked_yaml(data.decode("utf-8", "replace").split("\n")[:-2])
