"""UPD: dates that do not exist or are outside the period, and remarks that a text is from an earlier period."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from poatool.findings.model import Severity
from poatool.framework.dates import DATE, MONTH_NAME, Date, Fit, is_dated_outside, written_date
from poatool.framework.edition import Edition
from poatool.framework.model import Framework, Reach, ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.framework.spans import fit, spans, with_year, without_spans
from poatool.rules.across import DISTINCTIVE, YEAR, naming_year_before
from poatool.rules.places import row_named
from poatool.rules.registry import Problem, is_progress, once, rule, texts_with
from poatool.rules.updates.diaries import entries_outside
from poatool.rules.wording import labels_in, quoted, quotes
from poatool.submissions.evidence.kinds import SENTENCE_WORDS
from poatool.submissions.evidence.work_done import OF_TIME, Work, expected_time, is_only_to_come, work_in
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell, RowKind
from poatool.submissions.statements.titles import names_only_time
from poatool.text import has_any, lazy_pattern, long_date
from poatool.workbooks.model import RawCell, trimmed

_DIGITS = lazy_pattern(r"(?<![\w/.-])\d+")
_GOES_ON = lazy_pattern(r"[\w/-]")
_CENTURY = lazy_pattern("19|20")
_BACKGROUND = lazy_pattern(
    r"\b(?:since|from|of|before|until|till|by|after|dated|assent|effective|force|will|would|planned|due|expected|scheduled"
    r"|previous\w{0,9}|earlier|original\w{0,9}|following|under|ends?|starts?|begins?|next|to|for)\b",
    re.IGNORECASE,
)
_BEGAN = lazy_pattern(
    r"(?i)\b(?:beg[au]n|started|opened|launched|commenced|established|introduced|founded|set up|signed|passed|enacted"
    r"|adopted|ratified|approved|awarded|appointed|went live|came into|took effect)\b"
)
"""Words before the day on which something began, which is background to the work of the period."""
_REACH = 60  # how many characters before a date to search for `_BACKGROUND`

_STILL = lazy_pattern(r"(?i)\b(?:will|would|shall|is|are|has|have|now|since|still|this year)\b")
_THEN = lazy_pattern(
    rf"\b(?:(?:(?:early|late)\ )?(?:in|at|during|over|throughout)\ (?:{OF_TIME}\ ){{0,6}}"
    rf"|(?:between|from)\ {MONTH_NAME}\ (?:and|to)\ {MONTH_NAME}\ )(?:19|20)\d\d(?!\d)",
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = lazy_pattern(r"(?i)\b(?:in|during|over|throughout|from|on|between) (?:(?!by )[\w-]{1,9} ){0,4}?20\d\d\b")
# The verb directly before a time: `Nothing could be drafted in 2021`, but not `the guide published in 2021`.
_VERB = lazy_pattern(r"(?i)\A(?:(?!\b(?:that|which|who|whose)\b)[^.;:])*\b(?:was|were|be|been) (?:\w{1,20} ){1,2}\Z")
_DID_ON = lazy_pattern(r"(?i)\A(?:(?!\b(?:that|which|who|whose)\b)[^.;:])*(?<!ed|en|ld|up|ut|de|un) on \Z")
"""Words like `_VERB` before a day: `Trained forty inspectors on`, but not `the guide issued on`."""


def _only_time(text: str, period: ReportingPeriod) -> str | None:
    """The time that a text gives first, if all sentences on work done give one and its years are outside the period."""
    sentences = text.split(". ") if _lies_outside(text, period) else ()
    times = [_time_of(each) for each in sentences if work_in(each) is not Work.TO_COME]
    return times[0] if times and all(times) else None


def _time_of(sentence: str) -> str | None:
    """When the work in a sentence was done, if it begins with a time, ends with one after its verb, or has several."""
    days = [match for match, _ in _dates(sentence)]
    times = [each for each in (*_THEN.finditer(sentence), *days) if not _precedes(_BACKGROUND, each)]
    for time in times if not _STILL.search(sentence) else ():
        before, ends = sentence[: time.start()], time.end() >= len(sentence.rstrip(". "))
        reports = ends and (_VERB.search(before) or (time in days and _DID_ON.search(before)))
        if reports or before in ("", "On ") or len(times) > 1:
            return time[0]
    return None


def _announced(text: str, period: ReportingPeriod) -> str | None:
    """The time before or after the period for which a text announces work; a later deadline does not count."""
    if not _lies_outside(text, period):
        return None
    if min(YEAR.findall(text)) < str(period.start.year):
        return expected_time(text)
    return next((match[0] for match in _AHEAD.finditer(text)), None) if is_only_to_come(text) else None


def _lies_outside(text: str, period: ReportingPeriod) -> bool:
    """Whether all years in a text are before the period, or all after it."""
    years = list(map(int, YEAR.findall(text))) if has_any(text, ("19", "20")) else []
    return bool(years) and (max(years) < period.start.year or min(years) > period.end.year)


def _precedes(word: re.Pattern[str], date: re.Match[str]) -> bool:
    return word.search(date.string, max(0, date.start() - _REACH), date.start()) is not None


def _dates(text: str) -> Iterator[tuple[re.Match[str], Date]]:
    """The dates in a text that begin with a number and are not part of something longer, such as a file number."""
    for digits in _DIGITS.finditer(text):
        match = DATE.match(text, digits.start())
        if match and not _GOES_ON.match(text, match.end()):
            day, month, *year = map(int, re.findall(r"\d+", match[0]))
            yield match, written_date(match[0]) or Date(day, month, year[0] if year else 0)  # such as 45/02/2022


@rule(
    "UPD311",
    Severity.WARNING,
    requires="WBK117",
    was="UPD324 UPD325 text-of-earlier-period date-outside-period no-such-date",
)
def date_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """A text may be from or about another period, as its dates or a remark suggest, or gives a date that does not exist.

    Either the work belongs in another report, or the date is mistyped. The same goes for a diary without an entry in the
    period. The day on which something began, ended or came into force may be outside it. If all of a text is about
    another time and the work goes on, it is set aside (WBK117). To fix it, correct the date, bring the text up to date
    and delete the remark, or move the text to the submission for its period.

    Bad:
    | Action | Status    | Progress                                             | Remarks                        |
    | 2      | Completed | Trained forty inspectors on 14 March 2021. <found>   |                                |
    | 5      | Under way | Met forty employers by 31/02/2022. <found>           |                                |
    | 7      | Completed | Drafted in 2021, agreed in December 2021. <found>    |                                |
    | 6      | On hold   | Between May and July 2021 the team was moved. <found> |                               |
    | 8      | Under way | Met the unions. [copied from 2021 report] <found>    |                                |
    | 11     | Under way | Wrote a guide for employers.                         | Carried over from 2021 <found> |

    Good:
    | Action | Status    | Progress                                                                 | Notes                   |
    | 2      | Under way | Trained forty inspectors on 14 March 2022, under the Act of 12 May 1961. |                         |
    | 3      | Under way | Trained forty inspectors. The 2021 report counted thirty-five.           | Contract signed in 2021 |
    | 5      | Under way | The hotline opened on 3 May 2021; it took 400 calls in 2022.             |                         |
    """
    period = submission.edition.period
    for text in texts_with(submission, _CENTURY.search):
        dates = list(_dates(text.text))
        if period and is_progress(text):
            yield from _outside(text, dates, period)
        # Americans write 12/31/2022.
        american = ((match[0], date, date._replace(day=date.month, month=date.day)) for match, date in dates)
        if unreal := [written for written, *both in american if not any(date.exact for date in both)]:
            yield Problem.at(text.cell, f"There is no such date as {quotes(unreal)}.", "Correct the date.")
    yield from _repeated(submission) if period else ()
    yield from entries_outside(submission)[1]


def _outside(text: Text, dates: Sequence[tuple[re.Match[str], Date]], period: ReportingPeriod) -> Iterator[Problem]:
    """Report the first day of work outside the period, and years outside it."""
    later = any(period.start.year <= int(year) <= period.end.year for year in YEAR.findall(text.text))
    began = [match for match, _ in dates if later and _precedes(_BEGAN, match)]
    exact = ((match, day.exact) for match, day in dates if match not in began and not _precedes(_BACKGROUND, match))
    for match in (match for match, day in exact if day and not period.start <= day <= period.end):
        span = f"from {long_date(period.start)} to {long_date(period.end)}"
        hint = "Correct the date, or move the text to the submission for its period."
        yield Problem.at(text.cell, f"{match[0]} is not in {period.id}, which is {span}.", hint)
        return
    if then := _only_time(text.text, period):
        message = f"The text is about work outside {period.id}, as in {quoted(then)}."
        yield Problem.at(text.cell, message, "Move the text to the submission for its period, or correct the year.")


_REMARK_WORDS = 8  # the longest remark, in words; a longer text reports work
# A remark about the text itself: `carried over from 2021`, but not `contract signed in 2021`.
_ABOUT_TEXT = lazy_pattern(
    r"(?i)\b(?:carried|copied|unchanged|repeated|same|text|return|report(?:ed)?|update[ds]?|wording|as at|as of)\b"
)
_AS_BEFORE = lazy_pattern(
    r"(?i)\b(?:same as|copied|unchanged)\b.{0,20}\b(?:last|previous) (?:time|year|re(?:port|turn))\b"
)
_IN_BRACKETS = lazy_pattern(r"[(\[]([^()\[\]\n]{4,80})[)\]]")
# The beginning of the label of a text from an earlier period: `Last year:`, `[Previously reported: …]`.
_BEFORE = lazy_pattern(
    r"(?i)\W{0,9}(?:(?:as|per|text|copied|taken|reported) ){0,3}(?:in |from |as of )?(?:our |the )?"
    r"(?:last|previous|prior|earlier|past) (?:year|half|quarter|period|report|return|round|text)"
    r"|\W{0,9}previous(?:ly| text| wording| update)\b"
)
_OF_WRITING = lazy_pattern(r"(?i)\b(?:as (?:at|of)|current (?:at|as)|updated?|edited|revised|written|position)\b")
"""Words in the heading of a date column that mean the date of writing: `Update as at`, but not `Due date`."""

_HEAD_ENDS = lazy_pattern(r"[:–—.)\]-](?:\s|(?<=[)\]]):)")
"""The end of the label at the head of a text: `Q1: …`, `April–June 2021 – …`, `Carried over from 2021. …`."""
_LONGEST_HEAD = 100
_LABEL_WORDS = lazy_pattern(r"(?i)\b(?:as|in|over|forward|taken|achievements|rapport|du|[qths][1-4])\b")
"""Further words that the label at the head of a text may have, besides those in titles."""

_SAYS = "says that the text, or a part of it, is for another period."


@once
def texts_of_another_period(submission: Interpreted) -> Sequence[tuple[Text, str]]:
    """Progress texts for another period, each with the reason: a label, its times, or a cell with the same text."""
    period, plan = submission.edition.period, submission.edition.framework
    found: list[tuple[Text, str]] = []
    if period is None:
        return found
    rows = (row for _, row in submission.submission.rows if row.kind is RowKind.OTHER_PERIOD)
    elsewhere = {_undated(row.cells.text("progress")): row.cells.place("progress") for row in rows}
    last_year = naming_year_before([*filter(is_progress, submission.texts)], period)
    for text in filter(is_progress, submission.texts):
        heads, others = _starting_labels(text.text), labels_in(text.text)
        named = [head for head in heads if _names_another(head, period, plan)]
        if len(others) == 1 and text.text.startswith(others[0]) and _BEFORE.match(others[0]):
            named += others
        if named:
            found.append((text, f"{quoted(named[0])} {_SAYS}"))
        elif text in last_year:
            found.append(
                (text, f"Like most texts here, this one is about {period.start.year - 1}; none is about {period.id}.")
            )
        elif (status := text.update.status) is None or plan.status_by_id[status].reach is Reach.AT_WORK:
            # An earlier time may explain why work has ended or is held up.
            time = _announced(text.text, period) or _only_time(text.text, period)
            again = elsewhere.get(_undated(text.text)) if elsewhere and len(text.text) >= DISTINCTIVE else None
            same = _same_before(text.update) or again
            if time:
                found.append((text, f"{quoted(time)} {_SAYS}"))
            elif same:
                alike = (
                    "is the same as" if fold(same.raw) == fold(text.text) else "differs only in its year from the text"
                )
                found.append((text, f"The text {alike} in {row_named(same, text.cell)}, for another period."))
    return found


def _undated(text: str) -> str:
    """A text without its years, folded: last year's text may have been sent again with another year."""
    return fold(YEAR.sub(" ", text))


def _same_before(update: Update) -> Cell | None:
    """The cell in a column for another time that repeats the progress of its row."""
    line_of = update.table.line_of
    unlike = (h for h in update.table.headings if h.column == "previous_progress" or (h.dated and h.column is None))
    dated, cell = {line_of(heading.cell) for heading in unlike}, update.row.cells.origin.cell
    again = (each for each in update.row.every_cell if trimmed(each.value) == update.progress)
    return next((cell(each) for each in again if line_of(each) in dated), None)


def _starting_labels(text: str) -> list[str]:
    """The words at the beginning of a text, and of its longer lines, that may be a label, the shortest first."""
    first, *below = text.replace(":\n", ": ").split("\n") if "\n" in text else [text]  # a label may have its own line
    accounts = [first, *(line for line in below if len(line.split()) > SENTENCE_WORDS or line.endswith("."))]
    ends = [(line, end.end()) for line in accounts for end in _HEAD_ENDS.finditer(line, 0, _LONGEST_HEAD)]
    return [line[:end].strip(" :–—-.([)]") for line, end in ends]


def _names_another(label: str, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether a label names another period, and otherwise has only words for a text or a report."""
    dated = with_year(label, period, plan)
    rest = _LABEL_WORDS.sub(" ", _ABOUT_TEXT.sub(" ", dated))
    return names_only_time(rest, plan) and fit(dated, period, plan) is Fit.OTHER


def _repeated(submission: Interpreted) -> Iterator[Problem]:
    """Report texts that a remark or a column shows to be from an earlier period."""
    reported = {id(text.update) for text, _ in texts_of_another_period(submission)}
    for update in submission.updates:
        found = next(chain(_in_texts(update, submission.edition), _in_columns(update, submission.edition)), None)
        if found and id(update) not in reported and not update.nil:
            cell, remark = found
            message = f"{remark} says that the text is from another period, but this is a check for {submission.edition.period_id}."
            yield Problem.at(update.row.cells.origin.cell(cell), message, "Bring the text up to date.")


def _in_texts(update: Update, edition: Edition) -> Iterator[tuple[RawCell, str]]:
    """Labels and bracketed remarks which say that their text is from another period, each with its cell."""
    for column, text in (each for each in update.texts.items() if has_any(each[1], ":([")):
        cell, labels = update.row.cells.raw[column], labels_in(text)
        remarks = [label for label in labels if _BEFORE.match(label) or _is_remark(label, edition, label=True)]
        if column == "progress" and (period := edition.period) is not None:
            remarks += [label for label in labels if _names_another(label, period, edition.framework)]
        brackets = (part for part in _IN_BRACKETS.findall(text) if _is_remark(part, edition))
        yield from ((cell, quoted(remark)) for remark in (*remarks, *brackets))


def _in_columns(update: Update, edition: Edition) -> Iterator[tuple[RawCell, str]]:
    """Remarks, dates and repeated texts in unpublished columns which show that an update is from an earlier period."""
    cells = [*(c for at, c in update.row.cells.raw.items() if at in ("notes", "previous_progress")), *update.row.other]
    headings = {heading.cell.column: heading for heading in update.table.headings} if cells else {}
    for cell in cells:
        text, heading = trimmed(cell.value), headings.get(cell.column)
        if heading is not None and heading.dated:
            continue  # a text of last year, kept in a column of its own
        if _is_remark(text, edition) or (len(text.split()) <= _REMARK_WORDS and _AS_BEFORE.search(text)):
            yield cell, quoted(text)
        elif heading and isinstance(cell.value, dt.date) and edition.period:
            day = cell.value.date() if isinstance(cell.value, dt.datetime) else cell.value
            if day < edition.period.start and _OF_WRITING.search(heading.text):
                yield cell, quoted(f"{heading.text}: {long_date(cell.value)}")


def _is_remark(text: str, edition: Edition, *, label: bool = False) -> bool:
    """Whether a short text says that a text is from an earlier time: `copied from 2021`, or just `2021` in a label."""
    period, framework = edition.period, edition.framework
    if period is None or len(text.split()) > _REMARK_WORDS or not any(map(str.isdigit, text)):
        return False
    if not (_ABOUT_TEXT.search(text) or (label and not fold(without_spans(text, framework)))):
        return False
    named = spans(text, framework)
    return all(span.last < period.start for span in named) if named else is_dated_outside(text, period)
