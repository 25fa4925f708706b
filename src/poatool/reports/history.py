"""What earlier periods show about an action: when it was reported on, and whether it is closed."""

from collections.abc import Mapping, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, ActionState, Coverage, Reason
from poatool.text import listed


class ActionInPeriod(NamedTuple):
    """An action in an earlier period, with the actions that were incorporated into it later."""

    period: str
    actions: tuple[ActionCoverage, ...]
    published: tuple[str, ...] | None = None  # who worked on its objective, if a published page says so

    @property
    def state(self) -> ActionState:
        """The combined state: reported on if any of the actions was reported on."""
        return next(state for state in ActionState if any(action.state is state for action in self.actions))

    @property
    def reported(self) -> bool:
        """Whether an agency reported on it, even if nobody knows which."""
        return any(action.reported_by or action.state is ActionState.REPORTED for action in self.actions)

    @property
    def silent(self) -> bool:
        """Whether a report on it could be expected, and no published page shows any work on its objective."""
        return self.published is None and any(a.state.in_force and not a.state.settled for a in self.actions)

    @property
    def possible_work(self) -> str:
        """A sentence naming the agencies whose work on its objective was published."""
        return f"Work by {listed(self.published or ()) or 'an agency'} on its objective was published in {self.period}."

    @property
    def statuses(self) -> frozenset[str]:
        """The ids of the decided statuses or, without a decision, of the statuses that agencies stated."""
        stated = ([a.decided] if a.decided else [each.status for each in a.statuses] for a in self.actions)
        return frozenset(chain.from_iterable(stated))

    @property
    def answered(self) -> bool:
        """Whether an agency answered for it, even if nobody knows which."""
        return self.reported or bool(self.answered_by) or any(a.state is ActionState.NIL for a in self.actions)

    @property
    def answered_by(self) -> frozenset[str]:
        """The agencies that answered for it, even with a nil return."""
        return frozenset(agency for action in self.actions for agency in action.answered_by)

    @property
    def expected_again(self) -> frozenset[str]:
        """The agencies that answered for it, and silent ones that were expected for a reason other than the plan."""
        plan = (Reason.LEAD, Reason.SUPPORT)
        owed = (a for action in self.actions for a in action.missing if action.expected_because[a] not in plan)
        return self.answered_by.union(owed)

    def stated(self, edition: Edition) -> Mapping[str, set[str]]:
        """Each agency's statuses, also “Not started”: the decided one, unless only its own part has ended."""
        ending, stated = {status.id for status in edition.framework.statuses if status.ends}, dict[str, set[str]]()
        for action in self.actions:
            goes_on = any(each.status not in ending for each in action.statuses)
            for agency in dict.fromkeys((*action.reported_by, *(each.agency for each in action.statuses))):
                own = {each.status for each in action.statuses if each.agency == agency}
                decided = {action.decided} if action.decided and not (goes_on and own and own <= ending) else own
                stated.setdefault(edition.published_as(agency), set()).update(decided)
        return stated


class History(NamedTuple):
    """An action of an edition in each known earlier period, latest first."""

    periods: tuple[ActionInPeriod, ...]
    last: ActionInPeriod | None  # the last period in which it was in force
    last_reported: ActionInPeriod | None  # the last one in which somebody reported on it
    last_published: ActionInPeriod | None  # a later one in which work on its objective was published
    silent: int  # how many silent periods there were since an agency last answered for it
    last_stated: Mapping[str, tuple[str, set[str]]]  # each agency's latest statuses, and the first period with them
    ended_by: Mapping[str, str]  # how each agency ended its work, if that is its last statement
    closed: ActionInPeriod | None  # the period by which all agencies had ended their work

    def closed_as(self, whole: "History", edition: Edition) -> "History":
        """This published history, closed when `whole` is, provided that a status published in that period shows it."""
        ending = {status.id for status in edition.framework.statuses if status.ends}
        in_period = whole.closed.period if whole.closed else None
        shown = (then for then in self.periods if then.period == in_period and then.statuses & ending)
        return self._replace(closed=next(shown, None))


def history_of(standing: ActionStanding, edition: Edition, earlier: Sequence[Coverage]) -> History:
    """Collect what earlier periods show about an action of this edition."""
    own = [edition.by_code[code].entry.code for code in (standing.code, *edition.incorporated[standing.code])]
    periods, stated = list[ActionInPeriod](), dict[str, tuple[str, set[str]]]()
    for then in reversed(earlier):
        if period := then.edition.period_id:
            actions = tuple(then.by_file_code[code] for code in own if code in then.by_file_code)
            periods.append(ActionInPeriod(period, actions, then.active.get(standing.objective)))
    for each in reversed([*takewhile(lambda then: then.state.in_force, periods)]):
        new = each.stated(edition).items()
        stated |= {a: (each.period, own) for a, own in new if a not in stated or stated[a][1] != own}
    labels = {status.id: status.label for status in edition.framework.statuses if status.ends}
    ended = [(agency, (period, own)) for agency, (period, own) in stated.items() if own and own <= labels.keys()]
    ended_in = {period for _, (period, _) in ended} if len(ended) == len(stated) else ()
    since_reported = takewhile(lambda then: not then.reported, periods)
    return History(
        tuple(periods),
        last=next((then for then in periods if then.state.in_force), None),
        last_reported=next((then for then in periods if then.reported), None),
        last_published=next((then for then in since_reported if then.published is not None), None),
        silent=sum(then.silent for then in takewhile(lambda then: not then.answered, periods)),
        last_stated=stated,
        ended_by={a: f"{listed([labels[id_] for id_ in labels if id_ in own])} in {p}" for a, (p, own) in ended},
        closed=next((then for then in periods if then.period in ended_in), None),
    )
