"""The sheet that an agency fills in: agency, period, and a table with a row for each action in force."""

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
"""Empty rows below the actions, for further activities on them."""

HEADING_ROW = 6

_HOW = (
    "Answer in the white cells. Columns marked * are needed for every action. "
    "The shaded cells are locked. Nothing to report? Choose “{nil}” and say why under Progress."
)


_LONGEST_TITLE = 32
"""The most characters that Excel allows in the title of a message beside a cell."""

_LISTS = {ColumnKind.REFERENCE: ACTIONS_LIST, ColumnKind.STATUS: STATUSES_LIST}
"""The defined names of the lists to choose from, by kind of column."""


def asked(edition: Edition) -> tuple[Column, ...]:
    """The columns of every template of a plan, from left to right."""
    columns = edition.framework.column_by_id.values()
    return tuple(column for column in columns if column.asked in (Asked.ANSWER, Asked.GIVEN))


def columns_of(blank: Blank) -> tuple[Column, ...]:
    """The columns of a template, with those of last period if there is something to show in them."""
    if not blank.last_time:
        return asked(blank.edition)
    return tuple(column for column in blank.edition.framework.column_by_id.values() if column.asked is not Asked.NO)


def heading(column: Column) -> str:
    """The heading of a column in the template: `*` if it must be answered, and a note if it is not published."""
    if column.required:
        return f"{column.heading}*"
    private = column.asked is Asked.ANSWER and not column.published
    return f"{column.heading} (not published)" if private else column.heading


def fill_table(sheet: Worksheet, blank: Blank) -> None:
    """Write the agency, the period, and the table with its drop-down lists and prompts."""
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
    """Draw a row; in a spare one, the action is to be answered too."""
    for place, column in enumerate(columns, 1):
        cell = cell_at(sheet, row, place)
        if text := given.get(column.id):
            write(cell, text)
        spare = not given and column.kind is ColumnKind.REFERENCE
        frame(cell, given=column.asked is not Asked.ANSWER and not spare)


def _name(sheet: Worksheet, headings: list[str], last: int) -> None:
    """Make it a named table, which Excel and screen readers know with its headings.

    It includes the spare rows, since no table grows on a locked sheet, and has no filter buttons, which are locked too.
    """
    from openpyxl.worksheet.table import Table, TableColumn

    area = f"A{HEADING_ROW}:{column_letter(len(headings))}{last}"
    columns = [TableColumn(id=place, name=text) for place, text in enumerate(headings, 1)]
    sheet.add_table(Table(displayName=template.UPDATES_SHEET, ref=area, tableColumns=columns))


def _ask(sheet: Worksheet, columns: tuple[Column, ...], first_spare: int) -> None:
    """Add drop-down lists and prompts to the cells that are to be answered."""
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
