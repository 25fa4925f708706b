"""The blocks of a page to its outline: the actions below each heading, and the text around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from poatool.framework.importing.blocks import BlockKind, PageBlock
from poatool.framework.importing.text import footnote, last_updated, numbered

_LABELS = frozenset({"action", "actions", "key actions", "the actions"})
_PILLAR, _OBJECTIVE = 2, 3
"""The levels of headings on a page that does not mark them."""


@dataclass(slots=True)
class ActionLine:
    """An action on the page, with the headings above it from the highest down, without the title."""

    headings: tuple[str, ...]
    code: str
    mark: str | None
    text: str
    below: list[str] = field(default_factory=list)
    """The items of a list below it."""


@dataclass(slots=True)
class Outline:
    """What was recognised. `left_out` are passages that are not a heading, action, footnote or introduction."""

    title: str = ""
    introduction: list[PageBlock] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)
    footnotes: dict[str, str] = field(default_factory=dict)
    updated: dt.date | None = None
    left_out: list[str] = field(default_factory=list)


def outline(blocks: Sequence[PageBlock]) -> Outline:
    """The outline of a page."""
    found = Outline()
    title = next((b for b in blocks if b.kind is BlockKind.HEADING), blocks[0] if blocks else None)
    found.title = title.text if title else ""
    above: list[PageBlock] = []
    labelled = any(b.kind is BlockKind.HEADING and _is_label(b) for b in blocks)
    for block in _levelled([b for b in blocks if b is not title]):
        if block.kind is BlockKind.HEADING:
            above = [*(h for h in above if h.level < block.level), block]
        else:
            # If a heading says Actions, numbers below other headings are lists of something else.
            may_act = not labelled or (bool(above) and _is_label(above[-1]))
            _place(found, block, tuple(h.text for h in above if not _is_label(h)), may_act=may_act)
    return found


def _is_label(block: PageBlock) -> bool:
    return block.text.strip(" :").casefold() in _LABELS


def _place(found: Outline, block: PageBlock, above: tuple[str, ...], *, may_act: bool) -> None:
    """Add a block that is not a heading to the outline."""
    if (day := last_updated(block.text)) is not None:
        found.updated = found.updated or day
    elif block.kind is not BlockKind.BULLET and (note := footnote(block.text)) is not None:
        found.footnotes.setdefault(*note)
    elif (line := numbered(block.text)) is not None and may_act and (above or found.actions):
        found.actions.append(ActionLine(above, line.code, line.mark, line.text))
    elif not found.actions and not above:
        found.introduction.append(block)
    elif block.kind is BlockKind.BULLET and may_act and found.actions and found.actions[-1].headings == above:
        found.actions[-1].below.append(block.text)
    else:
        found.left_out.append(block.text)


def _levelled(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks, without labels that are plain lines; lines that are probably headings get a level."""
    kept = [b for b in blocks if b.kind is BlockKind.HEADING or not _is_label(b)]
    codes = [line.code if (line := numbered(b.text)) else "" for b in kept]
    groups = {a for a, b in pairwise(filter(None, codes)) if b.startswith(f"{a}.")}
    likely = [_may_be_heading(b) and (not code or code in groups) for b, code in zip(kept, codes, strict=True)]
    levels: dict[int, int] = {}
    for at, code in enumerate(codes):
        if code and not likely[at]:
            run = list(_run_before(at, likely))
            levels |= dict(zip(run, (_OBJECTIVE, _PILLAR), strict=False))
    return [PageBlock(BlockKind.HEADING, b.text, levels[at]) if at in levels else b for at, b in enumerate(kept)]


def _run_before(at: int, likely: Sequence[bool]) -> Iterator[int]:
    """The positions just before one that may be headings, nearest first."""
    while at and likely[at - 1]:
        at -= 1
        yield at


def _may_be_heading(block: PageBlock) -> bool:
    return (
        block.kind is BlockKind.LINE
        and not block.text.endswith((".", ";", ":", ","))
        and footnote(block.text) is None
        and last_updated(block.text) is None
    )
