"""Make the proofs that agencies see, tell who has not cleared them, and read the table of an agency's comments."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple

from poatool.decisions.model import Clearance, Ruling
from poatool.findings.model import Place, pin
from poatool.framework.columns import STATUS
from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.framework.names.matching import fold
from poatool.framework.names.statuses import status
from poatool.reports.coverage_model import Coverage
from poatool.reports.year_end_model import ReportedUpdate, SetAside, YearEndReport
from poatool.submissions.evidence.clearance import Question, restricts
from poatool.submissions.evidence.kinds import NO, TICKS, says_none
from poatool.submissions.restrictions.words import Word, word_of
from poatool.submissions.update_ids import period_of
from poatool.text import counted, listed, one_line
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import Sheet, Workbook, text_of
from poatool.workbooks.own import ONE_TABLE
from poatool.workbooks.writing import MAX_CHARACTERS

UPDATE, ACTION, AGENCY, PART, PINS = "Update id", "Action", "Agency", "Part", "Check"
TEXT, CORRECTION, LEAVE_OUT, CLEARED = "As it will be published", "Your correction", "Leave out?", "Cleared by"
"""The headings of the table of comments; the column `PINS` has hashes that show whether a row was changed."""

TITLE = "Comments of "
NOTE = "Fill in yellow cells: corrections, updates to leave out, and who has cleared the texts."
WHOLE = "Everything"  # what the only row of a proof without updates is about
IN_RETURN = "Correct this in your return, and send that again."  # if no decision can make a correction

NONE = "None"  # what an empty cell of the table shows
HEADINGS = (UPDATE, ACTION, PART, TEXT, CORRECTION, LEAVE_OUT, CLEARED, AGENCY, PINS)
_UNCHECKED = "-"
_CHECK = re.compile(r"(\S+) (\S+) (\S+) (\S+) (\d{1,6})/(\d{1,6})")  # pins, hashes, the row's number, and of how many

_ELSEWHERE = "Nothing is asked here. Decide what it means, or ask the agency."
_UNKNOWN = "poatool did not write this row, or somebody changed what it says. Ask the agency what it wants."
_CHECK_EMPTY = "the column Check is empty. Ask the agency to fill in the workbook that it was sent."
_TWICE = "This printed text was also changed. Only the correction beside it counts."
_NO_DECISION = "No decision can change this. Ask the agency for a corrected return."
_DELETED = "Rows below it were deleted, but their texts are still to be published. Ask the agency what it wants."
_PERHAPS = "This may say that nobody has cleared the texts yet. Ask the agency who has."
_AGREES = {"ok", "okay", "fine", "correct", "no change", "no changes", "unchanged"}
_ABOUT_A_TEXT = {Word.DROP, Word.TEXT, Word.THING, Word.POINTER, Word.AGREED, Word.APPROVED}  # `Delete this text`
_NO_TEXT = "This cannot be printed in place of the text. Ask the agency what it wants."


class Left(NamedTuple):
    """A cell, or a whole row, that leads to no proposal, and what to do about it."""

    place: Place
    text: str
    todo: str

    def __str__(self) -> str:
        return f"{self.place.file}, {self.place.address}: “{one_line(self.text)}”. {self.todo}"


class Comment(NamedTuple):
    """What an agency wrote in a row of the table; an answer that it did not give is empty."""

    agency: str
    update: str
    part: str
    text: str
    period: str
    column: str  # the id of the column that the row is about; empty if no decision can change it
    correction: str
    leave_out: str
    cleared: str
    pins: tuple[str, str]  # of the text as it was sent, and of all texts of the update
    number: tuple[int, int]  # the row's number, and the number of rows

    @property
    def is_text(self) -> bool:
        """Whether it is about a text that can be cleared."""
        return self.column not in ("", STATUS)


class Comments(NamedTuple):
    """The rows of a workbook's tables of comments, and other cells in which somebody wrote."""

    rows: tuple[Comment, ...]
    left: tuple[Left, ...]

    @property
    def given(self) -> str:
        """What an agency wrote, in numbers: `2 corrected and 1 of 3 texts cleared`; empty if it wrote nothing."""
        cleared = [row.is_text for row in self.rows if row.cleared]
        texts = sum(row.is_text for row in self.rows)
        counts = {
            "{} corrected": sum(bool(row.correction) for row in self.rows),
            "{} to leave out": len({row.update for row in self.rows if row.leave_out}),
            f"{sum(cleared)} of {counted(texts, 'text')} cleared" if texts else "cleared": len(cleared),
            "{} not understood": len(self.left),
        }
        return listed([what.format(number) for what, number in counts.items() if number])


def hashes(text: str, *names: str) -> tuple[str, str]:
    """Hashes of a row's printed text and of its other printed cells, used to notice changes in them."""
    printed = pin(one_line(text)) if len(text) <= MAX_CHARACTERS else _UNCHECKED  # a longer text is in several rows
    return printed, pin("\n".join(names))


def read_comments(workbook: Workbook, plan: Framework) -> Comments:
    """Read all that an agency wrote into a workbook of comments."""
    found = [each for sheet in workbook.sheets for each in _on_sheet(sheet, workbook.path, plan)]
    rows = tuple(each for each in found if isinstance(each, Comment))
    return Comments(rows, tuple(each for each in found if isinstance(each, Left)))


def has_comments(workbook: Workbook) -> bool:
    """Whether a workbook has a table of comments."""
    return any(_top(_lines(sheet)) for sheet in workbook.sheets)


def _lines(sheet: Sheet) -> Mapping[int, Mapping[int, str]]:
    """The texts of a sheet by row and column."""
    rows = groupby(sheet.cells, key=lambda cell: cell.row)
    typed = ((number, {c.column: text_of(c.value) or c.formula for c in row}) for number, row in rows)
    return {number: {column: text for column, text in line.items() if text} for number, line in typed}


def _top(lines: Mapping[int, Mapping[int, str]]) -> int:
    """The number of the row with the headings, or 0."""
    return next((number for number, line in lines.items() if {UPDATE, CORRECTION} <= {*line.values()}), 0)


def _on_sheet(sheet: Sheet, file: str, plan: Framework) -> Iterator[Comment | Left]:
    lines = _lines(sheet)
    top = _top(lines)
    named = {plan.in_its_words(each): each for each in HEADINGS}
    columns = {named[text]: at for at, text in reversed([*lines.get(top, {}).items()]) if text in named}
    headings = {column: heading for heading, column in columns.items()}  # the first of two equal headings counts
    known, unknown, unchecked = dict[int, Comment](), 0, dict[int, str]()
    for number, line in lines.items():
        own = {headings[column]: text for column, text in line.items() if column in headings and number > top}
        comment, todo = _comment(defaultdict(str, own), plan)
        if comment is not None:
            known[number] = comment
            yield comment
        elif own:
            unknown += 1
            if PINS not in own and period_of(own.get(UPDATE, ""), plan):
                answers = (own.get(name, "") for name in (CORRECTION, LEAVE_OUT, CLEARED))
                unchecked[number] = " | ".join(answer for answer in answers if answer not in ("", IN_RETURN))
            else:
                shown = " | ".join(text for heading, text in own.items() if heading != PINS)
                yield Left(Place(file, sheet.name, number), shown, _UNKNOWN)
        for column, text in line.items():
            above = text.removeprefix(TITLE) in plan.agency_by_code or text.removeprefix(ONE_TABLE).strip() == NOTE
            ours = column in headings if number >= top else above  # what is printed above the table
            if why := todo.get(headings.get(column, ""), "") if ours else _ELSEWHERE:
                yield Left(Place(file, sheet.name, number, column_letter(column)), text, why)
    yield from _deleted(known, unknown, Place(file, sheet.name, top or None))
    if unchecked:
        written = " · ".join(f"row {row}: {answers}" for row, answers in unchecked.items() if answers)
        yield Left(Place(file, sheet.name), written or PINS, f"In {counted(len(unchecked), 'row')}, {_CHECK_EMPTY}")
    for (row, column), text in chain(sheet.comments.items(), sheet.drawn.items()):
        if text.strip():
            yield Left(Place(file, sheet.name, row, column_letter(column)), text, _ELSEWHERE)


def _deleted(known: Mapping[int, Comment], unknown: int, top: Place) -> Iterator[Left]:
    """The places where rows are missing; none if the rows of `unknown` content may be the missing ones."""
    rows = {each.number[0]: row for row, each in known.items()}
    total = max((each.number[1] for each in known.values()), default=0 if top.row is None else 1)
    missing = [number for number in range(1, total + 1) if number not in rows]
    for number in dict.fromkeys(max((at for at in rows if at < each), default=0) for each in missing):
        row = known.get(rows.get(number, 0))
        if len(missing) > unknown:
            place = top._replace(row=rows.get(number, top.row))
            yield Left(place, f"{row.update} | {row.part}" if row else UPDATE, _DELETED)


def _comment(own: Mapping[str, str], plan: Framework) -> tuple[Comment | None, Mapping[str, str]]:
    """The comment in a row (its texts by heading), and what to do about each cell that the comment leaves out."""
    agency, update, part, text = own[AGENCY], own[UPDATE], own[PART], own[TEXT]
    printed, names = hashes(text, update, own[ACTION], part, agency)
    check, period = _CHECK.fullmatch(own[PINS]), period_of(update, plan)
    if check is None or period is None or agency not in plan.agency_by_code or not text or check[4] != names:
        return None, {}
    columns = {each.heading: each.id for each in (*plan.text_columns, plan.column_by_id[STATUS])}
    column, todo = columns.get(part, ""), dict[str, str]()
    correction = "" if own[CORRECTION] in (NONE, IN_RETURN, text) else own[CORRECTION]
    if check[3] not in (printed, _UNCHECKED):
        if correction:
            todo[TEXT] = _TWICE
        correction = correction or text
    if correction and (why := _no_correction(correction, column, plan)):
        todo[CORRECTION if own[CORRECTION] == correction else TEXT], correction = why, ""
    given = (own[LEAVE_OUT], own[CLEARED])
    leave_out, cleared = ("" if each.casefold() in {"", *NO} or says_none(each) else each for each in given)
    if leave_out and part == WHOLE:
        todo[LEAVE_OUT], leave_out = _NO_DECISION, ""
    if restricts(Question.APPROVE, cleared[:1].upper() + cleared[1:]):  # a role may be in lower case
        todo[CLEARED], cleared = _PERHAPS, ""
    answers, pins, number = (correction, leave_out, cleared), (check[1], check[2]), (int(check[5]), int(check[6]))
    return Comment(agency, update, part, text, period, column, *answers, pins, number), todo


def _no_correction(words: str, column: str, plan: Framework) -> str:
    """Why words are not proposed as a correction, and what to do; empty if they are proposed."""
    meant, labels = status(plan, words, suggest=False), [each.label for each in plan.statuses if not each.nil]
    if not column:
        return _NO_DECISION
    if column == STATUS:
        settable = len(meant.ids) == 1 and not plan.status_by_id[meant.ids[0]].nil
        return "" if settable else f"This is not a status that can be set. Ask the agency for {listed(labels, 'or')}."
    folded, only_status = fold(words), bool(meant.ids) and not meant.remark
    about_it = folded in TICKS | _AGREES or {word_of(word) for word in folded.split()} <= _ABOUT_A_TEXT
    return _NO_TEXT if about_it or only_status else ""


def proofs(report: YearEndReport) -> Mapping[str, YearEndReport]:
    """A report for each agency, with only its own part: no agency may see the unpublished words of another.

    What is not published goes to the sender of its return and, if it is a joint text of the sender and others, to them:
    without the name of the file and the findings, which may quote other cells.
    """
    later = [each for then in report.since_then if then.period == report.period for each in then.actions]
    by_code = {each.code: each.updates for each in later}
    actions = (each._replace(updates=(*each.updates, *by_code.get(each.code, ()))) for each in report.actions)
    report = report._replace(actions=tuple(actions))
    returns = (each for of in (report, *report.since_then) for each in of.submissions)
    senders = {each.submission.path: each.agency for each in returns if each.agency}

    def owners(of: ReportedUpdate | SetAside) -> tuple[str, ...]:
        sender = senders.get(of.source.file)
        return of.agencies if sender is None or sender in of.agencies else (sender,)

    def aside(agency: str) -> Iterator[SetAside]:
        for each in (each for each in report.set_aside if agency in owners(each)):
            sender = senders.get(each.source.file, agency)
            source = each.source._replace(file=f"Return of {sender}", sha256=None)
            yield each if sender == agency else each._replace(source=source, findings=())

    nil = {each.code for each in report.coverage.agencies if each.nil_return}
    named = {agency for update in report.updates for agency in update.agencies}
    agencies = {agency for update in report.withheld for agency in owners(update)} | named | nil
    agencies |= {agency for entry in report.set_aside for agency in owners(entry)}
    return {
        agency: report._replace(
            actions=tuple(
                a._replace(updates=tuple(u for u in a.updates if agency in u.agencies)) for a in report.actions
            ),
            withheld=tuple(each for each in report.withheld if agency in owners(each)),
            set_aside=tuple(aside(agency)),
        )
        for agency in report.edition.framework.in_order(agencies)
    }


def uncleared(
    edition: Edition, covered: Coverage, rulings: Iterable[Ruling], later: Iterable[str], *, asked: bool
) -> tuple[str, ...]:
    """The agencies that have not cleared a report or `later` returns; none if none was `asked` or cleared anything."""
    cleared = {edition.published_as(each.decision.agency) for each in rulings if isinstance(each.decision, Clearance)}
    reported = {agency for each in covered.actions for agency in each.answered_by}
    reported |= {*later} | {each.code for each in covered.agencies if each.nil_return}
    return edition.framework.in_order(reported - cleared) if asked or cleared else ()
