"""A status with something beside it: what the agency is told, and what may be corrected."""

from __future__ import annotations

import pytest

from poatool.findings.model import Fix
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
ELSE = "put anything else into the progress column."


@pytest.mark.parametrize(
    ("status", "message", "hint", "likely"),
    [
        (
            "Under way (75%)",
            "“Under way” is a status of the plan, and “(75%)” is a remark.",
            f"Choose “Under way”; {ELSE}",
            "Under way",
        ),
        (
            "In progress - on track",
            "“In progress” is a status of the plan, and “on track” is a remark.",
            f"Choose “Under way”; {ELSE}",
            "Under way",
        ),
        (
            "Ongoing; on hold until March",
            "“Ongoing; on hold until March” may mean “Ongoing” or “On hold”.",
            f"Choose one of them; {ELSE}",
            None,
        ),
        (
            "Green - on track",
            "“Green - on track” is not a status of the plan.",
            "Did you mean “Under way”? Correct the cell.",
            "Under way",
        ),
        (
            "Work is delayed, ongoing",
            "“Work is delayed, ongoing” may mean “Delayed” or “Ongoing”.",
            f"Choose one of them; {ELSE}",
            None,
        ),
        (
            "Red",
            "“Red” is not a status of the plan.",
            (
                "Choose one of “Not started”, “Under way”, “Ongoing”, “On hold”, “Delayed”, “Completed” or "
                "“No update this period”."
            ),
            None,
        ),
        (
            "Completed: no",
            "“no” may contradict the status “Completed”.",
            f"Choose the status that is meant; {ELSE}",
            None,
        ),
    ],
)
def test_what_is_said_of_a_status_with_a_remark(status: str, message: str, hint: str, likely: str | None) -> None:
    table = f"| Action | Status | Progress |\n| 2 | {status} | Trained forty inspectors. |"
    book = workbook_from_markdown(table, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    [finding] = check(Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),)), RULES)
    assert (finding.code, finding.place.cell, finding.value) == ("UPD304", "B2", status)
    assert (finding.message, finding.hint) == (message, hint)
    assert finding.fix == (Fix(likely, safe=False) if likely else None)


def test_not_completed_is_never_offered_as_completed() -> None:
    table = "| Action | Status | Progress |\n| 2 | Not completed | Trained forty inspectors. |"
    book = workbook_from_markdown(table, path="dia.xlsx", properties={"custom.Agency": "DIA"})
    [finding] = check(Batch(EDITION, (interpret(read(book, Columns.of()), EDITION),)), RULES)
    assert finding.fix is None
    assert finding.hint.startswith("Choose one of “Not started”, ")
