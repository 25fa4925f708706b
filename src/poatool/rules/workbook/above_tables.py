"""WBK: what is said outside the tables, where nothing is read."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings.model import Place, Severity
from poatool.framework.edition import Edition
from poatool.framework.reference.mentions import mentions
from poatool.framework.reference.resolve import whose_text
from poatool.rules.outside_tables import outside_tables, titles_above
from poatool.rules.registry import Problem, rule
from poatool.submissions.interpret import Interpreted
from poatool.submissions.lines import seen
from poatool.submissions.period import labelled_period
from poatool.text import actions, listed
from poatool.workbooks.addresses import column_letter

_WORDS, _MANY_WORDS = 3, 8
"""Words behind the number of an action from which a sentence tells something of it, or any text does."""

_PUNCTUATION = " :.–—-)("


@rule("WBK131", "update-outside-table", Severity.WARNING, requires=("WBK125",))
def update_outside_table(submission: Interpreted) -> Iterator[Problem]:
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
    for sheet in submission.submission.sheets if submission.submission.tables else ():
        for cell in outside_tables(submission, sheet):
            if codes := told_of(seen(cell.value), submission.edition):
                yield Problem(
                    Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
                    f"This text about {actions(codes)} stands outside the table, and is neither read nor published.",
                    "Move it into the table, in the row of its action.",
                    value=cell.text,
                )


@rule("WBK134", "title-of-another-period", Severity.WARNING, requires=("WBK115", "WBK118"))
def title_of_another_period(submission: Interpreted) -> Iterator[Problem]:
    """The title above a table is that of an earlier period, and nothing says that the table is for this one.

    Last year's workbook may have been sent again. To fix it, send the workbook of this period, or correct the title.

    Bad:
    | Progress report for the year ended 31 December 2021 |           |                           |
    | Action                                              | Status    | Progress                  |
    | 2                                                   | Under way | Trained forty inspectors. |
    Found at: A1

    Good:
    | Progress report for 2022, due by 31 March 2023 |           |                           |
    | Action                                         | Status    | Progress                  |
    | 2                                              | Under way | Trained forty inspectors. |
    """
    period, framework = submission.edition.period, submission.edition.framework
    if period is None or labelled_period(submission.submission, framework):
        return
    earlier = {each.id for each in framework.periods if each.end < period.start}
    with_tables = {table.sheet or "" for table in submission.submission.tables}
    for sheet in submission.submission.sheets:
        titles = list(titles_above(submission, sheet, period)) if sheet.name in with_tables else []
        if any(period.id in named for _, named in titles):
            continue
        for cell, named in (title for title in titles if earlier.issuperset(title[1])):
            yield Problem(
                Place(submission.submission.path, sheet.name or None, cell.row, column_letter(cell.column)),
                f"The title says {listed(named)}, and the period is {period.id}.",
                f"Send the workbook for {period.id}, or correct the title.",
                value=cell.text,
            )
            break


def told_of(text: str, edition: Edition) -> tuple[str, ...]:
    """The action of which a text tells something; none where it is a title, or the plan's own wording."""
    for mention in mentions(edition, text)[:1]:
        told = text[len(mention.text) :].strip(_PUNCTUATION)
        words = len(told.split())
        telling = words >= _MANY_WORDS or (words >= _WORDS and text.endswith((".", "!", ";")))
        if mention.start == 0 and len(mention.references.codes) == 1 and telling and not whose_text(edition, told):
            return mention.references.codes
    return ()
