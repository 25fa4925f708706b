"""Apply decisions to submissions: which returns count, which texts are edited, and what is withheld."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from poatool.decisions.model import Counts, Decision, Decisions, Edit, Now, State, Withhold, pin
from poatool.decisions.waivers import STALE, in_file
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity, Waiver
from poatool.framework.edition import Edition
from poatool.submissions.intake import LeftAlone, Reason
from poatool.submissions.interpret import Interpreted, Update, is_nil_return
from poatool.submissions.update_ids import HASH, RowKey, id_of, update_ids


class Chosen(NamedTuple):
    """The submissions that count, those that a decision leaves alone, and the decisions that did so."""

    submissions: Sequence[Interpreted]
    left_alone: tuple[LeftAlone, ...] = ()
    applied: tuple[Decision, ...] = ()


class Settled(NamedTuple):
    """Submissions with edits and withholdings, and a finding for each stale one.

    `states` are those of the decisions that are about something here, and `now` what each is about. `withheld` are the
    rows of the updates that are withheld, each with its decision.
    """

    submissions: tuple[Interpreted, ...]
    findings: tuple[Finding, ...] = ()
    states: Mapping[Decision, State] = MappingProxyType({})
    now: Mapping[Decision, tuple[Now, ...]] = MappingProxyType({})
    withheld: Mapping[RowKey, Withhold] = MappingProxyType({})


def choose(read: Sequence[Interpreted], decisions: Decisions) -> Chosen:
    """Leave alone the returns in whose place a decision counts another one that is here, of the same agency."""
    left: dict[str, LeftAlone] = {}
    applied: list[Decision] = []
    for decision in decisions.entries:
        if not isinstance(decision, Counts):
            continue
        of_agency = [each for each in read if each.agency == decision.agency and _is_for(decision, each)]
        counting = [each for each in of_agency if in_file(decision.file, each.submission.path)]
        others = [
            each for each in of_agency if each not in counting and in_file(decision.instead_of, each.submission.path)
        ]
        if counting and others:
            applied.append(decision)
            left |= {
                path: LeftAlone(path, Reason.DECIDED, counting[0].submission.path)
                for path in (each.submission.path for each in others)
            }
    kept = [each for each in read if each.submission.path not in left]
    return Chosen(kept, tuple(left.values()), tuple(applied))


def _is_for(decision: Decision, each: Interpreted) -> bool:
    period = each.edition.period
    return decision.period is None or (period is not None and period.id == decision.period)


def settle(submissions: Sequence[Interpreted], decisions: Decisions, period: str | None) -> Settled:
    """Edit and withhold updates as decided.

    A decision on a text that has changed since applies to nothing: it is stale, and an error at the update until
    somebody decides again. Nothing is said of a decision on an agency that has sent nothing.
    """
    wanted = [*decisions.of(Edit, period), *decisions.of(Withhold, period)]
    if not wanted:
        return Settled(tuple(submissions))
    sent = _Sent(submissions)
    here = tuple(id_of(period or "", each.agency, "") for each in submissions if each.agency)
    changed = {key: update for key, (_, update) in sent.updates.items()}
    meant: dict[Decision, RowKey] = {}
    states: dict[Decision, State] = {}
    now: dict[Decision, tuple[Now, ...]] = {}
    findings: list[Finding] = []
    for decision in wanted:
        key, doubtful = sent.find(decision)
        if key is not None:
            changed[key] = _changed(changed[key], decision, submissions[0].edition)
            meant[decision] = key
        elif doubtful or decision.update.startswith(here):
            places = [Place.of(sent.updates[each][1].cell(_column(decision))) for each in doubtful]
            findings += (_stale(decision, place) for place in places or [decision.source])
        else:
            continue
        states[decision] = State.STALE if key is None else State.APPLIED
        now[decision] = tuple(sent.now(each, decision) for each in ([key] if key else doubtful))
    touched = {key.file for key in meant.values()}
    settled = (_with(each, changed) if each.submission.path in touched else each for each in submissions)
    withheld = {key: decision for decision, key in meant.items() if type(decision) is Withhold}
    return Settled(tuple(settled), tuple(findings), states, now, withheld)


def _with(each: Interpreted, changed: Mapping[RowKey, Update]) -> Interpreted:
    """A submission with its updates as they have been changed."""
    return replace(each, updates=tuple(changed.get(RowKey.of(each, u.table, u.row), u) for u in each.updates))


@dataclass(frozen=True)
class _Sent:
    """The updates that were sent, to be found by what was decided on."""

    submissions: Sequence[Interpreted]

    @cached_property
    def updates(self) -> Mapping[RowKey, tuple[str, Update]]:
        """Each update that has an id, with its id."""
        ids = update_ids(self.submissions)
        keyed = ((RowKey.of(each, u.table, u.row), u) for each in self.submissions for u in each.updates)
        return {key: (ids[key], update) for key, update in keyed if key in ids}

    @cached_property
    def _by_base(self) -> Mapping[str, Sequence[RowKey]]:
        """The updates by their ids without a hash."""
        found: defaultdict[str, list[RowKey]] = defaultdict(list)
        for key, (name, _) in self.updates.items():
            for base in {name, HASH.sub("", name)}:
                found[base].append(key)
        return found

    @cached_property
    def _by_pin(self) -> Mapping[str, Sequence[RowKey]]:
        """The updates by the pins of their texts, together and one by one."""
        found: defaultdict[str, list[RowKey]] = defaultdict(list)
        for key, (_, update) in self.updates.items():
            for each in {pin(text) for text in (_all(update), *update.as_sent.values())}:
                found[each].append(key)
        return found

    def now(self, key: RowKey, decision: Withhold) -> Now:
        """What a decision is about, as it stands here."""
        name, update = self.updates[key]
        text = decision.text_of(update)
        return Now(name, pin(text), text)

    def find(self, decision: Withhold) -> tuple[RowKey | None, Sequence[RowKey]]:
        """The update that was decided on; or else those that may be it, with another text or on other actions."""
        alike = [*self._by_base.get(decision.update, ()), *self._by_base.get(HASH.sub("", decision.update), ())]
        fitting = [key for key in alike if self._fits(key, decision)]
        exact = [key for key in fitting if self.updates[key][0] == decision.update]
        if fitting:
            return (exact or fitting)[0], ()
        moved = self._by_pin.get(decision.was, ()) if decision.was else ()
        return None, tuple(dict.fromkeys(alike or moved))

    def _fits(self, key: RowKey, decision: Withhold) -> bool:
        """Whether an update still says what was decided on."""
        name, update = self.updates[key]
        if isinstance(decision, Edit) and decision.column not in update.texts:
            return False
        if decision.was is not None:
            return decision.was == pin(decision.text_of(update))
        if hashed := HASH.search(decision.update):
            return pin(_all(update)).startswith(hashed[1])
        return name == decision.update


def _all(update: Update) -> str:
    """All texts of an update, as its id and a pin have them."""
    return "\n".join(update.as_sent.values())


def _changed(update: Update, decision: Withhold, edition: Edition) -> Update:
    if not isinstance(decision, Edit):
        return update._replace(withheld=decision.because)
    column = decision.column
    texts = {**update.texts, column: decision.text}
    nil = is_nil_return(update.status, texts.get("progress", ""), edition)
    return update._replace(texts=texts, replaced={**update.replaced, column: update.as_sent[column]}, nil=nil)


def _column(decision: Withhold) -> str:
    return decision.column if isinstance(decision, Edit) else "progress"


def _stale(decision: Withhold, place: Place) -> Finding:
    source = decision.source
    if place == source:
        message, hint = f"No update has the id {decision.update}.", _LOOK_UP
    else:
        done = "edits" if isinstance(decision, Edit) else "withholds"
        where = f"{source.file}, line {source.row},"
        message = f"{where} {done} {decision.update}, and this is not the text that was decided on."
        hint = _AGAIN
    severity, related = Severity(STALE.severity), (source,) if place != source else ()
    return Finding(STALE.code, STALE.name, severity, message, hint, place, decision.update, related=related)


_LOOK_UP = "Its row was deleted, or is on other actions now. Look it up, and correct the decision or delete it."
_AGAIN = "Read it again, and decide again as decisions-proposed.yaml proposes, or delete the decision."


def in_their_light(findings: Sequence[Finding], settled: Settled) -> Iterator[Finding]:
    """Findings on what was sent, in the light of decisions.

    What is withheld needs no correction, so a finding on it is accepted. One on an edited text says so.
    """
    if not settled.states:
        yield from findings
        return
    context = Context(settled.submissions)
    for finding in findings:
        update, submission = context.update(finding.place), context.submission(finding.place)
        if update is None or submission is None:
            yield finding
        elif (decision := settled.withheld.get(RowKey.of(submission, update.table, update.row))) is not None:
            accepted = Waiver(finding.code, decision.because, by=decision.by, source=decision.source)
            yield finding._replace(waiver=accepted)
        elif any(Place.of(update.cell(column)) == finding.place for column in update.replaced):
            yield finding._replace(message=f"{finding.message} It stands in the text that a decision puts here.")
        else:
            yield finding
