"""Statuses as people write them with something beside: which part is the status, and what is never taken for one."""

from __future__ import annotations

import pytest

from poatool.framework.load import load
from poatool.framework.names import statuses as status_names
from poatool.framework.names.statuses import Remarked, remarked

FRAMEWORK = load()


@pytest.mark.parametrize(
    ("written", "between", "remark", "meant"),
    [
        ("Under way", " ", "(75%)", "under_way"),
        ("In progress", " - ", "on track", "under_way"),
        ("In progress", "- ", "see C4", "under_way"),
        ("Completed", " – ", "see notes", "completed"),
        ("Completed", ": ", "May 2022", "completed"),
        ("Under way", ",\n", "since May", "under_way"),
        ("Under way", ": ", "due in May", "under_way"),
        ("No update", ", ", "restructure", "no_update"),
        ("Ongoing", "; ", "on hold until March", "ongoing on_hold"),
        ("Under way", " / ", "completed", "under_way completed"),
        ("Completed", " ", "(100%)", "completed"),
        ("Completed", "", "? no", "completed?"),
        ("Completed", "", "?", "completed?"),
        ("Completed", ": ", "not yet", "completed?"),
        ("Completed", " ", "(75%)", "completed?"),
        ("Completed", " ", "(except for the guide)", "completed?"),
        ("Completed", ": ", "due in May", "completed?"),
    ],
)
def test_a_remark_is_told_from_the_status_before_it(written: str, between: str, remark: str, meant: str) -> None:
    ids = tuple(meant.removesuffix("?").split())
    expected = Remarked(written, remark, ids, doubtful=meant.endswith("?"))
    assert remarked(FRAMEWORK, written + between + remark) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Not completed",
        "Not completed - see notes",
        "On-going",
        "Complted (75%)",
        f"{'not, ' * 30}completed - see notes",
    ],
)
def test_what_does_not_begin_with_a_status_has_no_remark(text: str) -> None:
    assert remarked(FRAMEWORK, text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("Not completed", "Not complted", "Completed?", "Completed? no", "Partly completed", "75% complete"),
        *("Incomplete", "To be completed", "Yet to be completed", "Will be completed", "Due to complete in 2023"),
    ],
)
def test_completed_is_neither_taken_nor_offered_where_it_is_taken_back(text: str) -> None:
    found = status_names.status(FRAMEWORK, text)
    assert found.ids == ()
    assert "completed" not in [each for guess in found.unknown for each in guess.suggestions]


@pytest.mark.parametrize("text", ["Not completed", "Yet to be completed", "75% complete"])
def test_what_takes_a_status_back_is_not_taken_for_the_next_best(text: str) -> None:
    assert status_names.status(FRAMEWORK, text).unknown[0].suggestions == ()


@pytest.mark.parametrize(
    ("text", "meant"), [("Not startd", "not_started"), ("Under way 75%", "under_way"), ("No activty", "no_update")]
)
def test_a_denial_that_a_status_has_itself_is_no_hindrance(text: str, meant: str) -> None:
    assert status_names.status(FRAMEWORK, text).unknown[0].suggestions[0] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Red", ()),
        ("Green", ()),
        ("Begun", ()),
        ("Green - on track", ("under_way",)),
        ("RAG: amber, delayed", ("delayed",)),
        ("Green: behind schedule", ("delayed",)),
        ("On track, ongoing", ("under_way", "ongoing")),
        ("Phase one is delayed", ("delayed",)),
        ("Target: to have the guide completed by May 2023", ()),
        ("Doen", ("completed",)),
    ],
)
def test_what_is_offered_is_what_a_text_names_or_is_a_slip_of(text: str, meant: tuple[str, ...]) -> None:
    [guess] = status_names.status(FRAMEWORK, text).unknown
    assert (guess.suggestions, guess.each) == (meant, len(meant) > 1)
