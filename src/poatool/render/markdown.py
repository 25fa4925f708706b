"""Text and tables as Markdown (CommonMark with tables); no HTML passes through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from poatool.render.text import one_line
from poatool.render.wording import is_web_address, link_text
from poatool.unseen import UNSEEN, without_unseen

_MARKS = re.compile(r"[\\`*_\[\]<>#!|~&]")
_BEGINS_BLOCK = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
_UNSAFE_IN_ADDRESS = re.compile(rf"[{UNSEEN}\s<>\\`|\"]|&(?=#?\w+;)")


def escape(text: str) -> str:
    """Text of others on one line, with nothing in it that Markdown would act on."""
    escaped = _MARKS.sub(r"\\\g<0>", one_line(text))
    return _BEGINS_BLOCK.sub(r"\1\\", escaped)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, its cells escaped; a column whose heading begins with `#` is one of numbers."""
    yield f"| {' | '.join(escape(heading.lstrip('#')) for heading in headings)} |"
    yield f"|{'|'.join('---:' if heading.startswith('#') else '---' for heading in headings)}|"
    for row in rows:
        yield f"| {' | '.join(escape(cell) for cell in row)} |"


def link(address: str) -> str:
    """A web address as a link with a short text; any other address as text."""
    text = escape(link_text(address))
    if not is_web_address(address):
        return text
    target = _UNSAFE_IN_ADDRESS.sub(
        lambda m: "&amp;" if m[0] == "&" else quote(m[0], errors="replace"), without_unseen(address)
    )
    return f"[{text}](<{target}>)"
