"""Answers chosen by ticking a box: `☐ MBIE ☒ Police`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_EMPTY = r"[☐□▢◻◯○⬜]|\[\s?\]|\(\s?\)"
_TICKED = r"[☑☒■▣✓✔✗✘✅◉●]|\[\s?[xX✓✔✗✘]\s?\]|\(\s?[xX✓✔✗✘]\s?\)"
_BOX = lazy_pattern(rf"(?:(?P<empty>{_EMPTY})|{_TICKED})\ufe0f?")
_BEGINNINGS = frozenset("☐□▢◻◯○⬜☑☒■▣✓✔✗✘✅◉●[(")


def ticked(text: str) -> str | None:
    """The ticked answers in a text, separated by commas; None if the text does not begin with a box."""
    if text[:1] not in _BEGINNINGS or not _BOX.match(text):
        return None
    boxes = list(_BOX.finditer(text))
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    offered = [(box["empty"] is None, text[box.end() : end].strip()) for box, end in zip(boxes, ends, strict=True)]
    return ", ".join(answer for chosen, answer in offered if chosen and answer)


def chosen(cells: Sequence[RawCell]) -> list[RawCell]:
    """Reduce cells that begin with a box to what is ticked, and drop those with nothing ticked.

    A box alone in its cell belongs to the next cell.
    """
    found: list[RawCell] = []
    alone: re.Match[str] | None = None
    for cell in cells:
        text = trimmed(cell.value)
        box = _BOX.fullmatch(text)
        if box is None and alone is not None and alone["empty"] is not None:
            alone = None
            continue
        alone = box
        said = ticked(text)
        if box is None and (said is None or said):
            found.append(cell if said is None else cell._replace(value=said))
    return found
