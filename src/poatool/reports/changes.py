"""Compare the reports on two periods, by action and agency, and sum up what changed since the earlier period.

Actions are followed through their lives: reports under an action that was later incorporated are compared with reports
under the actions that took it in. A renumbered action stays the same action.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from poatool.framework.diff import FieldChange, Run, changed_fields, word_runs
from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.framework.model import Framework, Reach
from poatool.reports.coverage_model import ActionState, AgencyAnswer
from poatool.reports.year_end_model import ActionReport, ReportedUpdate, YearEndReport
from poatool.text import by_first


class ChangeKind(StrEnum):
    """How an agency's report on an action compares with its report in the earlier period."""

    NEW = "new"
    ENDED = "ended"
    CHANGED = "changed"
    SAME = "same"


class Account(NamedTuple):
    """One agency's report on one action in one period, with its rows joined."""

    statuses: tuple[str, ...]  # the ids of those stated, without repetition
    texts: Mapping[str, str]  # by column id
    reported_as: tuple[str, ...]  # other codes under which it was sent
    nil: bool = False  # nothing to report
    answer: AgencyAnswer = AgencyAnswer.REPORTED  # as coverage counts it: one report outweighs other answers
    withheld: bool = False  # nothing of it is published


class UpdateChange(NamedTuple):
    """One agency's report on one action before and after; None if there was no report."""

    action: str
    agency: str
    before: Account | None
    after: Account | None

    @property
    def kind(self) -> ChangeKind:
        """How the reports compare, ignoring other codes under which they were sent."""
        if self.before is None or self.after is None:
            return ChangeKind.NEW if self.before is None else ChangeKind.ENDED
        same = self.before._replace(reported_as=()) == self.after._replace(reported_as=())
        return ChangeKind.SAME if same else ChangeKind.CHANGED

    def words(self, column: str) -> tuple[Run, ...]:
        """The words of both texts in a column, as unchanged, removed and added runs; none if one report is missing."""
        before, after = self.before, self.after
        return word_runs(before.texts.get(column, ""), after.texts.get(column, "")) if before and after else ()


class PlanChange(StrEnum):
    """What happened to an action; `changed` means that its text or another field changed."""

    ADDED = "added"
    REINSTATED = "reinstated"
    INCORPORATED = "incorporated"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


class ActionChange(NamedTuple):
    """An action whose standing or any field changed; `words` holds the words of both texts."""

    before: ActionStanding
    after: ActionStanding
    words: tuple[Run, ...]
    changed: tuple[FieldChange, ...]

    @property
    def kind(self) -> PlanChange:
        """What happened to it."""
        before, now = self.before.standing, self.after.standing
        if before is now:
            return PlanChange.CHANGED
        added = before is Standing.NOT_YET and now is Standing.IN_FORCE
        return PlanChange.ADDED if added else PlanChange(self.after.became)


class PeriodChanges(NamedTuple):
    """Everything that changed between two periods, in the published order of the later one."""

    old: Edition
    new: Edition
    plan: tuple[ActionChange, ...]
    updates: tuple[UpdateChange, ...]


def changes(old: YearEndReport, new: YearEndReport) -> PeriodChanges:
    """Compare the reports on two periods of one framework; withheld updates are listed without their contents."""
    before, after = accounts(old, new.edition), accounts(new, new.edition)
    order = [action.code for action in new.edition.actions]
    agencies = [agency.code for agency in new.edition.framework.agencies]
    in_order = sorted(before.keys() | after.keys(), key=lambda key: (order.index(key[0]), agencies.index(key[1])))
    updates = tuple(UpdateChange(*key, before.get(key), after.get(key)) for key in in_order)
    plan = []
    for now in new.edition.actions:
        was = old.edition.by_file_code[now.entry.code]
        if (changed := tuple(changed_fields(was, now))) or (was.standing, was.into) != (now.standing, now.into):
            plan.append(ActionChange(was, now, word_runs(was.text, now.text), changed))
    return PeriodChanges(old.edition, new.edition, tuple(plan), updates)


def accounts(report: YearEndReport, new: Edition) -> Mapping[tuple[str, str], Account]:
    """Each agency's report on each action; a key is the action's and the agency's code in the later period."""
    sent = [(action.standing, update) for action in report.actions for update in action.updates]
    withheld = {update.id: update._replace(texts={}, status=None) for update in report.withheld}
    sent += [(report.edition.by_code[code], update) for update in withheld.values() for code in update.codes]
    found = by_first((key, (action.code, update)) for action, update in sent for key in _keys(action, update, new))
    made: dict[tuple[str, str], Account] = {}
    columns = [column.id for column in new.framework.text_columns]
    for key, rows in found.items():
        updates = list({update.id: update for _, update in rows}.values())
        statuses = dict.fromkeys(update.status for update in updates if update.status)
        texts = {id_: "\n".join(u.texts[id_] for u in updates if id_ in u.texts) for id_ in columns}
        came_as = dict.fromkeys(update.reported_as or under for under, update in rows)
        other = tuple(code for code in came_as if code != key[0])
        nil, hidden = all(update.nil for update in updates), all(update.id in withheld for update in updates)
        answer = min((update.answer for update in updates), key=[*AgencyAnswer].index)
        own = {id_: text for id_, text in texts.items() if text}
        made[key] = Account(tuple(statuses), own, other, nil, answer, hidden)
    return made


def _keys(then: ActionStanding, update: ReportedUpdate, new: Edition) -> Iterator[tuple[str, str]]:
    now = new.by_file_code[then.entry.code]
    for code in now.counts_under or (now.code,):
        yield from dict.fromkeys((code, new.published_as(each)) for each in update.agencies)


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
    """Compare a report with the previous one; None if there is no previous report, or it has no period.

    An action that took in another counts as reported on in the previous period if either was.
    """
    old, new = report.previous, report.edition
    if old is None or old.period is None:
        return None

    def counting(actions: Iterable[ActionReport], *states: ActionState) -> set[str]:
        """The codes in the later period under which actions in these states count."""
        found = (new.by_file_code[each.standing.entry.code] for each in actions if each.covered.state in states)
        return {code for action in found for code in action.counts_under}

    def listed(codes: set[str]) -> tuple[str, ...]:
        return tuple(action.code for action in new.actions if action.code in codes)

    now = counting(report.actions, ActionState.REPORTED)
    then = counting(old.actions, ActionState.REPORTED)
    gaps = counting(report.actions, ActionState.NIL, ActionState.UNREPORTED)
    silent = counting(report.actions, ActionState.UNREPORTED) & counting(old.actions, ActionState.UNREPORTED)
    active = (each for id_ in old.coverage.active for each in old.under(id_))
    perhaps = counting(active, *(state for state in ActionState if state.in_force)) - then
    begun = now - then - perhaps
    found = changes(old, report)
    before = {each.code for each in new.actions if old.coverage.by_file_code[each.entry.code].last_reported}
    return Since(
        period=old.period,
        in_force=old.coverage.in_force,
        reported=old.coverage.reported,
        plan=tuple(ChangedAction(each.after.code, each.kind, each.after.into) for each in found.plan),
        newly_reported=listed(begun - before),
        reported_again=listed(begun & before),
        no_longer_reported=listed(gaps & then),
        still_unreported=listed(silent - then - perhaps),
        perhaps=listed(perhaps),
        moved=tuple(_moved(found.updates, new.framework)),
    )


def _moved(updates: Iterable[UpdateChange], plan: Framework) -> Iterator[Moved]:
    # A status that only needs reasons has the reach `HELD_UP`, but is not `held_up`: it ranks with work under way.
    reach = {s.id: Reach.AT_WORK if s.reach is Reach.HELD_UP and not s.held_up else s.reach for s in plan.statuses}
    rank = {id_: [*Reach].index(far) for id_, far in reach.items()}
    for each in updates:
        both = (each.before, each.after)
        was, now = (e.statuses if e and e.answer is not AgencyAnswer.POINTER else () for e in both)
        if was and now and set(was) != set(now):
            # If an agency states several statuses, take the least advanced.
            before, after = (max(rank[id_] for id_ in statuses) for statuses in (was, now))
            level = before == after or any(plan.status_by_id[status].nil for status in (*was, *now))
            way = Way.LEVEL if level else Way.FORWARD if after < before else Way.BACK
            yield Moved(each.action, each.agency, was, now, way)
