"""The year-end report: every update under its actions, or set aside with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from poatool.blocks import Blocks, OwnText
from poatool.cell_text import laid_out
from poatool.decisions.model import AssessedStatus, Ruling, State
from poatool.findings.model import Finding, errors_by_place, set_aside, updates_that_count
from poatool.framework.edition import ActionStanding, Edition
from poatool.framework.model import Framework
from poatool.framework.names.matching import fold
from poatool.pipeline import Checked
from poatool.reports.coverage import coverage
from poatool.reports.coverage_model import ActionCoverage, Coverage
from poatool.submissions.interpret import Interpreted, Update
from poatool.submissions.sent import NOTHING_SENT, Sent
from poatool.submissions.update_ids import LATER, RowKey, update_ids
from poatool.workbooks.formatting import runs_of
from poatool.workbooks.limits import DEFAULT

CASE_STUDIES = "case-studies"  # the folder in which the coordinator's texts may have any file name


class SourceRow(NamedTuple):
    """The row of an update."""

    file: str
    sha256: str
    sheet: str | None
    row: int


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `id` is the same in every format. `agencies` holds published codes; the update is sorted by the first. `status` is a
    status id. `texts`, `blocks` (the same texts as paragraphs and lists) and `links` are by column id. `reported_as` is
    the incorporated action it was sent under, if any; `codes` holds all the actions it is listed under. `replaced`
    holds the original of each text that a decision edited, by column id.
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
    def as_sent(self) -> Mapping[str, str]:
        """Its texts before any decision edited them."""
        return {**self.texts, **self.replaced}

    def may_repeat(self, other: "ReportedUpdate", *, in_time: bool) -> bool:
        """Whether half of all their words are in both or, if `in_time`, both have an agency and an action in common."""
        own, others = ({*fold(" ".join(each.as_sent.values())).split()} for each in (self, other))
        shared = in_time and {*self.agencies} & {*other.agencies} and {*self.codes} & {*other.codes}
        return bool(shared) or 2 * len(own & others) >= len(own | others) > 0

    def said(self, period: str | None) -> tuple[object, ...]:
        """Who said what on which actions, to recognise an update that is sent again."""
        texts, links = (tuple(sorted(each.items())) for each in (self.as_sent, self.links))
        return period, self.codes, self.agencies, self.status, texts, links

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


class YearEndReport(NamedTuple):
    """The consolidated report of one period, with every action in published order.

    `previous` is the latest earlier report, for comparison. `earlier` holds the reports printed below this one, latest
    first. `withheld` holds the updates that decisions keep out of publication; `rulings` holds the decisions for the
    period. `since_then` holds reports of later news, printed separately and not counted; `corrections` holds the
    reasons given for corrections after sealing. `texts` holds the coordinator's texts by name, such as `foreword`.
    """

    edition: Edition
    submissions: tuple[Interpreted, ...]
    actions: tuple[ActionReport, ...]
    coverage: Coverage
    set_aside: tuple[SetAside, ...]
    previous: "YearEndReport | None" = None
    earlier: "tuple[YearEndReport, ...]" = ()
    withheld: tuple[ReportedUpdate, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    since_then: "tuple[YearEndReport, ...]" = ()
    corrections: tuple[str, ...] = ()
    texts: Mapping[str, OwnText] = {}

    @property
    def updates(self) -> tuple[ReportedUpdate, ...]:
        """The published updates, without repetition, in the order of the report."""
        return tuple({update.id: update for action in self.actions for update in action.updates}.values())

    @property
    def period(self) -> str | None:
        """The id of its period."""
        return self.edition.period_id

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

    def with_news(self, news: "Iterable[YearEndReport]") -> "YearEndReport":
        """This report with later news; what is set aside, withheld or decided in the news counts in this report.

        An update of the news that was sent before, word for word, is left out: it is here already, or withheld. One
        that is like a withheld update, or from its agency on its action, is withheld until a decision edits it.
        """
        before = {each.said(self.period) for each in (*self.updates, *self.withheld)}

        def new(updates: Iterable[ReportedUpdate], period: str | None) -> tuple[ReportedUpdate, ...]:
            return tuple(u._replace(id=f"{u.id}{LATER}") for u in updates if u.said(period) not in before)

        later = []
        for each in news:
            found = [a._replace(updates=new(a.updates, each.period)) for a in each.actions]
            unedited, in_time = (u for a in found for u in a.updates if not u.replaced), each.period == self.period
            held = {u.id: u for u in unedited if any(u.may_repeat(w, in_time=in_time) for w in self.withheld)}
            own = tuple(a._replace(updates=tuple(u for u in a.updates if u.id not in held)) for a in found)
            withheld = (*new(each.withheld, each.period), *held.values())
            later.append(each._replace(actions=own, withheld=withheld))
        aside = (*self.set_aside, *(entry for each in later for entry in each.set_aside))
        withheld = (*self.withheld, *(update for each in later for update in each.withheld))
        used = {ruling.decision.source: ruling for r in later for ruling in r.rulings if ruling.state is not State.IDLE}
        rulings = tuple(each.or_later(used.get(each.decision.source)) for each in self.rulings)
        return self._replace(since_then=tuple(later), set_aside=aside, withheld=withheld, rulings=rulings)


def year_end(checked: Checked, earlier: Sequence[YearEndReport] = (), sent: Sent = NOTHING_SENT) -> YearEndReport:
    """Consolidate the submissions of a period.

    Every update is listed under each action it counts towards, or is set aside; none is lost. Under an action, updates
    are in the framework's order of agencies, then in the order of the given files and of their rows. `earlier` holds
    the reports of earlier periods, earliest first; the last is used for comparison.
    """
    edition, interpreted, findings, rulings, _ = checked
    plan, ids, assessed = edition.framework, update_ids(interpreted), checked.assessed
    aside = set_aside(interpreted, findings)
    counted = [(update, _reported(each, update, ids, plan)) for each, update in updates_that_count(interpreted, aside)]
    order = {agency.code: place for place, agency in enumerate(plan.agencies)}
    placed: defaultdict[str, list[ReportedUpdate]] = defaultdict(list)
    for update, reported in sorted(counted, key=lambda each: order.get(each[1].agencies[0], len(order))):
        for code in update.codes if not update.withheld else ():
            placed[code].append(reported._replace(reported_as=_reported_as(update, code, edition)))
    covered = coverage(checked, {each.period: each.coverage for each in earlier if each.period}, sent)
    return YearEndReport(
        edition=edition,
        submissions=tuple(interpreted),
        actions=tuple(
            ActionReport(
                standing=standing,
                incorporates=edition.incorporated[standing.code],
                covered=action,
                assessed=assessed.get(standing.code),
                updates=tuple(placed[standing.code]),
            )
            for standing, action in zip(edition.actions, covered.actions, strict=True)
        ),
        coverage=covered,
        set_aside=tuple(_set_aside(interpreted, findings, aside)),
        previous=earlier[-1] if earlier else None,
        withheld=tuple(reported for update, reported in counted if update.withheld),
        rulings=rulings,
    )


def _reported(each: Interpreted, update: Update, ids: Mapping[RowKey, str], framework: Framework) -> ReportedUpdate:
    table, row = update.table, update.row
    blocks: dict[str, Blocks] = {}
    for column, text in update.texts.items():
        cell = row.cells.raw[column]
        # A text edited by a decision has neither the runs nor the link of its cell.
        runs, link = ((), None) if column in update.replaced else (runs_of(cell), cell.link)
        blocks[column] = laid_out(text, runs, link, framework.marks)
    return ReportedUpdate(
        id=ids[RowKey.of(each, table, row)],
        agencies=update.agencies,
        status=update.status,
        texts=update.texts,
        links=update.links,
        reported_as=None,
        codes=update.codes,
        nil=update.nil,
        source=SourceRow(each.submission.path, each.submission.sha256 or "", table.sheet, row.number),
        blocks=blocks,
        replaced=update.replaced,
    )


def _reported_as(update: Update, code: str, edition: Edition) -> str | None:
    """The code of the incorporated action that a row names; None if it also names the action that took it in."""
    written = update.references.written
    if code in written:
        return None
    return next((named for named in written if code in edition.by_code[named].counts_under), None)


def _set_aside(
    interpreted: Sequence[Interpreted], findings: Sequence[Finding], aside: Mapping[RowKey, tuple[Finding, ...]]
) -> Iterator[SetAside]:
    """What is set aside, file by file: first a whole file or sheet without a readable update, then single updates."""
    errors = errors_by_place(findings)
    for each in interpreted:
        path, sha256 = each.submission.path, each.submission.sha256
        # A file with very many updates of which none counts is one entry.
        whole = len(each.updates) > DEFAULT.findings and (path, None, None) in errors
        updates = () if whole else each.updates
        with_updates = {update.table.sheet for update in updates}
        for (file, sheet, row), why in errors.items():
            empty = sheet not in with_updates if sheet is not None else not updates
            if file == path and row is None and empty:
                yield SetAside(path, sha256, sheet, None, each.agency, "", "", tuple(why))
        for update in updates:
            key = RowKey.of(each, update.table, update.row)
            if key in aside:
                agency = update.agencies[0] if update.agencies else each.agency
                text = update.references.text
                yield SetAside(path, sha256, key.sheet, key.row, agency, text, update.progress, aside[key])
