"""`poatool layout`, and layouts that are declared in poatool.toml or in the plan."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable, Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

import openpyxl
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
sheet = "Return"
heading_row = 3
columns = {A = "action", Status = "status", "Column A" = "progress", "Column B" = "next_steps"}
"""

Send = Callable[..., Path]


@pytest.fixture
def send(desk: Desk) -> Send:
    """Save a return of the Police with these headings and rows on a sheet of this name."""

    def sent(*rows: Sequence[Any], sheet: str = "Return", headings: Sequence[Any] = HEADINGS) -> Path:
        book = openpyxl.Workbook()
        book.worksheets[0].title = sheet
        for row in (("Agency:", "New Zealand Police"), (), headings, *(rows or (UPDATE,))):
            book.worksheets[0].append(list(row))
        (desk.folder / "in").mkdir(exist_ok=True)
        book.save(path := desk.folder / "in" / "nzp-2022.xlsx")
        return path

    return sent


def settings(desk: Desk, text: str) -> None:
    (desk.folder / NAME).write_text(text, encoding="utf-8")


def run(desk: Desk, *arguments: str | Path) -> Any:
    with chdir(desk.folder):
        return desk.run(*arguments)


def found(desk: Desk, path: Path) -> list[tuple[str, str | None, int | None]]:
    """The errors in a file: code, sheet and row."""
    document = run(desk, "validate", path, "--period", "2022", "--format", "json").json
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


def test_the_document_says_the_same(desk: Desk, send: Send) -> None:
    document = run(desk, "layout", send(), "--period", "2022", "--format", "json").json
    validator(document).validate(document)
    assert (document["schema"], document["period"]) == ("poatool/layout/1", "2022")
    [table] = document["tables"]
    assert (table["sheet"], table["heading_row"], table["heading_rows"], table["form"]) == ("Return", 3, 1, False)
    assert table["rows"] == {"first": 4, "last": 4, "blank": 0, "kinds": {"update": 1}}
    status = table["columns"][1]
    assert (status["letter"], status["cell"], status["heading"], status["column"]) == ("B", "B3", "Status", "status")
    assert (status["by"], status["evidence"]["holds"]) == ("heading", {"a status": 1.0})
    assert table["scope"]["agency"]["said"][0] == {
        "text": "New Zealand Police",
        "level": "label",
        "sheet": "Return",
        "cell": "B1",
    }
    assert table["doubts"][0]["readings"] == [
        {"cell": "C3", "heading": "Column A"},
        {"cell": "D3", "heading": "Column B"},
    ]
    assert tomllib.loads(table["declaration"]["toml"])["layouts"][0]["columns"] == table["declaration"]["columns"]


def test_without_a_period_the_one_that_the_workbook_names_counts(desk: Desk, send: Send) -> None:
    assert desk.run("layout", EXAMPLE, "--format", "json").json["period"] == "2022"
    assert desk.run("layout", EXAMPLE, "--period", "2021", "--format", "json").json["period"] == "2021"
    plain = send().rename(desk.folder / "in" / "plain.xlsx")
    assert run(desk, "layout", plain).out.splitlines()[0].endswith("  of no known period")


def test_sheets_that_are_not_read_are_named(desk: Desk) -> None:
    out = desk.run("layout", EXAMPLE).out
    assert "Not read  “Cover”: no table of updates" in out
    nothing = desk.write("list.csv", "Name,Phone\nMere,04 123\n")
    result = desk.run("layout", nothing, "--period", "2022")
    assert (result.code, "No table of updates was found" in result.out) == (0, True)
    assert 'columns = {A = "action", C = "progress"}. The columns are action,' in result.out


@pytest.mark.parametrize(
    ("make", "code", "line"),
    [
        (lambda path: path / "none.xlsx", 3, "there is no such file or folder"),
        (lambda path: _write(path / "locked.xlsx", b"PK\x03\x04 broken"), 3, "locked.xlsx: "),
        (lambda path: _folder(path / "two"), 2, "this is 2 workbooks. Name one of them."),
    ],
    ids=["missing", "damaged", "several"],
)
def test_what_cannot_be_shown_is_one_line(desk: Desk, make: Callable[[Path], Path], code: int, line: str) -> None:
    result = desk.run("layout", make(desk.folder))
    assert (result.code, result.out) == (code, "")
    assert line in result.err
    assert "Traceback" not in result.err


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    for name in ("a.xlsx", "b.xlsx"):
        _write(path / name, written.getvalue())
    return path


def test_verbose_says_it_in_short(desk: Desk, send: Send) -> None:
    result = run(desk, "--verbose", "validate", send(), "--period", "2022")
    line = "Sheet “Return”, headings in row 3, row 4: 1 update; A as Action, B as Status; not read: C, D, E"
    assert f"  {line}" in result.out.splitlines()


# What is declared.


def test_what_no_evidence_settles_is_read_as_it_is_declared(desk: Desk, send: Send) -> None:
    path = send()
    assert found(desk, path) == [("WBK104", "Return", 3)]
    settings(desk, DECLARED)
    assert found(desk, path) == []
    result = run(desk, "layout", path, "--period", "2022")
    assert "Settings in use: poatool.toml" in result.err
    assert "  C3    “Column A” → Progress, as declared. Holds running text 100 %." in result.out.splitlines()
    run(desk, "compile", path, "--period", "2022", "--format", "json", "--output", "out")
    report = (desk.folder / "out" / "publish" / "report.json").read_text("utf-8")
    assert (TRAINED in report, MORE in report) == (True, True)


def test_a_plan_may_declare_it_too(desk: Desk, send: Send) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    path = desk.folder / "plan.yaml"
    path.write_text(
        f"{plan}\nlayouts:\n  - file: nzp*.xlsx\n    heading_row: 3\n    columns:\n"
        "      Action: action\n      Column A: progress\n      Column B: next_steps\n",
        encoding="utf-8",
    )
    settings(desk, 'framework = "plan.yaml"')
    assert found(desk, send()) == []
    settings(desk, f'framework = "plan.yaml"\n{DECLARED.replace("nzp*", "*").replace("B", "Z")}')
    assert found(desk, send()) == [("WBK141", "Return", 3)]


WRONG = {
    "[layouts]": "`layouts` should be a list. Write [[layouts]], and below it file, heading_row and columns.",
    '[[layouts]]\nfile = ""\nheading_row = 4\ncolumns = {}': "layout number 1: `file` is missing or empty. "
    'Add it: A file\'s name, as in "police*.xlsx".',
    '[[layouts]]\nfile = "a"\nheading_row = 1': "layout number 1: `columns` is missing or empty. "
    'Add it: A column for each letter or heading, as in C = "action", F = "progress".',
    '[[layouts]]\nfil = "a"\nheading_row = 4\ncolumns = {}': "layout number 1: `fil` is not a key that is known here. "
    "Did you mean `file`?",
    '[[layouts]]\nfile = "a"\nheading_row = "x"\ncolumns = {}': "layout number 1: `heading_row` should be a whole "
    "number. Write it as in 4.",
    '[[layouts]]\nfile = "a"\nheading_row = -1\ncolumns = {}': "layout number 1: `heading_row` should be a whole "
    "number. Write it as in 4.",
    '[[layouts]]\nfile = "a"\nheading_row = 4\ncolumns = {A = [1]}': "layout number 1: `A` should be text. "
    "Write one text there.",
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
def test_a_layout_that_does_not_fit_the_plan_is_one_line(text: str, desk: Desk, send: Send) -> None:
    settings(desk, f'[[layouts]]\nfile = "a"\n{text}')
    result = run(desk, "layout", send(), "--period", "2022")
    assert (result.code, result.out) == (2, "")
    assert f"poatool.toml: layout number 1: {UNFIT[text]}" in result.err


def test_a_fault_in_a_plan_has_its_line(desk: Desk) -> None:
    plan = (ROOT / "data" / "framework.yaml").read_text("utf-8")
    path, last = desk.folder / "plan.yaml", len(plan.splitlines()) + 3
    for columns, line in (("A: actoin", "actoin is not a column. Did you mean action?"), ("A: [", "")):
        path.write_text(f"{plan}\nlayouts:\n  - {{file: a, heading_row: 4, columns: {{{columns}}}}}\n", "utf-8")
        result = desk.run("--framework", path, "framework", "show")
        assert (result.code, f"plan.yaml:{last}:" in result.err, line in result.err) == (3, True, True)
