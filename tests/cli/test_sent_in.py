"""Submissions as they come, on the command line: zips with other files, agencies named by tabs, forms beside tables."""

import zipfile

from tests.cli.conftest import Desk

ROW = (2, None, "Under way", "Trained forty inspectors.")


def test_in_a_zip_other_files_are_left_alone_with_a_note(desk: Desk) -> None:
    packed = desk.folder / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(desk.workbook(ROW), "2022/dia.xlsx")
        archive.writestr("2022/readme.txt", "Two workbooks.")
        archive.writestr("2022/letter.pdf", "%PDF-1.7")
        for unseen in ("__MACOSX/2022/._dia.xlsx", "2022/.DS_Store", "2022/~$dia.xlsx", "2022/__MACOSX/._x.pdf"):
            archive.writestr(unseen, "x")
        archive.writestr("2022/more.zip", b"PK\x05\x06" + bytes(18))
    result = desk.validate(packed, "--format", "json")
    assert [(file["path"], file["readable"]) for file in result.json["files"]] == [
        (f"{packed}/2022/dia.xlsx", True),
        (f"{packed}/2022/more.zip", False),
    ]
    assert [finding["message"] for finding in result.json["findings"]] == ["This is a zip of files, not a spreadsheet."]
    assert result.err.splitlines() == [
        f"Ignored, not a spreadsheet: {packed}/2022/readme.txt",
        f"Ignored, not a spreadsheet: {packed}/2022/letter.pdf",
    ]


def test_a_workbook_that_was_renamed_to_zip_gets_the_sentence_that_says_what_to_do(desk: Desk) -> None:
    renamed = desk.workbook(ROW).rename(desk.folder / "dia.zip")
    [finding] = desk.findings(renamed)
    assert finding["message"] == "This file is named .zip, but it is an Office file."
    assert finding["hint"] == "Give a workbook its own ending, such as .xlsx."


def test_a_row_that_only_adds_next_steps_is_published_with_the_update_above(desk: Desk) -> None:
    path = desk.workbook((*ROW, "Train forty more."), (None, None, None, None, "Print the guide."))
    assert [(f["code"], f["cell"]) for f in desk.findings(path)] == [("WBK108", "E5")]
    assert desk.compile(path, "--format", "markdown").code == 0
    page = desk.published("report.md")
    assert "**Next:** Train forty more.\n\nPrint the guide.\n" in page
    assert "No description was given." not in page
