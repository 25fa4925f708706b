"""The words of poatool's template: ambiguous headings, sheets, labels and document properties."""

from typing import NamedTuple

SERIAL_HEADINGS = (
    *("No.", "Nr", "Number", "#", "Ref", "Ref no.", "Reference", "Reference no.", "ID", "Code", "Item", "Item no."),
)
"""Headings of a number for each row. They mean the action if no other heading does."""

WEAKER_HEADINGS = (
    *SERIAL_HEADINGS,
    *("Lead agency", "Lead agencies", "Responsible agency", "Agency responsible", "Status update"),
    *("Update", "Updates", "Activities", "Key activities", "Narrative", "Link", "Links", "URL", "Year"),
)
"""Headings that mean a column only if no other heading means it."""

OTHER_HEADINGS = ("Contract", "Contacted", "Updated", "Faction", "Auction", "Noted", "Linked", "Evident")
"""Words one letter away from a template heading that mean something else."""

UPDATES_SHEET = "Updates"
OTHER_SHEET = "Other actions"
INSTRUCTIONS_SHEET = "Read me"
LISTS_SHEET = "Lists"
"""The sheets of the template."""

SIGNED_OFF = "Signed off by"
NOTHING = "Nothing from us this"
ANSWERED = "Answered"
"""The labels of the template's cells about the whole return; `year` or `period` follows the second."""

VERSION = "2"
"""The version of the template's layout, raised when its marks change; columns are read by their headings."""

PROPERTIES = ("poatool template", "poatool framework", "poatool period", "poatool agency", "poatool open")
"""The custom document properties that hold the fields of `TemplateMark`, read as `custom.<name>`."""

ESSENTIAL = ("action", "progress")  # the columns that every row needs to be published


class TemplateMark(NamedTuple):
    """What the document properties say about the template that a workbook was made from.

    `is_open` is set if the template asked about every action, so that the agency could choose those it worked on.
    """

    version: str
    framework: str
    period: str
    agency: str
    is_open: str = ""
