"""Codes written as a person would: `1, 3 and 5–7`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poatool.framework.edition import Edition
from poatool.framework.resolve import resolve

_SHORTEST_RANGE = 3


def format_codes(codes: Iterable[str], edition: Edition) -> str:
    """Write codes in published order, three or more in a row as a range, so that they are read back the same."""
    wanted = frozenset(codes)
    parts = list(_parts([code for code in edition.by_code if code in wanted], edition))
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def _parts(codes: list[str], edition: Edition) -> Iterator[str]:
    at = 0
    while at < len(codes):
        end = at + 1
        while end < len(codes) and _is_range(codes[at : end + 1], edition):
            end += 1
        if end - at >= _SHORTEST_RANGE:
            yield f"{codes[at]}–{codes[end - 1]}"
        else:
            yield from codes[at:end]
        at = end


def _is_range(codes: list[str], edition: Edition) -> bool:
    """Whether a range from the first to the last means just these actions, in force and one after the other."""
    found = resolve(edition, f"{codes[0]}–{codes[-1]}")
    return found.resolved and found.codes == tuple(codes)
