"""ACT: actions on which an agency reports more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from poatool.findings import Place, Severity
from poatool.phrases import actions, listed
from poatool.rules.once import once
from poatool.rules.places import row_named
from poatool.rules.registry import Problem, rule
from poatool.rules.repeats import said_again
from poatool.rules.wording import some
from poatool.submissions.model import Cell
from poatool.submissions.understand import Understood, Update

_NAMED = 5
"""Rows that are named of many that repeat an action."""


@rule("ACT210", "action-twice", Severity.WARNING)
def action_twice(submission: Understood) -> Iterator[Problem]:
    """An agency reports on one action in several rows.

    Several activities on one action are usual, and all rows are published; our template has spare rows for
    them, and says nothing. All rows on an action are one finding, at the second of them. To fix it, if one row
    replaces another, delete the older one.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 2      | Under way | Wrote a guide for border officers. |
    | 2      | Under way | Held a forum in Whangārei.         |
    Found at: A3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    if submission.submission.template is not None:
        return
    together: dict[tuple[object, ...], list[_Repetition]] = {}
    for again in _repetitions(submission):
        if not again.same_text:
            together.setdefault((again.codes, *map(id, again.firsts)), []).append(again)
    for (update, codes, firsts, _), *more in together.values():
        cell = update.cell("action")
        before = some([row_named(first.cell("action"), cell) for first in firsts])
        reported = f"{actions(codes)} {'are' if len(codes) > 1 else 'is'} reported on in {before} already"
        yield Problem(
            Place.of(cell),
            f"{reported}{_and_again([other.update for other in more], cell)}.",
            "Delete what is out of date; leave the rows that are different activities.",
            value=cell.raw,
            related=tuple(
                Place.of(each.cell("action")) for each in (*firsts, *[other.update for other in more[:_NAMED]])
            ),
        )


def _and_again(further: Sequence[Update], beside: Cell) -> str:
    """The rows that come to it later, the first few of them by number."""
    named = [row_named(update.cell("action"), beside) for update in further[:_NAMED]]
    more = [f"{len(further) - _NAMED:,} more"] if len(further) > _NAMED else []
    return f", and again in {listed([*named, *more])}" if named else ""


@rule("ACT211", "same-row-twice", Severity.ERROR)
def same_row_twice(submission: Understood) -> Iterator[Problem]:
    """An agency reports the same text on the same action twice.

    It would be published twice. To fix it, delete one of the rows.

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | 2      | Under way | Trained forty inspectors. |
    Found at: A3

    Good:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. |
    """
    for update, codes, (first, *_), same_text in _repetitions(submission):
        if same_text:
            cell = update.cell("action")
            row = row_named(first.cell("action"), cell)
            yield Problem(
                Place.of(cell),
                f"The same text on {actions(codes)} stands in {row} already.",
                "Delete one of the two rows.",
                value=cell.raw,
                related=(Place.of(first.cell("action")),),
            )


class _Repetition(NamedTuple):
    """An update that shares actions and an agency with earlier rows: the actions, those rows, and if they say the same.

    The rows are the first on each of the actions; of one that says the same there is no more than that one.
    """

    update: Update
    codes: tuple[str, ...]
    firsts: tuple[Update, ...]
    same_text: bool


@once
def _repetitions(submission: Understood) -> Sequence[_Repetition]:
    """The repetitions in a submission, in reading order.

    The row with the same text is preferred, so that one repetition is one finding. Different texts on an
    action and on one incorporated into it are no repetition: they were two actions to whoever wrote them.
    """
    rows = _not_alone(submission)
    again = said_again(update.progress for update in rows)
    earlier: dict[tuple[str, str], Update] = {}
    saying: dict[tuple[str, str, str], Update] = {}
    found: list[_Repetition] = []
    for update in rows:
        keys = _keys(update.codes, update.agencies)
        text = again.get(update.progress)
        said = [(*key, text) for key in keys] if text is not None else ()
        same = next((saying[each] for each in said if each in saying), None) if said else None
        if same is not None:
            found.append(_Repetition(update, _shared(update.codes, same.codes), (same,), same_text=True))
        elif firsts := _written_before(update, [earlier[key] for key in keys if key in earlier]):
            codes = tuple(dict.fromkeys(code for first in firsts for code in first.codes))
            found.append(_Repetition(update, _shared(update.codes, codes), firsts, same_text=False))
        for key in keys:
            earlier.setdefault(key, update)
        for each in said:
            saying.setdefault(each, update)
    return found


def _written_before(update: Update, earlier: Sequence[Update]) -> tuple[Update, ...]:
    """The earlier rows, each once, in which an action of an update is written."""
    return tuple([first for first in {id(row): row for row in earlier}.values() if _written_alike(update, first)])


def _shared(codes: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return codes if codes == others else tuple([code for code in codes if code in others])


def _not_alone(submission: Understood) -> Sequence[Update]:
    """The rows of which others may report on the same action for the same agency."""
    rows = [u for u in submission.updates if u.row.continues is None and u.references.resolved]
    reported = [_keys(update.codes, update.agencies) for update in rows]
    times = Counter(chain.from_iterable(reported))
    again = {key for key, rows_with_it in times.items() if rows_with_it > 1}
    return [update for update, keys in zip(rows, reported, strict=True) if not again.isdisjoint(keys)]


@lru_cache(maxsize=1_000)
def _keys(codes: tuple[str, ...], agencies: tuple[str, ...]) -> Sequence[tuple[str, str]]:
    """What rows report on: each action, with each agency; of the many rows of a sheet, most share it with others."""
    return tuple((code, agency) for code in codes for agency in agencies or ("",))


def _written_alike(one: Update, other: Update) -> bool:
    """Whether two rows write the number of one action, be it incorporated into another or not."""
    mine, theirs = one.references, other.references
    return mine is theirs or not set(mine.written).isdisjoint(theirs.written)


RULES = (action_twice, same_row_twice)
