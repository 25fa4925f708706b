"""What a published page is made of, whatever its format: headings, paragraphs and items, in reading order."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a block is. A LINE of plain text may be a heading or a paragraph: nothing marks it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    LINE = "line"


class PageBlock(NamedTuple):
    """One block. `level` is that of a heading, 1 for the highest, and 0 for all else."""

    kind: BlockKind
    text: str
    level: int = 0


_BULLET = re.compile(r"\s*[•◦▪‣·*–-]\s+(?=\S)")
_STARTS_ANEW = re.compile(r"\s*(?:[•◦▪‣·–-]\s|[*†‡]|[A-Za-z]{0,6}[ -]?\d+[\w.()]*[*†‡]?[.):]\s)")
_WRAPPED_FROM = 60
"""A line at least this long may go on in the next one; a shorter one ends where its author ended it."""


def plain(text: str) -> str:
    """A text on one line, without characters that nobody sees."""
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join(seen.split())


def text_blocks(text: str) -> list[PageBlock]:
    """The blocks of a page that was saved as text; lines that were wrapped are joined again."""
    joined: list[str] = []
    wrapped = False
    for line in text.splitlines():
        if wrapped and line.strip() and not _STARTS_ANEW.match(line):
            joined[-1] += f" {line.strip()}"
        elif line.strip():
            joined.append(line)
        wrapped = len(line.rstrip()) >= _WRAPPED_FROM
    return [block for block in map(_text_block, joined) if block.text]


def _text_block(line: str) -> PageBlock:
    if bullet := _BULLET.match(line):
        return PageBlock(BlockKind.BULLET, plain(line[bullet.end() :]))
    return PageBlock(BlockKind.LINE, plain(line))
