"""The final state of each action when a plan ends: confirmed, or suggested by the reports on all periods."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, ActionState, Coverage
from poatool.reports.history import ActionInPeriod, History, history_of
from poatool.reports.year_end_model import YearEndReport
from poatool.text import actions, by_first, listed
from poatool.workspace.records import BY_PLAN, Confirmed, Final, Successor


class InPeriod(NamedTuple):
    """What was reported on an action in a period, as a text."""

    period: str
    said: str


class ClosedAction(NamedTuple):
    """An action and its final state, which is only a proposal unless `confirmed`.

    `because` says why; `to` holds the actions of other plans that continue it. `period` and `agencies` say when and by
    whom it was reported as completed; for any other final state they are null and empty.
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
    """The end of a plan: each action with one final state, and any other state that withheld updates would give it."""

    edition: Edition
    periods: tuple[str, ...]
    actions: tuple[ClosedAction, ...]
    otherwise: Mapping[str, Final]
    last: YearEndReport | None = None  # the report on the latest period, which knows what has been withheld

    @property
    def counts(self) -> Counter[Final]:
        """How many actions have each final state."""
        return Counter(action.final for action in self.actions)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The periods of the plan about which nothing is known."""
        return tuple(each.id for each in self.edition.framework.periods if each.id not in self.periods)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The codes of the actions whose final state is only a proposal."""
        return tuple(action.code for action in self.actions if not action.confirmed)


def closing(
    edition: Edition, history: Sequence[Coverage], whole: Sequence[Coverage], confirmed: Mapping[str, Confirmed]
) -> Closing:
    """Close a plan; `history` has the published coverage of each known period, `whole` also counts withheld updates."""
    plan, actions, otherwise = edition.framework, list[ClosedAction](), dict[str, Final]()
    for standing in edition.actions:
        inside, shown = (history_of(standing, edition, of) for of in (whole, history))
        known = shown.closed_as(inside, edition)
        if entry := confirmed.get(standing.code):
            final, because, to = entry.final, entry.because, entry.to
        else:
            (final, because), to = _proposed(standing, edition, known), ()
            others = (_proposed(standing, edition, of)[0] for of in (inside, shown))
            otherwise |= {standing.code: also} if (also := next((o for o in others if o is not final), None)) else {}
            because = because if standing.why in because else f"{because} {standing.why}"
        ended = (known.closed or known.last_reported) if final is Final.COMPLETED else None
        said = ended.actions if ended else ()
        reporters = {agency for each in said for agency in each.reported_by}
        reporters -= {of for each in said for of, status in each.statuses if not plan.status_by_id[status].ends}
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
                agencies=plan.in_order(reporters),
                reported=tuple(InPeriod(then.period, _in_words(then, edition)) for then in reversed(known.periods)),
            )
        )
    periods = tuple(each.edition.period.id for each in history if each.edition.period)
    return Closing(edition, periods, tuple(actions), otherwise)


def _proposed(standing: ActionStanding, edition: Edition, known: History) -> tuple[Final, str]:
    """The final state that the plan gives or, failing that, the last reports suggest, and why."""
    if by_plan := BY_PLAN[standing.standing]:
        return by_plan, standing.why
    last = known.closed or next((then for then in known.periods if then.statuses or then.reported), None)
    if last is None and (page := known.last_published):
        return Final.CONTINUES, page.possible_work
    if last is None:
        final = Final.CONTINUES if known.periods and known.last is None else Final.NEVER_REPORTED
        return final, _because(known.periods, edition) or "Nothing is known about any period."
    if known.closed:
        return Final.COMPLETED, _because([last], edition)
    by_id = edition.framework.status_by_id
    # If all work in the last reports has ended, some agency stopped reporting before its own work had ended.
    ended = last.statuses and all(by_id[status].ends for status in last.statuses)
    works = not last.statuses or any(by_id[status].progress for status in last.statuses)
    periods = known.periods[known.periods.index(last) :] if ended else [last]
    if ended and all(by_id[status].ends for then in periods for status in then.statuses):
        periods = [then for then in periods if then.reported]
        return Final.CONTINUES, f"Reported in {listed([then.period for then in reversed(periods)])}."
    return Final.CONTINUES if works else Final.NOT_DONE, _because(periods, edition)


def _because(periods: Iterable[ActionInPeriod], edition: Edition) -> str:
    """What was reported in some periods, the latest first: `Completed (NZP) in 2022. Under way (MBIE) in 2021.`"""
    found = by_first((_in_words(then, edition), then.period) for then in periods)
    return " ".join(f"{words} in {listed(in_periods[::-1])}." for words, in_periods in found.items())


_OTHERWISE: Mapping[str, Callable[[ActionCoverage], tuple[str, ...]]] = {
    "Nothing to report": lambda action: action.nil_by,
    "Only a pointer to another action": lambda action: action.pointer_by,
    "Set aside": lambda action: action.set_aside_by,
}
"""What agencies may have sent instead of a report."""


def _in_words(then: ActionInPeriod, edition: Edition) -> str:
    """What was reported in a period, as a text: `Completed (MBIE); on Action 26: Under way (NZP)`."""
    said = {each.code: said for each in then.actions if (said := _said(each, edition))}
    own = said.pop(then.actions[0].code, "")
    others = [edition.framework.in_its_words(f"on Action {code}: ") + words for code, words in said.items()]
    if words := "; ".join(filter(None, (own, *others))):
        return words[0].upper() + words[1:]
    if found := by_first((how, who) for each in then.actions for how, by in _OTHERWISE.items() for who in by(each)):
        return "; ".join(f"{words} ({', '.join(dict.fromkeys(who))})" for words, who in found.items())
    if not then.state.in_force:
        under = edition.by_code[then.actions[0].code].into if then.state is ActionState.INCORPORATED else ()
        return edition.framework.in_its_words(f"Under {actions(under)}") if under else "Not in force"
    if then.state is ActionState.NIL:
        return next(iter(_OTHERWISE))
    unknown = "Not reported on" if then.published is None else "Perhaps, with its objective"
    return "Completed earlier" if then.state is ActionState.CLOSED else unknown


def _said(action: ActionCoverage, edition: Edition) -> str:
    stated = [("as decided", action.decided)] if action.decided else action.statuses
    by_status, labels = by_first((status, who) for who, status in stated), edition.framework.status_by_id
    statuses = [f"{labels[status].label} ({', '.join(dict.fromkeys(who))})" for status, who in by_status.items()]
    by = f" ({', '.join(action.reported_by)})" if action.reported_by else ""
    return "; ".join(statuses) or (f"Reported{by}" if by or action.state is ActionState.REPORTED else "")
