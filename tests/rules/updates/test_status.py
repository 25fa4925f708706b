"""Statuses with something beside them: what the agency is told, and what may be corrected."""

from __future__ import annotations

import pytest

from poatool.findings.model import Fix
from tests.support.checking import found, found_at, update

ELSE = "put anything else into the progress column."
ALL = (
    "Choose one of “Not started”, “Under way”, “Ongoing”, “On hold”, “Delayed”, “Completed” or “No update this period”."
)


@pytest.mark.parametrize(
    ("status", "message", "hint", "likely"),
    [
        (
            "No update, restructure",
            "“No update” is a status of the plan, and “restructure” is a remark.",
            f"Choose “No update this period”; {ELSE}",
            "No update this period",
        ),
        (
            "Ongoing; on hold until March",
            "“Ongoing; on hold until March” may mean “Ongoing” or “On hold”.",
            f"Choose one of them; {ELSE}",
            None,
        ),
        (
            "Phase one is delayed",
            "“Phase one is delayed” is not a status of the plan.",
            "Did you mean “Delayed”? Correct the cell.",
            "Delayed",
        ),
        (
            "Work is delayed, ongoing",
            "“Work is delayed, ongoing” may mean “Delayed” or “Ongoing”.",
            f"Choose one of them; {ELSE}",
            None,
        ),
        ("Red", "“Red” is not a status of the plan.", ALL, None),
        ("Not completed", "“Not completed” is not a status of the plan.", ALL, None),
        (
            "Completed: no",
            "“no” may contradict the status “Completed”.",
            f"Choose the status that is meant; {ELSE}",
            None,
        ),
    ],
)
def test_what_is_said_of_a_status_with_a_remark(status: str, message: str, hint: str, likely: str | None) -> None:
    (finding,) = found(update(status=status))
    assert (finding.code, finding.place.cell, finding.value) == ("UPD304", "B2", status)
    assert (finding.message, finding.hint) == (message, hint)
    assert finding.fix == (Fix(likely, safe=False) if likely else None)


TABLE = """\
| Action                     | Agency        | Status          | Progress                              |
| 4 – intelligence sharing   | Police (lead) | Under way (60%) | Shared intelligence with partners.    |
| 5                          | Police        | Under way       | Opened a line for reports by phone.   |
| 16 – supply chain reports  | Lead: Customs | Amber – delayed | Consulted businesses on their duties. |
"""


def test_a_remark_is_said_once_a_column_with_the_other_cells() -> None:
    said = [finding for finding in found(TABLE, agency="") if finding.code == "UPD319"]

    assert [(f.place.cell, [place.cell for place in f.related]) for f in said] == [
        ("A2", ["A4"]),
        ("B2", ["B4"]),
        ("C2", ["C4"]),
    ]
    assert said[2].message == (
        "“Under way (60%)” was read as “Under way”. The words beside it are not published. "
        "The same goes for 1 cell below it."
    )


def test_a_year_after_the_period_is_said_instead() -> None:
    assert found_at(update(status="Completed – May 2024"), only="UPD") == [("UPD305", "B2")]
    assert found_at(update(status="Completed – May 2022"), only="UPD") == [("UPD319", "B2")]
