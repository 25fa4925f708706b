"""ACT: actions on which an agency reports more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from poatool.findings.model import Severity
from poatool.rules.places import row_named
from poatool.rules.registry import Problem, once, rule, said_again
from poatool.rules.text import some
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell
from poatool.text import actions, lazy_pattern, listed

_Key = tuple[str, str]
"""An action, and an agency that reports on it."""

_CONTINUED = lazy_pattern(r"(?i)\bcont(?:inued|inues|['’]?d)?\b")
"""Words in an action cell that mark its row as a continuation of the row above: `8 (cont.)`."""

_NAMED = 5
"""How many rows that repeat an action are named before the rest are counted."""


@rule("ACT210", "action-twice", Severity.WARNING)
def action_twice(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports on one action in several rows.

    Several activities on one action are usual, and all rows are published. poatool's template has spare rows for them,
    so its rows are exempt. All rows on an action are one finding, at the second of them. To fix it, if one row replaces
    another, delete the older one.

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
    for codes, firsts, (update, *more) in _repetitions(submission).of_actions:
        cell = update.cell("action")
        before = some([row_named(first.cell("action"), cell) for first in firsts])
        are = "are" if len(codes) > 1 else "is"
        message = f"{actions(codes)} {are} already reported on in {before}{_and_again(more, cell)}."
        hint = "Delete the rows that are out of date; leave those on different activities."
        yield Problem.at(cell, message, hint, related=[each.cell("action") for each in (*firsts, *more[:_NAMED])])


def _and_again(further: Sequence[Update], beside: Cell) -> str:
    """The later rows that repeat it: the first few by number, the rest counted."""
    named = [row_named(update.cell("action"), beside) for update in further[:_NAMED]]
    more = [f"{len(further) - _NAMED:,} more"] if len(further) > _NAMED else []
    return f", and again in {listed([*named, *more])}" if named else ""


@rule("ACT211", "same-row-twice", Severity.ERROR)
def same_row_twice(submission: Interpreted) -> Iterator[Problem]:
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
    for update, codes, first in _repetitions(submission).of_texts:
        cell = update.cell("action")
        row = row_named(first.cell("action"), cell)
        message = f"{row[0].upper()}{row[1:]} has the same text on {actions(codes)}."
        yield Problem.at(cell, message, "Delete one of the two rows.", related=(first.cell("action"),))


class _Again(NamedTuple):
    """Actions, the first row on each, and the later rows on the same actions from the same agency."""

    codes: tuple[str, ...]
    firsts: tuple[Update, ...]
    rows: list[Update]


class _SameText(NamedTuple):
    """A row with the same text as an earlier one on the same actions from the same agency."""

    row: Update
    codes: tuple[str, ...]
    first: Update


class _Repetitions(NamedTuple):
    """Rows on actions that earlier rows report on, with other texts and with the same."""

    of_actions: Sequence[_Again]
    of_texts: Sequence[_SameText]


@once
def _repetitions(submission: Interpreted) -> _Repetitions:
    """The repetitions in a submission, in reading order.

    If the text is the same too, only that is reported, so that one repetition is one finding. Different texts on an
    action and on one incorporated into it are no repetition: to the agency they were two actions.
    """
    rows = _not_alone(submission)
    alike = said_again(update.progress for update in rows)
    of_actions: dict[tuple[object, ...], _Again] = {}
    of_texts: list[_SameText] = []
    reporting: dict[_Key, Update] = {}
    saying: dict[tuple[_Key, str], Update] = {}
    for update in rows:
        keys = _keys(update.codes, update.agencies)
        earlier = {id(reporting[key]): reporting[key] for key in keys if key in reporting}.values()
        text = alike.get(update.progress)
        said = [(key, text) for key in keys] if text is not None else []
        same = next((saying[each] for each in said if each in saying), None)
        if same is not None:
            of_texts.append(_SameText(update, _shared(update.codes, same.codes), same))
        elif firsts := tuple([first for first in earlier if _written_alike(update, first)]):
            codes = _shared(update.codes, tuple([code for first in firsts for code in first.codes]))
            again = _Again(codes, firsts, [])
            of_actions.setdefault((codes, *map(id, firsts)), again).rows.append(update)
        for key in keys:
            reporting.setdefault(key, update)
        for each in said:
            saying.setdefault(each, update)
    return _Repetitions(list(of_actions.values()), of_texts)


def _shared(codes: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return codes if codes == others else tuple([code for code in codes if code in others])


def _not_alone(submission: Interpreted) -> Sequence[Update]:
    """The rows that share an action and an agency with another row and continue no row above."""
    rows = [update for update in submission.updates if update.row.continues is None and update.references.resolved]
    return _sharing([update for update in _sharing(rows) if not _goes_on(update)])


def _goes_on(update: Update) -> bool:
    """Whether a row's action cell belongs to another row, or says that the row continues it."""
    cell = update.cell("action")
    above = "action" in update.row.cells and cell.row != update.row.number and not update.table.is_form
    return above or _CONTINUED.search(cell.raw) is not None


def _sharing(rows: Sequence[Update]) -> Sequence[Update]:
    """The rows that share an action and an agency with another of these rows."""
    reported = [_keys(update.codes, update.agencies) for update in rows]
    times = Counter(chain.from_iterable(reported))
    again = {key for key, rows_with_it in times.items() if rows_with_it > 1}
    return [update for update, keys in zip(rows, reported, strict=True) if not again.isdisjoint(keys)]


@lru_cache(maxsize=1_000)
def _keys(codes: tuple[str, ...], agencies: tuple[str, ...]) -> Sequence[_Key]:
    """Each action with each agency. Cached, as most rows of a large sheet have the same ones."""
    return tuple((code, agency) for code in codes for agency in agencies or ("",))


def _written_alike(one: Update, other: Update) -> bool:
    """Whether two rows name the same action by the same number, incorporated or not."""
    mine, theirs = one.references, other.references
    return mine is theirs or not set(mine.written).isdisjoint(theirs.written)
