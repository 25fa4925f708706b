"""The shape of a submission as data, beside its columns: its labelled cells and the marks of our own template."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """A labelled cell outside the table, such as `Agency: MBIE` on a cover sheet."""

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
"""Headings that number rows: of actions, unless another column names the action."""

WEAKER_HEADINGS = (
    *SERIAL_HEADINGS,
    *("Lead agency", "Lead agencies", "Responsible agency", "Agency responsible", "Status update"),
    *("Update", "Updates", "Activities", "Key activities", "Narrative", "Link", "Links", "URL", "Year"),
)
"""Headings that mean a column only where no other heading means it."""

WORDING_HEADINGS = ("Action", "Actions")
"""Headings that hold the wording where another column holds the number of the action."""

OTHER_HEADINGS = ("Contract", "Contacted", "Updated", "Faction", "Auction", "Noted", "Linked", "Evident")
"""Words one letter away from a heading of ours that mean something else."""

OTHER_TIMES = frozenset(
    {"last", "previous", "prior", "past", "next", "planned", "future", "target", "expected", "baseline"}
    | {"date", "due", "percent", "owner", "lead", "risk", "cost", "budget"}
)
"""Words after a heading that make it another column: `Progress (last year)`, `Status – date`."""

TITLE_WORDS = frozenset(
    {"action", "actions", "update", "updates", "report", "reports", "reporting", "return", "returns", "response"}
    | {"responses", "submission", "submissions", "progress", "input", "inputs", "annual", "from", "by", "for"}
)
"""Words beside the name of an agency that leave a title, such as the tab of a sheet, that agency's alone."""

UPDATES_SHEET = "Updates"
INSTRUCTIONS_SHEET = "Read me"
LISTS_SHEET = "Lists"
"""The sheet of a template's drop-down lists; in a workbook made from the template it is never a table."""

VERSION = "1"
"""The layout of the template; it changes when columns or marks do."""

PROPERTY_VERSION = "poatool template"
PROPERTY_FRAMEWORK = "poatool framework"
PROPERTY_PERIOD = "poatool period"
PROPERTY_AGENCY = "poatool agency"
"""Custom document properties of a workbook made from the template; a reader sees them as `custom.<name>`."""

ESSENTIAL = ("action", "progress")
"""The columns without which no row of a table can be published."""
