"""Say in words what each decision settles, and what became of it."""

from __future__ import annotations

from poatool.decisions import model as kinds
from poatool.decisions.waivers import named
from poatool.framework.model import Framework

STATES = {
    kinds.State.APPLIED: "in use",
    kinds.State.STALE: "stale: the text has changed since, or is gone",
    kinds.State.IDLE: "not used: it is about nothing in this report",
}


def in_words(decision: kinds.Decision, plan: Framework) -> str:  # noqa: PLR0911 - a sentence for each kind
    """Say what a decision settles, such as `Action 14: Delayed`."""
    match decision:
        case kinds.AssessedStatus(action=action, status=status):
            return f"Action {action}: {plan.status_by_id[status].label}"
        case kinds.Counts(agency=agency, file=file, instead_of=other):
            return f"{agency}: {file} counts in place of {other}"
        case kinds.Edit(update=update, column=column):
            return f"{update}: {plan.column_by_id[column].heading} edited"
        case kinds.Withhold(update=update):
            return f"{update}: withheld"
        case kinds.Accept(waiver=waiver):
            return f"{named(waiver)}: accepted"
        case kinds.Extension(agency=agency, until=until):
            return f"{agency}: due by {until}"
        case kinds.Clearance(agency=agency, cleared_by=role, date=date):
            return f"{agency}: cleared{f' by {role}' if role else ''}{f' on {date}' if date else ''}"
        case _:
            raise AssertionError(decision)
