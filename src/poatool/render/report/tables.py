"""The year-end report as tables for CSV and XLSX: updates, actions and agencies."""

from __future__ import annotations

from dataclasses import replace

from poatool.framework.edition import Edition
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.report.columns import update_columns, update_rows
from poatool.render.table import Column, Table, table_csv
from poatool.reports.coverage_model import ActionState
from poatool.reports.model import ActionReport, YearEndReport

DIFFER, UNSTATED = "Agencies differ", "Not stated"
"""Shown as the status if an action's agencies state different ones, or none."""


def updates_csv(report: YearEndReport) -> bytes:
    """Every published update as CSV, a row for each of its actions and agencies."""
    return table_csv(updates_table(report))


def coverage_csv(report: YearEndReport) -> bytes:
    """Every action as CSV, with who reported on it."""
    return table_csv(coverage_table(report.coverage.published, By.ACTION))


def updates_table(report: YearEndReport, *, rich: bool = False) -> Table:
    """Every published update, with a row for each of its actions and agencies.

    `rich` texts if the format can show them.
    """
    columns = update_columns(report.edition.framework)
    values = [column.rich or column.value if rich else column.value for column in columns]
    return Table(
        title="Updates",
        columns=tuple(Column(column.heading, column.width, column.meaning) for column in columns),
        rows=tuple(tuple(value(row) for value in values) for row in update_rows(report)),
        empty="No update was published.",
        note="Each row is one update, under one of its actions, by one of its agencies.",
    )


def actions_table(report: YearEndReport) -> Table:
    """Every action of the plan, as in coverage.csv, with its status."""
    table = coverage_table(report.coverage.published, By.ACTION)
    at = table.headings.index("Statuses")
    meaning = f"The status decided or agreed on; otherwise “{DIFFER}” or “{UNSTATED}”."
    stand = (_stands(action, report.edition) for action in report.actions)
    return replace(
        table,
        title="Actions",
        columns=(*table.columns[:at], Column("Status", 16, meaning), *table.columns[at:]),
        rows=tuple((*row[:at], status, *row[at:]) for row, status in zip(table.rows, stand, strict=True)),
        note="Each row is one action of the plan.",
    )


def agencies_table(report: YearEndReport) -> Table:
    """The agencies with what was expected of each, and what came."""
    return replace(coverage_table(report.coverage.published, By.AGENCY), note="Each row is one agency.")


def _stands(action: ActionReport, edition: Edition) -> str | None:
    if action.status is not None:
        label = edition.framework.status_by_id[action.status].label
        return f"{label} (assessed by {action.assessed.by}: {action.assessed.because})" if action.assessed else label
    if action.differs:
        return DIFFER
    return UNSTATED if action.state is ActionState.REPORTED else None
