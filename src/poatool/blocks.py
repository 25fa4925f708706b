"""Text laid out as its author meant it: paragraphs and lists of runs, with emphasis, links and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from poatool.text import lazy_pattern, without_invisible


class Run(NamedTuple):
    """Words of one format. `href` is the address they link to; `lang` is their language, None if not marked."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    lang: str | None = None


Runs = tuple[Run, ...]
NumberStyle = Literal["1", "a", "i"]


class Paragraph(NamedTuple):
    """A paragraph."""

    runs: Runs


class Item(NamedTuple):
    """An item of a list, with the lists below it."""

    runs: Runs
    lists: tuple[BulletList | NumberedList, ...] = ()


class BulletList(NamedTuple):
    """A list without numbers."""

    items: tuple[Item, ...]


class NumberedList(NamedTuple):
    """A list counted from `start`, in figures, letters or Roman numerals."""

    items: tuple[Item, ...]
    start: int = 1
    style: NumberStyle = "1"


class Subheading(NamedTuple):
    """A heading within a text; `level` counts as in HTML."""

    runs: Runs
    level: int


Block = Paragraph | BulletList | NumberedList
Blocks = tuple[Block, ...]
Sections = tuple[Block | Subheading, ...]
"""Blocks that may include headings."""

LanguageMarks = Mapping[str, Sequence[str]]

NO_MARKS: LanguageMarks = {}

ADDRESS = lazy_pattern(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BEHIND_ADDRESS = ".,;)"  # punctuation after an address in a sentence, which is not part of it
_MAILBOX = lazy_pattern(r"mailto:[^\s@?]+@[^\s@?]+", re.IGNORECASE)


def plain(runs: Iterable[Run]) -> str:
    """The words of runs, without formatting."""
    return "".join(run.text for run in runs)


def targets(blocks: Iterable[Block]) -> Iterator[str]:
    """The addresses that blocks link to, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (run.href for run in block.runs if run.href is not None)
        else:
            for item in block.items:
                yield from targets((Paragraph(item.runs), *item.lists))


def bare_address(found: str) -> str:
    """The address in a match of `ADDRESS`, without trailing punctuation or a bracket opened before it."""
    bare = found.rstrip(_BEHIND_ADDRESS)
    closes = found[len(bare) :].startswith(")") and bare.count("(") > bare.count(")")
    return f"{bare})" if closes else bare


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address that is safe to link to."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in text)


def link_target(address: str | None) -> str | None:
    """The address of a web page or mailbox that may be published; None for any other, such as a place in a workbook."""
    target = without_invisible(address or "").strip()
    if is_web_address(target):
        return target
    mailbox = _MAILBOX.match(target)
    return mailbox[0] if mailbox else None


def with_languages(runs: Iterable[Run], marks: LanguageMarks) -> Runs:
    """The runs, with the listed words of other languages marked."""
    found = tuple(runs)
    words = plain(found)
    for tag, phrases in marks.items():
        if there := [phrase for phrase in phrases if phrase in words]:
            longest_first = sorted(there, key=len, reverse=True)
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
            found = tuple(part for run in found for part in _with_language(run, pattern, tag))
    return found


def _with_language(run: Run, pattern: re.Pattern[str], tag: str) -> Iterator[Run]:
    matches = pattern.finditer(run.text) if run.lang is None else ()
    return with_parts(run, ((*match.span(), run._replace(text=match[0], lang=tag)) for match in matches))


def with_parts(run: Run, parts: Iterable[tuple[int, int, Run]]) -> Iterator[Run]:
    """Cut a run into the given parts, each with its start and end, and the parts between them."""
    at = 0
    for start, end, part in parts:
        if start > at:
            yield run._replace(text=run.text[at:start])
        yield part
        at = end
    if at < len(run.text):
        yield run._replace(text=run.text[at:])
