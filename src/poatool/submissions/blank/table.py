"""A sheet that an agency fills in: a row for each action, and above the table the agency and the due day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from poatool.framework.columns import Asked, Column, ColumnKind
from poatool.framework.edition import ActionStanding, Edition
from poatool.submissions import template
from poatool.submissions.blank.look import cell_at, frame, head, set_up, write
from poatool.submissions.blank.model import ACTIONS_LIST, STATUSES_LIST, Blank, LastTime
from poatool.text import long_date
from poatool.workbooks.addresses import column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SPARE_ROWS = 12
"""Empty rows below an agency's own actions, for further activities on them."""

HEADING_ROW, _HEADING_ROW_OF_OTHERS = 7, 4

_HOW = (
    "Answer in the white cells. Columns marked * are needed for every action. "
    "The shaded cells are locked. Nothing to report? Choose “{nil}” and say why under Progress."
)
_NOT_ASKED = "Nobody expects an answer from your agency here. Fill in a row only if there is something to report."
_TWO_LINES = 30
"""Points of the height of a row for two lines of text."""

_LONGEST_TITLE = 32
"""The most characters that Excel allows in the title of a message beside a cell."""

_LISTS = {ColumnKind.REFERENCE: ACTIONS_LIST, ColumnKind.STATUS: STATUSES_LIST}
"""The defined names of the lists to choose from, by kind of column."""


class AskedSheet(NamedTuple):
    """A sheet of a template: its columns, the actions that have a row, and how many spare rows there are below."""

    name: str
    columns: tuple[Column, ...]
    actions: tuple[ActionStanding, ...]
    spare: int = 0

    @property
    def heading_row(self) -> int:
        """The number of the row with the headings."""
        return HEADING_ROW if self.name == template.UPDATES_SHEET else _HEADING_ROW_OF_OTHERS

    @property
    def first(self) -> int:
        """The number of its first row below the headings."""
        return self.heading_row + 1

    @property
    def first_spare(self) -> int:
        """The number of the first row without an action."""
        return self.first + len(self.actions)

    @property
    def last(self) -> int:
        """The number of its last row."""
        return self.first_spare + self.spare - 1

    def letter(self, column: str) -> str:
        """The letter of a column by its id."""
        return column_letter([each.id for each in self.columns].index(column) + 1)


def sheets_of(blank: Blank) -> tuple[AskedSheet, ...]:
    """The sheets to fill in: one for what the agency is asked, and one for the other actions if there are any."""
    columns = columns_of(blank)
    own = AskedSheet(template.UPDATES_SHEET, columns, blank.asked, SPARE_ROWS)
    return (own, AskedSheet(template.OTHER_SHEET, columns, blank.others)) if blank.others else (own,)


def asked(edition: Edition) -> tuple[Column, ...]:
    """The columns of every template of a plan, from left to right."""
    columns = edition.framework.column_by_id.values()
    return tuple(column for column in columns if column.asked in (Asked.ANSWER, Asked.GIVEN))


def columns_of(blank: Blank) -> tuple[Column, ...]:
    """The columns of a template, including those for last period's answers if there are any."""
    if not blank.last_time:
        return asked(blank.edition)
    return tuple(column for column in blank.edition.framework.column_by_id.values() if column.asked is not Asked.NO)


def heading(column: Column) -> str:
    """The heading of a column in the template: `*` if it must be answered, and a note if it is not published."""
    if column.required:
        return f"{column.heading}*"
    private = column.asked is Asked.ANSWER and not column.published
    return f"{column.heading} (not published)" if private else column.heading


def fill_table(sheet: Worksheet, asked: AskedSheet, blank: Blank) -> None:
    """Write what stands above the table, and the table with its drop-down lists and prompts."""
    if asked.name == template.UPDATES_SHEET:
        write(cell_at(sheet, 1, 1), f"Progress in {_plan(blank)}", bold=True, size=14, wrap=False)
        _above(sheet, blank)
    else:
        write(cell_at(sheet, 1, 1), f"Other actions in {_plan(blank)}", bold=True, size=14, wrap=False)
        write(cell_at(sheet, 2, 1), _NOT_ASKED, wrap=False)
    for place, column in enumerate(asked.columns, 1):
        head(cell_at(sheet, asked.heading_row, place), heading(column))
        sheet.column_dimensions[column_letter(place)].width = column.width
    for row, action in enumerate(asked.actions, asked.first):
        _row(sheet, row, asked.columns, _given(action, blank.last_time.get(action.code)))
    for row in range(asked.first_spare, asked.last + 1):
        _row(sheet, row, asked.columns, {})
    _ask(sheet, asked)
    _name(sheet, asked)
    sheet.freeze_panes = f"C{asked.heading_row + 1}"
    set_up(sheet, f"{blank.agency_name}, {blank.period}", repeat=asked.heading_row)


def _plan(blank: Blank) -> str:
    return f"{blank.period}: {blank.edition.framework.title}"


def _above(sheet: Worksheet, blank: Blank) -> None:
    """Write the agency, the due day, and the cells that concern the whole return."""
    contact = blank.edition.framework.source.contact
    until = ", to ".join(part for part in (long_date(blank.due) if blank.due else "", contact) if part)
    agency = blank.edition.framework.column_by_id["agency"].heading
    given = ((agency, blank.agency_name), ("Period", blank.period), ("Return by", until))
    for row, (label, text) in enumerate(given, 2):
        write(cell_at(sheet, row, 1), label, bold=True)
        write(cell_at(sheet, row, 2), text, bold=True)
        sheet.row_dimensions[row].height = _TWO_LINES
    labels = (template.SIGNED_OFF, f"{template.NOTHING} {blank.span}", template.ANSWERED)
    for row, label in enumerate(labels, 2):
        write(cell_at(sheet, row, 3), label, bold=True)
        frame(cell_at(sheet, row, 4), given=label == template.ANSWERED)
    write(cell_at(sheet, 5, 1), _HOW.format(nil=blank.nil), wrap=False)
    _prompt(sheet, "D2", template.SIGNED_OFF, "Who has approved this return, by role. It is not published.")
    nothing = "Only if there is nothing to report on any action: say why. All rows are then answered."
    _prompt(sheet, "D3", f"{template.NOTHING} {blank.span}", nothing)


def _given(action: ActionStanding, last: LastTime | None) -> dict[str, str]:
    given = {"action": action.code, "action_text": action.text}
    return given | {"previous_status": last.status, "previous_progress": last.progress} if last else given


def _row(sheet: Worksheet, row: int, columns: tuple[Column, ...], given: dict[str, str]) -> None:
    """Format a row; in a spare row, the agency chooses the action too."""
    for place, column in enumerate(columns, 1):
        cell = cell_at(sheet, row, place)
        if text := given.get(column.id):
            write(cell, text)
        spare = not given and column.kind is ColumnKind.REFERENCE
        frame(cell, given=column.asked is not Asked.ANSWER and not spare)


def _name(sheet: Worksheet, asked: AskedSheet) -> None:
    """Make it a named table, whose headings Excel and screen readers recognise.

    It includes the spare rows, as a table on a locked sheet cannot grow. It has no filter buttons, which would be
    locked too.
    """
    from openpyxl.worksheet.table import Table, TableColumn

    area = f"A{asked.heading_row}:{column_letter(len(asked.columns))}{asked.last}"
    columns = [TableColumn(id=place, name=heading(column)) for place, column in enumerate(asked.columns, 1)]
    sheet.add_table(Table(displayName=asked.name.replace(" ", "_"), ref=area, tableColumns=columns))


def _ask(sheet: Worksheet, asked: AskedSheet) -> None:
    """Add drop-down lists and prompts to the cells that are to be answered."""
    for place, column in enumerate(asked.columns, 1):
        first = asked.first if column.asked is Asked.ANSWER else asked.first_spare
        if column.prompt and first <= asked.last:
            area = f"{column_letter(place)}{first}:{column_letter(place)}{asked.last}"
            _prompt(sheet, area, column.heading, column.prompt, _LISTS.get(column.kind))


def _prompt(sheet: Worksheet, area: str, title: str, text: str, choices: str | None = None) -> None:
    """Show a prompt when one of these cells is chosen, and offer a list of words."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list" if choices else None, formula1=choices, allow_blank=True)
    rule.promptTitle = rule.errorTitle = title[:_LONGEST_TITLE]
    rule.prompt, rule.error = text, "Choose one from the list."
    rule.showInputMessage = rule.showErrorMessage = True
    rule.add(area)
    sheet.add_data_validation(rule)
