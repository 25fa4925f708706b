"""Things in a sentence: how many there are, one after the other, and the word that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: `1`, `1 and 3`, `1, 3 and 5`."""
    *before, end = words or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def actions(codes: Sequence[str]) -> str:
    """`Action 9`, or `Actions 1, 3 and 5`."""
    return f"Action{'s' if len(codes) > 1 else ''} {listed(codes)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that another was most likely meant for; None where none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1)), None)
