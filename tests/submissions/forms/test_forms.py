"""Vertical forms: which answers are whose, and where one form ends and the next begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.framework.load import load
from poatool.submissions.columns import Columns
from poatool.submissions.read import read
from tests.submissions.reading import columns_of, kinds, places, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, workbook_from_markdown, workbook_from_sheets


def test_a_form_is_a_table_of_one_row_each_value_from_its_own_cell() -> None:
    submission = read_markdown("""
| Progress report 2022 |

| Agency | MBIE |
| Action | 9 |
| Status | Under way |
| Key achievements | Held a forum. |
| Budget | 77 |
| Next steps |
| Hold another. |
""")
    ((table, row),) = submission.rows
    assert table.header_row == 3
    assert (row.number, row.kind.value, row.first.ref) == (3, "update", "B3")
    assert places(row) == {"agency": "B3", "action": "B4", "status": "B5", "progress": "B6", "next_steps": "A9"}
    assert [traced.cell.ref for traced in row.other.values()] == ["B7"]
    assert columns_of(submission)["Budget"] is None
    assert submission.labels["agency"].value == "MBIE"


def test_a_further_paragraph_of_a_form_continues_it() -> None:
    submission = read_markdown("""
| Action | 9 |
| Progress | Held a forum. |
|  | Wrote a guide. |
| Part B |
| Next steps | Print it. |
""")
    first, second = (row for _, row in submission.rows)
    assert values(first) == {"action": "9", "progress": "Held a forum.", "next_steps": "Print it."}
    assert [traced.cell.ref for traced in first.other.values()] == ["A4"]
    assert (second.number, second.continues) == (3, 1)
    assert places(second) == {"action": "B1", "progress": "B3"}


def test_a_contact_agency_or_period_that_comes_again_begins_no_form() -> None:
    submission = read_markdown("""
| Agency | MBIE |
| Contact | Mere |
| Action | 9 |
| Status | Under way |
| Progress | Held a forum. |
| Contact | Aroha |
| Agency | MBIE |
| Period | 2022 |
""")
    ((_, row),) = submission.rows
    assert (row.number, places(row)) == (
        1,
        {"agency": "B1", "contact": "B2", "action": "B3", "status": "B4", "progress": "B5", "period": "B8"},
    )
    assert columns_of(submission)["Agency"] == "agency"


def test_a_label_of_another_agency_or_status_has_lost_its_column() -> None:
    form = "| Agency | MBIE |\n| Action | 9 |\n| Status | Ongoing |\n| Progress | Met. |\n"
    submission = read_markdown(f"{form}| Reporting agency | Police |\n| Current status | Completed |")
    ((table, row),) = submission.rows
    assert (values(row)["agency"], values(row)["status"]) == ("MBIE", "Ongoing")
    assert [(h.text, h.column, h.suggestion) for h in table.headings[4:]] == [
        ("Reporting agency", None, "agency"),
        ("Current status", None, "status"),
    ]


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("| Agency | Police |\n| Contact | Aroha |", 4),
        ("| Agency: Police |\n| Contact | Aroha |", 4),
        ("\n| Agency | Police |\n| Contact | Aroha |\n", 5),
        ("| Contact | Tui |\n\n| Agency | Police |", 6),
        ("\n| Agency | Police | | Contact: Aroha |", 5),
    ],
)
def test_the_labels_right_above_a_further_action_go_with_it(between: str, second: int) -> None:
    form = "| Agency | MBIE |\n| Action | 9 |\n| Progress | Held a forum. |"
    submission = read_markdown(f"{form}\n{between}\n| Action | 10 |\n| Progress | Wrote a guide. |")
    assert [(row.number, values(row)["agency"], values(row)["action"]) for _, row in submission.rows] == [
        (1, "MBIE", "9"),
        (second, "Police", "10"),
    ]


def test_a_label_below_each_form_stays_with_the_form_above() -> None:
    form = "| Action | {} |\n| Progress | Met. |\n| Agency | {} |\n"
    submission = read_markdown(form.format(9, "MBIE") + form.format(10, "Police"))
    assert [(row.number, values(row)["agency"]) for _, row in submission.rows] == [(1, "MBIE"), (4, "Police")]
    apart = read_markdown(form.format(9, "MBIE") + "\n" + form.format(10, "Police"))
    assert [(row.number, values(row)["agency"]) for _, row in apart.rows] == [(1, "MBIE"), (5, "Police")]


def test_a_further_form_begins_where_progress_is_answered_again() -> None:
    submission = read_markdown(
        "| Status | Ongoing |\n| Progress | Met. |\n| Status | Completed |\n| Progress | Wrote. |\n| Progress |"
    )
    assert [(table.header_row, values(table.rows[0])) for table in submission.tables] == [
        (1, {"status": "Ongoing", "progress": "Met."}),
        (3, {"status": "Completed", "progress": "Wrote."}),
    ]


def test_a_second_form_begins_where_a_label_comes_again() -> None:
    submission = read_markdown("""
| Action | 9 |
| Progress | Held a forum. |

| Action | 10 |
| Progress | Wrote a guide. |
""")
    assert [(table.header_row, values(table.rows[0])) for table in submission.tables] == [
        (1, {"action": "9", "progress": "Held a forum."}),
        (4, {"action": "10", "progress": "Wrote a guide."}),
    ]


def test_actions_side_by_side_are_a_form_each() -> None:
    submission = read_markdown("""
| Action | 9 | N1 |
| Status | Under way | Completed |
| Progress | Held a forum. | Wrote a guide. |
""")
    assert [values(row) for _, row in submission.rows] == [
        {"action": "9", "status": "Under way", "progress": "Held a forum."},
        {"action": "N1", "status": "Completed", "progress": "Wrote a guide."},
    ]


@pytest.mark.parametrize("corner", ["", "Question"])
def test_actions_named_above_columns_of_answers_are_a_form_each(corner: str) -> None:
    submission = read_markdown(f"""
| Agency: MFAT |
| {corner} | Action 2 | action N1: |
| Status | Under way | Completed |
| Progress | Held a forum. | Action 3 was part of it. |
|  | Action 4 as well. |
""")
    assert [(values(row), row.continues) for _, row in submission.rows] == [
        ({"action": "Action 2", "status": "Under way", "progress": "Held a forum."}, None),
        ({"action": "Action 2", "progress": "Action 4 as well."}, 2),
        ({"action": "action N1:", "status": "Completed", "progress": "Action 3 was part of it."}, None),
    ]


@pytest.mark.parametrize(
    "row", ["|  | 2021 | 2022 |", "|  | Team A | Action 2 |", "|  | Action 2 and all that | Action 3 |"]
)
def test_what_else_stands_above_columns_of_answers_names_no_action(row: str) -> None:
    submission = read_markdown(f"{row}\n| Status | Under way | Completed |\n| Progress | Met. | Wrote. |")
    assert ["action" in r.cells for _, r in submission.rows] == [False]


SIDE_BY_SIDE = """
| Agency | MBIE | | Agency | Police | |
| Action | 9 | | Action | 10 | |
| Status | Under way | | Status | Completed | |
| Progress | Held a forum. | | Progress | Wrote a guide. | |
| | And a second. | | | And a leaflet. | |
| Next steps | | | Next steps | Print it. | Soon. |
"""


def test_forms_side_by_side_with_labels_of_their_own_are_a_form_each() -> None:
    submission = read_markdown(SIDE_BY_SIDE)
    assert [(table.lane, [(row.number, places(row)) for row in table.rows]) for table in submission.tables] == [
        (
            2,
            [
                (1, {"agency": "B1", "action": "B2", "status": "B3", "progress": "B4"}),
                (5, {"agency": "B1", "action": "B2", "progress": "B5"}),
            ],
        ),
        (
            5,
            [
                (1, {"agency": "E1", "action": "E2", "status": "E3", "progress": "E4", "next_steps": "E6"}),
                (5, {"agency": "E1", "action": "E2", "progress": "E5"}),
            ],
        ),
    ]
    assert [cell.cell.ref for cell in submission.tables[1].rows[0].other.values()] == ["F6"]


def test_forms_side_by_side_may_begin_in_any_row_and_answer_below_their_labels() -> None:
    submission = read_markdown("""
| Agency: | MBIE |
| Action no. | | Action no. |
| 9 | | 10 |
| Progress | | Progress |
| Held a forum. | | Wrote a guide. |
| | | |
| Action no. | | |
| 11 | | |
| Progress | | |
| Met unions. | | |
""")
    assert [(table.lane, values(table.rows[0])["action"]) for table in submission.tables] == [
        (1, "9"),
        (1, "11"),
        (3, "10"),
    ]


def test_what_stands_above_forms_side_by_side_goes_with_the_form_that_it_is_above() -> None:
    submission = read_markdown("""
| Agency: MBIE | | | Agency: Police | |
| Action | 9 | | Of this year. | |
| Progress | Held a forum. | | Action | 10 |
| | | | Progress | Wrote a guide. |
""")
    (_, first), (_, second) = submission.rows
    assert submission.labels["agency"].value == "MBIE"
    assert (first.number, values(first)) == (2, {"action": "9", "progress": "Held a forum."})
    assert (second.number, values(second)) == (1, {"agency": "Police", "action": "10", "progress": "Wrote a guide."})
    assert [cell.cell.ref for row in (first, second) for cell in row.other.values()] == ["D2"]
    titled = read_markdown("| Action | 9 | Our return |\n| Progress | Met. | Action | 10 |\n| | | Progress | Wrote. |")
    assert [[cell.cell.ref for cell in row.other.values()] for _, row in titled.rows] == [["C1"], []]


def test_several_references_below_each_other_are_one_form() -> None:
    ((table, row),) = read_markdown("| Action | 9 |\n|  | Action 10 |\n| Progress | Held a forum. |").rows
    assert (table.lane, places(row)) == (None, {"action": "B1", "progress": "B3"})
    assert [cell.cell.ref for cell in row.other.values()] == ["B2"]


@pytest.mark.parametrize("second", ["| Action | 10 |", "| Progress | Wrote a guide. |"])
def test_what_lacks_an_action_or_a_progress_is_no_form_beside_another(second: str) -> None:
    (table,) = read_markdown(f"| Action | 9 {second}\n| Status | Ongoing |\n| Progress | Held a forum. |").tables
    assert (table.lane, [cell.cell.ref for cell in table.rows[0].other.values()]) == (None, ["C1", "D1"])


@pytest.mark.parametrize(
    "line",
    [
        "| Agency: Ministry of Justice | Contact: Mere Tamahori |",
        "| Agency: Ministry of Justice | | Annual return |",
        "| Reporting agency: Ministry of Justice | | MBIE |",
        "| Agency: Ministry of Justice | Period: 2022 |",
    ],
)
def test_a_cell_that_holds_its_label_and_its_value_asks_for_none_beside_it(line: str) -> None:
    submission = read_markdown(f"{line}\n| Action | 9 |\n| Progress | Held a forum. |")
    ((_, row),) = submission.rows
    assert submission.labels["agency"].value == "Ministry of Justice"
    assert values(row) == {"action": "9", "progress": "Held a forum."}


def test_a_further_agency_beside_one_that_is_named_above_a_form_is_kept() -> None:
    submission = read_markdown("| Agency: Police | | MBIE | Return |\n| Action | 9 |\n| Progress | Held a forum. |")
    ((_, row),) = submission.rows
    assert [traced.cell.ref for traced in row.other.values()] == ["C1"]


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("| Agency: choose it from the list | Police |", "B1"),
        ("| Agency: Choose one of these | Police |", "B1"),
        ("| Agency (as in the plan) | Police |", "B1"),
    ],
)
def test_a_label_that_says_how_to_answer_has_its_answer_beside_it(line: str, cell: str) -> None:
    ((_, row),) = read_markdown(f"{line}\n| Action | 9 |\n| Progress | Held a forum. |").rows
    assert places(row)["agency"] == cell


def test_labelled_cells_beside_a_label_within_a_form_are_labels_of_their_own() -> None:
    submission = read_markdown("""
| Action | 9 | Agency: Police | Contact: Aroha |
| Agency: MBIE |
| Progress | Contact: everybody. |
""")
    ((_, row),) = submission.rows
    assert places(row) == {"action": "B1", "agency": "C1", "contact": "D1", "progress": "B3"}
    assert (values(row)["agency"], values(row)["contact"]) == ("Police", "Aroha")
    assert values(row)["progress"] == "Contact: everybody."


def test_a_label_for_another_year_is_not_that_of_the_period() -> None:
    form = """
| Action | 9 |
| Status in 2021 | Ongoing |
| Progress 2021 | Held a forum. |
| Status in 2022 | Completed |
| Progress 2022 | Wrote a guide. |
| Next steps in 2023 | Print it. |
| Progress last year | Less. |
"""
    plan = load()
    of_2022 = Columns.of_plan(plan, plan.period_by_id["2022"])
    ((table, row),) = read(workbook_from_markdown(form), of_2022).rows
    assert places(row) == {
        "action": "B1",
        "status": "B4",
        "progress": "B5",
        "next_steps": "B6",
        "previous_progress": "B7",
    }
    assert [(h.text, h.dated) for h in table.headings if h.column is None] == [
        ("Status in 2021", "2021"),
        ("Progress 2021", "2021"),
    ]
    below = "| Action |\n| 9 |\n| Next steps |\n| Print it. |\n| Progress 2021 |\n| Held a forum. |"
    ((_, only),) = read(workbook_from_markdown(below), of_2022).rows
    assert places(only) == {"action": "A2", "next_steps": "A4"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("| Action no. | 9 |\n| Action | Train them |", {"action": "B1", "action_text": "B2"}),
        ("| Action | Train them |\n| Action no. | 9 |", {"action": "B2", "action_text": "B1"}),
    ],
)
def test_a_label_beside_the_number_of_the_action_words_it(form: str, expected: dict[str, str]) -> None:
    ((_, row),) = read_markdown(f"{form}\n| Progress | Held a forum. |").rows
    assert places(row) == {**expected, "progress": "B3"}


def test_two_numbers_below_each_other_are_two_forms() -> None:
    submission = read_markdown("| Action | 9 |\n| Action | 10 |\n| Progress | Held a forum. |")
    assert [values(row)["action"] for _, row in submission.rows] == ["9", "10"]
    apart = read_markdown("| Action | 9 |\n\n| Action | Train them |\n| Progress | Held a forum. |")
    assert [values(row)["action"] for _, row in apart.rows] == ["9", "Train them"]


def test_the_labels_of_a_form_may_be_numbered() -> None:
    submission = read_markdown("| 1. Agency: | MBIE |\n| 2. Action: | 9 |\n| 3. Progress: | Held a forum. |")
    assert [values(row) for _, row in submission.rows] == [
        {"agency": "MBIE", "action": "9", "progress": "Held a forum."}
    ]
    assert submission.labels["agency"].value == "MBIE"


def test_the_agency_that_stands_above_a_form_is_that_of_its_sheet() -> None:
    form = "| Agency: {} |\n| Action | 9 |\n| Progress | Met. |\n|  | Wrote. |"
    submission = read_markdown(form.format("MBIE"), form.format("Police"))
    assert [values(row).get("agency") for _, row in submission.rows] == [None, None, "Police", "Police"]


def test_the_agency_of_a_further_form_is_not_that_of_the_form_above() -> None:
    cover = sheet_from_markdown("| Agency: MBIE |", "Cover")
    forms = (
        "| Action | 9 |\n| Progress | Met. |\n\n| Agency | Police |\n| Action | 10 |\n| Progress | Wrote. |\n\n"
        "| Action | 11 |\n| Progress | Printed. |"
    )
    submission = read_workbook(workbook_from_sheets(cover, sheet_from_markdown(forms, "Forms")))
    assert [values(row).get("agency") for _, row in submission.rows] == [None, "Police", "Police"]


def test_what_stands_apart_below_a_form_is_no_answer() -> None:
    submission = read_markdown("| Action | 9 |\n| Progress | Met. |\n| Next steps |\n\n| Thank you! |")
    ((_, row),) = submission.rows
    assert values(row) == {"action": "9", "progress": "Met."}
    assert columns_of(submission)["Thank you!"] is None


def test_an_empty_form_holds_no_row_and_one_that_names_only_the_agency_no_update() -> None:
    assert kinds(read_markdown("| Action |\n| Status |\n| Progress |")) == []
    assert kinds(read_markdown("| Agency | MBIE |\n| Action |\n| Progress |")) == [(1, "unanswered template row")]


def test_actions_side_by_side_of_which_the_last_has_no_status_are_a_form_each() -> None:
    submission = read_markdown(
        "| Action | Action 2 | Action 3 |\n| Status | Ongoing | |\n| Progress | Ran a forum. | Wrote a guide. |"
    )
    assert [values(row) for _, row in submission.rows] == [
        {"action": "Action 2", "status": "Ongoing", "progress": "Ran a forum."},
        {"action": "Action 3", "progress": "Wrote a guide."},
    ]


def test_a_hidden_form_is_said_to_be_hidden() -> None:
    sheet = replace(sheet_from_markdown("| Action | 9 |\n| Progress | Held a forum. |"), hidden_rows=frozenset({2}))
    ((_, row),) = read_workbook(workbook_from_sheets(sheet)).rows
    assert row.hidden


@pytest.mark.parametrize("label", ["OK to publish?", "OK to publish:", "Any risks?"])
def test_a_question_answered_by_no_is_no_row_of_headings(label: str) -> None:
    submission = read_markdown(f"| Action: | 9 |\n| Progress: | Held a forum. |\n| {label} | No |")
    ((_, row),) = submission.rows
    assert values(row) == {"action": "9", "progress": "Held a forum."}


def test_a_label_above_headings_that_are_not_ours_makes_no_form() -> None:
    read = read_markdown(
        "| Agency | NZP | |\n| Action | RAG | Commentary |\n| 2 | Green | Trained forty. |\n| 25 | Amber | Two. |"
    )
    (table,) = read.tables
    assert not table.is_form
    assert [heading.text for heading in table.headings] == ["Action", "RAG", "Commentary"]
    assert len(table.rows) == 2
