"""The sheet that an agency fills in: whose it is and for when, and one table with a row for each action in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from poatool.framework.edition import ActionStanding
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


class Asked(NamedTuple):
    """One column as the template prints it, with its width in characters.

    `given` columns are filled in by the template, but for the spare rows. `message` is shown beside the cells that
    are to be answered, and `list` is the defined name of what can be chosen there.
    """

    column: str
    width: float
    given: bool = False
    message: str = ""
    list: str | None = None


ASKED = (
    Asked("action", 9, True, "For one more activity: choose the number of the action it belongs to.", ACTIONS_LIST),
    Asked("action_text", 42, given=True),
    Asked("status", 17, message="Choose one from the list.", list=STATUSES_LIST),
    Asked(
        "progress",
        58,
        message="What did your agency do on this action in the period? Whole sentences, ready to publish. "
        "If there is nothing to report, say why. Alt+Enter begins a new line.",
    ),
    Asked("next_steps", 36, message="What is planned next, and by when. Leave it empty if the action is completed."),
    Asked("evidence", 28, message="Web addresses where the public can read more, one a line (Alt+Enter)."),
    Asked("contact", 24, message="Who can answer questions on this row. It is not published."),
    Asked("notes", 28, message="Anything that the coordinator should know. It is not published."),
)
LAST_TIME = (Asked("previous_status", 20, given=True), Asked("previous_progress", 48, given=True))
_PREVIOUS_HEADINGS = {"previous_status": "Last period: status", "previous_progress": "Last period: progress"}


def columns_of(blank: Blank) -> tuple[Asked, ...]:
    """The columns of a template, in their order; last period's stand beside the answers that they belong to."""
    return (*ASKED[:2], *LAST_TIME, *ASKED[2:]) if blank.last_time else ASKED


def heading(asked: Asked) -> str:
    """What the template prints above a column: `*` where it must be answered, and whether it stays unpublished."""
    column = template.COLUMN_BY_ID[asked.column]
    text = _PREVIOUS_HEADINGS.get(asked.column, column.heading)
    if column.required:
        return f"{text}*"
    return text if column.published or asked.given else f"{text} (not published)"


def fill_table(sheet: Worksheet, blank: Blank) -> None:
    """Write the table, its drop-down lists and its messages."""
    title = f"Progress in {blank.period}: {blank.edition.framework.title}"
    write(cell_at(sheet, 1, 1), title, bold=True, size=14, wrap=False)
    for row, (label, text) in enumerate((("Agency", blank.agency_name), ("Period", blank.period)), 2):
        write(cell_at(sheet, row, 1), label, bold=True, wrap=False)
        write(cell_at(sheet, row, 2), text, bold=True, wrap=False)
    write(cell_at(sheet, 4, 1), _HOW.format(nil=blank.nil), wrap=False)
    columns = columns_of(blank)
    for place, asked in enumerate(columns, 1):
        head(cell_at(sheet, HEADING_ROW, place), heading(asked))
        sheet.column_dimensions[column_letter(place)].width = asked.width
    first_spare = HEADING_ROW + len(blank.actions) + 1
    for row, action in enumerate(blank.actions, HEADING_ROW + 1):
        _row(sheet, row, columns, _given(action, blank.last_time.get(action.code)))
    for row in range(first_spare, first_spare + SPARE_ROWS):
        _row(sheet, row, columns, {})
    _ask(sheet, columns, first_spare)
    _name(sheet, [heading(asked) for asked in columns], first_spare + SPARE_ROWS - 1)
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"
    set_up(sheet, f"{blank.agency_name}, {blank.period}", repeat=HEADING_ROW)


def _given(action: ActionStanding, last: LastTime | None) -> dict[str, str]:
    given = {"action": action.code, "action_text": action.text}
    return given | {"previous_status": last.status, "previous_progress": last.progress} if last else given


def _row(sheet: Worksheet, row: int, columns: tuple[Asked, ...], given: dict[str, str]) -> None:
    """Draw one row; in a spare one the action is to be answered too."""
    for place, asked in enumerate(columns, 1):
        cell = cell_at(sheet, row, place)
        if text := given.get(asked.column):
            write(cell, text)
        frame(cell, given=asked.given and (bool(given) or asked.column != "action"))


def _name(sheet: Worksheet, headings: list[str], last: int) -> None:
    """Make it a table that Excel and screen readers know by name, with its headings.

    A locked sheet lets no table grow, so that the spare rows belong to it; nor does it let one be filtered, so that
    there are no buttons for it.
    """
    from openpyxl.worksheet.table import Table, TableColumn

    area = f"A{HEADING_ROW}:{column_letter(len(headings))}{last}"
    columns = [TableColumn(id=place, name=text) for place, text in enumerate(headings, 1)]
    sheet.add_table(Table(displayName=template.UPDATES_SHEET, ref=area, tableColumns=columns))


def _ask(sheet: Worksheet, columns: tuple[Asked, ...], first_spare: int) -> None:
    """Lay the lists and messages on the cells that are to be answered."""
    from openpyxl.worksheet.datavalidation import DataValidation

    last = first_spare + SPARE_ROWS - 1
    for place, asked in enumerate(columns, 1):
        if not asked.message:
            continue
        rule = DataValidation("list" if asked.list else None, formula1=asked.list, allow_blank=True)
        rule.promptTitle = rule.errorTitle = template.COLUMN_BY_ID[asked.column].heading
        rule.prompt, rule.error = asked.message, "Choose one from the list."
        rule.showInputMessage = rule.showErrorMessage = True
        first = first_spare if asked.given else HEADING_ROW + 1
        rule.add(f"{column_letter(place)}{first}:{column_letter(place)}{last}")
        sheet.add_data_validation(rule)
