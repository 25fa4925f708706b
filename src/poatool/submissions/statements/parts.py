"""Recognise titles that part a sheet by time: `Previous year (2022)`, `Reminder – 2022`, `This year (2023)`."""

from poatool.framework.dates import Fit
from poatool.framework.spans import fits
from poatool.submissions.evidence.kinds import SENTENCE_ENDS
from poatool.submissions.evidence.values import Evidence

_WORDS, _LONGEST = 12, 100  # the most words and characters of such a title


def fit_of_title(text: str, evidence: Evidence) -> Fit | None:
    """How the only time in a title compares with the period; None for any other text."""
    period, words = evidence.edition.period, text.split()
    is_title = 0 < len(words) <= _WORDS and len(text) <= _LONGEST and not text.endswith(SENTENCE_ENDS)
    if period is None or not is_title or not any(map(str.isdigit, text)):
        return None
    found = fits(text, period, evidence.edition.framework)
    return next(iter(found)) if len(found) == 1 else None
