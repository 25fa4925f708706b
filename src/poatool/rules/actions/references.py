"""ACT: action cells that name no action, or could mean more than one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.model import Ambiguous, Fault, NotInForce, Unknown
from poatool.rules.facts import once
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import did_you_mean, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import lazy_pattern, listed

F = TypeVar("F", NotInForce, Unknown, Ambiguous)

_NUMBER = lazy_pattern(r"[0-9]+")
_NUMBERED = lazy_pattern(r"[A-Za-z]?[0-9]+")
"""A number, with or without the letter of a series."""

_MANY = 4
"""The number of codes from which they are not all listed."""


def with_fault(submission: Interpreted, kind: type[F], *faults: Fault) -> Iterator[tuple[Update, str, F]]:
    """For each update whose action cell has one of these faults, the first faulty piece: its text and the fault."""
    for update in _faulty(submission):
        for text, wrong in update.references.faulty:
            if isinstance(wrong, kind) and wrong.fault in faults:
                yield update, text, wrong
                break


@once
def _faulty(submission: Interpreted) -> Sequence[Update]:
    """The updates whose action cell did not resolve."""
    return [u for u in submission.updates if u.references.faulty and "action" in u.row.cells]


def _suggested(update: Update) -> Fix | None:
    """The correction to offer, if the text as a whole has one likely meaning.

    An unknown number (29, J1) gets no fix: its neighbours are equally likely. A text with several words that may each
    be an action gets none either, nor one whose fix would drop a number.
    """
    references = update.references
    if references.instead is not None:
        return Fix(references.instead, safe=False)
    if len(references.pieces) != 1 or not (likely := references.suggestions):
        return None
    text = references.pieces[0].text
    if len(likely) > 1 and (" " in text or _NUMBERED.fullmatch(text)):
        return None
    kept, numbers = _NUMBER.findall(likely[0]), _NUMBER.findall(text)
    lost = len(numbers) > max(1, len(kept)) or (" " in text and not set(numbers) <= set(kept))
    return None if lost else Fix(likely[0], safe=False)


def _choices(update: Update) -> list[str]:
    """What the action cell may mean, in words."""
    if update.references.instead is not None:
        return [quoted(update.references.instead)]
    if update.references.fault is Fault.BAD_RANGE:
        return []
    return [f"Action {code}" for code in update.references.suggestions[:3]]


def _known(edition: Edition) -> str:
    """What may be written: the numbers up to the last, and each code that is not a number."""
    codes = [action.code for action in edition.actions]
    numbers = [code for code in codes if code.isdecimal()]
    span = [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > _MANY else numbers
    named = [code for code in codes if not code.isdecimal()]
    shown = named if len(named) <= _MANY else [*named[:2], "…", named[-1]]
    return f"Write the number of an action as the plan prints it: {listed([*span, *shown], 'or')}."


@rule("ACT201", "unknown-action", Severity.ERROR, requires=("WBK111",), aliases=("ACT209", "look-alike-character"))
def unknown_action(submission: Interpreted) -> Iterator[Problem]:
    """The action cell names no action of the plan.

    poatool does not guess: it suggests what the cell may mean, and sets the row aside until it is corrected.
    A character that only looks like a digit or a letter is not read as one: a superscript may be a footnote mark. To
    fix it, write the number of the action as the plan prints it.

    Bad:
    | Action | Status    | Progress                     |
    | 29     | Under way | Ran two workshops in Napier. |
    | Ν1     | Under way | Met with survivors.          |
    Found at: A2, A3

    Good:
    | Action | Status    | Progress                     |
    | 28     | Under way | Ran two workshops in Napier. |
    | N1     | Under way | Met with survivors in Napier. |
    """
    faults = (Fault.UNKNOWN, Fault.NOT_A_REFERENCE, Fault.LOOK_ALIKE)
    for update, text, wrong in with_fault(submission, Unknown, *faults):
        message = f"{quoted(text)} is not an action of the plan. {wrong.why}".rstrip()
        hint = did_you_mean(_choices(update), _known(submission.edition))
        yield Problem.at(update.cell("action"), message, hint, _suggested(update))


@rule("ACT204", "ambiguous-action", Severity.ERROR)
def ambiguous_action(submission: Interpreted) -> Iterator[Problem]:
    """The text of the action cell fits more than one action.

    poatool does not guess, so the row is set aside. To fix it, write the number of the action that is meant.

    Bad:
    | Action                                      | Status    | Progress                    |
    | Provide information resources and advice to | Under way | Sent a leaflet to each town. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1      | Under way | Sent a leaflet to each town. |
    """
    for update, text, wrong in with_fault(submission, Ambiguous, Fault.AMBIGUOUS):
        candidates = listed([f"Action {code}" for code in wrong.candidates], "or")
        message = f"{quoted(text)} fits {candidates}. {wrong.why}".rstrip()
        yield Problem.at(update.cell("action"), message, "Write the number of the action that is meant.")


@rule("ACT205", "action-missing", Severity.ERROR)
def action_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row reports something, but names no action.

    Nobody could tell where it belongs, so it is set aside. To fix it, write the number of the action in the action column.

    Bad:
    | Action | Status    | Progress                  |
    |        | Under way | Trained forty inspectors. |
    Found at: A2

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        if update.codes or update.references.fault is not Fault.EMPTY or "action" in update.row.formulas:
            continue
        if update.table.heading("action") is not None:
            place = place_of(update, "action")
            yield Problem(place, "This row names no action.", "Write the number of the action that the row reports on.")


@rule("ACT206", "action-eaten-as-date", Severity.ERROR)
def action_eaten_as_date(submission: Interpreted) -> Iterator[Problem]:
    """Excel has turned the action numbers into a date.

    `7-8` typed into an ordinary cell becomes 7 August. What was typed is gone, and poatool does not guess it. To fix it, set
    the cell's format to Text and type the numbers again.

    Bad:
    | Action | Status    | Progress                     |
    | 3-Jan  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1-3    | Under way | Ran two workshops in Napier. |
    """
    for update, _, wrong in with_fault(submission, Unknown, Fault.DATE):
        instead = update.references.instead
        example = f", for instance {quoted(instead)}" if instead else ""
        hint = f"Set the cell's format to Text (Home > Number), then type the numbers again{example}."
        yield Problem.at(update.cell("action"), f"The action is a date. {wrong.why}", hint, _suggested(update))


@rule("ACT208", "bad-range", Severity.ERROR)
def bad_range(submission: Interpreted) -> Iterator[Problem]:
    """A range of actions runs backwards, mixes series, or has an end that does not exist.

    poatool does not guess, so the row is set aside. To fix it, write the lower number first, or list the actions.

    Bad:
    | Action | Status    | Progress                     |
    | 24-22  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 22-24  | Under way | Ran two workshops in Napier. |
    """
    for update, text, wrong in with_fault(submission, Unknown, Fault.BAD_RANGE):
        message = f"{quoted(text)} is not a range of actions. {wrong.why}"
        hint = did_you_mean(_choices(update), "List the actions one by one.")
        yield Problem.at(update.cell("action"), message, hint, _suggested(update))
