"""Things in a sentence: how many there are, and one after the other."""

from __future__ import annotations

from collections.abc import Sequence


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
