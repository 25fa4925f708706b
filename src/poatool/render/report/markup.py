"""The published page as HTML and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.render.markup import escape, html_page, markdown_link, markdown_table
from poatool.render.report.bullets import Bullet
from poatool.render.report.page import ActionLine, Entry, ObjectiveBlock, ReportPage, report_page
from poatool.render.text import percentage
from poatool.reports.model import YearEndReport
from poatool.text import actions


def report_html(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The page as one HTML file, with or without the statuses of actions."""
    page, framework = report_page(report), report.edition.framework
    return html_page("report.html.jinja", framework, subtitle=page.subtitle, page=page, show_status=show_status)


def report_markdown(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The page as Markdown, with or without the statuses of actions."""
    return ("\n".join(_lines(report_page(report), show_status=show_status)) + "\n").encode()


def _lines(page: ReportPage, *, show_status: bool) -> Iterator[str]:
    yield from (f"# {escape(page.title)}", "", f"**{escape(page.subtitle)}**", "")
    if page.published_by:
        yield from (escape(page.published_by), "")
    if page.introduction:
        yield from ("## About these reports", "")
        for paragraph in page.introduction:
            yield from _paragraph(paragraph)
    yield from _glance(page)
    for pillar in page.pillars:
        yield from (f"## {escape(pillar.title)}", "")
        for objective in pillar.objectives:
            yield from _objective(objective, page.subtitle, show_status=show_status)
    for footnote in page.footnotes:
        yield from (f"{escape(footnote.mark)} {escape(footnote.text)}", "")
    yield from _method(page)


def _paragraph(paragraph: Bullet) -> Iterator[str]:
    yield from (escape(paragraph.text), "")
    if paragraph.points:
        yield from (f"- {escape(point)}" for point in paragraph.points)
        yield ""


def _glance(page: ReportPage) -> Iterator[str]:
    yield from ("## At a glance", "", escape(page.totals), "")
    yield from markdown_table(
        ("Pillar", "#Actions reported on", "#Actions in force", "#Share"),
        ((s.title, str(s.reported), str(s.in_force), percentage(s.percent)) for s in page.shares),
    )
    yield ""
    for heading, codes in (("Not reported on", page.gaps), ("Nothing to report", page.nil)):
        if codes:
            yield from (f"**{heading}** – {escape(actions(codes))}", "")


def _objective(objective: ObjectiveBlock, subtitle: str, *, show_status: bool) -> Iterator[str]:
    yield from (f"### {escape(objective.title)}", "", "#### Actions", "")
    yield from (_action(action, show_status=show_status) for action in objective.actions)
    yield from ("", f"#### {escape(subtitle)}", "")
    if objective.agencies:
        yield from (f"**Active agencies** – {', '.join(map(escape, objective.agencies))}", "")
    for block in objective.texts:
        yield from (f"##### {escape(block.heading)}", "")
        for entry in block.entries:
            yield from _entry(entry)
        yield ""
    if objective.nil:
        nil = "; ".join(escape(entry.by) for entry in objective.nil)
        yield from (f"No update this period: {nil}.", "")
    if objective.silence:
        yield from (escape(objective.silence), "")


def _action(action: ActionLine, *, show_status: bool) -> str:
    status = f" *{escape(action.status)}*" if show_status and action.status else ""
    return f"- **{escape(action.label)}.** {escape(action.text)}{status}"


def _entry(entry: Entry) -> Iterator[str]:
    for bullet in entry.bullets:
        *lines, last = (f"- {escape(bullet.text)}", *(f"  - {escape(point)}" for point in bullet.points))
        yield from (*lines, f"{last} ({escape(entry.by)})")
    for heading, addresses in entry.links:
        yield f"  - {escape(heading)}: {', '.join(map(markdown_link, addresses))}"


def _method(page: ReportPage) -> Iterator[str]:
    yield from ("## How this report was compiled", "", escape(" ".join(page.method)))
