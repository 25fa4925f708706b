"""Which heading of a table stands for which column, where several could."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from poatool.framework.columns import COLUMNS
from poatool.submissions.columns import Match, is_wording, years
from poatool.submissions.grid import Line
from poatool.submissions.values import trimmed
from poatool.text import lazy_pattern
from poatool.workbooks.model import RawCell

_CURRENT, _PLAIN, _MISSPELT, _WEAKER, _DATED, _RESTRICTED = range(6)

_TIMELESS = frozenset(column.id for column in COLUMNS if not column.published) | {"action", "agency"}
"""Columns that say nothing of a year. In the others, another year's is not this one's, and none is passed over."""

_BEGINNING = 60
_REFERENCE = lazy_pattern(r"\W*(?:actions?|act|no|number|a)?\W*[a-z]{0,3}\W?\d", re.IGNORECASE)


class Spot(NamedTuple):
    """A heading as it is printed, with what it means by itself."""

    cell: RawCell
    text: str
    match: Match


def assign(spots: Sequence[Spot], below: Sequence[Line], period: str = "") -> list[Spot]:
    """Give each column to one heading at most.

    One for the `period` takes it, then the first that is spelt as we know it, before a misspelt one, a weaker one
    (`No.`, `Lead agency`) and, where no period is asked for, one for a year; of several years none is guessed. One
    that is not to be published comes last. One for another period never does. A heading that goes empty for being a
    second one keeps the column as its suggestion.
    `below` are the rows that tell a column of wordings from one of numbers.
    """
    spots = _of_period(_wordings(spots, below), period)
    contenders: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.match.column:
            contenders.setdefault(spot.match.column, []).append(spot)
    winners = {column: _winner(rivals, period) for column, rivals in contenders.items()}
    return [_settled(spot, winners, period) for spot in spots]


def looks_like_reference(text: str) -> bool:
    """Whether a text begins as a reference to an action does: `9`, `Action 9`, `N1`, `9. Leverage …`."""
    return _REFERENCE.match(text[:_BEGINNING]) is not None


def _of_period(spots: Sequence[Spot], period: str) -> list[Spot]:
    """Leave out the headings for other years; where a column has one for just the period, all but that."""
    current = {spot.match.column for spot in spots if spot.match.dated and spot.match.dated == period}
    return [
        spot._replace(match=Match(None, exact=False, suggestion=spot.match.column, dated=spot.match.dated))
        if spot.match.dated not in ("", period) and (spot.match.column in current or is_of_another(spot.match, period))
        else spot
        for spot in spots
    ]


def is_of_another(match: Match, period: str) -> bool:
    """Whether a heading is for years of which none is the period's; next steps may be for later ones."""
    if not period or match.column is None or match.column in _TIMELESS:
        return False
    its, asked = years(match.dated), years(period)
    return its.stop <= asked.start or (its.start >= asked.stop and match.column != "next_steps")


def _rank(spot: Spot, period: str) -> int:
    if spot.match.restricted:
        return _RESTRICTED
    if spot.match.dated:
        return _CURRENT if period else _DATED
    if not spot.match.exact:
        return _MISSPELT
    return _WEAKER if spot.match.weak else _PLAIN


def _winner(rivals: Sequence[Spot], period: str) -> Spot | None:
    best = min(rivals, key=lambda spot: (_rank(spot, period), spot.match.weak))
    several_years = best.match.dated and len({spot.match.dated for spot in rivals if spot.match.dated}) > 1
    return None if several_years else best


def _settled(spot: Spot, winners: dict[str, Spot | None], period: str) -> Spot:
    column = spot.match.column
    if column is None and winners.get(spot.match.suggestion or "") is not None:
        return spot._replace(match=spot.match._replace(suggestion=None))
    if column is None or winners[column] is spot:
        return spot
    winner = winners[column]
    weaker = winner is not None and _rank(spot, period) > max(_rank(winner, period), _MISSPELT)
    passed_over = weaker and (column in _TIMELESS or bool(spot.match.dated))
    yields = passed_over or (winner is not None and spot.match.restricted)
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
    references = sum(not isinstance(v, str) or looks_like_reference(trimmed(v)) for v in values)
    return references * 2 > len(values)
