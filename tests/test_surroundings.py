"""What stands around a finding: its table, heading, row, action and agency."""

from __future__ import annotations

import pytest

from poatool.findings import Place
from poatool.surroundings import Surroundings
from tests.support.findings import submission

TWO_TABLES = """
    | Action | Status    | Progress |
    | 9      | Under way | Did it.  |

    | Progress  | Action | Status |
    | Began it. | 2      | #REF!  |
"""
AROUND = Surroundings((submission(TWO_TABLES), submission(path="in/a.csv", kind="csv", top=3)))


def at(column: str | None, row: int | None, sheet: str | None = "Updates", path: str = "in/police.xlsx") -> Place:
    return Place(path, sheet, row, column)


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (at("A", 1), "Action"),
        (at("A", 2), "Action"),
        (at("A", 4), "Progress"),
        (at("A", 5), "Progress"),
        (at("C", 99), "Status"),
        (at("Z", 2), None),
        (at(None, 2), None),
        (at(None, None), None),
        (at("A", 2, sheet="Sheet2"), None),
        (at("A", 2, path="in/other.xlsx"), None),
        (at("C", 4, sheet=None, path="in/a.csv"), "Status"),
        (at("C", 2, sheet=None, path="in/a.csv"), None),
    ],
)
def test_a_heading_is_that_of_the_last_table_that_begins_above(place: Place, heading: str | None) -> None:
    found = AROUND.heading(place)
    assert (found.text if found else None) == heading


def test_a_row_is_what_its_cells_hold_as_they_read() -> None:
    assert AROUND.row(at("C", 5)) == {1: "Began it.", 2: "2", 3: "#REF!"}
    assert AROUND.row(at("A", 3)) == {}
    assert AROUND.row(at("A", 5, sheet=None, path="in/a.csv")) == {1: "2", 2: "NZP", 3: "Complted", 4: "TBC"}
    assert AROUND.row(at("A", 2, path="in/other.xlsx")) == {}


def test_the_action_is_as_it_was_typed() -> None:
    assert AROUND.action(at("C", 5)) == "2"
    assert AROUND.action(at(None, 4, sheet=None, path="in/a.csv")) == "29"
    assert AROUND.action(at("A", 1)) is None


def test_the_agency_is_that_of_the_file() -> None:
    assert AROUND.agency(at(None, None)) == "NZP"
    assert AROUND.agency(at(None, 3, sheet=None, path="waivers.yaml")) is None
