"""Sheets: one a pillar or agency, covers with labelled cells, sheets that go beside a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.submissions.read import read
from poatool.submissions.template import LISTS_SHEET
from poatool.workbooks.model import Trouble, Unreadable, Visibility
from tests.submissions.reading import COLUMNS, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

UPDATES = "| Action | Status | Progress |\n| 9 | Under way | Held a forum. |"


def test_one_sheet_a_pillar() -> None:
    sheets = [sheet_from_markdown(UPDATES, name) for name in ("Prevention", "Protection", "Enforcement")]
    submission = read_workbook(workbook_from_sheets(*sheets))
    assert [(table.sheet, len(table.rows)) for table in submission.tables] == [
        ("Prevention", 1),
        ("Protection", 1),
        ("Enforcement", 1),
    ]


def test_a_cover_sheet_names_agency_period_and_contact() -> None:
    submission = read_markdown(
        """
| Annual implementation report |
|  | Reporting agency: |  | Ministry of Business |
|  | Period: 2022 |
|  | Prepared by | Year |
|  | Aroha Ngata |
""",
        UPDATES,
    )
    assert {name: (traced.value, traced.cell.ref) for name, traced in submission.labels.items()} == {
        "agency": ("Ministry of Business", "D2"),
        "period": ("2022", "B3"),
        "contact": ("Aroha Ngata", "B5"),
    }
    assert submission.labels["period"].cell.raw == "Period: 2022"


def test_what_stands_below_the_value_of_a_label_goes_with_it() -> None:
    submission = read_markdown("| Agency |\n| MBIE |\n| Policy branch |", UPDATES)
    assert submission.labels["agency"].value == "MBIE"


def test_labels_stand_above_the_table_too() -> None:
    submission = read_markdown(f"| Agency: MBIE |  | Year | 2022 |\n\n{UPDATES}")
    assert {name: traced.value for name, traced in submission.labels.items()} == {"agency": "MBIE", "period": 2022}


def test_a_label_without_a_value_says_nothing() -> None:
    submission = read_markdown(f"| Agency: |\n| Contact: |\n\n{UPDATES}")
    assert submission.labels == {}


def test_an_agency_that_only_one_sheet_names_belongs_to_the_rows_of_that_sheet() -> None:
    submission = read_markdown(f"| Agency: | MBIE |\n{UPDATES}", f"| Agency: | Police |\n{UPDATES}")
    first, second = (row for _, row in submission.rows)
    assert submission.labels["agency"].value == "MBIE"
    assert "agency" not in first.cells
    assert second.cells["agency"].value == "Police"
    assert (second.cells["agency"].cell.sheet, second.cells["agency"].cell.ref) == ("Sheet2", "B1")


def test_an_agency_named_between_rows_belongs_to_the_rows_below_it() -> None:
    submission = read_markdown(f"{UPDATES}\n| Agency: Police |\n{UPDATES}\n| 10 | Completed | Met unions. |")
    assert [(row.number, values(row).get("agency")) for _, row in submission.rows if row.kind.value == "update"] == [
        (2, None),
        (5, "Police"),
        (6, "Police"),
    ]


@pytest.mark.parametrize("banner", ["| Agency: DIA | Progress report 2022 |", "| Agency | DIA | Progress report |"])
@pytest.mark.parametrize("headings", ["| Action | Status | Progress |", "| Action | Progress | Status |"])
def test_an_agency_in_a_banner_between_tables_belongs_to_the_rows_below_it(banner: str, headings: str) -> None:
    submission = read_markdown(f"| Agency: MBIE |\n{UPDATES}\n\n{banner}\n{headings}\n| 3 | Ongoing | Ongoing |")
    named = [(row.number, values(row).get("agency")) for _, row in submission.rows if row.kind == "update"]
    assert named == [(3, None), (7, "DIA")]


def test_a_sheet_that_explains_holds_examples() -> None:
    guide = sheet_from_markdown("| Agency: your agency |\n" + UPDATES, "Instructions")
    updates = sheet_from_markdown("| Agency: MBIE |\n" + UPDATES, "Updates")
    submission = read_workbook(workbook_from_sheets(guide, updates))
    assert [row.kind.value for _, row in submission.rows] == ["example", "update"]
    assert submission.labels["agency"].value == "MBIE"


def test_a_guide_to_the_columns_is_no_form() -> None:
    guide = "| Action | its number |\n| Agency | choose yours |\n| Progress | what you did |"
    assert [table.sheet for table in read_markdown(guide, UPDATES).tables] == ["Sheet2"]


def test_the_lists_of_the_template_are_no_table() -> None:
    lists = sheet_from_markdown("| Action | Status | Progress |\n| 1 | Under way | x |", LISTS_SHEET)
    updates = sheet_from_markdown(UPDATES, "Updates")
    marked = workbook_from_sheets(updates, lists, properties={"custom.poatool template": "1"})
    assert [table.sheet for table in read_workbook(marked).tables] == ["Updates"]
    assert len(read_workbook(workbook_from_sheets(updates, lists)).tables) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Lists", "| Agency |\n| MBIE |"),
        ("Lists", "| Action | Description | Lead agency |\n| 1 | Train inspectors | MBIE |"),
        ("Choices", "| Agency | Status |\n| MBIE | Under way |\n| DIA | Completed |"),
        ("People", "| Agency | Name |\n| MBIE | Aroha |\n| DIA | Mere |"),
    ],
)
def test_a_list_of_agencies_names_none_for_the_workbook(name: str, text: str) -> None:
    workbook = workbook_from_sheets(sheet_from_markdown(text, name), sheet_from_markdown(UPDATES, "Updates"))
    submission = read_workbook(workbook)
    assert (submission.labels, [table.sheet for table in submission.tables]) == ({}, ["Updates"])


def test_an_agency_named_below_the_table_is_the_files() -> None:
    below = "| Agency: | Police |\n| Prepared by | Aroha |\n| Year: 2020 |"
    submission = read_markdown(f"{UPDATES}\n\n{below}")
    assert {name: traced.cell.ref for name, traced in submission.labels.items()} == {"agency": "B4"}
    assert "agency" in read_markdown(UPDATES, f"{UPDATES}\n{below}").labels
    assert read_markdown(f"{UPDATES}\n| Agency: | MBIE |", f"{UPDATES}\n{below}").labels == {}
    above = read_markdown(f"| Agency: | MBIE |\n{UPDATES}\n{below}")
    assert above.labels["agency"].value == "MBIE"


def test_a_file_that_cannot_be_read_is_a_submission_without_rows() -> None:
    unreadable = Unreadable("a.xlsx", Trouble.EMPTY, "It is empty.", "Send it again.")
    submission = read(unreadable, COLUMNS)
    assert (submission.readable, submission.rows, submission.path) == (False, (), "a.xlsx")


def test_a_sheet_that_holds_something_beside_a_table_is_named_unless_it_goes_with_one() -> None:
    workbook = workbook_from_sheets(
        sheet_from_markdown("| Agency: | MBIE |\n| Sent on | 1 March |", "Front"),
        sheet_from_markdown("| Action | Progress |\n| 2 | Held a forum. |", "Updates"),
        sheet_from_markdown("| Agency: | MBIE |\n| Action | the third |\n| Progress | Wrote a guide. |", "Form"),
        sheet_from_markdown("| Action 4: met unions. |", "More"),
        sheet_from_markdown("| Under way |", "Lists"),
        sheet_from_markdown("| Write one row for each action. |", "Instructions"),
        replace(sheet_from_markdown("| Draft |", "Old"), visibility=Visibility.HIDDEN),
        sheet_from_markdown("", "Empty"),
    )
    submission = read_workbook(workbook)
    assert submission.unread == ("Form", "More")
    assert submission.like_forms == {"Form"}


@pytest.mark.parametrize(
    ("sheet", "read"),
    [
        ("| Action | 3 |\n| Progress | Wrote a guide. |", True),
        ("| Agency | MBIE |\n| Action | Action 3: Train inspectors |\n| Status | Completed |", True),
        ("| Action | 3 |\n| Progress |\n| Wrote a guide. |", True),
        ("| Action | 3 |\n| Status |\n| Progress |", False),
        ("| Action | its number |\n| Progress | what you did |", False),
        ("| Action | 3 | the number of the action |\n| Progress | Held a forum. | what you did |", False),
        ("| Action |\n| Status | Under way |\n| Progress | Wrote a guide. |", False),
        ("| Agency | MBIE |\n| Contact | Aroha |\n| Status | Final |", False),
        ("| Action | the work on procurement |\n| Status | Under way |\n| Progress | Wrote a guide. |", True),
        ("| Action | the work on procurement |\n| Status | Final |\n| Progress | Wrote a guide. |", False),
        ("| Action | the wording of it |\n| Status | choose one |\n| Progress | what you did |", False),
        ("| Action | the work on procurement |\n| Status | Under way |\n| Progress |", False),
        ("| Action | the work | of 2022 |\n| Status | Under way |\n| Progress | Wrote a guide. |", False),
    ],
)
def test_a_form_beside_another_sheets_table_is_read_where_it_certainly_reports(sheet: str, *, read: bool) -> None:
    workbook = workbook_from_sheets(sheet_from_markdown(UPDATES, "Table"), sheet_from_markdown(sheet, "Form"))
    assert ("Form" in {table.sheet for table in read_workbook(workbook).tables}) == read


@pytest.mark.parametrize("name", ["Cover", "Instructions", "Example", "Lists"])
def test_a_sheet_of_another_purpose_beside_a_table_is_no_form(name: str) -> None:
    form = sheet_from_markdown("| Action | 3 |\n| Progress | Wrote a guide. |", name)
    submission = read_workbook(workbook_from_sheets(form, sheet_from_markdown(UPDATES, "Table")))
    assert [table.sheet for table in submission.tables] == ["Table"]


def test_tables_and_forms_are_in_the_order_of_the_sheets() -> None:
    form = sheet_from_markdown("| Action | 3 |\n| Progress | Wrote a guide. |", "Form")
    sheets = (sheet_from_markdown(UPDATES, "One"), form, sheet_from_markdown(UPDATES, "Two"))
    assert [table.sheet for table in read_workbook(workbook_from_sheets(*sheets)).tables] == ["One", "Form", "Two"]


def test_a_sheet_that_holds_something_beside_a_form_is_named_unless_it_goes_with_one() -> None:
    workbook = workbook_from_sheets(
        sheet_from_markdown("| Agency: | MBIE |", "Front"),
        sheet_from_markdown("| Action | 3 |\n| Progress | Wrote a guide. |", "Form 1"),
        sheet_from_markdown("| Action: 4 |\n| Status: Ongoing |\n| Progress: Met unions in Gore. |", "Form 2"),
        sheet_from_markdown("| Measure | 5 |\n| Where it stands | Ongoing |", "Form 3"),
        sheet_from_markdown("| Item | Amount |\n| Travel | 1200 |", "Budget"),
        sheet_from_markdown("| Return of 2022 |", "Cover"),
        sheet_from_markdown("| Under way |", "Lists"),
        sheet_from_markdown("| Fill in one sheet for each action. |", "Instructions"),
        replace(sheet_from_markdown("| Draft |", "Old"), visibility=Visibility.HIDDEN),
    )
    assert read_workbook(workbook).unread == ("Form 2", "Form 3", "Budget")


def test_no_sheet_is_named_where_none_has_a_table_or_all_are_forms() -> None:
    forms = [sheet_from_markdown(f"| Action | {n} |\n| Progress | Held a forum. |", f"Action {n}") for n in (2, 3)]
    assert read_workbook(workbook_from_sheets(*forms)).unread == ()
    assert read_workbook(workbook_from_sheets(sheet_from_markdown("| Name | Town |", "People"))).unread == ()
