"""What a reading of columns leaves in doubt, so that nothing is published by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from poatool.framework.dates import Fit
from poatool.submissions.columns import BY_HEADING, MARGIN, MOST, Candidate
from poatool.submissions.evidence import Evidence
from poatool.submissions.heading_words import PLAIN_WORD, VERSIONS, WEIGHTS, fold_heading
from poatool.submissions.headings import SHORT
from poatool.submissions.kinds import Kind
from poatool.submissions.values import trimmed

_SHARING = frozenset({"action", "agency", "status"})
"""Columns of the plan for which two columns of a sheet are no rivals if they agree in each row."""


class Doubt(NamedTuple):
    """A column of the plan that two columns of the sheet may stand for, and why it is in doubt."""

    column: str
    places: tuple[int, ...]
    why: str


def of_another_plan(candidates: Iterable[Candidate], evidence: Evidence) -> list[Doubt]:
    """A doubt if the action's heading names a plan by words or years that are not in this plan's title."""
    own = set(fold_heading(evidence.edition.framework.title).split())
    known = own | _PLANS | evidence.headings.action_names | WEIGHTS.keys()
    doubts = []
    for each in candidates:
        if each.column != "action" or each.sense.exact or _PLANS.isdisjoint(fold_heading(each.text).split()):
            continue
        names = [fold_heading(word) for word in PLAIN_WORD.findall(each.text)[1:] if not word[0].islower()]
        if any(word not in known for word in names):
            doubts.append(Doubt("action", (each.at,), "its heading names another plan"))
    return doubts


_PLANS = frozenset({"plan", "strategy", "programme", "roadmap", "framework"})
"""Words for a plan."""


def labelled(candidates: Iterable[Candidate], evidence: Evidence) -> list[Doubt]:
    """A doubt if a column holds labels such as Status and Progress: its rows are parts of forms, not updates."""
    doubts = []
    for each in candidates:
        if each.profile.share(Kind.WORDS, Kind.SENTENCE, Kind.PERIOD) <= MOST:
            continue
        short = [text for cell in each.values.values() if len(text := trimmed(cell.value)) <= SHORT]
        if len(short) <= MOST * len(each.values):
            continue
        labels = [column for text in short if (column := evidence.headings.sense(text).exact) in evidence.answers]
        if len(set(labels)) > 1 and len(labels) > MOST * len(each.values):
            doubts.append(Doubt("progress", (each.at,), "it labels the rows, which are the parts of updates"))
    return doubts


def rivals(candidates: Sequence[Candidate], evidence: Evidence) -> list[Doubt]:
    """The columns of the plan for which a second column of the sheet is as likely and has other values."""
    by_at = {each.at: each for each in candidates}
    doubts = []
    for each in candidates:
        if each.column not in _SHARING or each.rival is None:
            continue
        other = by_at[each.rival]
        of_status = each.column == "status"
        if of_status and ((is_part(each) and is_part(other)) or _is_key(other, evidence)):
            continue
        near = each.score(each.column) - other.score(each.column) < MARGIN
        beside = {other.at - 1, other.at + 1} & by_at.keys()  # a column apart from the others is not of the table
        also = of_status and beside and other.profile.share(Kind.STATUS) > MOST and other.sense.other is None
        if (near or also or (each.column == "action" and _both_number(each, other, evidence))) and _differ(
            each, other, each.column, evidence
        ):
            doubts.append(Doubt(each.column, (each.at, other.at), "both are as likely, and they differ"))
    return doubts


def _is_key(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column lists the statuses of the plan in its order."""
    said = [evidence.says("status", cell.value) for cell in candidate.values.values()]
    return said == [(status.id,) for status in evidence.edition.framework.statuses][: len(said)]


def versions(candidates: Sequence[Candidate], evidence: Evidence) -> list[Doubt]:
    """A doubt if a text has columns whose headings differ only in words for versions: `Progress v1`, `Progress v2`."""
    doubts = []
    for each in candidates:
        if each.column in evidence.narrative:
            others = [
                other.at
                for other in candidates
                if other.at != each.at
                and other.column is None
                and other.holds_texts
                and other.sense.time is each.sense.time
                and _unversioned(other) == _unversioned(each)
                and other.text != each.text
            ]
            if others:
                doubts.append(Doubt(each.column, (each.at, *others), "they are versions of one text"))
    return doubts


def _unversioned(candidate: Candidate) -> frozenset[str]:
    return frozenset(fold_heading(candidate.text).split()) - VERSIONS


def _both_number(one: Candidate, other: Candidate, evidence: Evidence) -> bool:
    """Whether two columns number actions and their headings say so."""
    return all(
        any(word in evidence.headings.action_names for word in fold_heading(each.text).split())
        and not each.profile.serial
        and each.profile.share(Kind.ACTION, Kind.NUMBER_OF_ACTION) > MOST
        for each in (one, other)
    )


def _differ(one: Candidate, other: Candidate, column: str, evidence: Evidence) -> bool:
    """Whether two columns differ in a row in which both have a value."""
    rows = one.values.keys() & other.values.keys()
    return any(
        evidence.says(column, one.values[row].value) != evidence.says(column, other.values[row].value) for row in rows
    )


def is_part(candidate: Candidate) -> bool:
    """Whether a heading names the status in a part of the period: `Q1 status`."""
    return (
        candidate.sense.time is Fit.SAME and candidate.heads("status") >= BY_HEADING and candidate.sense.other is None
    )
