"""Bold text, lists and links in agencies' workbooks appear in every format of the report."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from poatool.cli.entry import run

GUIDE = "https://example.org/guide"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("Agency:", "NZP"), ("Period:", "2022"), ()):
        sheet.append(row)
    sheet.append(("Action", "Status", "Progress January to June", "Progress July to December", "Next steps"))
    sheet.append((2, "Under way", "Trained forty inspectors in the north.", None, "Write a guide for employers."))
    sheet.append((3, "Under way", "Met employers with Oranga Tamariki.", "Wrote to them again.", "Meet them again."))
    bold = TextBlock(InlineFont(b=True), "sixty")
    sheet["D5"] = CellRichText("Trained:\n1. ", bold, " more in the south\n2. all who had missed it.")
    sheet["E5"].hyperlink = GUIDE
    book.save(folder / "police.xlsx")
    assert run(["compile", str(folder / "police.xlsx"), "--period", "2022", "--output", str(folder / "out")]) == 0
    return folder / "out" / "publish"


def test_in_markdown(published: Path) -> None:
    page = (published / "report.md").read_text("utf-8")
    assert "Progress July to December: Trained:\n\n1. **sixty** more in the south\n2. all who had missed it." in page
    assert f"[Write a guide for employers.](<{GUIDE}>)" in page


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_in_html_and_json(published: Path, name: str) -> None:
    page = (published / name).read_text("utf-8")
    page = json.dumps(json.loads(page)).replace('\\"', '"') if name.endswith("json") else page
    assert "<ol><li><strong>sixty</strong> more in the south</li><li>all who had missed it.</li></ol>" in page
    assert f'<a href="{GUIDE}" rel="external">Write a guide for employers.</a>' in page
    assert 'Met employers with <span lang="mi">Oranga Tamariki</span>.' in page


def test_in_tables(published: Path) -> None:
    sheet = openpyxl.load_workbook(published / "report.xlsx")["Updates"]
    cells = dict(zip([cell.value for cell in sheet[3]], sheet[4], strict=True))
    assert str(cells["Progress"].value).endswith("1. sixty more in the south\n2. all who had missed it.")
    link = cells["Links in texts"].hyperlink
    assert link is not None
    assert link.target == GUIDE
    with (published / "updates.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["Links in texts"] == GUIDE
    assert first["Progress"].endswith("1. sixty more in the south\n2. all who had missed it.")
