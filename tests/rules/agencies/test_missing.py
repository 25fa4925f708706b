"""Workbooks and rows that name no agency, or not one."""

from __future__ import annotations

import pytest

from tests.support.checking import TABLE, checked_files, found, found_at, update

HEADINGS = "| Action | Agency | Status | Progress |"


@pytest.mark.parametrize("who", ["DIA and NZP", "-"])
def test_a_label_that_names_not_one_agency_is_found_where_rows_rely_on_it(who: str) -> None:
    (finding,) = found(f"| Agency: | {who} | |\n{TABLE}", agency="")

    assert (finding.code, finding.severity, finding.place.cell) == ("AGY401", "error", "B1")
    assert finding.message == f"“{who}” does not name the one agency that the workbook is from."


@pytest.mark.parametrize("who", ["-", "?"])
def test_a_row_whose_agency_is_a_mark_is_found(who: str) -> None:
    rows = f"| 2 | DIA | Under way | Trained forty inspectors. |\n| 3 | {who} | Under way | Wrote a guide. |"
    assert [(f.place.cell, f.severity) for f in found(f"{HEADINGS}\n{rows}", agency="")] == [("B3", "error")]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("in/2022 Police_return (final).xlsx", " The file's name suggests New Zealand Police (NZP)."),
        ("in/polise.xlsx", ""),
        ("Police/return.xlsx", ""),
    ],
)
def test_the_name_of_the_file_suggests_the_agency_whatever_else_it_says(path: str, hint: str) -> None:
    (finding,) = found(TABLE, path=path, agency="")

    assert finding.code == "AGY401"
    assert finding.hint == f"Write “Agency:” and the agency's name in two cells above the table.{hint}"


def test_the_letterhead_suggests_it_too() -> None:
    above = "| Ministry of Justice | | |\n| Return for 2022 | | |\n\n"

    (finding,) = found(above + TABLE, path="return_dia.xlsx", agency="")
    assert (finding.code, finding.place.cell) == ("AGY401", None)
    assert "The file's name suggests Department of Internal Affairs (DIA)." in finding.hint
    assert "“Ministry of Justice” in A1 suggests Ministry of Justice (MoJ)." in finding.hint


def test_a_row_that_is_nobodys_contradicts_no_agency() -> None:
    nobody = update(status="Completed")
    findings = checked_files(("a.xlsx", "-", nobody), ("b.xlsx", "DIA", update("Wrote a guide for employers.")))

    assert [(f.place.file, f.code) for f in findings] == [("a.xlsx", "AGY401")]


def test_a_failed_formula_in_the_action_column_is_one_finding() -> None:
    assert found_at(update(action="#REF!")) == [("WBK111", "A2")]
