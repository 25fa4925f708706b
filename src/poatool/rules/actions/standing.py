"""ACT: actions that are known and not reported on under their own number."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Fix, Severity
from poatool.framework.reference.model import Fault, Incorporated, NotInForce
from poatool.rules.actions.faulty import problem, with_fault
from poatool.rules.registry import Problem, rule
from poatool.rules.text import in_period
from poatool.submissions.interpret import Interpreted
from poatool.text import actions, listed


@rule("ACT202", "incorporated-action", Severity.WARNING)
def incorporated_action(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that has been incorporated into another.

    Its progress is reported under the action that took it in, marked with the number it came in under.
    To fix it, move the row to that action.

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
                    yield problem(
                        update,
                        f"Action {code} has been incorporated into {actions(into)}. "
                        f"This row is counted under {actions(into)}, “reported as Action {code}”.",
                        f"Write {listed(into)} in this cell, or leave it as it is.",
                        Fix(into[0], safe=True) if alone else None,
                    )
                    break
                case _:
                    pass


@rule("ACT203", "action-not-in-force", Severity.ERROR)
def action_not_in_force(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that was not yet part of the plan in this period.

    To fix it, check the period of the submission, or report under an action that was in force.

    Bad 2021:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    Found at: A2

    Good:
    | Action | Status    | Progress                           |
    | N1     | Under way | Met with survivors to hear advice. |
    """
    for update, _, wrong in with_fault(submission, NotInForce, Fault.NOT_YET):
        yield problem(
            update,
            f"Action {wrong.code} was not in force{in_period(submission.edition)}. {wrong.why}".rstrip(),
            "Check that this workbook is for the right period, or move the row to an action in force then.",
        )


@rule("ACT213", "action-withdrawn", Severity.ERROR)
def action_withdrawn(submission: Interpreted) -> Iterator[Problem]:
    """The row reports on an action that has been withdrawn from the plan and has no successor.

    To fix it, move the row to the action that the work belongs to.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update, _, wrong in with_fault(submission, NotInForce, Fault.WITHDRAWN):
        yield problem(
            update,
            f"Action {wrong.code} was withdrawn from the plan. {wrong.why}".rstrip(),
            "Move the row to the action that this work belongs to.",
        )
