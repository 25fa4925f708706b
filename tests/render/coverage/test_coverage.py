"""Coverage on the screen and as tables."""

from dataclasses import replace

import pytest

from poatool.framework.edition import as_of
from poatool.render.coverage.screen import coverage_text
from poatool.render.coverage.tables import coverage_table
from poatool.render.formats import By, View
from poatool.reports.coverage_model import Coverage
from tests.support.reports import FRAMEWORK, Line, coverage, edition, error, interpreted, unreadable
from tests.support.screens import in_pipe, on_terminal


def found() -> Coverage:
    past = coverage([interpreted("a.xlsx", "NZP", [Line("26", "x")], period="2021")], [], edition("2021"))
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("21", "No update this period", nil=True)])]
    return coverage(sent, [], edition(), {"2021": past})


def printed(by: By, width: int, *, matrix: bool = False) -> list[str]:
    return on_terminal(lambda screen: coverage_text(found(), View(by, matrix=matrix), screen), width)


def test_the_gaps_come_first_then_the_pillars_then_who_sent() -> None:
    assert printed(By.ACTION, 80) == [
        "1 of 5 actions in force in 2022 was reported on (20.0\u00a0%); 1 nil return; 3",
        "unreported",
        "",
        "Prevention: Raise awareness",
        "   1  Tell people their rights.",
        "      Nobody reported on it, as in 2021. Expected from MBIE (lead) and OT",
        "      (support), which did not answer. Last reported on: never.",
        "",
        "Prevention: Work with others",
        "   9  Use forums.",
        "      Nobody reported on it. Expected from NZP (answered last period), which did",
        "      not answer. Last reported on: 2021.",
        "",
        "Protection: Understand exploitation",
        "  21  Do research.",
        "      NZP answered “Nothing to report”. Last reported on: never.",
        "  N1  Hear survivors.",
        "      Nobody reported on it. Last reported on: never.",
        "",
        "Reported  Nil  Unreported  Closed  In force  Percent  Pillar",
        "       1    0           2       0         3   33.3\u00a0%  Prevention",
        "       0    1           1       0         2    0.0\u00a0%  Protection",
        "       0    0           0       0         0        –  Enforcement",
        "",
        "Submitted      NZP",
        "Not submitted  MBIE, OT",
    ]


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (80, ["1 missing – missing", "21 – nothing –"]),
        (20, ["1 missing", "21 –", "1 –", "21 nothing", "1 missing", "21 –"]),
    ],
)
def test_a_matrix_stands_in_as_many_blocks_as_it_needs(width: int, rows: list[str]) -> None:
    lines = [" ".join(line.split()) for line in printed(By.ACTION, width, matrix=True)]
    assert [line for line in lines if line.startswith(("1 m", "1 –", "21 "))] == rows


def test_rows_and_files_with_errors_are_listed_below_the_gaps() -> None:
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("9", "TBC")]), unreadable("b.xlsx")]
    errors = [error("a.xlsx", 3, code="UPD302"), error("b.xlsx", sheet=None, code="WBK101")]
    shown = coverage(sent, errors, edition())
    assert in_pipe(lambda screen: coverage_text(shown, View(), screen))[-3:] == [
        "Not counted because of errors (see poatool validate)",
        "  a.xlsx: 1 row set aside",
        "  b.xlsx: What is wrong.",
    ]


def test_by_agency_there_is_a_line_for_each() -> None:
    assert printed(By.AGENCY, 100)[2:6] == [
        "  MBIE  Ministry of Business, Innovation and Employment: not submitted; reported on 0 actions; 0 of",
        "        1 expected (0.0\u00a0%); no answer for 1",
        "  NZP   New Zealand Police: submitted; reported on 1 action; 0 of 1 expected (0.0\u00a0%); nothing to",
        "        report on 1; no answer for 9",
    ]


def test_by_status_the_actions_in_force_are_parted() -> None:
    rows = coverage_table(found(), By.STATUS).rows
    assert {row[0]: row[1:] for row in rows if row[4]} == {
        "Reported, no status": (1, 0, 0, 1, "2"),
        "Nothing to report": (0, 1, 0, 1, "21"),
        "Not reported": (2, 1, 0, 3, "1, 9, N1"),
        "In force": (3, 2, 0, 5, "All of these"),
    }


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
