"""The coordinator's morning: who owes what by when, in a workspace with a year before it."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import ROOT, Desk, corrected

IN = Path("submissions/2022")
BEFORE = Path("submissions/2021")
UNKNOWN = "not registered: nobody knows when it came in"
NAMES = {"DIA": "2", "NZP": "3", "MBIE": "4", "OT": "5", "MFAT": "6", "MoJ": "7"}


def good(code: str, said: str = "Trained forty inspectors.") -> tuple[str, ...]:
    return (code, "", "Under way", said)


@pytest.fixture
def year(work: Desk) -> Desk:
    """Six agencies reported on an action each in 2021."""
    for agency, code in NAMES.items():
        said = f"Wrote a guide number {code} for the regions, and printed it."
        work.workbook(good(code, said), name=f"{BEFORE}/{agency.lower()}.xlsx", agency=agency)
    plan = (ROOT / "data/framework.yaml").read_text("utf-8")
    days = "end: 2022-12-31, due: 2023-02-17, grace_days: 10 }"
    assert plan.count("end: 2022-12-31 }") == 1
    Path("framework.yaml").write_text(plan.replace("end: 2022-12-31 }", days), "utf-8")
    return work


def look(desk: Desk, today: str) -> tuple[int, Any, Mapping[str, Any]]:
    result = desk.run("status", "--today", today, "--format", "json")
    document = result.json
    schema = json.loads((ROOT / "docs/schemas/poatool-status-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    return result.code, document, {agency["code"]: agency for agency in document["agencies"]}


def test_before_anything_came_in_all_who_reported_last_year_are_missing(year: Desk) -> None:
    code, document, agencies = look(year, "2023-02-10")
    assert (code, document["due"], document["today"], document["undecided"]) == (1, "2023-02-17", "2023-02-10", 0)
    assert document["next"] == ["poatool template", "poatool chase"]
    assert {each: (a["state"], a["days"], a["expected"]) for each, a in agencies.items()} == {
        **{each: ("missing", 7, [action]) for each, action in NAMES.items()},
        "NZCS": ("not_expected", None, []),
    }
    assert not (IN / "register.yaml").exists()


def test_a_year_with_late_nil_corrected_doubled_and_old_returns(year: Desk) -> None:
    year.run("receive", year.workbook(good("2"), name="in/a.xlsx"), "--today", "2023-02-16")
    bad = year.workbook(good("29"), name="in/b.xlsx", agency="NZP")
    year.run("receive", bad, "--today", "2023-02-10")
    year.run("receive", "--nil", "MBIE", "--because", "The unit was dissolved.", "--today", "2023-02-20")
    year.workbook(good("5"), name=f"{IN}/ot one.xlsx", agency="OT")
    year.workbook(good("5", "Trained sixty inspectors."), name=f"{IN}/ot two.xlsx", agency="OT")
    old = year.workbook(good("6"), name=f"{IN}/mfat.xlsx", agency="MFAT")
    corrected(old, old, C1="Reporting period:", D1="2021")
    Path("decisions.yaml").write_text(
        "- {kind: extension, agency: MoJ, until: 2023-03-10, because: A fire., decided_by: Steering group}\n"
        '- {kind: status, action: "2", period: "2022", status: completed, because: Agreed.}\n',
        "utf-8",
    )
    code, document, agencies = look(year, "2023-03-01")
    assert code == 1
    assert {each: (a["state"], a["days"], a["errors"], a["answered"], a["owed"]) for each, a in agencies.items()} == {
        "DIA": ("received", 1, 0, ["2"], []),
        "NZP": ("to_fix", 7, 1, [], ["3"]),
        "MBIE": ("nil", -3, 0, ["4"], []),
        "OT": ("to_fix", None, 1, ["5"], []),  # nobody can know when these came
        "MFAT": ("to_fix", None, 1, [], []),
        "MoJ": ("missing", 9, 0, [], ["7"]),
        "NZCS": ("not_expected", None, 0, [], []),
    }
    assert document["undecided"] == 2  # a proposal, and two versions
    assert document["next"] == ["poatool validate", "poatool chase", "poatool compile"]
    said = year.run("status", "--today", "2023-03-01").out
    for line in (
        "Returns were due on 17 February 2023: 12 days ago.",
        "  MoJ  Ministry of Justice; owes 7; 9 days left; extended to 10 March 2023: A fire.",
        "  NZP   submissions/2022/nzp.xlsx; 1 error; 0 of 1 action answered; owes 3",
        "  MBIE  submissions/2022/mbie-nil.yaml; “The unit was dissolved.”; came 3 days late",
        f"  OT    {IN}/ot one.xlsx, {IN}/ot two.xlsx; 1 error; 1 of 1 action answered; {UNKNOWN}",
        "To decide (2)  write it in decisions.yaml",
        f"  {IN}/ot two.xlsx or {IN}/ot one.xlsx: which one counts?",
        "  decisions.yaml, line 2: a proposal; who decides?",
    ):
        assert f"{line}\n" in said
    year.run("compile")
    pointed = "To decide (2)  proposals: report/2022/coordinator/decisions-proposed.yaml\n"
    assert pointed in year.run("status", "--today", "2023-03-01").out


def test_when_all_is_in_the_report_is_next_and_then_nothing(year: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for agency, action in NAMES.items():
        year.run(
            "receive", year.workbook(good(action), name=f"in/{agency}.xlsx", agency=agency), "--today", "2023-02-01"
        )
    code, document, _ = look(year, "2023-02-02")
    assert (code, document["older_than"], document["next"]) == (0, None, ["poatool compile"])
    year.run("template", "--agency", "DIA")
    year.run("compile")
    monkeypatch.chdir(IN)
    code, document, _ = look(year, "2023-02-02")
    assert (code, document["older_than"], document["next"]) == (0, [], ["poatool compile --final --seal"])
    monkeypatch.chdir("../..")
    again = year.workbook(good("2", "Trained sixty inspectors."), name="in/again.xlsx")
    year.run("receive", again, "--today", "2023-02-03")
    code, document, agencies = look(year, "2023-02-03")
    assert (code, document["older_than"]) == (0, ["dia.xlsx"])
    assert agencies["DIA"]["replaces"] == "replaced/dia-1.xlsx"
    assert "The report is older than dia.xlsx." in year.run("status", "--today", "2023-02-03").out
    with Path("decisions.yaml").open("a", encoding="utf-8") as decisions:
        decisions.write("# a word\n")
    Path("text/foreword.md").write_text("Welcome.", "utf-8")
    assert look(year, "2023-02-03")[1]["older_than"] == ["dia.xlsx", "decisions.yaml", "foreword.md"]
    assert year.run("compile", "--final", "--seal").code == 0
    assert look(year, "2023-02-03")[1]["next"] == ["poatool verify"]
    found_late = year.workbook(good("4"), name="submissions/2021/found late.xlsx")
    assert look(year, "2023-02-03")[1]["older_than"] == ["found late.xlsx"]
    found_late.unlink()
    for change in (lambda path: path.write_text("Hello.", "utf-8"), Path.unlink):
        change(Path("text/foreword.md"))
        assert look(year, "2023-02-03")[1]["older_than"] == ["foreword.md"]
    assert look(year, "2023-02-03")[1]["next"] == ['poatool compile --correct "REASON"']


def test_two_runs_on_a_day_are_the_same_and_a_file_keeps_its_first_day(year: Desk) -> None:
    year.workbook(good("2"), name=f"{IN}/dia.xlsx")
    first, register = year.run("status", "--today", "2023-02-01").out, (IN / "register.yaml").read_bytes()
    assert (year.run("status", "--today", "2023-02-01").out, (IN / "register.yaml").read_bytes()) == (first, register)
    assert look(year, "2023-02-27")[2]["DIA"]["days"] == 16


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
def test_a_link_among_returns_is_not_followed_and_not_registered(year: Desk) -> None:
    year.workbook(good("2"), name=f"{IN}/dia.xlsx")
    Path(IN, "nzp.xlsx").symlink_to("/dev/zero")
    Path(IN, "replaced").mkdir()
    Path(IN, "replaced/dia-1.xlsx").symlink_to("/dev/zero")
    assert year.run("status", "--today", "2023-02-01").code == 1
    assert "nzp.xlsx" not in (IN / "register.yaml").read_text("utf-8")


def test_an_accepted_error_is_nothing_to_fix(year: Desk) -> None:
    year.workbook(("2", "", "Under way", "TBC"), name=f"{IN}/dia.xlsx")
    assert look(year, "2023-02-01")[2]["DIA"]["state"] == "to_fix"
    Path("waivers.yaml").write_text("- {code: UPD302, reason: The text is on its way.}\n", "utf-8")
    with Path("poatool.toml").open("a", encoding="utf-8") as settings:
        settings.write('waivers = "waivers.yaml"\n')
    assert look(year, "2023-02-01")[2]["DIA"]["state"] == "received"


def test_a_return_that_names_nobody_is_named_with_what_to_do(year: Desk) -> None:
    year.workbook(good("2"), name=f"{IN}/a return.xlsx", agency=None)
    code, document, _ = look(year, "2023-02-01")
    assert (code, document["unplaced"]) == (1, [f"{IN}/a return.xlsx"])
    assert document["next"][0] == f"poatool receive '{IN}/a return.xlsx' --agency CODE"


def test_what_the_plan_and_templates_ask_is_expected_and_the_rest_of_a_template_is_not_asked_again(work: Desk) -> None:
    assert "No agency is expected to report yet" in work.run("status", "--today", "2023-02-01").out
    work.run("template", "--agency", "NZP")
    assert len(look(work, "2023-02-01")[2]["NZP"]["expected"]) == 28
    work.run("receive", work.workbook(good("2"), name="in/p.xlsx", agency="NZP"))
    assert look(work, "2023-02-01")[2]["NZP"]["owed"] == []


def test_outside_a_workspace_and_on_no_day_it_says_so(here: Desk) -> None:
    for command in (["status"], ["receive", "return.xlsx"]):
        outside = here.run(*command)
        assert (outside.code, "make one with: poatool init DIR" in outside.err) == (2, True)
    wrong = here.run("status", "--today", "tomorrow")
    assert (wrong.code, "Write it as in 2023-02-17." in wrong.err) == (2, True)
