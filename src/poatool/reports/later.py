"""Give the updates of a later report ids of their own."""

from __future__ import annotations

from poatool.reports.model import ObjectiveReport, YearEndReport

_LATER = "-later"


def later(report: YearEndReport) -> YearEndReport:
    """Rename updates of a later report whose ids are already used in the report that it is printed below."""
    return report._replace(
        pillars=tuple(
            pillar._replace(objectives=tuple(map(_with_ids_of_its_own, pillar.objectives))) for pillar in report.pillars
        )
    )


def _with_ids_of_its_own(objective: ObjectiveReport) -> ObjectiveReport:
    actions = (
        action._replace(updates=tuple(update._replace(id=f"{update.id}{_LATER}") for update in action.updates))
        for action in objective.actions
    )
    return objective._replace(actions=tuple(actions))
