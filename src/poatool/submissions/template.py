"""Ambiguous headings, and the sheets, labels and document properties of poatool's own template."""

from typing import NamedTuple

SERIAL_HEADINGS = (
    *("No.", "Nr", "Number", "#", "Ref", "Ref no.", "Reference", "Reference no.", "ID", "Code", "Item", "Item no."),
)
"""Headings that number rows. They mean the action if no other heading does."""

WEAKER_HEADINGS = (
    *SERIAL_HEADINGS,
    *("Lead agency", "Lead agencies", "Responsible agency", "Agency responsible", "Status update"),
    *("Update", "Updates", "Activities", "Key activities", "Narrative", "Link", "Links", "URL", "Year"),
)
"""Headings that mean a column only if no other heading does."""

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
"""The labels of the template's cells that answer for the whole return; `year` or `period` follows the second."""

VERSION = "2"
"""The version of the template's layout, raised when its marks change; its columns are read by their headings."""

PROPERTY_VERSION = "poatool template"
PROPERTY_FRAMEWORK = "poatool framework"
PROPERTY_PERIOD = "poatool period"
PROPERTY_AGENCY = "poatool agency"
PROPERTY_OPEN = "poatool open"
PROPERTIES = (PROPERTY_VERSION, PROPERTY_FRAMEWORK, PROPERTY_PERIOD, PROPERTY_AGENCY, PROPERTY_OPEN)
"""Custom document properties of a workbook made from the template, read as `custom.<name>`."""

ESSENTIAL = ("action", "progress")  # the columns that every row needs to be published


class TemplateMark(NamedTuple):
    """What the document properties say about the template that a workbook was made from.

    `is_open` is set if the template asked about every action, for the agency to answer those that it worked on.
    """

    version: str
    framework: str
    period: str
    agency: str
    is_open: str = ""
