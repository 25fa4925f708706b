"""What is offered for an action cell that names none, and what is never written into a cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from poatool.findings.model import Fix
from poatool.framework.events import Event, EventKind
from tests.support.checking import TABLE, checked_files, found, found_at, plan_with, update

AS_PRINTED = "Write the number of an action as the plan prints it: 1 to 28 or N1."
AS_TEXT = "Set the cell's format to Text (Home > Number), then type the numbers again"


@pytest.mark.parametrize(
    ("written", "code", "hint", "fix"),
    [
        *((written, "ACT201", AS_PRINTED, None) for written in ("G", "P2.3", "Misc.")),
        ("24 ?", "ACT201", "Did you mean Action 24? Correct the cell.", "24"),
        ("J1", "ACT201", "Did you mean Action N1 or Action 1? Correct the cell.", None),
        ("1.1", "ACT201", "Did you mean Action 1? Correct the cell.", None),
        ("27a", "ACT201", "Did you mean Action 27? Correct the cell.", "27"),
        ("1-3-5", "ACT201", "Did you mean “1, 3, 5”? Correct the cell.", "1, 3, 5"),
        ("25-29", "ACT201", "List the actions one by one.", None),
        ("24-22", "ACT201", "Did you mean “22-24”? Correct the cell.", "22-24"),
        ("10/11/12", "ACT206", f"{AS_TEXT}.", None),
        ("44562", "ACT206", f"{AS_TEXT}.", None),
        ("May-27", "ACT206", f"{AS_TEXT}, for instance “5-27”.", "5-27"),
    ],
)
def test_a_correction_keeps_every_number(written: str, code: str, hint: str, fix: str | None) -> None:
    (finding,) = found(update(action=written))

    assert (finding.code, finding.place.cell, finding.hint) == (code, "A2", hint)
    assert finding.fix == (Fix(fix, safe=False) if fix else None)


def test_an_action_that_was_withdrawn_is_not_in_force() -> None:
    gone = Event(event=EventKind.WITHDRAWN, date=dt.date(2021, 6, 1))
    plan = plan_with(lambda action: replace(action, history=(gone,)) if action.code == "2" else action)
    (finding,) = checked_files(("dia.xlsx", "DIA", TABLE), plan=plan)
    assert (finding.code, finding.place.cell) == ("ACT203", "A2")
    assert finding.message.startswith("Action 2 was withdrawn from the plan.")
    assert finding.hint == "Move the row to the action that this work belongs to."


@pytest.mark.parametrize(
    ("written", "code"), [("26", "ACT202"), ("26 → 9", "ACT202"), ("26 → 10", "ACT204"), ("26, 29", "ACT201")]
)
def test_a_row_that_is_set_aside_is_not_said_to_be_counted(written: str, code: str) -> None:
    assert found_at(update(action=written)) == [(code, "A2")]
