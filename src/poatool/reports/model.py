"""What the year-end report holds, by objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.blocks import Blocks
from poatool.decisions.model import Ruling, State
from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition
from poatool.markdown_text import Written
from poatool.reports.coverage_model import ActionState, Coverage, StatedStatus
from poatool.submissions.sent import NOTHING_SENT, Sent


class SourceRow(NamedTuple):
    """The row that an update comes from. `sheet` is None in a CSV file.

    `lane` is the column, from 1, of a form that has others beside it.
    """

    file: str
    sha256: str
    sheet: str | None
    row: int
    lane: int | None = None


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `id` is its name in every format. `agencies` are published codes; it is listed by the first. `status` is a status
    id. `texts` and `links` are by column id, and so are `blocks`: the texts laid out. `reported_as` is the incorporated
    action that it was sent in under, if any; `codes` are all the actions it is listed under. `replaced` are texts as
    sent where a decision edited them.
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
        """Its progress; empty if it has none."""
        return self.texts.get("progress", "")

    @property
    def only_adds(self) -> bool:
        """Whether it has texts such as next steps, but neither progress nor a status."""
        return bool(self.texts) and not self.progress and self.status is None


class AssessedStatus(NamedTuple):
    """The status that stands for an action by decision, whatever its agencies stated; `by` is who decided, by role."""

    status: str
    because: str
    by: str


class ActionReport(NamedTuple):
    """An action with its updates.

    `statuses` are those that its agencies stated other than in nil returns, each once, in the framework's order of
    agencies. `status` is the assessed one, else the one that all of them stated; None if they differ or stated none.
    """

    standing: ActionStanding
    incorporates: tuple[str, ...]
    status: str | None
    statuses: tuple[StatedStatus, ...]
    state: ActionState
    assessed: AssessedStatus | None
    updates: tuple[ReportedUpdate, ...]

    @property
    def code(self) -> str:
        """Its code in the period."""
        return self.standing.code

    @property
    def differs(self) -> bool:
        """Whether its agencies stated different statuses and nobody decided which stands."""
        return self.status is None and len({stated.status for stated in self.statuses}) > 1


class ObjectiveReport(NamedTuple):
    """An objective as published: its actions, and the agencies active under it in the framework's order."""

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
        """The codes of its findings, each once."""
        return tuple(dict.fromkeys(f.code for f in self.findings))


class HowActionsStand(NamedTuple):
    """The actions in force, each in exactly one list of codes, in published order.

    `statuses` has the actions reported on, by the id of the status that stands; `differ` those whose agencies stated
    different ones, and `unstated` those without any.
    """

    statuses: Mapping[str, tuple[str, ...]]
    differ: tuple[str, ...]
    nil: tuple[str, ...]
    unreported: tuple[str, ...]
    closed: tuple[str, ...]
    unstated: tuple[str, ...]


class InputFile(NamedTuple):
    """A file that went into the report."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool


class YearEndReport(NamedTuple):
    """The consolidated report of one period.

    `previous` is that of the latest earlier period, to compare with. `earlier` are those that are printed below it,
    the latest first. `withheld` are the updates that decisions keep out of what is published; `rulings` are the
    decisions for the period. `since_then` are reports of what came later, which are printed apart and counted nowhere;
    `corrections` are the reasons why it was corrected after it was sealed. `texts` are the coordinator's own, by names
    such as `foreword`.
    """

    edition: Edition
    files: tuple[InputFile, ...]
    pillars: tuple[PillarReport, ...]
    coverage: Coverage
    standing: HowActionsStand
    set_aside: tuple[SetAside, ...]
    previous: YearEndReport | None = None
    earlier: tuple[YearEndReport, ...] = ()
    withheld: tuple[ReportedUpdate, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    since_then: tuple[YearEndReport, ...] = ()
    corrections: tuple[str, ...] = ()
    texts: Mapping[str, Written] = {}

    @property
    def readable(self) -> int:
        """The number of readable files."""
        return sum(file.readable for file in self.files)

    @property
    def updates(self) -> tuple[ReportedUpdate, ...]:
        """The published updates, each once, in the order of the report."""
        return tuple({update.id: update for action in self.actions for update in action.updates}.values())

    @property
    def actions(self) -> tuple[ActionReport, ...]:
        """Every action, in the order of the report."""
        return tuple(a for pillar in self.pillars for objective in pillar.objectives for a in objective.actions)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The codes of the actions whose agencies differ on the status."""
        return self.standing.differ

    @property
    def is_draft(self) -> bool:
        """Whether anything is set aside, a status is undecided or a decision is stale."""
        stale = any(ruling.state is State.STALE for ruling in self.rulings)
        return bool(self.set_aside or self.undecided) or stale


class Beside(NamedTuple):
    """What is known beside the submissions of a period.

    `earlier` are the reports of earlier periods, the earliest first; the last is compared with. `rulings` are the
    decisions for the period, which have been applied to the submissions. `sent` is what was asked of each agency.
    """

    earlier: Sequence[YearEndReport] = ()
    rulings: Sequence[Ruling] = ()
    sent: Sent = NOTHING_SENT


NOTHING_BESIDE = Beside()
