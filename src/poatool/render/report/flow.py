"""The report as a document, in the order of the page, for Word, PDF and Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from poatool.blocks import Block, BulletList, Item, LanguageMarks, Run, Runs, Subheading, is_web_address, with_languages
from poatool.render.document import (
    Contents,
    Document,
    Figure,
    Figures,
    Grid,
    GridColumn,
    Heading,
    Labelled,
    LabelledList,
    Look,
    Part,
    Passage,
    Picture,
    paragraph,
    words,
)
from poatool.render.report import glance
from poatool.render.report.chart import chart_picture, described
from poatool.render.report.objectives import ActionLine, Entry, ObjectiveBlock, PeriodBlock
from poatool.render.report.page import About, AgencyRow, News, ReportPage, Strip, report_page
from poatool.render.text import link_text
from poatool.reports.model import YearEndReport
from poatool.text import actions, listed, long_date

_CHART_WIDTH = 800
_DRAFT = "DRAFT"


def report_docx(report: YearEndReport, *, show_status: bool = True, template: bytes | None = None) -> bytes:
    """The report as a Word file, poured into an organisation's file if it is given."""
    from poatool.render.word.body import word_bytes

    return word_bytes(report_flow(report, show_status=show_status), template)


def report_pdf(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as PDF/UA-1."""
    from poatool.render.typeset import pdf_bytes

    return pdf_bytes(report_flow(report, show_status=show_status))


def report_markdown(report: YearEndReport, *, show_status: bool = True) -> bytes:
    """The report as Markdown."""
    from poatool.render.markdown import markdown_document

    return markdown_document(report_flow(report, show_status=show_status))


def report_flow(report: YearEndReport, *, show_status: bool = True) -> Document:
    """Lay out a report as a document."""
    page, edition = report_page(report, show_status=show_status), report.edition
    plan = edition.framework
    return Document(
        title=page.title,
        subject=page.plan,
        language=plan.language,
        day=edition.period.end if edition.period else dt.date(1980, 1, 1),
        parts=tuple(_Flow(plan.language_marks).parts(page)),
        mark=_DRAFT if page.draft else "",
    )


class _Flow:
    """The parts of a document, with phrases in other languages marked."""

    def __init__(self, marks: LanguageMarks) -> None:
        self._marks = marks

    def parts(self, page: ReportPage) -> Iterator[Part]:
        """All of them, in order."""
        yield paragraph(self._text(page.plan), look=Look.SUBTITLE)
        yield paragraph(words(page.title), look=Look.TITLE)
        updated = f"Last updated {long_date(page.last_updated)}" if page.last_updated else ""
        yield paragraph(self._text(" · ".join(filter(None, (page.publisher, updated)))), look=Look.DETAILS)
        if page.draft:
            yield paragraph(Run("Draft. ", bold=True), words(" ".join(page.draft)), look=Look.NOTICE)
        for reason in page.corrections:
            yield paragraph(Run("Corrected: ", bold=True), words(reason), look=Look.NOTICE)
        yield from self._glance(page)
        yield Contents("Contents")
        for own in page.opening:
            yield Heading(1, own.title, own.id)
            yield from map(_part, own.body)
        yield from self._every_action(page.strips)
        yield from self._standing(page)
        if page.news:
            yield from self._news(page.news)
        for pillar in page.pillars:
            yield Heading(1, self._text(pillar.title), f"pillar-{pillar.id}", new_page=True)
            yield from map(_part, pillar.own)
            for objective in pillar.objectives:
                yield from self._objective(objective)
        if page.case_studies:
            yield Heading(1, words("Case studies"), "case-studies")
        for own in page.case_studies:
            yield Heading(2, own.title, own.id)
            yield from map(_part, own.body)
        yield from self._agencies(page.agencies)
        yield from self._about(page.about)

    def _text(self, text: str, *, bold: bool = False) -> Runs:
        return with_languages(words(text, bold=bold), self._marks)

    def _glance(self, page: ReportPage) -> Iterator[Part]:
        yield Heading(1, words("At a glance"), "glance")
        yield Figures("The report in figures", tuple(map(_figure, page.figures)))
        yield paragraph(Run(page.headline, bold=True))
        svg, height = chart_picture(page.table, _CHART_WIDTH)
        yield Picture(svg, _CHART_WIDTH, height, page.subtitle, described(page.table))

    def _every_action(self, strips: Sequence[Strip]) -> Iterator[Part]:
        yield Heading(1, words("Every action"), "actions")
        yield Grid(
            "Every action in force and how it stands, by objective",
            "For each objective, its actions by their codes, each with how it stands.",
            (GridColumn("Objective", 2), GridColumn("Actions", 3)),
            tuple((self._text(strip.title), _squares(strip)) for strip in strips),
        )

    def _standing(self, page: ReportPage) -> Iterator[Part]:
        table = page.table
        yield Heading(1, words("How the actions stand"), "standing")
        rows = [
            (
                (Run(row.mark.label, bold=True), *words(f". {row.mark.meaning}" if row.mark.meaning else "")),
                *(words(str(number)) for number in (*row.counts, row.total)),
                _codes(row.mark.codes) or words("–"),
            )
            for row in table.rows
        ]
        totals = (*table.totals, sum(table.totals))
        counted = (Run("In force", bold=True), Run(f". {table.not_counted}"))
        rows.append((counted, *(words(str(n), bold=True) for n in totals), words("–")))
        numbers = [GridColumn(heading, _room(heading), number=True) for heading in (*table.pillars, "All")]
        left = 100 - sum(column.share for column in numbers)
        yield Grid(
            page.subtitle,
            "For each way in which an action can stand, the number of actions in each pillar, and their codes.",
            (
                GridColumn("How they stand", max(18, left * 2 // 3)),
                *numbers,
                GridColumn("Actions", max(12, left // 3)),
            ),
            tuple(rows),
        )

    def _news(self, news: News) -> Iterator[Part]:
        yield Heading(1, words(f"What changed since {news.period}"), "changes")
        lines = (
            (Run(f"{line.label}: ", bold=True), *(_named(line.codes) or words("none")), *_behind(" into ", line.into))
            for line in news.lines
        )
        yield Passage(BulletList(tuple(map(Item, lines))))
        if news.moved:
            columns = ("Action", "Agency", news.period, news.now, "Way")
            yield Grid(
                news.caption,
                "For each status that moved, the action, the agency, what it stated before and now, and which way.",
                tuple(GridColumn(heading, share) for heading, share in zip(columns, (2, 2, 3, 3, 2), strict=True)),
                tuple(
                    (_link(row.action), *(words(each or "–") for each in (row.agency, row.before, row.after, row.way)))
                    for row in news.moved
                ),
            )

    def _objective(self, objective: ObjectiveBlock) -> Iterator[Part]:
        yield Heading(2, self._text(objective.title), f"objective-{objective.id}")
        yield from map(_part, objective.own)
        lines: list[Labelled] = []
        for action in objective.actions:
            lines.append(self._action(action))
            if action.own or action is objective.actions[-1]:
                yield LabelledList(tuple(lines))
                yield from map(_part, action.own)
                lines.clear()
        for note in objective.notes:
            yield paragraph(self._text(f"{note.mark} {note.text}"), look=Look.DETAILS)
        for period in objective.periods:
            yield from self._period(period)

    def _action(self, action: ActionLine) -> Labelled:
        moved = (*words(f"{action.moved} "), *_named(action.into), Run(". ")) if action.moved else ()
        status = (Run(" Status: "), Run(action.status, bold=True)) if action.status else ()
        label = f"{action.code}{action.mark}."
        return Labelled(label, (*moved, *self._text(action.text), *status), f"action-{action.code}")

    def _period(self, period: PeriodBlock) -> Iterator[Part]:
        yield Heading(3, words(period.title))
        if period.agencies:
            yield paragraph(Run("Active agencies", bold=True), Run(" – "), _joined(period.agencies))
        if period.entries:
            yield paragraph(words("Key achievements"), look=Look.SUBHEADING)
        for entry in (*period.entries, *period.nil):
            yield from self._entry(entry, nil=entry in period.nil)
        if period.silence:
            yield paragraph(words(period.silence))

    def _entry(self, entry: Entry, *, nil: bool) -> Iterator[Part]:
        status = "Nothing to report" if nil else entry.status
        said = [
            actions(entry.codes),
            *filter(None, [status]),
            *(f"reported as Action {code}" for code in entry.came_as),
        ]
        by = (Run(listed(entry.agencies), bold=True), Run("".join(f" · {each}" for each in said)))
        if entry.see:
            there = Run(f"printed under “{entry.see}”", href=f"#{entry.id}")
            yield paragraph(*by, Run(": "), there, look=Look.DETAILS)
            return
        yield Heading(4, by, entry.id)
        yield from map(Passage, entry.said)
        for heading, addresses in entry.links:
            yield paragraph(Run(f"{heading}: ", bold=True), _joined([_address(each) for each in addresses]))

    def _agencies(self, agencies: Sequence[AgencyRow]) -> Iterator[Part]:
        yield Heading(1, words("By agency"), "agencies", new_page=True)
        yield Grid(
            "What each agency reported on",
            "For each agency, its number of updates, the actions it reported on, and those with nothing to report.",
            (
                GridColumn("Agency", 5),
                GridColumn("Updates", 2, number=True),
                GridColumn("Reported on", 5),
                GridColumn("Nothing to report on", 4),
            ),
            tuple(
                (
                    each.name,
                    words(str(each.updates)),
                    _codes(each.reported) or words("–"),
                    _codes(each.nil) or words("–"),
                )
                for each in agencies
            ),
        )

    def _about(self, about: About) -> Iterator[Part]:
        yield Heading(1, words("About this report"), "about")
        yield from map(Passage, about.introduction)
        yield paragraph(words(" ".join(about.method)))
        source = (Run(about.source, href=about.source_url if is_web_address(about.source_url) else None),)
        terms = (
            ("Source of the plan", source if about.source else ()),
            ("Licence", words(about.licence)),
            ("Contact", words(about.contact)),
        )
        items = tuple(Item((Run(f"{heading}: ", bold=True), *said)) for heading, said in terms if said)
        if items:
            yield Passage(BulletList(items))


def _part(block: Block | Subheading) -> Heading | Passage:
    """A part of a coordinator's text; the title of the report is above all levels of headings."""
    return Heading(block.level - 1, block.runs) if isinstance(block, Subheading) else Passage(block)


def _figure(figure: glance.Figure) -> Figure:
    of = f" of {figure.of}" if figure.of is not None else ""
    between = words(" – ") if figure.codes and figure.note else ()
    return Figure(figure.label, str(figure.number), of, (*_named(figure.codes), *between, *words(figure.note)))


def _room(heading: str) -> int:
    """The width, in per cent, at which no word of a heading is broken."""
    return max(map(len, heading.split())) + 3


def _squares(strip: Strip) -> Runs:
    return _joined([(*_link(square.code), Run(f" {square.label}")) for square in strip.squares], "; ")


def _link(code: str) -> Runs:
    return words(code, href=f"#action-{code}")


def _codes(codes: Sequence[str]) -> Runs:
    return _joined([_link(code) for code in codes])


def _named(codes: Sequence[str]) -> Runs:
    """`Actions 1, 3 and 5`, each a link; nothing if there are none."""
    if not codes:
        return ()
    *before, last = map(_link, codes)
    first = (*_joined(before), Run(" and ")) if before else ()
    return (Run(f"Action{'s' if before else ''} "), *first, *last)


def _behind(text: str, codes: Sequence[str]) -> Runs:
    return (Run(text), *_named(codes)) if codes else ()


def _address(address: str) -> Runs:
    return words(link_text(address), href=address if is_web_address(address) else None)


def _joined(parts: Sequence[Runs], between: str = ", ") -> Runs:
    return tuple(run for number, part in enumerate(parts) for run in ((Run(between), *part) if number else part))
