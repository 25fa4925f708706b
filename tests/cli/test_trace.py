"""From an id in a report back to a row."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Desk


@pytest.fixture
def sent(desk: Desk) -> Path:
    path = desk.workbook(
        (2, None, "Under way", "Trained forty inspectors."), ("26, 3", None, "Completed", "Wrote a guide for growers.")
    )
    desk.compile(path, "--format", "html")
    return path


@pytest.mark.parametrize(
    ("report", "given"),
    [
        ("report", "2022-dia-3-9"),
        ("report", "2022-DIA-3-9"),
        ("report", "report.html#2022-dia-3-9"),
        ("report/publish", "2022-dia-3-9"),
        ("report/publish/report.html", "2022-dia-3-9"),
        ("report/coordinator/report.json", "2022-dia-3-9"),
    ],
)
def test_an_id_leads_to_its_row(desk: Desk, sent: Path, report: str, given: str) -> None:
    result = desk.run("trace", desk.folder / report, given)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"{sent}, sheet Updates, row 5",
        "DIA, Actions 3 and 9: Wrote a guide for growers.",
    ]


def test_a_file_that_is_another_now_is_said(desk: Desk, sent: Path) -> None:
    desk.workbook((2, None, "Under way", "Trained fifty inspectors."))
    changed = desk.run("trace", desk.folder / "report", "2022-dia-2")
    assert changed.out.endswith("inspectors.\nThe file has changed since the report was made.\n")
    sent.unlink()
    gone = desk.run("trace", desk.folder / "report", "2022-dia-2")
    assert gone.out.endswith(f"The file is no longer at {sent}, so it could not be compared.\n")


def test_a_report_that_moved_with_its_returns_leads_to_them(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile("returns.zip", "w") as made:
        made.write(here.workbook((2, None, "Under way", "Trained forty inspectors."), name="a.xlsx"), "in/dia.xlsx")
    here.run("compile", "returns.zip", "--period", "2022", "--output", "report", "--format", "html")
    for name in ("moved", "moved/below"):
        Path(name).mkdir()
    shutil.move("returns.zip", "moved")
    shutil.move("report", "moved")
    monkeypatch.chdir("moved/below")
    found = here.run("trace", "../report", "2022-dia-2")
    assert found.out.startswith("../returns.zip/in/dia.xlsx, sheet Updates, row 4\nDIA, Action 2: Trained")
    assert "The file" not in found.out


def test_an_unknown_id_is_1_with_the_likely_one(desk: Desk, sent: Path) -> None:
    result = desk.run("trace", desk.folder / "report", "2022-dia-39")
    assert (result.code, sent.exists()) == (1, True)
    assert result.out == "No update of this report has the id 2022-dia-39. Did you mean 2022-dia-3-9?\n"


def test_without_a_report_it_cannot_run(desk: Desk, sent: Path) -> None:
    missing = desk.run("trace", sent.parent / "nowhere", "2022-dia-2")
    assert (missing.code, missing.out) == (3, "")
    assert missing.err.endswith("this report cannot be opened (No such file or directory).\n")
    desk.write("report/coordinator/report.json", "{}")
    broken = desk.run("trace", desk.folder / "report", "2022-dia-2")
    assert (broken.code, broken.err.count("\n")) == (3, 1)
    assert broken.err.endswith("this report was not written by poatool compile, or was edited. Compile it again.\n")
