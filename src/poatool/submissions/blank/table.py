"""A sheet for an agency to fill in: a row for each action, and above the table the agency and the due day.

It also works when printed in black and white, because nothing is shown by colour alone.
"""

from typing import NamedTuple, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from poatool.framework.columns import Asked, Column, ColumnKind
from poatool.framework.edition import ActionStanding
from poatool.submissions import template
from poatool.submissions.blank.model import Blank
from poatool.text import cut, listed, long_date
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.model import encode
from poatool.workbooks.writing import FONT, MAX_CHARACTERS, SIZE, mark_as_heading, print_landscape

SPARE_ROWS = 12  # empty rows below an agency's own actions, for more activities on them
HEADING_ROW, _HEADING_ROW_OF_OTHERS = 7, 4

_HOW = (
    "Answer in the white cells. Columns marked * must be filled in for every action{worked_on}. "
    "The shaded cells are locked. Nothing to report? Then {nil} and say why under Progress."
)
_WORKED_ON = " that your agency worked on; leave the others empty"
_NOT_ASKED = "Your agency is not expected to answer here. Fill in a row only if there is something to report."
_TWO_LINES, _FIT_TWO_LINES = 30, 1.6  # the height in points; how many characters surely fit, by the column's width
_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32  # the most characters that Excel allows in a message beside a cell
ACTIONS_LIST, STATUSES_LIST = "Actions", "Statuses"
_LISTS = {ColumnKind.REFERENCE: ACTIONS_LIST, ColumnKind.STATUS: STATUSES_LIST}
"""The defined names of the lists to choose from, by kind of column."""

_TEXT = "@"
_LINE = Side("thin", color="9AA9B5")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_SHADE = PatternFill("solid", start_color="EEF2F5")


class AskedSheet(NamedTuple):
    """A sheet of a template: its columns, the actions that have a row, and the number of spare rows below."""

    name: str
    heading_row: int
    columns: tuple[Column, ...]
    actions: tuple[ActionStanding, ...]
    spare: int = 0

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
    """The sheets to fill in: one for the actions that the agency is asked about, and one for any other actions."""
    own = AskedSheet(template.UPDATES_SHEET, HEADING_ROW, blank.columns, blank.asked, SPARE_ROWS)
    others = AskedSheet(template.OTHER_SHEET, _HEADING_ROW_OF_OTHERS, blank.columns, blank.others)
    return (own, others) if blank.others else (own,)


def heading(column: Column) -> str:
    """The heading of a column in the template, with `*` if an answer is required and a note if it is not published."""
    if column.required:
        return f"{column.heading}*"
    private = column.asked is Asked.ANSWER and not column.published
    return f"{column.heading} (not published)" if private else column.heading


def prompt(column: Column, blank: Blank) -> str:
    """What to write in a column, and the statuses that need it."""
    needing = [f"“{each.label}”" for each in blank.edition.framework.statuses if column.id in each.needs]
    asked = f"{column.prompt}." if column.prompt[-1:].isalnum() else column.prompt
    return f"{asked} Needed if the status is {listed(needing, 'or')}.".strip() if needing else column.prompt


def fill_table(sheet: Worksheet, asked: AskedSheet, blank: Blank) -> None:
    """Write the lines above the table, then the table with its drop-down lists and prompts."""
    plan, ours = f"{blank.period}: {blank.edition.framework.title}", blank.edition.framework.in_its_words
    if asked.name == template.UPDATES_SHEET:
        write(cell_at(sheet, 1, 1), f"Progress in {plan}", bold=True, size=14, wrap=False)
        _write_above(sheet, blank)
    else:
        write(cell_at(sheet, 1, 1), f"{ours('Other actions')} in {plan}", bold=True, size=14, wrap=False)
        write(cell_at(sheet, 2, 1), _NOT_ASKED, wrap=False)
    for place, column in enumerate(asked.columns, 1):
        cell = cell_at(sheet, asked.heading_row, place)
        write(cell, heading(column), bold=True)
        mark_as_heading(cell)
        sheet.column_dimensions[column_letter(place)].width = column.width
        first = asked.first if column.asked is Asked.ANSWER else asked.first_spare
        if (text := prompt(column, blank)) and first <= asked.last:
            area = f"{column_letter(place)}{first}:{column_letter(place)}{asked.last}"
            _prompt(sheet, area, column.heading, ours(text), _LISTS.get(column.kind))
    for row in range(asked.first, asked.last + 1):
        spare = row >= asked.first_spare
        given = {} if spare else _given(asked.actions[row - asked.first], blank)
        for place, column in enumerate(asked.columns, 1):
            cell = cell_at(sheet, row, place)
            if wording := given.get(column.id):
                write(cell, wording)
            frame(cell, given=column.asked is not Asked.ANSWER and not (spare and column.kind is ColumnKind.REFERENCE))
    # A named table, for Excel and screen readers. It includes the spare rows, because it cannot grow on a locked sheet.
    area = f"A{asked.heading_row}:{column_letter(len(asked.columns))}{asked.last}"
    columns = [TableColumn(id=place, name=heading(column)) for place, column in enumerate(asked.columns, 1)]
    sheet.add_table(Table(displayName=asked.name.replace(" ", "_"), ref=area, tableColumns=columns))
    sheet.freeze_panes = f"C{asked.heading_row + 1}"
    set_up(sheet, blank, repeat=asked.heading_row)


def _write_above(sheet: Worksheet, blank: Blank) -> None:
    """Write the agency, the due day, and the cells about the whole return."""
    plan = blank.edition.framework
    until = ", to ".join(part for part in (long_date(blank.due) if blank.due else "", plan.source.contact) if part)
    nothing = f"{template.NOTHING} {blank.span}"
    given = ((plan.column_by_id["agency"].heading, blank.agency_name), ("Period", blank.period), ("Return by", until))
    labels = (template.SIGNED_OFF, nothing, template.ANSWERED)
    for row, ((name, text), label) in enumerate(zip(given, labels, strict=True), 2):
        for column, each in enumerate((name, text, label), 1):
            write(cell_at(sheet, row, column), each, bold=True)
        if len(text) < _FIT_TWO_LINES * blank.columns[1].width:  # programs give other rows the height that they need
            sheet.row_dimensions[row].height = _TWO_LINES
        frame(cell_at(sheet, row, 4), given=label == template.ANSWERED)
    how = _HOW.format(nil=plan.nil_answer, worked_on=_WORKED_ON if blank.is_open else "")
    write(cell_at(sheet, 5, 1), plan.in_its_words(how), wrap=False)
    _prompt(sheet, "D2", template.SIGNED_OFF, "Who has approved this return, by role. It is not published.")
    why = "Only if there is nothing to report on any action: say why. It answers for all actions, and is not published."
    _prompt(sheet, "D3", nothing, plan.in_its_words(why))


def _given(action: ActionStanding, blank: Blank) -> dict[str, str]:
    given = {"action": action.code, "action_text": action.text}
    last = blank.last_time.get(action.code)
    return given | {"previous_status": last.status, "previous_progress": last.progress} if last else given


def _prompt(sheet: Worksheet, area: str, title: str, text: str, choices: str | None = None) -> None:
    """Show a prompt when a cell of an area is selected; `choices` is the defined name of a list to choose from."""
    rule = DataValidation("list" if choices else None, formula1=choices, allow_blank=True)
    rule.promptTitle = rule.errorTitle = title[:_LONGEST_TITLE]
    rule.prompt, rule.error = cut(text, _LONGEST_PROMPT), "Choose one from the list."
    rule.showInputMessage = rule.showErrorMessage = True
    rule.add(area)
    sheet.add_data_validation(rule)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a template; none of them is merged."""
    return cast("Cell", sheet.cell(row, column))


def write(cell: Cell, text: str, *, bold: bool = False, size: int = SIZE, wrap: bool = True) -> None:
    """Write a text as text, even if it looks like a formula; cut one that is too long for a cell, and say so."""
    if len(text) > MAX_CHARACTERS:
        text = f"{text[:MAX_CHARACTERS]} … (cut here; it is longer)"
    cell.value = encode(text)
    cell.data_type, cell.number_format = "s", _TEXT
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def frame(cell: Cell, *, given: bool) -> None:
    """Format a cell of a table: locked and shaded if `given`, otherwise white and open for an answer."""
    cell.border, cell.alignment, cell.number_format = _BOX, _WRAPPED, _TEXT
    cell.protection = Protection(locked=given)
    if given:
        cell.fill = _SHADE


def set_up(sheet: Worksheet, blank: Blank, repeat: int | None = None) -> None:
    """Lock the sheet and set up printing: landscape A4, as wide as the page, headings on every page."""
    print_landscape(sheet, repeat)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.7, 0.3
    if sheet.oddFooter is not None:
        sheet.oddFooter.left.text = f"{blank.agency_name}, {blank.period}".replace("&", "&&")
        sheet.oddFooter.right.text = "&A, page &P of &N"
    sheet.sheet_view.showGridLines = False
    lock = sheet.protection
    lock.enable()
    lock.formatCells = lock.formatColumns = lock.formatRows = False
