"""`gaps` as a coordinator runs it: what counts, what is asked for, and sums that hold in every format."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from poatool.api import load_framework
from tests.cli.conftest import ROOT, Desk

PLAN = load_framework()
TEXTS = {action.code: action.text for action in PLAN.actions}
YEAR = (ROOT / "examples/2022", "--period", "2022", "--history", ROOT / "examples/2021")
PERIOD = ("--period", "2022", "--format", "json")


def gaps(desk: Desk, *arguments: str | Path) -> Any:
    return desk.run("gaps", *arguments, *PERIOD).json


def action(document: Any, code: str) -> Any:
    return next(each for each in document["actions"] if each["code"] == code)


def test_a_completed_action_is_no_gap_in_the_years_after(desk: Desk) -> None:
    said = "Trained forty inspectors in three districts."
    before = desk.workbook(("2", "", "Completed", said), ("3", "", "Under way", said), name="2021/dia.xlsx")
    now = desk.workbook(("4", "", "Under way", "Wrote a guide for all inspectors."), name="2022/dia.xlsx")
    found = gaps(desk, now.parent, "--history", before.parent)
    closed = action(found, "2")
    assert (closed["state"], closed["kind"], closed["missing"]) == ("closed", "closed", [])
    assert closed["because"] == "Completed in 2021."
    assert action(found, "3")["expected_because"] == {"DIA": "last_period"}
    totals = found["totals"]
    assert (totals["closed"], totals["percent"], totals["percent_expected"]) == (1, 3.6, 3.7)
    shown = desk.run("gaps", now, *PERIOD[:2], "--history", before.parent).out
    assert "; 1 completed earlier, so 3.7\u00a0% of the others" in shown
    assert [text in shown for text in (TEXTS["2"], TEXTS["3"])] == [False, True]


def test_blank_templates_and_files_of_last_year_count_as_nothing(desk: Desk) -> None:
    returns = desk.folder / "returns"
    desk.run("template", "--period", "2022", "--output", returns)
    assert desk.run("gaps", returns, *PERIOD).code == 3
    desk.workbook(("2", "DIA", "Under way", "Trained forty inspectors."), name="returns/dia.xlsx")
    last_year = (ROOT / "examples/2021/mbie.xlsx").read_bytes()
    (returns / "mbie.xlsx").write_bytes(last_year)
    nobody = desk.workbook(("3", "", "Under way", "Wrote a guide."), name="returns/x.xlsx", agency=None)
    found = gaps(desk, returns)
    assert [each["code"] for each in found["agencies"] if each["submitted"]] == ["DIA"]
    assert found["totals"]["reported"] == 1
    assert {"file": str(nobody), "rows": 1, "why": "Nothing in the workbook says which agency it is from."} in found[
        "left_out"
    ]
    shown = desk.run("gaps", returns, *PERIOD[:2]).out
    assert "Submitted      DIA\n" in shown
    assert re.search(r"Not submitted  MBIE, .*NZP", shown)


def test_what_was_sent_out_is_expected(desk: Desk) -> None:
    sent = desk.workbook(("2", "", "Under way", "Trained forty inspectors."), name="returns/dia.xlsx")
    file = sent.parent / "sent.json"
    file.write_text(json.dumps({"schema": "poatool/sent/1", "period": "2022", "agencies": {"NZP": ["2", "5"]}}))
    found = gaps(desk, sent)
    assert action(found, "5")["expected_because"] == {"NZP": "sent"}
    assert action(found, "5")["missing"] == ["NZP"]
    assert action(found, "2")["kind"] == "expected_silent"
    assert desk.run("gaps", sent, *PERIOD).err == f"Agencies are expected to answer what the templates asked: {file}\n"
    assert action(desk.run("gaps", sent, "--period", "2021", "--format", "json").json, "5")["expected"] == []
    file.write_text("[]")
    broken = desk.run("gaps", sent, *PERIOD)
    assert (broken.code, broken.out) == (3, "")
    assert (
        broken.err
        == f"poatool: {file}: poatool template did not write this. Delete it, or write the templates again.\n"
    )


@pytest.mark.parametrize("word", ["set_aside", "reported", "closed"])
def test_only_some_actions_are_listed_and_the_counts_stay(word: str, desk: Desk) -> None:
    whole = desk.run("gaps", *YEAR, "--format", "json").json
    found = desk.run("gaps", *YEAR, "--format", "json", "--only", word).json
    wanted = [each for each in whole["actions"] if word in (each["state"], each["kind"])]
    assert found["actions"] == wanted
    assert found["totals"] == whole["totals"]
    shown = desk.run("gaps", *YEAR, "--only", word).out
    assert all(TEXTS[each["code"]] in shown for each in wanted)
    assert desk.run("gaps", *YEAR, "--only", "silent").code == 2


def test_by_status_a_decision_settles_where_agencies_differ(desk: Desk) -> None:
    said = "Trained forty inspectors in three districts."
    dia = desk.workbook(("2", "", "Completed", said))
    nzp = desk.workbook(("2", "", "Under way", f"{said} More will follow."), name="nzp.xlsx", agency="NZP")
    file = desk.folder / "decisions.yaml"
    file.write_text(
        '- {kind: status, action: "2", period: "2022", status: delayed, because: Asked both., decided_by: Lead}\n'
    )
    call = ("gaps", dia, nzp, "--period", "2022", "--by", "status", "--format", "csv")
    for more, label in (((), "Agencies differ"), (("--decisions", file), "Delayed")):
        rows = list(csv.reader(io.StringIO(desk.run(*call, *more).out)))
        assert {row[0] for row in rows if row[-1] == "2"} == {label}


def test_by_period_each_action_has_its_state_in_each(desk: Desk) -> None:
    found = desk.run("gaps", *YEAR, "--by", "period").out
    assert re.search(r"(?m)^Action +2021 +2022$", found)
    for code, before, now in (("N1", "Not in force", "Reported"), ("26", "Reported", "Incorporated")):
        assert re.search(rf"(?m)^{code} +{before} +{now}$", found)
    assert action(desk.run("gaps", *YEAR, "--format", "json").json, "24")["timeline"] == {
        "2021": "nil",
        "2022": "reported",
    }


STATES = {"Reported": 22, "Nothing to report": 2, "Not reported on": 4, "Completed earlier": 0}


@pytest.mark.parametrize("part", ["pillar", "objective", "agency", "action"])
def test_the_parts_make_the_whole_in_each_table(part: str, desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("gaps", *YEAR, "--by", part, "--format", "csv").out[1:])))
    if part == "action":
        assert {state: [row["State"] for row in rows].count(state) for state in STATES} == STATES
        return
    assert all(sum(int(row[state]) for state in STATES) == int(row["In force"]) for row in rows)
    if part != "agency":
        assert {state: sum(int(row[state]) for row in rows) for state in STATES} == STATES
