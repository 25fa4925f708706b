"""Tell the state of one action, and why: what was sent on it, who reported on it, and who was expected to report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from poatool.findings.model import Finding
from poatool.findings.set_aside import Aside
from poatool.framework.edition import ActionStanding, Edition, Standing
from poatool.framework.names.statuses import is_nil, is_status
from poatool.reports.coverage_model import ActionCoverage, ActionState, AgencyAnswer, Kind, Reason, StatedStatus
from poatool.reports.history import History
from poatool.rules.across import latest_statuses
from poatool.rules.updates.placeholders import points_to
from poatool.submissions.evidence.work_done import reports_finished_work
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sent import Sent
from poatool.submissions.update_ids import RowKey
from poatool.text import actions, counted, listed, one_line


def answer(update: Update, edition: Edition) -> AgencyAnswer:
    """Tell what an update answers: a nil return, or a status such as “Not started”, reports no progress.

    The agency is then not missing, but the action is still a gap. A text that only points to other actions (`See Action
    6`) does not report on its own action, whatever status is beside it. A withheld update counts as a report.
    """
    if update.withheld:
        return AgencyAnswer.REPORTED
    if update.nil:
        return AgencyAnswer.NIL
    if points_to(update, edition):
        return AgencyAnswer.POINTER
    idle = update.status is not None and not edition.framework.status_by_id[update.status].progress
    return AgencyAnswer.NIL if idle and not reports_finished_work(update.progress) else AgencyAnswer.REPORTED


def expectations(standing: ActionStanding, edition: Edition, sent: Sent, again: Iterable[str]) -> Mapping[str, Reason]:
    """The agencies expected to report on an action in force, in the framework's order, each with the strongest reason.

    `sent` holds what templates asked; `again` the agencies that answered for the action, or should have, when it was
    last in force.
    """
    reasons: dict[str, Reason] = {}
    under = {standing.code, *edition.incorporated[standing.code]}
    for reason, agencies in (
        (Reason.LEAD, standing.action.lead),
        (Reason.SUPPORT, standing.action.supporting),
        (Reason.SENT, [agency for agency, codes in sent.items() if not under.isdisjoint(codes)]),
        (Reason.LAST_PERIOD, again),
    ):
        for agency in agencies:
            if agency in edition.framework.agency_by_code:
                reasons.setdefault(edition.published_as(agency), reason)
    return {agency: reasons[agency] for agency in edition.agencies if agency in reasons}


class Received(NamedTuple):
    """What agencies sent on an action: updates that count, updates set aside, and reasons of nil returns by sender."""

    counting: Mapping[AgencyAnswer, list[Update]]
    aside: list[tuple[Update, Sequence[Finding]]]
    nil_returns: Mapping[str, str]


def received_on(
    interpreted: Sequence[Interpreted], aside: Aside, edition: Edition, nil_returns: Mapping[str, str]
) -> Mapping[str, Received]:
    """What was received on each action, by its code; `nil_returns` holds reasons, by sender."""
    found = defaultdict[str, Received](lambda: Received({each: [] for each in AgencyAnswer}, [], nil_returns))
    for each in interpreted:
        for update in each.updates:
            why = aside.get(RowKey.of(each, update.table, update.row)) if aside else None
            # A second paragraph of next steps, for instance, only adds to the answer above it.
            only_adds = update.row.continues is not None and not update.progress and update.status is None
            for code in update.codes:
                if why is not None:
                    sent = update if update.agencies else update._replace(agencies=each.senders)  # of its file
                    found[code].aside.append((sent, why))
                elif not only_adds:
                    found[code].counting[answer(update, edition)].append(update)
    return found


def _nil_senders(agency: str, standing: ActionStanding, edition: Edition, nil_returns: Mapping[str, str]) -> set[str]:
    """The senders of nil returns that answer for an agency: itself, or all its units that the plan names there."""
    named = {code for code in (*standing.action.lead, *standing.action.supporting) if code in edition.agencies}
    units = {code for code in named if edition.published_as(code) == agency}
    return {agency} if agency in nil_returns else units if units <= nil_returns.keys() else set()


def settled(standing: ActionStanding, before: History) -> ActionState | None:
    """The state of an action in force on which no report is expected, unless a report comes; otherwise None."""
    return ActionState.CLOSED if standing.in_force and before.closed else None


def action_coverage(  # noqa: PLR0913, PLR0917 - all that its state depends on
    standing: ActionStanding,
    edition: Edition,
    received: Received,
    before: History,
    sent: Sent,
    no_more: Mapping[tuple[str, str | None], str],
    whole: ActionCoverage | None = None,
) -> ActionCoverage:
    """Who reported on an action of an edition, and who was expected to; `no_more` is `Checked.not_expected`.

    If `received` holds only what is published, `whole` also counts withheld updates, and gives the state, except that
    they alone cannot show an action to be closed. An agency whose answer is withheld is not listed as expected.
    """
    plan = edition.framework
    otherwise = settled(standing, before)
    answers = (AgencyAnswer.REPORTED, AgencyAnswer.NIL, AgencyAnswer.POINTER)
    reported, nil, pointer = ({a for u in received.counting[each] for a in u.agencies} for each in answers)
    again = before.last.expected_again if before.last else ()
    reasons = expectations(standing, edition, sent, again) if standing.in_force else {}
    if otherwise:  # it is open again only for the agencies that still report on it
        reasons = {agency: why for agency, why in reasons.items() if agency in reported}
    ended = {a: why for a, why in before.ended_by.items() if reasons.get(a) is Reason.LAST_PERIOD}
    decided = {agency: no_more.get((agency, None)) or no_more.get((agency, standing.code)) for agency in reasons}
    not_expected = {agency: why for agency in reasons if (why := decided[agency] or ended.get(agency))}
    expected = {agency: reason for agency, reason in reasons.items() if agency not in not_expected}
    senders = {agency: _nil_senders(agency, standing, edition, received.nil_returns) for agency in expected}
    nil |= {agency for agency, answering in senders.items() if answering} - reported
    if whole is not None:
        expected = {a: why for a, why in expected.items() if a in {*whole.missing, *reported, *nil, *pointer}}
    answering = plan.in_order(set().union(*senders.values()))
    received = received._replace(nil_returns={sender: received.nil_returns[sender] for sender in answering})
    state = _state(standing, whole, otherwise, reported=bool(reported), nil=bool(nil))
    # Of several statuses for parts of the period, such as quarters, only the last count.
    stated = latest_statuses(chain.from_iterable(received.counting.values()), edition)
    then = {then.period: then.state for then in reversed(before.periods)}
    published, reported_in = before.last_published, before.last_reported and before.last_reported.period
    is_reported = bool(reported) or state is ActionState.REPORTED
    action = ActionCoverage(
        code=standing.code,
        text=standing.text,
        pillar=standing.pillar,
        objective=standing.objective,
        state=state,
        expected=tuple(expected),
        expected_because=expected,
        not_expected=not_expected,
        reported_by=plan.in_order(reported),
        nil_by=plan.in_order(nil - reported),
        pointer_by=plan.in_order(pointer - reported - nil),
        set_aside_by=plan.in_order({agency for update, _ in received.aside for agency in update.agencies}),
        missing=tuple(agency for agency in expected if agency not in reported | nil | pointer),
        statuses=tuple(StatedStatus(agency, id_) for agency in plan.in_order(stated) for id_ in stated[agency]),
        last_reported=edition.period_id if is_reported and edition.period else reported_in,
        objective_in=published.period if published and not is_reported else None,
        timeline={**then, edition.period_id or "latest": state},
    )
    (kind, sentences), *others = _kinds(action, received, before, edition)
    kinds = tuple(filter(None, [kind, *(other for other, _ in others)]))
    return action._replace(kind=kind, kinds=kinds, because=" ".join([*sentences, *_others(action, received, before)]))


def _state(
    standing: ActionStanding, whole: ActionCoverage | None, otherwise: ActionState | None, *, reported: bool, nil: bool
) -> ActionState:
    if standing.standing is Standing.INCORPORATED:
        return ActionState.INCORPORATED
    if not standing.in_force:
        return ActionState.NOT_IN_FORCE
    if whole is not None and (whole.state is otherwise or not whole.state.settled):
        hidden = whole.state is ActionState.NIL and not nil  # what is withheld counts as reported, whatever it says
        return ActionState.REPORTED if hidden else whole.state
    if reported:
        return ActionState.REPORTED
    return otherwise or (ActionState.NIL if nil else ActionState.UNREPORTED)


_SILENT_AFTER = 2  # how many periods without an answer, the current one included, make an action silent
_WHY: Mapping[Reason, str] = {
    Reason.LEAD: "lead",
    Reason.SUPPORT: "support",
    Reason.SENT: "asked",
    Reason.LAST_PERIOD: "{} in {}",
}


def _kinds(
    action: ActionCoverage, received: Received, past: History, edition: Edition
) -> Iterator[tuple[Kind | None, Iterable[str]]]:
    """Each kind that applies, with the sentences about it; the first explains the action's state."""
    state, pointers, ours = action.state, received.counting[AgencyAnswer.POINTER], edition.framework.in_its_words
    if state in (ActionState.REPORTED, ActionState.CLOSED) and (closed := past.closed):
        ended = listed([status.label for status in edition.framework.statuses if status.id in closed.statuses])
        again = state is ActionState.REPORTED
        sentence = f"{ended} in {closed.period}{', and reported on again' if again else ''}."
        yield Kind.REOPENED if again else Kind.CLOSED, [sentence]
    if state is ActionState.REPORTED and action.missing:
        yield Kind.EXPECTED_SILENT, []
    if state is ActionState.NIL:
        yield Kind.NIL, chain(_nils(received, edition), _aside(received))
    if state is not ActionState.UNREPORTED:
        yield None, filter(None, [ours(edition.by_code[action.code].why)])
    elif received.aside:
        yield Kind.SET_ASIDE, _aside(received)
    elif pointers:
        to = ((each.agencies, actions(points_to(each, edition))) for each in pointers)
        yield Kind.POINTER, (f"{listed(agencies)} only pointed to {ours(named)}." for agencies, named in to)
    else:
        yield from _silence(past)


def _silence(past: History) -> Iterator[tuple[Kind, Iterable[str]]]:
    """The kinds of an action for which nobody answered, the narrowest first."""
    silent = [then for then in reversed(past.periods) if then.silent]
    known = [then.period for then in silent if not then.answered]
    if past.last_reported is None and silent:
        yield Kind.NEVER, [f"Nobody reported on it{', as in ' if known else ''}{listed(known)}."]
    if past.silent + 1 >= _SILENT_AFTER:
        yield Kind.SILENT_FOR, [f"No answer for {counted(past.silent + 1, 'period')} in a row."]
    yield Kind.NOBODY, ["Nobody reported on it."]


def _nils(received: Received, edition: Edition) -> Iterator[str]:
    plan = edition.framework
    for update in received.counting[AgencyAnswer.NIL]:
        status = plan.status_by_id[update.status] if update.status else None
        answer = status.label if status and not status.progress else "Nothing to report"
        texts = (update.texts.get(column, "") for column in ("progress", "reasons", "next_steps"))
        texts = (text for text in texts if text and not (is_nil(plan, text) or is_status(plan, text)))
        reason = next(texts, "")
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
        yield then.possible_work
    if silent := [agency for agency in action.missing if agency not in action.set_aside_by]:
        period, answered = (past.last.period, past.last.answered_by) if past.last else ("", ())
        did = {agency: "answered" if agency in answered else "as" for agency in silent}
        who = [f"{a} ({_WHY[action.expected_because[a]].format(did[a], period)})" for a in silent]
        yield f"Expected from {listed(who)}, which did not answer."
    if action.state is ActionState.REPORTED and action.expected:
        found = dict.fromkeys(a for u in received.counting[AgencyAnswer.REPORTED] for a in u.agencies)
        if others := [agency for agency in found if agency not in action.expected]:
            yield f"{listed(others)} reported on it without being expected to."
