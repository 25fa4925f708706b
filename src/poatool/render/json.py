"""Build and write the JSON formats, and define the keys at the start of every document.

Each document is built from its `TypedDict`: the value of a key is the attribute of that name, or the attribute at the
path beside its type, as in `cell: Annotated[str, "place.cell"]`; `.` is the value itself. A part whose keys are exactly
the fields of its model needs no shape: its type is the model. `make docs` writes `docs/schemas/`.
"""

import datetime as dt
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from typing_extensions import TypedDict, is_typeddict

from poatool import __version__
from poatool.framework.edition import Edition
from poatool.text import INVISIBLE_CLASS, lazy_pattern

# JSON allows these characters, but a terminal would act on some, and lone surrogates cannot be written as UTF-8.
_ESCAPED = lazy_pattern(f"[{INVISIBLE_CLASS}\x85\u2028\u2029]")


class Shape(TypedDict):
    """A part of a document. Keys may be added, but are never renamed or dropped."""


_S = TypeVar("_S", bound=Shape)


class FrameworkShape(Shape):
    """The framework file that a document is based on; `sha256` is its checksum."""

    id: str
    title: str
    sha256: str


class Header(Shape):
    """The keys after `schema` in every document; `period` is null unless the document is about one period."""

    poatool: str
    framework: FrameworkShape
    period: str | None


def document(shape: type[_S], edition: Edition, value: object = None, /, **others: object) -> _S:
    """A whole document: the keys of `Header`, then the keys that `shaped` takes from `value` and `others`."""
    (schema,) = get_args(shape.__annotations__["schema"])
    first = {"schema": schema, "poatool": __version__, "framework": edition.framework, "period": edition.period_id}
    return cast("_S", first | dict(shaped(shape, value, **first, **others)))


def shaped(shape: type[_S], value: object, /, **others: object) -> _S:
    """Build a part of a document, with the parts inside it, from a value.

    `others` holds keys that the value lacks; any that the shape lacks too, such as a plan's columns, come last.
    """
    found: dict[str, object] = {}
    for name, path, optional, part, many in _keys(cast("Hashable", shape)):
        found[name] = given = others[name] if name in others else _value_at(path, value, optional=optional)
        if part is not None and given is not None:
            several = cast("Iterable[object]", given) if many else [given]
            parts = [each if isinstance(each, dict) else shaped(part, each) for each in several]
            found[name] = many(parts) if many else parts[0]
    found |= {name: value for name, value in others.items() if name not in found}
    return cast("_S", {key: each.isoformat() if isinstance(each, dt.date) else each for key, each in found.items()})


@cache
def _keys(shape: Hashable) -> tuple[tuple[str, tuple[str, ...], bool, Any, Any], ...]:
    """The keys of a shape, each with the path to its value, and whether this may be missing and then is null.

    If the value is a part or has parts, its shape or theirs follows, then `list` or `tuple` if it has several.
    """
    keys = []
    for name, declared in get_type_hints(shape, include_extras=True).items():
        if ClassVar in (declared, get_origin(declared)):
            continue
        hint, beside, *_ = get_args(declared) if get_origin(declared) is Annotated else (declared, name)
        path = beside if isinstance(beside, str) else name
        optional = NoneType in get_args(hint)
        hint = next(each for each in get_args(hint) if each is not NoneType) if optional else hint
        many = origin if (origin := get_origin(hint)) in (list, tuple) else None
        hint = get_args(hint)[0] if many else hint
        has_parts = is_typeddict(hint) or is_dataclass(hint) or hasattr(hint, "_fields")
        keys.append((name, tuple(filter(None, path.split("."))), optional, hint if has_parts else None, many))
    return tuple(keys)


def _value_at(path: tuple[str, ...], value: object, *, optional: bool) -> object:
    for name in path:
        if isinstance(value, Mapping):
            value = value[name]
        elif value is not None:
            value = getattr(value, name, None) if optional else getattr(value, name)
    return value


def json_bytes(value: Mapping[str, object]) -> bytes:
    """JSON as indented UTF-8, with macrons unescaped and invisible characters escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    plain = written.replace("\n", "").isprintable()
    return (written if plain else _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], written)).encode() + b"\n"
