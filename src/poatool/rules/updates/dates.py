"""UPD: dates that do not exist or are outside the period, and remarks that a text is from an earlier period."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from poatool.findings.model import Severity
from poatool.framework.dates import DATE, MONTH_NAME, SHORT_YEAR, Date, spelt_out, written_date
from poatool.framework.model import Reach, ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.rules.registry import DISTINCTIVE, Problem, is_progress, once, rule, texts_with
from poatool.rules.updates.time_remarks import labels_of_another, remarks
from poatool.rules.wording import quoted, quotes, row_named
from poatool.submissions.evidence.work_done import Work, work_in
from poatool.submissions.interpret import Interpreted, Text, Update
from poatool.submissions.model import Cell, RowKind
from poatool.text import lazy_pattern, long_date
from poatool.workbooks.model import text_of, trimmed

_ERAS = ("19", "20")  # the beginnings of years
_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)", needs=_ERAS)
# Not the year in `since 2021`, `planned in 2021` or `the 2021 note`, which is background to the work of the period.
_YEAR_OF_WORK = lazy_pattern(rf"(?<![Ss]ince )(?<!(?:planned|started) in )(?<!\b[Tt]he ){_YEAR.pattern}", needs=_ERAS)
_A_RETURN = 3  # the fewest texts that can show that a whole return is last year's
_DIGITS = lazy_pattern(r"(?<![\w/.-])\d+")
_GOES_ON = lazy_pattern(r"[\w/-]")
_MAY_HAVE_YEAR = lazy_pattern(rf"19|20|/{SHORT_YEAR}")
_SHORT_DATE = lazy_pattern(rf"\d\d?/\d\d?/{SHORT_YEAR}(?!\d|\s\d\d?:\d)")  # with a time, it says when a remark was made
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
_IN_FIGURES = 3  # how many numbers a date in figures has
_REACH = 60  # how many characters before a date to search for `_BACKGROUND`

_STILL = lazy_pattern(r"(?i)\b(?:will|would|shall|is|are|has|have|now|since|still|this year)\b")
_OF_TIME = rf"""(?:the|of|and|year|months?|course|quarter|half|part|first|second|third|fourth|last|start|beginning|middle|end
    |early|late|spring|summer|autumn|winter|{MONTH_NAME})"""
_THEN = lazy_pattern(
    rf"\b(?:(?:(?:early|late)\ )?(?:in|at|during|over|throughout)\ (?:{_OF_TIME}\ ){{0,6}}"
    rf"|(?:between|from)\ {MONTH_NAME}\ (?:and|to)\ {MONTH_NAME}\ )(?:19|20)\d\d(?!\d)",
    re.IGNORECASE | re.VERBOSE,
)
_DUE = lazy_pattern(
    rf"\b(?:in|on|by|before|during|until|for|from)\ (?:\d{{1,2}}\ )?(?:{_OF_TIME}\ ){{0,4}}20\d\d\b",
    re.IGNORECASE | re.VERBOSE,
    needs=("20",),
)
# The verb directly before a time: `Nothing could be drafted in 2021`, but not `the guide published in 2021`.
_VERB = lazy_pattern(r"(?i)\A(?:(?!\b(?:that|which|who|whose)\b)[^.;:])*\b(?:was|were|be|been) (?:\w{1,20} ){1,2}\Z")
# The verb before a time for which work is announced: `It will open on …`, but not `It will use what we learned in …`.
_WILL = lazy_pattern(
    r"(?i)\b(?:will|shall|(?:is|are) (?:due |going |expected |planned )?to)(?: be \w{2,20})?"
    r"(?: (?!(?:that|which|who|what|as|was|were|has|had)\b|\w{2,20}(?:ed|rnt)\b)[^\s.;:]{1,30}){0,12} \Z"
)
_DID_ON = lazy_pattern(r"(?i)\A(?:(?!\b(?:that|which|who|whose)\b)[^.;:])*(?<!ed|en|ld|up|ut|de|un) on \Z")
"""As `_VERB`, but before a day: `Trained forty inspectors on`, but not `the guide issued on`."""
# A verb for work done before a time, unless words between them say what was only planned for it.
_DID_THEN = lazy_pattern(
    r"(?i)\b(?:was|were|came|went|began|took|held|met|ran|opened"
    r"|(?!(?:plann|expect|schedul|propos|agre|approv|postpon|deferr|delay|budget|fund|intend|need|mov|announc)ed)\w{2,20}ed)"
    r"(?: (?!(?:to|for|of|until|till|by|due|from|that|which|who|will|would|planned)\b)[^\s.;:]{1,30}){0,6} \Z"
)


def _only_time(text: str, period: ReportingPeriod) -> str | None:
    """The time that a text gives first, if all sentences on work done give one and its years are outside the period.

    A text without such sentences counts if it announces work for a time before the period: `It will open in May 2021`.
    """
    sentences = text.split(". ") if _lies_outside(_without_dues(text, period), period) else ()
    done = [_without_dues(each, period) for each in sentences if work_in(each) is not Work.TO_COME]
    times = [*map(_time_of, done)] if done else _announced_before(sentences, period)
    return times[0] if times and all(times) else None


def _done_later(text: str, period: ReportingPeriod) -> str | None:
    """The time after the period in the first sentence on work done, if all years are later: `Was opened in May 2024`."""
    if not _lies_outside(text, period) or int(_YEAR.findall(text)[0]) < period.start.year:
        return None
    first = next((each for each in text.split(". ") if work_in(each) is Work.DONE), "")
    then = _THEN.search(first)
    if then and not then.start():
        return then[0]
    ends = then and (first[then.end() :].rstrip(".") or ",").startswith((",", ";", " and "))  # not `in 2023 dollars`
    return then[0] if then and ends and _DID_THEN.search(first, 0, then.start()) else None


def _without_dues(text: str, period: ReportingPeriod) -> str:
    """Remove work announced for a time in the period: `… and is expected to be printed by June 2022`."""
    for due in reversed([*_DUE.finditer(text)]):
        will = _WILL.search(text, 0, due.start()) if period.start.year <= int(due[0][-4:]) <= period.end.year else None
        text = f"{text[: will.start()].removesuffix(' and ')}{text[due.end() :]}" if will else text
    return text


def _announced_before(sentences: Sequence[str], period: ReportingPeriod) -> Sequence[str]:
    """The times, all before the period, for which sentences announce work; none if a later year is named."""
    dues = (due for each in sentences for due in _DUE.finditer(each) if _WILL.search(each, 0, due.start()))
    earlier = all(int(year) < period.start.year for each in sentences for year in _YEAR.findall(each))
    return [due[0] for due in dues] if earlier else ()


def _time_of(sentence: str) -> str | None:
    """When work was done, if the sentence on it begins with a time, ends with one after its verb, or has several."""
    days = [match for match, _ in _dates(sentence)]
    times = [each for each in (*_THEN.finditer(sentence), *days) if not _precedes(_BACKGROUND, each)]
    for time in times if not _STILL.search(sentence) else ():
        before, ends = sentence[: time.start()], time.end() >= len(sentence.rstrip(". "))
        reports = ends and (_VERB.search(before) or (time in days and _DID_ON.search(before)))
        if reports or before in ("", "On ") or len(times) > 1:
            return time[0]
    return None


def _lies_outside(text: str, period: ReportingPeriod) -> bool:
    """Whether all years in a text are before the period, or all after it."""
    years = list(map(int, _YEAR.findall(text)))
    return bool(years) and (max(years) < period.start.year or min(years) > period.end.year)


def _precedes(word: re.Pattern[str], date: re.Match[str]) -> bool:
    return word.search(date.string, max(0, date.start() - _REACH), date.start()) is not None


def _month_first(date: Date) -> Date:
    """A date in figures, read as Americans write it: 12/31/2022."""
    return date._replace(day=date.month, month=date.day)


def _dates(text: str, language: str = "") -> Iterator[tuple[re.Match[str], Date]]:
    """The dates in a text that begin with a number and are not part of something longer, such as a file number."""
    for digits in _DIGITS.finditer(text):
        match = DATE.match(text, digits.start()) or _SHORT_DATE.match(text, digits.start())
        if match and not _GOES_ON.match(text, match.end()):
            numbers = [*map(int, re.findall(r"\d+", spelt := spelt_out(match[0])))]
            date = written_date(spelt)
            if date is None and len(numbers) == _IN_FIGURES:
                date = Date(numbers[0], numbers[1], numbers[2])  # such as 45/02/2022
            if date:
                american = _month_first(date) if language == "en-US" and "/" in match[0] else date
                yield match, american if american.exact else date


@rule(
    "UPD311",
    Severity.WARNING,
    requires="UPD301 WBK117",
    was="UPD324 UPD325 text-of-earlier-period date-outside-period no-such-date",
)
def date_doubtful(submission: Interpreted) -> Iterator[Problem]:
    """Dates or a remark suggest that a text is from or about another period, or a date in it does not exist.

    Either the work belongs in another report, or the date is mistyped. The day on which something began, ended or came
    into force may be outside the period. If all of a text is about another time and the work goes on, its row is set
    aside (WBK117). To fix it, correct the date, bring the text up to date and delete the remark, or move the text to
    the submission for its period.

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
    for text in texts_with(submission, _MAY_HAVE_YEAR.search):
        dates = list(_dates(text.text, submission.edition.framework.language))
        if period and is_progress(text):
            yield from _outside(text, dates, period)
        if unreal := [match[0] for match, date in dates if not (date.exact or _month_first(date).exact)]:
            yield Problem.at(text.cell, f"There is no such date as {quotes(unreal)}.", "Correct the date.")
    yield from _repeated(submission, period) if period else ()


def _outside(text: Text, dates: Sequence[tuple[re.Match[str], Date]], period: ReportingPeriod) -> Iterator[Problem]:
    """Report the first day of work outside the period, and years outside it."""
    later = any(period.start.year <= int(year) <= period.end.year for year in _YEAR.findall(text.text))
    began = [match for match, _ in dates if later and _precedes(_BEGAN, match)]
    exact = ((match, day.exact) for match, day in dates if match not in began and not _precedes(_BACKGROUND, match))
    for match in (match for match, day in exact if day and not period.start <= day <= period.end):
        span = f"from {long_date(period.start)} to {long_date(period.end)}"
        yield Problem.at(text.cell, f"{match[0]} is not in {period.id}, which is {span}.")
        return
    if then := _only_time(text.text, period):
        yield Problem.at(text.cell, f"The text is about work outside {period.id}, as in {quoted(then)}.")


def _naming_year_before(texts: Iterable[Text], among: int, period: ReportingPeriod) -> Sequence[Text]:
    """The texts that name the year before the period, if most texts of a return do and none names another year."""
    named = [(text, years) for text in texts if (years := {*_YEAR_OF_WORK.findall(text.text)})]
    only_before = all(years == {str(period.start.year - 1)} for _, years in named)
    most = len(named) >= _A_RETURN and 2 * len(named) > among
    return [text for text, _ in named] if most and only_before else ()


_SAYS = "says that the text, or a part of it, is for another period."


@once
def texts_of_another_period(submission: Interpreted) -> Sequence[tuple[Text, str]]:
    """Progress texts for another period, each with the reason: a label, its times, or a cell with the same text."""
    period, plan = submission.edition.period, submission.edition.framework
    found: list[tuple[Text, str]] = []
    if period is None:
        return found
    rows = (row for _, row in submission.submission.rows if row.kind is RowKind.OTHER_PERIOD)
    told = ((cell.text, row.cells.origin.cell(cell)) for row in rows for cell in row.every_cell)
    elsewhere = {_undated(text): place for text, place in told if len(text) >= DISTINCTIVE}
    texts, dated = [*filter(is_progress, submission.texts)], texts_with(submission, _MAY_HAVE_YEAR.search)
    last_year = _naming_year_before(filter(is_progress, dated), len(texts), period)
    with_years = {id(text.update) for text in dated}
    for text in texts:
        words, has_year = text.text, id(text.update) in with_years
        if named := labels_of_another(words, period, plan):
            found.append((text, f"{quoted(named[0])} {_SAYS}"))
        elif later := has_year and _done_later(words, period):
            found.append((text, f"{quoted(later)} {_SAYS}"))
        elif text in last_year:
            says = f"Like most texts here, this one is about {period.start.year - 1}; none is about {period.id}."
            found.append((text, says))
        elif (status := text.update.status) is None or plan.status_by_id[status].reach is Reach.AT_WORK:
            # An earlier time may explain why work has ended or is held up.
            time = has_year and (_only_time(words, period) or _planned_before(text.update, period))
            again = elsewhere.get(_undated(words)) if elsewhere and len(words) >= DISTINCTIVE else None
            same = _same_before(text.update) or again
            if time:
                found.append((text, f"{quoted(time)} {_SAYS}"))
            elif same:
                alike = "is the same as" if fold(same.raw) == fold(words) else "differs only in its year from the text"
                found.append((text, f"The text {alike} in {row_named(same, text.cell)}, for another period."))
    return found


def _planned_before(update: Update, period: ReportingPeriod) -> str | None:
    """The time before the period for which next steps are planned, if the years in the progress are earlier, too."""
    steps = update.texts.get("next_steps", "")
    years = [_YEAR.findall(text) for text in (update.progress, steps)]
    before = all(years) and int(max(map(max, years))) < period.start.year
    return next((match[0] for match in _DUE.finditer(steps)), None) if before else None


def _undated(text: str) -> str:
    """A text without its years, folded: last year's text may have been sent again with another year."""
    return fold(_YEAR.sub(" ", text))


def _same_before(update: Update) -> Cell | None:
    """The cell in a column for another time that repeats the progress of its row; a long text, with any year."""
    table, cell = update.table, update.row.cells.origin.cell
    unlike = [h for h in table.headings if h.column == "previous_progress" or (h.dated and h.column is None)]
    dated = {table.line_of(heading.cell) for heading in unlike}
    then = [each for each in update.row.every_cell if table.line_of(each) in dated] if dated and update.progress else ()
    alike = _undated if len(update.progress) >= DISTINCTIVE else trimmed
    return next((cell(each) for each in then if alike(text_of(each.value)) == alike(update.progress)), None)


def _repeated(submission: Interpreted, period: ReportingPeriod) -> Iterator[Problem]:
    """Report texts that a remark or a column shows to be from an earlier period."""
    plan, reported = submission.edition.framework, {id(text.update) for text, _ in texts_of_another_period(submission)}
    for update in submission.updates:
        found = () if update.nil or id(update) in reported else remarks(update, period, plan)
        for cell, remark in islice(found, 1):
            message = f"{remark} says that the text is from another period, but this is a check for {period.id}."
            yield Problem.at(update.row.cells.origin.cell(cell), message, "Bring the text up to date.")
