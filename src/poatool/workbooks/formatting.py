"""Interpret formatting that affects the meaning of a cell, such as highlighters, struck-through words and links."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from poatool.blocks import ADDRESS, Run, Runs, bare_address, link_target
from poatool.text import lazy_pattern, without_invisible
from poatool.workbooks.model import CellRun, Marks, RawCell
from poatool.workbooks.number_formats import Shown

HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})  # highlighter colours as RGB in hexadecimal
BLACK, WHITE = "000000", "FFFFFF"
SMALLEST = 4  # the size, in points, below which letters cannot be read
_CLOSEST = 16  # colours cannot be told apart if red, green and blue each differ by less than this, of 255


def look_alike(one: str | None, other: str | None) -> bool:
    """Whether two colours, each written as six hexadecimal digits, cannot be told apart."""
    with suppress(ValueError):
        shades = zip(bytes.fromhex(one or ""), bytes.fromhex(other or ""), strict=True)
        return max(abs(a - b) for a, b in shades) < _CLOSEST
    return one == other


def joined_runs(parts: Sequence[str | RawCell]) -> tuple[CellRun, ...]:
    """The runs of a text made up of words and cells, which keep their style; none if no cell is formatted."""
    if not any(isinstance(part, RawCell) and (part.runs or part.marks) for part in parts):
        return ()
    cells = (part if isinstance(part, RawCell) else RawCell(0, 0, None, part) for part in parts)
    return tuple(
        run._replace(looks=cell.marks & Marks.LOOKS) if run.looks is None else run
        for cell in cells
        for run in cell.runs or (CellRun(cell.text),)
    )


class Style(NamedTuple):
    """A cell format: how it shows a number, its marks, and the colour of the cell ("" for white or a pattern)."""

    shown: Shown = Shown.NUMBER
    marks: Marks = Marks.NONE
    fill: str = ""


PLAIN = Style()


def cell_style(shown: Shown, letters: Marks, ink: str | None, behind: str | None, *, hides: bool) -> Style:
    """The format of a cell from the marks and colour of its letters and the colour behind them (None for a pattern)."""
    marks = letters | (Marks.UNSEEN if hides or look_alike(ink, behind) else Marks.NONE)
    marks |= Marks.HIGHLIGHTED if behind in HIGHLIGHTS else Marks.NONE
    return Style(shown, marks, "" if behind in (None, WHITE) else behind)


def runs_of(cell: RawCell) -> Runs:
    """The runs of a cell, including struck-through ones; none if the cell is not rich text."""
    with_looks = ((run, _looks(run, cell)) for run in cell.runs)
    return tuple(
        Run(run.text, bold=Marks.BOLD in looks, italic=Marks.ITALIC in looks, href=run.address or None)
        for run, looks in with_looks
    )


def _looks(run: CellRun, cell: RawCell) -> Marks:
    """The marks of a run: its own style or the cell's, and all other marks of the cell."""
    return cell.marks if run.looks is None else run.looks | (cell.marks & ~Marks.LOOKS)


def linked_addresses(cell: RawCell) -> tuple[str, ...]:
    """The web pages and mailboxes that a cell or words in it link to, without repetition."""
    targets = map(link_target, (cell.link, *(run.address for run in cell.runs)))
    return tuple(dict.fromkeys(filter(None, targets)))


_WITHOUT_SCHEME = lazy_pattern(r"(?<![\w.@/:?=&#-])www\.[\w-]{1,63}\.[\w-][^\s;,<>\"]*", re.IGNORECASE)
"""An address without its scheme, which browsers still open: `www.example.org`."""


def web_addresses(text: str, link: str | None) -> tuple[str, ...]:
    """The web addresses in a cell, without invisible characters: first those in the text, then the cell's own link."""
    text, link = without_invisible(text), without_invisible(link or "")
    if "www." in text.casefold():
        text = _WITHOUT_SCHEME.sub(lambda match: f"https://{match[0].rstrip('.:)')}", text)
    if not link and ADDRESS.fullmatch(text):  # the usual case
        return (bare_address(text),)
    written = [bare_address(address) for address in ADDRESS.findall(text)] if text else []
    behind = [link] if link and ADDRESS.fullmatch(link) else []
    return tuple(dict.fromkeys([*written, *behind]))


def marked_words(cell: RawCell, mark: Marks = Marks.STRUCK) -> tuple[str, ...] | None:
    """The words of a cell that have a mark, in order; empty if the whole cell has it, None if no word has it."""
    if not cell.runs:
        return () if mark in cell.marks else None
    words: dict[bool, list[str]] = {True: [], False: []}
    for has_mark, alike in groupby(cell.runs, lambda run: mark in _looks(run, cell)):
        if written := "".join(run.text for run in alike).strip():
            words[has_mark].append(written)
    if not words[True]:
        return None
    return tuple(words[True]) if words[False] else ()


_HYPERLINK = lazy_pattern(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)


def formula_link(formula: str) -> str | None:
    """The address in a `HYPERLINK("…", …)` formula."""
    found = _HYPERLINK.match(formula)
    return found[1].replace('""', '"') if found else None


def with_links(cells: list[RawCell], addresses: Mapping[tuple[int, int], str]) -> list[RawCell]:
    """Give cells links from `addresses`, by row and column; a linked empty cell is added without a value."""
    if not addresses:
        return cells
    left = dict(addresses)
    linked = [cell._replace(link=left.pop(cell.at)) if cell.at in left else cell for cell in cells]
    linked += [RawCell(row, column, None, "", link=address) for (row, column), address in left.items()]
    return sorted(linked, key=lambda cell: cell.at)
