"""Lay out actions with tables, once for all formats; and show coverage as a web page or in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
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


def actions_document(
    edition: Edition, title: str, totals: str, listed: tuple[str, Sequence[ActionLine]], tables: Sequence[Table]
) -> doc.Document:
    """Lay out a page: the actions of `listed` in published order, under their objectives, then the tables."""
    plan, (heading, actions) = edition.framework, listed
    parts: list[doc.Part] = [
        doc.paragraph(doc.words(plan.title), look=doc.Look.SUBTITLE),
        doc.paragraph(doc.words(title), look=doc.Look.TITLE),
        doc.paragraph(doc.words(f"{totals}.")),
        doc.Heading(1, doc.words(heading), "actions"),
    ]
    for objective, found in by_objective(edition, actions, attrgetter("objective")):
        parts.append(doc.Heading(2, doc.words(objective)))
        items = (
            doc.Labelled(
                doc.words(each.code),
                (Run(f"{each.text} "), Run(f"{each.state}.", bold=True), *doc.words(f" {each.why}".rstrip())),
            )
            for each in found
        )
        parts.append(doc.LabelledList(tuple(items)))
    if not actions:
        parts.append(doc.paragraph(doc.words("None.")))
    for number, table in enumerate(tables, 1):
        parts.append(doc.Heading(1, doc.words(table.title), f"table-{number}"))
        columns = [
            doc.GridColumn(column.heading, column.width, table.holds_numbers(at))
            for at, column in enumerate(table.columns)
        ]
        rows = tuple(tuple(doc.words(shown(content)) for content in row) for row in table.rows)
        parts.append(doc.Grid(table.caption, table.caption or table.title, tuple(columns), rows))
    return doc.of_edition(edition, title, parts)


def coverage_document(coverage: Coverage, view: View) -> doc.Document:
    """The gaps, or the actions asked for, then each table, starting with the one asked for."""
    edition = coverage.edition
    actions = [
        ActionLine(
            *(each.objective, each.code, each.text, text.state(each, edition)),
            " ".join(filter(None, (each.because, f"Last reported on: {text.last_reported(each)}."))),
        )
        for each in (coverage.actions if view.only else coverage.gaps)
    ]
    heading = "Actions asked for" if view.only else "Gaps"
    title, totals, tables = text.coverage_title(edition), text.totals(coverage), coverage_tables(coverage, view)
    return actions_document(edition, title, totals, (heading, actions), tables)


def coverage_html(coverage: Coverage, view: View) -> bytes:
    """The coverage as one HTML file."""
    return html_document(
        "coverage.html.jinja", coverage.edition.framework, coverage_document(coverage, view), wide=True
    )


def coverage_markdown(coverage: Coverage, view: View) -> bytes:
    """The coverage as Markdown."""
    return markdown_document(coverage_document(coverage, view))
