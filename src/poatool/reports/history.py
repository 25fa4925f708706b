"""What earlier periods show about an action, such as who reported last and who is expected to report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, ActionState, Coverage, Reason
from poatool.submissions.sent import Sent


class Then(NamedTuple):
    """An action in an earlier period, together with the actions it has since taken in.

    `published` holds the agencies whose work on its objective was published then, perhaps on this action.
    """

    period: str
    actions: tuple[ActionCoverage, ...]
    published: tuple[str, ...] = ()

    @property
    def state(self) -> ActionState:
        """The combined state: reported on if any of the actions was."""
        states = {action.state for action in self.actions}
        return next(state for state in ActionState if state in states)

    @property
    def in_force(self) -> bool:
        """Whether it could have been reported on."""
        return any(action.in_force for action in self.actions)

    @property
    def reported(self) -> bool:
        """Whether somebody reported on it."""
        return any(action.reported_by for action in self.actions)

    @property
    def silent(self) -> bool:
        """Whether it was in force and, as far as known, nobody answered for it."""
        return self.in_force and not self.published

    @property
    def statuses(self) -> frozenset[str]:
        """The statuses that were decided, or that agencies stated."""
        stated = ([each.decided] if each.decided else [one.status for one in each.statuses] for each in self.actions)
        return frozenset(chain.from_iterable(stated))

    @property
    def answered_by(self) -> frozenset[str]:
        """The agencies that answered for it, even with a nil return."""
        return frozenset(agency for action in self.actions for agency in action.answered_by)


class Past(NamedTuple):
    """An action in each known earlier period, latest first."""

    periods: tuple[Then, ...]

    @property
    def last_reported(self) -> str | None:
        """The latest period in which somebody reported on it."""
        return next((then.period for then in self.periods if then.reported), None)

    @property
    def last_published(self) -> Then | None:
        """The latest period in which work on its objective was published, if nobody reported on it later."""
        since = takewhile(lambda then: not then.reported, self.periods)
        return next((then for then in since if then.published), None)

    @property
    def silent(self) -> int:
        """How many periods in a row, up to the latest, it was in force and nobody answered for it."""
        return sum(then.silent for then in takewhile(lambda then: not then.answered_by, self.periods))

    def closed_in(self, edition: Edition) -> str | None:
        """The period in which it was closed, when the last status of each agency that reported on it ends the work.

        It is the latest period in which an agency stated such a status.
        """
        last: dict[str, set[str]] = {}
        for then in self.periods:
            stated: dict[str, set[str]] = {agency: set() for each in then.actions for agency in each.reported_by}
            for action in then.actions:
                decided = [(agency, action.decided) for agency in action.reported_by if action.decided]
                for agency, status in decided or action.statuses:
                    if agency in stated:
                        stated[agency].add(status)
            last = stated | last
        by_id = edition.framework.status_by_id
        ended = all(statuses and all(by_id[s].ends for s in statuses) for statuses in last.values())
        return self.last_reported if last and ended else None


def earlier_periods(edition: Edition, history: Mapping[str, Coverage]) -> tuple[Coverage, ...]:
    """The coverage of the periods before the edition's, earliest first."""
    now = edition.period
    return tuple(
        history[period.id]
        for period in sorted(edition.framework.periods, key=lambda period: period.start)
        if period.id in history and (now is None or period.start < now.start)
    )


def past(standing: ActionStanding, edition: Edition, earlier: Sequence[Coverage]) -> Past:
    """Collect what earlier periods show about an action of this edition."""
    own = [edition.by_code[code].action.code for code in (standing.code, *edition.incorporates(standing.code))]
    return Past(
        tuple(
            Then(
                then.edition.period.id,
                tuple(then.by_file_code[code] for code in own if code in then.by_file_code),
                then.active.get(standing.objective, ()),
            )
            for then in reversed(earlier)
            if then.edition.period is not None
        )
    )


def expectations(
    standing: ActionStanding, edition: Edition, sent: Sent, last_period: Iterable[str]
) -> Mapping[str, Reason]:
    """The agencies expected to report on an action in force, in the framework's order, each with the reason.

    The first reason that applies is given: the agency leads the action, supports it, was asked about it in a workbook,
    or answered for it in the last period, even with a nil return (`last_period`).
    """
    reasons: dict[str, Reason] = {}
    for reason, agencies in (
        (Reason.LEAD, standing.action.lead),
        (Reason.SUPPORT, standing.action.supporting),
        (Reason.SENT, [agency for agency, codes in sent.items() if standing.code in codes]),
        (Reason.LAST_PERIOD, last_period),
    ):
        for agency in agencies:
            if agency in edition.framework.agency_by_code:
                reasons.setdefault(edition.published_as(agency), reason)
    return {agency: reasons[agency] for agency in edition.agencies if agency in reasons}
