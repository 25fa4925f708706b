"""Lists of actions with tables, laid out once for every format; and coverage as a web page and as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from poatool.blocks import Run
from poatool.framework.edition import Edition
from poatool.render import document as doc
from poatool.render import text
from poatool.render.coverage.tables import by_objective, coverage_tables
from poatool.render.formats import View
from poatool.render.html import html_document
from poatool.render.markdown import markdown_document
from poatool.render.table import Table, shown
from poatool.reports.coverage_model import Coverage


class ActionLine(NamedTuple):
    """An action's state, with a sentence or two."""

    objective: str
    code: str
    text: str
    state: str
    why: str


class ActionsPage(NamedTuple):
    """The actions of a page in published order below a heading, and its tables."""

    title: str
    totals: str
    heading: str
    actions: Sequence[ActionLine]
    tables: Sequence[Table]


def actions_document(page: ActionsPage, edition: Edition) -> doc.Document:
    """Lay out a page: actions by objective, then tables."""
    plan = edition.framework
    days = [edition.period.end] if edition.period else [period.end for period in plan.periods]
    parts = tuple(_parts(page, edition))
    return doc.Document(page.title, plan.title, plan.language, max(days, default=dt.date(1980, 1, 1)), parts)


def _parts(page: ActionsPage, edition: Edition) -> Iterator[doc.Part]:
    yield doc.paragraph(doc.words(edition.framework.title), look=doc.Look.SUBTITLE)
    yield doc.paragraph(doc.words(page.title), look=doc.Look.TITLE)
    yield doc.paragraph(doc.words(f"{page.totals}."))
    yield doc.Heading(1, doc.words(page.heading), "actions")
    for title, actions in by_objective(edition, page.actions, attrgetter("objective")):
        yield doc.Heading(2, doc.words(title))
        yield doc.LabelledList(
            tuple(
                doc.Labelled(
                    doc.words(each.code),
                    (Run(f"{each.text} "), Run(f"{each.state}.", bold=True), *doc.words(f" {each.why}".rstrip())),
                )
                for each in actions
            )
        )
    if not page.actions:
        yield doc.paragraph(doc.words("None."))
    for number, table in enumerate(page.tables, 1):
        yield doc.Heading(1, doc.words(table.title), f"table-{number}")
        columns = [
            doc.GridColumn(column.heading, column.width, any(isinstance(row[at], int | float) for row in table.rows))
            for at, column in enumerate(table.columns)
        ]
        rows = tuple(tuple(doc.words(shown(content)) for content in row) for row in table.rows)
        yield doc.Grid(table.caption, table.caption or table.title, tuple(columns), rows)


def coverage_document(coverage: Coverage, view: View) -> doc.Document:
    """The gaps, or all actions if certain ones were asked for, then each table, the one asked for first."""
    edition = coverage.edition
    actions = [
        ActionLine(
            *(each.objective, each.code, each.text, text.state(each, edition)),
            " ".join(filter(None, (each.because, text.last_reported(each)))),
        )
        for each in (coverage.actions if view.only else coverage.gaps)
    ]
    heading = "Actions asked for" if view.only else "Gaps"
    title, totals = text.coverage_title(edition), text.totals(coverage)
    return actions_document(ActionsPage(title, totals, heading, actions, coverage_tables(coverage, view)), edition)


def coverage_html(coverage: Coverage, view: View) -> bytes:
    """The coverage as one HTML file."""
    return html_document(
        "coverage.html.jinja", coverage.edition.framework, coverage_document(coverage, view), wide=True
    )


def coverage_markdown(coverage: Coverage, view: View) -> bytes:
    """The coverage as Markdown."""
    return markdown_document(coverage_document(coverage, view))
