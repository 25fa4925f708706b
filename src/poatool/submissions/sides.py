"""The columns of wide tables: agencies or statuses side by side."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.submissions.candidates import Candidate, Side
from poatool.submissions.evidence import Evidence
from poatool.submissions.kinds import Kind


def sides_of(candidates: Sequence[Candidate], evidence: Evidence) -> list[Side]:
    """The columns headed by agencies or by statuses, of which one is ticked or, for a status, has a text."""
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
    found = []
    for marked in (statuses, ticked):
        if len(marked) > 1 and any(side.at in filled for side in marked):
            found += marked
    return found


def _is_ticked(candidate: Candidate) -> bool:
    """Whether a column holds only ticks, perhaps with their number."""
    numbers = candidate.profile.share(Kind.NUMBER, Kind.NUMBER_OF_ACTION)
    return candidate.profile.share(Kind.TICK) >= numbers and candidate.profile.share(Kind.TICK) + numbers == 1
