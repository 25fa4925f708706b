"""The columns of a submission, as data for reading, rules, templates, reports and `diff`."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Annotated, NamedTuple

from poatool.framework.events import Frozen
from poatool.labelled_text import labelled_pages
from poatool.yaml_values import Key

STATUS = "status"  # the id of the column of statuses


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
    """Whether poatool's template has a column, and who fills it in."""

    NO = "no"
    ANSWER = "answer"  # the agency fills it in
    GIVEN = "given"  # the template fills it in, except in spare rows
    LAST_TIME = "last time"  # the template fills it in from the previous report


class Column(NamedTuple):
    """One column of the table of updates."""

    id: str
    kind: ColumnKind
    headings: tuple[str, ...]  # case, spacing and punctuation do not matter; the template prints the first
    published: bool = False  # reports print it
    asked: Asked = Asked.NO
    required: bool = False  # the template asks for an answer
    width: int = 36  # in characters
    prompt: str = ""  # what the template asks for, with the example below
    example: str = ""
    in_report: str = ""  # its heading in reports, if not the first one

    @property
    def heading(self) -> str:
        """What the template prints above the column."""
        return self.headings[0]

    @property
    def label(self) -> str:
        """The label that reports print before a text of this column; none for progress."""
        return "" if self.id == "progress" else f"{self.in_report or self.heading}:"


class PlanColumnKind(StrEnum):
    """What the cells of a plan's own column hold."""

    TEXT = "text"
    LINKS = "links"
    DATE = "date"
    PRIVATE = "private"


class DeclaredLayout(Frozen):
    """How to read the sheets of some files, whatever their headings say; without `sheet`, the first sheet."""

    file: Annotated[str, Key('A file\'s name, as in "police*.xlsx": * stands for any characters, ? for one.')]
    heading_row: Annotated[int, Key("The last row of the headings, directly above the data, as in 4.")]
    columns: Annotated[dict[str, str], Key('A column for each letter or heading, as in C = "action", F = "progress".')]
    sheet: Annotated[str, Key("The name of a sheet.")] | None = None
    heading_rows: Annotated[int, Key("How many rows the headings take; 0 if there are none.")] = 1


class PlanColumn(Frozen):
    """A column that only this plan has: in reports if it is `published`, in the template if it is `asked`."""

    headings: Annotated[tuple[str, ...], Key("What may stand above the column; the template prints the first.")]
    kind: PlanColumnKind = PlanColumnKind.TEXT
    published: bool = False
    asked: bool = True
    prompt: Annotated[str, Key("The instruction in the template.")] = ""

    def column(self, name: str) -> Column:
        """Convert it to a `Column`; `name` is its id."""
        asked = Asked.ANSWER if self.asked else Asked.NO
        return Column(name, ColumnKind(self.kind), self.headings, self.published, asked, prompt=self.prompt)


_OTHER = """id agency agencies status statuses reported_as replaced source codes nil html before after kind action
    pillar objective elsewhere cells"""
OTHER_KEYS = frozenset(_OTHER.split())  # keys of an update in machine formats; no column may have one as its id

WORDED = ("action", "agency")  # the columns for which a plan may use another word, such as Milestone

_PAGES = """
action: reference, published, given, required, 11 wide
Action; Actions; Action no.; Action number; Action numbers; Action #; Action code; Action ref; Action reference; Action
ID; Action item; PoA action; Plan of Action action; Action(s); PoA; PoA ref; PoA reference; PoA no.; PoA number; PoA #;
PoA action no.; Plan action; Plan of Action; Plan of Action ref; Plan of Action reference; Plan of Action no.; Which
action; Which action does this relate to; Which action does this update relate to; Which action is this about; Which
action are you reporting on
Prompt: For one more activity: choose the number of the action it belongs to.

action_text: text, given, 42 wide
Action text; Action wording; Wording; Wording of the action; Text of the action; Description; Action description;
Description of action; Action title; Name of action; Action name

previous_status: text, last time, 20 wide
Last period: status; Status last period; Previous status; Last status; Status last year; Last year's status; Prior
status

previous_progress: text, last time, 48 wide
Last period: progress; Progress last period; Previous progress; Progress last year; Last year's progress; Previous
update; Last update; Last year's update; Prior progress; Previous achievements; Last year's achievements

agency: agency, published
Agency; Agencies; Agency name; Name of agency; Lead agency; Lead agencies; Reporting agency; Responsible agency; Agency
responsible; Submitting agency; Department; Ministry; Organisation; Organization; Your agency; Which agency are you
from; Which agency are you reporting for

status: status, published, answer, required, 17 wide
Status; Current status; Action status; Status of action; Progress status; Status update; Delivery status; Implementation
status; What is the status; What is its status; What is the current status; What is the status of the action
Prompt: Choose one from the list.

progress: text, published, answer, required, 58 wide
Progress; Key achievements; Key achievement; Achievements; Progress update; Progress updates; Progress to date; Progress
made; Progress this year; Update; Updates; Annual update; What we did; What was done; What did you do; Key achievements
and progress; Progress and achievements; Progress and key achievements; Narrative; Progress narrative; Description of
progress; Work completed; Work done; Activities; Key activities; Action taken; Actions taken; Summary of progress;
Progress summary; Progress commentary; Commentary on progress; Progress report; Report on progress; Progress
description; Progress comments; Describe progress; Please describe progress; Please describe progress made; Please
describe the progress made; What progress was made; What progress has been made
Prompt: What did your agency do on this action in the period? Whole sentences, ready to publish. If there is nothing to
report, say why. Alt+Enter begins a new line.
Example: We trained 40 front-line staff, and published a guide in four languages.

reasons: text, published, answer, 28 wide
Reasons; Reason; Reasons for delay; Reason for delay; Reasons for the status; If delayed, why; Reasons if delayed
Prompt: Why the work is held up or differs from what was planned.
Example: The supplier of the guide withdrew in March.

next_steps: text, published, answer, 32 wide
Next steps; Next step; Planned next steps; Next steps planned; Key next steps; Upcoming work; Planned work; Future work;
Next steps and timeframes; Next steps and timing; What is next; What's next; Planned activities; What are the next
steps; What are your next steps; Please describe next steps
Prompt: What is planned next, and by when. Leave it empty if the action is completed.
Example: Train staff in the remaining regions by June.
In reports: Next

expected_by: date, published, answer, 14 wide
Expected by; Expected completion; Expected completion date; Completion expected by
Prompt: When the action will be completed, such as June 2030. Leave it empty if it has no end.
Example: June 2030

evidence: links, published, answer, 24 wide
Evidence; Links; Link; Link to evidence; Links to evidence; Evidence link; Evidence links; URL; Evidence / links;
Supporting evidence; Web link; Web links; Supporting links
Prompt: Web addresses where the public can read more, one per line (Alt+Enter).
Example: https://www.example.org/guide

contact: private, answer, 18 wide
Contact; Contact person; Contact name; Contact details; Contact email; Contacts; Key contact; Point of contact; Email;
E-mail; Email address; Contact (not published)
Prompt: Who can answer questions about this row. It is not published.
Example: The policy team

notes: private, answer, 24 wide
Notes; Note; Comments; Comment; Internal notes; Internal comments; Internal note; Remarks; Notes (not published); Notes
for the coordinator; Not for publication
Prompt: Anything that the coordinator should know. It is not published.
Example: The figures will be confirmed in February.

period: date
Period; Reporting period; Reporting year; Year; Financial year; Month; Period covered
"""
# The first line of each column gives its id and kind; then `published`, a value of `Asked`, `required` and the width.


def _column(line: str, parts: Mapping[str, str]) -> Column:
    name, _, about = line.partition(": ")
    kind, *words = about.split(", ")
    return Column(
        name,
        ColumnKind(kind),
        tuple(parts[""].split("; ")),
        published="published" in words,
        asked=next((asked for asked in Asked if asked.value in words), Asked.NO),
        required="required" in words,
        width=next((int(word.removesuffix(" wide")) for word in words if word.endswith(" wide")), 36),
        prompt=parts["Prompt"],
        example=parts["Example"],
        in_report=parts["In reports"],
    )


COLUMNS = tuple(_column(*page) for page in labelled_pages(_PAGES, "Prompt", "Example", "In reports"))
"""The columns of every plan, in the order of the template and of reports."""

COLUMN_BY_ID = {column.id: column for column in COLUMNS}
