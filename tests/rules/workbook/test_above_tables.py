"""What is above the tables of a sheet: accounts of actions, and titles of earlier periods."""

from __future__ import annotations

import pytest

from poatool.workbooks.own import FINDINGS_HEADINGS
from tests.support.checking import TABLE, found, found_at, sheet


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Action 3: wrote a guide for employers in May.", ["A1"]),
        ("Action 3 – a guide for employers was written, tested and sent to all of them", ["A1"]),
        ("Action 3 – a guide for employers", []),
        ("Actions 1 to 28: what was done in the year 2022 by the department and its partners.", []),
        (
            "Action 11: Identify mechanisms to assist in building greater child safeguarding measures in the Pacific.",
            [],
        ),
        ("The department looks back on a year of hard work.", []),
    ],
)
def test_a_text_about_an_action_outside_the_tables_is_found(text: str, cells: list[str]) -> None:
    for sheets in ((sheet(f"| {text} | |\n{TABLE}"),), (sheet(f"| {text} |", "Cover"), sheet())):
        findings = [f for f in found(*sheets) if f.code == "WBK125"]
        assert [(f.place.sheet, f.place.cell) for f in findings] == [(sheets[0].name, cell) for cell in cells]


@pytest.mark.parametrize(("name", "codes"), [("Findings", []), ("Cover", [("WBK125", "A2")])])
def test_what_a_check_wrote_into_a_copy_is_no_update_outside_the_table(name: str, codes: list[tuple[str, str]]) -> None:
    said = "Action 26 has been incorporated into Action 9. This row is counted under Action 9."
    listed = sheet(f"| {' | '.join(FINDINGS_HEADINGS)} |\n| {said} |", name)
    assert found_at(listed, TABLE) == codes


@pytest.mark.parametrize(
    "title",
    [
        *("Progress report for the year ended 31 December 2021", "Annual return 2021", "2021 progress update"),
        *("Progress update – calendar year 2021", "Calendar year 2021", "Year ended 31 December 2021"),
        *("Achievements in 2021", "Progress from 1 January to 31 December 2021"),
        *("January–December 2021", "2021 Progress Report (updated January 2022)"),
        *("Progress report 2021, due by 31 March 2022", "2021", "Progress report | 2021"),
        *("New Zealand Police – Year to 31 December 2021", "Ministry of Justice 2021"),
        "Plan of Action 2020–25: Progress 2021",
    ],
)
def test_a_title_of_an_earlier_return_is_an_error_unless_the_period_is_stated(title: str) -> None:
    table = f"| {{}} | |\n{TABLE}"
    assert len(found_at(table.format(title), only="WBK115")) == 1
    assert found_at(table.format(f"{title} | |\n| Period: | 2022"), only="WBK115") == []


@pytest.mark.parametrize(
    "title",
    [
        *("Progress report for 2022", "Progress report for 2021 and 2022", "Progress report 2021/22"),
        *("Return for 2022, due by 3 March 2023", "Plan of Action 2020–25: progress report"),
        *("The plan was published in March 2021", "Plan of Action 2021–25", "Achievements in 2021 and 2022"),
        "Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25",
        *("Update of the 2021 plan", "Published 17 March 2021", "17 March 2021", "31/12/2021"),
        *("As at 31 December 2021", "Year ending | 31/12/2021"),
        *("Template version 2021", "2021 template", "Version | 2021", "2021 | 2022", "Action 2021"),
        *("Calendar year 2022", "Annual return (send back by 31 March 2021)"),
    ],
)
def test_another_title_is_not(title: str) -> None:
    assert found_at(f"| {title} | |\n{TABLE}") == []


@pytest.mark.parametrize(
    ("titles", "value"),
    [
        (("Progress report 2021", "As at 31 December 2021"), ("A1", "Progress report 2021")),
        (("Progress report 2022", "Achievements in 2021"), None),
    ],
)
def test_a_title_in_two_lines_is_doubted_once_and_not_beside_one_of_the_period(
    titles: tuple[str, ...], value: tuple[str, str] | None
) -> None:
    above = "".join(f"| {title} | |\n" for title in titles)
    assert [(f.place.cell, f.value) for f in found(above + TABLE)] == ([value] if value else [])
