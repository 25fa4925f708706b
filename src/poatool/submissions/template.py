"""Words of submissions besides the headings of columns: labels, headings with other meanings, marks of the template."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """The label of a cell outside the tables, such as `Agency: MBIE` on a cover sheet."""

    id: str
    text: str
    aliases: tuple[str, ...] = ()


LABELS = (
    Label(
        "agency",
        "Agency",
        (
            *("Agency name", "Name of agency", "Your agency", "Reporting agency", "Submitting agency", "Lead agency"),
            *("Department", "Ministry", "Organisation", "Organization", "Submitted by", "Agency reporting"),
        ),
    ),
    Label(
        "period",
        "Period",
        ("Reporting period", "Reporting year", "Year", "Financial year", "Period covered", "For the year"),
    ),
    Label(
        "contact",
        "Contact",
        (
            *("Contact person", "Contact name", "Contact details", "Contact email", "Prepared by", "Completed by"),
            *("Key contact", "Point of contact", "Author", "Email", "E-mail", "Email address"),
        ),
    ),
)

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

WORDING_HEADINGS = ("Action", "Actions")
"""Headings that mean the wording of actions if another column has their numbers."""

OTHER_HEADINGS = ("Contract", "Contacted", "Updated", "Faction", "Auction", "Noted", "Linked", "Evident")
"""Words one letter away from one of our headings that mean something else."""

OTHER_TIMES = frozenset(
    {"last", "previous", "prior", "past", "next", "planned", "future", "target", "expected", "baseline"}
    | {"date", "due", "percent", "owner", "lead", "risk", "cost", "budget"}
)
"""Words after a heading that make it a different column: `Progress (last year)`, `Status – date`."""

TITLE_WORDS = frozenset(
    {"action", "actions", "update", "updates", "report", "reports", "reporting", "return", "returns", "response"}
    | {"responses", "submission", "submissions", "progress", "input", "inputs", "annual", "from", "by", "for"}
)
"""Words that a title or tab may have beside an agency's name and still be that agency's."""

UPDATES_SHEET = "Updates"
OTHER_SHEET = "Other actions"
INSTRUCTIONS_SHEET = "Read me"
LISTS_SHEET = "Lists"
"""The sheets of the template."""

SIGNED_OFF = "Signed off by"
NOTHING = "Nothing from us this"
ANSWERED = "Answered"
"""The labels of the template's cells for the whole return; `year` or `period` follows the second."""

VERSION = "2"
"""The version of the template's layout, raised when its columns or marks change."""

PROPERTY_VERSION = "poatool template"
PROPERTY_FRAMEWORK = "poatool framework"
PROPERTY_PERIOD = "poatool period"
PROPERTY_AGENCY = "poatool agency"
"""Custom document properties of a workbook made from the template, read as `custom.<name>`."""

ESSENTIAL = ("action", "progress")
"""The columns without which no row can be published."""
