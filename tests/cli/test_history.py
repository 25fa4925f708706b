"""`poatool history import`: a public page as the history of a plan, from which nothing is invented for an action."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk

AWARENESS = "Undertake awareness raising and training"
PAGE = f"""\
<!doctype html><html><head><title>Reports</title></head><body><main>
<h1>Implementation reports</h1><p>Illustrative: made up for this test.</p>
<h2>Prevention</h2><h3>{AWARENESS}</h3><h4>Actions</h4><p>1. Provide information resources.</p>
<h4>Annual implementation report 2022</h4><p><strong>Active agencies</strong> – New Zealand Police (NZP)</p>
<p><strong>Key achievements</strong></p><ul><li>Of another year.</li></ul>
<h4>Annual implementation report 2021</h4>
<p><strong>Active agencies</strong> – Ministry of Business, Innovation and Employment (MBIE), Police, Harbour Board</p>
<p><strong>Key achievements</strong></p><ul><li>Sheets were printed:<ul><li>in two languages</li></ul></li>
<li>Staff were <a href="https://example.org/">trained</a>.</li></ul>
<h2>Protection</h2><h3>Provide effective support services to victims</h3>
<h4>Actions</h4><p>18. Facilitate processes.</p>
<h4>Annual implementation report 2021</h4><ul><li>A help line was opened.</li></ul>
<h3>Something that the plan does not have</h3>
<h4>Annual implementation report 2021</h4><p>Active agencies – Oranga Tamariki</p><ul><li>Left out.</li></ul>
<p>* New actions were added later.</p></main></body></html>
"""


@pytest.fixture
def history(desk: Desk) -> Path:
    page = desk.write("page.html", PAGE)
    path = desk.folder / "history" / "2021-published.yaml"
    result = desk.run("history", "import", page, "--period", "2021", "--output", path)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        f"{path}: CHECK awareness-and-training: no agency of the plan is called “Harbour Board”.",
        f"{path}: CHECK support-services: its heading on the page is “Provide effective support services to victims”.",
        f"{path}: CHECK support-services: the page names no active agency here.",
    ]
    return path


def coverage(desk: Desk, *options: str | Path) -> Any:
    sent = desk.workbook((9, None, "Under way", "Held three forums in the region."))
    return desk.run("gaps", sent, "--period", "2022", "--format", "json", *options).json


def test_it_is_known_by_objective_with_agencies_and_their_words(history: Path) -> None:
    assert history.read_text(encoding="utf-8") == (
        "# What was published for the period. It does not count for any single action.\n"
        "kind: published\n"
        'period: "2021"\n'
        "objectives:\n"
        "  - objective: awareness-and-training\n"
        "    agencies: [MBIE, NZP]\n"
        "    achievements: ['Sheets were printed:', in two languages, Staff were trained.]\n"
        "    check: [no agency of the plan is called “Harbour Board”.]\n"
        "  - objective: support-services\n"
        "    achievements: [A help line was opened.]\n"
        "    check:\n"
        "      - its heading on the page is “Provide effective support services to victims”.\n"
        "      - the page names no active agency here.\n"
    )


def test_last_reported_is_known_of_an_objective_and_of_no_action(desk: Desk, history: Path) -> None:
    found = coverage(desk, "--history", history.parent)
    last = {each["id"]: each["last_reported"] for each in found["objectives"]}
    assert last["awareness-and-training"] == "2021"
    assert last["regional-co-operation"] == "2022"
    assert last["supply-chains"] is None
    actions = {each["code"]: each for each in found["actions"]}
    assert (actions["1"]["last_reported"], actions["1"]["expected"], actions["1"]["kind"]) == (None, [], "nobody")
    assert actions["1"]["because"] == "Nobody reported on it. MBIE and NZP had work on its objective published in 2021."
    assert actions["13"]["because"] == "Nobody reported on it, as in 2021."
    assert found["totals"]["reported"] == 1


def test_a_page_never_says_never_of_an_action_whose_objective_was_reported_on(desk: Desk, history: Path) -> None:
    sent = desk.workbook((9, None, "Under way", "Held three forums in the region."))
    page = desk.run("gaps", sent, "--period", "2022", "--history", history, "--format", "markdown").out
    (line,) = [line for line in page.splitlines() if line.startswith("- **1** ")]
    assert line.endswith("Last reported on: perhaps in 2021, with its objective.")
    assert f"| {AWARENESS} (last reported on in 2021) | 5 |" in page


def test_it_is_no_return_of_its_period(desk: Desk, history: Path) -> None:
    result = desk.run("validate", history, "--period", "2021")
    assert (result.code, result.out) == (3, "")
    sent = desk.workbook((2, None, "Under way", "Trained forty inspectors."))
    assert desk.run("validate", sent, "--period", "2022", "--previous", history).code == 0
    assert desk.compile(sent, "--previous", history, "--format", "markdown").code == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[]", "line 1, column 1: the file should be a block of keys and values."),
        ('kind: published\nperiod: "2021"\nobjectives: [{objective: a, agency: b}]', "Did you mean `agencies`?"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_place(desk: Desk, history: Path, written: str, told: str) -> None:
    history.write_text(written, encoding="utf-8")
    sent = desk.workbook((2, None, "Under way", "Trained forty inspectors."))
    result = desk.run("gaps", sent, "--period", "2022", "--history", history)
    assert result.code == 0
    assert told in result.err


def test_a_page_without_the_period_and_a_name_of_no_yaml_are_refused(desk: Desk, history: Path) -> None:
    page = desk.folder / "page.html"
    result = desk.run("history", "import", page, "--period", "2023", "--output", history, "--force")
    assert result.code == 3
    assert "this page reports nothing for 2023" in result.err
    result = desk.run("history", "import", page, "--period", "2021", "--output", desk.folder / "x.xlsx")
    assert result.code == 2
    assert "-published.yaml" in result.err


def test_under_another_name_it_is_known_where_it_is_named(desk: Desk, history: Path) -> None:
    named = desk.folder / "then.yaml"
    result = desk.run("history", "import", desk.folder / "page.html", "--period", "2021", "--output", named)
    assert result.code == 0
    assert "in a folder, only *-published.yaml is found" in result.err
    assert coverage(desk, "--history", named) == coverage(desk, "--history", history)
