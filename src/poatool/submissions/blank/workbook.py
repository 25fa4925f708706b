"""The workbook that an agency fills in: instructions, a table of the actions in force, and hidden lists."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from poatool.framework.edition import Edition
from poatool.submissions import template
from poatool.submissions.blank.model import ACTIONS_LIST, STATUSES_LIST, Blank
from poatool.workbooks.addresses import column_letter
from poatool.workbooks.edit.seal import seal
from poatool.workbooks.model import OwnKind
from poatool.workbooks.own import mark_new
from poatool.workbooks.writing import save_dated

if TYPE_CHECKING:
    from openpyxl import Workbook


def agencies(edition: Edition) -> tuple[str, ...]:
    """The agencies that get a template: those published under a code of their own."""
    return tuple(code for code in edition.agencies if edition.published_as(code) == code)


def blank_workbook(blank: Blank) -> bytes:
    """Make the workbook as bytes; the same template always gives the same bytes."""
    from openpyxl import Workbook

    from poatool.submissions.blank.checks import LINK, add_checks, first_summary
    from poatool.submissions.blank.guide import fill_guide
    from poatool.submissions.blank.table import fill_table, sheets_of

    workbook = Workbook()
    guide = workbook.worksheets[0]
    guide.title = template.INSTRUCTIONS_SHEET
    fill_guide(guide, blank)
    for asked in sheets_of(blank):
        fill_table(workbook.create_sheet(asked.name), asked, blank)
    _fill_lists(workbook, blank)
    add_checks(workbook, blank)
    _describe(workbook, blank)
    day = blank.edition.period.start if blank.edition.period else dt.date(1980, 1, 1)
    return seal(save_dated(workbook, day, {LINK: first_summary(blank)}), OwnKind.TEMPLATE)


def _fill_lists(workbook: Workbook, blank: Blank) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    from poatool.submissions.blank.look import cell_at, write

    sheet = workbook.create_sheet(template.LISTS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.enable()
    lists = {
        STATUSES_LIST: [status.label for status in blank.edition.framework.statuses],
        ACTIONS_LIST: [action.code for action in blank.edition.actions if action.in_force],
    }
    for column, (name, words) in enumerate(lists.items(), 1):
        for row, word in enumerate((name, *words), 1):
            write(cell_at(sheet, row, column), word)
        letter = column_letter(column)
        place = f"{template.LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place)


def _describe(workbook: Workbook, blank: Blank) -> None:
    """Record in the document properties what the workbook was made from, to be read when it comes back."""
    framework = blank.edition.framework
    properties = workbook.properties
    properties.title = f"Progress in {blank.period}: {blank.agency_name}"
    properties.subject = framework.title
    properties.creator = "poatool"
    properties.language = framework.language
    made_for = {
        template.PROPERTY_VERSION: template.VERSION,
        template.PROPERTY_FRAMEWORK: framework.id,
        template.PROPERTY_PERIOD: blank.period,
        template.PROPERTY_AGENCY: blank.agency,
    }
    mark_new(workbook, OwnKind.TEMPLATE, made_for)
