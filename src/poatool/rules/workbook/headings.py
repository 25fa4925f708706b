"""WBK: missing, repeated, unknown and misspelt columns and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.matching import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.places import end_of
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.submissions.clearance import question_in
from poatool.submissions.columns import By
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Doubt, Heading, RowKind, Table
from poatool.submissions.template import ESSENTIAL
from poatool.text import actions, listed

_SAYS_OTHERWISE = (
    "has a heading that means something else, or one that keeps it from publication.",
    "have headings that mean something else, or that keep them from publication.",
)
_COMMENTS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})


@rule("WBK104", "column-missing", Severity.ERROR)
def column_missing(submission: Interpreted) -> Iterator[Problem]:
    """A table has no column for the action or the progress, or its headings do not show which column that is.

    None of its rows can be published, though those of other tables are. To fix it, add the column, or correct its
    heading.

    Bad:
    | Action | Status    |
    | 2      | Under way |
    Found at: row 1

    Bad:
    | Action | Column A                           | Column B                                |
    | 2      | Trained forty inspectors in March. | Plan a second round of it for the next. |
    Found at: row 1
    """
    edition = submission.edition
    for table in submission.submission.tables:
        place = Place(submission.submission.path, table.sheet, table.header_row)
        if table.missing:
            continue
        doubted = {doubt.column for doubt in table.doubts}
        for doubt in table.doubts:
            yield _doubted(table, doubt, place, edition)
        for column in ESSENTIAL:
            if column not in doubted and not _has(table, column):
                likely = [quoted(heading.text) for heading in table.headings if _perhaps(heading, column)]
                aside = [quoted(heading.text) for heading in table.headings if heading.aside and heading.holds]
                message = f"The table in row {table.header_row} has no column {column_name(edition, column)}."
                if likely:
                    message += f" Is it {listed(likely, 'or')}?"
                elif aside:
                    message += f" {listed(aside)} {_SAYS_OTHERWISE[len(aside) > 1]}"
                yield Problem(place, message, _to_add(column, table, edition), last_row=end_of(table))
        yield from _below_others(table)


def _below_others(table: Table) -> Iterator[Problem]:
    """A problem with the rows below each row that may head another table."""
    for cell, rows in groupby(table.rows, key=lambda row: row.headed_by):
        if cell is not None:
            *_, last = rows
            yield Problem(
                Place.of(table.rows[0].cells.origin.cell(cell)),
                f"Row {cell.row}, which begins with {quoted(cell.text)}, may hold the headings of another table.",
                "If the rows below it are updates, give them headings such as “Action” and “Progress”, or delete that row.",
                last_row=last.number,
            )


def _has(table: Table, column: str) -> bool:
    """Whether a table has a column; or its tab or title gives the value, or its columns are in blocks, each for one agency or action."""
    if table.heading(column) is not None or table.says(column) is not None:
        return True
    return any(column in row.cells for row in table.rows if row.kind is RowKind.UPDATE)


def _doubted(table: Table, doubt: Doubt, place: Place, edition: Edition) -> Problem:
    """A column whose meaning is in doubt between two columns of the sheet."""
    name = column_name(edition, doubt.column)
    cells = [f"{quoted(cell.raw)} ({cell.ref})" if cell.raw else f"column {cell.letter}" for cell in doubt.cells]
    message = f"The table in row {table.header_row} cannot be read reliably: {name} may be {listed(cells, 'or')}; {doubt.why}."
    hint = f"Name the right one {name}, and delete or rename the other."
    related = tuple(Place.of(cell) for cell in doubt.cells)
    return Problem(place, message, hint, related=related, last_row=end_of(table))


def _to_add(column: str, table: Table, edition: Edition) -> str:
    """The hint on a missing column; the tab of the sheet may name the action of all its rows."""
    tab = resolve(edition, table.sheet or "")
    if column == "action" and tab.resolved and len(tab.codes) == 1:
        return f"If all its rows are about {actions(tab.codes)}, as its tab says, add a column “Action” with that number in each row."
    name = column_name(edition, column)
    return f"Add the column, or name its heading {name}. If the sheet is only a list, name it “Lists”."


def _perhaps(heading: Heading, column: str) -> bool:
    """Whether a heading may stand for a missing column: `Comment` means notes only if the table has progress."""
    comments = column == "progress" and heading.column == "notes" and fold(heading.text).split()[0] in _COMMENTS
    return comments or heading.suggestion == column


@rule("WBK141", "layout-differs", Severity.ERROR, requires=("WBK101", "WBK103"))
def layout_differs(submission: Interpreted) -> Iterator[Problem]:
    """A sheet is not laid out as the plan or poatool.toml declares.

    A heading or a column that the declared layout names is not there, or a workbook has none of the declared sheets. None
    of its rows can be published. To fix it, correct the layout: `poatool layout` shows how the sheet is read, and what to
    declare.

    Bad declared:
    | Action | Status    | Our work                  |
    | 2      | Under way | Trained forty inspectors. |
    Found at: row 1

    Good declared:
    | Action | Status    | What we can say           |
    | 2      | Under way | Trained forty inspectors. |
    """
    hint = "Correct `layouts` in the plan or in poatool.toml. See how the sheet is read: poatool layout FILE"
    path = submission.submission.path
    for table in submission.submission.tables:
        if table.missing:
            names = listed([*map(quoted, table.missing)])
            message = (
                f"The layout that is declared for this sheet names {names}, but row {table.header_row} has no such heading,"
                " or has it twice."
            )
            yield Problem(Place(path, table.sheet, table.header_row), message, hint, last_row=end_of(table))
    if submission.submission.lost:
        names = listed([*map(quoted, submission.submission.lost)], "or")
        message = f"Layouts are declared for this file, but it has no sheet {names}."
        yield Problem(Place(path), message, hint)


@rule("WBK106", "heading-inexact", Severity.ADVICE, aliases=("WBK140", "heading-misspelt", "column-by-content"))
def heading_inexact(submission: Interpreted) -> Iterator[Problem]:
    """A column was recognised although its heading is misspelt or not one of the report's.

    Only one column has a similar heading, or the content of the column says which it is; each table has one finding on
    its columns of the second kind. Where several columns give the status for parts of the period, the last one with a
    status counts. To fix it, if the columns were read correctly, give them the report's headings.

    Bad:
    | Action | Status    | Progess                   |
    | 2      | Under way | Trained forty inspectors. |
    Found at: C1

    Bad:
    | Action | Status    | Text                                |
    | 2      | Under way | Trained forty inspectors in Napier. |
    Found at: row 1
    """
    columns = submission.edition.framework.column_by_id
    for table in submission.submission.tables:
        read = [(heading, columns[heading.column].heading) for heading in table.headings if heading.column is not None]
        for heading, name in read:
            if not heading.exact:
                message = f"The heading {quoted(heading.text)} was read as {quoted(name)}."
                hint = f"Correct the heading to {quoted(name)}."
                yield Problem.at(heading.cell, message, hint, Fix(name, safe=False))
        named = [f"{quoted(heading.text)} as {quoted(name)}" for heading, name in read if heading.by == By.CONTENT]
        parts = [quoted(heading.text) for heading in table.headings if heading.joined == "status" and heading.of_period]
        said = [f"Columns recognised by their content: {listed(named)}."] if named else []
        said += [f"Of the statuses in {listed(parts)} and before, the last one in a row counts."] if parts else []
        if said:
            place = Place(submission.submission.path, table.sheet, table.header_row)
            yield Problem(place, " ".join(said), "Check this. If it is right, use the report's headings next time.")


@rule("WBK107", "heading-unknown", Severity.ADVICE)
def heading_unknown(submission: Interpreted) -> Iterator[Problem]:
    """A column is not one of the report's, or is for another year, so it is not published.

    Columns that ask whether a row may be published are exempt, as PUB513 reads their answers. To fix it, if the column
    should be published, correct its heading.

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
        if table.missing:
            continue
        unknown = [
            heading for heading in table.headings if heading.column is None and not (heading.joined or heading.side)
        ]
        lacking = [column for column in ESSENTIAL if unknown and not _has(table, column)]
        doubted = {cell for doubt in table.doubts for cell in doubt.cells}
        for heading in unknown:
            if heading.dated and period is not None:
                yield _of_another(heading, period)
            elif heading.cell not in doubted and (lacking or question_in(heading.text) is None):
                yield _not_ours(heading, lacking, submission.edition, form=table.is_form)


def _of_another(heading: Heading, period: ReportingPeriod) -> Problem:
    """A problem with a heading that names another year."""
    message = f"The column {quoted(heading.text)} is not for {period.id}, so it is not published."
    alike = f"If it is for {period.id}, correct its heading."
    hint = alike if heading.suggestion else "Nothing needs to be done, unless its heading is wrong."
    return Problem(Place.of(heading.cell), message, hint, heading.text)


def _not_ours(heading: Heading, lacking: Sequence[str], edition: Edition, *, form: bool) -> Problem:
    """A problem with an unknown heading; it may be meant for a column that its table lacks."""
    likely = edition.framework.column_by_id[heading.suggestion].heading if heading.suggestion else None
    wanted = listed([column_name(edition, column) for column in lacking], "or")
    message = f"The {'label' if form else 'column'} {quoted(heading.text)} is not one of the report's, so it is not published."
    hint = f"If it is {wanted}, give it that name." if lacking and not heading.aside else "Nothing needs to be done."
    if likely:
        hint = f"Did you mean {quoted(likely)}? Correct the heading."
    return Problem(Place.of(heading.cell), message, hint, heading.text, Fix(likely, safe=False) if likely else None)


@rule("WBK126", "column-repeated", Severity.WARNING)
def column_repeated(submission: Interpreted) -> Iterator[Problem]:
    """Two headings mean the same column, so the texts of both are published, one after the other.

    Columns for quarters or other parts of the period are exempt, and so are empty and declared ones. To fix it, write
    both into one column.

    Bad:
    | Action | Status    | Progress                  | Progress                           |
    | 2      | Under way | Trained forty inspectors. | Wrote a guide for border officers. |
    Found at: D1

    Good:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Trained forty inspectors. Wrote a guide for border officers. |
    """
    for table in submission.submission.tables:
        for heading in table.headings:
            other = table.heading(heading.joined) if heading.joined else None
            if other is not None and not heading.of_period and heading.holds and heading.by != By.DECLARED:
                first, second = sorted((heading, other), key=lambda each: each.cell.column)
                message = (
                    f"The column {quoted(second.text)} means the same as {quoted(first.text)} in column"
                    f" {first.cell.letter}; both are published, one after the other."
                )
                yield Problem(Place.of(second.cell), message, "Write both into one column.", value=second.text)
