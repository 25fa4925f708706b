"""WBK: content that is hidden from somebody who opens the workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from itertools import islice

from poatool.findings.model import Place, Severity
from poatool.rules.registry import Problem, rule
from poatool.rules.text import quoted
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.model import Cell, Heading
from poatool.submissions.sheet_names import holds_lists
from poatool.workbooks.addresses import covered, reference
from poatool.workbooks.model import Sheet, Visibility

_UNHIDE_SHEET = "Right-click any sheet's tab, choose Unhide, and check it; delete it if it is not meant to be sent."
_UNHIDE_COLUMN = "Select the columns around {}, right-click, choose Unhide, and check it."


@rule("WBK110", "hidden-update", Severity.ERROR)
def hidden_update(submission: Interpreted) -> Iterator[Problem]:
    """An update is in a hidden row, column or sheet, behind a filter, or under a cell that is merged over it.

    The sender may not know that it is there, so the row is set aside. To fix it, show it and check it, or delete it.

    Bad:
    | Action | Status    | Progress                           |
    | 2      | Under way | Trained forty inspectors.          |
    | 3      | Under way | Wrote a guide for border officers. <hidden> |
    Found at: A3
    """
    sheets = {sheet.name: sheet for sheet in submission.submission.sheets if sheet.hidden_columns or sheet.merges}
    under = _under(submission, sheets)
    published = submission.edition.framework.published_columns
    for update in submission.updates:
        name = update.table.sheet or ""
        if update.table.hidden:
            yield Problem.at(update.row.first, f"The sheet {quoted(name)} is hidden.", _UNHIDE_SHEET)
        elif update.row.hidden:
            hint = "Clear the filter, or select the rows around it, right-click and choose Unhide; then check it."
            yield Problem.at(update.row.first, "The row is hidden.", hint)
        elif name in sheets:
            yield from islice(_hidden_cells(update, sheets[name], under.get(name, {}), published), 1)


def _hidden_cells(
    update: Update, sheet: Sheet, under: Mapping[tuple[int, int], tuple[int, int]], published: Container[str | None]
) -> Iterator[Problem]:
    """The cells of an update that are in a hidden column, or under a cell that is merged over them."""
    for heading, cell in _published_cells(update, published):
        if sheet.column_hidden(cell.column):
            name = cell.letter if update.table.is_form else quoted(heading.text)
            yield Problem.at(cell, f"The column {name} is hidden.", _UNHIDE_COLUMN.format(cell.letter))
        elif over := under.get((cell.row, cell.column)):
            shown = reference(*over)
            hint = f"Select {shown}, choose Home > Merge & Center > Unmerge Cells, and check what appears."
            yield Problem.at(cell, f"The cell {cell.ref} cannot be seen: {shown} is merged over it.", hint)


def _published_cells(update: Update, published: Container[str | None]) -> Iterator[tuple[Heading, Cell]]:
    """The cells of an update that a report prints, with their headings; labels are not among them."""
    for heading in update.table.headings:
        if heading.column and heading.column in published and heading.column in update.row.cells:
            cell = update.row.cells[heading.column].cell
            if update.table.is_form or cell.row == update.row.number or cell.column == heading.cell.column:
                yield heading, cell


def _under(
    submission: Interpreted, sheets: Mapping[str, Sheet]
) -> Mapping[str, Mapping[tuple[int, int], tuple[int, int]]]:
    """For each update, its cells that others are merged over, unless both have the same text; by sheet."""
    asked: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for update in submission.updates:
        name = update.table.sheet or ""
        if name in sheets and sheets[name].merges:
            asked[name].update(
                (cell.row, cell.column)
                for _, cell in _published_cells(update, submission.edition.framework.published_columns)
            )
    found: dict[str, Mapping[tuple[int, int], tuple[int, int]]] = {}
    for name, cells in asked.items():
        under = covered(sheets[name].merges, cells)
        text = _texts(sheets[name], {*under, *under.values()}) if under else {}
        found[name] = {cell: over for cell, over in under.items() if text.get(cell) != text.get(over)}
    return found


def _texts(sheet: Sheet, cells: Container[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text.strip() for cell in sheet.cells if (cell.row, cell.column) in cells}


@rule("WBK124", "hidden-content", Severity.WARNING, requires=("WBK103",))
def hidden_content(submission: Interpreted) -> Iterator[Problem]:
    """A hidden sheet or column has content, which is not published.

    The sender may not know that it is there. A hidden sheet of lists to choose from is fine. To fix it, unhide or delete
    the sheet or column.

    Bad:
    | Action | Status    | Progress                  | Notes <hidden> |
    | 2      | Under way | Trained forty inspectors. | Check with HR. |
    Found at: D1

    Good:
    | Action | Status    | Progress                  | Notes          |
    | 2      | Under way | Trained forty inspectors. | Check with HR. |
    """
    sent = submission.submission
    with_tables = {table.sheet for table in sent.tables}
    for sheet in sent.sheets:
        shown = sheet.visibility is Visibility.VISIBLE or holds_lists(sheet.name)
        if sheet.cells and not shown and sheet.name not in with_tables:
            message = f"The sheet {quoted(sheet.name)} is hidden, and has content."
            yield Problem(Place(sent.path, sheet.name), message, _UNHIDE_SHEET)
    published = submission.edition.framework.published_columns
    for table in sent.tables:
        for heading in table.headings:
            if heading.hidden and heading.column not in published and not table.hidden:
                hint = _UNHIDE_COLUMN.format(heading.cell.letter)
                yield Problem.at(heading.cell, f"The column {quoted(heading.text)} is hidden.", hint)
