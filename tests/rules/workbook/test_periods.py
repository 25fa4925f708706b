"""Workbooks, sheets, files and folders that name another period."""

import pytest

from poatool.framework.edition import as_of
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.evidence import Evidence
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from poatool.workbooks.model import Sheet
from tests.support.checking import FRAMEWORK, HEADINGS, ROW, TABLE, book_of, found, sheet

OTHER = "| Action | Status | Progress |\n| 3 | Ongoing | Wrote a guide. |"


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        *((tab, True) for tab in ("2021", "Return for 2023")),
        *((tab, False) for tab in ("2022", "2021-22", "Plan 2020-2025", "Updates 21")),
    ],
)
def test_a_sheet_named_for_another_period_is_an_error_on_that_sheet(tab: str, said: bool) -> None:
    findings = [f.place.sheet for f in found(TABLE, sheet(OTHER, tab)) if f.code == "WBK115"]
    assert findings == ([tab] if said else [])


@pytest.mark.parametrize(
    "table",
    [
        "| Action | Period | Progress |\n| 3 | 2022 | Wrote a guide. |",
        "| Period: | 2022 |\n| Action | Progress |\n| 3 | Wrote a guide. |",
    ],
)
def test_unless_its_rows_or_the_workbook_say_which(table: str) -> None:
    assert "WBK115" not in [f.code for f in found(sheet(table, "2021"))]


def found_in(below: str, table: str | Sheet = TABLE, period: str = "2022") -> list[str]:
    """The codes of what is found in a file at this path below the folder that was given."""
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id[period])
    submission = read(book_of(table), Evidence(edition), below)
    return [f.code for f in check(Batch(edition, (interpret(submission, edition),)), RULES)]


@pytest.mark.parametrize("below", ["2022-01-15 MBIE.xlsx", "2022/MBIE.xlsx"])
def test_a_submission_is_sent_in_the_year_after(below: str) -> None:
    assert found_in(below, period="2021") == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (f"| Period: | 2022 |\n{TABLE}", []),
        (f"| Progress report 2022 | |\n{TABLE}", []),
        (f"{HEADINGS} Period |\n{ROW} 2022 |", []),
        (f"{HEADINGS} Period |\n{ROW} 15 March 2022 |", []),
        (f"{HEADINGS} Period |\n{ROW} 15 March 2019 |", ["WBK137"]),
        (sheet(name="2022"), []),
        (f"| Progress report 2021 | |\n{TABLE}", ["WBK115"]),
    ],
)
def test_what_a_workbook_says_of_its_period_counts_before_the_name_of_its_folder(
    table: str | Sheet, codes: list[str]
) -> None:
    assert found_in("2021/police.xlsx", table) == codes
