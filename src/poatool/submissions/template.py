"""The shape of a submission as data: its columns, its labelled cells and the marks of our own template.

What is read (`read`) and what is handed out (`blank`) both come from these tables, so they cannot disagree.
"""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column of the table of updates.

    `heading` is what our template prints. `aliases` are other headings that certainly mean the same: case,
    accents, punctuation, spacing and a trailing `*` never matter. `required`: our template asks for an answer in it.
    `published`: it may stand in a report. `names_update`: a heading row has at least one such column.
    """

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    published: bool = False
    names_update: bool = False


class Label(NamedTuple):
    """A labelled cell outside the table, such as `Agency: MBIE` on a cover sheet."""

    id: str
    text: str
    aliases: tuple[str, ...] = ()


COLUMNS = (
    Column(
        "action",
        "Action",
        (
            *("Actions", "Action no.", "Action number", "Action numbers", "Action #", "Action code", "Action ref"),
            *("Action reference", "Action ID", "Action item", "PoA action", "Plan of Action action", "Action(s)"),
            *("PoA", "PoA ref", "PoA reference", "PoA no.", "PoA number", "PoA #", "PoA action no.", "Plan action"),
            *("Plan of Action", "Plan of Action ref", "Plan of Action reference", "Plan of Action no."),
            *("Which action", "Which action does this relate to", "Which action does this update relate to"),
            *("Which action is this about", "Which action are you reporting on"),
        ),
        required=True,
        published=True,
        names_update=True,
    ),
    Column(
        "action_text",
        "Action text",
        (
            *("Action wording", "Wording", "Wording of the action", "Text of the action", "Description"),
            *("Action description", "Description of action", "Action title", "Name of action", "Action name"),
        ),
    ),
    Column(
        "agency",
        "Agency",
        (
            *("Agencies", "Agency name", "Name of agency", "Lead agency", "Lead agencies", "Reporting agency"),
            *("Responsible agency", "Agency responsible", "Submitting agency", "Department", "Ministry"),
            *("Organisation", "Organization", "Your agency", "Which agency are you from"),
            "Which agency are you reporting for",
        ),
        published=True,
    ),
    Column(
        "status",
        "Status",
        (
            *("Current status", "Action status", "Status of action", "Progress status", "Status update"),
            *("Delivery status", "Implementation status", "What is the status", "What is its status"),
            *("What is the current status", "What is the status of the action"),
        ),
        required=True,
        published=True,
    ),
    Column(
        "progress",
        "Progress",
        (
            *("Key achievements", "Key achievement", "Achievements", "Progress update", "Progress updates"),
            *("Progress to date", "Progress made", "Progress this year", "Update", "Updates"),
            *("Annual update", "What we did", "What was done", "What did you do", "Key achievements and progress"),
            *("Progress and achievements", "Progress and key achievements", "Narrative", "Progress narrative"),
            *("Description of progress", "Work completed", "Work done", "Activities", "Key activities"),
            *("Action taken", "Actions taken"),
            *("Summary of progress", "Progress summary", "Progress commentary", "Commentary on progress"),
            *("Progress report", "Report on progress", "Progress description", "Progress comments"),
            *("Describe progress", "Please describe progress", "Please describe progress made"),
            *("Please describe the progress made", "What progress was made", "What progress has been made"),
        ),
        required=True,
        published=True,
        names_update=True,
    ),
    Column(
        "next_steps",
        "Next steps",
        (
            *("Next step", "Planned next steps", "Next steps planned", "Key next steps", "Upcoming work"),
            *(
                "Planned work",
                "Future work",
                "Next steps and timeframes",
                "Next steps and timing",
                "What is next",
                "What's next",
                "Planned activities",
            ),
            *("What are the next steps", "What are your next steps", "Please describe next steps"),
        ),
        published=True,
        names_update=True,
    ),
    Column(
        "evidence",
        "Evidence",
        (
            *("Links", "Link", "Link to evidence", "Links to evidence", "Evidence link", "Evidence links", "URL"),
            *("Evidence / links", "Supporting evidence", "Web link", "Web links", "Supporting links"),
        ),
        published=True,
    ),
    Column(
        "contact",
        "Contact",
        (
            *("Contact person", "Contact name", "Contact details", "Contact email", "Contacts", "Key contact"),
            *("Point of contact", "Email", "E-mail", "Email address", "Contact (not published)"),
        ),
    ),
    Column(
        "notes",
        "Notes",
        (
            *("Note", "Comments", "Comment", "Internal notes", "Internal comments", "Internal note", "Remarks"),
            *("Notes (not published)", "Notes for the coordinator", "Not for publication"),
        ),
    ),
    Column("period", "Period", ("Reporting period", "Reporting year", "Year", "Financial year", "Period covered")),
    Column(
        "previous_status",
        "Status last period",
        (
            "Last period: status",
            "Previous status",
            "Last status",
            "Status last year",
            "Last year's status",
            "Prior status",
        ),
    ),
    Column(
        "previous_progress",
        "Progress last period",
        (
            *(
                "Last period: progress",
                "Previous progress",
                "Progress last year",
                "Last year's progress",
                "Previous update",
                "Last update",
            ),
            *("Last year's update", "Prior progress", "Previous achievements", "Last year's achievements"),
        ),
    ),
)

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

COLUMN_BY_ID = {column.id: column for column in COLUMNS}

PUBLISHED = frozenset(column.id for column in COLUMNS if column.published)
"""The columns that may stand in a report."""

ESSENTIAL = ("action", "progress")
"""The columns without which no row of a table can be published."""
