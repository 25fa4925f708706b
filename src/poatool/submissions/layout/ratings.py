"""Tell columns of statuses from those that only look like them: ratings, letters and colours of other things, hopes."""

from collections.abc import Sequence

from poatool.framework.names.statuses import is_status
from poatool.submissions.evidence.heading_shapes import HOPED_FOR
from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.kinds import COLOURS, Kind, are_ratings
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.layout.columns import ROLE, TEXTS, Candidate
from poatool.text import lazy_pattern
from poatool.workbooks.model import text_of

SHARE = lazy_pattern(r"(?:0|[01][.,]\d+|1|\d{1,3}(?:[.,]\d+)?\s?%)")
"""A share: 0.35, or `35 %`."""

_ABOUT_STATUS = frozenset({"status", "progress"})


def is_no_status(
    candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence, *, rival: bool = False
) -> bool:
    """Whether the values of a column are not how its actions are going, although they may be names of statuses.

    Below any heading with a word for the status, a `rival` of the column of statuses may contradict it.
    """
    vague = _is_vague(candidate, evidence) and not (rival and candidate.heading_weight("status") > 0)
    return vague or is_hoped_for(candidate) or _is_rating(candidate, candidates, evidence)


def is_hoped_for(candidate: Candidate) -> bool:
    """Whether the heading of statuses is about a goal or the future: `Target status`, `Where we expect to be`."""
    column, weight = candidate.sense.best
    ahead = column == "next_steps" and weight >= ROLE > candidate.heading_weight("status")
    return ahead or HOPED_FOR.search(candidate.text) is not None


def lists_statuses(key: Candidate, evidence: Evidence) -> bool:
    """Whether a column is a key to the statuses: it has them in the plan's order."""
    listed = [evidence.meaning("status", cell.value) for cell in key.values.values()]
    statuses = [(status.id,) for status in evidence.edition.framework.statuses]
    return len(listed) > 1 and listed == statuses[: len(listed)]


def is_dashboard(key: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a column, by its heading not of statuses, lists each once beside a whole number without a heading."""
    counts = next((each.values for each in candidates if each.at == key.at + 1 and each.heading is None), {})
    once = 1 < len(key.values) == len({*map(str.casefold, key.texts())}) and key.heading_weight("status") <= 0
    return once and all(row in counts and text_of(counts[row].value).isdigit() for row in key.values)


def may_state_status(other: Candidate, status: Candidate) -> bool:
    """Whether another column holds statuses: its heading says so, or it has values in most rows that have a status."""
    both = status.values.keys() & other.values.keys()
    stated = other.heading_weight("status") > 0 or 2 * len(both) > len(status.values)
    return stated and other.profile.mostly(Kind.STATUS)


def _is_rating(candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether a column has ratings beside a column of statuses in words, or has colours, and no exact heading.

    In a plan whose statuses are colours, ratings are statuses.
    """
    if not _has_ratings(candidate) or any(is_status(evidence.edition.framework, colour) for colour in COLOURS):
        return False
    shown = (each for each in candidates if each.publishable and not (each.sense.other or _has_ratings(each)))
    worded = any(each.profile.share(Kind.STATUS) >= TEXTS for each in shown)
    return worded or (_has_colours(candidate) and candidate.sense.exact != "status")


def _is_vague(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column has only letters or colours, and its heading does not say of what, as `Team` and `Zone` do.

    Below a heading for the status, or colours below one that names no subject, such as `Position`, they are clear.
    """
    texts, sense = candidate.texts(), candidate.sense
    if not texts or not all(len(text) == 1 or text.casefold() in COLOURS for text in texts):
        return False
    words = {*evidence.subjects_in(candidate.text)} - evidence.headings.action_names
    plain = any(text[1:] for text in texts) and sense.other is None and sense.weights.keys() <= _ABOUT_STATUS
    return sense.exact != "status" and bool(words or not (plain or candidate.heading_weight("status") > 0))


def _has_colours(candidate: Candidate) -> bool:
    """Whether a column has only words for colours, which say how actions are going: `Green`."""
    return bool(candidate.values) and COLOURS.issuperset(map(str.casefold, candidate.texts()))


def _has_ratings(candidate: Candidate) -> bool:
    """Whether a column has only colours, or other ratings that a key explains."""
    return _has_colours(candidate) or are_ratings(candidate.values.values(), words_of(candidate.text))


def counts_statuses(candidate: Candidate, candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether numbers are totals: a column to their left lists each status once, or the next ones are headed by some.

    If a column holds running text, they are not.
    """
    if candidate.sense.exact or any(each.holds_texts for each in candidates):
        return False
    left = (each for each in candidates if each.profile.mostly(Kind.STATUS) and each.at < candidate.at)
    listed = [[text_of(cell.value) for cell in each.values.values()] for each in left]
    once = any(1 < len(texts) == len({*texts}) for texts in listed)
    return once or any(counts_status(each, evidence) for each in candidates)


def counts_status(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether a column headed by a status, or several, holds only numbers and shares: `Completed`, with 4 below it."""
    values = [text_of(each.value) for each in candidate.values.values()]
    if not values or not all(value.isdigit() or SHARE.fullmatch(value) for value in values):
        return False
    parts = (candidate.named(Kind.STATUS, evidence) or candidate.text).split("/")
    return all(evidence.kind_of_answer(part.strip()) is Kind.STATUS for part in parts)
