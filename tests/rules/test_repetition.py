"""Actions that several rows report on: which are named, and in which rows."""

from __future__ import annotations

import pytest

from poatool.framework.edition import as_of
from poatool.framework.load import load
from poatool.rules import RULES
from poatool.rules.checking import check
from poatool.rules.registry import Batch
from poatool.submissions.columns import Columns
from poatool.submissions.interpret import interpret
from poatool.submissions.read import read
from tests.support.tables import workbook_from_markdown

FRAMEWORK = load()
EDITION = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
TEXTS = (
    "Leaflets were printed in nine languages.",
    "Guides for employers were sent to orchards.",
    "Shared training was run in Napier.",
    "A forum was held in Whangārei.",
)


def repeated(*written: str) -> list[tuple[str | None, str, list[str | None]]]:
    """Where ACT210 is found in a table with these action cells, what it says, and the cells that it points to."""
    rows = "\n".join(f"| {action} | Ongoing | {text} |" for action, text in zip(written, TEXTS, strict=False))
    book = workbook_from_markdown(
        f"| Action | Status | Progress |\n{rows}", path="dia.xlsx", properties={"custom.Agency": "DIA"}
    )
    found = check(Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),)), RULES)
    return [(f.place.cell, f.message, [r.cell for r in f.related]) for f in found if f.code == "ACT210"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            ("1", "3", "1 to 3"),
            [("A4", "Actions 1 and 3 are already reported on in row 2 and row 3.", ["A2", "A3"])],
        ),
        (
            ("3", "1", "1 to 3"),
            [("A4", "Actions 1 and 3 are already reported on in row 3 and row 2.", ["A3", "A2"])],
        ),
        (("1 to 3", "4", "1, 3"), [("A4", "Actions 1 and 3 are already reported on in row 2.", ["A2"])]),
        (
            ("1, 3", "3, 4", "3, 4, 5"),
            [
                ("A3", "Action 3 is already reported on in row 2.", ["A2"]),
                ("A4", "Actions 3 and 4 are already reported on in row 2 and row 3.", ["A2", "A3"]),
            ],
        ),
        (("2", "2", "2"), [("A3", "Action 2 is already reported on in row 2, and again in row 4.", ["A2", "A4"])]),
        (("9", "26"), []),
        (("9", "3", "3, 26"), [("A4", "Action 3 is already reported on in row 3.", ["A3"])]),
    ],
)
def test_all_actions_that_are_reported_again_are_named_with_their_rows(
    written: tuple[str, ...], expected: list[tuple[str, str, list[str]]]
) -> None:
    assert repeated(*written) == expected
