"""A workbook with nine known faults: nine findings, each at its cell, and no cell twice."""

from __future__ import annotations

from pathlib import Path

from poatool import api
from tests.support.checking import xlsx

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


def test_nine_faults_are_nine_findings_each_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "dia.xlsx"
    headings = ("Action", "Status", "Progress", "Next steps")
    path.write_bytes(xlsx([("Agency:", "Department of Internal Affairs"), (), headings, *SOUND, *FAULTY]))

    found = api.check(api.read_submissions([path], api.load_framework(), "2022")).findings
    assert [(f.place.sheet, f.place.cell, f.code) for f in found] == [
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
