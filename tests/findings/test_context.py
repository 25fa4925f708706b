"""What surrounds a finding: its table, heading, row, action and agency."""

import pytest

from poatool.findings.context import Context
from poatool.findings.model import Place
from tests.support.findings import submission

TWO_TABLES = """
    | Action | Status    | Progress |
    | 9      | Under way | Did it.  |

    | Progress  | Action | Status |
    | Began it. | 2      | #REF!  |
"""
SECTION = """
    | Status    | Progress |
    | Action 9  |          |
    | Under way | Did it.  |
"""
AROUND = Context((submission(TWO_TABLES), submission(path="in/a.csv", kind="csv", top=3)))


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
def test_a_heading_belongs_to_the_last_table_that_begins_above(place: Place, heading: str | None) -> None:
    found = AROUND.heading(place)
    assert (found.text if found else None) == heading


def test_a_heading_in_one_of_many_tables_and_forms() -> None:
    tables = "\n".join(["| Action | Progress |\n| 1 | Did it. |\n| Progress | Action |\n| Did it. | 2 |"] * 10)
    around = Context((submission(tables, sheet="Tables"),))
    headings = [around.heading(at("B", row, "Tables")) for row in range(1, 41)]
    assert [heading and heading.cell.row for heading in headings] == [row - (row + 1) % 2 for row in range(1, 41)]
    form = "| Action | Action 2 | Action 3 |\n| Status | Ongoing | |\n| Progress | Did it. | Began it. |"
    beside = Context((submission(form, sheet="Form"),))
    labels = [beside.heading(at("C", row, "Form")) for row in range(1, 4)]
    assert [label and label.text for label in labels] == ["Action", "Status", "Progress"]


def test_the_action_is_as_it_was_typed() -> None:
    assert AROUND.action(at("C", 5)) == "2"
    assert AROUND.action(at(None, 4, sheet=None, path="in/a.csv")) == "29"
    assert AROUND.action(at("A", 1)) is None


def test_actions_and_agencies_are_codes_wherever_they_are_named() -> None:
    rows = """
        | Action   | Agency   | Status    | Progress           |
        | No. 1-2  | OT, MBIE | Under way | Trained officers.  |
        | Actn 29  |          | Under way | Published a guide. |
    """
    listed, alone = Context((submission(rows),)), Context((submission(SECTION),))
    assert (listed.actions(at("D", 2)), listed.agencies(at("D", 2))) == ("1, 2", "OT, MBIE")
    assert (listed.actions(at("D", 3)), listed.agencies(at("D", 3))) == ("Actn 29", None)
    assert (alone.actions(at("B", 3)), alone.agencies(at("B", 3))) == ("9", "NZP")
    unanswered = Context((submission("| Action | Progress |\n| 9 | Did it. |\n| 1 | |\n| No. 2 | |\n| N1 | |"),))
    assert (unanswered.actions(at("A", 3)), unanswered.actions(at("A", 3), 4)) == ("1", "1, 2")
    assert (alone.actions(at("A", 1)), alone.agencies(at(None, None))) == (None, "NZP")


def test_the_agency_is_that_of_the_file() -> None:
    assert AROUND.agency(at(None, None)) == "NZP"
    assert AROUND.agency(at(None, 3, sheet=None, path="waivers.yaml")) is None
