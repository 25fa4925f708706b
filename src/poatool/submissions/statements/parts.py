"""Recognise titles that divide a sheet by time: `Reminder – 2022` above `This year (2023)`, or `Last report`."""

from poatool.framework.dates import Fit
from poatool.framework.spans import fits
from poatool.submissions.evidence.heading_words import fold_heading
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.evidence.values import Evidence

_WORDS, _LONGEST = 12, 100  # the most words and characters of such a title
_TIMES = frozenset(
    ["year", "years", "period", "periods", "quarter", "half", "report", "reports", "return", "update", "time"]
)
_BEFORE = frozenset({"last", "previous", "prior", "preceding", "earlier"})
_NOW = frozenset({"this", "current", "reporting", "new"})


def part_named(text: str, evidence: Evidence) -> tuple[Fit, str] | None:
    """How the only time in a title compares with the period, and the title with that time in figures; or None."""
    period, plan, words = evidence.edition.period, evidence.edition.framework, text.split()
    if period is None or not 0 < len(words) <= _WORDS or len(text) > _LONGEST or text.endswith(SENTENCE_ENDS):
        return None
    if any(map(str.isdigit, text)):
        found = fits(text, period, plan)
        return (next(iter(found)), text) if len(found) == 1 else None
    folded = {*fold_heading(text).split()}
    if folded.isdisjoint(_TIMES):
        return None
    if not folded.isdisjoint(_BEFORE):
        before = [each.id for each in plan.periods if each.end < period.start]
        return Fit.OTHER, f"{text} ({before[-1] if before else period.start.year - 1})"
    return None if folded.isdisjoint(_NOW) else (Fit.SAME, f"{text} ({period.id})")
