"""Rule on the decisions for a period: is each applied, stale or idle?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, islice

from poatool.decisions.model import Accept, Clearance, CurrentText, Decision, Decisions, Ruling, State
from poatool.decisions.settled import Settled
from poatool.findings.model import Finding
from poatool.findings.set_aside import set_aside
from poatool.submissions.interpret import Interpreted
from poatool.submissions.update_ids import RowKey, update_ids
from poatool.text import listed

_TRIES = 500  # how many combinations of texts to try, to find out what was cleared


def rulings(
    decisions: Decisions,
    period: str | None,
    settled: Settled,
    findings: Sequence[Finding],
    chosen: Iterable[Decision],
) -> tuple[Ruling, ...]:
    """The ruling on each decision for a period; `chosen` holds those that left a file out."""
    used = [each.waiver for each in findings if isinstance(each.waiver, Accept)]
    applied = {each: Ruling(each, State.APPLIED) for each in (*chosen, *used)}
    clearances = () if decisions.texts_stay else decisions.of(Clearance, period)
    cleared: dict[Decision, Ruling] = {each: _on_clearance(each, settled.submissions, findings) for each in clearances}
    current = {each.agency: each.source.row or 0 for each in clearances if cleared[each].state is State.APPLIED}
    for each in clearances:
        if cleared[each].state is State.STALE and current.get(each.agency, 0) > (each.source.row or 0):
            cleared[each] = Ruling(each, State.IDLE)  # its agency has cleared the current texts since
    return decisions.rulings(period, {**applied, **settled.rulings, **cleared})


def _on_clearance(decision: Clearance, settled: Sequence[Interpreted], findings: Sequence[Finding]) -> Ruling:
    """The ruling on a clearance: stale if its agency has not cleared every text to be published for it."""
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
    decision: Clearance, published: Mapping[str, Counter[str]], kept_back: Mapping[str, Counter[str]]
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
