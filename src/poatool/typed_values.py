"""Turn the values of a file into dataclasses; each value that does not fit is a fault with its place.

The fields of a class say what a file may contain: texts, dates, numbers, truth values, words of an enumeration, lists,
mappings and further classes. A `Key` in the `Annotated` type of a field says more.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from itertools import takewhile
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from poatool.text import lazy_pattern, listed, nearest
from poatool.yaml_values import NOT_IN_FILE, Fault, Key, Path, Position, ReadText, Unquoted, Value, WrongValueError

_REGULAR = ("pillar", "objective", "action", "period", "footnote", "layout")
NOUNS = {"agencies": "agency", "statuses": "status"} | {f"{noun}s": noun for noun in _REGULAR}
"""The word for an entry of each list, for messages: `pillar number 2`."""

IDS = ("code", "id", "mark")  # the keys that identify an entry
MAX_FAULTS = 100
"""After this many faults, the rest of a list is not read, as finding a likely name for each unknown one takes time."""

_BROKEN = object()
_UNIONS = (Union, UnionType)
_TRUTH = {"true": True, "false": False}
_DAY = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = lazy_pattern(r"[0-9]{1,10}")
_MISREAD = ("bool", "int", "float", "timestamp")  # the types of values that are not text
_SURE_NUMBER = lazy_pattern("0|[1-9][0-9]*")  # means the same with and without quotes


def misread(text: str) -> bool:
    """Whether any version of YAML reads this text as a number, date or truth value unless it is quoted."""
    from ruamel.yaml.resolver import implicit_resolvers  # imported here, as few commands read a plan from YAML

    patterns = (pattern for _, tag, pattern, _ in implicit_resolvers if tag.endswith(_MISREAD))
    return _SURE_NUMBER.fullmatch(text) is None and any(pattern.match(text) for pattern in patterns)


@dataclass(frozen=True)
class Document:
    """The values of a file, with the positions of values and keys by path."""

    root: Value = None
    places: Mapping[Path, Position] = field(default_factory=dict)
    keys: Mapping[Path, Position] = field(default_factory=dict)

    def at(self, path: Path) -> Value:
        """The value at a path."""
        value: Any = self.root
        for step in path:
            value = value[step]
        return cast("Value", value)

    def place(self, path: Path) -> Position:
        """The position of the value at a path, or of the deepest part of the path that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Position(1, 1))

    def fault(self, code: str, path: Path, message: str, hint: str = "", *, at_key: bool = False) -> Fault:
        """A fault at the value of a path, or at its key if `at_key`; if that is missing, at the nearest value above."""
        key = self.keys.get(path) or self.place(path[:-1])
        return Fault(code, key if at_key else self.place(path), message, hint)

    def subject(self, path: Path) -> str:
        """The entry that contains a path, to begin a message with: `action 26: `; empty if none contains it."""
        for end in range(len(path) - 1, 0, -1):
            noun, number = NOUNS.get(str(path[end - 1])), path[end]
            if noun and isinstance(number, int):
                entry = self.at(path[: end + 1])
                name = next((entry[key] for key in IDS if key in entry), None) if isinstance(entry, dict) else None
                return f"{noun} {name}: " if name and isinstance(name, str) else f"{noun} number {number + 1}: "
        return ""


class Field(NamedTuple):
    """The type of a key's value, whether the key is required, what it means, and whether its text may be empty."""

    type: object
    required: bool
    meaning: str
    empty: bool


@cache
def fields_of(part: type) -> Mapping[str, Field]:
    """The keys that a file may have for a class: the class's own, then those of the classes that it extends."""
    types = get_type_hints(part, include_extras=True)
    in_order = sorted(fields(part), key=lambda each: each.name not in part.__annotations__)
    found = ((each, types[each.name], _key_in(types[each.name]) or Key("")) for each in in_order)
    return {
        each.name: Field(kind, each.default is MISSING and each.default_factory is MISSING, key.meaning, key.empty)
        for each, kind, key in found
        if key is not NOT_IN_FILE
    }


def _key_in(kind: object) -> Key | None:
    inner = getattr(kind, "__metadata__", ()) or (map(_key_in, get_args(kind)) if get_origin(kind) in _UNIONS else ())
    return next((key for key in inner if isinstance(key, Key)), None)


class Converter:
    """Converts values to types, and collects faults. The result is complete only if there are no faults.

    If `strict`, it refuses empty texts, and unquoted texts that other programs misread. Otherwise an empty text counts
    as missing, and a single text may replace a list of one text.
    """

    list_hint = "Write it in brackets, such as [one, two], or put each item on its own line after a dash."
    block_hint = "Write its keys on the lines below, indented."

    def __init__(self, document: Document, context: object = None, *, strict: bool = False) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self._context, self._strict = context, strict

    def part(self, kind: type, value: Value, path: Path) -> object:
        """Make an instance of a class from a mapping; None if there are faults."""
        made = self.values(kind, value, path)
        return kind(**made) if made is not None and not self.faults else None

    def values(self, kind: type, value: Value, path: Path, *, partial: bool = False) -> dict[str, Any] | None:
        """Convert a mapping to values of a class by key; None if it is not a mapping. `partial` allows missing keys."""
        if not isinstance(value, dict):
            self.report_no_mapping(path)
            return None
        known = fields_of(kind)
        meant = {self.unknown_key((*path, key), known) for key in value if key not in known and value[key] is not None}
        made = {}
        for key, each in known.items():
            given = value.get(key)
            if given is not None and (self._strict or each.empty or not isinstance(given, str) or given.strip()):
                made[key] = self.value(each.type, given, (*path, key))
            elif each.required and key not in meant and not partial:
                hint = f"Add it: {each.meaning}" if each.meaning else "Add it."
                message = f"{self.document.subject(path)}`{key}` is missing or empty."
                self.fault((*path, key), message, hint, code="FRM006", at_key=True)
        return made

    def value(self, kind: object, value: Value, path: Path) -> object:
        """Convert a value to a type; anything that does not fit is replaced by a stand-in."""
        origin, inner = get_origin(kind), get_args(kind)
        key = cast("Key", inner[1]) if origin is Annotated else None
        if isinstance(value, str) and not value.strip() and not (key and key.empty):
            return self.fault(path, f"`{_key(path)}` is empty.", "Fill it in, or delete it.", code="FRM006")
        if key:
            return self._read(key.read, value, path) if key.read else self.value(inner[0], value, path)
        if origin in _UNIONS:
            return self.value(inner[0], value, path) if inner[1] is type(None) else self._either(inner, value, path)
        if origin in (tuple, list):
            return cast("type", origin)(self._items(inner[0], value, path))
        if origin is dict:
            given = value.items() if isinstance(value, dict) else ()
            made = {key: self.value(inner[1], item, (*path, key)) for key, item in given if item is not None}
            return made if isinstance(value, dict) else self.report_no_mapping(path)
        simple = cast("type", kind)
        return self.part(simple, value, path) if is_dataclass(simple) else self._scalar(simple, value, path)

    def _read(self, read: ReadText, value: Value, path: Path) -> object:
        text, block = self._scalar(str, value, path), self.document.at(path[:-1])
        if not isinstance(text, str):
            return text
        try:
            return read(text, self._context, block if isinstance(block, dict) else {})
        except WrongValueError as error:
            return self.fault(path, *error.args)

    def _scalar(self, kind: type, value: Value, path: Path) -> object:
        typed = value if isinstance(value, str) else ""
        if kind is bool:
            true_or_false = isinstance(value, Unquoted) and value in _TRUTH
            hint = "Write true or false, without quotes."
            return _TRUTH[typed] if true_or_false else self.wrong(path, "true or false", hint)
        if kind is int:
            hint = "Write digits only, such as 4."
            return int(typed) if _NUMBER.fullmatch(typed) else self.wrong(path, "a whole number", hint)
        if kind is dt.date:
            return self._day(typed, path)
        if issubclass(kind, StrEnum):
            return self.word(kind, typed, path)
        if not isinstance(value, str):
            return self.wrong(path, "text", "Write a single text.")
        if self._strict and isinstance(value, Unquoted) and misread(value):
            message = f"Without quotes, some programs do not read {value} as text."
            self.fault(path, message, f'Put it in quotes: "{value}".', code="FRM004")
        return str(value) if self._strict else value.strip()

    def _either(self, kinds: Sequence[object], value: Value, path: Path) -> object:
        """Convert a value that may be short, such as an action's code, or a block, such as a target."""
        plain, block = kinds
        if isinstance(value, dict):
            return self.part(cast("type", block), value, path)
        if plain is not str or isinstance(value, str):
            return self.value(plain, value, path)
        keys = listed([f"`{key}`" for key in fields_of(cast("type", block))], "or")
        return self.wrong(path, "one text, or a block", f"Write a text in quotes, or a block with {keys}.")

    def _items(self, kind: object, value: Value, path: Path) -> list[object]:
        is_text = kind is str or get_origin(kind) is Annotated
        if is_text and isinstance(value, str) and not self._strict:
            value = [value]
        if not isinstance(value, list):
            self.wrong(path, "a list", self.list_hint)
            return []
        read = takewhile(lambda n: not self.is_full((*path, n)), range(len(value)))
        return [self.value(kind, value[n], (*path, n)) for n in read]

    def is_full(self, path: Path) -> bool:
        """Whether there are too many faults to go on with a list; if so, report that its rest was not read."""
        if len(self.faults) == MAX_FAULTS:
            self.fault(path, "The rest of the list was not read.", "Correct the faults above first.", code="FRM001")
        return len(self.faults) > MAX_FAULTS

    def _day(self, typed: str, path: Path) -> object:
        with suppress(ValueError):
            if _DAY.fullmatch(typed):
                return dt.date.fromisoformat(typed)
        message = f"{self._about(path)} is not a date: {typed}."
        return self.fault(path, message, "Write a real day as year-month-day, such as 2023-02-15.")

    def word(self, kind: type[StrEnum], typed: str, path: Path) -> object:
        """Convert a text to a word from a fixed list."""
        words = [str(word) for word in kind]
        if typed in words:
            return kind(typed)
        likely = nearest(typed, words)
        hint = f"{f'Did you mean {likely}? ' if likely else ''}Write {listed(words, 'or')}."
        message = f"{self._about(path)} {f'cannot be “{typed}”' if typed else 'should be one word'}."
        return self.fault(path, message, hint)

    def unknown_key(self, path: Path, known: Mapping[str, Field]) -> str | None:
        """Report an unknown key, and return the key that was probably meant."""
        key = str(path[-1])
        likely = nearest(key, known)
        hint = f"Did you mean `{likely}`?" if likely else f"The keys here are {', '.join(known)}."
        message = f"{self.document.subject(path)}`{key}` is not a valid key here."
        self.fault(path, message, hint, code="FRM003", at_key=True)
        return likely

    def report_no_mapping(self, path: Path) -> object:
        """Report a value that is not a mapping."""
        hint = self.block_hint if path else "Begin each line with a key and a colon, without a dash."
        return self.wrong(path, "a block of keys and values", hint)

    def wrong(self, path: Path, expected: str, hint: str) -> object:
        """Report a value of the wrong form."""
        return self.fault(path, f"{self._about(path)} should be {expected}.", hint)

    def fault(self, path: Path, message: str, hint: str = "", *, code: str = "FRM007", at_key: bool = False) -> object:
        """Report a fault at a value, or at its key, and return a stand-in for the value."""
        self.faults.append(self.document.fault(code, path, message, hint, at_key=at_key))
        return _BROKEN

    def _about(self, path: Path) -> str:
        """What messages call a value: "action 26: `text`"."""
        key = _key(path)
        return self.document.subject(path) + (f"`{key}`" if key else "this entry" if path else "the file")


def _key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")
