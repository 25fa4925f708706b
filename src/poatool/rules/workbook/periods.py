"""WBK: workbooks, sheets, tables and rows for another or an unclear period."""

import datetime as dt
from collections.abc import Iterator, Set as AbstractSet
from itertools import groupby, islice

from poatool.findings.model import Place, Severity
from poatool.framework.dates import PART_ALONE, Fit, day_fit, is_dated_outside, spelt_out
from poatool.framework.edition import Edition
from poatool.framework.model import Framework, ReportingPeriod
from poatool.framework.names.agencies import agencies
from poatool.framework.names.matching import fold
from poatool.framework.spans import compare, fit, fits, periods_in, spans, with_year, without_spans
from poatool.rules.registry import Problem, rule, sheet_by_name
from poatool.rules.updates.dates import texts_of_another_period
from poatool.rules.updates.time_remarks import entries_outside
from poatool.rules.wording import end_of_rows, quoted
from poatool.submissions.evidence.heading_text import words_of
from poatool.submissions.evidence.heading_words import WEIGHTS, Other
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import RowKind, Scoped, Table
from poatool.submissions.stated import deciding_period
from poatool.submissions.statements.plans import is_plan_to_its_end
from poatool.submissions.statements.scope import DAY, PERIOD, Level
from poatool.submissions.statements.titles import BESIDE_NAME
from poatool.text import by_first, lazy_pattern, listed
from poatool.workbooks.model import text_of

_YEAR_AFTER = dt.timedelta(days=365)  # returns are sent in the year after their period; files may bear that year
_YEAR_ALONE = lazy_pattern(r"\d{4}(?!\s?[/-]\s?\d)")
_WORD = lazy_pattern(r"[^\W\d_]{4,}")


@rule("WBK115", Severity.ERROR, was="WBK118 WBK134 WBK150 template-of-another-period nil-return-not-clear")
def wrong_period(submission: Interpreted) -> Iterator[Problem]:
    """The workbook, a sheet or a table says that it is for another period.

    The period is read from a labelled cell, the tab, the title or the template, or else from the file's name. Perhaps
    last year's workbook was sent again. To fix it, send the workbook for this period, or correct the period that it
    states.

    Bad:
    | Period: | 2021 <found> |                           |
    | Action  | Status       | Progress                  |
    | 2       | Under way    | Trained forty inspectors. |
    """
    sent, edition, period = submission.submission, submission.edition, submission.edition.period
    if period is None:
        return
    if sent.nil and periods_in(sent.nil.period, edition.framework) != (period.id,):
        message = f"This nil return is for {quoted(sent.nil.period)}, but this is a check for {period.id}."
        yield Problem(Place(sent.path), message, "Move it to the folder of its period, or correct the period in it.")
    if sent.template is not None and sent.template.framework != edition.framework.id:
        made = f"This was made from the template for another plan ({sent.template.framework})"
        copy = f"Copy the answers into the template for {period.id}. The coordinator makes it with: poatool template --period {period.id}"
        yield Problem(Place(sent.path), f"{made}, but this is a check for {period.id}.", copy)
    reported: set[Place] = set()
    undated = _undated(submission, period)
    for table in sent.tables:
        for stated in _contrary(table, period, edition.framework):
            of_sheet = stated.level == Level.TAB and stated.where == table.sheet
            of_sheet = of_sheet or (stated.level == Level.FILE and len(sent.tables) > 1)
            place = Place.of(stated.cell) if stated.cell else Place(sent.path, table.sheet if of_sheet else None)
            if place not in reported and any(update.table is table for update in undated):
                reported.add(place)
                message, hint = _message_on(stated, period, edition.framework)
                value, last = (at.raw, end_of_rows(undated, at)) if (at := stated.cell) else (None, None)
                yield Problem(place, message, hint, value).until(last)


def _undated(submission: Interpreted, period: ReportingPeriod) -> list[Update]:
    """The updates whose year depends on their table: their row gives no time, or a time without a year (`Q1`)."""
    plan = submission.edition.framework
    times = ((update, update.row.cells.text(PERIOD)) for update in submission.updates)
    return [update for update, time in times if not time or with_year(time, period, plan) != spelt_out(time)]


def _contrary(table: Table, period: ReportingPeriod, plan: Framework) -> Iterator[Scoped]:
    """Statements that a table is for another period: the deciding one, and labels and titles that contradict it."""
    deciding, _ = deciding_period(table, period, plan) or (None, None)
    if deciding is None or (deciding.level == Level.FILE and _is_year_after(deciding.text, period, plan)):
        return
    others = table.scope[PERIOD]
    if deciding.level <= Level.LABEL:
        others = tuple(each for each in others if each.level == deciding.level or _is_other_title(each, period, plan))
    else:
        covers = (each for each in others if each.level == Level.COVER and periods_in(each.text, plan))
        covers = (each for each in covers if fits(each.text, period, plan) == {Fit.OTHER})
        # Not just the following year, in which returns are sent.
        others = tuple(each for each in covers if not _is_year_after(each.text, period, plan))
    yield from (each for each in dict.fromkeys([deciding, *others]) if _is_other(each.text, period, plan, each.level))


def _is_other_title(stated: Scoped, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether a title gives only another time, and perhaps an agency or the plan; a later year may be that of sending."""
    own = {(one.start, one.end) for one in plan.periods}
    later = [each for each in spans(stated.text, plan) if each.last >= period.start]
    apart = all(each[:2] in own and each.end - each.start > len("2023") for each in later)
    rest = BESIDE_NAME.sub(" ", without_spans(stated.text, plan)).strip(" :|,()–—-")
    others = " ".join(word for word in rest.split() if fold(word) not in fold(plan.title).split())
    named = any(not agencies(plan, words, suggest=False).unknown for words in (rest, others))
    return stated.level == Level.TITLE and apart and named


def _is_other(text: str, period: ReportingPeriod, plan: Framework, level: int = Level.SECTION) -> bool:
    """Whether a text names another period or, unless it is the file's name, a time that is partly outside the period.

    A half-year, or another part of a year, counts as another period if it is longer than the period and includes it. So
    does a year in a label or cell with other words, which may name a part of that year.
    """
    if (found := fit(text, period, plan)) is Fit.OVERLAPS:
        unread = level <= Level.LABEL and any(map(str.isalpha, without_spans(text, plan)))
        return unread or PART_ALONE.search(spelt_out(text)) is not None
    return found is Fit.OTHER or (found is Fit.PARTLY and level < Level.FILE and not _names_plan(text, plan))


def _names_plan(text: str, plan: Framework) -> bool:
    """Whether a text names the same time as the plan's title, and shares a word with it: `Action Plan 2022–23`."""
    title = f"{plan.title}\n{plan.source.title}"
    times, of_plan = ({span[:2] for span in spans(each, plan)} for each in (text, title))
    words, known = (_WORD.findall(each.casefold()) for each in (text, title))
    return not times.isdisjoint(of_plan) and not set(words).isdisjoint(known)


def _is_year_after(name: str, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether all times in a file's name, except the period, are the following year, in which returns are sent."""
    text, named = spelt_out(name), [span for span in spans(name, plan) if compare(span, period) is not Fit.SAME]
    after = [span for span in named if period.end < span.first <= period.end + _YEAR_AFTER]
    return bool(named) and after == named and all(_YEAR_ALONE.match(text, span.start) for span in named)


def _message_on(stated: Scoped, period: ReportingPeriod, plan: Framework) -> tuple[str, str]:
    others = listed(periods_in(stated.text, plan)) or quoted(stated.text)
    what = f"This is the workbook for {others}"
    hint = f"Send the workbook for {period.id}, or correct the period that it states."
    if stated.level in (Level.FILE, Level.TAB) and stated.where != "template":
        what = f"The name {quoted(stated.text)} says {others}"
        hint = f"If the rows are for {others}, delete them. If not, write “Period: {period.id}” above the headings."
    return f"{what}, but this is a check for {period.id}.", hint


@rule("WBK117", Severity.ERROR, was="WBK136 UPD326 rows-below-of-another-period text-of-another-period")
def row_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """A row, a sub-heading above rows, or a text says that it is for another period.

    The row is set aside. A text may have a label (`2021: …`), give only other times (even for next steps) although its
    work goes on, or be the same, but for its years, as one in a column or on a sheet for another period. If most texts
    name the year before and none names another, those that name it count as last year's. In a diary, the column Date
    decides. To fix it, move the row to the workbook for that period, or correct the period.

    Bad:
    | Action | Period       | Status    | Progress                  |
    | 2      | 2021 <found> | Under way | Trained forty inspectors. |

    Bad rows:
    | 2                        | Under way | In 2021 nine farms were visited. <found> |
    | Updates for 2021 <found> |           |                                          |
    | 4                        | Ongoing   | Met the agencies each month.             |

    Good rows:
    | 3 | Under way | Building on the pilot of 2021, wrote a guide for people. |
    """
    if (period := submission.edition.period) is None:
        return
    strange = (update for update in submission.updates if is_for_another_period(update, submission.edition))
    for (value, cell), updates in groupby(strange, key=lambda update: update.row.cells[PERIOD]):
        first, *more = updates
        others = listed(periods_in(text_of(value), submission.edition.framework)) or quoted(text_of(value))
        rows = "The row is" if first.table.is_form or cell.row == first.row.number else "The rows below are"
        message = f"{rows} for {others}, but this is a check for {period.id}."
        hint = f"Move {'the rows' if more else 'the row'} to the workbook for {others}, or correct this cell."
        yield Problem.at(cell, message, hint).until(end_of_rows((first, *more), cell))
    for text, message in texts_of_another_period(submission):
        yield Problem.at(text.cell, message, f"Write only what was done in {period.id}, or correct the time.")
    yield from entries_outside(submission)


def is_for_another_period(update: Update, edition: Edition) -> bool:
    """Whether a row, or a sub-heading above it, says that it is for another period."""
    period, text = edition.period, update.row.cells.text(PERIOD)
    if period is None or not text:
        return False
    day = day_fit(text, period)
    is_unread = day is None and fit(text, period, edition.framework) is None and any(map(str.isdigit, text))
    return is_unread or _is_other(text, period, edition.framework) or day is Fit.OTHER


@rule("WBK137", Severity.WARNING, requires="WBK144", was="WBK138 period-not-understood name-of-another-period")
def period_not_clear(submission: Interpreted) -> Iterator[Problem]:
    """A title, heading, file name, comment or cell leaves the period unclear: it names several periods, or none.

    The updates count for the period of the check. The same words in several rows give one finding. To fix it, write the
    period as the plan names it. Work of another period belongs in its own workbook.

    Bad:
    | Action | Period            | Status    | Progress                  |
    | 2      | last year <found> | Under way | Trained forty inspectors. |

    Good:
    | Action | Period       | Status    | Progress                  |
    | 2      | Jan–Dec 2022 | Under way | Trained forty inspectors. |
    | 3      |              | Under way | Wrote a leaflet.          |
    """
    period, framework = submission.edition.period, submission.edition.framework
    if period is None:
        return
    label = submission.submission.labels.get(PERIOD)
    tables = [table for table in submission.submission.tables if table.updates]
    decided = [found for table in tables if (found := deciding_period(table, period, framework))]
    # `Quarter: Q2` settles what `Year: 2023-24` leaves open.
    settled = any(each.level <= Level.LABEL and how is Fit.SAME for each, how in decided)
    here = [each for each in submission.updates if not is_for_another_period(each, submission.edition)]
    stated = [label] if label and not settled else []
    stated += [update.row.cells[PERIOD] for update in here if PERIOD in update.row.cells]
    cells = by_first((text_of(each.value), each.cell) for each in stated)
    unclear = [(text, below[0]) for text, below in cells.items() if _is_unclear(text, period, framework)]
    mixed = {id(table) for table in tables if _holds_others(table, period, framework)}
    beside = (each for each in here if PERIOD not in each.row.cells and id(each.table) in mixed)
    unclear += [("(empty)", each.cell(PERIOD)) for each in islice(beside, 1)]
    places = {text: (Place.of(cell), cell.raw) for text, cell in unclear}
    for text, (place, value) in (dict(_unclear_texts(submission, period)) | places).items():
        known = {None: "is not a period of the plan", Fit.OTHER: "names another time"}
        what = known.get(fit(text, period, framework), "names more than this period")
        message = f"{quoted(text)} {what}; the updates count for {period.id}."
        yield Problem(place, message, value=value)


def _holds_others(table: Table, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether rows name other periods in the table's column for periods, and nothing above the table names a period."""
    rows = (row for row in table.rows if PERIOD in row.cells and row.kind is not RowKind.HEADING)
    alone = table.heading(PERIOD) is not None and not table.scope.get(PERIOD)
    return alone and any(_is_other(row.cells.text(PERIOD), period, plan) for row in rows)


def _is_unclear(text: str, period: ReportingPeriod, plan: Framework) -> bool:
    """Whether a label or cell leaves its time unclear: it names none, or other times too, or is like `Q2 last year`."""
    times: AbstractSet[Fit | None] = fits(text, period, plan) or {day_fit(text, period)}
    earlier = any(Other.PAST in WEIGHTS.get(word, ()) for word in words_of(without_spans(text, plan)))
    return (earlier or times != {Fit.SAME}) and any(map(str.isalnum, text)) and not _is_other(text, period, plan)


def _unclear_texts(submission: Interpreted, period: ReportingPeriod) -> Iterator[tuple[str, tuple[Place, str | None]]]:
    """Statements, headings and comments that leave open whether a table is for the period, with their places."""
    plan, path = submission.edition.framework, submission.submission.path
    relying = {id(update.table) for update in _undated(submission, period)}
    for table in submission.submission.tables:
        for column, cell in ((heading.column, heading.cell) for heading in table.headings):
            if column == "progress" and fits(cell.raw, period, plan) >= {Fit.SAME, Fit.OTHER}:
                yield cell.raw, (Place.of(cell), cell.raw)
            text = sheet_by_name(submission)[table.sheet].comments.get(cell.at, "")
            if column in plan.published_columns and _is_other(text, period, plan):
                yield text, (Place.of(cell), None)
        for each in _unclear_statements(table, period, plan, relied_on=id(table) in relying):
            sheet = table.sheet if each.where == table.sheet else None
            yield each.text, (Place.of(each.cell), each.cell.raw) if each.cell else (Place(path, sheet), None)


def _unclear_statements(table: Table, period: ReportingPeriod, plan: Framework, *, relied_on: bool) -> list[Scoped]:
    """The statements that leave open whether a table is for the period.

    If a statement names just the period, any other statement that names a time outside it is unclear. Otherwise the
    deciding statement is unclear if it names more than the period, a day in an earlier year or, in a file's name, the
    following year.
    """
    deciding, how = deciding_period(table, period, plan) or (_day_outside(table, period, plan), None)
    if deciding is None:
        return []
    stated = [(each, fits(each.text, period, plan)) for each in table.scope.get(PERIOD, ())]
    same = [(each, times) for each, times in stated if Fit.SAME in times]
    if any(each.level < Level.FILE for each, _ in same):
        outside = {Fit.OTHER} if deciding.level > Level.LABEL else None
        inside = [(e, how) for e, how in stated if e.level < Level.FILE and not is_plan_to_its_end(e.text, plan)]
        unclear = [each for each, times in inside if Fit.PARTLY in times or times == outside]
        both = [each for each, times in same if times == {Fit.SAME, Fit.OTHER}] if len(stated) == 1 else []
        unclear += [each for each in both if min(spans(each.text, plan)).last < period.start]  # `2021 and 2022`
        return [each for each in unclear if each not in [*_contrary(table, period, plan)]]
    if not relied_on or any(times == {Fit.SAME} or _is_year_after(each.text, period, plan) for each, times in same):
        return []
    of_part = any(heading.of_period and heading.column == "progress" for heading in table.headings)
    wide = how is not Fit.OVERLAPS or Level.LABEL < deciding.level < Level.FILE
    explained = of_part or _names_plan(deciding.text, plan) or any(_contrary(table, period, plan))
    return [deciding] if wide and not explained else []


def _day_outside(table: Table, period: ReportingPeriod, plan: Framework) -> Scoped | None:
    """The first day or month stated for a table that is outside the period, but not before the plan.

    A day after the period counts only in a tab, and only if a year later: before that, it may be the day of sending.
    """
    for each in table.scope.get(DAY, ()):
        sent = _YEAR_AFTER if day_fit(each.text, period) else dt.timedelta()
        after = period.end + sent if each.where == table.sheet else dt.date.max
        if is_dated_outside(each.text, period, after=after) and not is_dated_outside(each.text, plan.periods[0]):
            return each
    return None
