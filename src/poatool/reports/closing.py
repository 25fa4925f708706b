"""The final state of each action when a plan ends: confirmed, or suggested by the reports of all periods."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.reports.history import ActionInPeriod, History, past
from poatool.reports.states import ActionState
from poatool.text import actions, by_first, listed
from poatool.workspace.records import BY_PLAN, Confirmed, Final, Successor


class InPeriod(NamedTuple):
    """What was reported on an action in a period, in words."""

    period: str
    said: str


class ClosedAction(NamedTuple):
    """An action and its final state, which is only a proposal unless `confirmed`.

    `because` says why; `to` holds the actions of other plans that continue it. `period` and `agencies` say when and by
    whom it was reported as completed; for other final states they are null and empty.
    """

    code: str
    text: str
    pillar: str
    objective: str
    final: Final
    confirmed: bool
    because: str
    to: tuple[Successor, ...]
    period: str | None
    agencies: tuple[str, ...]
    reported: tuple[InPeriod, ...]


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
    def unknown(self) -> tuple[str, ...]:
        """The periods of the plan of which nothing is known."""
        return tuple(each.id for each in self.edition.framework.periods if each.id not in self.periods)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The codes of the actions whose final state is only a proposal."""
        return tuple(action.code for action in self.actions if not action.confirmed)


def closing(edition: Edition, history: Sequence[Coverage], confirmed: Mapping[str, Confirmed]) -> Closing:
    """Close a plan in its latest state; `history` is the coverage of each known period, earliest first."""
    actions: list[ClosedAction] = []
    for standing in edition.actions:
        known = past(standing, edition, history)
        if entry := confirmed.get(standing.code):
            final, because, to = entry.final, entry.because, entry.to
        else:
            (final, because), to = _proposed(standing, edition, known), ()
            because = because if standing.why in because else f"{because} {standing.why}"
        last = known.closed or known.last_reported
        ended = last if final is Final.COMPLETED else None
        reporters = {agency for each in ended.actions for agency in each.reported_by} if ended else set[str]()
        actions.append(
            ClosedAction(
                code=standing.code,
                text=standing.text,
                pillar=standing.pillar,
                objective=standing.objective,
                final=final,
                confirmed=entry is not None or BY_PLAN[standing.standing] is not None,
                because=because,
                to=to,
                period=ended.period if ended else None,
                agencies=edition.framework.in_order(reporters),
                reported=tuple(InPeriod(then.period, _in_words(then, edition)) for then in reversed(known.periods)),
            )
        )
    return Closing(edition, tuple(each.edition.period.id for each in history if each.edition.period), tuple(actions))


def _proposed(standing: ActionStanding, edition: Edition, known: History) -> tuple[Final, str]:
    """The final state given by the plan, or else suggested by the last reports, and why."""
    if by_plan := BY_PLAN[standing.standing]:
        return by_plan, standing.why
    ended = known.closed
    last = ended or next((then for then in known.periods if then.statuses or then.reported), None)
    if last is None and (page := known.last_published):
        return Final.CONTINUES, page.perhaps
    if last is None and known.periods and known.last is None:
        return Final.CONTINUES, f"It was not in force in {listed([then.period for then in reversed(known.periods)])}."
    if last is None:
        return Final.NEVER_REPORTED, " ".join(_never_reported(known))
    why = f"{_in_words(last, edition)} in {last.period}."
    if ended:
        return Final.COMPLETED, why
    by_id = edition.framework.status_by_id
    if last.statuses and all(by_id[status].ends for status in last.statuses):
        why = " ".join([why, *_left_open(last, edition, known)])
    works = not last.statuses or any(by_id[status].progress for status in last.statuses)
    return Final.CONTINUES if works else Final.NOT_DONE, why


def _never_reported(known: History) -> Iterator[str]:
    in_time = list(reversed(known.periods))
    answers = [(then.period, each) for then in in_time for each in then.actions]
    if nil := dict.fromkeys(period for period, each in answers if each.nil_by):
        yield f"Only nil returns, in {listed([*nil])}."
    else:
        when = listed([then.period for then in in_time if then.in_force], "or") or "any known period"
        yield f"Nobody reported on it in {when}."
    for period, each in answers:
        if each.pointer_by:
            yield f"{listed(each.pointer_by)} only pointed to another action in {period}."
    for period, each in answers:
        if each.set_aside_by:
            yield f"What {listed(each.set_aside_by)} sent on it in {period} was set aside."


def _left_open(last: ActionInPeriod, edition: Edition, known: History) -> Iterator[str]:
    """The last status of each agency that stopped reporting before its work ended: `Under way (NZP) in 2021.`"""
    by_id, later = edition.framework.status_by_id, {agency for each in last.actions for agency in each.reported_by}
    for then in known.periods[known.periods.index(last) + 1 :]:
        for each in then.actions:
            decided = [("as decided", each.decided)] if each.decided and not later.issuperset(each.reported_by) else []
            for who, status in decided or each.own_statuses:
                if who not in later and not by_id[status].ends:
                    yield f"{by_id[status].label} ({who}) in {then.period}."
        later |= {agency for each in then.actions for agency in each.reported_by}


def _in_words(then: ActionInPeriod, edition: Edition) -> str:
    """What was reported in a period, in words: `Completed (MBIE); on Action 26: Under way (NZP)`."""
    said = {each.code: said for each in then.actions if (said := _said(each, edition))}
    own = said.pop(then.actions[0].code, "")
    others = [edition.framework.in_its_words(f"on Action {code}: ") + words for code, words in said.items()]
    if words := "; ".join(filter(None, (own, *others))):
        return words[0].upper() + words[1:]
    if then.answered_by:
        pointing = not any(each.nil_by for each in then.actions)
        return "Only a pointer to another action" if pointing else "Nothing to report"
    if not then.in_force:
        under = edition.by_code[then.actions[0].code].into if then.state is ActionState.INCORPORATED else ()
        return f"Under {actions(under)}" if under else "Not in force"
    unknown = "Not reported on" if then.published is None else "Perhaps, with its objective"
    return "Completed earlier" if then.state is ActionState.CLOSED else unknown


def _said(action: ActionCoverage, edition: Edition) -> str:
    """What agencies reported on an action, in words; empty if none reported on it."""
    stated = [("as decided", action.decided)] if action.decided else action.own_statuses
    by_status, labels = by_first((status, who) for who, status in stated), edition.framework.status_by_id
    statuses = [f"{labels[status].label} ({', '.join(dict.fromkeys(who))})" for status, who in by_status.items()]
    return "; ".join(statuses) or (f"Reported ({', '.join(action.reported_by)})" if action.reported_by else "")
