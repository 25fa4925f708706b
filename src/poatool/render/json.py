"""The machine formats: the keys that begin every JSON document, and how it is written.

Each document is a `TypedDict` in the module of its format; `make docs` writes their JSON Schemas to `docs/schemas/`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from typing_extensions import TypedDict

from poatool import __version__
from poatool.framework.model import Framework, ReportingPeriod
from poatool.text import INVISIBLE_CLASS, lazy_pattern

if TYPE_CHECKING:
    from poatool.framework.diff import Run

_MANY = 2_000
"""The number of lists and objects at which loading the faster writer pays off."""

# Legal in JSON, but a terminal would act on them, and lone surrogates have no UTF-8 bytes.
_ESCAPED = lazy_pattern(f"[{INVISIBLE_CLASS}\x85\u2028\u2029]")


class Shape(TypedDict):
    """A part of a document. Keys may be added, but are never renamed or dropped."""


_S = TypeVar("_S", bound=Shape)


class FrameworkShape(Shape):
    """The framework file that a document is based on; `sha256` is the checksum of its bytes."""

    id: str
    title: str
    sha256: str


class Header(Shape):
    """The keys after `schema` in every document; `period` is null in documents that are about no single period."""

    poatool: str
    framework: FrameworkShape
    period: str | None


class RunShape(Shape):
    """Consecutive words that are in both texts (`same`), in the old one (`removed`) or in the new one (`added`)."""

    part: Literal["same", "removed", "added"]
    text: str


def header(framework: Framework, period: ReportingPeriod | None) -> Header:
    """The values of the keys after `schema`."""
    return Header(
        poatool=__version__,
        framework=shaped(FrameworkShape, framework),
        period=period.id if period else None,
    )


def shaped(shape: type[_S], value: object, /, **others: object) -> _S:
    """Build a part of a document: each key is the attribute of that name, or one of `others`; days become text."""
    found = {key: others[key] if key in others else getattr(value, key) for key in shape.__annotations__}
    return cast("_S", {key: each.isoformat() if isinstance(each, dt.date) else each for key, each in found.items()})


def run_shapes(runs: Iterable[Run]) -> list[RunShape]:
    """How one text became another, word by word."""
    return [shaped(RunShape, run) for run in runs]


def json_bytes(value: Mapping[str, object]) -> bytes:
    """JSON as indented UTF-8, with macrons unescaped and invisible characters escaped."""
    many = next(islice(_containers(value), _MANY, None), None) is not None
    written = _written_fast(value) if many else _written(value)
    return _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], written).encode() + b"\n"


def _containers(value: object) -> Iterator[object]:
    """The lists and objects of a document, including itself."""
    parts: Iterable[object]
    match value:
        case Mapping():
            parts = value.values()
        case list() | tuple():
            parts = value
        case _:
            return
    yield value
    for part in parts:
        yield from _containers(part)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def _written_fast(value: object) -> str:
    """The same text, written in a fifth of the time."""
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value, indent=2).decode()
    except PydanticSerializationError:  # lone surrogates, possible in file names, have no UTF-8 bytes
        return _written(value)
