"""Several tables on a sheet, one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poatool.workbooks.model import Area
from tests.submissions.reading import columns_of, kinds, read_markdown, read_workbook, values
from tests.support.tables import sheet_from_markdown, workbook_from_sheets

UPDATES = "| Action | Status | Progress |\n| 9 | Under way | Held a forum. |"


def test_another_row_of_headings_begins_another_table() -> None:
    submission = read_markdown("""
| Action | Status | Progress |
| 9 | Under way | Held a forum. |

Protection
| Progress | Team | Action | Status |
| Met unions. | Policy | 21 | Completed |
""")
    assert [(table.header_row, len(table.rows)) for table in submission.tables] == [(1, 2), (5, 1)]
    assert kinds(submission) == [(2, "update"), (4, "sub-heading"), (6, "update")]
    assert values(submission.tables[1].rows[0]) == {"progress": "Met unions.", "action": "21", "status": "Completed"}


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("| Acton | Next steps | Progress | Status |", ["action", "next_steps", "progress", "status"]),
        ("| Actoin | Nxt steps | Progess | Staus |", ["action", "next_steps", "progress", "status"]),
        ("| Measure | Next steps | Progress | Status |", [None, "next_steps", "progress", "status"]),
        ("| Progress | Status | Measure |", ["progress", "status", None]),
        ("| Acton | Progress | Status | Next steps |", ["action", "progress", "status", "next_steps"]),
    ],
)
def test_headings_of_another_table_are_known_though_they_are_misspelt_or_name_no_action(
    headings: str, columns: list[str | None]
) -> None:
    submission = read_markdown(f"""
| Action | Progress | Status | Next steps |
| 9 | Held a forum. | Under way | Print it. |
{headings}
| 28 | Extend it. | Met in Napier. | Ongoing |
""")
    assert [(table.header_row, len(table.rows)) for table in submission.tables] == [(1, 1), (3, 1)]
    assert list(columns_of(submission, 1).values()) == columns


@pytest.mark.parametrize(
    ("between", "tables"),
    [
        ("\n| Action | Budget | Owner |\n| 10 | 500 | Mere |", 2),
        ("What it costs\n| Action | Budget | Owner |\n| 10 | 500 | Mere |", 2),
        ("| Action | Under way | Held a forum |\n| 10 | Under way | Met. |", 1),
        ("\n| Action | Under way | Held a forum. |\n| 10 | Under way | Met. |", 1),
        ("\n| Action | Under way | Held a forum in Napier |\n| 10 | Under way | Met. |", 1),
        ("\n| Action | Under way | |\n| 10 | Under way | Met. |", 1),
        ("\n| Action | MBIE | as above |\n| 10 | Under way | Met. |", 1),
        ("\n| Action | Budget | Owner |", 1),
        ("\n| Action | 500 | Owner |\n| 10 | 500 | Mere |", 1),
    ],
)
def test_a_table_of_something_else_below_is_not_read_by_the_headings_above(between: str, tables: int) -> None:
    submission = read_markdown(f"{UPDATES}\n{between}")
    assert len(submission.tables) == tables


@pytest.mark.parametrize(
    "row",
    [
        "| Police |  | Update | Activities |",
        "| Ministry |  | Update | Progress made |",
        "| MBIE | N1 | Ongoing | Update |",
        "| MBIE |  | Progress | Update |",
        "|  |  | Status | Progress made |",
        "| Acton |  | Ongoing | Progress |",
        "| Under way | Progress | Ongoing | Update |",
    ],
)
def test_a_row_that_answers_in_the_words_of_headings_is_no_row_of_headings(row: str) -> None:
    submission = read_markdown(f"| Agency | Action | Status | Progress |\n{row}\n| DIA | 9 | Under way | Met. |")
    assert kinds(submission) == [(2, "update"), (3, "update")]


@pytest.mark.parametrize(
    ("headings", "tables"), [("| Action | Status | Progress |", [1]), ("| Action | Team | Status | Progress |", [1, 5])]
)
@pytest.mark.parametrize(
    ("group", "area", "kind"),
    [
        ("| Plan of Action | Agency reporting |", Area(4, 2, 4, 3), "sub-heading"),
        ("| Plan |  | Reporting |", Area(4, 1, 4, 2), "sub-heading"),
        ("| Plan of Action | Agency reporting |", Area(4, 2, 9, 2), "update"),
        ("| 10 | Under way |", Area(4, 2, 4, 3), "update"),
        ("| Train staff | They were trained. |", Area(4, 2, 4, 3), "update"),
    ],
)
def test_a_row_merged_over_the_headings_of_another_table_is_no_row_of_the_one_above(
    headings: str, tables: list[int], group: str, area: Area, kind: str
) -> None:
    rows = f"| Action | Status | Progress |\n| 9 | Under way | Met. |\n\n{group}\n{headings}\n| 3 | Ongoing | Met. |"
    submission = read_workbook(workbook_from_sheets(replace(sheet_from_markdown(rows), merges=(area,))))
    assert [table.header_row for table in submission.tables] == tables
    assert kinds(submission)[1] == (4, kind)


def test_the_same_headings_again_are_skipped_and_the_table_goes_on() -> None:
    submission = read_markdown("""
| Action | Status | Progress |
| 9 | Under way | Held a forum. |
| Protection |
| Action | Status | Progress |
| 21 | Completed | Met unions. |
""")
    (table,) = submission.tables
    assert [row.kind.value for row in table.rows] == ["update", "sub-heading", "repeated heading row", "update"]
