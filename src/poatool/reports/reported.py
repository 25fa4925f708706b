"""The updates and actions of the year-end report, and what was set aside."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from poatool.blocks import Blocks
from poatool.decisions.model import AssessedStatus
from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding
from poatool.reports.coverage_model import ActionCoverage
from poatool.submissions.sent import KeptBack


class SourceRow(NamedTuple):
    """The row of an update."""

    file: str
    sha256: str
    sheet: str | None
    row: int


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `id` is the same in every format. `agencies` holds published codes; the first decides the order of updates. `status`
    is a status id. `texts`, `blocks` (the same texts as paragraphs and lists) and `links` are by column id.
    `reported_as` is the incorporated action it was sent under, if any; `codes` holds all actions it is listed under.
    `replaced` holds the original of each text and status that a decision edited, `elsewhere` the cell of each text that
    is in another table, and `withheld` why the update is not published. `part` has the first and last day of the part
    of the period it is about. `explained` says whether a nil return says why there is nothing to report.
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
    elsewhere: Mapping[str, str] = {}
    withheld: str = ""
    part: tuple[date, date] | None = None
    explained: bool = False

    @property
    def unedited(self) -> Mapping[str, str]:
        """Its texts before any decision edited them; empty where a decision added one."""
        return {column: self.replaced.get(column, text) for column, text in self.texts.items()}

    @property
    def is_edited(self) -> bool:
        """Whether a decision edited one of its texts."""
        return not self.replaced.keys().isdisjoint(self.texts)

    @property
    def digests(self) -> KeptBack:
        """Digests that recognise it if it is sent again; if published with edits, only of texts that were edited."""
        if self.is_edited and not self.withheld:
            edited = {column: text for column, text in self.replaced.items() if column in self.texts}
            return KeptBack.of(self.agencies, self.codes, edited)._replace(words=())
        return KeptBack.of(self.agencies, self.codes, self.unedited)

    @property
    def status_as_sent(self) -> str | None:
        """Its status before a decision edited it."""
        return self.replaced.get("status", self.status)

    def said(self, period: str | None) -> tuple[object, ...]:
        """Who said what on which actions, used to recognise an update that is sent again."""
        texts, links = (tuple(sorted(each.items())) for each in (self.unedited, self.links))
        return period, self.codes, self.agencies, self.status_as_sent, texts, links


CASE_STUDIES = "case-studies"  # the folder in which the coordinator's texts may have any file name


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

    def without_statuses(self, covered: ActionCoverage) -> "ActionReport":
        """This action with another coverage, and without the statuses of its updates."""
        updates = tuple(update._replace(status=None) for update in self.updates)
        return self._replace(covered=covered, assessed=None, updates=updates)


class SetAside(NamedTuple):
    """An update, or a whole file (`row` is None), that is kept out of the report, with the reasons."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None
    agency: str | None
    action: str
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its findings, without repetition."""
        return tuple(dict.fromkeys(f.code for f in self.findings))
