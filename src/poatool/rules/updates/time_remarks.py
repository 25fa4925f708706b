"""Find labels, remarks and days which say that a text is from another period: `Q1: …`, `[copied from 2021]`."""

import datetime as dt
from collections.abc import Iterator

from poatool.framework.dates import Fit, day_fit, is_dated_outside
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.framework.spans import fit, spans, with_year, without_spans
from poatool.rules.registry import Problem
from poatool.rules.wording import labels_in, quoted
from poatool.submissions.evidence.kinds import SENTENCE_WORDS
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.statements.titles import names_only_time
from poatool.text import has_any, lazy_pattern, long_date
from poatool.workbooks.model import RawCell, text_of, trimmed

_REMARK_WORDS = 8  # the longest remark, in words; a longer text reports work
# A remark about the text itself: `carried over from 2021`, but not `contract signed in 2021`.
_ABOUT_TEXT = lazy_pattern(
    r"(?i)\b(?:carried|copied|unchanged|repeated|same|idem|text[eo]?|return|report(?:ed)?|update[ds]?|wording|as at|as of)\b"
)
_AS_BEFORE = lazy_pattern(
    r"(?i)\b(?:same as|copied|unchanged)\b.{0,20}\b(?:last|previous) (?:time|year|re(?:port|turn))\b"
)
_IN_BRACKETS = lazy_pattern(r"[(\[]([^()\[\]\n]{4,80})[)\]]", needs=("(", "["))
# The beginning of the label of a text from an earlier period: `Last year:`, `[Previously reported: …]`.
_BEFORE = lazy_pattern(
    r"(?i)\W{0,9}(?:(?:as|per|text|copied|taken|reported) ){0,3}(?:in |from |as of )?(?:our |the )?"
    r"(?:last|previous|prior|earlier|past) (?:year|half|quarter|period|report|return|round|text)"
    r"|\W{0,9}previous(?:ly| text| wording| update)\b"
)
_OF_WRITING = lazy_pattern(r"(?i)\b(?:as (?:at|of)|current (?:at|as)|updated?|edited|revised|written|position)\b")
"""Words in the heading of a date column that mean the date of writing: `Update as at`, but not `Due date`."""

_HEAD_ENDS = lazy_pattern(r"[:–—.)\]-]\s|[)\]]:")
"""The end of the label at the head of a text: `Q1: …`, `April–June 2021 – …`, `Carried over from 2021. …`."""
_LONGEST_HEAD = 100
_LABEL_WORDS = lazy_pattern(
    r"(?i)\b(?:as|in|of|over|forward|taken|achievements|rapport|du|do|ao|not|yet|[qths][1-4])\b"
)
"""Further words that the label at the head of a text may have, besides those in titles."""


def labels_of_another(text: str, period: ReportingPeriod, plan: Framework) -> list[str]:
    """The labels at the beginning of a text, and of its longer lines, that name another period."""
    others = labels_in(text)
    named = [head for head in _starting_labels(text) if _names_another(head, period, plan)]
    return named + (others if len(others) == 1 and text.startswith(others[0]) and _BEFORE.match(others[0]) else [])


def _starting_labels(text: str) -> list[str]:
    """The words at the beginning of a text, and of its longer lines, that may be a label, the shortest first."""
    first, *below = text.replace(":\n", ": ").split("\n")  # a label may have its own line
    accounts = [first, *(line for line in below if len(line.split()) > SENTENCE_WORDS or line.endswith("."))]
    ends = [(line, end.end()) for line in accounts for end in _HEAD_ENDS.finditer(line, 0, _LONGEST_HEAD)]
    return [line[:end].strip(" :–—-.([)]") for line, end in ends]


def _names_another(label: str, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether a label names another period, and otherwise has only words for a text or a report."""
    dated = with_year(label, period, plan)
    rest = _LABEL_WORDS.sub(" ", _ABOUT_TEXT.sub(" ", dated))
    return names_only_time(rest, plan) and fit(dated, period, plan) is Fit.OTHER


def remarks(update: Update, period: ReportingPeriod, plan: Framework) -> Iterator[tuple[RawCell, str]]:
    """Labels and remarks in texts, and remarks and dates in unpublished columns, that show an earlier period."""
    for column, text in ((column, text) for column, text in update.texts.items() if has_any(text, ":([")):
        cell, labels = update.row.cells.raw[column], labels_in(text)
        found = [label for label in labels if _BEFORE.match(label) or _is_remark(label, period, plan, label=True)]
        if column == "progress":
            found += [label for label in labels if _names_another(label, period, plan)]
        found += [part for part in _IN_BRACKETS.findall(text) if _is_remark(part, period, plan)]
        yield from ((cell, quoted(remark)) for remark in found)
    cells = [*(c for at, c in update.row.cells.raw.items() if at in ("notes", "previous_progress")), *update.row.other]
    headings = {heading.cell.column: heading for heading in update.table.headings} if cells else {}
    for cell in cells:
        text, heading = trimmed(cell.value), headings.get(cell.column)
        if heading is not None and heading.dated:
            continue  # a text of last year, kept in a column of its own
        if _is_remark(text, period, plan) or (len(text.split()) <= _REMARK_WORDS and _AS_BEFORE.search(text)):
            yield cell, quoted(text)
        elif heading and isinstance(cell.value, dt.date):
            day = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
            if day < period.start and _OF_WRITING.search(heading.text):
                yield cell, quoted(f"{heading.text}: {long_date(cell.value)}")


def _is_remark(text: str, period: ReportingPeriod, plan: Framework, *, label: bool = False) -> bool:
    """Whether a short text says that a text is from an earlier time: `copied from 2021`, or just `2021` in a label."""
    if len(text.split()) > _REMARK_WORDS or not any(map(str.isdigit, text)):
        return False
    if not (_ABOUT_TEXT.search(text) or (label and not fold(without_spans(text, plan)))):
        return False
    return all(e.last < period.start for e in named) if (named := spans(text, plan)) else is_dated_outside(text, period)


_OF_ENTRIES = frozenset({"date", "day", "when"})  # headings for the days of entries, but not `Due date`


def entries_outside(submission: Interpreted) -> Iterator[Problem]:
    """Report entries on days outside the period if others are dated in it; an empty cell takes the date above it."""
    period = submission.edition.period
    headings = ((table, each) for table in submission.submission.tables for each in table.headings)
    for table, heading in (each for each in headings if not each[1].column and fold(each[1].text) in _OF_ENTRIES):
        planned = table.heading("next_steps")  # a day right after these says when they are due
        if period is None or table.is_form or (planned and planned.cell.column + 1 == heading.cell.column):
            continue
        last, cell = dict[RawCell, int](), None
        for row in table.updates:
            dated = (each for each in row.other if each.column == heading.cell.column and text_of(each.value))
            if cell := next(dated, cell):
                last[cell] = row.number
        days = {cell: text_of(cell.value) for cell in last}
        known = any(day_fit(day, period) is Fit.SAME for day in days.values())
        for cell in (each for each in days if known and is_dated_outside(days[each], period, after=period.end)):
            message = f"The entry is dated {days[cell]}, which is not in {period.id}."
            yield Problem.at(table.rows[0].cells.origin.cell(cell), message).until(last[cell])
