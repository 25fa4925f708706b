"""What agencies send in, from the command line: zips with other files, agencies named by tabs, forms beside tables."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.conftest import Poatool, Workbook

ROW = (2, None, "Under way", "Trained forty inspectors.")


def test_in_a_zip_what_is_no_spreadsheet_is_left_alone_with_a_note(
    poatool: Poatool, workbook: Workbook, tmp_path: Path
) -> None:
    packed = tmp_path / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(workbook(ROW), "2022/dia.xlsx")
        archive.writestr("2022/readme.txt", "Two workbooks.")
        archive.writestr("2022/letter.pdf", "%PDF-1.7")
        for unseen in ("__MACOSX/2022/._dia.xlsx", "2022/.DS_Store", "2022/~$dia.xlsx", "2022/__MACOSX/._x.pdf"):
            archive.writestr(unseen, "x")
        archive.writestr("2022/more.zip", b"PK\x05\x06" + bytes(18))
    result = poatool("validate", packed, "--period", "2022", "--format", "json")
    assert [(file["path"], file["readable"]) for file in result.json["files"]] == [
        (f"{packed}/2022/dia.xlsx", True),
        (f"{packed}/2022/more.zip", False),
    ]
    assert [finding["message"] for finding in result.json["findings"]] == ["This is a zip of files, not a spreadsheet."]
    assert result.err.splitlines() == [
        f"Left alone, not a spreadsheet: {packed}/2022/readme.txt",
        f"Left alone, not a spreadsheet: {packed}/2022/letter.pdf",
    ]


def test_a_zip_of_nothing_but_other_files_is_an_error(poatool: Poatool, tmp_path: Path) -> None:
    packed = tmp_path / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.pdf", "%PDF-1.7")
    result = poatool("validate", packed, "--period", "2022", "--format", "concise")
    assert "WBK101 error: There is no workbook in this zip." in result.out
    assert "Left alone" not in result.err


def test_a_workbook_that_was_renamed_to_zip_is_read(poatool: Poatool, workbook: Workbook, tmp_path: Path) -> None:
    renamed = workbook(ROW).rename(tmp_path / "dia.zip")
    result = poatool("validate", renamed, "--period", "2022", "--format", "json")
    assert (result.code, result.json["files"][0]["rows"]["updates"], result.err) == (0, 1, "")
