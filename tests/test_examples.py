import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).parents[1] / "examples"
YEARS = ("2021", "2022")
FOLDERS = (*YEARS, "inbox")
FACE = "Illustrative example: invented for this tool, not a statement by any agency."
WORKBOOKS = sorted(path for name in FOLDERS for path in (EXAMPLES / name).glob("*.xlsx"))
CSV_FILES = sorted(path for year in YEARS for path in (EXAMPLES / year).glob("*.csv"))


def committed() -> dict[str, bytes]:
    return files_below(EXAMPLES, FOLDERS)


def files_below(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    return {f"{name}/{file.name}": file.read_bytes() for name in names for file in (folder / name).iterdir()}


def test_the_script_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, EXAMPLES / "make.py", tmp_path], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == list(FOLDERS)
    made = files_below(tmp_path, FOLDERS)
    assert sorted(made) == sorted(committed())
    assert [name for name, content in committed().items() if made[name] != content] == []
    assert len(run.stdout.splitlines()) == len(made)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sheet_says_near_its_top_that_it_is_illustrative(path: Path) -> None:
    for sheet in load_workbook(path).worksheets:
        assert FACE in [sheet["A1"].value, sheet["A2"].value], sheet.title


@pytest.mark.parametrize("path", CSV_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_csv_file_says_in_its_first_line_that_it_is_illustrative(path: Path) -> None:
    assert path.read_text(encoding="utf-8-sig").splitlines()[0].rstrip(";") == FACE


def test_the_readme_lists_every_file_of_the_examples() -> None:
    listed = re.findall(
        r"^\| ((?:20\d\d|inbox)/\S+) \|", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert listed == sorted(committed())


def test_the_mistakes_are_where_the_readme_says() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([A-Z]+\d+) \| (?:`(.+?)`)? ?\|", readme, re.MULTILINE)
    sheet = load_workbook(EXAMPLES / "2022" / "justice-with-mistakes.xlsx")["Updates"]
    assert len(listed) == 17
    assert [(ref, shown(sheet, ref)) for ref, text in listed if text] == [(ref, text) for ref, text in listed if text]
    assert sheet["E16"].value is None
    assert sheet.row_dimensions[23].hidden
    assert "court-training@example.org" in str(sheet["E24"].value)
    assert str(sheet["A25"].value).startswith("7. Undertake research")


def shown(sheet: Worksheet, ref: str) -> str:
    return str(sheet[ref].value).removesuffix(" 00:00:00")
