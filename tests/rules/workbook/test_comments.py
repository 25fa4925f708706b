"""Comments on cells: named where they tell something, and never quoted."""

from __future__ import annotations

import pytest

from poatool.workbooks.model import Sheet
from tests.support.checking import TABLE, found, found_at, sheet

TOLD = "Action 3: we trained ten inspectors this year as well."


@pytest.mark.parametrize(
    ("text", "said"), [("Ask Mere for the figure.", True), ("Error UPD301: no progress.", False), (" ", False)]
)
def test_a_comment_on_a_cell_of_an_update_is_named_and_not_quoted(text: str, said: bool) -> None:
    findings = found(sheet(comments={(2, 3): text, (1, 1): "Fill in the number.", (9, 9): "Elsewhere."}))

    assert [(f.code, f.place.cell, f.severity) for f in findings] == ([("WBK125", "C2", "warning")] if said else [])
    assert all("Mere" not in f.message for f in findings)


@pytest.mark.parametrize(
    ("comments", "cells"),
    [
        ({(4, 1): TOLD}, ["A4"]),
        ({(60, 5): "We trained ten inspectors as well."}, ["E60"]),
        ({(2, 9): "We trained ten inspectors as well."}, ["I2"]),
        ({(1, 3): f"Mere Smith:\n{TOLD}"}, ["C1"]),
        ({(1, 3): "What did your agency do on this action in the period? Whole sentences, please."}, []),
        ({(1, 1): "The number of the action, such as 3 or N1 (see the list of actions)."}, []),
        ({(4, 3): "Type here what your agency did.", (5, 3): "Type here what your agency did."}, []),
        ({(4, 3): "PUB509 warning: the text contains an unseen character."}, []),
        ({(4, 3): "Type here, please."}, []),
    ],
)
def test_a_comment_beside_the_updates_is_named_where_it_tells_something(
    comments: dict[tuple[int, int], str], cells: list[str]
) -> None:
    assert found_at(sheet(comments=comments)) == [("WBK125", cell) for cell in cells]


def test_a_comment_on_a_sheet_without_a_table_is_passed_over() -> None:
    assert found(TABLE, Sheet("Notes", (), comments={(1, 1): TOLD})) == ()
