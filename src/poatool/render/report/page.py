"""The report as every format prints it: everything printed is worked out here, once, in the order of the page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from poatool.blocks import Blocks, Run, Runs, Sections
from poatool.cell_text import laid_out
from poatool.framework.edition import Edition
from poatool.render import text
from poatool.render.formats import Download
from poatool.render.html import html_page
from poatool.render.report.chart import DARK, LIGHT, chart_svg, described
from poatool.render.report.glance import Figure, StandingTable, figures, headline, standing_table
from poatool.render.report.marks import Mark, marks
from poatool.render.report.objectives import PillarBlock, agency_name, pillar_blocks
from poatool.render.text import period_name
from poatool.reports.model import CASE_STUDIES, YearEndReport
from poatool.reports.since import ChangedAction, PlanChange, Since, Way, since
from poatool.text import actions, counted, listed, one_line, slug

_PLAN = {
    PlanChange.ADDED: "Added to the plan",
    PlanChange.INCORPORATED: "Incorporated",
    PlanChange.WITHDRAWN: "Withdrawn from the plan",
    PlanChange.CHANGED: "Reworded, renumbered or moved",
}
_WAYS = {Way.FORWARD: "further on", Way.BACK: "back", Way.LEVEL: ""}


class Line(NamedTuple):
    """One line: some actions, and those that took them in."""

    label: str
    codes: tuple[str, ...]
    into: tuple[str, ...] = ()


class MovedRow(NamedTuple):
    """A status that moved: what an agency stated for an action before and now."""

    action: str
    agency: str
    before: str
    after: str
    way: str


class News(NamedTuple):
    """What changed from `period` to `now`. `caption` says how many statuses moved in each direction."""

    period: str
    now: str
    lines: tuple[Line, ...]
    caption: str
    moved: tuple[MovedRow, ...]


def news(since: Since, edition: Edition, *, show_status: bool) -> News:
    """Say in words what changed."""
    labels = {id_: status.label for id_, status in edition.framework.status_by_id.items()}

    def named(ids: tuple[str, ...]) -> str:
        return listed([labels[id_] for id_ in ids])

    moved = tuple(
        MovedRow(each.action, each.agency, named(each.before), named(each.after), _WAYS[each.way])
        for each in (since.moved if show_status else ())
    )
    counts = Counter(each.way for each in since.moved)
    ways = [f"{counts[way]} {word}" for way, word in _WAYS.items() if word and counts[way]]
    caption = ": ".join(filter(None, (f"Statuses that moved ({len(moved)})", listed(ways))))
    return News(since.period, period_name(edition), tuple(_lines(since)), caption, moved)


def _lines(since: Since) -> Iterator[Line]:
    for kind, label in _PLAN.items():
        for into, codes in _by_target(since, kind).items():
            yield Line(label, tuple(codes), into)
    yield Line("Newly reported on", since.newly_reported)
    yield Line("No longer reported on", since.no_longer_reported)
    if since.still_unreported:
        yield Line(f"Not reported in {since.period} either", since.still_unreported)


def _by_target(since: Since, kind: PlanChange) -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    changed: ChangedAction
    for changed in since.plan:
        if changed.change is kind:
            found.setdefault(changed.into, []).append(changed.action)
    return found


_NAME_LIMIT = 8
"""The number of undecided actions up to which the bar of a draft names them."""


class Strip(NamedTuple):
    """An objective with a square for each of its actions: its code, and the mark that describes it."""

    id: str
    title: str
    squares: tuple[tuple[str, Mark], ...]


class AgencyRow(NamedTuple):
    """What an agency reported on, and the actions on which it had nothing to report."""

    name: Runs
    reported: tuple[str, ...]
    nil: tuple[str, ...]
    updates: int


class Own(NamedTuple):
    """A text of the coordinator's with a heading of its own."""

    id: str
    title: Runs
    body: Sections


class About(NamedTuple):
    """What the report is, how it was made, and its terms; empty where the plan says nothing."""

    introduction: Blocks
    method: tuple[str, ...]
    source: str
    source_url: str
    licence: str
    contact: str


class ReportPage(NamedTuple):
    """The report as it is printed.

    `draft` are sentences on what is open, empty if nothing is; `corrections` are reasons. `description` is the report
    in a sentence. `table` holds the numbers of the chart, whose title is `headline`. `news` is None if there is no
    report to compare with. `opening` and `case_studies` are the coordinator's own texts.
    """

    title: str
    plan: str
    publisher: str
    last_updated: dt.date | None
    canonical_url: str
    draft: tuple[str, ...]
    corrections: tuple[str, ...]
    description: str
    figures: tuple[Figure, ...]
    headline: str
    subtitle: str
    marks: tuple[Mark, ...]
    table: StandingTable
    strips: tuple[Strip, ...]
    news: News | None
    opening: tuple[Own, ...]
    pillars: tuple[PillarBlock, ...]
    case_studies: tuple[Own, ...]
    agencies: tuple[AgencyRow, ...]
    about: About


def report_page(report: YearEndReport, *, show_status: bool = True) -> ReportPage:
    """Lay out a report, with or without the statuses of actions."""
    edition, source = report.edition, report.edition.framework.source
    found, changed = marks(report, show_status=show_status), since(report)
    when = f" in {edition.period.id}" if edition.period else ""
    how = "status" if show_status else "whether they were reported on"
    return ReportPage(
        title=text.report_title(edition),
        plan=one_line(edition.framework.title),
        publisher=one_line(source.publisher or ""),
        last_updated=source.last_updated,
        canonical_url=source.canonical_url or "",
        draft=tuple(what_is_open(report)),
        corrections=tuple(map(one_line, report.corrections)),
        description=text.share_reported(report.coverage),
        figures=figures(report, found, changed),
        headline=headline(report, found),
        subtitle=f"Actions in force{when}, by pillar and {how}",
        marks=found,
        table=standing_table(report, found),
        strips=tuple(_strips(report, found)),
        news=news(changed, edition, show_status=show_status) if changed else None,
        opening=tuple(_own_texts(report, ("foreword", "summary"))),
        pillars=pillar_blocks(report, found, show_status=show_status),
        case_studies=tuple(_own_texts(report, [name for name in report.texts if name.startswith(CASE_STUDIES)])),
        agencies=tuple(_agencies(report)),
        about=About(
            introduction=laid_out(edition.framework.introduction, marks=edition.framework.language_marks),
            method=text.method(report),
            source=one_line(source.title),
            source_url=source.url or "",
            licence=one_line(source.licence or ""),
            contact=one_line(source.contact or ""),
        ),
    )


def what_is_open(report: YearEndReport) -> Iterator[str]:
    """Say what keeps a report from being final."""
    if aside := report.set_aside:
        plan = report.edition.framework
        agencies = {entry.agency or "" for entry in aside}
        by = listed(plan.in_order(agencies)) if "" not in agencies else ""
        entries, are = counted(len(aside), "entry", "entries"), "is" if len(aside) == 1 else "are"
        yield f"{entries}{f' from {by}' if by else ''} {are} set aside until corrected and {are} not counted here."
    if codes := report.undecided:
        which = actions(codes) if len(codes) <= _NAME_LIMIT else f"{len(codes)} actions"
        yield f"Agencies differ on the status of {which}."


def _own_texts(report: YearEndReport, names: Iterable[str]) -> Iterator[Own]:
    """Texts with a heading of their own: their title, or the name of their place."""
    for name in names:
        if (written := report.texts.get(name)) is not None:
            title = written.title or (Run(name.capitalize()),)
            yield Own(slug(name, "text"), title, written.below(3 if name.startswith(CASE_STUDIES) else 2))


def _strips(report: YearEndReport, found: tuple[Mark, ...]) -> Iterator[Strip]:
    mark_of = {code: mark for mark in found for code in mark.codes}
    for pillar in report.pillars:
        for objective in pillar.objectives:
            standings = [action.standing for action in objective.actions if action.standing.in_force]
            if standings:
                yield Strip(objective.id, objective.title, tuple((each.code, mark_of[each.code]) for each in standings))


def _agencies(report: YearEndReport) -> Iterator[AgencyRow]:
    """The agencies of the coverage, in the plan's order."""
    for agency in report.coverage.agencies:
        own = [update for update in report.updates if agency.code in update.agencies]
        reported = {code for update in own if not update.nil for code in update.codes}
        nil = {code for update in own for code in update.codes} - reported
        in_order = [action.standing.code for action in report.actions]
        yield AgencyRow(
            agency_name(report.edition, agency.code),
            tuple(code for code in in_order if code in reported),
            tuple(code for code in in_order if code in nil),
            sum(not update.nil for update in own),
        )


def report_html(report: YearEndReport, *, show_status: bool = True, downloads: Sequence[Download] = ()) -> bytes:
    """The report as one HTML file, with links to the files beside it."""
    page, plan = report_page(report, show_status=show_status), report.edition.framework
    return html_page(
        "report.html.jinja",
        plan,
        subtitle=page.title,
        page=page,
        chart=chart_svg(page.table, plan.in_its_words(described(page.table)), plan.in_its_words("action")),
        palettes={"light": LIGHT, "dark": DARK},
        downloads=downloads,
    )
