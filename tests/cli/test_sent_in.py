"""What agencies send in, from the command line: zips with other files, agencies named by tabs, forms beside tables."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from tests.cli.conftest import Desk, Result

ROW = (2, None, "Under way", "Trained forty inspectors.")


def test_in_a_zip_what_is_no_spreadsheet_is_left_alone_with_a_note(desk: Desk) -> None:
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


def test_a_hidden_workbook_in_a_folder_is_named(desk: Desk) -> None:
    shown, hidden = desk.workbook(ROW).rename(desk.folder / "dia.xlsx"), desk.folder / ".dia.xlsx"
    hidden.write_bytes(shown.read_bytes())
    result = desk.validate(desk.folder, "--format", "json")
    assert [file["path"] for file in result.json["files"]] == [str(shown)]
    assert result.err == f"Ignored, a hidden file: {hidden} (if it was sent in, name the file itself)\n"


def held(result: Result) -> tuple[list[str], dict[str, int]]:
    return [Path(file["path"]).name for file in result.json["files"]], result.json["summary"]


def test_a_zip_is_treated_as_the_same_folder_is(desk: Desk) -> None:
    folder = desk.folder / "returns"
    bad = (29, None, "Under way", "Trained forty inspectors.")
    for name in ("dia.xlsx", ".police.xlsx", "later/.old/justice.xlsx"):
        desk.workbook(ROW, bad, name=f"returns/{name}")
    for name in ("letter.pdf", ".DS_Store", "._dia.xlsx", "~$dia.xlsx", "__MACOSX/dia.xlsx", ".~lock.dia.xlsx#"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    packed = desk.folder / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder))

    by_folder, by_zip = (desk.validate(sent, "--format", "json") for sent in (folder, packed))

    assert held(by_zip) == held(by_folder)
    assert held(by_zip)[0] == ["dia.xlsx"]
    for sent, result, do in (
        (folder, by_folder, "name the file itself"),
        (packed, by_zip, "unpack the zip and name the file itself"),
    ):
        assert sorted(result.err.splitlines()) == [
            f"Ignored, a hidden file: {sent}/.police.xlsx (if it was sent in, {do})",
            f"Ignored, not a spreadsheet: {sent}/letter.pdf",
        ]


def test_a_zip_of_nothing_but_hidden_workbooks_says_how_to_have_them_read(desk: Desk) -> None:
    packed = desk.folder / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(desk.workbook(ROW), ".dia.xlsx")
        archive.writestr("letter.pdf", "%PDF-1.7")
    result = desk.validate(packed, "--format", "json")
    (finding,) = result.json["findings"]
    assert (finding["code"], finding["message"], finding["hint"]) == (
        "WBK101",
        "This zip holds only hidden files, such as .dia.xlsx.",
        "If they were sent in, unpack the zip and name the files themselves.",
    )
    assert (
        f"Ignored, a hidden file: {packed}/.dia.xlsx (if it was sent in, unpack the zip and name the file itself)"
    ) in result.err.splitlines()


def test_a_zip_of_nothing_but_other_files_is_an_error(desk: Desk) -> None:
    packed = desk.folder / "returns.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.pdf", "%PDF-1.7")
    result = desk.validate(packed, "--format", "concise")
    assert "WBK101 error: There is no workbook in this zip." in result.out
    assert "Ignored" not in result.err


def test_a_workbook_that_was_renamed_to_zip_is_read(desk: Desk) -> None:
    renamed = desk.workbook(ROW).rename(desk.folder / "dia.zip")
    result = desk.validate(renamed, "--format", "json")
    assert (result.code, result.json["files"][0]["rows"]["updates"], result.err) == (0, 1, "")


def sheets(path: Path, **tables: list[tuple[object, ...]]) -> Path:
    """Write a workbook with these rows on each sheet; `__` in a name is a blank."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name.replace("__", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


HEADINGS = ("Action", "Status", "Progress")


def test_rows_are_the_agencys_that_only_the_tab_of_their_sheet_names(desk: Desk) -> None:
    path = sheets(
        desk.folder / "all.xlsx",
        Police__2022=[HEADINGS, (2, "Under way", "Trained forty inspectors.")],
        Justice__sector=[HEADINGS, (3, "Under way", "Wrote a guide for border officers.")],
    )
    found = desk.validate(path, "--format", "json").json
    assert [(f["code"], f["severity"], f["sheet"], f["cell"], f["message"]) for f in found["findings"]] == [
        (
            *("AGY410", "advice", "Police 2022", None),
            "The rows of this sheet count for NZP, because its tab is “Police 2022”.",
        ),
        (
            *("AGY401", "error", "Justice sector", None),
            "This row names no agency, and nothing else in the workbook says which agency it is from.",
        ),
    ]
    report = desk.compile(path, "--format", "json")
    assert report.code == 1
    published = json.loads((desk.folder / "report" / "coordinator" / "report.json").read_text("utf-8"))
    assert [u["agency"] for u in updates_of(published)] == ["NZP"]


def test_a_tab_says_whose_its_rows_are_before_the_cover_of_the_workbook_does(desk: Desk) -> None:
    path = sheets(
        desk.folder / "all.xlsx",
        Cover=[("Agency:", "DIA")],
        DIA=[HEADINGS, (2, "Under way", "Trained forty inspectors.")],
        Police=[HEADINGS, (3, "Under way", "Wrote a guide for border officers.")],
    )
    assert [(f["code"], f["severity"], f["sheet"], f["message"]) for f in desk.findings(path)] == [
        ("AGY410", "advice", name, f"The rows of this sheet count for {code}, because its tab is “{name}”.")
        for name, code in (("DIA", "DIA"), ("Police", "NZP"))
    ]


def test_rows_below_the_name_of_an_agency_are_published_as_its_own(desk: Desk) -> None:
    path = sheets(
        desk.folder / "all.xlsx",
        Updates=[
            HEADINGS,
            ("DIA",),
            (2, "Under way", "Trained forty inspectors."),
            ("New Zealand Police",),
            (3, "Under way", "Wrote a guide for border officers."),
        ],
    )
    found = desk.validate(path, "--format", "json").json
    taken = "Rows below it that name no agency count for this one."
    assert [(f["code"], f["cell"], f["message"]) for f in found["findings"]] == [
        ("WBK108", "A2", f"This row was read as a sub-heading, not as an update: “DIA”. {taken}"),
        ("WBK108", "A4", f"This row was read as a sub-heading, not as an update: “New Zealand Police”. {taken}"),
    ]
    assert found["files"][0]["rows"] == {"seen": 4, "updates": 2, "blank": 0, "skipped": 2, "set_aside": 0}
    desk.compile(path, "--format", "json")
    published = json.loads((desk.folder / "report" / "coordinator" / "report.json").read_text("utf-8"))
    assert [(u["agency"], u["source"]["row"]) for u in updates_of(published)] == [("DIA", 3), ("NZP", 5)]


def test_a_form_beside_another_sheets_table_is_published_with_it(desk: Desk) -> None:
    path = sheets(
        desk.folder / "dia.xlsx",
        Updates=[("Agency:", "DIA"), HEADINGS, (2, "Under way", "Trained forty inspectors.")],
        One__more=[("Action", 3), ("Status", "Completed"), ("Progress", "Wrote a guide for border officers.")],
    )
    result = desk.validate(path, "--format", "json")
    assert (result.code, result.json["findings"], result.json["files"][0]["rows"]["updates"]) == (0, [], 2)


def test_a_row_that_only_adds_next_steps_is_published_with_the_update_above(desk: Desk) -> None:
    path = sheets(
        desk.folder / "dia.xlsx",
        Updates=[
            ("Agency:", "DIA"),
            (*HEADINGS, "Next steps"),
            (2, "Under way", "Trained forty inspectors.", "Train forty more."),
            (None, None, None, "Print the guide."),
        ],
    )
    found = desk.findings(path)
    assert [(f["code"], f["cell"]) for f in found] == [("WBK109", "D4")]
    assert desk.compile(path).code == 0
    page = (desk.folder / "report" / "publish" / "report.md").read_text("utf-8")
    assert "**DIA** · Action 2\n\n**Next**: Print the guide.\n" in page
    assert "No description was given." not in page


def test_where_there_is_no_table_that_is_all_that_is_said(desk: Desk) -> None:
    path = desk.folder / "form.csv"
    path.write_text("Time,Your agency,What did you do about which action?\n3/2/2023,DIA,2: trained forty\n", "utf-8")
    found = desk.findings(path)
    assert [f["code"] for f in found] == ["WBK103"]


def updates_of(report: Any) -> list[Any]:
    return [
        update
        for pillar in report["pillars"]
        for objective in pillar["objectives"]
        for action in objective["actions"]
        for update in action["updates"]
    ]
