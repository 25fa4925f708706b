"""WBK: updates that stand outside the tables, where nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from poatool.findings import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.mentions import mentions
from poatool.framework.resolve import whose_text
from poatool.phrases import actions
from poatool.rules.registry import Problem, rule
from poatool.submissions.lines import seen
from poatool.submissions.model import column_letter
from poatool.submissions.sheet_names import explains, holds_lists
from poatool.submissions.understand import Understood
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility

_LOOKED_AT = 2_000
"""Cells of a sheet that are looked through above its tables, or where it has none."""

_WORDS, _MANY_WORDS = 3, 8
"""Words behind the number of an action from which a sentence tells something of it, or any text does."""

_PUNCTUATION = " :.–—-)("


@rule("WBK131", "update-outside-table", Severity.WARNING, requires=("WBK125",))
def update_outside_table(submission: Understood) -> Iterator[Problem]:
    """A text about an action stands above the table, or on a sheet that has none. It is not read, and not published.

    To fix it, move it into the table, in the row of its action.

    Bad:
    | Action 3: wrote a guide for employers in May. |           |                           |
    |                                               |           |                           |
    | Action                                        | Status    | Progress                  |
    | 2                                             | Under way | Trained forty inspectors. |
    Found at: A1

    Good:
    | Report on Actions 1 to 28 | 2022      |                           |
    | Action                    | Status    | Progress                  |
    | 2                         | Under way | Trained forty inspectors. |
    """
    if not submission.submission.tables:
        return
    for sheet in submission.submission.sheets:
        if explains(sheet.name) or holds_lists(sheet.name):
            continue
        for cell in islice(takewhile(_above(submission, sheet), sheet.cells), _LOOKED_AT):
            if codes := _told_of(seen(cell.value), submission.edition):
                yield Problem(
                    Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
                    f"This text about {actions(codes)} stands outside the table, and is neither read nor published.",
                    "Move it into the table, in the row of its action.",
                    value=cell.text,
                )


def _above(submission: Understood, sheet: Sheet) -> Callable[[RawCell], bool]:
    """Whether a cell of a sheet stands above its tables; beside the labels of a form anything may stand."""
    tables = [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]
    if any(table.is_form for table in tables) or sheet.visibility is not Visibility.VISIBLE:
        return lambda _: False
    top = min((table.header_row - table.heading_rows + 1 for table in tables), default=LAST_ROW + 1)
    return lambda cell: cell.row < top


def _told_of(text: str, edition: Edition) -> tuple[str, ...]:
    """The action of which a text tells something; none where it is a title, or the plan's own wording."""
    for mention in mentions(edition, text)[:1]:
        told = text[len(mention.text) :].strip(_PUNCTUATION)
        words = len(told.split())
        telling = words >= _MANY_WORDS or (words >= _WORDS and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and telling and not whose_text(edition, told):
            return mention.references.codes
    return ()


RULES = (update_outside_table,)
