"""What earlier periods show about an action: in which it was reported on, and whether it is closed."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, takewhile
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.reports.states import ActionState
from poatool.text import listed


class ActionInPeriod(NamedTuple):
    """An action in an earlier period, together with the actions it has since taken in.

    `published` holds the agencies that a published page names under its objective; None if no page does.
    """

    period: str
    actions: tuple[ActionCoverage, ...]
    published: tuple[str, ...] | None = None

    @property
    def state(self) -> ActionState:
        """The combined state: reported on if any of the actions was."""
        return next(state for state in ActionState if any(action.state is state for action in self.actions))

    @property
    def in_force(self) -> bool:
        """Whether it was in force, so that an agency could report on it."""
        return any(action.in_force for action in self.actions)

    @property
    def reported(self) -> bool:
        """Whether somebody reported on it."""
        return any(action.reported_by for action in self.actions)

    @property
    def silent(self) -> bool:
        """Whether it was in force, and no published page shows any work on its objective."""
        return self.in_force and self.published is None

    @property
    def perhaps(self) -> str:
        """A sentence naming the agencies whose work on its objective was published."""
        return f"{listed(self.published or ()) or 'An agency'} had work on its objective published in {self.period}."

    @property
    def statuses(self) -> frozenset[str]:
        """The ids of the decided statuses, or of those that agencies stated."""
        stated = ([a.decided] if a.decided else [each.status for each in a.own_statuses] for a in self.actions)
        return frozenset(chain.from_iterable(stated))

    @property
    def answered_by(self) -> frozenset[str]:
        """The agencies that answered for it, even with a nil return."""
        return frozenset(agency for action in self.actions for agency in action.answered_by)

    def stated(self, edition: Edition) -> Mapping[str, set[str]]:
        """The statuses of each reporting agency: the decided one, unless it ended its own part and others go on."""
        ending, stated = {status.id for status in edition.framework.statuses if status.ends}, dict[str, set[str]]()
        for action in self.actions:
            goes_on = any(each.status not in ending for each in action.statuses)
            for agency in action.reported_by:
                own = {each.status for each in action.statuses if each.agency == agency}
                decided = {action.decided} if action.decided and not (goes_on and own and own <= ending) else own
                stated.setdefault(edition.published_as(agency), set()).update(decided)
        return stated


class History:
    """An action of an edition in each known earlier period, latest first."""

    def __init__(self, edition: Edition, periods: tuple[ActionInPeriod, ...]) -> None:
        self.edition, self.periods = edition, periods

    @property
    def last(self) -> ActionInPeriod | None:
        """The last period in which it was in force."""
        return next((then for then in self.periods if then.in_force), None)

    @property
    def last_reported(self) -> str | None:
        """The latest period in which somebody reported on it."""
        return next((then.period for then in self.periods if then.reported), None)

    @property
    def last_published(self) -> ActionInPeriod | None:
        """The latest period in which work on its objective was published, unless an agency has reported on it since."""
        since = takewhile(lambda then: not then.reported, self.periods)
        return next((then for then in since if then.published is not None), None)

    @property
    def silent(self) -> int:
        """The number of its silent periods since an agency last answered for it."""
        return sum(then.silent for then in takewhile(lambda then: not then.answered_by, self.periods))

    @cached_property
    def last_stated(self) -> Mapping[str, tuple[str, set[str]]]:
        """What each agency last stated on it since it was last out of force, and in which period it began to."""
        found: dict[str, tuple[str, set[str]]] = {}
        for then in reversed([*takewhile(lambda then: then.in_force, self.periods)]):
            new = then.stated(self.edition).items()
            found |= {a: (then.period, own) for a, own in new if a not in found or found[a][1] != own}
        return found

    @cached_property
    def ended_by(self) -> Mapping[str, str]:
        """The agencies that last stated that their work on it has ended, and how."""
        labels = {status.id: status.label for status in self.edition.framework.statuses if status.ends}
        last = self.last_stated.items()
        ended = {agency: (period, own) for agency, (period, own) in last if own and own <= labels.keys()}
        return {a: f"{listed([labels[id_] for id_ in labels if id_ in own])} in {p}" for a, (p, own) in ended.items()}

    @cached_property
    def closed(self) -> ActionInPeriod | None:
        """The period by which all agencies that reported on it had ended their work; None if any has not."""
        last = self.last_stated
        ended_in = {period for period, _ in last.values()} if last.keys() == self.ended_by.keys() else ()
        return next((then for then in self.periods if then.period in ended_in), None)


def earlier_periods(edition: Edition, history: Mapping[str, Coverage]) -> tuple[Coverage, ...]:
    """The coverage of the periods before the edition's, earliest first."""
    now = edition.period
    in_time = sorted(edition.framework.periods, key=lambda period: period.start)
    return tuple(history[p.id] for p in in_time if p.id in history and (now is None or p.start < now.start))


def past(standing: ActionStanding, edition: Edition, earlier: Sequence[Coverage]) -> History:
    """Collect what earlier periods show about an action of this edition."""
    own = [edition.by_code[code].action.code for code in (standing.code, *edition.incorporated[standing.code])]
    found = []
    for then in reversed(earlier):
        if period := then.edition.period_id:
            actions = tuple(then.by_file_code[code] for code in own if code in then.by_file_code)
            found.append(ActionInPeriod(period, actions, then.active.get(standing.objective)))
    return History(edition, tuple(found))
