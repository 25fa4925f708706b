"""Count the actions in force, each once, by status or by why they have none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poatool.framework.model import Framework
from poatool.reports.coverage_model import ActionCoverage, ActionState
from poatool.reports.model import ActionReport, HowActionsStand


def how_actions_stand(actions: Sequence[ActionReport | ActionCoverage], plan: Framework) -> HowActionsStand:
    """Divide the actions in force by status; every status of the plan has its list, in the plan's order."""
    nil = [action for action in actions if action.state is ActionState.NIL and not action.statuses]
    reported = [a for a in actions if a.state in (ActionState.REPORTED, ActionState.NIL) and a not in nil]

    def codes(found: Iterable[ActionReport | ActionCoverage]) -> tuple[str, ...]:
        return tuple(action.code for action in found)

    def in_state(state: ActionState) -> tuple[str, ...]:
        return codes(action for action in actions if action.state is state)

    ids = [status.id for status in plan.statuses if not status.nil]
    return HowActionsStand(
        statuses={id_: codes(action for action in reported if action.status == id_) for id_ in ids},
        differ=codes(action for action in reported if action.differs),
        nil=codes(nil),
        unreported=in_state(ActionState.UNREPORTED),
        closed=in_state(ActionState.CLOSED),
        unstated=codes(action for action in reported if action.status not in ids and not action.differs),
    )
