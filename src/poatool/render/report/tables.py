"""The year-end report as tables, for CSV and XLSX: its updates, its actions, its agencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from poatool.framework.edition import Edition
from poatool.render import text
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.render.report.columns import update_columns, update_rows
from poatool.render.table import Column, Table, table_csv, tabulated
from poatool.reports.coverage_model import ActionCoverage, ActionState
from poatool.reports.model import ActionReport, YearEndReport

DIFFER, UNSTATED = "Agencies differ", "Not stated"
"""The status of an action whose agencies state different ones, or none."""


def updates_csv(report: YearEndReport) -> bytes:
    """Every published update as CSV, a row for each of its actions and agencies."""
    return table_csv(updates_table(report))


def coverage_csv(report: YearEndReport) -> bytes:
    """Every action as CSV, with who reported on it."""
    return table_csv(coverage_table(report.coverage.published, By.ACTION))


def updates_table(report: YearEndReport, *, rich: bool = False) -> Table:
    """Every published update, a row for each of its actions and agencies; texts are `rich` if a format shows that."""
    columns = update_columns(report.edition.framework)
    values = [column.rich or column.value if rich else column.value for column in columns]
    return Table(
        title="Updates",
        columns=tuple(Column(column.heading, column.width, column.meaning) for column in columns),
        rows=tuple(tuple(value(row) for value in values) for row in update_rows(report)),
        empty="No update was published.",
        note="One row is one update, under one of its actions, by one of its agencies.",
    )


def actions_table(report: YearEndReport) -> Table:
    """Every action of the plan with how it stands."""
    edition = report.edition
    return tabulated(
        "Actions",
        _actions(report),
        ("Action", 8, lambda row: row.action.standing.code, "The code of the action: text, in the published order."),
        ("Action text", 50, lambda row: row.action.standing.text, "The text of the action, as published."),
        ("Pillar", 14, lambda row: row.pillar, "The pillar of the action."),
        ("Objective", 30, lambda row: row.objective, "The objective of the action."),
        ("State", 18, lambda row: text.state(row.covered, edition), "Whether the action was reported on."),
        (
            "Status",
            16,
            lambda row: _stands(row.action, edition),
            f"The status that stands; or “{DIFFER}”, “{UNSTATED}”.",
        ),
        ("Statuses by agency", 30, lambda row: _statuses(row.action, edition), "What each agency states."),
        ("Reported by", 16, lambda row: ", ".join(row.covered.reported_by), "The agencies that reported progress."),
        ("Nothing to report", 16, lambda row: ", ".join(row.covered.nil_by), "The agencies with a nil return."),
        (
            "Not answered by",
            16,
            lambda row: ", ".join(row.covered.missing),
            "The agencies that were expected to answer.",
        ),
        (
            "Last reported",
            14,
            lambda row: row.covered.last_reported or "Never",
            "The last period in which it was reported on.",
        ),
        ("What is behind it", 44, _behind, "Why it stands so, where more is known."),
        note="One row is one action of the plan.",
    )


def agencies_table(report: YearEndReport) -> Table:
    """The agencies with how many actions they were expected to report on, and did."""
    return tabulated(
        "Agencies",
        report.coverage.published.agencies,
        ("Agency", 10, lambda agency: agency.code, "The code of the agency."),
        ("Agency name", 50, lambda agency: agency.name, "The name of the agency in the period."),
        ("Sent a return", 12, lambda agency: "Yes" if agency.submitted else "No", "Whether a return came in."),
        ("Expected", 12, lambda agency: agency.expected, "The actions that it was expected to report on."),
        ("Reported", 12, lambda agency: agency.reported, "The actions that it reported progress on."),
        ("Nothing to report", 12, lambda agency: agency.nil, "The actions with its nil return alone."),
        note="One row is one agency.",
    )


class _Row(NamedTuple):
    """An action with the titles above it, and its coverage as it may be published."""

    pillar: str
    objective: str
    action: ActionReport
    covered: ActionCoverage


def _actions(report: YearEndReport) -> Iterator[_Row]:
    covered = {action.code: action for action in report.coverage.published.actions}
    for pillar in report.pillars:
        for objective in pillar.objectives:
            for action in objective.actions:
                yield _Row(pillar.title, objective.title, action, covered[action.standing.code])


def _stands(action: ActionReport, edition: Edition) -> str | None:
    if action.status is not None:
        return edition.framework.status_by_id[action.status].label
    if action.differs:
        return DIFFER
    return UNSTATED if action.state is ActionState.REPORTED else None


def _behind(row: _Row) -> str:
    decided = row.action.assessed
    return f"Assessed by {decided.by}: {decided.because}" if decided else row.covered.because


def _statuses(action: ActionReport, edition: Edition) -> str:
    labels = edition.framework.status_by_id
    return "; ".join(f"{stated.agency}: {labels[stated.status].label}" for stated in action.statuses)
