"""The year-end report as tables, for CSV and XLSX: the updates under each action, and the coverage."""

from __future__ import annotations

from collections.abc import Iterator

from poatool import __version__
from poatool.framework.model import Framework
from poatool.render import text
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.table import Column, Content, Table, table_csv
from poatool.render.xlsx import workbook_bytes
from poatool.reports.model import ActionReport, YearEndReport

_BEFORE = (
    Column("Pillar", 13),
    Column("Objective", 26),
    Column("Action", 8),
    Column("Action text", 34),
    Column("Agency", 9),
    Column("Status", 12),
)
_AFTER = (Column("Reported as", 10), Column("Update id", 22))


def updates_csv(report: YearEndReport) -> bytes:
    """Every published update as CSV, one row for each of its actions."""
    return table_csv(updates_table(report))


def coverage_csv(report: YearEndReport) -> bytes:
    """Every action as CSV, with who reported on it."""
    return table_csv(coverage_table(report.coverage.published, By.ACTION))


def report_xlsx(report: YearEndReport) -> bytes:
    """A workbook with the updates, the coverage and how the report was made."""
    return workbook_bytes(report_tables(report), report.edition, text.report_title(report.edition))


def report_tables(report: YearEndReport) -> tuple[Table, ...]:
    """The tables of the report's workbook, in the order of its sheets."""
    return (
        updates_table(report),
        coverage_table(report.coverage.published, By.ACTION),
        coverage_table(report.coverage.published, By.AGENCY),
        _about(report),
    )


def updates_table(report: YearEndReport) -> Table:
    """Every published update, one row for each of its actions."""
    plan = report.edition.framework
    return Table(
        title="Report",
        columns=updates_columns(plan),
        rows=tuple(
            (pillar.title, objective.title, *row)
            for pillar in report.pillars
            for objective in pillar.objectives
            for action in objective.actions
            for row in _updates(action, plan)
        ),
        empty="No update was published.",
    )


def updates_columns(plan: Framework) -> tuple[Column, ...]:
    """The columns of the table of updates."""
    return (*_BEFORE, *_of_plan(plan), *_AFTER)


def _of_plan(plan: Framework) -> Iterator[Column]:
    """The columns of texts and web addresses; a heading that is already taken gets its column's id."""
    taken = {column.heading.casefold() for column in (*_BEFORE, *_AFTER)}
    for column in (*plan.text_columns, *plan.link_columns):
        clashes = column.heading.casefold() in taken
        yield Column(f"{column.heading} ({column.id})" if clashes else column.heading, column.width)


def _updates(action: ActionReport, framework: Framework) -> Iterator[tuple[Content, ...]]:
    for update in action.updates:
        yield (
            action.standing.code,
            action.standing.text,
            ", ".join(update.agencies),
            framework.status_by_id[update.status].label if update.status else None,
            *(update.texts.get(column.id, "") for column in framework.text_columns),
            *("\n".join(update.links.get(column.id, ())) for column in framework.link_columns),
            update.reported_as,
            update.id,
        )


def _about(report: YearEndReport) -> Table:
    framework, source = report.edition.framework, report.edition.framework.source
    rows: list[tuple[Content, ...]] = [
        ("Plan", framework.title),
        ("Report", text.report_title(report.edition)),
        ("Published by", source.publisher),
        ("Source of the plan", ", ".join(filter(None, [source.title, source.url]))),
        ("Source last updated", source.last_updated.isoformat() if source.last_updated else None),
        ("Coverage", text.share_reported(report.coverage)),
        *(("How it was compiled", sentence) for sentence in text.method(report)),
        *((f"Footnote {footnote.mark}", footnote.text) for footnote in framework.footnotes),
        ("Compiled with", f"poatool {__version__}"),
    ]
    return Table("About", (Column("Item", 24), Column("What", 110)), tuple(rows))
