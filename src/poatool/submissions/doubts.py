"""Doubts about the columns of a table; nothing in a doubtful table is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.columns import MARGIN, MOST, ROLE, Candidate
from poatool.submissions.evidence import Evidence
from poatool.submissions.heading_words import PLAIN_WORD, VERSIONS, WEIGHTS, fold_heading
from poatool.submissions.headings import SHORT
from poatool.submissions.kinds import OF_ACTION, Kind
from poatool.submissions.values import trimmed

_SHARING = frozenset({"action", "agency", "status"})
"""Columns of the plan that two columns of a sheet may both fill if they agree in each row."""


class Doubt(NamedTuple):
    """A column of the plan that two columns of the sheet may be, and the reason for doubt."""

    column: str
    places: tuple[int, ...]
    why: str


def doubts_in(candidates: Sequence[Candidate], evidence: Evidence) -> Iterator[Doubt]:
    """Every doubt that keeps a table's columns from being published."""
    for each in candidates:
        if each.column == "action" and _is_of_another_plan(each, evidence):
            yield Doubt("action", (each.at,), "its heading names another plan")
        if _holds_labels(each, evidence):
            yield Doubt("progress", (each.at,), "it labels the rows, which are the parts of updates")
        if each.column in evidence.narrative and (others := _versions(each, candidates)):
            yield Doubt(each.column, (each.at, *others), "they are versions of one text")
        for rival in candidates if each.column in _SHARING else ():
            if rival.at == each.rival and _competes(each, rival, evidence):
                yield Doubt(str(each.column), (each.at, rival.at), "both are equally likely, and they differ")


def _is_of_another_plan(action: Candidate, evidence: Evidence) -> bool:
    """Whether the action's heading names a plan by words or years that are not in this plan's title."""
    own = set(fold_heading(evidence.edition.framework.title).split())
    if action.sense.exact or _PLANS.isdisjoint(fold_heading(action.text).split()):
        return False
    known = own | _PLANS | evidence.headings.action_names | WEIGHTS.keys()
    names = [fold_heading(word) for word in PLAIN_WORD.findall(action.text)[1:] if not word[0].islower()]
    return any(word not in known for word in names)


_PLANS = frozenset({"plan", "strategy", "programme", "roadmap", "framework"})
"""Words for a plan."""


def _holds_labels(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column holds labels such as Status and Progress: then its rows are parts of forms, not updates."""
    if candidate.profile.share(Kind.WORDS, Kind.SENTENCE, Kind.PERIOD) <= MOST:
        return False
    texts = [trimmed(cell.value) for cell in candidate.values.values()]
    senses = [evidence.headings.sense(text).exact for text in texts if len(text) <= SHORT]
    labels = [column for column in senses if column in evidence.answers]
    return len(set(labels)) > 1 and len(labels) > MOST * len(texts)


def _competes(own: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether a second column of the sheet is equally likely and has other values."""
    column = own.column or ""
    if column == "status" and ((is_part(own) and is_part(other)) or _is_key(other, evidence)):
        return False
    near = own.score(column) - other.score(column) < MARGIN
    states = column == "status" and other.profile.share(Kind.STATUS) > MOST and other.sense.other is None
    if not (near or states or (column == "action" and _numbers(own, evidence) and _numbers(other, evidence))):
        return False
    rows = own.values.keys() & other.values.keys()
    said = ([evidence.says(column, each.values[row].value) for row in rows] for each in (own, other))
    return next(said) != next(said)


def _is_key(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column lists the statuses of the plan in its order."""
    said = [evidence.says("status", cell.value) for cell in candidate.values.values()]
    return said == [(status.id,) for status in evidence.edition.framework.statuses][: len(said)]


def _numbers(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column numbers actions and its heading says so."""
    words = fold_heading(candidate.text).split()
    named = not evidence.headings.action_names.isdisjoint(words) and not candidate.profile.serial
    return named and candidate.profile.share(*OF_ACTION) > MOST


def _versions(own: Candidate, candidates: Sequence[Candidate]) -> list[int]:
    """Text columns whose headings differ only in words for versions: `Progress v1`, `Progress v2`."""
    return [
        other.at
        for other in candidates
        if other.at != own.at
        and other.column is None
        and other.holds_texts
        and other.sense.time is own.sense.time
        and other.text != own.text
        and _unversioned(other) == _unversioned(own)
    ]


def _unversioned(candidate: Candidate) -> frozenset[str]:
    return frozenset(fold_heading(candidate.text).split()) - VERSIONS


def is_part(candidate: Candidate) -> bool:
    """Whether a heading names the status in a part of the period: `Q1 status`."""
    return candidate.sense.time is Fit.SAME and candidate.heads("status") >= ROLE and candidate.sense.other is None
