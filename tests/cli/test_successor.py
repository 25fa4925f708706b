"""`poatool framework new`: the plan that follows another, and what it takes from it."""

from pathlib import Path

import openpyxl
import pytest

from poatool.framework.load import load
from tests.cli.conftest import ROOT, Desk

CLOSING = """\
"2": {final: carried_over, because: The work goes on., to: [{plan: next, code: A1}]}
"3": {final: carried_over, because: The work goes on., to: [{plan: next, code: A2}, {plan: other, code: "7"}]}
"5": {final: carried_over, because: The work goes on., to: [{plan: next, code: A2}]}
"25": {final: carried_over, because: The work goes on., to: [{plan: next, code: C1}]}
"28": {final: not_done, because: Nobody took it up.}
"""

NOTHING = 'nothing is carried over. To carry an action over, write: final: carried_over, to: [{plan: next, code: "1"}]'


@pytest.fixture
def drafted(desk: Desk) -> Path:
    desk.write("closing.yaml", CLOSING)
    path = desk.folder / "plans" / "next.yaml"
    new = desk.run("framework", "new", "--closing", desk.folder / "closing.yaml", "--id", "next", "--output", path)
    assert new.code == 0
    assert f"{path}:4: CHECK: this is the title of the earlier plan" in new.err
    return path


def test_it_has_the_actions_carried_over_and_their_agencies(drafted: Path) -> None:
    plan, old = load(drafted), load()
    assert plan.succeeds is not None
    assert (plan.id, plan.succeeds.plan, plan.succeeds.file) == ("next", "nz-plan-of-action-2020-25", None)
    assert [(action.code, action.succeeds) for action in plan.actions] == [
        *(("A1", ("2",)), ("A2", ("3", "5")), ("C1", ("25",)))
    ]
    assert plan.actions[0].text == old.actions[1].text
    assert [pillar.id for pillar in plan.pillars] == ["prevention", "enforcement"]
    assert [period.id for period in plan.periods] == ["2026"]
    assert [agency.code for agency in plan.agencies] == [agency.code for agency in old.agencies]
    text = drafted.read_text(encoding="utf-8")
    assert "# CHECK: it continues Actions 3 and 5; this is the text of the first." in text


def test_its_templates_show_the_last_reports_on_the_earlier_actions(desk: Desk, drafted: Path) -> None:
    call = ("--framework", drafted, "template", "--period", "2026", "--output", desk.folder / "out")
    assert desk.run(*call, "--agency", "MBIE", "--prefill", ROOT / "examples" / "2021").code == 0
    sheet = openpyxl.load_workbook(desk.folder / "out" / "poa-2026-MBIE.xlsx")["Updates"]
    shown = {row[0].value: (row[2].value, row[3].value) for row in sheet.iter_rows(min_row=8, max_row=10)}
    assert list(shown) == ["A2", "C1", None]
    assert shown["A2"][0] == "Under way\n\nCompleted"
    assert str(shown["A2"][1]).startswith("Ran a series of online seminars for employers")


def test_a_plan_that_is_named_by_its_file_is_found_beside_the_new_one(desk: Desk) -> None:
    old = desk.folder / "plans" / "old.yaml"
    assert desk.run("framework", "export", old).code == 0
    desk.write("closing.yaml", CLOSING)
    new = desk.folder / "next.yaml"
    call = ("framework", "new", "--from", old, "--closing", desk.folder / "closing.yaml", "--id", "next")
    assert desk.run(*call, "--output", new).code == 0
    succeeds = load(new).succeeds
    assert succeeds is not None
    assert succeeds.file == "plans/old.yaml"
    template = ("--framework", new, "template", "--period", "2026", "--output", desk.folder / "out")
    assert desk.run(*template, "--prefill", ROOT / "examples" / "2021").code == 0


def test_a_plan_on_another_disk_is_found_by_its_whole_path(
    here: Desk, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_windows(*_: object) -> str:
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    text = plan.read_text("utf-8").replace("title:", 'succeeds: {plan: old, file: "old.yaml"}\ntitle:', 1)
    here.write("next.yaml", text)
    here.write("closing.yaml", '"1": {final: carried_over, because: It goes on., to: [{plan: next, code: "1"}]}')
    with monkeypatch.context() as patched:
        patched.setattr("os.path.relpath", on_windows)
        assert here.run("init", "home", "--framework", "next.yaml").code == 0
        call = ("framework", "new", "--closing", "closing.yaml", "--id", "next", "--from")
        drafted = here.run(*call, plan)
    assert f"file: {plan.absolute().as_posix()}" in drafted.out.replace('"', "")
    succeeds = load(Path("home/framework.yaml")).succeeds
    assert succeeds is not None
    assert succeeds.file == (here.folder / "old.yaml").as_posix()


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        (CLOSING, "actions are carried over to next and other. Choose with --id."),
        ('"28": {final: not_done, because: Nobody took it up.}', NOTHING),
    ],
)
def test_a_missing_choice_is_asked_for(desk: Desk, closing: str, told: str) -> None:
    path = desk.write("closing.yaml", closing)
    result = desk.run("framework", "new", "--closing", path)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"poatool: {path}: {told}\n"
