"""The published page as every format has it: its words and their order, by pillar and objective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poatool.framework.edition import Edition
from poatool.framework.model import Footnote, Framework
from poatool.render import text
from poatool.render.report.bullets import Bullet, bullets
from poatool.reports.coverage_model import ActionState, Share
from poatool.reports.model import ActionReport, ObjectiveReport, ReportedUpdate, YearEndReport
from poatool.text import actions, listed, one_line

_NO_DESCRIPTION = (Bullet("No description was given."),)

Links = tuple[tuple[str, tuple[str, ...]], ...]
"""The headings of columns of web addresses, each with its addresses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one update says in one column under one objective; a nil return has no bullets.

    `by` names its agencies and actions; `anchor` is the update's id where it stands first on the page, else empty.
    """

    bullets: tuple[Bullet, ...]
    by: str
    anchor: str
    links: Links = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What all updates under one objective say in one column."""

    column: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as printed: `label` is its code with its footnote mark, `status` the one its updates agree on."""

    code: str
    label: str
    text: str
    status: str | None


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective. `nil` has those with nothing to report; `silence` says why there are no updates, if so."""

    id: str
    title: str
    actions: tuple[ActionLine, ...]
    agencies: tuple[str, ...]
    texts: tuple[TextBlock, ...]
    nil: tuple[Entry, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class PillarBlock:
    """A pillar with its objectives."""

    id: str
    title: str
    objectives: tuple[ObjectiveBlock, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page.

    `gaps` and `nil` are the codes of actions in force with no report, and with nil returns only; `method` says how the
    report was made. Nothing on it is about the files that came in.
    """

    title: str
    subtitle: str
    published_by: str
    introduction: tuple[Bullet, ...]
    totals: str
    shares: tuple[Share, ...]
    gaps: tuple[str, ...]
    nil: tuple[str, ...]
    pillars: tuple[PillarBlock, ...]
    footnotes: tuple[Footnote, ...]
    method: tuple[str, ...]


def report_page(report: YearEndReport) -> ReportPage:
    """Lay out a report as its published page."""
    edition = report.edition
    framework = edition.framework
    anchors = _Anchors()
    gaps = report.coverage.gaps
    return ReportPage(
        title=one_line(framework.title),
        subtitle=text.report_title(edition),
        published_by=one_line(framework.source.publisher or ""),
        introduction=bullets(framework.introduction),
        totals=text.share_reported(report.coverage),
        shares=report.coverage.pillars,
        gaps=tuple(gap.code for gap in gaps if gap.state is ActionState.UNREPORTED),
        nil=tuple(gap.code for gap in gaps if gap.state is ActionState.NIL),
        pillars=tuple(
            PillarBlock(pillar.id, pillar.title, tuple(_objective(o, edition, anchors) for o in pillar.objectives))
            for pillar in report.pillars
        ),
        footnotes=framework.footnotes,
        method=text.method(report),
    )


class _Anchors(set[str]):
    """The ids of the updates that the page has had."""

    def first(self, update: ReportedUpdate) -> str:
        """The update's id where it stands first, else an empty text."""
        anchor = "" if update.id in self else update.id
        self.add(update.id)
        return anchor


def _objective(objective: ObjectiveReport, edition: Edition, anchors: _Anchors) -> ObjectiveBlock:
    framework = edition.framework
    rows = list(_rows(objective.actions))
    return ObjectiveBlock(
        id=objective.id,
        title=objective.title,
        actions=tuple(_action(action, framework) for action in objective.actions),
        agencies=tuple(_agency(edition, code) for code in objective.active_agencies),
        texts=tuple(_texts(rows, framework, anchors)),
        nil=tuple(Entry((), row.by, anchors.first(row.update)) for row in rows if row.update.nil),
        silence="" if rows else _silence(objective, text.period_name(edition)),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """An update, listed once under an objective, with the actions there that it is about."""

    update: ReportedUpdate
    codes: tuple[str, ...]
    came_as: tuple[str, ...]

    @property
    def by(self) -> str:
        agencies = listed(self.update.agencies)
        return ", ".join([agencies, actions(self.codes), *(text.reported_as(code) for code in self.came_as)])


def _rows(actions: Iterable[ActionReport]) -> Iterator[_Row]:
    """Each update once, in the order of the first action it is listed under."""
    listed_under: dict[str, list[tuple[str, ReportedUpdate]]] = {}
    for action in actions:
        for update in action.updates:
            listed_under.setdefault(update.id, []).append((action.standing.code, update))
    for places in listed_under.values():
        came_as = dict.fromkeys(update.reported_as for _, update in places if update.reported_as)
        yield _Row(places[0][1], tuple(code for code, _ in places), tuple(came_as))


def _texts(rows: Iterable[_Row], framework: Framework, anchors: _Anchors) -> Iterator[TextBlock]:
    """The texts column by column; an update's web addresses follow its first text."""
    linked: set[str] = set()
    for column in framework.text_columns:
        entries: list[Entry] = []
        for row in rows:
            update = row.update
            words = bullets(update.texts.get(column.id, ""))
            if column.id == "progress" and not update.only_adds:
                words = words or _NO_DESCRIPTION
            if words and not update.nil:
                links = () if update.id in linked else _links(update, framework)
                linked.add(update.id)
                entries.append(Entry(words, row.by, anchors.first(update), links))
        if entries:
            yield TextBlock(column.id, column.report_heading, tuple(entries))


def _links(update: ReportedUpdate, framework: Framework) -> Links:
    columns = framework.link_columns
    return tuple((column.heading, update.links[column.id]) for column in columns if column.id in update.links)


def _silence(objective: ObjectiveReport, period: str) -> str:
    if any(action.standing.in_force for action in objective.actions):
        return f"Nothing was reported on this objective in {period}."
    return f"No action of this objective was in force in {period}."


def _action(action: ActionReport, framework: Framework) -> ActionLine:
    status = framework.status_by_id[action.status].label if action.status else None
    mark = action.standing.action.footnote or ""
    return ActionLine(action.standing.code, action.standing.code + mark, text.action_line(action.standing), status)


def _agency(edition: Edition, code: str) -> str:
    known = code in edition.framework.agency_by_code
    return f"{one_line(edition.agency_name(code))} ({code})" if known else code
