"""The sheet that an agency fills in: whose it is and for when, and one table with a row for each action in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poatool.framework.columns import Asked, Column, ColumnKind
from poatool.framework.edition import ActionStanding, Edition
from poatool.submissions import template
from poatool.submissions.blank.look import cell_at, frame, head, set_up, write
from poatool.submissions.blank.model import ACTIONS_LIST, STATUSES_LIST, Blank, LastTime
from poatool.workbooks.addresses import column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SPARE_ROWS = 12
"""Empty rows below the actions, for a second activity on one of them."""

HEADING_ROW = 6

_HOW = (
    "Answer in the white cells. Columns marked * are needed for every action. "
    "The shaded cells are locked. Nothing to report? Choose “{nil}” and say why under Progress."
)


_LONGEST_TITLE = 32
"""Characters of the title of a message that Excel shows; a longer one damages the file."""

_LISTS = {ColumnKind.REFERENCE: ACTIONS_LIST, ColumnKind.STATUS: STATUSES_LIST}
"""The defined names of what can be chosen, by the kind of column."""


def asked(edition: Edition) -> tuple[Column, ...]:
    """The columns of every template of a plan, in their order."""
    columns = edition.framework.column_by_id.values()
    return tuple(column for column in columns if column.asked in (Asked.ANSWER, Asked.GIVEN))


def columns_of(blank: Blank) -> tuple[Column, ...]:
    """The columns of a template, in their order: those of last period too where there is anything in them."""
    if not blank.last_time:
        return asked(blank.edition)
    return tuple(column for column in blank.edition.framework.column_by_id.values() if column.asked is not Asked.NO)


def heading(column: Column) -> str:
    """What the template prints above a column: `*` where it must be answered, and whether it stays unpublished."""
    if column.required:
        return f"{column.heading}*"
    open_to_all = column.published or column.asked is not Asked.ANSWER
    return column.heading if open_to_all else f"{column.heading} (not published)"


def fill_table(sheet: Worksheet, blank: Blank) -> None:
    """Write the table, its drop-down lists and its messages."""
    title = f"Progress in {blank.period}: {blank.edition.framework.title}"
    write(cell_at(sheet, 1, 1), title, bold=True, size=14, wrap=False)
    agency = blank.edition.framework.column_by_id["agency"].heading
    for row, (label, text) in enumerate(((agency, blank.agency_name), ("Period", blank.period)), 2):
        write(cell_at(sheet, row, 1), label, bold=True, wrap=False)
        write(cell_at(sheet, row, 2), text, bold=True, wrap=False)
    write(cell_at(sheet, 4, 1), _HOW.format(nil=blank.nil), wrap=False)
    columns = columns_of(blank)
    for place, column in enumerate(columns, 1):
        head(cell_at(sheet, HEADING_ROW, place), heading(column))
        sheet.column_dimensions[column_letter(place)].width = column.width
    first_spare = HEADING_ROW + len(blank.actions) + 1
    for row, action in enumerate(blank.actions, HEADING_ROW + 1):
        _row(sheet, row, columns, _given(action, blank.last_time.get(action.code)))
    for row in range(first_spare, first_spare + SPARE_ROWS):
        _row(sheet, row, columns, {})
    _ask(sheet, columns, first_spare)
    _name(sheet, [heading(column) for column in columns], first_spare + SPARE_ROWS - 1)
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"
    set_up(sheet, f"{blank.agency_name}, {blank.period}", repeat=HEADING_ROW)


def _given(action: ActionStanding, last: LastTime | None) -> dict[str, str]:
    given = {"action": action.code, "action_text": action.text}
    return given | {"previous_status": last.status, "previous_progress": last.progress} if last else given


def _row(sheet: Worksheet, row: int, columns: tuple[Column, ...], given: dict[str, str]) -> None:
    """Draw one row; in a spare one the action is to be answered too."""
    for place, column in enumerate(columns, 1):
        cell = cell_at(sheet, row, place)
        if text := given.get(column.id):
            write(cell, text)
        spare = not given and column.kind is ColumnKind.REFERENCE
        frame(cell, given=column.asked is not Asked.ANSWER and not spare)


def _name(sheet: Worksheet, headings: list[str], last: int) -> None:
    """Make it a table that Excel and screen readers know by name, with its headings.

    A locked sheet lets no table grow, so that the spare rows belong to it; nor does it let one be filtered, so that
    there are no buttons for it.
    """
    from openpyxl.worksheet.table import Table, TableColumn

    area = f"A{HEADING_ROW}:{column_letter(len(headings))}{last}"
    columns = [TableColumn(id=place, name=text) for place, text in enumerate(headings, 1)]
    sheet.add_table(Table(displayName=template.UPDATES_SHEET, ref=area, tableColumns=columns))


def _ask(sheet: Worksheet, columns: tuple[Column, ...], first_spare: int) -> None:
    """Lay the lists and messages on the cells that are to be answered."""
    from openpyxl.worksheet.datavalidation import DataValidation

    last = first_spare + SPARE_ROWS - 1
    for place, column in enumerate(columns, 1):
        if not column.prompt:
            continue
        choices = _LISTS.get(column.kind)
        rule = DataValidation("list" if choices else None, formula1=choices, allow_blank=True)
        rule.promptTitle = rule.errorTitle = column.heading[:_LONGEST_TITLE]
        rule.prompt, rule.error = column.prompt, "Choose one from the list."
        rule.showInputMessage = rule.showErrorMessage = True
        first = HEADING_ROW + 1 if column.asked is Asked.ANSWER else first_spare
        rule.add(f"{column_letter(place)}{first}:{column_letter(place)}{last}")
        sheet.add_data_validation(rule)
