"""The year-end report as Markdown for publication."""

from __future__ import annotations

from collections.abc import Iterator

from poatool.render.markup import escape, markdown_link, markdown_table
from poatool.render.report.bullets import Bullet
from poatool.render.report.layout import page
from poatool.render.report.page import ActionLine, Entry, ObjectiveBlock, Page
from poatool.render.text import percentage
from poatool.reports.model import YearEndReport
from poatool.text import actions


def report_markdown(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as its public page; `show_status` False leaves the words of progress out."""
    return ("\n".join(_lines(page(report), show_status=show_status)) + "\n").encode()


def _lines(public: Page, *, show_status: bool) -> Iterator[str]:
    yield from (f"# {escape(public.title)}", "", f"**{escape(public.subtitle)}**", "")
    if public.published_by:
        yield from (escape(public.published_by), "")
    if public.introduction:
        yield from ("## About these reports", "")
        for paragraph in public.introduction:
            yield from _paragraph(paragraph)
    yield from _glance(public)
    for pillar in public.pillars:
        yield from (f"## {escape(pillar.title)}", "")
        for objective in pillar.objectives:
            yield from _objective(objective, public.subtitle, show_status=show_status)
    for footnote in public.footnotes:
        yield from (f"{escape(footnote.mark)} {escape(footnote.text)}", "")
    yield from _method(public)


def _paragraph(paragraph: Bullet) -> Iterator[str]:
    yield from (escape(paragraph.text), "")
    if paragraph.points:
        yield from (f"- {escape(point)}" for point in paragraph.points)
        yield ""


def _glance(public: Page) -> Iterator[str]:
    yield from ("## At a glance", "", escape(public.totals), "")
    yield from markdown_table(
        ("Pillar", "#Actions reported on", "#Actions in force", "#Share"),
        ((s.title, str(s.reported), str(s.in_force), percentage(s.percent)) for s in public.shares),
    )
    yield ""
    for heading, codes in (("Not reported on", public.gaps), ("Nothing to report", public.nil)):
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
        nil = "; ".join(f"{escape(entry.by)} (source {entry.source})" for entry in objective.nil)
        yield from (f"No update this period: {nil}.", "")
    if objective.silence:
        yield from (escape(objective.silence), "")


def _action(action: ActionLine, *, show_status: bool) -> str:
    status = f" *{escape(action.status)}*" if show_status and action.status else ""
    return f"- **{escape(action.label)}.** {escape(action.text)}{status}"


def _entry(entry: Entry) -> Iterator[str]:
    for bullet in entry.bullets:
        *lines, last = (f"- {escape(bullet.text)}", *(f"  - {escape(point)}" for point in bullet.points))
        yield from (*lines, f"{last} ({escape(entry.by)}; source {entry.source})")
    for heading, addresses in entry.links:
        yield f"  - {escape(heading)}: {', '.join(map(markdown_link, addresses))}"


def _method(public: Page) -> Iterator[str]:
    yield from ("## How this report was compiled", "", escape(" ".join(public.method)), "")
    if public.files:
        yield from markdown_table(
            ("File", "Agency", "SHA-256 checksum", "Note"), ((f.name, f.agency, f.sha256, f.note) for f in public.files)
        )
        yield ""
    if public.sources:
        yield from ("## Sources", "")
        yield from (f"{number}. {escape(source)}" for number, source in enumerate(public.sources, 1))
