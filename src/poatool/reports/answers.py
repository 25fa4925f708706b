"""Classify agencies' answers, look up earlier periods, and explain the state of an action."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import NamedTuple

from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.names.statuses import is_nil, is_status
from poatool.framework.reference.resolve import mentions
from poatool.reports.coverage_model import ActionCoverage, ActionState, AgencyAnswer, Coverage, Kind, Reason
from poatool.rules.updates.progress import LONGEST, only_points
from poatool.rules.updates.status import reports_finished_work
from poatool.submissions.interpret import Update
from poatool.submissions.sent import Sent
from poatool.text import actions, counted, listed, one_line

_SILENT_AFTER = 2  # how many periods without an answer, the current one included, make an action silent
_WHY: Mapping[Reason, str] = {
    Reason.LEAD: "lead",
    Reason.SUPPORT: "support",
    Reason.SENT: "asked",
    Reason.LAST_PERIOD: "answered in {}",
}


def answer(update: Update, edition: Edition) -> AgencyAnswer:
    """Classify an update by whether it reports progress.

    A nil return reports none. A status such as “Not started” reports none either, unless the text describes finished
    work. After such an answer the agency is not missing, but the action is still a gap. A text that only points to
    other actions (`See Action 6`) does not report on its own action, whatever status is beside it.
    """
    if update.nil:
        return AgencyAnswer.NIL
    if points_to(update, edition):
        return AgencyAnswer.POINTER
    idle = update.status is not None and not edition.framework.status_by_id[update.status].progress
    return AgencyAnswer.NIL if idle and not reports_finished_work(update.progress) else AgencyAnswer.REPORTED


def points_to(update: Update, edition: Edition) -> tuple[str, ...]:
    """The actions that `See Action 6` points to; empty if the progress of the update says anything else."""
    text = update.progress
    if not text or len(text) > LONGEST or not (cited := mentions(edition, text)):
        return ()
    rest = text
    for mention in cited:
        rest = rest.replace(mention.text, "")
    return tuple(dict.fromkeys(c for m in cited for c in m.references.codes)) if only_points(rest) else ()


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
        states = {action.state for action in self.actions}
        return next(state for state in ActionState if state in states)

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


class History(NamedTuple):
    """An action in each known earlier period, latest first."""

    periods: tuple[ActionInPeriod, ...]

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

    def ended_by(self, edition: Edition) -> Mapping[str, str]:
        """The agencies that ended their work on it in the period before, and how; empty if it was out of force then."""
        last = self.periods[0] if self.periods and self.periods[0].in_force else None
        labels = {status.id: status.label for status in edition.framework.statuses if status.ends}
        stated = last.stated(edition) if last else {}
        ended = {
            agency: [labels[id_] for id_ in labels if id_ in own] for agency, own in stated.items() if own <= {*labels}
        }
        return {agency: f"{listed(how)} in {last.period}" for agency, how in ended.items() if last and how}

    def closed(self, edition: Edition) -> ActionInPeriod | None:
        """The period by which all agencies that reported on it had ended their work; None if any has not."""
        by_id = edition.framework.status_by_id
        last: dict[str, set[str]] = {}
        since: ActionInPeriod | None = None
        for then in reversed(self.periods):
            if not then.in_force:  # an action that is reinstated is open again
                last.clear()
            stated = then.stated(edition)
            joined = stated.keys() - last.keys()
            last |= stated
            ended = last and all(statuses and all(by_id[s].ends for s in statuses) for statuses in last.values())
            since = (then if joined else since or then) if ended else None
        return since


def earlier_periods(edition: Edition, history: Mapping[str, Coverage]) -> tuple[Coverage, ...]:
    """The coverage of the periods before the edition's, earliest first."""
    now = edition.period
    return tuple(
        history[period.id]
        for period in sorted(edition.framework.periods, key=lambda period: period.start)
        if period.id in history and (now is None or period.start < now.start)
    )


def past(standing: ActionStanding, edition: Edition, earlier: Sequence[Coverage]) -> History:
    """Collect what earlier periods show about an action of this edition."""
    own = [edition.by_code[code].action.code for code in (standing.code, *edition.incorporated[standing.code])]
    return History(
        tuple(
            ActionInPeriod(
                then.edition.period.id,
                tuple(then.by_file_code[code] for code in own if code in then.by_file_code),
                then.active.get(standing.objective),
            )
            for then in reversed(earlier)
            if then.edition.period is not None
        )
    )


def expectations(
    standing: ActionStanding, edition: Edition, sent: Sent, last_period: Iterable[str]
) -> Mapping[str, Reason]:
    """The agencies expected to report on an action in force, in the framework's order, each with the reason.

    The first of these reasons that applies is given: the agency leads the action, supports it, was asked about it in
    its template (`sent`), or answered for it in the last period in which it was in force (`last_period`), even with a
    nil return.
    """
    reasons: dict[str, Reason] = {}
    under = {standing.code, *edition.incorporated[standing.code]}
    for reason, agencies in (
        (Reason.LEAD, standing.action.lead),
        (Reason.SUPPORT, standing.action.supporting),
        (Reason.SENT, [agency for agency, codes in sent.items() if not under.isdisjoint(codes)]),
        (Reason.LAST_PERIOD, last_period),
    ):
        for agency in agencies:
            if agency in edition.framework.agency_by_code:
                reasons.setdefault(edition.published_as(agency), reason)
    return {agency: reasons[agency] for agency in edition.agencies if agency in reasons}


@dataclass(slots=True)
class Received:
    """What agencies sent on an action: the updates that count, by answer, and those set aside, with their errors.

    `nil_returns` gives the reasons of the nil returns that answer for the action, by the agency or unit that sent them.
    """

    counting: dict[AgencyAnswer, list[Update]] = field(default_factory=lambda: {answer: [] for answer in AgencyAnswer})
    aside: list[tuple[Update, Sequence[Finding]]] = field(default_factory=list)
    nil_returns: Mapping[str, str] = field(default_factory=dict)


def explained(action: ActionCoverage, received: Received, past: History, edition: Edition) -> ActionCoverage:
    """The action with the kind that best explains its state, and sentences about it.

    For an unreported action, the kind is the first that applies: a row was set aside; an answer only points to another
    action; the action was never reported on, though it was in force in a known earlier period; nobody has answered for
    two periods or more; nobody answered in this one.
    """
    kinds = _kinds(action, received, past, edition)
    kind, sentences = next((kind, sentences) for applies, kind, sentences in kinds if applies)
    return action._replace(kind=kind, because=" ".join([*sentences, *_others(action, received, past)]))


def _kinds(
    action: ActionCoverage, received: Received, past: History, edition: Edition
) -> Iterator[tuple[object, Kind | None, Iterable[str]]]:
    """Whether each kind applies, and the sentences about it."""
    state, pointers = action.state, received.counting[AgencyAnswer.POINTER]
    if state in (ActionState.REPORTED, ActionState.CLOSED) and (closed := past.closed(edition)):
        ended = listed([status.label for status in edition.framework.statuses if status.id in closed.statuses])
        again = state is ActionState.REPORTED
        sentence = f"{ended} in {closed.period}{', and reported on again' if again else ''}."
        yield True, Kind.REOPENED if again else Kind.CLOSED, [sentence]
    yield state is ActionState.REPORTED and action.missing, Kind.EXPECTED_SILENT, []
    yield state is ActionState.NIL, Kind.NIL, chain(_nils(received, edition), _aside(received))
    yield state is not ActionState.UNREPORTED, None, filter(None, [edition.by_code[action.code].why])
    yield received.aside, Kind.SET_ASIDE, _aside(received)
    to = (f"{listed(each.agencies)} only pointed to {actions(points_to(each, edition))}." for each in pointers)
    yield pointers, Kind.POINTER, to
    silent = [then for then in reversed(past.periods) if then.silent]
    known = [then.period for then in silent if not then.answered_by]
    never = f"Nobody reported on it{', as in ' if known else ''}{listed(known)}."
    yield past.last_reported is None and silent, Kind.NEVER, [never]
    several = f"No answer for {counted(past.silent + 1, 'period')} in a row."
    yield past.silent + 1 >= _SILENT_AFTER, Kind.SILENT_FOR, [several]
    yield True, Kind.NOBODY, ["Nobody reported on it."]


def _nils(received: Received, edition: Edition) -> Iterator[str]:
    plan = edition.framework
    for update in received.counting[AgencyAnswer.NIL]:
        status = plan.status_by_id[update.status] if update.status else None
        answer = status.label if status and not status.progress else "Nothing to report"
        texts = (text for text in update.texts.values() if not (is_nil(plan, text) or is_status(plan, text)))
        reason = next(texts, "") if not update.withheld else ""
        yield f"{listed(update.agencies)} answered “{answer}”" + (f": {_quoted(reason)}" if reason else ".")
    for sender, reason in received.nil_returns.items():
        yield f"{sender} has nothing to report" + (f": {_quoted(reason)}" if reason else ".")


def _quoted(reason: str) -> str:
    return f"“{one_line(reason)}”" + ("" if reason.rstrip().endswith((".", "…", "!", "?")) else ".")


def _aside(received: Received) -> Iterator[str]:
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for update, findings in received.aside:
        found.setdefault(update.agencies, {}).update({f"{f.code} {f.name}": None for f in findings})
    for agencies, rules in found.items():
        sent = f"What {listed(agencies)} sent on it" if agencies else "A row without an agency"
        yield f"{sent} was set aside ({listed(list(rules))})." if rules else "A row names no agency."


def _others(action: ActionCoverage, received: Received, past: History) -> Iterator[str]:
    if action.state is ActionState.UNREPORTED and (then := past.last_published):
        yield then.perhaps
    if silent := [agency for agency in action.missing if agency not in action.set_aside_by]:
        last = past.last.period if past.last else ""
        who = [f"{agency} ({_WHY[action.expected_because[agency]].format(last)})" for agency in silent]
        yield f"Expected from {listed(who)}, which did not answer."
    if action.state is ActionState.REPORTED and action.expected:
        found = dict.fromkeys(a for u in received.counting[AgencyAnswer.REPORTED] for a in u.agencies)
        if others := [agency for agency in found if agency not in action.expected]:
            yield f"{listed(others)} reported on it without being expected to."
