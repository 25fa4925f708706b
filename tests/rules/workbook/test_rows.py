"""Rows that are not updates, and rows below a sub-heading of another time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poatool.submissions.model import RowKind
from tests.support.checking import HEADINGS, ROW, TABLE, book_of, checked_workbook, found, found_at, sheet

LAST_YEARS = "| 4 | Ongoing | Met the agencies each month. |"


def test_a_year_that_is_a_number_is_a_sub_heading_too() -> None:
    typed = sheet(f"{TABLE}\n| x | | |\n{LAST_YEARS}")
    cells = tuple(c._replace(value=2021.0, text="2021") if c.value == "x" else c for c in typed.cells)
    (finding,) = found(typed._replace(cells=cells))
    assert (finding.code, finding.place.row) == ("WBK117", 3)
    assert finding.message == "The rows below are for 2021, but this is a check for 2022."


BELOW = "| 5 | Ongoing | Met in Gore each month. |\n| 7 | Ongoing | Met in Levin each month. |"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"| 2021 |\n| Protection |\n{LAST_YEARS}\n| 2022 |\n{BELOW}", ["WBK117 A3", "WBK108 A4", "WBK108 A6"]),
        (f"| 2021 |\n| 2022 |\n{BELOW}", ["WBK108 A3", "WBK108 A4"]),
        (f"{BELOW}\n| 2021 |", ["WBK108 A5"]),
    ],
)
def test_what_a_sub_heading_says_of_the_time_holds_up_to_the_next_that_does(rows: str, expected: list[str]) -> None:
    assert [f"{code} {cell}" for code, cell in found_at(f"{TABLE}\n{rows}")] == expected


def test_rows_that_state_their_period_are_as_they_say() -> None:
    stated = "| 4 | Ongoing | Met the agencies each month. | 2022 |"
    assert found_at(f"{HEADINGS} Period |\n{ROW}\n| 2021 | | | |\n{stated}") == [("WBK108", "A3")]


def test_a_column_that_was_filled_down_is_one_finding_at_its_first_row() -> None:
    (finding,) = found("\n".join([TABLE, *["| 2 | | |"] * 30]))
    assert (finding.code, finding.place.cell) == ("WBK108", "A3")
    assert finding.message == "Rows 3 to 32 are not answered."
    assert (finding.place.row, finding.last_row) == (3, 32)


@given(st.lists(st.sampled_from(("| Prevention |", "| 2 | | |", ROW, HEADINGS, "| Total | 3 |", "| Note: late |"))))
def test_every_row_that_is_skipped_lies_in_a_finding(rows: list[str]) -> None:
    submission, findings = checked_workbook(book_of("\n".join([TABLE, *rows])))
    skipped = {row.number for _, row in submission.submission.rows if row.kind is not RowKind.UPDATE}
    spans = [(f.place.row, f.last_row or f.place.row) for f in findings if f.place.row]
    assert all(any(first <= number <= (last or 0) for first, last in spans) for number in skipped)
