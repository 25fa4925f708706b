"""Which heading of a table stands for which column, where several could."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from poatool.patterns import expression
from poatool.submissions.columns import NO_MATCH, Match, is_wording
from poatool.submissions.lines import Line, seen
from poatool.workbooks.model import RawCell

_PLAIN, _MISSPELT, _WEAKER, _DATED = range(4)

_BEGINNING = 60
_REFERENCE = expression(r"\W*(?:actions?|act|no|number|a)?\W*[a-z]{0,3}\W?\d", re.IGNORECASE)


class Spot(NamedTuple):
    """A heading as it is printed, with what it means by itself."""

    cell: RawCell
    text: str
    match: Match


def assign(spots: Sequence[Spot], below: Sequence[Line], period: str = "") -> list[Spot]:
    """Give each column to one heading at most.

    The first that is spelt as we know it takes it, before a misspelt one, a weaker one (`No.`, `Lead agency`)
    and one for a year; of several years that of the `period` is taken, or else none. A heading that goes empty for
    being a second one keeps the column as its suggestion. `below` are the rows that tell a column of wordings from one
    of numbers.
    """
    spots = _of_period(_wordings(spots, below), period)
    contenders: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.match.column:
            contenders.setdefault(spot.match.column, []).append(spot)
    winners = {column: _winner(rivals) for column, rivals in contenders.items()}
    return [_settled(spot, winners) for spot in spots]


def looks_like_reference(text: str) -> bool:
    """Whether a text begins as a reference to an action does: `9`, `Action 9`, `N1`, `9. Leverage …`."""
    return _REFERENCE.match(text[:_BEGINNING]) is not None


def _of_period(spots: Sequence[Spot], period: str) -> list[Spot]:
    """Leave out the headings for other years of a column that has one for the period."""
    current = {spot.match.column for spot in spots if spot.match.dated and spot.match.dated == period}
    return [
        spot._replace(match=NO_MATCH) if spot.match.column in current and spot.match.dated not in ("", period) else spot
        for spot in spots
    ]


def _rank(spot: Spot) -> int:
    if spot.match.dated:
        return _DATED
    if not spot.match.exact:
        return _MISSPELT
    return _WEAKER if spot.match.weak else _PLAIN


def _winner(rivals: Sequence[Spot]) -> Spot | None:
    best = min(rivals, key=_rank)
    several_years = _rank(best) == _DATED and len(rivals) > 1
    return None if several_years else best


def _settled(spot: Spot, winners: dict[str, Spot | None]) -> Spot:
    column = spot.match.column
    if column is None or winners[column] is spot:
        return spot
    winner = winners[column]
    yields = winner is not None and _rank(spot) > max(_rank(winner), _MISSPELT)
    return spot._replace(
        match=Match(None, exact=not yields and winner is not None, suggestion=None if yields else column)
    )


def _wordings(spots: Sequence[Spot], below: Sequence[Line]) -> list[Spot]:
    """Settle `No.` beside `Action`: the one that holds references is the action, the other numbers or words it."""
    rivals = [spot for spot in spots if spot.match.column == "action"]
    worded = [spot for spot in rivals if is_wording(spot.text)]
    numbered = [spot for spot in rivals if not is_wording(spot.text) and spot.match.exact]
    if not worded or not numbered:
        return list(spots)
    surely_numbered = any(not spot.match.weak for spot in numbered)
    if not surely_numbered and _holds_references(worded[0].cell.column, below):
        return list(spots)
    has_text = any(spot.match.column == "action_text" for spot in spots)
    wording = Match(None if has_text else "action_text")
    places = {spot.cell.column for spot in worded}
    return [spot._replace(match=wording) if spot.cell.column in places else spot for spot in spots]


def _holds_references(column: int, below: Sequence[Line]) -> bool:
    values = [cell.value for line in below for cell in line.cells if cell.column == column]
    references = sum(not isinstance(v, str) or looks_like_reference(seen(v)) for v in values)
    return references * 2 > len(values)
