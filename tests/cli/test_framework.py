"""`poatool framework`: what its commands print, write and end with."""

from pathlib import Path

import pytest

from poatool.framework.writing import schema_text
from tests.cli.conftest import Desk, actions_of
from tests.framework.plan import PLAN

PAGE = "A plan for 2024\n\nStop it\n\nTeach people\n\n1. Print leaflets.\n\n2. Sing.\n"


def test_import_writes_a_draft_that_every_command_can_use(desk: Desk) -> None:
    page, draft = desk.write("page.txt", PAGE), desk.folder / "draft.yaml"
    result = desk.run("framework", "import", page, "--output", draft)
    assert (result.code, result.out) == (0, "")
    lines = draft.read_text("utf-8").splitlines()
    for remark in result.err.splitlines():
        name, number, words = remark.split(":", 2)
        assert (name, lines[int(number) - 1].strip()) == (str(draft), f"#{words}")
    assert "does not say which periods agencies report on" in result.err
    assert desk.run("framework", "check", draft).code == 0
    assert desk.run("--framework", draft, "framework", "resolve", "1 and 2", "--as-of", "2024").code == 0


def test_import_replaces_no_work_unless_told_to_and_names_what_keeps_a_draft_from_use(desk: Desk, plan: Path) -> None:
    page = desk.write("page.txt", PAGE.replace("2. Sing", "1. Sing"))
    refused = desk.run("framework", "import", page, "--output", plan)
    assert (refused.code, "this file already exists" in refused.err, plan.read_text("utf-8")) == (3, True, PLAN)
    forced = desk.run("framework", "import", page, "--output", plan, "--force")
    assert (forced.code, "The action 1 is listed twice" in forced.err.splitlines()[-1]) == (0, True)
    assert desk.run("framework", "check", plan).code == 1
    assert desk.run("--quiet", "framework", "import", page, "--output", plan, "--force").err == ""


def test_schema_to_the_screen_and_to_a_file(desk: Desk) -> None:
    assert desk.run("framework", "schema").out == schema_text()
    assert desk.run("framework", "schema", "--output", desk.folder / "s.json").out == ""
    assert (desk.folder / "s.json").read_text(encoding="utf-8") == schema_text()


def test_check_ends_with_1_for_errors_alone(desk: Desk, plan: Path) -> None:
    assert desk.run("framework", "check", plan).out == f"{plan}: no fault found.\n"

    plan.write_text(PLAN.replace("start: 2023-01-01", "start: 2022-12-31"), encoding="utf-8")
    warned = desk.run("framework", "check", plan)
    assert warned.code == 0
    assert f"{plan}:13:26: FRM402 " in warned.out
    assert warned.out.endswith(f"{plan}: 1 warning.\n")

    plan.write_text(PLAN.replace("label: Done", "lable: Done").replace("event: added", "event: aded"), encoding="utf-8")
    failed = desk.run("framework", "check", plan)
    assert failed.code == 1
    assert failed.out.endswith(f"{plan}: 2 errors.\n")


def test_check_as_a_document(desk: Desk, plan: Path) -> None:
    plan.write_text(PLAN.replace('lead: ["POL"]', 'lead: ["POR"]'), encoding="utf-8")
    result = desk.run("framework", "check", plan, "--format", "json")
    assert result.code == 1
    document = result.json
    assert (document["schema"], document["usable"]) == ("poatool/framework-check/1", False)
    (fault,) = document["findings"]
    assert (fault["code"], fault["file"], fault["line"], fault["column"]) == ("FRM301", str(plan), 40, 20)
    assert document["summary"] == {"errors": 1, "warnings": 0, "advice": 0}


@pytest.mark.parametrize(("format_", "begins"), [("text", "Changes in"), ("markdown", "# Changes in"), ("json", "{")])
def test_diff_in_every_format(desk: Desk, plan: Path, format_: str, begins: str) -> None:
    new = desk.write("new.yaml", PLAN.replace("Meet often.", "Meet seldom."))

    shown = desk.run("framework", "diff", plan, new, "--format", format_)
    written = desk.run("framework", "diff", plan, new, "--format", format_, "--output", desk.folder / "changes")

    assert (shown.code, written.code, written.out) == (0, 0, "")
    assert shown.out.startswith(begins)
    assert "seldom." in shown.out
    assert format_ != "json" or shown.json["reworded"][0]["before"] == "Meet often."
    assert (desk.folder / "changes").read_text(encoding="utf-8") == shown.out


def test_show_as_a_document_holds_the_history_of_each_action(desk: Desk) -> None:
    actions = actions_of(desk.run("framework", "show", "26", "n1", "--format", "json").json)
    assert (list(actions), actions["N1"]["footnote"]) == (["N1", "26"], "*")
    (event,) = actions["26"]["history"]
    assert (event["event"], event["since"], event["known_by"]) == ("incorporated", "2022", "2023-02-15")
    assert event["into"] == [{"action": "9", "part": None, "objective": None}]


def test_show_one_pillar(desk: Desk) -> None:
    result = desk.run("framework", "show", "--pillar", "Protection")
    assert "└─ Improve our understanding of exploitation" in result.out
    assert "Eliminate forced labour" not in result.out
