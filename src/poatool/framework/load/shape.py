"""Plain values to the parts of the model, with a fault for every value that does not fit.

The fields of the model say what a file may hold; only dates and truth values are converted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import NamedTuple, cast, get_args, get_origin, get_type_hints

from poatool.framework import model
from poatool.framework.events import Frozen
from poatool.framework.faults import FrameworkFault, Mark
from poatool.framework.load.yaml import Document, Path, Unquoted, Value
from poatool.text import nearest

_NOUNS = {
    "pillars": "pillar",
    "objectives": "objective",
    "actions": "action",
    "agencies": "agency",
    "statuses": "status",
    "periods": "period",
    "footnotes": "footnote",
    "layouts": "layout",
}
_NAMES = ("code", "id", "mark")
_KEPT_BY_LOADING = "sha256"
_BROKEN = object()
_TRUTH = {"true": True, "false": False}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,7}")
_MISREAD = re.compile(
    r"""
      y | n | yes | no | true | false | on | off             # true or false
    | [-+]?0[0-9_]+ | [-+]?0[box][0-9a-f_]+                  # octal, binary, hexadecimal
    | [-+][0-9][0-9_]* | [0-9]+_[0-9_]*                      # signed, or grouped by underscores
    | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?           # base 60, such as 12:30
    | [-+]?(\.[0-9]+|[0-9][0-9_]*\.[0-9_]*)(e[-+]?[0-9]+)?   # decimal
    | [-+]?[0-9][0-9_]*e[-+]?[0-9]+
    | [-+]?\.inf | \.nan
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?                # a date
    """,
    re.VERBOSE | re.IGNORECASE,
)


def misread(text: str) -> bool:
    """Whether some version of YAML reads this text, without quotes, as something else."""
    return _MISREAD.fullmatch(text) is not None


def shape(document: Document, sha256: str) -> tuple[model.Framework | None, list[FrameworkFault]]:
    """Make the framework that a document describes; None, with the faults, if it describes none."""
    shaping = _Shaping(document)
    made = shaping.part(model.Framework, document.root, ())
    framework = replace(made, sha256=sha256) if isinstance(made, model.Framework) and not shaping.faults else None
    return framework, shaping.faults


class _Field(NamedTuple):
    """The type of a key's value, and whether the key must be there."""

    type: object
    required: bool


@cache
def _fields_of(part: type) -> Mapping[str, _Field]:
    types = get_type_hints(part)
    return {
        field.name: _Field(types[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(part)
        if field.name != _KEPT_BY_LOADING
    }


class _Shaping:
    """Makes parts of the model and collects faults. Only without any fault is the result complete."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[FrameworkFault] = []

    def part(self, kind: type, value: Value, path: Path) -> object:
        """A mapping as a part of the model."""
        if not isinstance(value, dict):
            return self.wrong(path, "a block of keys and values", "Indent its keys below it.")
        known = _fields_of(kind)
        meant = {self.unknown_key((*path, key), known) for key in value if key not in known and value[key] is not None}
        made = {}
        for key, field in known.items():
            if value.get(key) is not None:
                made[key] = self.value(field.type, value[key], (*path, key))
            elif field.required and key not in meant:
                mark = self.document.keys.get((*path, key)) or self.document.place(path)
                self.fault("FRM006", mark, f"{self.subject(path)}`{key}` is missing or empty.", "Add it.")
        return kind(**made) if not self.faults else None

    def value(self, kind: object, value: Value, path: Path) -> object:
        """A value as a type of the model's fields."""
        if isinstance(value, str) and not value.strip():
            message = f"`{_key(path)}` is empty."
            return self.fault("FRM006", self.document.place(path), message, "Write something, or delete it.")
        origin, inner = get_origin(kind), get_args(kind)
        if origin is UnionType and inner[1] is type(None):
            return self.value(inner[0], value, path)
        if origin is UnionType:
            return self.either(inner, value, path)
        if origin is tuple:
            return self.items(inner[0], value, path)
        if origin is dict:
            return self.mapping(inner[1], value, path)
        simple = cast("type", kind)
        return self.part(simple, value, path) if issubclass(simple, Frozen) else self.scalar(simple, value, path)

    def scalar(self, kind: type, value: Value, path: Path) -> object:
        """Text, or a truth value, a date or a word written as text."""
        typed = value if isinstance(value, str) else ""
        if kind is bool:
            if isinstance(value, Unquoted) and value in _TRUTH:
                return _TRUTH[value]
            return self.wrong(path, "true or false", "Write true or false, without quotes.")
        if kind in (dt.date, int):
            return self.day(typed, path) if kind is dt.date else self.number(typed, path)
        if issubclass(kind, StrEnum):
            return self.word(kind, typed, path)
        if not isinstance(value, str):
            return self.wrong(path, "text", "Write one text there.")
        if isinstance(value, Unquoted) and misread(value):
            message = f"{value} without quotes is read by other programs as something else."
            self.fault("FRM004", self.document.place(path), message, f'Put it in quotes: "{value}".')
        return str(value)

    def either(self, kinds: Sequence[object], value: Value, path: Path) -> object:
        """A short form, or a block that says more: an action's code or a target, headings or a column."""
        plain, block = kinds
        if isinstance(value, dict):
            return self.part(cast("type", block), value, path)
        if plain is not str or isinstance(value, str):
            return self.value(plain, value, path)
        hint = "Write the code in quotes, or `action` and `part`, or `objective`."
        return self.wrong(path, "the code of an action, or a block", hint)

    def items(self, kind: object, value: Value, path: Path) -> object:
        """A list."""
        if not isinstance(value, list):
            hint = "Write it in brackets, as in [one, two], or one to a line, each after a dash."
            return self.wrong(path, "a list", hint)
        return tuple([self.value(kind, item, (*path, n)) for n, item in enumerate(value)])

    def mapping(self, kind: object, value: Value, path: Path) -> object:
        """A mapping with any keys."""
        if not isinstance(value, dict):
            return self.wrong(path, "a block of keys and values", "Indent its keys below it.")
        return {key: self.value(kind, item, (*path, key)) for key, item in value.items() if item is not None}

    def day(self, typed: str, path: Path) -> object:
        """A day as a file has it: year, month and day."""
        try:
            if _DAY.fullmatch(typed):
                return dt.date.fromisoformat(typed)
        except ValueError:
            pass
        message = f"{self.about(path)} is not a date: {typed}."
        hint = "Write a day that exists as year, month and day, as in 2023-02-15."
        return self.fault("FRM007", self.document.place(path), message, hint)

    def number(self, typed: str, path: Path) -> object:
        """A whole number."""
        if _NUMBER.fullmatch(typed):
            return int(typed)
        return self.wrong(path, "a whole number", "Write it in digits, as in 4.")

    def word(self, kind: type[StrEnum], typed: str, path: Path) -> object:
        """A word of a fixed list."""
        words = [str(word) for word in kind]
        if typed in words:
            return kind(typed)
        likely = nearest(typed, words)
        hint = f"Did you mean {likely}?" if likely else f"Write one of {', '.join(words)}."
        noun = "column" if kind is model.PlanColumnKind else "event"
        message = f"{self.about(path)} is not a kind of {noun}: {typed}."
        return self.fault("FRM007", self.document.place(path), message, hint)

    def unknown_key(self, path: Path, known: Mapping[str, _Field]) -> str | None:
        """Report an unknown key, and return the one that was probably meant."""
        key = str(path[-1])
        likely = nearest(key, known)
        hint = f"Did you mean `{likely}`?" if likely else f"The keys here are {', '.join(known)}."
        message = f"{self.subject(path)}`{key}` is not a key that is known here."
        self.fault("FRM003", self.document.key_place(path), message, hint)
        return likely

    def wrong(self, path: Path, expected: str, hint: str) -> object:
        """Report a value of the wrong form."""
        return self.fault("FRM007", self.document.place(path), f"{self.about(path)} should be {expected}.", hint)

    def fault(self, code: str, mark: Mark, message: str, hint: str) -> object:
        """Report a fault; what is returned stands in for the value."""
        self.faults.append(FrameworkFault(code, *mark, message, hint))
        return _BROKEN

    def about(self, path: Path) -> str:
        """A value as a message calls it, such as "action 26: `text`"."""
        key = _key(path)
        return self.subject(path) + (f"`{key}`" if key else "the file")

    def subject(self, path: Path) -> str:
        """What a path is part of, such as `action 26: `; empty at the top of the file."""
        for end in range(len(path) - 1, 0, -1):
            noun, number = _NOUNS.get(str(path[end - 1])), path[end]
            if noun and isinstance(number, int):
                owner = self.document.at(path[: end + 1])
                name = next((owner[key] for key in _NAMES if key in owner), None) if isinstance(owner, dict) else None
                return f"{noun} {name}: " if name and isinstance(name, str) else f"{noun} number {number + 1}: "
        return ""


def _key(path: Path) -> str:
    """The last key of a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")
