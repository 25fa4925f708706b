"""What changed on each action since the earlier period, summed up for a report."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.edition import Edition, Standing
from poatool.framework.model import Framework, Reach, Status
from poatool.reports.changes import ActionChange, UpdateChange, changes
from poatool.reports.coverage_model import ActionState
from poatool.reports.year_end_model import YearEndReport


class PlanChange(StrEnum):
    """What happened to an action; `changed` means that its text, code or objective changed."""

    ADDED = "added"
    REINSTATED = "reinstated"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class ChangedAction(NamedTuple):
    """An action that changed, by its code in the later period; `into` holds the actions it was incorporated into."""

    action: str
    change: PlanChange
    into: tuple[str, ...]


class Way(StrEnum):
    """The direction in which a status moved; `level` if neither status is more advanced."""

    FORWARD = "forward"
    BACK = "back"
    LEVEL = "level"


class Moved(NamedTuple):
    """The ids of the statuses that an agency stated for an action, in the earlier period and in this one."""

    action: str
    agency: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    way: Way


class Since(NamedTuple):
    """What changed since an earlier period; codes are those of the later period.

    `reported_again` has actions last reported on before that period. `still_unreported` has actions in force in both
    periods and reported on in neither. `perhaps` has actions that may have been reported on in the earlier period:
    nobody sent a return on them, but work on their objective was published.
    """

    period: str
    in_force: int
    reported: int
    plan: tuple[ChangedAction, ...]
    newly_reported: tuple[str, ...]
    reported_again: tuple[str, ...]
    no_longer_reported: tuple[str, ...]
    still_unreported: tuple[str, ...]
    perhaps: tuple[str, ...]
    moved: tuple[Moved, ...]


def since(report: YearEndReport) -> Since | None:
    """Compare a report with the previous one; None if there is no previous report or a report has no period.

    An action that took in another counts as reported on in the previous period if either was.
    """
    old, new = report.previous, report.edition
    if old is None or old.period is None:
        return None
    now, then, found = _by_state(report, new), _by_state(old, new), changes(old, report)

    def listed(codes: set[str]) -> tuple[str, ...]:
        return tuple(action.code for action in new.actions if action.code in codes)

    gaps = now[ActionState.NIL] | now[ActionState.UNREPORTED]
    silent = now[ActionState.UNREPORTED] & then[ActionState.UNREPORTED]
    active = [each for id_ in old.coverage.active for each in old.under(id_) if each.standing.in_force]
    perhaps = {code for each in active for code in new.by_file_code[each.standing.action.code].counts_under}
    perhaps -= then[ActionState.REPORTED]
    begun = now[ActionState.REPORTED] - then[ActionState.REPORTED] - perhaps
    before = {each.code for each in new.actions if old.coverage.by_file_code[each.action.code].last_reported}
    return Since(
        period=old.period,
        in_force=old.coverage.in_force,
        reported=old.coverage.reported,
        plan=tuple(map(_plan, found.plan)),
        newly_reported=listed(begun - before),
        reported_again=listed(begun & before),
        no_longer_reported=listed(gaps & then[ActionState.REPORTED]),
        still_unreported=listed(silent - then[ActionState.REPORTED] - perhaps),
        perhaps=listed(perhaps),
        moved=tuple(_moved(found.updates, new.framework)),
    )


def _by_state(report: YearEndReport, new: Edition) -> dict[ActionState, set[str]]:
    """The codes under which the actions of a report count in the later edition, by state."""
    found: dict[ActionState, set[str]] = {state: set() for state in ActionState}
    for action in report.actions:
        found[action.covered.state].update(new.by_file_code[action.standing.action.code].counts_under)
    return found


def _plan(change: ActionChange) -> ChangedAction:
    before, after = change.before.standing, change.after
    if before is after.standing:
        kind = PlanChange.CHANGED
    elif not after.in_force:
        kind = PlanChange(after.standing)
    else:
        kind = PlanChange.ADDED if before is Standing.NOT_YET else PlanChange.REINSTATED
    return ChangedAction(after.code, kind, after.into)


def _moved(updates: Iterable[UpdateChange], plan: Framework) -> Iterator[Moved]:
    for each in updates:
        was, now = (account.statuses if account else () for account in (each.before, each.after))
        if was and now and set(was) != set(now):
            way = Way.LEVEL
            if not any(plan.status_by_id[status].nil for status in (*was, *now)):
                # If an agency states several statuses, take the least advanced.
                ranks = [max(_rank(plan.status_by_id[status]) for status in each) for each in (was, now)]
                if ranks[0] != ranks[1]:
                    way = Way.FORWARD if ranks[1] < ranks[0] else Way.BACK
            yield Moved(each.action, each.agency, was, now, way)


def _rank(status: Status) -> int:
    """The place of a status from furthest to least; one that only needs reasons is as far as other work."""
    at_work = status.reach is Reach.HELD_UP and not status.held_up
    return [*Reach].index(Reach.AT_WORK if at_work else status.reach)
