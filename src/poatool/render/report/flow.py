"""The report as a document, in the order of the page, for Word, PDF and Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from poatool.blocks import Block, BulletList, Item, Run, Runs, Subheading, is_web_address, with_languages
from poatool.framework.model import Framework
from poatool.render import document as doc
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


def report_flow(report: YearEndReport, *, show_status: bool = True) -> doc.Document:
    """Lay out a report as a document."""
    page, edition = report_page(report, show_status=show_status), report.edition
    plan = edition.framework
    return doc.Document(
        title=page.title,
        subject=page.plan,
        language=plan.language,
        day=edition.period.end if edition.period else dt.date(1980, 1, 1),
        parts=tuple(_Flow(plan).parts(page)),
        mark=_DRAFT if page.draft else "",
    )


class _Flow:
    """The parts of a document, in the plan's own words, with phrases in other languages marked."""

    def __init__(self, plan: Framework) -> None:
        self._marks = plan.language_marks
        self._ours = plan.in_its_words

    def parts(self, page: ReportPage) -> Iterator[doc.Part]:
        """All of them, in order."""
        yield doc.paragraph(self._text(page.plan), look=doc.Look.SUBTITLE)
        yield doc.paragraph(doc.words(page.title), look=doc.Look.TITLE)
        updated = f"Last updated {long_date(page.last_updated)}" if page.last_updated else ""
        yield doc.paragraph(self._text(" · ".join(filter(None, (page.publisher, updated)))), look=doc.Look.DETAILS)
        if page.draft:
            yield doc.paragraph(Run("Draft. ", bold=True), self._say(" ".join(page.draft)), look=doc.Look.NOTICE)
        for reason in page.corrections:
            yield doc.paragraph(Run("Corrected: ", bold=True), doc.words(reason), look=doc.Look.NOTICE)
        yield from self._glance(page)
        yield doc.Contents("Contents")
        for own in page.opening:
            yield doc.Heading(1, own.title, own.id)
            yield from map(_part, own.body)
        yield from self._every_action(page.strips)
        yield from self._standing(page)
        if page.news:
            yield from self._news(page.news)
        for pillar in page.pillars:
            yield doc.Heading(1, self._text(pillar.title), f"pillar-{pillar.id}", new_page=True)
            yield from map(_part, pillar.own)
            for objective in pillar.objectives:
                yield from self._objective(objective)
        if page.case_studies:
            yield doc.Heading(1, doc.words("Case studies"), "case-studies")
        for own in page.case_studies:
            yield doc.Heading(2, own.title, own.id)
            yield from map(_part, own.body)
        yield from self._agencies(page.agencies)
        yield from self._about(page.about)

    def _text(self, text: str, *, bold: bool = False) -> Runs:
        return with_languages(doc.words(text, bold=bold), self._marks)

    def _say(self, sentence: str, *, bold: bool = False) -> Runs:
        """Words of poatool's own."""
        return doc.words(self._ours(sentence), bold=bold)

    def _grid(
        self, caption: str, description: str, columns: tuple[doc.GridColumn, ...], rows: tuple[tuple[Runs, ...], ...]
    ) -> doc.Grid:
        return doc.Grid(self._ours(caption), self._ours(description), columns, rows)

    def _named(self, codes: Sequence[str]) -> Runs:
        """`Actions 1, 3 and 5`, each a link; nothing if there are none."""
        if not codes:
            return ()
        *before, last = map(_link, codes)
        first = (*_joined(before), Run(" and ")) if before else ()
        return (*self._say("Actions " if before else "Action "), *first, *last)

    def _glance(self, page: ReportPage) -> Iterator[doc.Part]:
        yield doc.Heading(1, doc.words("At a glance"), "glance")
        yield doc.Figures("The report in figures", tuple(map(self._figure, page.figures)))
        yield doc.paragraph(self._say(page.headline, bold=True))
        svg, height = chart_picture(page.table, _CHART_WIDTH, self._ours("action"))
        yield doc.Picture(svg, _CHART_WIDTH, height, self._ours(page.subtitle), self._ours(described(page.table)))

    def _figure(self, figure: glance.Figure) -> doc.Figure:
        of = f" of {figure.of}" if figure.of is not None else ""
        between = doc.words(" – ") if figure.codes and figure.note else ()
        said = (*self._named(figure.codes), *between, *self._say(figure.note))
        return doc.Figure(self._ours(figure.label), str(figure.number), of, said)

    def _every_action(self, strips: Sequence[Strip]) -> Iterator[doc.Part]:
        yield doc.Heading(1, self._say("Every action"), "actions")
        yield self._grid(
            "Every action in force and how it stands, by objective",
            "For each objective, its actions by their codes, each with how it stands.",
            (doc.GridColumn("Objective", 2), doc.GridColumn(self._ours("Actions"), 3)),
            tuple((self._text(strip.title), _squares(strip)) for strip in strips),
        )

    def _standing(self, page: ReportPage) -> Iterator[doc.Part]:
        table = page.table
        yield doc.Heading(1, self._say("How the actions stand"), "standing")
        rows = [
            (
                (Run(row.mark.label, bold=True), *doc.words(f". {row.mark.meaning}" if row.mark.meaning else "")),
                *(doc.words(str(number)) for number in (*row.counts, row.total)),
                _codes(row.mark.codes),
            )
            for row in table.rows
        ]
        totals = (*table.totals, sum(table.totals))
        counted = (Run("In force", bold=True), *self._say(f". {table.not_counted}"))
        rows.append((counted, *(doc.words(str(n), bold=True) for n in totals), doc.words("–")))
        numbers = [doc.GridColumn(heading, _width(heading), number=True) for heading in (*table.pillars, "All")]
        left = 100 - sum(column.share for column in numbers)
        yield self._grid(
            page.subtitle,
            "For each way in which an action can stand, the number of actions in each pillar, and their codes.",
            (
                doc.GridColumn("How they stand", max(18, left * 2 // 3)),
                *numbers,
                doc.GridColumn(self._ours("Actions"), max(12, left // 3)),
            ),
            tuple(rows),
        )

    def _news(self, news: News) -> Iterator[doc.Part]:
        yield doc.Heading(1, doc.words(f"What changed since {news.period}"), "changes")
        lines = (
            (
                Run(f"{line.label}: ", bold=True),
                *(self._named(line.codes) or doc.words("none")),
                *((Run(" into "), *self._named(line.into)) if line.into else ()),
            )
            for line in news.lines
        )
        yield doc.Passage(BulletList(tuple(map(Item, lines))))
        if news.moved:
            columns = (self._ours("Action"), "Agency", news.period, news.now, "Way")
            yield self._grid(
                news.caption,
                self._ours(
                    "For each status that moved, the action, the agency, what it stated before and now, and which way."
                ),
                tuple(doc.GridColumn(heading, share) for heading, share in zip(columns, (2, 2, 3, 3, 2), strict=True)),
                tuple((_link(row.action), *(doc.words(each or "–") for each in row[1:])) for row in news.moved),
            )

    def _objective(self, objective: ObjectiveBlock) -> Iterator[doc.Part]:
        yield doc.Heading(2, self._text(objective.title), f"objective-{objective.id}")
        yield from map(_part, objective.own)
        lines: list[doc.Labelled] = []
        for action in objective.actions:
            lines.append(self._action(action))
            if action.own or action is objective.actions[-1]:
                yield doc.LabelledList(tuple(lines))
                yield from map(_part, action.own)
                lines.clear()
        for note in objective.notes:
            yield doc.paragraph(self._text(f"{note.mark} {note.text}"), look=doc.Look.DETAILS)
        for period in objective.periods:
            yield from self._period(period)

    def _action(self, action: ActionLine) -> doc.Labelled:
        moved = (*self._say(f"{action.moved} "), *self._named(action.into), Run(". ")) if action.moved else ()
        status = (Run(" Status: "), Run(action.status, bold=True)) if action.status else ()
        label = f"{action.code}{action.mark}."
        return doc.Labelled(label, (*moved, *self._text(action.text), *status), f"action-{action.code}")

    def _period(self, period: PeriodBlock) -> Iterator[doc.Part]:
        yield doc.Heading(3, doc.words(period.title))
        if period.agencies:
            yield doc.paragraph(Run("Active agencies", bold=True), Run(" – "), _joined(period.agencies))
        if period.entries:
            yield doc.paragraph(doc.words("Key achievements"), look=doc.Look.SUBHEADING)
        for entry in (*period.entries, *period.nil):
            yield from self._entry(entry, nil=entry in period.nil)
        if period.silence:
            yield doc.paragraph(self._say(period.silence))

    def _entry(self, entry: Entry, *, nil: bool) -> Iterator[doc.Part]:
        status = "Nothing to report" if nil else entry.status
        said = [
            self._ours(actions(entry.codes)),
            *filter(None, [status]),
            *(self._ours(f"reported as Action {code}") for code in entry.came_as),
        ]
        by = (Run(listed(entry.agencies), bold=True), Run("".join(f" · {each}" for each in said)))
        if entry.see:
            there = Run(f"printed under “{entry.see}”", href=f"#{entry.id}")
            yield doc.paragraph(*by, Run(": "), there, look=doc.Look.DETAILS)
            return
        yield doc.Heading(4, by, entry.id)
        yield from map(doc.Passage, entry.said)
        for heading, addresses in entry.links:
            yield doc.paragraph(Run(f"{heading}: ", bold=True), _joined([_address(each) for each in addresses]))

    def _agencies(self, agencies: Sequence[AgencyRow]) -> Iterator[doc.Part]:
        yield doc.Heading(1, doc.words("By agency"), "agencies", new_page=True)
        yield self._grid(
            "What each agency reported on",
            self._ours(
                "For each agency, its number of updates, the actions it reported on, and those with nothing to report."
            ),
            (
                doc.GridColumn("Agency", 5),
                doc.GridColumn("Updates", 2, number=True),
                doc.GridColumn("Reported on", 5),
                doc.GridColumn("Nothing to report on", 4),
            ),
            tuple(
                (each.name, doc.words(str(each.updates)), _codes(each.reported), _codes(each.nil)) for each in agencies
            ),
        )

    def _about(self, about: About) -> Iterator[doc.Part]:
        yield doc.Heading(1, doc.words("About this report"), "about")
        yield from map(doc.Passage, about.introduction)
        yield doc.paragraph(self._say(" ".join(about.method)))
        source = (Run(about.source, href=about.source_url if is_web_address(about.source_url) else None),)
        terms = (
            ("Source of the plan", source if about.source else ()),
            ("Licence", doc.words(about.licence)),
            ("Contact", doc.words(about.contact)),
        )
        items = tuple(Item((Run(f"{heading}: ", bold=True), *said)) for heading, said in terms if said)
        if items:
            yield doc.Passage(BulletList(items))


def _part(block: Block | Subheading) -> doc.Heading | doc.Passage:
    """A part of a coordinator's text; the title of the report is above all levels of headings."""
    return doc.Heading(block.level - 1, block.runs) if isinstance(block, Subheading) else doc.Passage(block)


def _width(heading: str) -> int:
    """The width, in per cent, at which no word of a heading is broken."""
    return max(map(len, heading.split())) + 3


def _squares(strip: Strip) -> Runs:
    return _joined([(*_link(code), Run(f" {mark.label}")) for code, mark in strip.squares], "; ")


def _link(code: str) -> Runs:
    return doc.words(code, href=f"#action-{code}")


def _codes(codes: Sequence[str]) -> Runs:
    return _joined(list(map(_link, codes))) or doc.words("–")


def _address(address: str) -> Runs:
    return doc.words(link_text(address), href=address if is_web_address(address) else None)


def _joined(parts: Sequence[Runs], between: str = ", ") -> Runs:
    return tuple(run for number, part in enumerate(parts) for run in ((Run(between), *part) if number else part))
