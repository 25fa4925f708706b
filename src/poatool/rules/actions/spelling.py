"""ACT: how an action is written: dates, ranges, odd characters."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.edition import ActionStanding
from poatool.framework.names.folding import fold
from poatool.framework.reference.model import Fault, How, Unknown
from poatool.rules.actions.faulty import choices, problem, suggested, with_fault
from poatool.rules.registry import Problem, rule
from poatool.rules.text import did_you_mean, quoted
from poatool.submissions.interpret import Interpreted


@rule("ACT206", "action-eaten-as-date", Severity.ERROR)
def action_eaten_as_date(submission: Interpreted) -> Iterator[Problem]:
    """Excel has turned the action numbers into a date.

    `7-8` typed into an ordinary cell becomes 7 August. What was typed is gone, so nothing is guessed.
    To fix it, set the cell's format to Text and type the numbers again.

    Bad:
    | Action | Status    | Progress                     |
    | 3-Jan  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 1-3    | Under way | Ran two workshops in Napier. |
    """
    for update, _, wrong in with_fault(submission, Unknown, Fault.DATE):
        yield problem(
            update,
            f"The action is a date. {wrong.why}",
            "Set the cell's format to Text (Home > Number), then type the numbers again"
            + (f", for instance {quoted(update.references.instead)}." if update.references.instead else "."),
            suggested(update),
        )


@rule("ACT208", "bad-range", Severity.ERROR)
def bad_range(submission: Interpreted) -> Iterator[Problem]:
    """A range of actions runs backwards, mixes series, or has an end that does not exist.

    To fix it, write the range from its lower to its higher number, or list the actions.

    Bad:
    | Action | Status    | Progress                     |
    | 24-22  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 22-24  | Under way | Ran two workshops in Napier. |
    """
    for update, text, wrong in with_fault(submission, Unknown, Fault.BAD_RANGE):
        yield problem(
            update,
            f"{quoted(text)} is not a range of actions. {wrong.why}",
            did_you_mean(choices(update), "List the actions one by one."),
            suggested(update),
        )


@rule("ACT209", "look-alike-character", Severity.ERROR)
def look_alike_character(submission: Interpreted) -> Iterator[Problem]:
    """The action is written with a character that only looks like a digit or a letter of its number.

    A superscript or a digit of another script could be a footnote mark or a different number, so it is
    not read as one. To fix it, type the number again.

    Bad:
    | Action | Status    | Progress                     |
    | Ν1     | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | N1     | Under way | Ran two workshops in Napier. |
    """
    for update, text, wrong in with_fault(submission, Unknown, Fault.LOOK_ALIKE):
        yield problem(
            update,
            f"{quoted(text)} is not an action of the plan. {wrong.why}",
            "Type the number again. " + did_you_mean(choices(update), ""),
            suggested(update),
        )


@rule("ACT212", "range-leaves-out", Severity.ADVICE)
def range_leaves_out(submission: Interpreted) -> Iterator[Problem]:
    """A range of actions leaves out one that is printed within it, or crosses one that has moved.

    A range counts within one series of numbers. To fix it, if the other action is meant too, add it.

    Bad:
    | Action | Status    | Progress                     |
    | 20-22  | Under way | Ran two workshops in Napier. |
    Found at: A2

    Good:
    | Action | Status    | Progress                     |
    | 22-24  | Under way | Ran two workshops in Napier. |
    """
    for update in submission.updates:
        if update.references.advice and "action" in update.row.cells:
            yield problem(update, " ".join(update.references.advice), "Add the action if it is meant too.")


@rule("ACT217", "action-text-misspelt", Severity.WARNING)
def action_text_misspelt(submission: Interpreted) -> Iterator[Problem]:
    """The action is given by its text, and the text is not quite the plan's.

    It was read as the action that it is like, and like no other. To fix it, write the action's number.

    Bad:
    | Action | Status | Progress |
    | Identify mecanisms to assist in bilding greater child safeguarding measures in the Pacific. | Under way | Published a study. |
    Found at: A2

    Good:
    | Action | Status | Progress |
    | Identify mechanisms to assist in building greater child safeguarding measures | Under way | Published a study. |
    """
    for update in submission.updates:
        for piece in update.references.pieces:
            titled = [step.target for step in piece.via if step.how is How.TITLE]
            if titled and not _as_worded(piece.text, submission.edition.by_code[titled[0]]):
                yield problem(
                    update,
                    f"The text was read as that of Action {titled[0]}, though it is not the plan's word for word.",
                    f"If that is meant, write {titled[0]} in this cell.",
                    Fix(titled[0], safe=False) if len(update.references.pieces) == 1 else None,
                )
                break


def _as_worded(text: str, action: ActionStanding) -> bool:
    """Whether a text holds a wording that the action has or had, or is the beginning of one."""
    said = fold(text)
    before = [event.was for event in action.action.history if event.was]
    wordings = [fold(wording) for wording in (action.text, action.action.text, *before)]
    return any(wording in said or wording.startswith(said) for wording in wordings)
