"""AGY: agencies that report on actions that the plan gives to others."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.model import Action
from poatool.framework.reference.model import Incorporated
from poatool.rules.registry import Problem, rule
from poatool.submissions.interpret import Interpreted, Update
from poatool.text import listed


@rule("AGY407", "agency-has-no-part", Severity.WARNING)
def agency_has_no_part(submission: Interpreted) -> Iterator[Problem]:
    """An agency reports on an action that the plan gives to others.

    This is checked only if the plan says which agencies lead or support the action. An agency keeps its part if its
    action is incorporated into another, and it may always answer a row of poatool's template. To fix it, correct
    the action or the agency.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    edition = submission.edition
    for update in submission.updates:
        if _asked(submission, update):
            continue
        for code in update.codes:
            action = edition.by_code[code].action
            if not action.lead and not action.supporting:
                continue
            part = edition.with_part(action)
            had_part = {agency for other in _taken_in(update, code, edition) for agency in edition.with_part(other)}
            if update.agencies and had_part.union(part).isdisjoint(update.agencies):
                cell = update.cell("agency" if update.named_agencies else "action")
                have = "has" if len(update.agencies) == 1 else "have"
                message = (
                    f"{listed(update.agencies)} {have} no part in Action {code}; the plan gives it to {listed(part)}."
                )
                yield Problem.at(cell, message, "Correct the action or the agency.")
                break


def _asked(submission: Interpreted, update: Update) -> bool:
    """Whether the row comes from poatool's template, with the wording of its action, for the agency to answer."""
    return submission.submission.template is not None and "action_text" in update.row.cells


def _taken_in(update: Update, code: str, edition: Edition) -> Iterator[Action]:
    """The incorporated actions that a row names and that count under an action."""
    for piece in update.references.pieces:
        match piece.resolution:
            case Incorporated(code=own) if code in edition.by_code[own].counts_under:
                yield edition.by_code[own].action
            case _:
                pass
