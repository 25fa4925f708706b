"""Find notices on a whole sheet or row in titles and notes: `Approved for release: No`, `Not to leave the Ministry`."""

from collections.abc import Sequence, Set as AbstractSet

from poatool.framework.dates import DATE
from poatool.framework.model import ReportingPeriod
from poatool.submissions.evidence.clearance import Question, asked_of_text, is_answer, is_out_later, restricts
from poatool.submissions.restrictions.remarks import restricting_clause
from poatool.submissions.restrictions.texts import LONGEST, restriction_in, withheld_in
from poatool.text import by_first, lazy_pattern
from poatool.workbooks.model import RawCell, text_of

_ANSWERED = lazy_pattern(r"(?P<label>[^:?()–—]{1,120}?)\s{0,9}(?P<sign>[:?]|[(–—]|\s-\s)(?P<answer>[^:?]{1,120})")


def answered_in(text: str) -> tuple[Question, str] | None:
    """The question and answer in a label that has both: `Approved for release: No`, `Confidential (no)`; else None."""
    parts = _ANSWERED.fullmatch(text) if len(text) <= LONGEST else None
    if parts is None or (asked := asked_of_text(parts["label"])) is None:
        return None
    answer = parts["answer"].strip(" .)")
    return (asked, answer) if answer and (parts["sign"] in ":?" or is_answer(answer)) else None


_UNTIL_PUBLISHED = lazy_pattern(r"(?i)\W{0,9}in[ -]confidence until (?:published|released)\W{0,9}")
"""A marking that applies only until the report on these returns is published."""


def notice_in(text: str, period: ReportingPeriod | None) -> str | None:
    """The notice in a title or row, if any; the whole text if an answer (`Release: No`) or a later date restricts."""
    if _UNTIL_PUBLISHED.fullmatch(text):
        return None
    if (answered := answered_in(text)) is not None and (is_answer(answered[1]) or restricts(*answered, text, period)):
        return text if restricts(*answered, text, period) else None
    if is_out_later(text, period):
        return text
    of_all = _ALL_OF_IT.search(text) is not None
    return restriction_in(text) or (withheld_in(text) if of_all else None) or restricting_clause(text, named=not of_all)


# The beginning of a sentence about a whole return.
_ALL_OF_IT = lazy_pattern(r"(?i)\b(?:nothing in|no part of) (?:this|the)\b|\Aall (?:entries|texts|answers|updates)\b")

_PAIR = 2  # a label and its answer are two cells; only more cells may be an entry in a list of versions
_VERSION = lazy_pattern(r"(?i)v\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+")


def rows_of_versions(cells: Sequence[RawCell]) -> AbstractSet[int]:
    """The rows of a list of versions, which begin with a number such as `0.1`, or have such a number and a date."""
    found = set[int]()
    for at, row in by_first((cell.row, cell) for cell in cells).items():
        numbered = [_VERSION.fullmatch(cell.text.strip()) is not None for cell in row]
        dated = any(DATE.match(text_of(cell.value)) for cell in row)
        if len(row) > _PAIR and (numbered[0] or (any(numbered) and dated)):
            found.add(at)
    return found
