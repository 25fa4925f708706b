"""Write values into fields of a CSV file; encoding, delimiter, line ends and all other fields stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poatool.workbooks.csv import delimiter_of, encoding_of

_QUOTE = '"'
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters of a field that a spreadsheet may take for a formula."""


class _Field(NamedTuple):
    row: int
    column: int
    start: int
    end: int
    quoted: bool


class Rewritten(NamedTuple):
    """The changed file, and the fields, by row and column from 1, that were written."""

    data: bytes
    written: frozenset[tuple[int, int]]


def with_fields(data: bytes, values: Mapping[tuple[int, int], str]) -> Rewritten:
    """Write values into fields by row and column.

    A value is left out if the file's encoding cannot write it, or if a spreadsheet may take it for a formula and the
    old value is not one. Raises Refused if it is not text.
    """
    encoding, skipped = encoding_of(data)
    try:
        text = data[skipped:].decode(encoding or "utf-8")
        used = encoding or "utf-8"
    except UnicodeDecodeError:
        used = "cp1252"
        text = data.decode(used, "surrogateescape")
    delimiter, rest = delimiter_of(text)
    before = text[: len(text) - len(rest)]
    parts: list[str] = []
    written: set[tuple[int, int]] = set()
    at = 0
    for field in _fields(rest, delimiter):
        value = values.get((field.row, field.column))
        own = rest[field.start + field.quoted : field.end]
        if value is not None and _can_write(value, used) and (own.startswith(_LIVE) or not value.startswith(_LIVE)):
            parts += [rest[at : field.start], _written(value, delimiter, quoted=field.quoted)]
            at = field.end
            written.add((field.row, field.column))
    changed = before + "".join([*parts, rest[at:]])
    errors = "surrogateescape" if used == "cp1252" else "strict"
    return Rewritten(data[:skipped] + changed.encode(used, errors), frozenset(written))


def _can_write(value: str, encoding: str) -> bool:
    try:
        value.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _written(value: str, delimiter: str, *, quoted: bool) -> str:
    if quoted or any(c in value for c in (delimiter, _QUOTE, "\n", "\r")):
        return _QUOTE + value.replace(_QUOTE, _QUOTE * 2) + _QUOTE
    return value


def _fields(text: str, delimiter: str) -> Iterator[_Field]:
    """Each field with its position, split as Python's csv reader does."""
    written = re.compile(rf'("(?:[^"]|"")*)?[^{re.escape(delimiter)}\r\n]*')
    row, column, at = 1, 1, 0
    while at < len(text) and (found := written.match(text, at)):
        end = found.end()
        yield _Field(row, column, at, end, quoted=found[1] is not None)
        if end < len(text) and text[end] == delimiter:
            column, at = column + 1, end + 1
            if at == len(text):
                yield _Field(row, column, at, at, quoted=False)
        else:
            row, column = row + 1, 1
            at = end + (2 if text[end : end + 2] == "\r\n" else 1)
