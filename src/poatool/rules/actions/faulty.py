"""What the rules on faulty references share: which updates have one, and what to offer instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from poatool.findings.model import Fix, Place
from poatool.framework.reference.model import Ambiguous, Fault, NotInForce, Unknown
from poatool.rules.once import once
from poatool.rules.registry import Problem
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import lazy_pattern

F = TypeVar("F", NotInForce, Unknown, Ambiguous)

_NUMBER = lazy_pattern(r"[0-9]+")
_NUMBERED = lazy_pattern(r"[A-Za-z]?[0-9]+")
"""A number, with the letter of a series or without."""


def with_fault(submission: Interpreted, kind: type[F], *faults: Fault) -> Iterator[tuple[Update, str, F]]:
    """The first piece of each update's action cell with one of these faults: its text, and what is wrong with it."""
    for update in _faulty(submission):
        for text, wrong in update.references.faulty:
            if isinstance(wrong, kind) and wrong.fault in faults:
                yield update, text, wrong
                break


@once
def _faulty(submission: Interpreted) -> Sequence[Update]:
    """The updates whose action cell did not resolve."""
    return [u for u in submission.updates if u.references.faulty and "action" in u.row.cells]


def problem(update: Update, message: str, hint: str, fix: Fix | None = None) -> Problem:
    """A problem at the action cell of an update."""
    cell = update.cell("action")
    return Problem(Place.of(cell), message, hint, value=cell.raw, fix=fix)


def suggested(update: Update) -> Fix | None:
    """A correction worth offering: only where the text as a whole has one meaning that is the likeliest.

    A number that is no action has none, be it 29 or J1: what is near to it is as likely as each other. Nor has a text
    of several numbers, where less than all of them would be left.
    """
    references = update.references
    if references.instead is not None:
        return Fix(references.instead, safe=False)
    if len(references.pieces) != 1 or not (likely := references.suggestions):
        return None
    text = references.pieces[0].text
    if len(likely) > 1 and _NUMBERED.fullmatch(text.rpartition(" ")[2]):
        return None
    kept = max(1, len(_NUMBER.findall(likely[0])))
    return Fix(likely[0], safe=False) if len(_NUMBER.findall(text)) <= kept else None


def choices(update: Update) -> list[str]:
    """What the action cell may have meant, in words."""
    if update.references.instead is not None:
        return [quoted(update.references.instead)]
    if update.references.fault is Fault.BAD_RANGE:
        return []
    return [f"Action {code}" for code in update.references.suggestions[:3]]
