"""The workbook that an agency fills in: instructions, a table of the actions in force, and hidden lists and checks."""

import datetime as dt
from pathlib import Path
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from poatool.framework.columns import Asked
from poatool.submissions import template
from poatool.submissions.blank import table
from poatool.submissions.blank.checks import add_checks
from poatool.submissions.blank.model import Blank
from poatool.submissions.blank.table import cell_at, write
from poatool.text import actions, listed, long_date
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.edit.package_edit import add_own_mark
from poatool.workbooks.model import OwnKind
from poatool.workbooks.writing import mark_as_heading, save_dated

_OTHERS = " Anything to report on another one? See “{sheet}”."
_LEFT_OUT = " Do the same for news of actions that this workbook leaves out: {codes}."
_LAST_TIME = "What your agency reported last time, for reference. It is not this period's answer."
_STEPS = Path(__file__).with_name("steps.txt")  # with a word in braces for each part that differs
_LINE = 200  # the most characters that the width of the three columns holds
_GIVEN = {
    "action": "The number of the action. It is filled in for you.",
    "action_text": "The wording of the action. It is filled in for you.",
}


def blank_workbook(blank: Blank) -> bytes:
    """Make the workbook as bytes; the same template always gives the same bytes."""
    workbook = Workbook()
    _fill_guide(workbook.worksheets[0], blank)
    for asked in table.sheets_of(blank):
        table.fill_table(workbook.create_sheet(asked.name), asked, blank)
    _fill_lists(workbook, blank)
    add_checks(workbook, blank)
    made_for = _describe(workbook, blank)
    day = blank.edition.period.start if blank.edition.period else dt.date(1980, 1, 1)
    return add_own_mark(save_dated(workbook, day), OwnKind.TEMPLATE, further=made_for)


def _fill_guide(sheet: Worksheet, blank: Blank) -> None:
    """Write the steps, then each column with what to write in it and an example that is marked as one."""
    sheet.title = template.INSTRUCTIONS_SHEET
    for letter, width in zip("ABC", (32.0, 62.0, 62.0), strict=True):
        sheet.column_dimensions[letter].width = width
    write(cell_at(sheet, 1, 1), "How to fill in this workbook", bold=True, size=14, wrap=False)
    ours = blank.edition.framework.in_its_words
    left_out = [f"{actions(codes)} ({why})" for why, codes in blank.settled.items()]
    values = {
        "sheet": template.UPDATES_SHEET,
        "others": _OTHERS.format(sheet=template.OTHER_SHEET) if blank.others else "",
        "more": _LEFT_OUT.format(codes="; ".join(left_out)) if left_out else "",
        "every": "For each action that your agency worked on" if blank.is_open else "For every action",
        "rest": " Leave the others empty." if blank.is_open else "",
        "period": blank.period,
        "nil": blank.edition.framework.nil_answer,
        "private": listed([c.heading for c in blank.columns if c.asked is Asked.ANSWER and not c.published]),
        "until": f" by {long_date(blank.due)}" if blank.due else "",
    }
    about = f"{blank.edition.framework.title}. {blank.agency_name}, {blank.period}."
    texts = (about, "", *ours(_STEPS.read_text("utf-8").format_map(values)).splitlines())
    lines = [line for text in texts for line in wrap(text, _LINE, subsequent_indent="    ") or [""]]
    for row, line in enumerate(lines, 2):
        write(cell_at(sheet, row, 1), line, wrap=False)
    top = 3 + len(lines)
    for place, text in enumerate(("The columns", "What to write", "Example only: an invented update"), 1):
        write(cell_at(sheet, top, place), text, bold=True)
        mark_as_heading(cell_at(sheet, top, place))
    action = blank.actions[0] if blank.actions else None
    example = {"action": action.code, "action_text": action.text} if action else {}
    plain = (each.label for each in blank.edition.framework.statuses if each.progress and not (each.ends or each.needs))
    example["status"] = next(plain, "–")
    for row, column in enumerate(blank.columns, top + 1):
        shown = example.get(column.id) or column.example or "–"
        what = _GIVEN.get(column.id) or table.prompt(column, blank) or "–"
        what = _LAST_TIME if column.asked is Asked.LAST_TIME else ours(what)
        texts = (f"Column {column_letter(row - top)}: {table.heading(column)}", what, shown)
        for place, text in enumerate(texts, 1):
            write(cell_at(sheet, row, place), text, bold=place == 1)
            table.frame(cell_at(sheet, row, place), given=True)
    table.set_up(sheet, blank)


def _fill_lists(workbook: Workbook, blank: Blank) -> None:
    sheet = workbook.create_sheet(template.LISTS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.enable()
    lists = {
        table.STATUSES_LIST: [status.label for status in blank.edition.framework.statuses],
        table.ACTIONS_LIST: [action.code for action in blank.edition.actions if action.in_force],
    }
    for column, (name, words) in enumerate(lists.items(), 1):
        for row, word in enumerate((name, *words), 1):
            write(cell_at(sheet, row, column), word)
        letter = column_letter(column)
        place = f"{template.LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place)


def _describe(workbook: Workbook, blank: Blank) -> dict[str, str]:
    """Describe the workbook; return the properties that show its origin when it comes back."""
    framework = blank.edition.framework
    properties = workbook.properties
    properties.title = f"Progress in {blank.period}: {blank.agency_name}"
    properties.subject = framework.title
    properties.creator = "poatool"
    properties.language = framework.language
    is_open = "yes" if blank.is_open else ""
    mark = template.TemplateMark(template.VERSION, framework.id, blank.period, blank.agency, is_open)
    return {name: text for name, text in zip(template.PROPERTIES, mark, strict=True) if text}
