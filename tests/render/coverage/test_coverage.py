"""Coverage on the screen and as tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.framework.edition import as_of
from poatool.render.coverage.formats import By
from poatool.render.coverage.screen import coverage_text
from poatool.render.coverage.tables import coverage_table
from poatool.reports.coverage import coverage
from poatool.reports.coverage_model import Coverage
from tests.support.reports import FRAMEWORK, Line, edition, error, interpreted, unreadable
from tests.support.screens import in_pipe, on_terminal


def found() -> Coverage:
    past = coverage([interpreted("a.xlsx", "NZP", [Line("26", "x")], period="2021")], [], edition("2021"))
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("21", "Nil", nil=True)])]
    return coverage(sent, [], edition(), {"2021": past})


def printed(by: By, width: int) -> list[str]:
    return on_terminal(lambda screen: coverage_text(found(), by, screen), width)


def test_the_gaps_come_first_then_the_pillars_then_who_sent() -> None:
    assert printed(By.ACTION, 120) == [
        "1 of 5 actions in force in 2022 was reported on (20.0\u00a0%); 1 nil return; 3 unreported",
        "",
        "Prevention: Raise awareness",
        "   1  Tell people their rights. [expected from MBIE, OT]",
        "",
        "Prevention: Work with others",
        "   9  Use forums. [expected from NZP] [last reported on in 2021]",
        "",
        "Protection: Understand exploitation",
        "  21  Do research. [nothing to report: NZP]",
        "  N1  Hear survivors.",
        "",
        "Pillar       In force  Reported  Percent",
        "Prevention          3         1   33.3\u00a0%",
        "Protection          2         0    0.0\u00a0%",
        "Enforcement         0         0        –",
        "",
        "Submitted      NZP",
        "Not submitted  MBIE, OT",
    ]


def test_rows_and_files_with_errors_are_listed_below_the_gaps() -> None:
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("9", "TBC")]), unreadable("b.xlsx")]
    errors = [error("a.xlsx", 3, code="UPD302"), error("b.xlsx", sheet=None, code="WBK102")]
    shown = coverage(sent, errors, edition())
    assert in_pipe(lambda screen: coverage_text(shown, By.ACTION, screen))[-3:] == [
        "Not counted because of errors (see poatool validate)",
        "  a.xlsx: 1 row set aside",
        "  b.xlsx: What is wrong.",
    ]


def test_by_agency_there_is_one_row_for_each() -> None:
    lines = printed(By.AGENCY, 120)
    assert lines[2].split() == ["Agency", "Name", "Submitted", "Expected", "Reported", "Percent"]
    assert [line.split()[0] for line in lines[3:6]] == ["MBIE", "NZP", "OT"]
    assert not [line for line in lines if line.startswith("Submitted")]


@pytest.mark.parametrize("by", By)
def test_no_line_is_wider_than_the_screen(by: By) -> None:
    assert max(map(len, printed(by, 80))) <= 80


def test_a_pillar_keeps_its_title_where_an_objective_has_the_same_id() -> None:
    protection = FRAMEWORK.pillars[1]
    (research,) = protection.objectives
    same = replace(protection, objectives=(replace(research, id="prevention"),))
    framework = replace(FRAMEWORK, pillars=(FRAMEWORK.pillars[0], same, FRAMEWORK.pillars[2]))
    table = coverage_table(coverage([], [], as_of(framework, framework.period_by_id["2022"])), By.ACTION)
    where = {row[0]: row[2:4] for row in table.rows}
    assert where["1"] == ("Prevention", "Raise awareness")
    assert where["21"] == ("Protection", "Understand exploitation")
