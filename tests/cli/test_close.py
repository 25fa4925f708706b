"""`poatool close` as a coordinator uses it when a plan ends."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Desk

CONFIRMED = """\
"1": {final: carried_over, because: "The next plan goes on.", to: [{plan: next, code: "3"}, {plan: next, code: A}]}
"9": {final: completed, because: "The forum is set up."}
"""


@pytest.fixture
def returns(desk: Desk) -> Path:
    """Two periods: 2 ended for both agencies, 3 for one of them; 4 was never begun; 5 was a nil return."""
    for period, rows in {
        "2021": (
            ("2", "DIA", "Completed", "Trained forty inspectors in the north."),
            ("3", "DIA", "Completed", "Wrote a guide for employers in the south."),
            ("11", "DIA", "Under way", "Met three partners in the Pacific."),
            ("26", "DIA", "Under way", "Took part in three forums in the region."),
        ),
        "2022": (
            ("2", "NZP", "Completed", "Trained all detectives in the new ways."),
            ("3", "NZP", "Delayed", "Drafted a guide for detectives in the east."),
            ("4", "NZP", "Not started", "A team will be set up in the new year."),
            ("5", "NZP", "No update this period", "The work begins in 2023."),
            ("11", "NZP", "Completed", "Handed over the last of the reports."),
            ("9", "NZP", "Under way", "Took part in a further forum in the region."),
        ),
    }.items():
        for agency in {row[1] for row in rows}:
            own = [row for row in rows if row[1] == agency]
            desk.workbook(*own, name=f"returns/{period}/{agency.lower()}.xlsx", agency=agency)
    return desk.folder / "returns"


def closed(desk: Desk, returns: Path, *options: str | Path) -> dict[str, Any]:
    out = desk.folder / "out"
    assert desk.run("close", returns, "--output", out, *options).code == 0
    return {a["code"]: a for a in json.loads((out / "closing.json").read_bytes())["actions"]}


def test_each_action_has_one_final_state_proposed_from_what_was_reported(desk: Desk, returns: Path) -> None:
    actions = closed(desk, returns)
    told = {code: (a["final"], a["because"], a["confirmed"]) for code, a in actions.items()}
    assert len(told) == 29
    expected = {
        "1": ("never_reported", "Nobody ever reported on it.", False),
        "2": ("completed", "Completed (NZP) in 2022.", False),
        "3": ("continues", "Delayed (NZP) in 2022.", False),
        "4": ("not_done", "Not started (NZP) in 2022.", False),
        "5": ("never_reported", "Only nil returns, in 2022.", False),
        "9": ("continues", "Under way (NZP) in 2022.", False),
        "11": ("continues", "Completed (NZP) in 2022. Under way (DIA) in 2021.", False),
        "26": ("incorporated", "It is reported under Action 9.", True),
    }
    assert {code: told[code] for code in expected} == expected
    reported = [(each["period"], each["said"]) for each in actions["2"]["reported"]]
    assert reported == [("2021", "Completed (DIA)"), ("2022", "Completed (NZP)")]
    assert (actions["2"]["period"], actions["2"]["agencies"]) == ("2022", ["NZP"])


def test_what_was_confirmed_stands_and_the_counts_add_up(desk: Desk, returns: Path) -> None:
    desk.write("closing.yaml", CONFIRMED)
    actions = closed(desk, returns, "--closing", desk.folder / "closing.yaml")
    assert actions["1"]["to"] == [{"plan": "next", "code": "3"}, {"plan": "next", "code": "A"}]
    assert [actions[code]["confirmed"] for code in ("1", "2", "9", "26")] == [True, False, True, True]
    totals = json.loads((desk.folder / "out" / "closing.json").read_bytes())["totals"]
    assert list(totals.values()) == [2, 2, 1, 1, 0, 1, 22]
    page = (desk.folder / "out" / "closing.md").read_text(encoding="utf-8")
    assert "| All | 2 | 2 | 1 | 1 | 0 | 1 | 22 | 29 |" in page
    assert "**Carried over to next: 3 and next: A**. The next plan goes on.\n" in page
    proposed = (desk.folder / "out" / "closing-proposed.yaml").read_text(encoding="utf-8")
    assert '\n"2":\n  final: completed\n  because: "Completed (NZP) in 2022."\n' in proposed
    assert '"9"' not in proposed


def test_every_page_says_the_same(desk: Desk, returns: Path) -> None:
    closed(desk, returns)
    html = (desk.folder / "out" / "closing.html").read_text(encoding="utf-8")
    word = docx.Document(str(desk.folder / "out" / "closing.docx"))
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert len(rows) == 30
    assert [rows[9][0], rows[9][3]] == ["9", "Under way (NZP)"]
    assert "29 actions. Completed: 1. Continues: 3. Incorporated: 1. Not done: 1. Never reported: 23." in html


def test_final_writes_nothing_while_a_state_is_only_proposed(desk: Desk, returns: Path) -> None:
    result = desk.run("close", returns, "--output", desk.folder / "out", "--final")
    assert (result.code, result.out) == (1, "")
    assert "28 final states are not confirmed: 1, 2, 3, " in result.err
    assert not (desk.folder / "out").exists()

    closed(desk, returns)
    every = desk.folder / "out" / "closing-proposed.yaml"
    actions = closed(desk, returns, "--closing", every, "--final")
    assert all(action["confirmed"] for action in actions.values())


@pytest.mark.parametrize(
    ("written", "where", "told"),
    [
        ('"29": {final: completed, because: x}', "1:7", "29 is not an action of the plan."),
        ('"2": {final: completed}', "1:6", "`because` is missing or empty."),
        ('"2": {final: carried_over, because: x}', "1:6", "An action that is carried over needs `to`"),
        ('"26": {final: completed, because: x}', "1:7", "By the plan, 26 is incorporated."),
        ('"2": {final: withdrawn, because: x}', "1:6", "By the plan, 2 is not withdrawn."),
    ],
)
def test_a_fault_in_closing_yaml_is_named_with_its_place(
    desk: Desk, returns: Path, written: str, where: str, told: str
) -> None:
    path = desk.write("closing.yaml", written)
    result = desk.run("close", returns, "--output", desk.folder / "out", "--closing", path)
    assert result.code == 3
    assert f"{path}:{where}: {told}" in result.err


def test_a_file_of_final_states_that_is_not_there_is_named(desk: Desk, returns: Path) -> None:
    for call in (("close", returns, "--output", desk.folder / "out"), ("framework", "new")):
        result = desk.run(*call, "--closing", desk.folder / "none.yaml")
        assert (result.code, result.out) == (3, "")
        assert "none.yaml: there is no such file of final states" in result.err
