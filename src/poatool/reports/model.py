"""What the year-end report holds, action by action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from poatool.blocks import Blocks, Written
from poatool.decisions.model import AssessedStatus, Ruling, State
from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.submissions.interpret import Interpreted

CASE_STUDIES = "case-studies"
"""The folder in which the coordinator's texts may have any file name."""


class SourceRow(NamedTuple):
    """The row of an update; if forms are side by side, `lane` is its column, counted from 1."""

    file: str
    sha256: str
    sheet: str | None
    row: int
    lane: int | None = None


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `id` is its name in every format. `agencies` holds published codes; the update is listed under the first. `status`
    is a status id. `texts`, `blocks` (the same texts as paragraphs and lists) and `links` are by column id.
    `reported_as` is the incorporated action it was sent under, if any; `codes` holds all the actions it is listed
    under. `replaced` holds the text as sent wherever a decision edited it.
    """

    id: str
    agencies: tuple[str, ...]
    status: str | None
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    reported_as: str | None
    codes: tuple[str, ...]
    nil: bool
    source: SourceRow
    blocks: Mapping[str, Blocks] = {}
    replaced: Mapping[str, str] = {}

    @property
    def progress(self) -> str:
        """Its progress text; empty if it has none."""
        return self.texts.get("progress", "")

    @property
    def only_adds(self) -> bool:
        """Whether it has other texts, such as next steps, but neither progress nor a status."""
        return bool(self.texts) and not self.progress and self.status is None


class ActionReport(NamedTuple):
    """An action with its coverage and updates; `assessed` is the decision on its status, if any."""

    standing: ActionStanding
    incorporates: tuple[str, ...]
    covered: ActionCoverage
    assessed: AssessedStatus | None
    updates: tuple[ReportedUpdate, ...]

    @property
    def code(self) -> str:
        """Its code in the period."""
        return self.standing.code


class SetAside(NamedTuple):
    """An update, or a whole file (`row` is None), kept out of the report, with the reasons."""

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
        """The codes of its findings, without repetition."""
        return tuple(dict.fromkeys(f.code for f in self.findings))


class InputFile(NamedTuple):
    """A file that went into the report."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool

    @classmethod
    def of(cls, read: Interpreted) -> InputFile:
        """The file of a submission."""
        return cls(read.submission.path, read.submission.sha256, read.agency, read.submission.readable)


class YearEndReport(NamedTuple):
    """The consolidated report of one period, with every action in published order.

    `previous` is the latest earlier report, for comparison. `earlier` holds the reports printed below this one, latest
    first. `withheld` holds the updates that decisions keep out of publication; `rulings` holds the decisions for the
    period. `since_then` holds reports of later news, printed separately and not counted; `corrections` holds the
    reasons given for corrections after sealing. `texts` holds the coordinator's own, by names such as `foreword`.
    """

    edition: Edition
    files: tuple[InputFile, ...]
    actions: tuple[ActionReport, ...]
    coverage: Coverage
    set_aside: tuple[SetAside, ...]
    previous: YearEndReport | None = None
    earlier: tuple[YearEndReport, ...] = ()
    withheld: tuple[ReportedUpdate, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    since_then: tuple[YearEndReport, ...] = ()
    corrections: tuple[str, ...] = ()
    texts: Mapping[str, Written] = {}

    @property
    def updates(self) -> tuple[ReportedUpdate, ...]:
        """The published updates, without repetition, in the order of the report."""
        return tuple({update.id: update for action in self.actions for update in action.updates}.values())

    @property
    def period(self) -> str | None:
        """The id of its period."""
        return self.edition.period.id if self.edition.period else None

    def under(self, objective: str) -> tuple[ActionReport, ...]:
        """The actions of an objective, by its id."""
        return tuple(action for action in self.actions if action.standing.objective == objective)

    def active_under(self, objective: str) -> tuple[str, ...]:
        """The agencies that reported progress on an objective, in the plan's order."""
        updates = [update for action in self.under(objective) for update in action.updates if not update.nil]
        return self.edition.framework.in_order({agency for update in updates for agency in update.agencies})

    @property
    def undecided(self) -> tuple[str, ...]:
        """The codes of actions on whose status agencies differ."""
        return self.coverage.standing.differ

    @property
    def is_draft(self) -> bool:
        """Whether anything is set aside, a status is undecided or a decision is stale."""
        stale = any(ruling.state is State.STALE for ruling in self.rulings)
        return bool(self.set_aside or self.undecided) or stale
