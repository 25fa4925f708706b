"""Formatting that changes what a cell says: number formats, highlighters, the looks of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from poatool.blocks import Run, Runs, link_target
from poatool.text import lazy_pattern
from poatool.workbooks.model import Marks, RawCell
from poatool.workbooks.numbers import Shown

HIGHLIGHTS = frozenset({"FFFF00", "FFFF66", "FFFF99"})
"""Highlighter colours as RGB in hexadecimal."""

LOOKS = (Marks.STRUCK, Marks.BOLD, Marks.ITALIC)
"""What the font of a run may say: each is on, off, or as in the cell."""

_FIRST_SIGN, _LINK = "\ufdd0", "\ufdef"
"""Noncharacters, of which cleaned text contains none."""


class Looks(NamedTuple):
    """What a font turns on, and off; anything else is as it is around it."""

    on: Marks = Marks.NONE
    off: Marks = Marks.NONE

    @classmethod
    def only(cls, on: Marks) -> Looks:
        """A font that says everything."""
        return cls(on, Marks.LOOKS & ~on)

    def within(self, around: Looks) -> Looks:
        """What it comes to within other looks."""
        return Looks(self.on | (around.on & ~self.off), self.off | (around.off & ~self.on))

    @property
    def sign(self) -> str:
        """What stands before each run of a rich text in `RawCell.runs`."""
        digits = (1 if look in self.on else 2 if look in self.off else 0 for look in LOOKS)
        return chr(ord(_FIRST_SIGN) + sum(digit * 3**place for place, digit in enumerate(digits)))


AS_CELL = Looks().sign
"""The sign of a run without a font of its own."""

_SIGNS = f"{_FIRST_SIGN}-{chr(ord(_FIRST_SIGN) + 3 ** len(LOOKS) - 1)}"
_RUN = lazy_pattern(f"([{_SIGNS}])([^{_SIGNS}{_LINK}]*)(?:{_LINK}([^{_SIGNS}]*))?")


def joined_runs(parts: Sequence[str | RawCell]) -> str:
    """The runs of a text that is put together of plain words and cells; none if no cell is a rich text."""
    if not any(isinstance(part, RawCell) and part.rich for part in parts):
        return ""
    return "".join(AS_CELL + part if isinstance(part, str) else part.runs or AS_CELL + part.text for part in parts)


def linked(run: str, address: str) -> str:
    """A run with the address that it links to."""
    return f"{run}{_LINK}{address}"


class Style(NamedTuple):
    """A cell format: how it shows a number, and how it marks the cell."""

    shown: Shown = Shown.NUMBER
    marks: Marks = Marks.NONE


PLAIN = Style()


def runs_of(cell: RawCell) -> Runs:
    """The runs of a cell, whether or not they are struck through; none if it has no rich text."""
    return tuple(
        Run(text, bold=Marks.BOLD in looks, italic=Marks.ITALIC in looks, href=address or None)
        for looks, text, address in _runs(cell)
    )


def targets_of(cell: RawCell) -> tuple[str, ...]:
    """The web pages and mailboxes that a cell or words in it link to, each once."""
    if cell.link is None and _LINK not in cell.runs:
        return ()
    targets = map(link_target, (cell.link, *(run.href for run in runs_of(cell))))
    return tuple(dict.fromkeys(filter(None, targets)))


def _runs(cell: RawCell) -> Iterator[tuple[Marks, str, str]]:
    """The looks, the text and the address of each run."""
    for code, text, address in _RUN.findall(cell.runs) if cell.runs else ():
        digits = ord(code) - ord(_FIRST_SIGN)
        looks = Marks.NONE
        for place, look in enumerate(LOOKS):
            own = digits // 3**place % 3
            if own == 1 or (own == 0 and look in cell.marks):
                looks |= look
        yield looks, text, address


class Struck(NamedTuple):
    """What is struck through in a cell: all of it, or these words in their order."""

    whole: bool
    words: tuple[str, ...] = ()


def struck(cell: RawCell) -> Struck | None:
    """What is struck through in a cell, if anything. A run without a font of its own follows the cell."""
    if not cell.runs:
        return Struck(whole=True) if Marks.STRUCK in cell.marks else None
    words: dict[bool, list[str]] = {True: [], False: []}
    for lined, alike in groupby(_runs(cell), lambda run: Marks.STRUCK in run[0]):
        if written := "".join(text for _, text, _ in alike).strip():
            words[lined].append(written)
    if not words[True]:
        return None
    return Struck(whole=False, words=tuple(words[True])) if words[False] else Struck(whole=True)
