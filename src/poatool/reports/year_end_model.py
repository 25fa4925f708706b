"""Describe the year-end report: its actions, what was set aside, and later returns."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from poatool.blocks import OwnText
from poatool.decisions.model import Ruling, State
from poatool.framework.edition import Edition
from poatool.reports.coverage_model import Coverage
from poatool.reports.reported import ActionReport, ReportedUpdate, SetAside
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sent import KeptBack
from poatool.submissions.update_ids import LATER


class YearEndReport(NamedTuple):
    """The consolidated report of one period, with every action in published order.

    `coverage` also counts what is withheld; `public` counts only what is published. `previous` is the latest earlier
    report, for comparison. `earlier` holds the reports printed below this one, latest first. `withheld` holds updates
    that are not published, `shown` the submissions without them; `kept_back` has the digests of these updates, of
    edited ones, and of those from earlier periods. `rulings` holds the state of each decision for the period.
    `since_then` holds the reports on later returns, printed separately and not counted; `corrections` holds the reasons
    given for corrections after sealing. `texts` holds the coordinator's texts by name, such as `foreword`. `unsettled`
    says that it is the published part of a draft.
    """

    edition: Edition
    submissions: tuple[Interpreted, ...]
    actions: tuple[ActionReport, ...]
    coverage: Coverage
    public: Coverage
    set_aside: tuple[SetAside, ...]
    previous: "YearEndReport | None" = None
    earlier: "tuple[YearEndReport, ...]" = ()
    withheld: tuple[ReportedUpdate, ...] = ()
    kept_back: tuple[KeptBack, ...] = ()
    shown: tuple[Interpreted, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    since_then: "tuple[YearEndReport, ...]" = ()
    corrections: tuple[str, ...] = ()
    texts: Mapping[str, OwnText] = {}
    unsettled: bool = False

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
        updates = [update for action in self.under(objective) for update in action.updates if not update.nil]
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

    @property
    def published(self) -> "YearEndReport":
        """This report as it is published: nothing in it shows what is withheld, or that anything is."""
        public = self.public.published
        return self._replace(
            actions=tuple(a._replace(covered=c) for a, c in zip(self.actions, public.actions, strict=True)),
            coverage=public,
            previous=self.previous and self.previous.published,
            earlier=tuple(each.published for each in self.earlier),
            since_then=tuple(each.published for each in self.since_then if each.updates),
            withheld=(),
            kept_back=(),
            unsettled=self.is_draft,
        )

    @property
    def without_statuses(self) -> "YearEndReport":
        """This report without any status of an update or an action, in this period or another."""
        covered = self.coverage.without_statuses
        return self._replace(
            actions=tuple(a.without_statuses(c) for a, c in zip(self.actions, covered.actions, strict=True)),
            coverage=covered,
            previous=self.previous and self.previous.without_statuses,
            earlier=tuple(each.without_statuses for each in self.earlier),
            since_then=tuple(each.without_statuses for each in self.since_then),
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
