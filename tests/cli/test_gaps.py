"""`gaps` as a coordinator runs it: what counts, what is selected, and totals that agree in every format."""

import csv
import io
import re

import pytest

from poatool.api import load_framework
from tests.cli.conftest import ROOT, Desk

PLAN = load_framework()
TEXTS = {action.code: action.text for action in PLAN.actions}
YEAR = (ROOT / "examples/2022", "--period", "2022", "--history", ROOT / "examples/2021")


def test_only_some_actions_are_listed_and_the_counts_stay(desk: Desk) -> None:
    whole = desk.run("gaps", *YEAR, "--format", "json").json
    silent = dict.fromkeys(("never", "silent_for", "nobody"), "13 14 20 28")  # an action can be of several kinds
    for word, codes in {"set_aside": "", "nil": "15 17", **silent}.items():
        found = desk.run("gaps", *YEAR, "--format", "json", "--only", word).json
        assert found["actions"] == [each for each in whole["actions"] if each["code"] in codes.split()]
        assert found["totals"] == whole["totals"]
    shown = desk.run("gaps", *YEAR, "--only", "reported").out
    assert [TEXTS[each["code"]] in shown for each in whole["actions"]].count(True) == whole["totals"]["reported"]
    assert desk.run("gaps", *YEAR, "--only", "silent").code == 2
    [timeline] = [each["timeline"] for each in whole["actions"] if each["code"] == "24"]
    assert timeline == {"2021": "nil", "2022": "reported"}


def test_by_period_each_action_has_its_state_in_each(desk: Desk) -> None:
    found = desk.run("gaps", *YEAR, "--by", "period").out
    assert re.search(r"(?m)^Action +2021 +2022$", found)
    for code, before, now in (("N1", "Not in force", "Reported"), ("26", "Reported", "Incorporated")):
        assert re.search(rf"(?m)^{code} +{before} +{now}$", found)


STATES = {"Reported": 22, "Nothing to report": 2, "Not reported on": 4, "Completed earlier": 0}


@pytest.mark.parametrize("part", ["pillar", "objective", "agency", "action"])
def test_the_parts_make_the_whole_in_each_table(part: str, desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("gaps", *YEAR, "--by", part, "--format", "csv").out[1:])))
    if part == "action":
        assert {state: [row["State"] for row in rows].count(state) for state in STATES} == STATES
        return
    states = ("Reported", "No progress", "Not reported on", "Completed earlier")
    assert all(sum(int(row[state]) for state in states) == int(row["In force"]) for row in rows)
    if part != "agency":
        assert [sum(int(row[state]) for row in rows) for state in states] == [*STATES.values()]
