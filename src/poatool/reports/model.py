"""What is published: the year-end report by objective, and the coverage of actions by agencies."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition


class SourceRow(NamedTuple):
    """The row that a sentence of the report comes from. `sheet` is None in a CSV file.

    `lane` is the column, from 1, of a form that has others at its side.
    """

    file: str
    sha256: str
    sheet: str | None
    row: int
    lane: int | None = None


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `agencies` are published codes, the first the one it is listed by. `status` is a status id.
    `texts` and `links` are what it says and cites, by the id of the column.
    `reported_as` is the code it came in under, where that was incorporated into this action.
    `codes` are all the actions it stands under.
    """

    agencies: tuple[str, ...]
    status: str | None
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    reported_as: str | None
    codes: tuple[str, ...]
    nil: bool
    source: SourceRow

    @property
    def progress(self) -> str:
        """What it says was done, empty where it says nothing."""
        return self.texts.get("progress", "")

    @property
    def only_adds(self) -> bool:
        """Whether it adds a text such as next steps to another update, without progress or status of its own."""
        return bool(self.texts) and not self.progress and self.status is None


class ActionReport(NamedTuple):
    """An action with its updates. `status` is the one that all of them state, None where they differ or none does."""

    standing: ActionStanding
    incorporates: tuple[str, ...]
    status: str | None
    updates: tuple[ReportedUpdate, ...]


class ObjectiveReport(NamedTuple):
    """An objective as published: its actions, and the agencies that were active under it (framework order)."""

    id: str
    title: str
    active_agencies: tuple[str, ...]
    actions: tuple[ActionReport, ...]


class PillarReport(NamedTuple):
    """A pillar as published."""

    id: str
    title: str
    objectives: tuple[ObjectiveReport, ...]


class SetAside(NamedTuple):
    """An update, or a whole file (`row` None), kept out of the report, with what it said and why."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None
    agency: str | None
    action: str
    progress: str
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the findings that set it aside, each once."""
        return tuple(dict.fromkeys(f.code for f in self.findings))


class ActionState(StrEnum):
    """How an action stands in a coverage table; the last two are in no denominator."""

    REPORTED = "reported"
    NIL = "nil"
    UNREPORTED = "unreported"
    INCORPORATED = "incorporated"
    NOT_IN_FORCE = "not_in_force"


class ActionCoverage(NamedTuple):
    """Who reported on an action, and who was expected to. `last_reported` is a period."""

    code: str
    text: str
    pillar: str
    objective: str
    state: ActionState
    expected: tuple[str, ...]
    reported_by: tuple[str, ...]
    nil_by: tuple[str, ...]
    missing: tuple[str, ...]
    last_reported: str | None


class Share(NamedTuple):
    """Reported out of those in force. `percent` is 100 × reported ÷ in force to one decimal, None of nothing."""

    id: str
    title: str
    in_force: int
    reported: int
    percent: float | None


class AgencyCoverage(NamedTuple):
    """What was expected of an agency and what it reported on. `submitted`: a readable workbook of its came in."""

    code: str
    name: str
    expected: int
    reported: int
    percent: float | None
    submitted: bool


class LeftOut(NamedTuple):
    """What of a file is not counted: so many `rows` that are set aside, or the whole file (0), with the reason."""

    file: str
    rows: int
    why: str = ""


class Coverage(NamedTuple):
    """Actions × agencies for one period. `left_out`: a gap may only be a row or a file that has an error."""

    edition: Edition
    in_force: int
    reported: int
    nil: int
    unreported: int
    percent: float | None
    actions: tuple[ActionCoverage, ...]
    pillars: tuple[Share, ...]
    objectives: tuple[Share, ...]
    agencies: tuple[AgencyCoverage, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def gaps(self) -> tuple[ActionCoverage, ...]:
        """The actions in force on which nothing of substance was reported, in published order."""
        return tuple(a for a in self.actions if a.state in (ActionState.NIL, ActionState.UNREPORTED))


class InputFile(NamedTuple):
    """A file that went into the report."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool


class YearEndReport(NamedTuple):
    """The consolidated report of one period."""

    edition: Edition
    files: tuple[InputFile, ...]
    pillars: tuple[PillarReport, ...]
    coverage: Coverage
    set_aside: tuple[SetAside, ...]

    @property
    def readable(self) -> int:
        """How many of the files could be read."""
        return sum(file.readable for file in self.files)

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """The rows that are published, each once, in the order in which the report first cites them."""
        actions = (action for pillar in self.pillars for objective in pillar.objectives for action in objective.actions)
        return tuple(dict.fromkeys(update.source for action in actions for update in action.updates))
