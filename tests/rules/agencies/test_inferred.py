"""Agencies that a row does not name: from properties, sub-headings, empty cells or hidden rows."""

import pytest

from tests.support.checking import HEADINGS, TABLE, book_of, checked_workbook, found, found_at, sheet


@pytest.mark.parametrize(
    ("properties", "code", "said"),
    [
        ({"core.creator": "Ministry of Justice"}, "MoJ", True),
        ({"app.Company": "NZ Police"}, "NZP", True),
        ({"core.creator": "Jo Bloggs", "core.title": "NZ Police"}, "NZP", True),
        ({"app.Company": "MBIE and NZP", "core.subject": "DIA"}, "DIA", True),
        ({"core.title": "Update of the Police"}, None, False),
        ({"custom.Agency": "NZ Police", "core.creator": "Ministry of Justice"}, "NZP", False),
    ],
)
def test_properties_name_the_agency_where_one_is_all_they_say_and_who_made_the_file_is_doubted(
    properties: dict[str, str], code: str | None, said: bool
) -> None:
    submission, findings = checked_workbook(book_of(TABLE, path="a.xlsx", properties=properties))

    assert submission.agency == code
    assert ("AGY410" in {f.code for f in findings}) is said


def test_a_name_on_the_cover_is_said_there_once_for_all_sheets() -> None:
    more = sheet("| Action | Status | Progress |\n| 4 | Ongoing | Shared alerts. |", "Enforcement")

    said = found(sheet("| NZ Police |", "Cover"), sheet(TABLE, "Prevention"), more, agency="")

    assert [(f.code, f.place.sheet, f.place.cell) for f in said] == [("AGY410", "Cover", "A1")]


@pytest.mark.parametrize(
    ("agencies", "message", "others"),
    [
        (["Police", "", "-"], "2 rows of this table, from this one on, name no agency. They count for MBIE", "NZP's"),
        (["Police", "", "Customs"], "This row names no agency. It counts for MBIE", "NZP and NZCS's"),
        (["MBIE", "", ""], "", ""),
        (["", "", ""], "", ""),
        (["Police", "Police", "Customs"], "", ""),
    ],
)
def test_an_empty_cell_among_other_agencies_is_said_once(agencies: list[str], message: str, others: str) -> None:
    rows = [f"| {code} | {who} | Ongoing | Guide {code}. |" for code, who in zip((2, 4, 10), agencies, strict=True)]
    table = "\n".join(["| Agency: | MBIE |", "| Action | Agency | Status | Progress |", *rows])

    said = [f for f in found(table, agency="") if f.code == "AGY403" and "no agency" in f.message]

    assert [f.place.cell for f in said] == (["B4"] if message else [])
    assert all(f.message == f"{message}, but others in the table are {others}." for f in said)


@pytest.mark.parametrize(
    "between", ["| | | | And more of it. |", "| Customs | | | |\n| 4 | | Ongoing | Shared alerts. |"]
)
def test_an_empty_cell_that_takes_its_agency_from_above_is_not_said(between: str) -> None:
    table = f"| Action | Agency | Status | Progress |\n| 2 | Police | Ongoing | Trained forty inspectors. |\n{between}"
    assert found_at(table, agency="MBIE", only="AGY403") == []


@pytest.mark.parametrize(
    ("lines", "hidden", "cell"),
    [
        ([HEADINGS, "| Customs |", "| 10 {rest}", "| Police |", "| 2 {rest}", "| 3 {rest}"], 4, "A5"),
        (["| Agency: | Police |", HEADINGS, "| 2 {rest}"], 1, "A3"),
        ([HEADINGS, "| Agency: | Police |", "| 2 {rest}"], 2, "A3"),
        (["| Police |", HEADINGS, "| 2 {rest}"], 1, "A3"),
        (["| Agency: | Police |", HEADINGS, "| Prevention |", "| 2 {rest}"], 3, None),
        (["| Agency: | Police |", HEADINGS, "| 2 {rest}"], 3, None),
    ],
)
def test_a_hidden_row_that_gives_its_agency_to_others_is_said_once(
    lines: list[str], hidden: int, cell: str | None
) -> None:
    text = "\n".join(lines).replace("{rest}", "| Under way | Trained forty. |")
    hides = sheet(text, hidden_rows=frozenset({hidden}))
    said = [f for f in found(hides, agency="", path="return.xlsx") if f.code == "AGY403"]

    assert [f.place.cell for f in said] == ([cell] if cell else [])
    assert all(f.message == f"This row counts for NZP, because hidden row {hidden} says “Police”." for f in said)


GUIDE = "| 18 | Under way | Wrote a guide for workers. |"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        *((name, True) for name in ("WorkSafe", "Crown Law", "DPMC", "Stats NZ", "Te Whatu Ora", "Other agencies")),
        *((title, False) for title in ("Prevention", "Protection – Whakamarumaru", "2. Training", "Actions 4–18")),
        *((text, False) for text in ("Total: 2", "(continued)", "Note: figures are provisional", "New Zealand Police")),
        (
            "Consider amending the Crimes Act 1961 to strengthen provisions for the criminalisation of trafficking",
            False,
        ),
    ],
)
def test_where_sub_headings_name_agencies_one_that_names_none_is_doubted(heading: str, said: bool) -> None:
    rows = f"| Customs | | |\n| 10 | Under way | Trained forty officers. |\n| {heading} | | |\n{GUIDE}"
    doubted = [f for f in found(f"{HEADINGS}\n{rows}", agency="") if f.code == "AGY403"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in doubted] == ([("A5", ["A4"])] if said else [])
    assert all("counts for “Customs”. " in f.message and f"“{heading}” in A4" in f.message for f in doubted)


@pytest.mark.parametrize(
    ("path", "cell"), [("customs return.xlsx", "B1"), ("police 2022.xlsx", None), ("2022.xlsx", None)]
)
def test_a_label_is_compared_with_the_name_of_the_file(path: str, cell: str | None) -> None:
    table = f"| Agency: | Police |\n{HEADINGS}\n| 2 | Under way | Trained forty inspectors. |"
    assert found_at(table, agency="", path=path, only="AGY403") == ([("AGY403", cell)] if cell else [])
