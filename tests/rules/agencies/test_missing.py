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
    assert [(f.place.cell, f.severity) for f in found(f"{HEADINGS}\n{rows}", path="a.xlsx", agency="")] == [
        ("B3", "error")
    ]


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        (
            "in/2022 Police_return (final).xlsx",
            "AGY410",
            "The rows of this file count for NZP, because its name says so.",
        ),
        ("Police/return.xlsx", "AGY410", "The rows of this file count for NZP, because its name says so."),
        ("in/polise.xlsx", "AGY401", "Nothing in the workbook says which agency it is from."),
        ("Police and Customs.xlsx", "AGY401", "Nothing in the workbook says which agency it is from."),
    ],
)
def test_the_name_of_the_file_or_its_folder_names_the_agency_where_nothing_else_does(
    path: str, code: str, message: str
) -> None:
    (finding,) = found(TABLE, path=path, agency="")
    assert (finding.code, finding.message) == (code, message)


def test_a_row_that_is_nobodys_contradicts_no_agency() -> None:
    nobody = update(status="Completed")
    findings = checked_files(("a.xlsx", "-", nobody), ("b.xlsx", "DIA", update("Wrote a guide for employers.")))

    assert [(f.place.file, f.code) for f in findings] == [("a.xlsx", "AGY401")]


def test_a_failed_formula_in_the_action_column_is_one_finding() -> None:
    assert found_at(update(action="#REF!")) == [("WBK111", "A2")]
