"""Classify what agencies answered, and explain an action's state in a word and in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from poatool.findings.model import Finding
from poatool.framework.edition import Edition
from poatool.framework.names.statuses import is_nil, is_status
from poatool.framework.reference.resolve import mentions
from poatool.reports.coverage_model import ActionState, AgencyAnswer, Kind, Reason
from poatool.reports.history import Past
from poatool.rules.updates.contradictions import tells_of_work
from poatool.rules.updates.progress import LONGEST, only_points
from poatool.submissions.interpret import Update
from poatool.text import actions, counted, listed, one_line

_SILENT = 2
"""Consecutive periods without an answer, this one included, after which an action counts as silent."""

_WHY: Mapping[Reason, str] = {
    Reason.LEAD: "lead",
    Reason.SUPPORT: "support",
    Reason.SENT: "asked",
    Reason.LAST_PERIOD: "answered last period",
}


def answer(update: Update, edition: Edition) -> AgencyAnswer:
    """Classify an answer: progress, or an answer without any.

    A nil return has none. A status under which there is nothing to report, such as “Not started”, has none either,
    whatever is planned, unless the text describes work that was done: the agency answered, so it is not missing, but
    the action stays a gap. A text that only points to other actions (`See Action 6`) does not report on its own action,
    whatever the status beside it.
    """
    if update.nil:
        return AgencyAnswer.NIL
    if points_to(update, edition):
        return AgencyAnswer.POINTER
    idle = update.status is not None and not edition.framework.status_by_id[update.status].progress
    return AgencyAnswer.NIL if idle and not tells_of_work(update.progress) else AgencyAnswer.REPORTED


def points_to(update: Update, edition: Edition) -> tuple[str, ...]:
    """The actions that an update points to, if its progress contains nothing else."""
    text = update.progress
    if not text or len(text) > LONGEST or not (cited := mentions(edition, text)):
        return ()
    rest = text
    for mention in cited:
        rest = rest.replace(mention.text, "")
    return tuple(dict.fromkeys(c for m in cited for c in m.references.codes)) if only_points(rest) else ()


@dataclass(slots=True)
class Heard:
    """What came in for an action: the updates that count, by answer, and those set aside with the reasons.

    `nil_returns` are the agencies that have nothing to report on any action expected of them, each with its reason.
    """

    counting: dict[AgencyAnswer, list[Update]] = field(default_factory=lambda: {answer: [] for answer in AgencyAnswer})
    aside: list[tuple[Update, Sequence[Finding]]] = field(default_factory=list)
    nil_returns: Mapping[str, str] = field(default_factory=dict)

    def agencies_giving(self, answer: AgencyAnswer) -> set[str]:
        """The agencies that gave an answer."""
        return {agency for update in self.counting[answer] for agency in update.agencies}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that decide a kind. `closed_in` is the period in which the action was closed."""

    state: ActionState
    heard: Heard
    past: Past
    closed_in: str | None
    expected: Mapping[str, Reason]
    missing: Sequence[str]


def kind_of(facts: Facts) -> Kind | None:
    """Find the one kind that explains most about an action in force.

    What came in takes precedence over what did not: first a row that was set aside, then an answer that only points to
    another action. An action is silent after two consecutive periods without an answer. It was never reported on if it
    could have been in a known earlier period; without one, nobody can know.
    """
    match facts.state:
        case ActionState.REPORTED if facts.closed_in:
            return Kind.REOPENED
        case ActionState.REPORTED:
            return Kind.EXPECTED_SILENT if facts.missing else None
        case ActionState.UNREPORTED:
            return _unreported(facts)
        case ActionState.CLOSED:
            return Kind.CLOSED
        case _:
            return Kind.NIL if facts.state is ActionState.NIL else None


def _unreported(facts: Facts) -> Kind:
    past = facts.past
    if facts.heard.aside:
        return Kind.SET_ASIDE
    if facts.heard.counting[AgencyAnswer.POINTER]:
        return Kind.POINTER
    if past.last_reported is None and any(then.silent for then in past.periods):
        return Kind.NEVER
    return Kind.SILENT_FOR if past.silent + 1 >= _SILENT else Kind.NOBODY


def because(kind: Kind | None, facts: Facts, edition: Edition) -> str:
    """Explain a kind in a sentence or two."""
    said = _SENTENCES[kind](facts, edition) if kind in _SENTENCES else ()
    return " ".join([*said, *_published(facts), *_not_said(facts)])


def _pointers(facts: Facts, edition: Edition) -> Iterator[str]:
    for update in facts.heard.counting[AgencyAnswer.POINTER]:
        yield f"{listed(update.agencies)} only pointed to {actions(points_to(update, edition))}."


def _never(facts: Facts, _: Edition) -> Iterator[str]:
    known = [then.period for then in reversed(facts.past.periods) if then.silent]
    yield f"Nobody reported on it, as in {listed(known)}."


def _silent(facts: Facts, _: Edition) -> Iterator[str]:
    yield f"No answer for {counted(facts.past.silent + 1, 'period')} on end."


def _closed(facts: Facts, edition: Edition) -> Iterator[str]:
    """The statuses that ended an action, and when."""
    last = next(then for then in facts.past.periods if then.reported)
    stated = {status for action in last.actions for status in action.standing_statuses}
    ended = listed([status.label for status in edition.framework.statuses if status.id in stated])
    again = ", and reported on again" if facts.state is ActionState.REPORTED else ""
    yield f"{ended} in {facts.closed_in}{again}."


def _nils(facts: Facts, edition: Edition) -> Iterator[str]:
    """What agencies answered instead of progress, each with its reason."""
    plan = edition.framework
    for update in facts.heard.counting[AgencyAnswer.NIL]:
        status = plan.status_by_id[update.status] if update.status else None
        answer = status.label if status and not status.progress else "Nothing to report"
        texts = (text for text in update.texts.values() if not (is_nil(plan, text) or is_status(plan, text)))
        reason = next(texts, "") if not update.withheld else ""
        yield f"{listed(update.agencies)} answered “{answer}”" + (f": {_in_full(reason)}" if reason else ".")
    for agency in (agency for agency in facts.expected if agency in facts.heard.nil_returns):
        yield f"{agency} sent no workbook: {_in_full(facts.heard.nil_returns[agency])}"


def _in_full(reason: str) -> str:
    """Put a reason in quotation marks at the end of a sentence."""
    return f"“{one_line(reason)}”" + ("" if reason.rstrip().endswith((".", "…", "!", "?")) else ".")


def _aside(facts: Facts, _: Edition) -> Iterator[str]:
    """Whose rows were set aside, and by which rules, without quoting them."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for update, findings in facts.heard.aside:
        found.setdefault(update.agencies, {}).update({f"{f.code} {f.name}": None for f in findings})
    for agencies, rules in found.items():
        who = f" of {listed(agencies)}" if agencies else ""
        yield f"What came in{who} was set aside ({listed(list(rules))})." if rules else f"A row{who} names no agency."


_SENTENCES: Mapping[Kind | None, Callable[[Facts, Edition], Iterable[str]]] = {
    Kind.NOBODY: lambda _facts, _edition: ["Nobody reported on it."],
    Kind.NIL: _nils,
    Kind.SET_ASIDE: _aside,
    Kind.POINTER: _pointers,
    Kind.SILENT_FOR: _silent,
    Kind.NEVER: _never,
    Kind.CLOSED: _closed,
    Kind.REOPENED: _closed,
}


def _published(facts: Facts) -> Iterator[str]:
    """What was last published for the objective of a gap, if that is later than any report on the action itself."""
    if facts.state is ActionState.UNREPORTED and (then := facts.past.last_published):
        yield f"{listed(then.published)} had work on its objective published in {then.period}."


def _not_said(facts: Facts) -> Iterator[str]:
    """Who was expected and did not answer, or answered without being expected to."""
    aside = {agency for update, _ in facts.heard.aside for agency in update.agencies}
    if silent := [agency for agency in facts.missing if agency not in aside]:
        who = [f"{agency} ({_WHY[facts.expected[agency]]})" for agency in silent]
        yield f"Expected from {listed(who)}, which did not answer."
    if facts.state is ActionState.REPORTED and facts.expected:
        found = dict.fromkeys(a for u in facts.heard.counting[AgencyAnswer.REPORTED] for a in u.agencies)
        if others := [agency for agency in found if agency not in facts.expected]:
            yield f"{listed(others)} reported on it without being expected to."
