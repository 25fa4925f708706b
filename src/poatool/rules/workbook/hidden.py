"""WBK: what a person who opens the workbook does not see."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.findings import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.wording import quoted
from poatool.submissions.columns import LISTS, fold
from poatool.submissions.model import Cell, Table
from poatool.submissions.template import COLUMNS
from poatool.submissions.understand import Understood, Update
from poatool.workbooks.model import Visibility

_PUBLISHED = frozenset(column.id for column in COLUMNS if column.published)


@rule("WBK110", "hidden-update", Severity.ERROR)
def hidden_update(submission: Understood) -> Iterator[Problem]:
    """An update stands in a hidden row, column or sheet, or behind a filter.

    Whoever sent the workbook may not know that it is there, and nothing is published unseen: the row is
    set aside. To fix it, show it and check it, or delete it.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. <hidden> |
    Found at: A3

    Good:
    | Action | Status    | Progress                  |
    | 2      | Under way | Trained forty inspectors. |
    """
    for update in submission.updates:
        if (found := _hidden(update)) is not None:
            cell, what, do = found
            yield Problem(Place.of(cell), what, do, value=cell.raw)


def _hidden(update: Update) -> tuple[Cell, str, str] | None:
    """The first cell of an update that nobody sees, what hides it, and how to show it."""
    if update.table.hidden:
        name = quoted(update.table.sheet or "")
        return (
            update.row.first,
            f"The sheet {name} is hidden.",
            "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not part of the return.",
        )
    if update.row.hidden:
        return (
            update.row.first,
            "The row is hidden.",
            "Clear the filter, or select the rows around it, right-click and choose Unhide; then check it.",
        )
    for heading in update.table.headings:
        if heading.hidden and heading.column in _PUBLISHED and heading.column in update.row.cells:
            return (
                update.row.cells[heading.column].cell,
                f"The column {quoted(heading.text)} is hidden.",
                f"Select the columns around {heading.cell.letter}, right-click, choose Unhide, and check it.",
            )
    return None


@rule("WBK124", "hidden-content", Severity.WARNING, requires=("WBK103",))
def hidden_content(submission: Understood) -> Iterator[Problem]:
    """A hidden sheet or column holds something that is not published anyway.

    Whoever sent the workbook may not know that it is there. A hidden sheet of lists to choose from is let pass.
    To fix it, show it, or delete it.

    Bad:
    | Action | Status    | Progress                  | Notes <hidden> |
    | 2      | Under way | Trained forty inspectors. | Check with HR. |
    Found at: D1

    Good:
    | Action | Status    | Progress                  | Notes          |
    | 2      | Under way | Trained forty inspectors. | Check with HR. |
    """
    path = submission.submission.path
    with_tables = {table.sheet for table in submission.submission.tables}
    for sheet in submission.submission.sheets:
        shown = sheet.visibility is Visibility.VISIBLE
        if not shown and sheet.cells and fold(sheet.name) not in LISTS and sheet.name not in with_tables:
            yield Problem(
                Place(path, sheet.name),
                f"The sheet {quoted(sheet.name)} is hidden and holds content.",
                "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not part of the return.",
            )
    for table in submission.submission.tables:
        yield from _columns(table)


def _columns(table: Table) -> Iterator[Problem]:
    for heading in table.headings:
        if heading.hidden and heading.column not in _PUBLISHED and not table.hidden:
            yield Problem(
                Place.of(heading.cell),
                f"The column {quoted(heading.text)} is hidden.",
                f"Select the columns around {heading.cell.letter}, right-click, choose Unhide, and check it.",
                value=heading.cell.raw,
            )


RULES = (hidden_update, hidden_content)
