"""Statuses as people write them with something beside: which part is the status, and what is never taken for one."""

from itertools import takewhile
from pathlib import Path

import pytest

from poatool.framework.load import load
from poatool.framework.names import statuses as status_names
from poatool.framework.names.agencies import agencies
from poatool.framework.names.statuses import Remarked, remarked

FRAMEWORK = load()

LINES = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()


def listed(section: str) -> list[str]:
    """The lines of a section of names.txt."""
    below = LINES[LINES.index(f"[{section}]") + 1 :]
    return [line.replace("\\n", "\n") for line in takewhile(bool, below)]


@pytest.mark.parametrize("line", listed("statuses read"))
def test_a_status_is_read_with_a_remark_that_leaves_it_as_it_is(line: str) -> None:
    text, _, meant = line.rpartition(" → ")
    assert status_names.status(FRAMEWORK, text).ids == (meant,)


@pytest.mark.parametrize("text", listed("statuses in doubt"))
def test_a_status_is_in_doubt_with_a_remark_that_may_change_it(text: str) -> None:
    found = status_names.status(FRAMEWORK, text)
    assert (found.ids, found.remark) == ((), "")


@pytest.mark.parametrize("line", listed("agencies read"))
def test_an_agency_is_read_with_a_remark_that_names_no_other(line: str) -> None:
    text, _, meant = line.rpartition(" → ")
    found = agencies(FRAMEWORK, text)
    assert (" ".join(found.ids), found.unknown) == (meant, ())


@pytest.mark.parametrize("text", listed("agencies in doubt"))
def test_an_agency_is_in_doubt_beside_what_may_be_another(text: str) -> None:
    assert agencies(FRAMEWORK, text).unknown


@pytest.mark.parametrize(
    ("text", "remark"),
    [("Under way (60%)", "(60%)"), ("Completed – June 2022", "June 2022"), ("Under way", ""), ("🟢 On track", "")],
)
def test_what_stands_beside_a_status_is_its_remark(text: str, remark: str) -> None:
    assert status_names.status(FRAMEWORK, text).remark == remark


@pytest.mark.parametrize(("text", "remark"), [("Police (lead)", "lead"), ("Police", ""), ("MBIE (INZ), Police", "")])
def test_what_stands_beside_an_agency_is_its_remark(text: str, remark: str) -> None:
    assert agencies(FRAMEWORK, text).remark == remark


@pytest.mark.parametrize(
    ("written", "between", "remark", "meant"),
    [
        ("Under way", " ", "(75%)", "under_way"),
        ("In progress", " - ", "on track", "under_way"),
        ("Completed", " – ", "see notes", "completed"),
        ("Completed", ": ", "May 2022", "completed"),
        ("Under way", ": ", "due in May", "under_way"),
        ("No update", ", ", "restructure", "no_update"),
        ("Ongoing", "; ", "on hold until March", "ongoing on_hold"),
        ("Under way", " / ", "completed", "under_way completed"),
        ("Completed", "", "? no", "completed?"),
        ("Completed", ": ", "not yet", "completed?"),
        ("Completed", " ", "(75%)", "completed?"),
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


@pytest.mark.parametrize(("text", "meant"), [("Not startd", "not_started"), ("No activty", "no_update")])
def test_a_denial_that_a_status_has_itself_is_no_hindrance(text: str, meant: str) -> None:
    assert status_names.status(FRAMEWORK, text).unknown[0].suggestions[0] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Red", ()),
        ("Green", ()),
        ("Begun", ()),
        ("On track, ongoing", ("under_way", "ongoing")),
        ("Phase one is delayed", ("delayed",)),
        ("Target: to have the guide completed by May 2023", ()),
        ("Doen", ("completed",)),
    ],
)
def test_what_is_offered_is_what_a_text_names_or_is_a_slip_of(text: str, meant: tuple[str, ...]) -> None:
    [guess] = status_names.status(FRAMEWORK, text).unknown
    assert (guess.suggestions, guess.each) == (meant, len(meant) > 1)
