"""WBK: what is on a sheet above its tables, or on one that has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.model import ReportingPeriod
from poatool.framework.reference.mentions import mentions
from poatool.framework.reference.resolve import whose_text
from poatool.rules.registry import Problem, rule
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sheet_names import explains, holds_findings, holds_lists
from poatool.submissions.titles import TITLE_LENGTH, is_dated_title, names_beside, periods_of_title
from poatool.submissions.values import text_of, trimmed
from poatool.text import actions, has_any, lazy_pattern
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.limits import LAST_ROW
from poatool.workbooks.model import RawCell, Sheet, Visibility

_LOOKED_AT = 2_000
"""Cells of a sheet that are searched."""

_TITLE = lazy_pattern(
    r"\b(?:(?:reports?|returns?|updates?|submission)\b.{0,200}\b(?:for|to|of|ended|ending|in)\b|(?:reports?|returns?|updates?) (?:19|20)\d\d"
    r"|(?:19|20)\d\d (?:(?:annual|progress|year-end|agency) )?(?:reports?|returns?|updates?|submission))",
    re.IGNORECASE,
)
"""A title of a report, with its period."""

_DATE = lazy_pattern(r"[\d\s./:-]+")

_WORDS, _MANY_WORDS = 3, 8
"""Words after the number of an action that make a sentence an account of it, or any text."""

_PUNCTUATION = " :.–—-)("


@rule("WBK131", "update-outside-table", Severity.WARNING, requires=("WBK125",))
def update_outside_table(submission: Interpreted) -> Iterator[Problem]:
    """A text about an action is above the table, or on a sheet without one, so it is not published.

    Only the rows of a table are updates. To fix it, move it into the table, in the row of its action.

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
    for sheet in submission.submission.sheets if submission.submission.tables else ():
        for cell in outside_tables(submission, sheet):
            if codes := told_of(trimmed(cell.value), submission.edition):
                yield Problem(
                    Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
                    f"This text about {actions(codes)} is outside the table, so it is not published.",
                    "Move it into the table, in the row of its action.",
                    value=cell.text,
                )


def told_of(text: str, edition: Edition) -> tuple[str, ...]:
    """The action that a text gives an account of; none if it is a title, or the plan's own wording."""
    for mention in mentions(edition, text)[:1]:
        told = text[len(mention.text) :].strip(_PUNCTUATION)
        words = len(told.split())
        telling = words >= _MANY_WORDS or (words >= _WORDS and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and telling and not whose_text(edition, told):
            return mention.references.codes
    return ()


def outside_tables(submission: Interpreted, sheet: Sheet) -> Iterator[RawCell]:
    """The first cells above the tables of a visible sheet, or of one without tables.

    A sheet of instructions, of lists to choose from, or of findings has none.
    """
    if not (explains(sheet.name) or holds_lists(sheet.name) or holds_findings(sheet.name)):
        yield from islice(takewhile(_above(submission, sheet), sheet.cells), _LOOKED_AT)


def titles_above(
    submission: Interpreted, sheet: Sheet, period: ReportingPeriod
) -> Iterator[tuple[RawCell, tuple[str, ...]]]:
    """The titles above the tables of a sheet that name this period or earlier ones, and those periods."""
    framework = submission.edition.framework
    names = names_beside(framework)
    signs = [each.id.casefold() for each in framework.periods if each.start <= period.start]
    left: RawCell | None = None
    for cell in outside_tables(submission, sheet):
        text = text_of(cell.value)
        beside = f"{text_of(left.value)} {text}" if left is not None and left.row == cell.row else text
        left = cell if text else left
        if len(beside) > TITLE_LENGTH or not has_any(text.casefold(), signs):
            continue
        # A date or a year belongs to the text on its left: `Year ending` beside `31/12/2021`.
        title = beside if _DATE.fullmatch(text) else text
        named = periods_of_title(title, framework)
        if named and (_TITLE.search(title) or is_dated_title(title, names)):
            yield cell, named


def _above(submission: Interpreted, sheet: Sheet) -> Callable[[RawCell], bool]:
    """A test whether a cell of a sheet is above its tables; no cell is on a sheet with a form."""
    tables = [table for table in submission.submission.tables if (table.sheet or "") == sheet.name]
    if any(table.is_form for table in tables) or sheet.visibility is not Visibility.VISIBLE:
        return lambda _: False
    top = min((table.header_row - table.heading_rows + 1 for table in tables), default=LAST_ROW + 1)
    return lambda cell: cell.row < top
