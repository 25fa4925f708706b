"""The year-end report as tables of updates, actions and agencies, and its open data: CSV with its metadata (CSVW)."""

from __future__ import annotations

from typing import Any

from poatool.framework.edition import Edition
from poatool.render import text
from poatool.render.coverage.tables import coverage_table
from poatool.render.formats import By
from poatool.render.json import json_bytes
from poatool.render.report.columns import UpdateColumn, update_columns, update_rows
from poatool.render.table import Column, Table, table_csv
from poatool.reports.coverage_model import ActionState
from poatool.reports.model import ActionReport, YearEndReport

DIFFER, UNSTATED = "Agencies differ", "Not stated"
"""Shown as the status if an action's agencies state different ones, or none."""

_ONLY_COUNTED = "The updates that are counted. What came since then is in the report itself, its workbook and its JSON."


def updates_csv(report: YearEndReport) -> bytes:
    """Every published update as CSV, a row for each of its actions and agencies."""
    return table_csv(updates_table(report))


def coverage_csv(report: YearEndReport) -> bytes:
    """Every action as CSV, with who reported on it."""
    return table_csv(coverage_table(report.coverage.published, By.ACTION))


def updates_table(report: YearEndReport, *, rich: bool = False) -> Table:
    """Every published update, a row for each of its actions and agencies; texts are `rich` if the format shows it."""
    columns = update_columns(report.edition.framework)
    values = [column.rich or column.value if rich else column.value for column in columns]
    return Table(
        title="Updates",
        columns=tuple(Column(column.heading, column.width, column.meaning) for column in columns),
        rows=tuple(tuple(value(row) for value in values) for row in update_rows(report)),
        empty="No update was published.",
        note="Each row is one update, under one of its actions, by one of its agencies.",
    )


def since_then_tables(report: YearEndReport) -> tuple[Table, ...]:
    """What came after the period, in rich texts; no table if nothing did. `updates.csv` has only what is counted."""
    tables = [updates_table(later, rich=True) for later in report.since_then]
    note = "Each row is one update that came after the period and is counted nowhere, under one action, by one agency."
    rows = tuple(row for table in tables for row in table.rows)
    return tuple(table._replace(title="Since then", rows=rows, note=note) for table in tables[:1])


def actions_table(report: YearEndReport) -> Table:
    """Every action of the plan, as in coverage.csv, with its status."""
    table = coverage_table(report.coverage.published, By.ACTION)
    at = table.headings.index("Statuses")
    meaning = f"The status decided or agreed on; otherwise “{DIFFER}” or “{UNSTATED}”."
    stand = (_stands(action, report.edition) for action in report.actions)
    return table._replace(
        title="Actions",
        columns=(*table.columns[:at], Column("Status", 16, meaning), *table.columns[at:]),
        rows=tuple((*row[:at], status, *row[at:]) for row, status in zip(table.rows, stand, strict=True)),
        note="Each row is one action of the plan.",
    )


def agencies_table(report: YearEndReport) -> Table:
    """The agencies with what was expected of each, and what came."""
    return coverage_table(report.coverage.published, By.AGENCY)._replace(note="Each row is one agency.")


def _stands(action: ActionReport, edition: Edition) -> str | None:
    if action.covered.status is not None:
        label = edition.framework.status_by_id[action.covered.status].label
        return f"{label} (assessed by {action.assessed.by}: {action.assessed.because})" if action.assessed else label
    if action.covered.differs:
        return DIFFER
    return UNSTATED if action.covered.state is ActionState.REPORTED else None


def updates_metadata(report: YearEndReport) -> bytes:
    """The metadata of `updates.csv`: its publisher, its terms, and the content of each column."""
    framework, source = report.edition.framework, report.edition.framework.source
    terms = {
        "dc:publisher": source.publisher,
        "dc:license": source.licence,
        "dc:modified": source.last_updated.isoformat() if source.last_updated else None,
    }
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": framework.language}],
        "url": "updates.csv",
        "dc:title": f"{framework.title}: {text.report_title(report.edition)}",
        **{key: said for key, said in terms.items() if said},
        **({"dc:description": _ONLY_COUNTED} if report.since_then else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_described(column) for column in update_columns(framework)],
            "primaryKey": ["update_id", "action", "agency"],
        },
    }
    return json_bytes(described)


def _described(column: UpdateColumn) -> dict[str, str]:
    separator = {"separator": column.separator} if column.separator else {}
    about = {"name": column.name, "titles": column.heading, "datatype": "string", "dc:description": column.meaning}
    return {**about, **separator}
