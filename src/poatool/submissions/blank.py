"""The template to a workbook for an agency to fill in: instructions, one table of the actions in force, lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from poatool.framework.edition import ActionStanding, Edition
from poatool.submissions import template
from poatool.submissions.model import column_letter
from poatool.workbooks.archive import saved

if TYPE_CHECKING:
    from openpyxl import Workbook

ACTIONS_LIST = "Actions"
STATUSES_LIST = "Statuses"
"""Defined names of the drop-down lists."""

_NOT_IN_NAMES = re.compile(r"\W+")


class LastTime(NamedTuple):
    """What an agency reported on an action in the period before."""

    status: str
    progress: str


@dataclass(frozen=True)
class Blank:
    """A template before it is filled in: whose it is, for which edition, and what was reported last time, by code."""

    edition: Edition
    agency: str
    last_time: Mapping[str, LastTime] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """The label of the period that it is for."""
        return self.edition.period.id if self.edition.period else ""

    @property
    def agency_name(self) -> str:
        """The agency as its workbook names it: the name, and the code in brackets."""
        return f"{self.edition.agency_name(self.agency)} ({self.agency})"

    @property
    def nil(self) -> str:
        """The label of the status that says there is nothing to report."""
        return next((s.label for s in self.edition.framework.statuses if s.nil), "No update this period")

    @property
    def actions(self) -> tuple[ActionStanding, ...]:
        """The actions to report on, in published order."""
        return tuple(action for action in self.edition.actions if action.in_force)

    @property
    def file_name(self) -> str:
        """The name of its file, made of codes of the framework alone."""
        return f"{_NOT_IN_NAMES.sub('-', f'poa-{self.period}-{self.agency}')}.xlsx"


def agencies(edition: Edition) -> tuple[str, ...]:
    """The agencies that get a template: those that are published under their own code."""
    return tuple(code for code in edition.agencies if edition.published_as(code) == code)


def blank_workbook(blank: Blank) -> bytes:
    """Make the workbook; the same template gives the same bytes."""
    from openpyxl import Workbook

    from poatool.submissions.blank_guide import fill_guide
    from poatool.submissions.blank_table import fill_table

    workbook = Workbook()
    guide = workbook.worksheets[0]
    guide.title = template.INSTRUCTIONS_SHEET
    fill_guide(guide, blank)
    fill_table(workbook.create_sheet(template.UPDATES_SHEET), blank)
    _fill_lists(workbook, blank)
    _describe(workbook, blank)
    day = blank.edition.period.start if blank.edition.period else dt.date(1980, 1, 1)
    return saved(workbook, day)


def _fill_lists(workbook: Workbook, blank: Blank) -> None:
    from openpyxl.workbook.defined_name import DefinedName

    from poatool.submissions.blank_look import cell_at, write

    sheet = workbook.create_sheet(template.LISTS_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.enable()
    lists = {
        STATUSES_LIST: [status.label for status in blank.edition.framework.statuses],
        ACTIONS_LIST: [action.code for action in blank.actions],
    }
    for column, (name, words) in enumerate(lists.items(), 1):
        for row, word in enumerate((name, *words), 1):
            write(cell_at(sheet, row, column), word)
        letter = column_letter(column)
        place = f"{template.LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        workbook.defined_names[name] = DefinedName(name, attr_text=place)


def _describe(workbook: Workbook, blank: Blank) -> None:
    """Say in the document properties what the workbook was made from, for whoever reads it when it comes back."""
    from openpyxl.packaging.custom import CustomPropertyList, StringProperty

    framework = blank.edition.framework
    properties = workbook.properties
    properties.title = f"Progress in {blank.period}: {blank.agency_name}"
    properties.subject = framework.title
    properties.creator = "poatool"
    properties.language = framework.language
    custom: CustomPropertyList[StringProperty] = CustomPropertyList()
    vars(workbook)["custom_doc_props"] = custom  # which its type does not know of
    for name, value in {
        template.PROPERTY_VERSION: template.VERSION,
        template.PROPERTY_FRAMEWORK: framework.id,
        template.PROPERTY_PERIOD: blank.period,
        template.PROPERTY_AGENCY: blank.agency,
    }.items():
        custom.append(StringProperty(name=name, value=value))
