"""`poatool layout`, and layouts that are declared in poatool.toml or in the plan."""

import tomllib
from pathlib import Path

import pytest

from poatool.cli.config import load
from poatool.errors import UsageError
from poatool.framework.edition import as_of
from poatool.render.layout import layout_text
from poatool.reports.layout import workbook_layout
from poatool.workspace.places import SETTINGS as NAME
from tests.cli.conftest import ROOT, Desk
from tests.cli.test_json_schemas import validator
from tests.support.checking import FRAMEWORK, as_read
from tests.support.screens import in_pipe, on_terminal
from tests.support.tables import workbook_from_markdown

EXAMPLE = ROOT / "examples" / "2022" / "mbie.xlsx"
TRAINED, MORE = "Trained forty labour inspectors in three regions.", "Will train forty more inspectors in the autumn."
HEADINGS = ("Action", "Status", "Column A", "Column B", "Budget code")
UPDATE = (2, "Under way", TRAINED, MORE, "77-A")
DECLARED = """
[[layouts]]
file = "nzp*.xlsx"
sheet = "Updates"
heading_row = 3
columns = {A = "action", Status = "status", "Column A" = "progress", "Column B" = "next_steps"}
"""


@pytest.fixture
def sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A return of the Police, in the folder in which commands run."""
    monkeypatch.chdir(desk.folder)
    return desk.workbook(UPDATE, name="in/nzp-2022.xlsx", agency="New Zealand Police", headings=HEADINGS)


def found(desk: Desk, path: Path) -> list[tuple[str, str | None, int | None]]:
    """The errors in a file: code, sheet and row."""
    document = desk.run("validate", path, "--period", "2022", "--format", "json").json
    return [(f["code"], f["sheet"], f["row"]) for f in document["findings"] if f["severity"] == "error"]


# What is shown.


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    table = (
        "| Agency | NZP |\n| Action | Status | "
        + "What was done " * 9
        + "| Risks |\n| 2 | Under way | Trained. | Few. |"
    )
    book = workbook_from_markdown(table, path="returns/2022/new-zealand-police.xlsx")
    edition = as_of(FRAMEWORK, FRAMEWORK.period_by_id["2022"])
    found = workbook_layout(as_read(book, edition).submission, edition)
    lines = on_terminal(lambda screen: layout_text(found, screen), width)
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()) == " ".join(" ".join(in_pipe(lambda s: layout_text(found, s))).split())


def test_the_document_says_the_same(desk: Desk, sent: Path) -> None:
    document = desk.run("layout", sent, "--period", "2022", "--format", "json").json
    validator(document).validate(document)
    assert (document["schema"], document["period"]) == ("poatool/layout/1", "2022")
    [table] = document["tables"]
    assert (table["sheet"], table["heading_row"], table["heading_rows"], table["form"]) == ("Updates", 3, 1, False)
    assert table["rows"] == {"first": 4, "last": 4, "blank": 0, "kinds": {"update": 1}}
    status = table["columns"][1]
    assert (status["letter"], status["cell"], status["heading"], status["column"]) == ("B", "B3", "Status", "status")
    assert (status["by"], status["evidence"]["holds"]) == ("heading", {"a status": 1.0})
    said = table["scope"]["agency"]["said"][0]
    assert said == {"text": "New Zealand Police", "level": "label", "sheet": "Updates", "cell": "B1"}
    doubtful = [(each["cell"], each["heading"]) for each in table["doubts"][0]["readings"]]
    assert doubtful == [("C3", "Column A"), ("D3", "Column B")]
    assert tomllib.loads(table["declaration"]["toml"])["layouts"][0]["columns"] == table["declaration"]["columns"]


def test_without_a_period_the_one_that_the_workbook_names_counts(desk: Desk, sent: Path) -> None:
    assert desk.run("layout", EXAMPLE, "--format", "json").json["period"] == "2022"
    assert desk.run("layout", EXAMPLE, "--period", "2021", "--format", "json").json["period"] == "2021"
    plain = sent.rename(desk.folder / "in" / "plain.xlsx")
    assert desk.run("layout", plain).out.splitlines()[0].endswith("  of no known period")


def test_sheets_that_are_not_read_are_named(desk: Desk) -> None:
    out = desk.run("layout", EXAMPLE).out
    assert "Not read  “Cover”: no table of updates" in out
    nothing = desk.write("list.csv", "Name,Phone\nMere,04 123\n")
    result = desk.run("layout", nothing, "--period", "2022")
    assert (result.code, "No table of updates was found" in result.out) == (0, True)
    assert 'columns = {A = "action", C = "progress"}. The columns are action,' in result.out


def test_what_cannot_be_shown_is_one_line(desk: Desk) -> None:
    two = desk.workbook(name="two/a.xlsx").parent
    desk.workbook(name="two/b.xlsx")
    locked = desk.write("locked.xlsx", "PK broken")
    for path, code, line in (
        (desk.folder / "none.xlsx", 3, "there is no such file or folder"),
        (locked, 3, "locked.xlsx: "),
        (two, 2, "this is 2 workbooks. Name one of them."),
    ):
        result = desk.run("layout", path)
        assert (result.code, result.out, result.err.count("\n"), line in result.err) == (code, "", 1, True)


def test_verbose_says_it_in_short(desk: Desk, sent: Path) -> None:
    result = desk.run("--verbose", "validate", sent, "--period", "2022")
    line = "Sheet “Updates”, headings in row 3, row 4: 1 update; A as Action, B as Status; not read: C, D, E"
    assert f"  {line}" in result.out.splitlines()


# What is declared.


def test_what_no_evidence_settles_is_read_as_it_is_declared(desk: Desk, sent: Path) -> None:
    assert found(desk, sent) == [("WBK104", "Updates", 3)]
    desk.write(NAME, DECLARED)
    assert found(desk, sent) == []
    result = desk.run("layout", sent, "--period", "2022")
    assert "Settings in use: poatool.toml" in result.err
    assert "  C3    “Column A” → Progress, as declared. Holds running text 100 %." in result.out.splitlines()
    desk.compile(sent, "--format", "json")
    report = desk.published("report.json")
    assert (TRAINED in report, MORE in report) == (True, True)


def test_a_plan_may_declare_it_too(desk: Desk, sent: Path) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    columns = "{Action: action, Column A: progress, Column B: next_steps}"
    desk.write("plan.yaml", f"{plan}\nlayouts:\n  - {{file: nzp*.xlsx, heading_row: 3, columns: {columns}}}\n")
    desk.write(NAME, 'framework = "plan.yaml"')
    assert found(desk, sent) == []
    desk.write(NAME, f'framework = "plan.yaml"\n{DECLARED.replace("nzp*", "*").replace("B", "Z")}')
    assert found(desk, sent) == [("WBK141", "Updates", 3)]


WRONG = {
    "[layouts]": "`layouts` should be a list. Write [[layouts]], and below it file, heading_row and columns.",
    '[[layouts]]\nfile = "a"\nheading_row = 1': "layout number 1: `columns` is missing or empty. "
    'Add it: A column for each letter or heading, as in C = "action", F = "progress".',
    '[[layouts]]\nfile = "a"\nheading_row = -1\ncolumns = {}': "layout number 1: `heading_row` should be a whole "
    "number. Write digits only, such as 4.",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_layout_that_is_written_wrongly_is_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {WRONG[text]}"


UNFIT = {
    'heading_row = 4\ncolumns = {A = "actoin"}': "actoin is not a column. Did you mean action?",
    "heading_row = 4\ncolumns = {A = 1}": "1 is not a column. The columns are action,",
    'heading_row = 4\ncolumns = {A = "money"}': "money is not a column. The columns are action,",
    'heading_row = 4\ncolumns = {A = "action", B = "action"}': "The column action is named 2 times.",
    'heading_row = 4\ncolumns = {" " = "action"}': "A column has neither a heading nor a letter.",
    "heading_row = 4\ncolumns = {}": "The layout names no column.",
    'heading_row = 2000000\ncolumns = {A = "action"}': "No sheet has a row 2000000.",
    'heading_row = 4\nheading_rows = 9\ncolumns = {A = "action"}': "Headings cannot take 9 rows.",
}


@pytest.mark.parametrize("text", UNFIT)
def test_a_layout_that_does_not_fit_the_plan_is_one_line(text: str, desk: Desk, sent: Path) -> None:
    desk.write(NAME, f'[[layouts]]\nfile = "a"\n{text}')
    result = desk.run("layout", sent, "--period", "2022")
    assert (result.code, result.out) == (2, "")
    assert f"poatool.toml: layout number 1: {UNFIT[text]}" in result.err


def test_a_fault_in_a_plan_has_its_line(desk: Desk) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    path, last = desk.folder / "plan.yaml", len(plan.splitlines()) + 3
    for columns, line in (("A: actoin", "actoin is not a column. Did you mean action?"), ("A: [", "")):
        path.write_text(f"{plan}\nlayouts:\n  - {{file: a, heading_row: 4, columns: {{{columns}}}}}\n", "utf-8")
        result = desk.run("--framework", path, "framework", "show")
        assert (result.code, f"plan.yaml:{last}:" in result.err, line in result.err) == (3, True, True)
