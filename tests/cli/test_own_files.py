"""Files that poatool wrote, renamed among submissions: a mark inside identifies them, and nothing counts twice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from poatool.render.coverage.tables import By
from poatool.render.formats import CHANGES_FORMATS, COVERAGE_FORMATS, FINDINGS_FORMATS
from tests.cli.conftest import Desk, Result, updates_of
from tests.hostile.others import others

GOOD = (2, None, "Under way", "Trained forty inspectors.")


@pytest.fixture
def returns(desk: Desk) -> Path:
    """A folder with one correct submission."""
    desk.workbook(GOOD, name="returns/dia.xlsx")
    return desk.folder / "returns"


def outputs(desk: Desk, returns: Path, into: Path) -> None:
    """Put every output of every command into a folder, under names that reveal nothing."""
    made = desk.folder / "made"
    desk.compile(returns)
    desk.run("template", "--period", "2022", "--agency", "DIA", "--prefill", returns, "-o", made / "templates")
    desk.run("template", "--period", "2023", "--agency", "NZP", "-o", made / "templates")
    for name in FINDINGS_FORMATS:
        desk.validate(returns, "--format", name, "-o", made / f"v-{name}.{'csv' if name == 'csv' else 'txt'}")
    for name, by in (*((name, By.ACTION) for name in COVERAGE_FORMATS), *(("csv", by) for by in By)):
        ending = "md" if name == "markdown" else name
        desk.run("gaps", returns, "--period", "2022", "--format", name, "--by", by, "-o", made / f"{by}.{ending}")
    years = (returns, returns, "--period", "2022", "--previous-period", "2022")
    desk.run("diff", *years, "--format", "json", "-o", made / "d.json")
    every = [path for folder in (desk.folder / "report", made) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(every) > 25
    into.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(every):
        shutil.copy(path, into / f"notes {number}{path.suffix}")
        if path.suffix in (".json", ".html"):  # as saved by somebody who wants to open it in Excel
            shutil.copy(path, into / f"notes {number}b.xls")


def files(result: Result) -> dict[str, int]:
    return {Path(file["path"]).name: file["rows"]["updates"] for file in result.json["files"]}


def test_outputs_among_submissions_are_left_alone_and_named(desk: Desk, returns: Path) -> None:
    expected = desk.run("gaps", returns, "--period", "2022", "--format", "json").json
    outputs(desk, returns, returns / "old" / "more")
    packed = desk.zip(*sorted(path for path in returns.rglob("*") if path.is_file()), beside=returns)
    for given in (returns, packed):
        checked = desk.validate(given, "--format", "json")
        assert (checked.code, files(checked), checked.json["findings"]) == (0, {"dia.xlsx": 1}, [])
        named = checked.err.splitlines()
        assert all(line.startswith("Ignored, ") for line in named)
        assert sum(line.startswith("Ignored, a template without answers: ") for line in named) == 2
        assert sum(line.startswith("Ignored, written by poatool: ") for line in named) > 15
        left = [line for line in named if "not a spreadsheet" in line]
        assert not [line for line in left if Path(line).suffix in {".xlsx", ".csv", ".xls"}]
    assert desk.compile(packed, "--format", "json").code == 0
    assert desk.kept()["coverage"]["totals"] == expected["totals"]
    assert [update["progress"] for update in updates_of(desk.kept())] == ["Trained forty inspectors."]


def test_every_output_may_be_written_twice(desk: Desk, returns: Path) -> None:
    years = ("diff", returns, returns, "--period", "2022", "--previous-period", "2022")
    year = (returns, "--period", "2022", "--format")
    calls: list[tuple[str | Path, ...]] = [("validate", *year, name) for name in FINDINGS_FORMATS]
    calls += [("gaps", *year, name, "--by", by) for name in COVERAGE_FORMATS for by in By]
    calls += [(*years, "--format", name) for name in CHANGES_FORMATS]
    for number, call in enumerate(calls * 2):
        assert desk.run(*call, "-o", desk.folder / f"{number % len(calls)}.out").code == 0


@pytest.mark.parametrize("case", ["is-encrypted", "is-encrypted-ods", "is-docx", "is-msg", "is-xlsb"])
def test_a_file_that_cannot_be_read_is_not_replaced(desk: Desk, returns: Path, case: str) -> None:
    there = desk.folder / "there.xlsx"
    there.write_bytes(next(each.data for each in others() if each.id == case))
    for name in ("text", "json", "xlsx"):
        refused = desk.run("gaps", returns, "--period", "2022", "--format", name, "-o", there)
        assert (refused.code, "not replaced" in refused.err) == (3, True)


@pytest.mark.skipif(sys.platform != "win32", reason="junctions are Windows's")
def test_a_junction_out_of_the_folder_is_not_followed(desk: Desk, returns: Path) -> None:
    away = desk.workbook(GOOD, name="away/police.xlsx").parent
    subprocess.run([os.environ["COMSPEC"], "/c", "mklink", "/J", str(returns / "more"), str(away)], check=True)
    assert files(desk.validate(returns, "--format", "json")) == {"dia.xlsx": 1}
