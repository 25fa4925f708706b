"""The table of coverage by action: each action under its own pillar and objective."""

from __future__ import annotations

from dataclasses import replace

from poatool.framework.edition import as_of
from poatool.render.coverage.formats import By
from poatool.render.coverage.tables import coverage_table
from poatool.reports.coverage import coverage
from tests.support.reports import FRAMEWORK


def test_a_pillar_keeps_its_title_where_an_objective_has_the_same_id() -> None:
    protection = FRAMEWORK.pillars[1]
    (research,) = protection.objectives
    same = replace(protection, objectives=(replace(research, id="prevention"),))
    framework = replace(FRAMEWORK, pillars=(FRAMEWORK.pillars[0], same, FRAMEWORK.pillars[2]))
    table = coverage_table(coverage([], [], as_of(framework, framework.period_by_id["2022"])), By.ACTION)
    where = {row[0]: row[2:4] for row in table.rows}
    assert where["1"] == ("Prevention", "Raise awareness")
    assert where["21"] == ("Protection", "Understand exploitation")
