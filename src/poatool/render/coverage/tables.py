"""Coverage as tables by action, objective, pillar and agency, and the files made of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from poatool.render import text
from poatool.render.coverage.formats import By
from poatool.render.markup import escape, html_page, markdown_table
from poatool.render.table import Table, shown, table_csv, tabulated
from poatool.render.xlsx import workbook_bytes
from poatool.reports.coverage_model import Coverage, Share


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
    return tabulated(
        "Coverage",
        coverage.actions,
        ("Action", 8, lambda action: action.code),
        ("Text", 60, lambda action: action.text),
        ("Pillar", 14, lambda action: pillars[action.pillar]),
        ("Objective", 34, lambda action: objectives[action.objective]),
        ("State", 18, lambda action: text.state(action, coverage.edition)),
        ("Expected", 14, lambda action: ", ".join(action.expected)),
        ("Reported by", 16, lambda action: ", ".join(action.reported_by)),
        ("Nothing to report", 18, lambda action: ", ".join(action.nil_by)),
        ("Missing", 14, lambda action: ", ".join(action.missing)),
        ("Last reported", 14, lambda action: action.last_reported),
    )


def _shares(title: str, heading: str, shares: Iterable[Share]) -> Table:
    return tabulated(
        title,
        shares,
        (heading, 60, lambda share: share.title),
        ("In force", 12, lambda share: share.in_force),
        ("Reported", 12, lambda share: share.reported),
        ("Percent", 12, lambda share: share.percent),
    )


def _agencies(coverage: Coverage) -> Table:
    return tabulated(
        "Agencies",
        coverage.agencies,
        ("Agency", 10, lambda agency: agency.code),
        ("Name", 50, lambda agency: agency.name),
        ("Submitted", 12, lambda agency: "yes" if agency.submitted else "no"),
        ("Expected", 12, lambda agency: agency.expected),
        ("Reported", 12, lambda agency: agency.reported),
        ("Percent", 12, lambda agency: agency.percent),
    )
