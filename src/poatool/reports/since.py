"""What changed since the previous report: the plan, the actions newly reported on, and the statuses."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.edition import Edition, Standing
from poatool.framework.model import Framework
from poatool.reports.changes import accounts, plan_changes
from poatool.reports.coverage_model import ActionState
from poatool.reports.model import YearEndReport


class PlanChange(StrEnum):
    """What happened to an action; `changed` if its text, code or objective did."""

    ADDED = "added"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class ChangedAction(NamedTuple):
    """An action of the plan that changed, by its code in the later period; `into` are the actions that took it in."""

    action: str
    change: PlanChange
    into: tuple[str, ...]


class Way(StrEnum):
    """The direction in which a status moved; `level` if neither status is further on."""

    FORWARD = "forward"
    BACK = "back"
    LEVEL = "level"


class Reach(StrEnum):
    """How far an action has come, judged by its status, the furthest first."""

    ENDED = "ended"
    AT_WORK = "at work"
    HELD_UP = "held up"
    NOT_BEGUN = "not begun"


class Moved(NamedTuple):
    """The ids of the statuses that an agency stated for an action, in the earlier period and in this one."""

    action: str
    agency: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Way


class Since(NamedTuple):
    """What changed since an earlier period; codes are those of the later one.

    `still_unreported` were in force and not reported on in both.
    """

    period: str
    in_force: int
    reported: int
    plan: tuple[ChangedAction, ...]
    newly_reported: tuple[str, ...]
    no_longer_reported: tuple[str, ...]
    still_unreported: tuple[str, ...]
    moved: tuple[Moved, ...]


def since(report: YearEndReport) -> Since | None:
    """Compare a report with the previous one; None if there is no previous report or a report has no period.

    An action that took another in counts as reported on before if either was.
    """
    old, new = report.previous, report.edition
    if old is None or old.edition.period is None:
        return None
    now, then = _by_state(report, new), _by_state(old, new)

    def listed(codes: set[str]) -> tuple[str, ...]:
        return tuple(action.code for action in new.actions if action.code in codes)

    gaps = now[ActionState.NIL] | now[ActionState.UNREPORTED]
    silent = now[ActionState.UNREPORTED] & then[ActionState.UNREPORTED]
    return Since(
        period=old.edition.period.id,
        in_force=old.coverage.in_force,
        reported=old.coverage.reported,
        plan=tuple(_plan(old.edition, new)),
        newly_reported=listed(now[ActionState.REPORTED] - then[ActionState.REPORTED]),
        no_longer_reported=listed(gaps & then[ActionState.REPORTED]),
        still_unreported=listed(silent - then[ActionState.REPORTED]),
        moved=tuple(_moved(old, report)),
    )


def _by_state(report: YearEndReport, new: Edition) -> dict[ActionState, set[str]]:
    """The codes that actions count under in the later edition, by their state in a report."""
    found: dict[ActionState, set[str]] = {state: set() for state in ActionState}
    for action in report.actions:
        found[action.covered.state].update(new.by_file_code[action.standing.action.code].counts_under)
    return found


def _plan(old: Edition, new: Edition) -> Iterator[ChangedAction]:
    for before, after, _ in plan_changes(old, new):
        if before.standing is after.standing:
            kind = PlanChange.CHANGED
        elif after.standing is Standing.INCORPORATED:
            kind = PlanChange.INCORPORATED
        else:
            kind = PlanChange.ADDED if after.in_force else PlanChange.WITHDRAWN
        yield ChangedAction(after.code, kind, after.into)


def _moved(old: YearEndReport, new: YearEndReport) -> Iterator[Moved]:
    """The statuses that moved, in published order of actions and then in the plan's order of agencies."""
    plan, reaches = new.edition.framework, list(Reach)
    before, after = accounts(old, new.edition), accounts(new, new.edition)
    for key in ((action.code, agency.code) for action in new.edition.actions for agency in plan.agencies):
        if key not in before or key not in after:
            continue
        was, now = before[key].statuses, after[key].statuses
        if was and now and set(was) != set(now):
            way = Way.LEVEL
            if not any(plan.status_by_id[status].nil for status in (*was, *now)):
                # If an agency states several statuses, take the least advanced; Reach runs from furthest to least.
                ranks = [max(reaches.index(reach(status, plan)) for status in each) for each in (was, now)]
                if ranks[0] != ranks[1]:
                    way = Way.FORWARD if ranks[1] < ranks[0] else Way.BACK
            yield Moved(*key, was, now, way)


def reach(id_: str, plan: Framework) -> Reach:
    """How far an action with this status has come. It is held up if the plan asks for reasons under this status."""
    status = plan.status_by_id[id_]
    if status.ends:
        return Reach.ENDED
    if not status.progress:
        return Reach.NOT_BEGUN
    return Reach.HELD_UP if "reasons" in status.needs else Reach.AT_WORK
