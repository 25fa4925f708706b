"""ACT: known actions that are not reported on under their own number in this period."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.reference.model import Fault, Incorporated, NotInForce
from poatool.rules.actions.references import with_fault
from poatool.rules.registry import Problem, rule
from poatool.rules.text import in_period
from poatool.submissions.interpret import Interpreted
from poatool.text import actions, listed


@rule("ACT202", "incorporated-action", Severity.WARNING)
def incorporated_action(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that has been incorporated into another.

    Its progress is reported under the action that took it in, marked with its own number. To fix it, move the row to
    that action.

    Bad:
    | Action | Status    | Progress                                  |
    | 26     | Under way | Spoke at a regional forum on trafficking. |
    Found at: A2

    Good:
    | Action | Status    | Progress                                  |
    | 9      | Under way | Spoke at a regional forum on trafficking. |
    """
    for update in submission.updates:
        for piece in update.references.pieces:
            match piece.resolution:
                case Incorporated(code=code, into=into) if not update.references.faulty:
                    alone = len(update.references.pieces) == 1 and len(into) == 1
                    message = (
                        f"Action {code} has been incorporated into {actions(into)}. "
                        f"This row is counted under {actions(into)}, “reported as Action {code}”."
                    )
                    hint = f"Write {listed(into)} in this cell, or leave it as it is."
                    yield Problem.at(update.cell("action"), message, hint, Fix(into[0], safe=True) if alone else None)
                    break
                case _:
                    pass


@rule("ACT203", "action-not-in-force", Severity.ERROR, aliases=("ACT213", "action-withdrawn"))
def action_not_in_force(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that was not part of the plan in this period.

    It was added later, or had been withdrawn without a successor. To fix it, check the period of the submission, or
    move the row to an action that was in force.

    Bad 2021:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    Found at: A2

    Good:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    """
    for update, _, wrong in with_fault(submission, NotInForce, Fault.NOT_YET, Fault.WITHDRAWN):
        if wrong.fault is Fault.WITHDRAWN:
            message = f"Action {wrong.code} was withdrawn from the plan."
            hint = "Move the row to the action that this work belongs to."
        else:
            message = f"Action {wrong.code} was not in force{in_period(submission.edition)}."
            hint = "Check that this workbook is for the right period, or move the row to an action in force then."
        yield Problem.at(update.cell("action"), f"{message} {wrong.why}".rstrip(), hint)
