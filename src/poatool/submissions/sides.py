"""The columns of wide tables: agencies or statuses side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poatool.submissions.candidates import BY_HEADING, TEXTS, Candidate, Side
from poatool.submissions.evidence import Evidence
from poatool.submissions.kinds import Kind


def sides_of(candidates: Sequence[Candidate], evidence: Evidence) -> list[Side]:
    """The columns headed by agencies, or by statuses of which one is ticked or has a text.

    Beside a text column, `Lead` and `Support` below agencies are no accounts of theirs.
    """
    told = any(each.holds_texts and each.named(Kind.AGENCY, evidence) is None for each in candidates)
    kinds = (Kind.SENTENCE,) if told else (Kind.WORDS, Kind.SENTENCE)
    agencies = [
        Side(each.at, agency=name)
        for each in candidates
        if (name := each.named(Kind.AGENCY, evidence))
        and each.profile.share(Kind.WORDS, Kind.SENTENCE) > TEXTS
        and each.profile.share(*kinds) > 0
    ]
    statuses = [
        Side(each.at, status=name, texts=each.holds_texts)
        for each in candidates
        if (name := each.named(Kind.STATUS, evidence))
        and (not each.profile.total or each.holds_texts or _is_ticked(each))
    ]
    ticked = [
        Side(each.at, agency=name, texts=False)
        for each in candidates
        if (name := each.named(Kind.AGENCY, evidence)) and (not each.profile.total or _is_ticked(each))
    ]
    filled = {each.at for each in candidates if each.profile.total}
    found = [*agencies, *_unknown_beside(candidates, agencies)] if len(agencies) > 1 else []
    for marked in (statuses, ticked):
        if len(marked) > 1 and any(side.at in filled for side in marked):
            found += marked
    return found


def _is_ticked(candidate: Candidate) -> bool:
    """Whether a column holds only ticks, perhaps with their number."""
    numbers = candidate.profile.share(Kind.NUMBER, Kind.NUMBER_OF_ACTION)
    return candidate.profile.share(Kind.TICK) >= numbers and candidate.profile.share(Kind.TICK) + numbers == 1


def _unknown_beside(candidates: Sequence[Candidate], agencies: Sequence[Side]) -> Iterator[Side]:
    """Text columns beside those of agencies, headed by an agency that the plan does not know."""
    known = {side.at for side in agencies}
    for each in candidates:
        column, weight = each.sense.best
        named = column == "agency" and weight >= BY_HEADING and each.sense.exact is None
        if each.at not in known and named and each.holds_texts:
            yield Side(each.at, agency=each.text)
