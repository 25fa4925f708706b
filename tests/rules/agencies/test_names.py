"""Agencies that cells, labels or nothing name: what is not understood is asked, and what contradicts is said."""

import pytest

from poatool.framework.names import agencies as agency_names
from tests.support.checking import FRAMEWORK, TABLE, checked_files, found, found_at, update


def signed(agency: str) -> str:
    return update(Agency=agency)


def test_an_agency_in_doubt_is_asked_in_a_labelled_cell_and_not_taken_from_the_properties() -> None:
    assert found_at(f"| Agency: | Police? | |\n{TABLE}", agency="") == [("AGY402", "B1")]
    assert found_at(TABLE, agency="Police?", path="a.xlsx") == [("AGY401", None)]


@pytest.mark.parametrize("written", ["Immigration NZ", "Police and Customs"])
def test_a_row_of_others_is_one_finding_however_they_are_written(written: str) -> None:
    assert found_at(f"| Agency: | DIA |\n{signed(written)}", agency="") == [("AGY403", "D3")]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("DIA – Te Tari Taiwhenua", ("DIA",)),
        ("Te Tari Taiwhenua - Department of Internal Affairs", ("DIA",)),
        ("Oranga Tamariki (Ministry for Children)", ("OT",)),
        ("MBIE – Immigration NZ", ("INZ",)),
        ("Immigration New Zealand (MBIE)", ("INZ",)),
        ("MBIE (INZ), Police", ("INZ", "NZP")),
        ("Police (and Customs)", ("NZP", "NZCS")),
    ],
)
def test_two_names_of_one_agency_are_that_agency(written: str, codes: tuple[str, ...]) -> None:
    named = agency_names.agencies(FRAMEWORK, written)

    assert (named.ids, named.unknown) == (codes, ())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["| Lead agency: | MBIE |", "| Agency: | Police |", TABLE],
            "the label in B1 says MBIE and the label in B2 says NZP",
        ),
        (
            ["| Agency: Police | Organisation: Customs |", TABLE],
            "the label in A1 says NZP and the label in B1 says NZCS",
        ),
        (
            ["| Agency: | Police |", TABLE, "| |", "| Submitted by: | MBIE |"],
            "the label in B1 says NZP and the label in B5 says MBIE",
        ),
        (["| Agency: | Police |", "| Agency: | New Zealand Police |", TABLE], ""),
        (["| Agency: | Police |", "| Contact: | MBIE |", TABLE], ""),
        (["| Agency: | Police |", "| Submitted by: | Jane Smith |", TABLE], ""),
        (["| Agency: | Police |", TABLE, "| |", "| Agency: | MBIE |", TABLE], ""),
        (["| Agency: | Police |", TABLE, "| |", "| Agency: | MBIE |", "| Action | Status | Progress |"], ""),
    ],
)
def test_labels_that_name_different_agencies_of_the_same_rows_are_an_error(lines: list[str], said: str) -> None:
    messages = [f.message for f in found("\n".join(lines), agency="") if f.code == "AGY401"]
    assert messages == ([f"It is not clear which agency the rows of this table are from: {said}."] if said else [])


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
