"""Other kinds of plans, from workbook to report: sub-numbers and quarters, and progress reported on objectives."""

import re
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import ROOT, Desk, Result, actions_of

PLANS = ROOT / "examples" / "frameworks"
COAST, LIBRARY = PLANS / "clean-coast.yaml", PLANS / "open-library.yaml"


def found(result: Result) -> list[tuple[str, str]]:
    """The codes of the findings and their places."""
    return [(finding["code"], finding["cell"]) for finding in result.json["findings"]]


@pytest.mark.parametrize("plan", sorted(PLANS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_plan_has_a_fault_and_each_says_that_it_is_made_up(desk: Desk, plan: Path) -> None:
    assert desk.run("framework", "check", plan).out == f"{plan}: no fault found.\n"
    assert "(illustrative)" in plan.read_text(encoding="utf-8")
    first, _, illustration, *_ = plan.read_text(encoding="utf-8").splitlines()
    assert (plan.parent / first.partition("$schema=")[2]).is_file()
    assert illustration.startswith("# An illustration: neither the plan nor its agencies exist.")


def returns(desk: Desk, headings: tuple[str, ...], *sent: tuple[str, str, Sequence[tuple[str, str, str, str]]]) -> Path:
    """The folder with a workbook for each file name and agency."""
    paths = [
        desk.workbook(*rows, name=f"returns/{name}.xlsx", agency=agency, headings=headings)
        for name, agency, rows in sent
    ]
    return paths[0].parent


@pytest.fixture(name="coast")
def _coast(desk: Desk) -> Path:
    dive = [
        ("2.9", "In progress", "Mapped two wrecks off the northern cape.", ""),
        ("2.10", "In progress", "Raised eleven nets from the outer reef.", "Raise the nets of the inner reef."),
    ]
    shore = [
        ("1.2", "Done", "Signed the agreement with all three fleets.", ""),
        ("1.a", "In progress", "Received two hundred and four answers.", ""),
        ("2.1", "In progress", "Cleaned nineteen of the twenty beaches.", ""),
    ]
    headings = ("Action", "Status", "Progress", "Next steps")
    return returns(desk, headings, ("dive", "Dive Service", dive), ("shore", "Office of the Shore", shore))


def test_in_each_quarter_the_plan_is_read_as_it_was_then(desk: Desk, coast: Path) -> None:
    run = ("--framework", COAST, "gaps", coast, "--format", "json", "--period")
    states = {
        quarter: {a["code"]: a["state"] for a in desk.run(*run, quarter).json["actions"]}
        for quarter in ("2024-Q2", "2024-Q3", "2024-Q4")
    }
    assert {quarter: each["2.9"] for quarter, each in states.items()} == {
        "2024-Q2": "reported",
        "2024-Q3": "incorporated",
        "2024-Q4": "incorporated",
    }
    assert (states["2024-Q2"]["2.2"], states["2024-Q3"]["2.2"]) == ("unreported", "reported")
    assert (states["2024-Q2"]["2.3"], states["2024-Q3"]["2.3"]) == ("unreported", "not_in_force")
    assert (states["2024-Q3"]["2.11"], states["2024-Q4"]["2.11"]) == ("unreported", "incorporated")
    assert {each["2.10"] for each in states.values()} == {"reported"}


def test_one_update_counts_under_all_actions_that_took_it_in(desk: Desk, coast: Path) -> None:
    checked = desk.run("--framework", COAST, "validate", coast, "--period", "2024-Q3", "--format", "json")
    assert (checked.code, found(checked)) == (0, [("ACT202", "A4")])
    # The divers led 2.9, so they have a part in 2.2, which took it in.
    compiled = desk.run("--framework", COAST, "compile", coast, "--period", "2024-Q3", "-o", desk.folder / "report")
    assert compiled.code == 0
    report = desk.published("report.md")
    assert "Action 2.9 has been incorporated into Actions 2.2 and 2.10." in report
    assert "Build four river traps" in report
    assert "# Quarterly implementation report 2024-Q3" in report
    actions = actions_of(desk.kept())
    assert [u["reported_as"] for u in actions["2.2"]["updates"]] == ["2.9"]
    assert [u["reported_as"] for u in actions["2.10"]["updates"]] == ["2.9", None]
    assert [u["progress"] for u in actions["2.1"]["updates"]] == ["Cleaned nineteen of the twenty beaches."]
    assert actions["2.9"]["updates"] == []


@pytest.fixture(name="library")
def _library(desk: Desk) -> Path:
    national = [
        ("Outcome 1", "Green", "Nine in ten newspapers can be read from home.", "Scan the tenth."),
        ("S2", "Amber", "Lent four hundred readers to families.", ""),
    ]
    schools = [("S4", "Green", "Sent a box to each of the eighty schools.", ""), ("O2", "Nil return", "", "")]
    headings = ("Outcome", "RAG", "What was achieved", "What comes next")
    return returns(desk, headings, ("lib", "National Library", national), ("sch", "Office for Schools", schools))


def test_what_is_written_under_a_step_counts_under_its_objective(desk: Desk, library: Path) -> None:
    run = ("--framework", LIBRARY, "gaps", library, "--format", "json", "--period")
    first, second = (desk.run(*run, period).json for period in ("First year", "Second year"))
    keys = ("in_force", "reported", "nil", "unreported", "percent")
    assert [first["totals"][key] for key in keys] == [2, 2, 0, 0, 100.0]
    assert [second["totals"][key] for key in keys] == [3, 2, 0, 1, 66.7]
    assert [a["code"] for a in second["actions"] if a["state"] == "unreported"] == ["O3"]
    for command in (["validate"], ["compile", "--format", "json", "-o", desk.folder / "report"]):
        assert desk.run("--framework", LIBRARY, *command, library, "--period", "Second year").code == 0
    actions = actions_of(desk.kept())
    reported_as = [(u["agency"], u["reported_as"]) for u in actions["O1"]["updates"]]
    assert reported_as == [("LIB", None), ("LIB", "S2"), ("SCH", "S4")]
    assert [(u["status"], u["reported_as"]) for u in actions["O2"]["updates"]] == [("green", "S4"), ("no_report", None)]


def test_an_agency_that_answers_all_that_its_template_asks_has_no_finding(desk: Desk) -> None:
    assert desk.run("--framework", COAST, "template", "--period", "2024-Q2", "--output", desk.folder, "-q").code == 0
    path = next(desk.folder.glob("*DIVE.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book["Updates"]
    for row in range(8, sheet.max_row + 1):
        spare = sheet.cell(row, 1).value is None
        if spare:
            sheet.cell(row, 1).value = "1.1"
        sheet.cell(row, 3).value = "In progress"
        sheet.cell(row, 4).value = f"Divers went down at {row * 37} places in the gulf and wrote down what they saw."
        if spare:
            break
    book.save(path)
    result = desk.run("--framework", COAST, "validate", path, "--period", "2024-Q2", "--format", "json")
    assert found(result) == [("AGY407", f"A{row}")]  # the spare row, which nobody asked for


def test_mails_proofs_and_screens_use_the_plans_word_for_an_action(desk: Desk) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    worded = plan.replace("\nstatuses:\n", "\nwords: { action: [Milestone] }\nstatuses:\n", 1)
    path = desk.write("plan.yaml", worded)
    sent = [
        desk.workbook(("2", "", "Under way", "Trained forty inspectors."), name="in/dia.xlsx"),
        desk.workbook(("2", "", "Completed", "Wrote a guide."), name="in/nzp.xlsx", agency="NZP"),
        desk.workbook(
            ("2", "", "Completed", "Wrote it."), ("3", "", "Ongoing", "Met."), name="in/nzp2.xlsx", agency="NZP"
        ),
    ]
    desk.run("init", desk.folder / "poa", "--framework", path, "--period", "2022")
    with chdir(desk.folder / "poa"):
        desk.run("template")
        day = ("--today", "2023-01-20")
        commands = (("status", *day), ("compile", "--proofs", "proofs"), ("gaps", "--by", "agency"), ("chase", *day))
        seen = [desk.run("receive", each).out for each in sent]
        seen += [desk.run(*command).out for command in commands]
        seen += [Path(name).read_text("utf-8") for name in ("chase/OT.md", "proofs/DIA.html")]
    for text in seen:
        assert not re.search(r"\bActions? [N\d]|\d actions?\b", text), text
    assert "OT.eml" in seen.pop(6)  # which names no milestones
    assert all("ilestone" in text for text in seen[2:])
