"""Coverage as tables: by action, by objective, by pillar or by agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from poatool.render import wording
from poatool.render.coverage.by import By
from poatool.render.table import Column, Table
from poatool.reports.model import Coverage, Share


def coverage_table(coverage: Coverage, by: By) -> Table:
    """The table that has one row for each of what is asked."""
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
                wording.state(action, coverage.edition),
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
