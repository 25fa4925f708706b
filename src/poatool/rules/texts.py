"""What the rules on running text share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from poatool.findings import Fix, Place
from poatool.framework.names import fold
from poatool.rules.registry import Problem
from poatool.submissions.understand import Text, Understood


def progress_texts(submission: Understood) -> Iterator[Text]:
    """What the updates of a submission say was done, nil returns left out."""
    return (text for text in submission.texts if text.column == "progress" and not text.update.nil)


def at(text: Text, message: str, hint: str, fix: Fix | None = None, related: tuple[Place, ...] = ()) -> Problem:
    """A problem at the cell of a text."""
    cell = text.cell
    return Problem(Place.of(cell), message, hint, value=cell.raw, fix=fix, related=related)


def has_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text holds any of these strings: asked before a pattern that is dear to look for."""
    for sign in signs:  # noqa: SIM110 - twice as quick as any() with a generator, and asked of every text
        if sign in text:
            return True
    return False


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A text reduced to its words, to tell whether two say the same; remembered, since several rules ask."""
    return fold(text)
