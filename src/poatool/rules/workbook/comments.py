"""WBK: what is said in comments on cells."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.patterns import expression
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import HEADINGS, quoted
from poatool.submissions.understand import Understood, Update
from poatool.workbooks.addresses import column_letter

_OWN = expression(r"\b[A-Z]{3}[1-9]\d\d\b")
"""The code of a rule: a comment that a check wrote into a copy names one."""


@rule("WBK132", "comment-not-read", Severity.ADVICE)
def comment_not_read(submission: Understood) -> Iterator[Problem]:
    """There is a comment (a note) on a cell of an update. It is not read, and not published.

    To fix it, type into the cell what belongs to the report, and delete the comment.

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    sheets = {sheet.name: sheet.comments for sheet in submission.submission.sheets if sheet.comments}
    for update in submission.updates if sheets else ():
        for column, number in _columns(update):
            comment = sheets.get(update.table.sheet or "", {}).get((update.row.number, number), "")
            if comment.strip() and not _OWN.search(comment):
                yield Problem(
                    Place(submission.submission.path, update.table.sheet, update.row.number, column_letter(number)),
                    f"There is a comment on the cell {quoted(HEADINGS[column])}; it is not read, and not published.",
                    "If it belongs to the report, type it into the cell.",
                )


def _columns(update: Update) -> Iterator[tuple[str, int]]:
    """The columns of an update's table that we know, each with its number."""
    for heading in update.table.headings:
        if heading.column is not None and not update.table.is_form:
            yield heading.column, heading.cell.column


RULES = (comment_not_read,)
