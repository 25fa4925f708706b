"""Write declared layouts for poatool.toml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from poatool.reports.layout import ReadTable
from poatool.text import invisible

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def declaration_lines(read: ReadTable) -> Iterator[str]:
    """The lines of a declaration; for an undecided column, each reading is a comment, of which the user keeps one."""
    layout = read.declaration
    if layout is None:
        return
    yield "[[layouts]]"
    yield f"file = {_text(layout.file)}"
    if layout.sheet is not None:
        yield f"sheet = {_text(layout.sheet)}"
    yield f"heading_row = {layout.heading_row}"
    if layout.heading_rows != 1:
        yield f"heading_rows = {layout.heading_rows}"
    yield "[layouts.columns]"
    for key, column in layout.columns.items():
        yield f"{_key(key)} = {_text(column)}"
    for doubt in read.table.doubts:
        yield f"# Keep the line that is right for {doubt.column}, and remove its # sign:"
        for key in read.alternatives(doubt):
            yield f"# {_key(key)} = {_text(doubt.column)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A text in TOML's quotation marks, which are those of JSON."""
    return json.dumps(text, ensure_ascii=bool(invisible(text)))
