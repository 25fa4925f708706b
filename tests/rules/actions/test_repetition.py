"""Actions that were withdrawn, actions that several rows report on, and which texts are the same."""

import datetime as dt
from dataclasses import replace

import pytest

from poatool.framework.events import Event, EventKind
from poatool.rules.registry import said_again
from tests.support.checking import HEADINGS, TABLE, checked_files, found, plan_with

TEXTS = (
    "Leaflets were printed in nine languages.",
    "Guides for employers were sent to orchards.",
    "Shared training was run in Napier.",
    "A forum was held in Whangārei.",
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("1", "3", "1 to 3"), [("A4", "Actions 1 and 3 are already reported on in row 2 and row 3.", ["A2", "A3"])]),
        (("3", "1", "1 to 3"), [("A4", "Actions 1 and 3 are already reported on in row 3 and row 2.", ["A3", "A2"])]),
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
    rows = (f"| {action} | Ongoing | {text} |" for action, text in zip(written, TEXTS, strict=False))
    findings = [f for f in found("\n".join([HEADINGS, *rows])) if f.code == "ACT210"]
    assert [(f.place.cell, f.message, [r.cell for r in f.related]) for f in findings] == expected


def test_texts_that_say_the_same_are_folded_and_others_left_out() -> None:
    once, again, too = "Wrote a leaflet.", "Trained the whānau of Napier", "trained Whanau, Napier!"

    assert said_again([once, again, too, ""]) == {again: "trained whanau napier", too: "trained whanau napier"}


def test_an_action_that_was_withdrawn_is_not_in_force() -> None:
    gone = Event(event=EventKind.WITHDRAWN, date=dt.date(2021, 6, 1))
    plan = plan_with(lambda action: replace(action, history=(gone,)) if action.code == "2" else action)
    (finding,) = checked_files(("dia.xlsx", "DIA", TABLE), plan=plan)
    assert (finding.code, finding.place.cell) == ("ACT203", "A2")
    assert finding.message.startswith("Action 2 was withdrawn from the plan.")
    assert finding.hint == "Move the row to the action that this work belongs to."
