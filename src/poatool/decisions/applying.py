"""Apply decisions to submissions, and record whether each is applied, stale or idle."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice

from poatool.decisions import model
from poatool.decisions.model import Counts, CurrentText, Decision, Decisions, Edit, Ruling, State, Withhold
from poatool.decisions.waivers import ANY_CHANGED, CHANGED, ELSEWHERE, STALE, Settled
from poatool.findings.model import Finding, Place, Severity, pin
from poatool.findings.set_aside import set_aside
from poatool.framework.columns import STATUS
from poatool.framework.edition import Edition
from poatool.framework.faults import FaultKind
from poatool.framework.names import statuses as status_names
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cells
from poatool.submissions.row_answers import is_nil_return
from poatool.submissions.sources import LeftAlone, Reason, in_file
from poatool.submissions.update_ids import HASH, LATER, RowKey, id_of, update_ids
from poatool.text import by_first, listed
from poatool.workbooks.model import RawCell

_PROPOSED = 20  # how many updates to propose for a stale decision
_TRIES = 500  # how many combinations of texts to try, to find out what was cleared


def choose(
    read: Sequence[Interpreted], decisions: Decisions
) -> tuple[Sequence[Interpreted], tuple[LeftAlone, ...], tuple[Decision, ...]]:
    """The submissions that count, those left out because another one counts instead, and the decisions that say so."""
    left: dict[str, LeftAlone] = {}
    applied: list[Decision] = []
    for decision in decisions.entries:
        if not isinstance(decision, Counts):
            continue
        for_period = [e for e in read if decision.period in (None, e.edition.period_id)]
        sent = [e.submission.path for e in for_period if e.agency == e.edition.published_as(decision.agency)]
        counting = [path for path in sent if path not in left and in_file(decision.file, path)]
        others = [path for path in sent if path not in counting and in_file(decision.instead_of, path)]
        if counting and others:
            applied.append(decision)
            left |= {path: LeftAlone(path, Reason.DECIDED, counting[0]) for path in others}
    return [each for each in read if each.submission.path not in left], tuple(left.values()), tuple(applied)


def settle(
    submissions: Sequence[Interpreted], decisions: Decisions, period: str | None, *, in_part: bool = False
) -> Settled:
    """Edit and withhold updates as the decisions say.

    A decision is stale, and not applied, if its text has changed or no update has its id. That is an error until
    somebody decides again. If its agency has sent nothing, the finding is only advice, and is left out if only some
    files were read (`in_part`). A decision on an update in later returns is idle.
    """
    as_sent = Settled(
        tuple(submissions),
        accepted=decisions.of(model.Accept, period),
        assessed={each.action: each for each in decisions.of(model.AssessedStatus, period)},
        not_expected={(each.agency, each.action): each.because for each in decisions.of(model.NotExpected, period)},
        awaited={each.agency for each in decisions.of(model.Extension, period)},
    )
    if not (wanted := [*decisions.of(Edit, period), *decisions.of(Withhold, period)]):
        return as_sent
    sent = _Updates(submissions)
    here = tuple(id_of(period or "", agency, "") for each in submissions for agency in each.agencies)
    changed = {key: update for key, (_, update) in sent.updates.items()}
    made: dict[tuple[RowKey, str], Withhold] = {}
    rulings: dict[Decision, Ruling] = {}
    stale: dict[Place, Finding] = {}
    for decision in wanted:
        key, column = sent.find(decision), decision.column if isinstance(decision, Edit) else ""
        doubtful = sent.doubtful(decision) if key is None else ()
        now = tuple(sent.now(each, decision) for each in ([key] if key else doubtful[:_PROPOSED]))
        stays = decisions.texts_stay and column != STATUS
        if key is not None:
            rulings[decision] = Ruling(decision, State.APPLIED, now)
            if not stays:
                changed[key] = _changed(changed[key], decision, submissions[0].edition)
                made[key, column] = decision
        elif doubtful or not decision.update.endswith(LATER):
            sends = decision.update.startswith(here)
            ruling = rulings[decision] = Ruling(decision, State.STALE, now, _why_stale(decision, now, sends=sends))
            kind = STALE if doubtful or sends else ELSEWHERE
            places = [Place.of(sent.updates[each][1].cell(column or "progress")) for each in doubtful if not stays]
            for place in places or ([decision.source] if kind is STALE or not in_part else []):
                stale.setdefault(place, _stale(decision, ruling, place, kind))
    touched = {key.file for key, _ in made}
    settled = []
    for each in submissions:
        updates = (changed.get(RowKey.of(each, u.table, u.row), u) for u in each.updates)
        settled.append(replace(each, updates=tuple(updates)) if each.submission.path in touched else each)
    return as_sent._replace(submissions=tuple(settled), findings=tuple(stale.values()), rulings=rulings, made=made)


class _Updates:
    def __init__(self, submissions: Sequence[Interpreted]) -> None:
        ids = update_ids(submissions)
        keyed = ((RowKey.of(each, u.table, u.row), u) for each in submissions for u in each.updates)
        self.updates = {key: (ids[key], update) for key, update in keyed if key in ids}
        """The updates that have an id, each with its id."""
        self._by_base = by_first((HASH.sub("", name), key) for key, (name, _) in self.updates.items())

    def find(self, decision: Withhold) -> RowKey | None:
        """The update decided on, if its text is unchanged; if several have this text, the one with the same id."""
        candidates = self._by_base.get(HASH.sub("", decision.update.removesuffix(LATER)), ())
        unchanged = [key for key in candidates if self._is_unchanged(key, decision)]
        return min(unchanged, key=lambda key: self.updates[key][0] != decision.update, default=None)

    def _is_unchanged(self, key: RowKey, decision: Withhold) -> bool:
        name, update = self.updates[key]
        if decision.was is not None:
            return pin(decision.text_of(update)) == decision.was
        hashed = HASH.search(decision.update)
        texts = "\n".join(update.as_sent.values())  # the texts that go into the hash of an id
        same = pin(texts).startswith(hashed[1]) if hashed else name == decision.update
        return same and (not isinstance(decision, Edit) or decision.column in (STATUS, *update.texts))

    def doubtful(self, decision: Withhold) -> Sequence[RowKey]:
        """The updates that a stale decision may mean: those with its id, else its text, else its agency and actions."""
        base, period = HASH.sub("", decision.update), decision.period or ""
        every = [] if base in self._by_base else [(key, update) for key, (_, update) in self.updates.items()]
        own = ((k, u) for k, u in every if base.startswith(tuple(id_of(period, a, "") for a in u.agencies)))
        same_text = [key for key, u in own if (text := decision.text_of(u)) and pin(text) == decision.was]
        joint = [key for key, each in every if base in (id_of(period, a, *each.codes) for a in each.agencies)]
        return self._by_base.get(base) or same_text or joint

    def now(self, key: RowKey, decision: Withhold) -> CurrentText:
        name, update = self.updates[key]
        text = decision.text_of(update)
        return CurrentText(name, pin(text), text)


def _changed(update: Update, decision: Withhold, edition: Edition) -> Update:
    if not isinstance(decision, Edit):
        return update._replace(withheld=decision.because, settled=True)
    column, text, row, was = decision.column, decision.text, update.row, decision.text_of(update)
    if column == STATUS:
        label = edition.framework.status_by_id[text].label
        update = update._replace(status=text, named_status=status_names.status(edition.framework, label))
        text = label
    own, cell = row.cells, row.cells.raw.get(column)
    if cell is None or column == STATUS:  # a text that was not sent has no cell yet; a status is quoted from its cell
        heading = update.table.heading(column)
        empty = update.table.empty_cell(heading, row.number) if heading else (row.start.row, row.start.column)
        place = cell.at if cell else empty
        row = row._replace(cells=Cells(own.origin, {**own.raw, column: RawCell(*place, text, text)}, own.elsewhere))
    texts = update.texts if column == STATUS else {**update.texts, column: text}
    nil = is_nil_return(update.status, texts.get("progress", ""), edition)
    return update._replace(row=row, texts=texts, replaced={**update.replaced, column: was}, nil=nil)


def _why_stale(decision: Withhold, now: Sequence[CurrentText], *, sends: bool) -> str:
    base, ids = HASH.sub("", decision.update), [each.update for each in now]
    if base in (HASH.sub("", each) for each in ids):
        return CHANGED
    meant = f"; {listed(ids, 'or')} may be meant" if ids else "" if sends else ": its agency has sent nothing"
    return f"no update has this id{meant}"


def _stale(decision: Withhold, ruling: Ruling, place: Place, kind: FaultKind) -> Finding:
    source, done = decision.source, "edits" if isinstance(decision, Edit) else "withholds"
    message = f"{source.file}, line {source.row}, {done} {decision.update}, but {ruling.why}."
    related, severity = () if place == source else (source,), Severity(kind.severity)
    return Finding(kind.code, kind.name, severity, message, kind.hint, place, decision.update, related=related)


def rulings(
    decisions: Decisions, period: str | None, settled: Settled, findings: Sequence[Finding], chosen: Iterable[Decision]
) -> tuple[Ruling, ...]:
    """The ruling on each decision for a period; `chosen` holds those that left a file out."""
    used = by_first((each.waiver, each) for each in findings if isinstance(each.waiver, model.Accept))
    applied = {each: Ruling(each, State.APPLIED) for each in chosen}
    applied |= {each: Ruling(each, State.APPLIED, _accepted(found)) for each, found in used.items()}
    stale = {each.place for each in findings if each.code == STALE.code}
    applied |= {
        each: Ruling(each, State.STALE, (), ANY_CHANGED)
        for each in decisions.of(model.Accept, period)
        if each.source in stale
    }
    clearances = () if decisions.texts_stay else decisions.of(model.Clearance, period)
    cleared: dict[Decision, Ruling] = {each: _on_clearance(each, settled.submissions, findings) for each in clearances}
    current = {each.agency: each.source.row or 0 for each in clearances if cleared[each].state is State.APPLIED}
    for each in clearances:
        if cleared[each].state is State.STALE and current.get(each.agency, 0) > (each.source.row or 0):
            cleared[each] = Ruling(each, State.IDLE)  # its agency has cleared the current texts since
    made = {**applied, **settled.rulings, **cleared}
    of_sent = (Counts, Withhold, model.Accept)  # idle unless in `made`
    here = (each for each in decisions.entries if each.period in (None, period))
    states = ((each, State.IDLE if isinstance(each, of_sent) else State.APPLIED) for each in here)
    return tuple(made.get(each) or Ruling(each, state) for each, state in states)


def _accepted(findings: Iterable[Finding]) -> tuple[CurrentText, ...]:
    """The texts that a decision accepts; advice is never about a text to keep out."""
    pins = dict.fromkeys(each.pin for each in findings if each.severity is not Severity.ADVICE)
    return tuple(CurrentText("", pin, "") for pin in pins)


def _on_clearance(decision: model.Clearance, settled: Sequence[Interpreted], findings: Sequence[Finding]) -> Ruling:
    """The ruling on a clearance: stale unless its agency has cleared every text to be published."""
    aside, ids = set_aside(settled, findings), update_ids(settled)
    published, kept_back = dict[str, Counter[str]](), dict[str, Counter[str]]()
    for each in settled:
        for update in each.updates:
            key = RowKey.of(each, update.table, update.row)
            if key in ids and each.edition.published_as(decision.agency) in update.agencies:
                among = kept_back if update.withheld or key in aside else published
                among[ids[key]] = Counter(update.texts.values())
    was = decision.pin_of(_all(published.values()).elements())
    beyond = () if decision.was in (None, was) else _not_cleared(decision, published, kept_back)
    if beyond == ():
        return Ruling(decision, State.APPLIED, (CurrentText("", decision.was or was, ""),))
    why = f"{decision.agency} did not clear {listed(beyond)}" if beyond else "a text was changed, added or taken out"
    return Ruling(decision, State.STALE, (CurrentText("", was, ""),), why)


def _not_cleared(
    decision: model.Clearance, published: Mapping[str, Counter[str]], kept_back: Mapping[str, Counter[str]]
) -> Sequence[str] | None:
    """The ids of published updates that were not cleared, found by trial: empty if all were; None if no trial fits."""
    single = [(name, Counter([text])) for name, texts in published.items() for text in texts]
    parts, kept = [*published.items(), *single], list(kept_back.values())
    less = (((), _all(some)) for n in range(len(kept) + 1) for some in combinations(kept, n))
    more = ((some, _all(too)) for n in (1, 2) for some in combinations(parts, n) for too in ((), kept))
    every = _all(published.values())
    for left_out, too in chain(islice(less, _TRIES), islice(more, _TRIES)):
        if decision.was == decision.pin_of((every - _all(texts for _, texts in left_out) + too).elements()):
            return tuple(dict.fromkeys(name for name, _ in left_out))
    return None


def _all(texts: Iterable[Counter[str]]) -> Counter[str]:
    return sum(texts, Counter())
