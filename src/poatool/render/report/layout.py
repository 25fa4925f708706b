"""A report to its public page: by pillar and objective, as the plan's own page is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from poatool.framework.edition import Edition
from poatool.framework.model import Framework
from poatool.render import text as wording
from poatool.render.report.bullets import Bullet, bullets
from poatool.render.report.page import (
    ActionLine,
    Entry,
    FileLine,
    ObjectiveBlock,
    Page,
    PillarBlock,
    ShareLine,
    TextBlock,
)
from poatool.reports.model import (
    ActionReport,
    ActionState,
    InputFile,
    ObjectiveReport,
    ReportedUpdate,
    SourceRow,
    YearEndReport,
)
from poatool.text import actions, listed, one_line

_NO_WORDS = (Bullet("No description was given."),)


def page(report: YearEndReport) -> Page:
    """Set out a report as its public page."""
    edition = report.edition
    framework = edition.framework
    numbers = {source: number for number, source in enumerate(report.sources, 1)}
    gaps = report.coverage.gaps
    return Page(
        title=one_line(framework.title),
        subtitle=wording.report_title(edition),
        published_by=one_line(framework.source.publisher or ""),
        introduction=bullets(framework.introduction),
        totals=wording.share_reported(report.coverage),
        shares=tuple(
            ShareLine(share.title, share.reported, share.in_force, share.percent) for share in report.coverage.pillars
        ),
        gaps=tuple(gap.code for gap in gaps if gap.state is ActionState.UNREPORTED),
        nil=tuple(gap.code for gap in gaps if gap.state is ActionState.NIL),
        pillars=tuple(
            PillarBlock(pillar.id, pillar.title, tuple(_objective(o, edition, numbers) for o in pillar.objectives))
            for pillar in report.pillars
        ),
        footnotes=framework.footnotes,
        method=wording.method(report),
        files=tuple(_file(file) for file in report.files),
        sources=tuple(wording.source_text(source) for source in numbers),
    )


def _file(file: InputFile) -> FileLine:
    return FileLine(
        wording.file_name(file.path),
        file.agency or "–",
        file.sha256 or "–",
        "" if file.readable else "could not be read",
    )


def _objective(objective: ObjectiveReport, edition: Edition, numbers: dict[SourceRow, int]) -> ObjectiveBlock:
    framework, period = edition.framework, wording.period_name(edition)
    rows = list(_rows(objective.actions))
    return ObjectiveBlock(
        id=objective.id,
        title=objective.title,
        actions=tuple(_action(action, framework) for action in objective.actions),
        agencies=tuple(_named(edition, code) for code in objective.active_agencies),
        texts=tuple(_texts(rows, framework, numbers)),
        nil=tuple(Entry((), row.by, numbers[row.update.source]) for row in rows if row.update.nil),
        silence="" if rows else _silence(objective, period),
    )


def _texts(rows: Iterable[_Row], framework: Framework, numbers: dict[SourceRow, int]) -> Iterator[TextBlock]:
    """The texts column by column; web addresses stand with the first text of their update."""
    linked: set[SourceRow] = set()
    for column in framework.text_columns:
        entries: list[Entry] = []
        for row in rows:
            update = row.update
            words = bullets(update.texts.get(column.id, ""))
            if column.id == "progress" and not update.only_adds:
                words = words or _NO_WORDS
            if words and not update.nil:
                links = () if update.source in linked else _links(update, framework)
                linked.add(update.source)
                entries.append(Entry(words, row.by, numbers[update.source], links))
        if entries:
            yield TextBlock(column.id, column.report_heading, tuple(entries))


def _links(update: ReportedUpdate, framework: Framework) -> tuple[tuple[str, tuple[str, ...]], ...]:
    columns = framework.link_columns
    return tuple((column.heading, update.links[column.id]) for column in columns if column.id in update.links)


def _silence(objective: ObjectiveReport, period: str) -> str:
    if any(action.standing.in_force for action in objective.actions):
        return f"Nothing was reported on this objective in {period}."
    return f"No action of this objective was in force in {period}."


def _action(action: ActionReport, framework: Framework) -> ActionLine:
    status = framework.status_by_id[action.status].label if action.status else None
    mark = action.standing.action.footnote or ""
    return ActionLine(action.standing.code, action.standing.code + mark, wording.action_line(action.standing), status)


@dataclass(frozen=True, slots=True)
class _Row:
    """An update once under an objective, with the actions there that it stands under."""

    update: ReportedUpdate
    codes: tuple[str, ...]
    came_as: tuple[str, ...]

    @property
    def by(self) -> str:
        who = listed(self.update.agencies)
        return ", ".join([who, actions(self.codes), *(wording.reported_as(code) for code in self.came_as)])


def _rows(actions: Iterable[ActionReport]) -> Iterator[_Row]:
    """Each update once, in the order in which it first stands under the actions of an objective."""
    stands: dict[SourceRow, list[tuple[str, ReportedUpdate]]] = {}
    for action in actions:
        for update in action.updates:
            stands.setdefault(update.source, []).append((action.standing.code, update))
    for places in stands.values():
        came_as = dict.fromkeys(update.reported_as for _, update in places if update.reported_as)
        yield _Row(places[0][1], tuple(code for code, _ in places), tuple(came_as))


def _named(edition: Edition, code: str) -> str:
    known = code in edition.framework.agency_by_code
    return f"{one_line(edition.agency_name(code))} ({code})" if known else code
