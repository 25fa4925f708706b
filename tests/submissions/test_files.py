"""Real files, from the path to the rows."""

import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from poatool.submissions.read import read_file, read_files
from poatool.submissions.sources import Source, find
from tests.submissions.reading import EVIDENCE, columns_of, places, values


def write(path: Path, *, banner: bool = True) -> None:
    workbook = Workbook()
    cover = workbook.active
    assert cover is not None
    cover.title = "Cover"
    cover.append(["Agency", "MBIE"])
    cover.append(["Reporting period", 2022])
    sheet = workbook.create_sheet("Prevention")
    if banner:
        sheet["A1"] = "Annual implementation report"
        sheet.merge_cells("A1:E1")
    for column, heading in enumerate(["No.", "Action", "Status", "Key achievements", "Notes"], 1):
        sheet.cell(4, column, heading)
    sheet["A5"], sheet["B5"], sheet["C5"], sheet["D5"] = 9, "Leverage and build on", "Under way", "Held a forum."
    sheet.merge_cells("A5:A6")
    sheet["C6"], sheet["D6"], sheet["E6"] = "Completed", "Wrote a guide.", "ask Aroha"
    sheet["A9"], sheet["B9"], sheet["D9"] = "N1", "Work with firms", "=UPPER(D5)"
    sheet.row_dimensions[9].hidden = True
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]  # not in the stubs
    properties.append(StringProperty(name="poatool template", value="1"))
    workbook.save(path)


def test_an_excel_workbook_with_a_cover_a_banner_merged_cells_and_a_hidden_row(tmp_path: Path) -> None:
    write(tmp_path / "mbie.xlsx")
    submission = read_file(Source(tmp_path / "mbie.xlsx", "returns/mbie.xlsx"), EVIDENCE)
    assert columns_of(submission) == {
        "No.": "action",
        "Action": "action_text",
        "Status": "status",
        "Key achievements": "progress",
        "Notes": "notes",
    }
    assert {name: (t.value, t.cell.sheet, t.cell.ref) for name, t in submission.labels.items()} == {
        "agency": ("MBIE", "Cover", "B1"),
        "period": (2022, "Cover", "B2"),
    }
    first, second, third = (row for _, row in submission.rows)
    assert first.cells["progress"].cell[:4] == ("returns/mbie.xlsx", "Prevention", 5, 4)
    assert (second.number, second.continues, places(second)["action"]) == (6, 5, "A5")
    assert values(second) == {"action": "9", "status": "Completed", "progress": "Wrote a guide.", "notes": "ask Aroha"}
    assert (third.number, third.hidden, third.formulas) == (9, True, {"progress": "UPPER(D5)"})
    assert "progress" not in third.cells
    assert submission.template is not None
    assert submission.template.version == "1"


def test_a_csv_file_counts_its_rows_as_excel_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "police.csv"
    path.write_text('Police return\n\nAction;Progress\n9;"Held a forum.\nTwice."\nN1;Met firms.\n', encoding="cp1252")
    submission = read_file(Source(path, "police.csv"), EVIDENCE)
    assert [(row.number, row.first.sheet, values(row)) for _, row in submission.rows] == [
        (4, None, {"action": "9", "progress": "Held a forum.\nTwice."}),
        (5, None, {"action": "N1", "progress": "Met firms."}),
    ]


def test_a_zip_without_workbooks_is_reported(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "none.zip", "w").close()
    (submission,) = read_files(Source(tmp_path / "none.zip", "none.zip"), EVIDENCE)
    assert not submission.readable


def test_one_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    write(tmp_path / "b.xlsx")
    (tmp_path / "c.xlsx").symlink_to("nowhere")
    sources = find([str(tmp_path)]).sources
    assert [read_file(source, EVIDENCE).readable for source in sources] == [False, True, False]
