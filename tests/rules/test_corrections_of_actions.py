"""What is offered instead of an action that is none, and what is never written into a cell."""

from __future__ import annotations

import pytest

from poatool.findings.model import Finding, Fix
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
AS_PRINTED = "Write the number of an action as the plan prints it: 1 to 28 or N1."


def findings(written: str) -> tuple[Finding, ...]:
    """The findings on a table of one row with this action cell."""
    table = f"| Action | Status | Progress |\n| {written} | Under way | Trained forty inspectors. |"
    book = workbook_from_markdown(table, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    return check(Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),)), RULES)


@pytest.mark.parametrize(
    ("written", "code", "hint", "fix"),
    [
        ("G", "ACT201", AS_PRINTED, None),
        ("P2.3", "ACT201", AS_PRINTED, None),
        ("24 ?", "ACT201", "Did you mean Action 24? Correct the cell.", "24"),
        ("J1", "ACT201", "Did you mean Action N1 or Action 1? Correct the cell.", None),
        ("1.1", "ACT201", "Did you mean Action 1? Correct the cell.", None),
        ("27a", "ACT201", "Did you mean Action 27? Correct the cell.", "27"),
        ("1-3-5", "ACT208", "Did you mean “1, 3, 5”? Correct the cell.", "1, 3, 5"),
        ("25-29", "ACT208", "List the actions one by one.", None),
        ("10/11/12", "ACT206", "Set the cell's format to Text (Home > Number), then type the numbers again.", None),
        (
            "May-27",
            "ACT206",
            "Set the cell's format to Text (Home > Number), then type the numbers again, for instance “5-27”.",
            "5-27",
        ),
        ("44562", "ACT206", "Set the cell's format to Text (Home > Number), then type the numbers again.", None),
        ("24-22", "ACT208", "Did you mean “22-24”? Correct the cell.", "22-24"),
    ],
)
def test_a_correction_keeps_every_number(written: str, code: str, hint: str, fix: str | None) -> None:
    [found] = findings(written)

    assert (found.code, found.place.cell, found.hint) == (code, "A2", hint)
    assert found.fix == (Fix(fix, safe=False) if fix else None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("26", [("ACT202", "A2")]),
        ("26 → 9", [("ACT202", "A2")]),
        ("26 → 10", [("ACT204", "A2")]),
        ("26, 29", [("ACT201", "A2")]),
    ],
)
def test_a_row_that_is_set_aside_is_not_said_to_be_counted(written: str, found: list[tuple[str, str]]) -> None:
    assert [(f.code, f.place.cell) for f in findings(written)] == found
