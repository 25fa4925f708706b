"""Remarks that are left out: said once a column, with an example and the other cells."""

from __future__ import annotations

from tests.support.checking import found, found_at, update

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
