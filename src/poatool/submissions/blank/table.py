"""A sheet for an agency to fill in: a row for each action, and above the table the agency and the due day.

It also works when printed in black and white, because nothing is shown by colour alone.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from poatool.framework.columns import Asked, Column, ColumnKind
from poatool.framework.edition import ActionStanding
from poatool.submissions import template
from poatool.submissions.blank.model import Blank
from poatool.text import cut, listed, long_date
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.writing import HEADING, MAX_CHARACTERS, NewBook, print_landscape

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SPARE_ROWS = 12  # empty rows below an agency's own actions, for more activities on them
HEADING_ROW, _HEADING_ROW_OF_OTHERS = 7, 4

_HOW = (
    "Answer in the white cells. Columns marked * must be filled in for every action{worked_on}. "
    "The shaded cells are locked. Nothing to report? Then {nil} and say why under Progress."
)
_WORKED_ON = " that your agency worked on; leave the others empty"
_NOT_ASKED = "Your agency is not expected to answer here. Fill in a row only if there is something to report."
_TWO_LINES = 30  # the height, in points, of a row with two lines of text
_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32  # the most characters that Excel allows in a message beside a cell
ACTIONS_LIST, STATUSES_LIST = "Actions", "Statuses"
_LISTS = {ColumnKind.REFERENCE: ACTIONS_LIST, ColumnKind.STATUS: STATUSES_LIST}
"""The defined names of the lists to choose from, by kind of column."""

_TEXT: Mapping[str, object] = {"num_format": "@", "text_wrap": True, "valign": "top"}
_BOX: Mapping[str, object] = {"border": 1, "border_color": "#9AA9B5"}
GIVEN: Mapping[str, object] = {**_BOX, "bg_color": "#EEF2F5"}
OPEN: Mapping[str, object] = {**_BOX, "locked": False}
"""How a cell of a table looks: locked and shaded, or open for an answer."""

_ALLOWED = ("format_cells", "format_columns", "format_rows", "objects", "scenarios")
"""What a locked sheet still allows, in XlsxWriter's words; without `objects`, Excel would allow no comments."""

TITLE: Mapping[str, object] = {"bold": True, "font_size": 14, "text_wrap": False}


class NewSheet(NamedTuple):
    """A sheet of a new workbook; its rows and columns are counted from 1."""

    book: NewBook
    sheet: "Worksheet"

    @classmethod
    def added_to(cls, book: NewBook, name: str, *, hidden: bool = False) -> "NewSheet":
        """Add a sheet to a workbook; nobody may change a hidden one."""
        sheet = book.file.add_worksheet(name)
        if hidden:
            sheet.hide()
            sheet.protect()
        return cls(book, sheet)

    def write(self, row: int, column: int, text: str, **looks: object) -> None:
        """Write a text as text, even if it looks like a formula; cut one that is too long for a cell, and say so."""
        if len(text) > MAX_CHARACTERS:
            text = f"{text[:MAX_CHARACTERS]} … (cut here; it is longer)"
        write = self.sheet.write_string if text else self.sheet.write_blank
        write(row - 1, column - 1, text, self.book.format(**{**_TEXT, **looks}))

    def calculate(self, row: int, column: int, formula: str, **looks: object) -> None:
        """Write a formula; its result is calculated when the workbook is opened."""
        self.sheet.write_formula(row - 1, column - 1, f"={formula}", self.book.format(**looks), "")


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


def fill_table(sheet: NewSheet, asked: AskedSheet, blank: Blank) -> None:
    """Write the lines above the table, then the table with its drop-down lists and prompts."""
    plan, ours = f"{blank.period}: {blank.edition.framework.title}", blank.edition.framework.in_its_words
    if asked.name == template.UPDATES_SHEET:
        sheet.write(1, 1, f"Progress in {plan}", **TITLE)
        _write_above(sheet, blank)
    else:
        sheet.write(1, 1, f"{ours('Other actions')} in {plan}", **TITLE)
        sheet.write(2, 1, _NOT_ASKED, text_wrap=False)
    for place, column in enumerate(asked.columns, 1):
        sheet.sheet.set_column(place - 1, place - 1, column.width)
        first = asked.first if column.asked is Asked.ANSWER else asked.first_spare
        if (text := prompt(column, blank)) and first <= asked.last:
            area = f"{column_letter(place)}{first}:{column_letter(place)}{asked.last}"
            _prompt(sheet, area, column.heading, ours(text), _LISTS.get(column.kind))
    for row in range(asked.first, asked.last + 1):
        spare = row >= asked.first_spare
        given = {} if spare else _given(asked.actions[row - asked.first], blank)
        for place, column in enumerate(asked.columns, 1):
            to_answer = column.asked is Asked.ANSWER or (spare and column.kind is ColumnKind.REFERENCE)
            sheet.write(row, place, given.get(column.id, ""), **(OPEN if to_answer else GIVEN))
    # A named table, for Excel and screen readers. It includes the spare rows, because it cannot grow on a locked sheet.
    look = sheet.book.format(**_TEXT, **HEADING)
    headings = [{"header": heading(column), "header_format": look} for column in asked.columns]
    options = {"name": asked.name.replace(" ", "_"), "columns": headings, "autofilter": False, "style": None}
    sheet.sheet.add_table(asked.heading_row - 1, 0, asked.last - 1, len(headings) - 1, options)
    sheet.sheet.freeze_panes(asked.heading_row, 2)
    sheet.sheet.repeat_rows(asked.heading_row - 1)
    set_up(sheet, blank)


def _write_above(sheet: NewSheet, blank: Blank) -> None:
    """Write the agency, the due day, and the cells about the whole return."""
    plan = blank.edition.framework
    until = ", to ".join(part for part in (long_date(blank.due) if blank.due else "", plan.source.contact) if part)
    nothing = f"{template.NOTHING} {blank.span}"
    given = ((plan.column_by_id["agency"].heading, blank.agency_name), ("Period", blank.period), ("Return by", until))
    labels = (template.SIGNED_OFF, nothing, template.ANSWERED)
    for row, ((name, text), label) in enumerate(zip(given, labels, strict=True), 2):
        for column, each in enumerate((name, text, label), 1):
            sheet.write(row, column, each, bold=True)
        sheet.sheet.set_row(row - 1, _TWO_LINES)
        sheet.write(row, 4, "", **(GIVEN if label == template.ANSWERED else OPEN))
    how = _HOW.format(nil=plan.nil_answer, worked_on=_WORKED_ON if blank.is_open else "")
    sheet.write(5, 1, plan.in_its_words(how), text_wrap=False)
    _prompt(sheet, "D2", template.SIGNED_OFF, "Who has approved this return, by role. It is not published.")
    why = "Only if there is nothing to report on any action: say why. It answers for all actions, and is not published."
    _prompt(sheet, "D3", nothing, plan.in_its_words(why))


def _given(action: ActionStanding, blank: Blank) -> dict[str, str]:
    given = {"action": action.code, "action_text": action.text}
    last = blank.last_time.get(action.code)
    return given | {"previous_status": last.status, "previous_progress": last.progress} if last else given


def _prompt(sheet: NewSheet, area: str, title: str, text: str, choices: str | None = None) -> None:
    """Show a prompt when a cell of an area is selected; `choices` is the defined name of a list to choose from."""
    rule = {"validate": "list", "source": f"={choices}"} if choices else {"validate": "any"}
    rule |= {"input_title": title[:_LONGEST_TITLE], "input_message": cut(text, _LONGEST_PROMPT)}
    rule |= {"error_title": title[:_LONGEST_TITLE], "error_message": "Choose one from the list."}
    sheet.sheet.data_validation(area, rule)


def set_up(sheet: NewSheet, blank: Blank) -> None:
    """Lock the sheet and set up printing: landscape A4, as wide as the page."""
    whose = f"{blank.agency_name}, {blank.period}".replace("&", "&&")
    print_landscape(sheet.sheet, f"&L{whose}&R&A, page &P of &N")
    sheet.sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.7)
    sheet.sheet.hide_gridlines(2)
    sheet.sheet.protect("", dict.fromkeys(_ALLOWED, True))
