"""UPD: updates with a remark that they are from an earlier period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from poatool.findings.model import Severity
from poatool.framework.edition import Edition
from poatool.framework.spans import spans
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.values import trimmed
from poatool.text import has_any, lazy_pattern
from poatool.workbooks.model import RawCell

_REMARK_WORDS = 8
"""The number of words up to which a text can be a remark; a longer one is an account."""

_ABOUT_TEXT = lazy_pattern(
    r"(?i)\b(?:carried|copied|unchanged|repeated|same|text|return|report(?:ed)?|update[ds]?|wording|as at|as of)\b"
)
"""A remark about the text itself: `carried over from 2021`, but not `contract signed in 2021`."""

_LEADS, _IN_BRACKETS = lazy_pattern(r"\A([^:.!?\n]{4,60}):\s"), lazy_pattern(r"[(\[]([^()\[\]\n]{4,80})[)\]]")
_OF_TEXT = lazy_pattern(r"(?i)\b(?:as (?:at|of)|current (?:at|as)|updated?|position)\b")
"""Words in the heading of a date column that make it the date of the text: `Update as at`, but not `Due date`."""


@rule("UPD324", "text-of-earlier-period", Severity.WARNING)
def text_of_earlier_period(submission: Interpreted) -> Iterator[Problem]:
    """A remark in an update or beside it says that its text is from an earlier period.

    It would be published as what was done in this one. To fix it, bring the text up to date and take the remark out.

    Bad:
    | Action | Status    | Progress                                                        |
    | 2      | Under way | Trained forty inspectors. [copied from 2021 report, not updated] |
    Found at: C2

    Bad:
    | Action | Status    | Progress                  | Remarks                |
    | 2      | Under way | Trained forty inspectors. | Carried over from 2021 |
    Found at: D2

    Good:
    | Action | Status    | Progress                                                       | Notes                   |
    | 2      | Under way | Trained forty inspectors. The 2021 report counted thirty-five. | Contract signed in 2021 |
    """
    period = submission.edition.period
    for update in submission.updates if period else ():
        found = next(_remarks(update, submission.edition), None)
        if period and found:
            cell, remark = found
            message = (
                f"{quoted(remark)} says that the text is from an earlier period, but this is a check for {period.id}."
            )
            yield Problem.at(update.row.cells.origin.cell(cell), message, "Bring the text up to date.")


def _remarks(update: Update, edition: Edition) -> Iterator[tuple[RawCell, str]]:
    """Remarks that the text of an update is from an earlier period, with their cells."""
    for column in update.texts:
        cell = update.row.cells.raw[column]
        text = trimmed(cell.value)
        parts = [*_LEADS.findall(text), *_IN_BRACKETS.findall(text)] if has_any(text, ":([") else ()
        yield from ((cell, part) for part in parts if _is_remark(part, edition))
    notes = update.row.cells.raw.get("notes")
    for cell in (*([notes] if notes else []), *update.row.other.raw.values()):
        if _is_remark(trimmed(cell.value), edition):
            yield cell, trimmed(cell.value)
        elif isinstance(cell.value, dt.date) and edition.period and _day(cell.value) < edition.period.start:
            heading = next((h for h in update.table.headings if h.cell.column == cell.column), None)
            if heading is not None and _OF_TEXT.search(heading.text):
                yield cell, f"{heading.text}: {cell.text}"


def _is_remark(text: str, edition: Edition) -> bool:
    """Whether a short text is a remark about a text and names only an earlier period."""
    if not any(map(str.isdigit, text)) or len(text.split()) > _REMARK_WORDS or not _ABOUT_TEXT.search(text):
        return False
    named = spans(text, edition.framework)
    return bool(named) and edition.period is not None and all(span.last < edition.period.start for span in named)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
