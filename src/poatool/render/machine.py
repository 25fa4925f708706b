"""The machine formats: how every JSON document begins, and how it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypedDict

from poatool import __version__
from poatool.framework.model import Framework, ReportingPeriod
from poatool.text import INVISIBLE_CLASS

if TYPE_CHECKING:
    from poatool.framework.diff import Run

VERSION = 1

_MANY = 2_000
"""Lists and blocks in a document that take as long to write as it takes to load what writes faster."""

# Legal in JSON as they are, but a terminal obeys them and UTF-8 has no bytes for lone surrogates.
_ESCAPED = re.compile(f"[{INVISIBLE_CLASS}\x85\u2028\u2029]")


class Shape(TypedDict):
    """A part of a machine format. Keys are written in the order they are given in; none is ever renamed or dropped."""


class RunShape(Shape):
    """Words in a row that are in both texts (`same`), in the old one (`removed`) or in the new one (`added`)."""

    part: str
    text: str


def run_shapes(runs: Iterable[Run]) -> list[RunShape]:
    """How one text became another."""
    return [RunShape(part=run.part.value, text=run.text) for run in runs]


def header(kind: str, framework: Framework, period: ReportingPeriod | None) -> dict[str, object]:
    """The keys that every document begins with; `period` is None where it is about no period."""
    return {
        "schema": f"poatool/{kind}/{VERSION}",
        "poatool": __version__,
        "framework": {"id": framework.id, "title": framework.title, "sha256": framework.sha256},
        "period": period.id if period else None,
    }


def document(head: Mapping[str, object], body: Mapping[str, object]) -> bytes:
    """A document as it is written: the header, then the body."""
    return json_bytes({**head, **body})


def json_bytes(value: Mapping[str, object]) -> bytes:
    """UTF-8 JSON, readable as it stands; invisible characters are escaped, so that nothing is lost or obeyed."""
    many = next(islice(_containers(value), _MANY, None), None) is not None
    written = _written_fast(value) if many else _written(value)
    return _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], written).encode() + b"\n"


def _containers(value: object) -> Iterator[object]:
    """The lists and blocks of a document, itself among them."""
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
    """The same, in a fifth of the time."""
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return to_json(value, indent=2).decode()
    except PydanticSerializationError:  # a lone surrogate, such as in a file's name, is in no UTF-8
        return _written(value)
