"""A workbook with nine known faults: nine findings, each at its cell, and no cell twice."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from poatool import api
from poatool.findings.model import Finding

SOUND = (
    ("2", "Under way", "Trained forty inspectors to recognise the signs of forced labour.", "Train the rest."),
    ("17", "No update this period", "Nothing to report", ""),
    ("22–24", "Ongoing", "Wrote guidance with Police on support in court.", ""),
)
FAULTY = (
    ("29", "Under way", "Printed a leaflet in six languages.", ""),
    ("3", "Complted", "Held seminars for employers in Hastings.", ""),
    ("5", "Under way", "TBC", ""),
    ("7", "", "Studied how other countries place duties on franchisors.", ""),
    ("9", "Completed", "Renewed the agreement with a partner service.", "Renew it again in two years."),
    ("N1", "Ongoing", "Asked survivors for advice; write to mere@example.org.", ""),
    ("11", "Under way", "#REF!", ""),
    ("19", "Under way", "Translated the guide with whanau in Porirua.", ""),
    ("24-22", "Ongoing", "Compared practice on restraining property.", ""),
)


def workbook(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Updates"
    sheet.append(["Agency:", "Department of Internal Affairs"])
    sheet.append([])
    sheet.append(["Action", "Status", "Progress", "Next steps"])
    for row in rows:
        sheet.append(row)
    book.save(path)


def findings(path: Path) -> tuple[Finding, ...]:
    return api.check(api.read_submissions([path], api.load_framework(), "2022")).findings


def test_nine_faults_are_nine_findings_each_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "dia.xlsx"
    workbook(path, SOUND + FAULTY)

    assert [(f.place.sheet, f.place.cell, f.code) for f in findings(path)] == [
        ("Updates", "A7", "ACT201"),
        ("Updates", "B8", "UPD304"),
        ("Updates", "C9", "UPD302"),
        ("Updates", "B10", "UPD303"),
        ("Updates", "B11", "UPD305"),
        ("Updates", "C12", "PUB501"),
        ("Updates", "C13", "WBK111"),
        ("Updates", "C14", "PUB508"),
        ("Updates", "A15", "ACT201"),
    ]


def test_nothing_is_found_in_the_rows_that_are_in_order(tmp_path: Path) -> None:
    path = tmp_path / "dia.xlsx"
    workbook(path, SOUND)

    assert findings(path) == ()


def test_each_fault_is_found_by_itself_as_it_is_among_others(tmp_path: Path) -> None:
    alone = []
    for number, row in enumerate(FAULTY):
        path = tmp_path / f"dia-{number}.xlsx"
        workbook(path, (row,))
        alone += [(f.place.column, f.code) for f in findings(path)]

    path = tmp_path / "dia.xlsx"
    workbook(path, FAULTY)
    assert [(f.place.column, f.code) for f in findings(path)] == alone
