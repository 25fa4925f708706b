"""Parts of YAML files: values as they were typed, keys and their meanings, faults at positions, texts in quotes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from poatool.checksums import with_checksum
from poatool.text import INVISIBLE_CLASS, lazy_pattern

Path = tuple[str | int, ...]  # the keys and list positions that lead to a value
Value = dict[str, "Value"] | list["Value"] | str | None
"""A mapping, a list, text as it was typed, or None where a key has no value."""

_ESCAPED = lazy_pattern(f'["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029{INVISIBLE_CLASS}]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


class Unquoted(str):
    """Text typed without quotes, which another program may read as a number, date or truth value."""

    __slots__ = ()


class Position(NamedTuple):
    """A position in a file; both numbers count from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """A fault of a file: its code in the rule book, such as `FRM101`, its position, what is wrong and what to do."""

    code: str
    position: Position
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """What is wrong, and what to do."""
        return f"{self.message} {self.hint}".rstrip()

    def shown(self, path: object) -> str:
        """The fault as one line: file, line, column, what is wrong and what to do."""
        return f"{path}:{self.position.line}:{self.position.column}: {self.text}"


class WrongValueError(Exception):
    """A value that its key cannot have; the arguments say what is wrong and, optionally, what to write instead."""


ReadText = Callable[[str, Any, Mapping[str, Value]], object]


class Key(NamedTuple):
    """What a key means, for its schema, and a function that reads its text if the type alone is not enough.

    `empty` says whether an empty text in quotes is a value.
    """

    meaning: str
    read: ReadText | None = None  # gets the text, the context and the block; raises WrongValueError
    empty: bool = False


NOT_IN_FILE = Key("")  # marks a field that is not in any file


def quoted(text: str) -> str:
    """A text in quotes on one line of YAML."""
    return '"' + _ESCAPED.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\U{ord(sign[0]):08x}", text) + '"'


def checked_yaml(lines: Sequence[str]) -> bytes:
    """The bytes of a YAML file, with a checksum in its last line that shows whether somebody has edited the file."""
    return with_checksum("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), ".yaml")
