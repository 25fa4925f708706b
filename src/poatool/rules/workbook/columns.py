"""WBK: whether a table has the columns of a report, under the headings that we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from poatool.findings import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.folding import fold
from poatool.framework.model import ReportingPeriod
from poatool.framework.resolve import resolve
from poatool.phrases import actions, listed
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import HEADINGS, quoted
from poatool.submissions.model import Heading, Table
from poatool.submissions.understand import Understood

_REQUIRED = ("action", "progress")
_WORDS = 6
"""Words from which a cell holds a text that may be meant to be read."""

_COMMENTS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})


@rule("WBK104", "column-missing", Severity.ERROR, requires=("WBK101", "WBK102", "WBK103"))
def column_missing(submission: Understood) -> Iterator[Problem]:
    """A table has no column for the action or for the progress.

    None of its rows can be published until it has; those of other tables are. To fix it, add the column, or correct
    its heading.

    Bad:
    | Action | Status    |
    | 2      | Under way |
    Found at: sheet

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    tables = submission.submission.tables
    on_sheet = Counter(table.sheet for table in tables)
    for table in tables:
        row = table.header_row if on_sheet[table.sheet] > 1 else None
        for column in _REQUIRED:
            if table.heading(column) is None:
                likely = [quoted(heading.text) for heading in table.headings if _perhaps(heading, column)]
                yield Problem(
                    Place(submission.submission.path, table.sheet, row),
                    f"The table in row {table.header_row} has no column {quoted(HEADINGS[column])}."
                    + (f" Is it {listed(likely, 'or')}?" if likely else ""),
                    _to_add(column, table, submission.edition),
                )


def _to_add(column: str, table: Table, edition: Edition) -> str:
    """What to do about a missing column; the tab of a sheet may say which action all its rows are about."""
    tab = resolve(edition, table.sheet or "")
    if column == "action" and tab.resolved and len(tab.codes) == 1:
        return f"If all its rows are about {actions(tab.codes)}, as its tab says, add a column “Action” that says so."
    return (
        f"Add the column, or name its heading {quoted(HEADINGS[column])}; if the sheet is only a list, name it “Lists”."
    )


def _perhaps(heading: Heading, column: str) -> bool:
    """Whether a heading may be meant for a column that its table lacks: `Comment` is for notes where there is progress."""
    comments = column == "progress" and heading.column == "notes" and fold(heading.text).split()[0] in _COMMENTS
    return comments or heading.suggestion == column


@rule("WBK105", "status-column-missing", Severity.ADVICE, requires=("WBK101", "WBK102", "WBK103"))
def status_column_missing(submission: Understood) -> Iterator[Problem]:
    """A table has no column for the status, so its updates are published without one.

    To fix it, add the column if the report is to show statuses.

    Bad:
    | Action | Progress                  |
    | 2      | Trained forty inspectors. |
    Found at: sheet

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    if not submission.edition.framework.statuses:
        return
    for table in submission.submission.tables:
        if table.heading("status") is None and table.heading("progress") is not None:
            yield Problem(
                Place(submission.submission.path, table.sheet),
                f"The table in row {table.header_row} has no column “Status”.",
                "Add the column if the report is to show statuses.",
            )


@rule("WBK106", "heading-misspelt", Severity.WARNING)
def heading_misspelt(submission: Understood) -> Iterator[Problem]:
    """A heading is misspelt, and was understood all the same because it is like one column only.

    To fix it, correct the heading.

    Bad:
    | Action | Status    | Progess                   |
    | 2      | Under way | Trained forty inspectors. |
    Found at: C1

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for table in submission.submission.tables:
        for heading in table.headings:
            if heading.column is not None and not heading.exact:
                name = HEADINGS[heading.column]
                yield Problem(
                    Place.of(heading.cell),
                    f"The heading {quoted(heading.text)} was read as {quoted(name)}.",
                    f"Correct the heading to {quoted(name)}.",
                    value=heading.cell.raw,
                    fix=Fix(name, safe=False),
                )


@rule("WBK107", "heading-unknown", Severity.ADVICE)
def heading_unknown(submission: Understood) -> Iterator[Problem]:
    """A column is not one of the report's, or is one for another year; what it holds is kept and not published.

    To fix it, if it should be published, correct its heading.

    Bad:
    | Action | Status    | Progress                  | Budget code |
    | 2      | Under way | Trained forty inspectors. | 77-A        |
    Found at: D1

    Good:
    | Action | Status    | Progress                  | Notes |
    | 2      | Under way | Trained forty inspectors. | 77-A  |
    """
    period = submission.edition.period
    for table in submission.submission.tables:
        unknown = [heading for heading in table.headings if heading.column is None]
        lacking = [column for column in _REQUIRED if unknown and table.heading(column) is None]
        with_texts = _with_texts(table) if unknown and not lacking else frozenset()
        for heading in unknown:
            if heading.dated and period is not None:
                yield _of_another(heading, period)
            elif _repeated(table, heading) is None:
                place = heading.cell.row if table.is_form else heading.cell.column
                yield _not_ours(heading, lacking, form=table.is_form, with_texts=place in with_texts)


def _of_another(heading: Heading, period: ReportingPeriod) -> Problem:
    """A heading that says itself that it is for another year."""
    return Problem(
        Place.of(heading.cell),
        f"The column {quoted(heading.text)} is not for {period.id}. It is kept, and not published.",
        f"If it is for {period.id}, correct its heading."
        if heading.suggestion
        else "Nothing needs to be done, unless its heading is wrong.",
        value=heading.text,
    )


def _not_ours(heading: Heading, lacking: Sequence[str], *, form: bool, with_texts: bool) -> Problem:
    """A heading that is none of ours; it may be meant for a column that its table lacks."""
    likely = HEADINGS[heading.suggestion] if heading.suggestion else None
    wanted = listed([quoted(HEADINGS[column]) for column in lacking], "or")
    if lacking:
        otherwise = f"If it is {wanted}, name it so."
    elif with_texts:
        otherwise = f"If its texts are meant for the report, move them to {quoted(HEADINGS['progress'])}."
    else:
        otherwise = "Nothing needs to be done."
    return Problem(
        Place.of(heading.cell),
        f"The {'label' if form else 'column'} {quoted(heading.text)} is not one of the report's. "
        "It is kept, and not published.",
        f"Did you mean {quoted(likely)}? Correct the heading." if likely else otherwise,
        value=heading.text,
        fix=Fix(likely, safe=False) if likely else None,
    )


def _with_texts(table: Table) -> frozenset[int]:
    """The columns that are not ours, or the rows of a form, that hold a text of some words, and not only figures and names."""
    return frozenset(
        cell.row if table.is_form else cell.column
        for row in table.rows
        for cell in row.other.raw.values()
        if isinstance(cell.value, str) and len(cell.value.split(None, _WORDS)) >= _WORDS
    )


@rule("WBK123", "several-tables", Severity.ADVICE)
def several_tables(submission: Understood) -> Iterator[Problem]:
    """A sheet holds more than one table of updates.

    All of them were read, each under its own headings. Nothing needs to be done, unless one is out of date.

    Bad:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    | Action | Progress                           | Status    | Evidence |
    | 3      | Wrote a guide for border officers. | Under way |          |
    Found at: A3

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    first: dict[str | None, Table] = {}
    for table in submission.submission.tables:
        above = first.setdefault(table.sheet, table)
        if above.header_row < table.header_row and table.headings:
            cell = table.headings[0].cell
            yield Problem(
                Place.of(cell),
                f"A further table begins here; the first has its headings in row {above.header_row}. Each was read.",
                "Nothing needs to be done, unless one of them is out of date.",
                value=cell.raw,
            )


@rule("WBK125", "sheet-not-read", Severity.ADVICE)
def sheet_not_read(submission: Understood) -> Iterator[Problem]:
    """A sheet holds something, and no table of updates or form, while another sheet of the workbook has one.

    Nothing of it is published. A cover, instructions and lists are not meant. To fix it, if there are updates on
    it, put them into the table, or give them the headings of one. If it is a form, name its action by its number.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for name in submission.submission.unread:
        if name in submission.submission.like_forms:
            what = "looks like a form for an action, and does not say by a number which"
            do = "If it reports, write the number of the action alone beside “Action”, and what was done beside “Progress”."
        else:
            what = "holds no table of updates that we know"
            do = "If it holds updates, put them into a table with the headings Action, Status, Progress and Next steps."
        yield Problem(
            Place(submission.submission.path, name),
            f"The sheet {quoted(name)} {what}; nothing in it is published.",
            do,
        )


@rule("WBK126", "column-repeated", Severity.WARNING)
def column_repeated(submission: Understood) -> Iterator[Problem]:
    """Two headings mean the same column, or two tables stand side by side; only one of the columns is read.

    One that names the period goes before one that does not, and `Progress` before `Activities`. To fix it, move what
    the other says into that one, or a second table below the first. An empty column may stay.

    Bad:
    | Action | Status    | Progress                  | Progress                           |
    | 2      | Under way | Trained forty inspectors. | Wrote a guide for border officers. |
    Found at: D1

    Good:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Trained forty inspectors. Wrote a guide for border officers. |
    """
    for table in submission.submission.tables:
        filled: frozenset[int] | None = None
        for heading in table.headings:
            if heading.column is None and (first := _repeated(table, heading)) is not None:
                filled = _filled(table) if filled is None else filled
                if table.is_form or heading.cell.column in filled:
                    yield _repeats(heading, first, form=table.is_form)


def _filled(table: Table) -> frozenset[int]:
    """The columns beside those that are read in which anything stands."""
    return frozenset(column for row in table.rows for column in row.other.raw)


def _repeats(heading: Heading, first: Heading, *, form: bool) -> Problem:
    what, where, into = (
        ("label", f"row {first.cell.row}", "answer") if form else ("column", f"column {first.cell.letter}", "column")
    )
    apart = "" if form else "; of two tables side by side, move one below the other"
    return Problem(
        Place.of(heading.cell),
        f"The {what} {quoted(heading.text)} means the same as {quoted(first.text)} in {where}; only that one is read.",
        f"Move what it says into one {into}{apart}.",
        value=heading.text,
    )


def _repeated(table: Table, heading: Heading) -> Heading | None:
    """The heading that has taken the column which this one means too."""
    return table.heading(heading.suggestion) if heading.exact and heading.suggestion else None


RULES = (
    *(column_missing, status_column_missing, heading_misspelt, heading_unknown, several_tables),
    *(sheet_not_read, column_repeated),
)
