"""Coverage on a screen, at 80 columns and into a file."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from poatool.console import PlainScreen, TerminalScreen
from poatool.render.coverage.formats import By
from poatool.render.coverage.screen import coverage_text
from poatool.reports.coverage import coverage
from poatool.reports.model import Coverage
from tests.support.reports import Line, edition, error, interpreted, unreadable


def found() -> Coverage:
    past = coverage([interpreted("a.xlsx", "NZP", [Line("26", "x")], period="2021")], [], edition("2021"))
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("21", "Nil", nil=True)])]
    return coverage(sent, [], edition(), {"2021": past})


def printed(by: By, width: int) -> list[str]:
    screen = io.StringIO()
    coverage_text(
        found(), by, TerminalScreen(Console(file=screen, width=width, color_system=None, force_terminal=True))
    )
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def test_the_gaps_come_first_then_the_pillars_then_who_sent() -> None:
    assert printed(By.ACTION, 120) == [
        "1 of 5 actions in force in 2022 was reported on (20.0\u00a0%); 1 nil return; 3 unreported",
        "",
        "Prevention: Raise awareness",
        "   1  Tell people their rights. [expected from MBIE, OT]",
        "",
        "Prevention: Work with others",
        "   9  Use forums. [last reported on in 2021]",
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


def test_what_has_errors_is_named_below_since_a_gap_may_be_no_more_than_that() -> None:
    sent = [interpreted("a.xlsx", "NZP", [Line("2", "Trained staff."), Line("9", "TBC")]), unreadable("b.xlsx")]
    errors = [error("a.xlsx", 3, code="UPD302"), error("b.xlsx", sheet=None, code="WBK102")]
    screen = io.StringIO()
    coverage_text(coverage(sent, errors, edition()), By.ACTION, PlainScreen(screen))
    assert screen.getvalue().splitlines()[-3:] == [
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
