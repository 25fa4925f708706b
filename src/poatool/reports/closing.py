"""What became of each action when a plan ends: confirmed, or proposed from what was reported over all periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.reports.coverage_model import ActionState, Coverage
from poatool.reports.history import Past, Then, past
from poatool.text import listed
from poatool.workspace.kept import BY_PLAN, Confirmed, Final, Successor


class ClosedAction(NamedTuple):
    """An action and its final state.

    `because` says why, and `to` where it is carried over. `period` and `agencies` say when and by whom it was reported
    as completed. `then` says what was reported in each period.
    """

    standing: ActionStanding
    final: Final
    confirmed: bool
    because: str
    to: tuple[Successor, ...] = ()
    period: str | None = None
    agencies: tuple[str, ...] = ()
    then: Mapping[str, str] = {}

    @property
    def code(self) -> str:
        """Its code."""
        return self.standing.code

    @property
    def text(self) -> str:
        """Its text."""
        return self.standing.text


class Closing(NamedTuple):
    """The end of a plan: every action it ever had, in published order, each with one final state."""

    edition: Edition
    periods: tuple[str, ...]
    actions: tuple[ClosedAction, ...]

    @property
    def counts(self) -> Counter[Final]:
        """How many actions have each final state."""
        return Counter(action.final for action in self.actions)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The codes of the actions whose final state is only proposed."""
        return tuple(action.code for action in self.actions if not action.confirmed)


def closing(edition: Edition, history: Sequence[Coverage], confirmed: Mapping[str, Confirmed]) -> Closing:
    """Close a plan.

    Args:
        edition: the plan in its latest state.
        history: the coverage of each period that is known, the earliest first.
        confirmed: the final states that were confirmed, by code.
    """
    actions = (_action(standing, edition, history, confirmed.get(standing.code)) for standing in edition.actions)
    return Closing(edition, tuple(each.edition.period.id for each in history if each.edition.period), tuple(actions))


def _action(
    standing: ActionStanding, edition: Edition, history: Sequence[Coverage], confirmed: Confirmed | None
) -> ClosedAction:
    known = past(standing, edition, history)
    proposed = _proposed(standing, edition, known)
    made = ClosedAction(standing, proposed.final, standing.standing in BY_PLAN, proposed.because)
    if confirmed is not None:
        made = made._replace(final=confirmed.final, confirmed=True, because=confirmed.because, to=confirmed.to)
    ended = known.closed_in(edition) if made.final is Final.COMPLETED else None
    last = next((then for then in known.periods if then.period == (ended or known.last_reported)), None)
    return made._replace(
        period=last.period if last and made.final is Final.COMPLETED else None,
        agencies=_reporters(last, edition) if last and made.final is Final.COMPLETED else (),
        then={then.period: _in_words(then, edition) for then in reversed(known.periods)},
    )


def _proposed(standing: ActionStanding, edition: Edition, known: Past) -> Confirmed:
    """The final state that the plan gives, or else that the last reports suggest."""
    last = next((then for then in known.periods if then.statuses or then.reported), None)
    said = f"{_in_words(last, edition)} in {last.period}." if last else ""
    match standing.standing:
        case Standing.INCORPORATED:
            into = listed([f"Action {code}" for code in standing.into])
            return Confirmed(Final.INCORPORATED, f"It is reported under {into}.")
        case Standing.WITHDRAWN:
            return Confirmed(Final.WITHDRAWN, "It was withdrawn from the plan.")
        case _ if last is None:
            nil = [then.period for then in reversed(known.periods) if then.answered_by]
            only = f"Only nil returns, in {listed(nil)}." if nil else "Nobody ever reported on it."
            return Confirmed(Final.NEVER_REPORTED, only)
        case _ if known.closed_in(edition):
            return Confirmed(Final.COMPLETED, said)
    by_id = edition.framework.status_by_id
    stated = last.statuses
    works = not stated or any(by_id[status].progress for status in stated)
    if stated and all(by_id[status].ends for status in stated):
        said = " ".join([said, *_left_open(last, edition, known)])
    return Confirmed(Final.CONTINUES if works else Final.NOT_DONE, said)


def _left_open(last: Then, edition: Edition, known: Past) -> Iterator[str]:
    """What agencies that said nothing since had last stated, if it does not end the work: `Under way (NZP) in 2021.`"""
    by_id, heard = edition.framework.status_by_id, {agency for each in last.actions for agency in each.reported_by}
    for then in known.periods[known.periods.index(last) + 1 :]:
        stated = [(who, status) for each in then.actions for who, status in each.statuses if who not in heard]
        yield from (
            f"{by_id[status].label} ({who}) in {then.period}." for who, status in stated if not by_id[status].ends
        )
        heard |= {agency for each in then.actions for agency in each.reported_by}


def _reporters(then: Then, edition: Edition) -> tuple[str, ...]:
    return edition.framework.in_order({agency for action in then.actions for agency in action.reported_by})


def _in_words(then: Then, edition: Edition) -> str:
    """Say what was reported on an action in a period: `Completed (MBIE); Under way (NZP)`."""
    by_status: dict[str, list[str]] = {}
    for action in then.actions:
        if action.decided:
            by_status.setdefault(action.decided, []).append("as decided")
        for agency, status in () if action.decided else action.statuses:
            by_status.setdefault(status, []).append(agency)
    labels = edition.framework.status_by_id
    said = [f"{labels[status].label} ({', '.join(dict.fromkeys(who))})" for status, who in by_status.items()]
    if said:
        return "; ".join(said)
    if then.reported:
        return f"Reported ({', '.join(_reporters(then, edition))})"
    if then.answered_by:
        return "Nothing to report"
    if not then.in_force:
        return "Not in force"
    return "Closed" if then.state is ActionState.CLOSED else "Not reported on"
