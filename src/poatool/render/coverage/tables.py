"""Coverage as tables by action, objective, pillar and agency, and the files made of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from poatool.render import text
from poatool.render.coverage.formats import By
from poatool.render.markup import escape, html_page, markdown_table
from poatool.render.table import Column, Table, shown, table_csv
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import Coverage, Share


def coverage_csv(coverage: Coverage, by: By) -> bytes:
    """The one table asked for as CSV."""
    return table_csv(coverage_table(coverage, by))


def coverage_xlsx(coverage: Coverage, by: By) -> bytes:
    """A workbook with a sheet for each table, the one asked for first."""
    return workbook_bytes(_tables(coverage, by), coverage.edition, text.coverage_title(coverage.edition))


def coverage_html(coverage: Coverage, by: By) -> bytes:
    """A page with each table, the one asked for first."""
    return html_page(
        "coverage.html.jinja",
        coverage.edition.framework,
        subtitle=text.coverage_title(coverage.edition),
        wide=True,
        tables=_tables(coverage, by),
        totals=text.totals(coverage),
    )


def coverage_markdown(coverage: Coverage, by: By) -> bytes:
    """A page with each table, the one asked for first."""
    title = f"{text.coverage_title(coverage.edition)}: {coverage.edition.framework.title}"
    lines = [f"# {escape(title)}", "", f"{escape(text.totals(coverage))}.", ""]
    for table in _tables(coverage, by):
        rows = ([shown(content) for content in row] for row in table.rows)
        lines += [f"## {table.title}", "", *markdown_table(table.headings, rows), ""]
    return "\n".join(lines).encode()


def _tables(coverage: Coverage, by: By) -> list[Table]:
    return [coverage_table(coverage, each) for each in by.first]


def coverage_table(coverage: Coverage, by: By) -> Table:
    """The table with one row for each action, objective, pillar or agency."""
    match by:
        case By.ACTION:
            return _actions(coverage)
        case By.OBJECTIVE:
            return _shares("Objectives", "Objective", coverage.objectives)
        case By.PILLAR:
            return _shares("Pillars", "Pillar", coverage.pillars)
        case By.AGENCY:
            return _agencies(coverage)
        case _:
            assert_never(by)


def _actions(coverage: Coverage) -> Table:
    pillars = {pillar.id: pillar.title for pillar in coverage.edition.pillars}
    objectives = {objective.id: objective.title for objective in coverage.edition.objectives}
    return Table(
        title="Coverage",
        columns=(
            Column("Action", 8),
            Column("Text", 60),
            Column("Pillar", 14),
            Column("Objective", 34),
            Column("State", 18),
            Column("Expected", 14),
            Column("Reported by", 16),
            Column("Nothing to report", 18),
            Column("Missing", 14),
            Column("Last reported", 14),
        ),
        rows=tuple(
            (
                action.code,
                action.text,
                pillars[action.pillar],
                objectives[action.objective],
                text.state(action, coverage.edition),
                ", ".join(action.expected),
                ", ".join(action.reported_by),
                ", ".join(action.nil_by),
                ", ".join(action.missing),
                action.last_reported,
            )
            for action in coverage.actions
        ),
    )


def _shares(title: str, heading: str, shares: Iterable[Share]) -> Table:
    return Table(
        title=title,
        columns=(Column(heading, 60), Column("In force"), Column("Reported"), Column("Percent")),
        rows=tuple((share.title, share.in_force, share.reported, share.percent) for share in shares),
    )


def _agencies(coverage: Coverage) -> Table:
    return Table(
        title="Agencies",
        columns=(
            Column("Agency", 10),
            Column("Name", 50),
            Column("Submitted"),
            Column("Expected"),
            Column("Reported"),
            Column("Percent"),
        ),
        rows=tuple(
            (
                agency.code,
                agency.name,
                "yes" if agency.submitted else "no",
                agency.expected,
                agency.reported,
                agency.percent,
            )
            for agency in coverage.agencies
        ),
    )
