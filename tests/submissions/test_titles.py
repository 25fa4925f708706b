"""Agencies that are named by a tab, a line above a table or a sub-heading, and the rows that take them from there."""

from __future__ import annotations

import pytest

from poatool.submissions.model import Submission
from tests.submissions.reading import COLUMNS, kinds, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

UPDATES = "| Action | Status | Progress |\n| 9 | Under way | Held a forum. |"


def agencies(submission: Submission) -> list[tuple[int, str | None, str | None]]:
    """Each update's row, with the agency in it and where that was written."""
    found = [(row, row.cells.get("agency")) for _, row in submission.rows if row.kind.value == "update"]
    return [(r.number, str(t.value) if t else None, t.cell.ref if t else None) for r, t in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MBIE", "MBIE"),
        ("Police 2022", "NZP"),
        ("NZ Customs Service", "NZCS"),
        ("Updates from Justice (FY 2021/22)", "MoJ"),
        ("DIA_updates", "DIA"),
        ("Oranga Tamariki — Ministry for Children", "OT"),
        ("NGA PIRIHIMANA O AOTEAROA", "NZP"),
        ("Justice sector", None),
        ("Police and Customs actions", None),
        ("MBIE, DIA", None),
        ("Polise", None),
        ("Updates 2022", None),
        ("Prevention", None),
        ("", None),
        ("MBIE " * 100, None),
    ],
)
def test_a_title_names_an_agency_where_it_says_nothing_else(text: str, code: str | None) -> None:
    assert COLUMNS.agency(text) == code


@pytest.mark.parametrize(
    ("tab", "code"),
    [
        ("Ministry of Business, Innovation and Employment"[:31], "MBIE"),
        ("Ministry of Business, Innovation and Employment"[:30], None),
        ("Ministry of Foreign Affairs and Trade"[:31], "MFAT"),
        ("Ministry of Business and Tourism"[:31], None),
        ("Police", "NZP"),
    ],
)
def test_a_tab_that_excel_cut_off_names_the_agency_that_alone_begins_so(tab: str, code: str | None) -> None:
    assert COLUMNS.agency_of_tab(tab) == code


def test_the_tab_of_a_sheet_names_the_agency_unless_a_label_on_the_sheet_does() -> None:
    sheets = [
        sheet_from_markdown(UPDATES, "Police 2022"),
        sheet_from_markdown(f"| Agency: | DIA |\n{UPDATES}", "Customs"),
        sheet_from_markdown(f"| Agency: |\n{UPDATES}", "MBIE"),
        sheet_from_markdown(UPDATES, "Prevention"),
        sheet_from_markdown("| Action | 3 |\n| Progress | Wrote a guide. |", "Justice"),
    ]
    titles = [table.title for table in read_workbook(workbook_from_sheets(*sheets)).tables]
    assert [title and (title.agency, title.cell) for title in titles] == [
        *(("NZP", None), None, ("MBIE", None), None, ("MoJ", None)),
    ]


def test_the_line_right_above_the_headings_goes_before_the_tab() -> None:
    sheet = sheet_from_markdown(f"| Plan of action |\n| NZ Police |\n{UPDATES}", "MBIE")
    (table,) = read_workbook(workbook_from_sheets(sheet)).tables
    assert table.title is not None
    assert table.title.cell is not None
    assert (table.title.agency, table.title.cell.ref, table.title.cell.raw) == ("NZP", "A2", "NZ Police")


@pytest.mark.parametrize("above", ["| MBIE |\n| Plan of action |", "| Plan |\n| MBIE |\n", "| MBIE | Plan of action |"])
def test_an_agency_farther_above_is_a_letterhead(above: str) -> None:
    (table,) = read_markdown(f"{above}\n{UPDATES}").tables
    assert table.title is None


def test_rows_take_the_agency_of_the_sub_heading_above_them() -> None:
    submission = read_markdown("""
| Action | Status | Progress |
| 1 | Under way | Held a forum. |
| MBIE |
| 2 | Under way | Wrote a guide. |
| Prevention |
| 3 | Under way | Met unions. |
|  |  | Met firms. |
|  | New Zealand Police |

| 9 | Under way | Trained inspectors. |
| Agency: DIA |
| 10 | Under way | Printed it. |
| OT updates 2022 |
| N1 | Under way | Sent it. |
""")
    assert agencies(submission) == [
        (2, None, None),
        *((number, "MBIE", "A3") for number in (4, 6, 7, 8, 10)),
        *((12, "DIA", "A11"), (14, "OT", "A13")),
    ]
    assert [kind for number, kind in kinds(submission) if number in (3, 5, 8, 11, 13)] == [
        *("sub-heading", "sub-heading", "update", "sub-heading", "sub-heading"),
    ]


@pytest.mark.parametrize("heading", ["CUSTOMS (2)", "Lead: DIA", "Justice / Courts", "Work with the Police."])
def test_a_sub_heading_ends_where_another_agency_may_be_meant(heading: str) -> None:
    submission = read_markdown(
        f"{UPDATES}\n| MBIE |\n| 1 | Under way | Met. |\n| {heading} |\n| 2 | Under way | Met. |"
    )
    assert [each for each in agencies(submission) if each[0] != 5] == [
        *((2, None, None), (4, "MBIE", "A3"), (6, None, None)),
    ]


def test_a_row_that_names_its_own_agency_keeps_it() -> None:
    submission = read_markdown("""
| Agency | Action | Progress |
| Police |
|  | 2 | Wrote a guide. |
| DIA | 3 | Met unions. |
| =B2 | 9 | Met firms. |
""")
    assert agencies(submission) == [(3, "NZP", "A2"), (4, "DIA", "A4"), (5, None, None)]


def test_a_sub_heading_holds_to_the_end_of_its_table_or_heads_the_next_one() -> None:
    other = "| Action | Progress | Team |"
    after_rows = read_markdown(f"{UPDATES}\n| MBIE |\n| 10 | Under way | Met. |\n{other}\n| 1 | Went. | x |")
    assert agencies(after_rows) == [(2, None, None), (4, "MBIE", "A3"), (6, None, None)]
    right_above = read_markdown(f"{UPDATES}\n| MBIE |\n\n{other}\n| 1 | Went. | x |\n{UPDATES}")
    assert agencies(right_above) == [(2, None, None), (6, "MBIE", "A3"), (8, None, None)]


def test_the_row_of_a_sub_heading_says_which_agency_it_names() -> None:
    submission = read_markdown(f"{UPDATES}\n| Police |\n| Agency: | DIA |\n| Prevention |")
    named = [values(row).get("agency") for _, row in submission.rows]
    assert named == [None, "NZP", "DIA", None]


@pytest.mark.parametrize("row", ["|  |  | Police |", "|  | MBIE |", "| MBIE | | Held a forum. |", "| MBIE and DIA |"])
def test_an_agency_that_stands_for_an_answer_or_beside_one_heads_nothing(row: str) -> None:
    submission = read_markdown(f"{UPDATES}\n{row}\n| 10 | Under way | Met. |")
    assert agencies(submission)[-1] == (4, None, None)
