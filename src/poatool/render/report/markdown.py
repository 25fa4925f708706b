"""The report as Markdown (CommonMark with tables)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from poatool.blocks import plain
from poatool.framework.reference.dates import spoken
from poatool.render.markdown_blocks import markdown_blocks, markdown_runs
from poatool.render.markup import escape, markdown_link, markdown_table
from poatool.render.report.glance import Figure, StandingTable
from poatool.render.report.news import News
from poatool.render.report.objectives import ActionLine, Entry, ObjectiveBlock, PeriodBlock
from poatool.render.report.page import About, AgencyRow, ReportPage, report_page
from poatool.reports.model import YearEndReport
from poatool.text import actions, listed


def report_markdown(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as Markdown, in the order of the page."""
    return ("\n".join(_lines(report_page(report, show_status=show_status))) + "\n").encode()


def _lines(page: ReportPage) -> Iterator[str]:
    yield from (f"# {escape(page.title)}", "", escape(page.plan), "")
    updated = f"Last updated {spoken(page.last_updated)}" if page.last_updated else ""
    if said := [part for part in (page.publisher, updated) if part]:
        yield from (escape(" · ".join(said)), "")
    if page.draft:
        yield from (f"> **Draft.** {escape(' '.join(page.draft))}", "")
    for reason in page.corrections:
        yield from (f"> **Corrected:** {escape(reason)}", "")
    yield from ("## At a glance", "")
    yield from map(_figure, page.figures)
    yield from ("", f"**{escape(page.headline)}**", "", "## Every action", "")
    for strip in page.strips:
        squares = " · ".join(f"{square.code} {square.label}" for square in strip.squares)
        yield f"- **{escape(strip.title)}**: {escape(squares)}"
    yield ""
    yield from _standing(page.table)
    if page.news:
        yield from _news(page.news)
    for pillar in page.pillars:
        yield from (f"## {escape(pillar.title)}", "")
        for objective in pillar.objectives:
            yield from _objective(objective)
    yield from _agencies(page.agencies)
    yield from _about(page.about)


def _figure(figure: Figure) -> str:
    of = f" of {figure.of}" if figure.of is not None else ""
    behind = "; ".join(part for part in (actions(figure.codes) if figure.codes else "", figure.note) if part)
    return f"- {escape(figure.label)}: **{figure.number}**{of}{f' ({escape(behind)})' if behind else ''}"


def _standing(table: StandingTable) -> Iterator[str]:
    yield from ("## How the actions stand", "")
    rows = [
        (row.mark.label, *map(str, row.counts), str(row.total), ", ".join(row.mark.codes), row.mark.meaning)
        for row in table.rows
    ]
    rows.append(("In force", *map(str, table.totals), str(sum(table.totals)), "", table.not_counted))
    numbers = (*(f"#{pillar}" for pillar in table.pillars), "#All")
    yield from markdown_table(("How", *numbers, "Actions", "What it means"), rows)
    yield ""


def _news(news: News) -> Iterator[str]:
    yield from (f"## What changed since {escape(news.period)}", "")
    for line in news.lines:
        into = f" into {actions(line.into)}" if line.into else ""
        yield f"- **{escape(line.label)}:** {escape((actions(line.codes) if line.codes else 'none') + into)}"
    yield ""
    if news.moved:
        yield from (escape(news.caption), "")
        yield from markdown_table(("Action", "Agency", news.period, news.now, "Way"), news.moved)
        yield ""


def _objective(objective: ObjectiveBlock) -> Iterator[str]:
    yield from (f"### {escape(objective.title)}", "")
    yield from map(_action, objective.actions)
    yield ""
    for note in objective.notes:
        yield from (f"{escape(note.mark)} {escape(note.text)}", "")
    for period in objective.periods:
        yield from _period(period, objective.title)


def _action(action: ActionLine) -> str:
    moved = f"{action.moved}{f' {_named(action.into)}' if action.into else ''}. " if action.moved else ""
    status = f" *{escape(action.status)}*" if action.status else ""
    return f"- **{escape(action.code + action.mark)}.** {escape(moved + action.text)}{status}"


def _named(codes: Sequence[str]) -> str:
    return listed([f"Action {code}" for code in codes])


def _period(period: PeriodBlock, under: str) -> Iterator[str]:
    yield from (f"#### {escape(period.title)}: {escape(under)}", "")
    if period.agencies:
        yield from (f"**Active agencies** – {', '.join(map(markdown_runs, period.agencies))}", "")
    if period.entries:
        yield from ("**Key achievements**", "")
    for entry in period.entries:
        yield from _entry(entry)
    if period.nil:
        yield from (f"Nothing to report: {'; '.join(escape(entry.by) for entry in period.nil)}.", "")
    if period.silence:
        yield from (escape(period.silence), "")


def _entry(entry: Entry) -> Iterator[str]:
    by = f"**{escape(entry.by)}**{f' – {escape(entry.status)}' if entry.status else ''}"
    if entry.see:
        yield from (f"{by}: printed under “{escape(entry.see)}”.", "")
        return
    yield from (by, "")
    yield from markdown_blocks(entry.said)
    for heading, addresses in entry.links:
        yield from (f"{escape(heading)}: {', '.join(map(markdown_link, addresses))}", "")


def _agencies(agencies: Sequence[AgencyRow]) -> Iterator[str]:
    yield from ("## By agency", "")
    rows = ((plain(each.name), str(each.updates), ", ".join(each.reported), ", ".join(each.nil)) for each in agencies)
    yield from markdown_table(("Agency", "#Updates", "Reported on", "Nothing to report on"), rows)
    yield ""


def _about(about: About) -> Iterator[str]:
    yield from ("## About this report", "")
    yield from markdown_blocks(about.introduction)
    yield from (escape(" ".join(about.method)), "")
    terms: Mapping[str, str] = {"Source of the plan": about.source, "Licence": about.licence, "Contact": about.contact}
    yield from (f"- {heading}: {escape(said)}" for heading, said in terms.items() if said)
