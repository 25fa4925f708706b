"""The columns of a submission, as data for reading, rules, templates, reports and `diff`."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from poatool.framework.events import Frozen


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    REFERENCE = "reference"
    STATUS = "status"
    AGENCY = "agency"
    TEXT = "text"
    LINKS = "links"
    DATE = "date"
    PRIVATE = "private"


class Asked(Enum):
    """Whether poatool's template has a column, and who fills it in.

    The template fills in a GIVEN column except in its spare rows; LAST_TIME shows the previous report.
    """

    NO = "no"
    ANSWER = "answer"
    GIVEN = "given"
    LAST_TIME = "last time"


class Column(NamedTuple):
    """One column of the table of updates.

    Each of `headings` identifies it, whatever its case, accents, punctuation and spacing; the template prints the
    first. Reports print it if it is `published`, under the heading `in_report` if given. The template asks for an
    answer if it is `required`, and shows `prompt` and `example`; `width` is in characters.
    """

    id: str
    kind: ColumnKind
    headings: tuple[str, ...]
    published: bool = False
    asked: Asked = Asked.NO
    required: bool = False
    width: int = 36
    prompt: str = ""
    example: str = ""
    in_report: str = ""

    @property
    def heading(self) -> str:
        """What the template prints above it."""
        return self.headings[0]

    @property
    def report_heading(self) -> str:
        """What reports print above its texts."""
        return self.in_report or self.heading


class PlanColumnKind(StrEnum):
    """What the cells of a plan's own column hold."""

    TEXT = "text"
    LINKS = "links"
    DATE = "date"
    PRIVATE = "private"


@dataclass(frozen=True, kw_only=True)
class PlanColumn(Frozen):
    """A column that only this plan has. The template and reports print its first heading.

    Reports print it if it is `published`. The template has it if it is `asked`, with `prompt` as its instruction.
    """

    headings: tuple[str, ...]
    kind: PlanColumnKind = PlanColumnKind.TEXT
    published: bool = False
    asked: bool = True
    prompt: str = ""

    def column(self, name: str) -> Column:
        """The same column in the form that submissions use."""
        asked = Asked.ANSWER if self.asked else Asked.NO
        return Column(name, ColumnKind(self.kind), self.headings, self.published, asked, prompt=self.prompt)


OTHER_KEYS = frozenset(
    (
        *("id", "agency", "agencies", "status", "statuses", "reported_as", "replaced", "source", "codes", "nil"),
        *("html", "before", "after", "kind", "action", "pillar", "objective"),
    )
)
"""Keys of an update in machine formats, which no column may have as its id."""

WORDED = ("action", "agency")  # the columns whose subject a plan may name with another word, such as Milestone


def _headings(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


COLUMNS = (
    Column(
        "action",
        ColumnKind.REFERENCE,
        _headings(
            "Action; Actions; Action no.; Action number; Action numbers; Action #; Action code; Action ref; "
            "Action reference; Action ID; Action item; PoA action; Plan of Action action; Action(s); PoA; PoA "
            "ref; PoA reference; PoA no.; PoA number; PoA #; PoA action no.; Plan action; Plan of Action; Plan of "
            "Action ref; Plan of Action reference; Plan of Action no.; Which action; Which action does this "
            "relate to; Which action does this update relate to; Which action is this about; Which action are you "
            "reporting on"
        ),
        published=True,
        asked=Asked.GIVEN,
        required=True,
        width=9,
        prompt="For one more activity: choose the number of the action it belongs to.",
    ),
    Column(
        "action_text",
        ColumnKind.TEXT,
        _headings(
            "Action text; Action wording; Wording; Wording of the action; Text of the action; Description; Action "
            "description; Description of action; Action title; Name of action; Action name"
        ),
        asked=Asked.GIVEN,
        width=42,
    ),
    Column(
        "previous_status",
        ColumnKind.TEXT,
        _headings(
            "Last period: status; Status last period; Previous status; Last status; Status last year; Last year's "
            "status; Prior status"
        ),
        asked=Asked.LAST_TIME,
        width=20,
    ),
    Column(
        "previous_progress",
        ColumnKind.TEXT,
        _headings(
            "Last period: progress; Progress last period; Previous progress; Progress last year; Last year's "
            "progress; Previous update; Last update; Last year's update; Prior progress; Previous achievements; "
            "Last year's achievements"
        ),
        asked=Asked.LAST_TIME,
        width=48,
    ),
    Column(
        "agency",
        ColumnKind.AGENCY,
        _headings(
            "Agency; Agencies; Agency name; Name of agency; Lead agency; Lead agencies; Reporting agency; "
            "Responsible agency; Agency responsible; Submitting agency; Department; Ministry; Organisation; "
            "Organization; Your agency; Which agency are you from; Which agency are you reporting for"
        ),
        published=True,
    ),
    Column(
        "status",
        ColumnKind.STATUS,
        _headings(
            "Status; Current status; Action status; Status of action; Progress status; Status update; Delivery "
            "status; Implementation status; What is the status; What is its status; What is the current status; "
            "What is the status of the action"
        ),
        published=True,
        asked=Asked.ANSWER,
        required=True,
        width=17,
        prompt="Choose one from the list.",
        example="Under way",
    ),
    Column(
        "progress",
        ColumnKind.TEXT,
        _headings(
            "Progress; Key achievements; Key achievement; Achievements; Progress update; Progress updates; "
            "Progress to date; Progress made; Progress this year; Update; Updates; Annual update; What we did; "
            "What was done; What did you do; Key achievements and progress; Progress and achievements; Progress "
            "and key achievements; Narrative; Progress narrative; Description of progress; Work completed; Work "
            "done; Activities; Key activities; Action taken; Actions taken; Summary of progress; Progress "
            "summary; Progress commentary; Commentary on progress; Progress report; Report on progress; Progress "
            "description; Progress comments; Describe progress; Please describe progress; Please describe "
            "progress made; Please describe the progress made; What progress was made; What progress has been "
            "made"
        ),
        published=True,
        asked=Asked.ANSWER,
        required=True,
        width=58,
        prompt="What did your agency do on this action in the period? Whole sentences, ready to publish. "
        "If there is nothing to report, say why. Alt+Enter begins a new line.",
        example="We trained 40 front-line staff to recognise signs of forced labour, and published a guide for "
        "employers in four languages.",
        in_report="Key achievements",
    ),
    Column(
        "reasons",
        ColumnKind.TEXT,
        _headings("Reasons; Reason; Reasons for delay; Reason for delay; Reasons for the status"),
        published=True,
        asked=Asked.ANSWER,
        width=28,
        prompt="If the action is delayed or on hold: why. Leave it empty otherwise.",
        example="The supplier of the guide withdrew in March.",
    ),
    Column(
        "next_steps",
        ColumnKind.TEXT,
        _headings(
            "Next steps; Next step; Planned next steps; Next steps planned; Key next steps; Upcoming work; "
            "Planned work; Future work; Next steps and timeframes; Next steps and timing; What is next; What's "
            "next; Planned activities; What are the next steps; What are your next steps; Please describe next "
            "steps"
        ),
        published=True,
        asked=Asked.ANSWER,
        width=32,
        prompt="What is planned next, and by when. Leave it empty if the action is completed.",
        example="Train staff in the remaining regions by June.",
    ),
    Column(
        "expected_by",
        ColumnKind.DATE,
        _headings("Expected by; Expected completion; Expected completion date; Completion expected by"),
        published=True,
        asked=Asked.ANSWER,
        width=14,
        prompt="When the action will be completed, such as June 2024. Leave it empty if it has no end.",
        example="June 2024",
    ),
    Column(
        "evidence",
        ColumnKind.LINKS,
        _headings(
            "Evidence; Links; Link; Link to evidence; Links to evidence; Evidence link; Evidence links; URL; "
            "Evidence / links; Supporting evidence; Web link; Web links; Supporting links"
        ),
        published=True,
        asked=Asked.ANSWER,
        width=24,
        prompt="Web addresses where the public can read more, one per line (Alt+Enter).",
        example="https://www.example.org/guide",
    ),
    Column(
        "contact",
        ColumnKind.PRIVATE,
        _headings(
            "Contact; Contact person; Contact name; Contact details; Contact email; Contacts; Key contact; Point "
            "of contact; Email; E-mail; Email address; Contact (not published)"
        ),
        asked=Asked.ANSWER,
        width=18,
        prompt="Who can answer questions about this row. It is not published.",
        example="The policy team",
    ),
    Column(
        "notes",
        ColumnKind.PRIVATE,
        _headings(
            "Notes; Note; Comments; Comment; Internal notes; Internal comments; Internal note; Remarks; Notes "
            "(not published); Notes for the coordinator; Not for publication"
        ),
        asked=Asked.ANSWER,
        width=24,
        prompt="Anything that the coordinator should know. It is not published.",
        example="The figures will be confirmed in February.",
    ),
    Column(
        "period",
        ColumnKind.DATE,
        _headings("Period; Reporting period; Reporting year; Year; Financial year; Period covered"),
    ),
)
"""The columns of every plan, in the order of the template and of reports."""

COLUMN_BY_ID = {column.id: column for column in COLUMNS}
