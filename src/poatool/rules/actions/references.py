"""ACT: what the action column holds that names no action, or more than one."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.model import Ambiguous, Fault, Unknown
from poatool.framework.reference.resolve import whose_text
from poatool.rules.actions.faulty import choices, problem, suggested, with_fault
from poatool.rules.places import place_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import did_you_mean, quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.values import text_of
from poatool.text import actions, listed

_MANY = 4
"""Codes beyond which they are not all named."""


def _known(edition: Edition) -> str:
    """What may be written: the numbers up to the last, and each action that has none."""
    codes = [action.code for action in edition.actions]
    numbers = [code for code in codes if code.isdecimal()]
    span = [f"{numbers[0]} to {numbers[-1]}"] if len(numbers) > _MANY else numbers
    named = [code for code in codes if not code.isdecimal()]
    shown = named if len(named) <= _MANY else [*named[:2], "…", named[-1]]
    return f"Write the number of an action as the plan prints it: {listed([*span, *shown], 'or')}."


@rule("ACT201", "unknown-action", Severity.ERROR, requires=("WBK111",))
def unknown_action(submission: Interpreted) -> Iterator[Problem]:
    """The action cell names no action of the plan.

    Nothing is guessed: what the cell may have meant is a suggestion, and the row is set aside until it
    is corrected. To fix it, write the number of the action as the plan prints it.

    Bad:
    | Action | Status    | Progress                     |
    | 29     | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 28     | Under way | Ran two workshops in Napier. |
    """
    for update, text, wrong in with_fault(submission, Unknown, Fault.UNKNOWN, Fault.NOT_A_REFERENCE):
        yield problem(
            update,
            f"{quoted(text)} is not an action of the plan. {wrong.why}".rstrip(),
            did_you_mean(choices(update), _known(submission.edition)),
            suggested(update),
        )


@rule("ACT204", "ambiguous-action", Severity.ERROR)
def ambiguous_action(submission: Interpreted) -> Iterator[Problem]:
    """The text of the action cell fits more than one action.

    To fix it, write the number of the action that is meant.

    Bad:
    | Action                                      | Status    | Progress                    |
    | Provide information resources and advice to | Under way | Sent a leaflet to each town. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1      | Under way | Sent a leaflet to each town. |
    """
    for update, text, wrong in with_fault(submission, Ambiguous, Fault.AMBIGUOUS):
        yield problem(
            update,
            f"{quoted(text)} fits {listed([f'Action {c}' for c in wrong.candidates], 'or')}. {wrong.why}".rstrip(),
            "Write the number of the action that is meant.",
        )


@rule("ACT205", "action-missing", Severity.ERROR)
def action_missing(submission: Interpreted) -> Iterator[Problem]:
    """A row has something to report and no action to report it on.

    To fix it, write the number of the action in the action column.

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
        if update.table.heading("action") is None:
            continue
        place = place_of(update, "action")
        yield Problem(place, "This row names no action.", "Write the number of the action that the row reports on.")


@rule("ACT207", "number-and-text-disagree", Severity.ERROR)
def number_and_text_disagree(submission: Interpreted) -> Iterator[Problem]:
    """The number is of one action and the text beside it, in its own cell or the next, of another.

    To fix it, keep the one that is right.

    Bad:
    | Action | Status | Progress |
    | 7. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    Found at: A2

    Good:
    | Action | Status | Progress |
    | 21. Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand. | Under way | Published a study. |
    """
    for update, _, wrong in with_fault(submission, Ambiguous, Fault.CONTRADICTION):
        yield problem(
            update,
            f"The number and the text name different actions. {wrong.why}",
            f"Write only the number that is meant: {listed(wrong.candidates, 'or')}.",
        )
    for update in submission.updates:
        if "action_text" in update.row.cells and update.references.resolved:
            yield from _beside(update, text_of(update.row.cells["action_text"].value), submission.edition)


def _beside(update: Update, wording: str, edition: Edition) -> Iterator[Problem]:
    """The wording in a column of its own is for certain that of other actions than the number."""
    named = whose_text(edition, wording)
    written = update.references.written
    if named and not set(written) & set(named):
        yield problem(
            update,
            f"The number{' is' if len(written) == 1 else 's are'} {listed(written)}, and the wording beside it is that of {actions(named)}.",
            "Correct the action, or the wording beside it.",
        )
