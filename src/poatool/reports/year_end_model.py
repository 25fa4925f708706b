"""Describe the year-end report: its updates and actions, what was set aside, and later returns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from poatool.blocks import Blocks, OwnText
from poatool.decisions.model import AssessedStatus, Ruling, State
from poatool.findings.model import Finding
from poatool.framework.edition import ActionStanding, Edition
from poatool.reports.coverage_model import ActionCoverage, AgencyAnswer, Coverage
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import KeptBack
from poatool.submissions.update_ids import LATER

CASE_STUDIES = "case-studies"  # the folder in which the coordinator's texts may have any file name


class SourceRow(NamedTuple):
    """A row of a file, or a whole sheet or file."""

    file: str
    sha256: str | None
    sheet: str | None
    row: int | None


class ReportedUpdate(NamedTuple):
    """One update as it is published, with its texts and links by column id."""

    id: str
    agencies: tuple[str, ...]  # updates are sorted by the first of them
    status: str | None
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    reported_as: str | None  # the incorporated action that it was sent under, if any
    codes: tuple[str, ...]
    nil: bool
    answer: AgencyAnswer  # whether it reports progress, only answers, or only points to another action
    source: SourceRow
    blocks: Mapping[str, Blocks] = {}  # its texts as paragraphs and lists
    replaced: Mapping[str, str] = {}  # the original of each text and status that a decision edited
    cells: Mapping[str, str] = {}  # the cell of each text, such as `Updates!D4`
    elsewhere: Mapping[str, str] = {}  # the cell of each text that is in another row, as in a form, or table
    withheld: str = ""  # why it is not published
    part: tuple[date, date] | None = None  # the first and last day of the part of the period that it is about
    explained: bool = False  # a nil return that says why there is nothing to report

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
        """Digests to recognise it if it is sent again; if published with edits, only of the edited texts, as sent."""
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
    """An update, or a whole sheet or file, that is kept out of the report, with the reasons."""

    source: SourceRow
    agencies: tuple[str, ...]
    action: str
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its findings, without repetition."""
        return tuple(dict.fromkeys(f.code for f in self.findings))


class YearEndReport(NamedTuple):
    """The consolidated report of one period, with every action in published order."""

    edition: Edition
    submissions: tuple[Interpreted, ...]
    actions: tuple[ActionReport, ...]
    coverage: Coverage  # also counts what is withheld
    public: Coverage  # counts only what is published
    set_aside: tuple[SetAside, ...]
    previous: "YearEndReport | None" = None  # the latest earlier report, for comparison
    earlier: "tuple[YearEndReport, ...]" = ()  # the reports printed below this one, latest first
    withheld: tuple[ReportedUpdate, ...] = ()
    kept_back: tuple[KeptBack, ...] = ()  # digests of withheld and edited updates, also of earlier periods
    shown: tuple[Interpreted, ...] = ()  # the submissions without their withheld updates
    rulings: tuple[Ruling, ...] = ()
    since_then: "tuple[YearEndReport, ...]" = ()  # the reports on later returns, which are not counted
    corrections: tuple[str, ...] = ()  # the reasons for corrections after sealing
    texts: Mapping[str, OwnText] = {}  # the coordinator's texts by name, such as `foreword`
    unsettled: bool = False  # this is the published part of a draft
    last_updated: date | None = None  # as the settings say

    @property
    def updates(self) -> tuple[ReportedUpdate, ...]:
        """The published updates, without repetition, in the order of the report."""
        return tuple({update.id: update for action in self.actions for update in action.updates}.values())

    @property
    def period(self) -> str | None:
        """The id of its period."""
        return self.edition.period_id

    @property
    def later_from(self) -> tuple[str, ...]:
        """The agencies in later returns for its period, in the plan's order."""
        news = [each for then in self.since_then if then.period == self.period for each in then.updates]
        return self.edition.framework.in_order({agency for update in news for agency in update.agencies})

    @property
    def held(self) -> tuple[ReportedUpdate, ...]:
        """The updates that are withheld until somebody decides, with those of earlier periods printed below."""
        return tuple(update for each in (self, *self.earlier) for update in each.withheld if not update.withheld)

    def under(self, objective: str) -> tuple[ActionReport, ...]:
        """The actions of an objective, by its id."""
        return tuple(action for action in self.actions if action.standing.objective == objective)

    def active_under(self, objective: str) -> tuple[str, ...]:
        """The agencies that reported progress on an objective, in the plan's order."""
        updates = (u for action in self.under(objective) for u in action.updates if u.answer is AgencyAnswer.REPORTED)
        return self.edition.framework.in_order({agency for update in updates for agency in update.agencies})

    @property
    def undecided(self) -> tuple[str, ...]:
        """The codes of actions for which agencies state different statuses."""
        return self.coverage.standing.differ

    @property
    def is_draft(self) -> bool:
        """Whether anything is set aside, undecided or stale, or a counted update is withheld until somebody decides."""
        stale = any(ruling.state is State.STALE for ruling in self.rulings)
        return bool(self.set_aside or self.undecided) or stale or not all(each.id.endswith(LATER) for each in self.held)

    def published(self, *, statuses: bool = True) -> "YearEndReport":
        """This report as it is published: nothing in it shows what is withheld, or that anything is.

        Without `statuses`, it has no status of an update or an action, in this period or another.
        """
        public = self.public.published if statuses else self.public.published.without_statuses
        actions = [a._replace(covered=c) for a, c in zip(self.actions, public.actions, strict=True)]
        if not statuses:
            updates = ([update._replace(status=None) for update in each.updates] for each in actions)
            actions = [a._replace(assessed=None, updates=tuple(u)) for a, u in zip(actions, updates, strict=True)]
        return self._replace(
            actions=tuple(actions),
            coverage=public,
            previous=self.previous and self.previous.published(statuses=statuses),
            earlier=tuple(each.published(statuses=statuses) for each in self.earlier),
            since_then=tuple(each.published(statuses=statuses) for each in self.since_then if each.updates),
            withheld=(),
            kept_back=(),
            unsettled=self.is_draft,
        )

    def with_later_returns(self, news: "Sequence[YearEndReport]") -> "YearEndReport":
        """This report with reports on later returns; what these set aside, withhold or decide counts in it."""
        used = {ruling.decision.source: ruling for r in news for ruling in r.rulings if ruling.state is not State.IDLE}
        return self._replace(
            since_then=tuple(news),
            set_aside=(*self.set_aside, *(entry for each in news for entry in each.set_aside)),
            withheld=(*self.withheld, *(update for each in news for update in each.withheld)),
            rulings=tuple(each.or_on_later_returns(used.get(each.decision.source)) for each in self.rulings),
        )
