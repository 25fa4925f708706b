"""WBK: columns that a table lacks, has twice, or that are not the report's; headings that are misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from poatool.findings.model import Fix, Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.framework.names.folding import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Heading, Table
from poatool.submissions.restrictions import question_in
from poatool.submissions.template import ESSENTIAL
from poatool.text import actions, listed

_COMMENTS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})
_WORDS = 6
"""Words of the shortest cell that may be a text for readers."""


@rule("WBK104", "column-missing", Severity.ERROR, requires=("WBK101", "WBK102", "WBK103"))
def column_missing(submission: Interpreted) -> Iterator[Problem]:
    """A table has no column for the action, or none for the progress.

    None of its rows can be published, though those of other tables are. To fix it, add the column, or correct its
    heading.

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
        for column in ESSENTIAL:
            if table.heading(column) is None:
                likely = [quoted(heading.text) for heading in table.headings if _perhaps(heading, column)]
                yield Problem(
                    Place(submission.submission.path, table.sheet, row),
                    f"The table in row {table.header_row} has no column {column_name(submission.edition, column)}."
                    + (f" Is it {listed(likely, 'or')}?" if likely else ""),
                    _to_add(column, table, submission.edition),
                )


def _to_add(column: str, table: Table, edition: Edition) -> str:
    """What to do about a missing column; the tab of the sheet may name the action of all its rows."""
    tab = resolve(edition, table.sheet or "")
    if column == "action" and tab.resolved and len(tab.codes) == 1:
        return f"If all its rows are about {actions(tab.codes)}, as its tab says, add a column “Action” that says so."
    name = column_name(edition, column)
    return f"Add the column, or name its heading {name}. If the sheet is only a list, name it “Lists”."


def _perhaps(heading: Heading, column: str) -> bool:
    """Whether a heading may be meant for a missing column: `Comment` means notes only in a table that has progress."""
    comments = column == "progress" and heading.column == "notes" and fold(heading.text).split()[0] in _COMMENTS
    return comments or heading.suggestion == column


@rule("WBK106", "heading-misspelt", Severity.WARNING)
def heading_misspelt(submission: Interpreted) -> Iterator[Problem]:
    """A heading is misspelt.

    It was read all the same, because it is like that of one column only. To fix it, correct the heading.

    Bad:
    | Action | Status    | Progess                   |
    | 2      | Under way | Trained forty inspectors. |
    Found at: C1

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    columns = submission.edition.framework.column_by_id
    for table in submission.submission.tables:
        for heading in table.headings:
            if heading.column is not None and not heading.exact:
                name = columns[heading.column].heading
                yield Problem(
                    Place.of(heading.cell),
                    f"The heading {quoted(heading.text)} was read as {quoted(name)}.",
                    f"Correct the heading to {quoted(name)}.",
                    value=heading.cell.raw,
                    fix=Fix(name, safe=False),
                )


@rule("WBK107", "heading-unknown", Severity.ADVICE)
def heading_unknown(submission: Interpreted) -> Iterator[Problem]:
    """A column is not one of the report's, or is for another year, so it is not published.

    This does not apply to a column that asks whether a row may be published: PUB513 looks at its answers. To fix it, if
    the column should be published, correct its heading.

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
        lacking = [column for column in ESSENTIAL if unknown and table.heading(column) is None]
        with_texts = _with_texts(table) if unknown and not lacking else frozenset()
        for heading in unknown:
            if heading.dated and period is not None:
                yield _of_another(heading, period)
                continue
            place = heading.cell.row if table.is_form else heading.cell.column
            known = not lacking and place not in with_texts and question_in(heading.text) is not None
            if not known and _repeated(table, heading) is None:
                yield _not_ours(
                    heading, lacking, submission.edition, form=table.is_form, with_texts=place in with_texts
                )


def _of_another(heading: Heading, period: ReportingPeriod) -> Problem:
    """A problem with a heading that names another year."""
    return Problem(
        Place.of(heading.cell),
        f"The column {quoted(heading.text)} is not for {period.id}, so it is not published.",
        f"If it is for {period.id}, correct its heading."
        if heading.suggestion
        else "Nothing needs to be done, unless its heading is wrong.",
        value=heading.text,
    )


def _not_ours(heading: Heading, lacking: Sequence[str], edition: Edition, *, form: bool, with_texts: bool) -> Problem:
    """A problem with a heading that is not one of ours; it may be meant for a column that its table lacks."""
    likely = edition.framework.column_by_id[heading.suggestion].heading if heading.suggestion else None
    wanted = listed([column_name(edition, column) for column in lacking], "or")
    if lacking:
        otherwise = f"If it is {wanted}, give it that name."
    elif with_texts:
        otherwise = f"If its texts are meant for the report, move them to {column_name(edition, 'progress')}."
    else:
        otherwise = "Nothing needs to be done."
    return Problem(
        Place.of(heading.cell),
        f"The {'label' if form else 'column'} {quoted(heading.text)} is not one of the report's, so it is not published.",
        f"Did you mean {quoted(likely)}? Correct the heading." if likely else otherwise,
        value=heading.text,
        fix=Fix(likely, safe=False) if likely else None,
    )


def _with_texts(table: Table) -> frozenset[int]:
    """The columns of a table, or the rows of a form, that are not ours and have a text of some words in them."""
    return frozenset(
        cell.row if table.is_form else cell.column
        for row in table.rows
        for cell in row.other.raw.values()
        if isinstance(cell.value, str) and len(cell.value.split(None, _WORDS)) >= _WORDS
    )


@rule("WBK126", "column-repeated", Severity.WARNING)
def column_repeated(submission: Interpreted) -> Iterator[Problem]:
    """Two headings mean the same column, or two tables are side by side, and only one of the columns is read.

    A heading that names the period comes before one that does not, and `Progress` before `Activities`. To fix it, move
    the text into the column that is read, or a second table below the first. An empty column may stay.

    Bad:
    | Action | Status    | Progress                  | Progress                           |
    | 2      | Under way | Trained forty inspectors. | Wrote a guide for border officers. |
    Found at: D1

    Good:
    | Action | Status    | Progress                                                      |
    | 2      | Under way | Trained forty inspectors. Wrote a guide for border officers. |
    """
    for table in submission.submission.tables:
        again = [(h, first) for h in table.headings if h.column is None and (first := _repeated(table, h)) is not None]
        filled = _filled(submission, table) if again else frozenset()
        for heading, first in again:
            if table.is_form or heading.cell.column in filled:
                yield _repeats(heading, first, form=table.is_form)


def _filled(submission: Interpreted, table: Table) -> frozenset[int]:
    """The columns that are not read but hold something, even a formula that was never calculated."""
    cells = (
        cell for sheet in submission.submission.sheets if sheet.name == (table.sheet or "") for cell in sheet.cells
    )
    unknown = {cell.column for cell in cells if cell.value is None and cell.formula is not None}
    return frozenset(unknown.union(column for row in table.rows for column in row.other.raw))


def _repeats(heading: Heading, first: Heading, *, form: bool) -> Problem:
    what, where, into = (
        ("label", f"row {first.cell.row}", "answer") if form else ("column", f"column {first.cell.letter}", "column")
    )
    apart = "" if form else "; move the second of two tables side by side below the first"
    return Problem(
        Place.of(heading.cell),
        f"The {what} {quoted(heading.text)} means the same as {quoted(first.text)} in {where}; only that one is read.",
        f"Move its text into that {into}{apart}.",
        value=heading.text,
    )


def _repeated(table: Table, heading: Heading) -> Heading | None:
    """The heading whose column this one means as well."""
    return table.heading(heading.suggestion) if heading.exact and heading.suggestion else None
