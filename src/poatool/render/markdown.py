"""Text and tables as Markdown (CommonMark with tables); no HTML passes through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from poatool.render.wording import is_web_address, link_text
from poatool.text import INVISIBLE_CLASS, has_any, one_line, without_invisible

_MARKS = re.compile(r"[\\`*_\[\]<>#!|~&]")
_ADDRESSES = ("://", "www.", "WWW.")
_ADDRESS_OR_MARK = re.compile(
    r"((?i:https?://|www\.)(?:[^\s\\`*_\[\]<>!|~&]|_+(?=[^\W_])|&(?!\#?\w+;)|(?<=/)~(?=\w)|!(?!\[))+)"
    rf"|{_MARKS.pattern}"
)
"""A web address, as far as nothing in it could be acted on as it stands, or a mark.

GitHub and others make a link of an address, and take what would escape a mark in it for a part of it. An underscore
before a letter may begin an emphasis and never ends one, so that there is none; the same goes for a tilde behind `/`.
"""
_BEGINS_BLOCK = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
_UNSAFE_IN_ADDRESS = re.compile(rf"[{INVISIBLE_CLASS}\s<>\\`|\"]|&(?=#?\w+;)")


def escape(text: str) -> str:
    """Text of others on one line, with nothing in it that Markdown would act on."""
    line = one_line(text)
    escaped = _ADDRESS_OR_MARK.sub(_as_text, line) if has_any(line, _ADDRESSES) else _MARKS.sub(r"\\\g<0>", line)
    return _BEGINS_BLOCK.sub(r"\1\\", escaped)


def _as_text(found: re.Match[str]) -> str:
    return found[0] if found[1] else f"\\{found[0]}"


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
        lambda m: "&amp;" if m[0] == "&" else quote(m[0], errors="replace"), without_invisible(address)
    )
    return f"[{text}](<{target}>)"
