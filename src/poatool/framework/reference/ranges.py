"""Ranges of actions: `22–24`, within one series of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.framework.reference.model import How, Piece
from poatool.framework.reference.spellings import Index

_LONGEST = 10
"""Digits from which on a number is none of an action."""


class BadRangeError(ValueError):
    """A range that is none: the message says why, `instead` is the range that was perhaps meant."""

    def __init__(self, why: str, instead: str | None = None, codes: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.instead = instead
        self.codes = codes


def codes_between(index: Index, first: str, last: str) -> tuple[str, ...]:
    """The actions of one series from the first to the last, both included, by number.

    Raises:
        BadRangeError: it runs backwards, mixes series, or an end is no numbered action.
    """
    begin, end = index.series.get(first), index.series.get(last)
    if begin is None or end is None or begin[0] != end[0]:
        raise BadRangeError(f"{first} and {last} are not of one series of numbers.", codes=(first, last))
    if begin[1] > end[1]:
        raise BadRangeError("It runs backwards.", f"{last}-{first}", codes_between(index, last, first))
    return tuple(
        code for code, (series, number) in index.series.items() if series == begin[0] and begin[1] <= number <= end[1]
    )


def same_series(index: Index, first: str, number: str) -> str | None:
    """The later action of the series of the first that a bare number may stand for: `A3` in `A1-3`."""
    start = index.series.get(first)
    if start is None or not (number.isascii() and number.isdigit() and len(number) < _LONGEST):
        return None
    wanted = start[0], int(number)
    return next((code for code, place in index.series.items() if place == wanted and place[1] > start[1]), None)


def crossing(index: Index, piece: Piece, counted: tuple[str, ...]) -> Iterator[str]:
    """Remarks on a range: what is printed within it and not in it, and what has moved."""
    inside = [step.target for step in piece.via if step.how is How.RANGE]
    if not inside:
        return
    places = [index.order[code] for code in inside]
    printed = [c for c, place in index.order.items() if min(places) < place < max(places) and c not in inside]
    for code in printed:
        if code not in counted and index.standings[code].in_force:
            yield f"Action {code}, which is printed within {piece.text.strip()}, is not in it."
    for code in inside:
        standing = index.standings[code]
        if not standing.in_force and standing.counts_under:
            yield f"Action {code} in {piece.text.strip()} is counted under {', '.join(standing.counts_under)}."
