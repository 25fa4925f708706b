"""What somebody who opens the workbook does not see."""

from typing import Any

import pytest

from poatool.workbooks.model import Area, Visibility
from tests.support.checking import TABLE, found, found_at, sheet

FORM = "| Action | Action 2 | Action 3 |\n| Status | Ongoing | Ongoing |\n| Progress | Ran a forum. | Wrote a guide. |"
TWO = "| Action | Status | Progress |\n| 2 | Ongoing | Ran a forum. |\n| 3 | Ongoing | Dismissed two officers. |"


@pytest.mark.parametrize(("name", "codes"), [("Old notes", [("WBK124", None)]), ("Lists", []), ("Drop-down lists", [])])
def test_a_hidden_sheet_is_a_warning_unless_it_is_a_list_to_choose_from(name: str, codes: list[object]) -> None:
    assert found_at(TABLE, sheet("| Ongoing |", name, visibility=Visibility.HIDDEN)) == codes


@pytest.mark.parametrize(
    ("table", "hidden", "cell"),
    [
        (TABLE, {"visibility": Visibility.VERY_HIDDEN}, "A2"),
        (TABLE, {"hidden_columns": frozenset({3})}, "C2"),
        (FORM, {"hidden_columns": frozenset({3})}, "C1"),
        (
            "| Action | Status | Progress | |\n| 2 | Ongoing | | Ran a forum. |",
            {"merges": (Area(1, 3, 1, 4),), "hidden_columns": frozenset({4})},
            "D2",
        ),
        (TWO, {"merges": (Area(2, 3, 3, 3),)}, "C3"),
        (TWO, {"merges": (Area(2, 2, 3, 2),)}, None),
        (
            "| Agency: | DIA |\n| Action | Status | Progress | Agency |\n| 2 | Ongoing | Ran a forum. | |",
            {"hidden_columns": frozenset({9}), "merges": (Area(1, 2, 1, 3),)},
            None,
        ),
    ],
    ids=["sheet", "column", "form", "below a merged heading", "merged over", "both say the same", "label elsewhere"],
)
def test_what_cannot_be_seen_of_an_update_is_an_error_at_its_first_cell(
    table: str, hidden: dict[str, Any], cell: str | None
) -> None:
    assert found_at(sheet(table, **hidden)) == ([("WBK110", cell)] if cell else [])


def test_what_hides_a_cell_is_named() -> None:
    (column,) = found(sheet(FORM, hidden_columns=frozenset({3})))
    (merged,) = found(sheet(TWO, merges=(Area(2, 3, 3, 3),)))
    assert column.message == "The column C is hidden."
    assert merged.message == "The cell C3 cannot be seen: C2 is merged over it."
