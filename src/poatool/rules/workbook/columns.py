"""WBK: whether a table has the columns of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.names.folding import fold
from poatool.framework.reference.resolve import resolve
from poatool.rules.registry import Problem, rule
from poatool.rules.text import column_name, quoted
from poatool.submissions.interpret import Interpreted
from poatool.submissions.model import Heading, Table
from poatool.submissions.template import ESSENTIAL
from poatool.text import actions, listed

_COMMENTS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})


@rule("WBK104", "column-missing", Severity.ERROR, requires=("WBK101", "WBK102", "WBK103"))
def column_missing(submission: Interpreted) -> Iterator[Problem]:
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
    """What to do about a missing column; the tab of a sheet may say which action all its rows are about."""
    tab = resolve(edition, table.sheet or "")
    if column == "action" and tab.resolved and len(tab.codes) == 1:
        return f"If all its rows are about {actions(tab.codes)}, as its tab says, add a column “Action” that says so."
    name = column_name(edition, column)
    return f"Add the column, or name its heading {name}; if the sheet is only a list, name it “Lists”."


def _perhaps(heading: Heading, column: str) -> bool:
    """Whether a heading may be meant for a column that its table lacks: `Comment` is for notes where there is progress."""
    comments = column == "progress" and heading.column == "notes" and fold(heading.text).split()[0] in _COMMENTS
    return comments or heading.suggestion == column


@rule("WBK105", "status-column-missing", Severity.ADVICE, requires=("WBK101", "WBK102", "WBK103"))
def status_column_missing(submission: Interpreted) -> Iterator[Problem]:
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
