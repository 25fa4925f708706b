"""Nothing withheld is in a file of `publish/`: each is unpacked and searched for every withheld text."""

import hashlib
import json
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from poatool.cli.entry import run
from poatool.render.formats import REPORT_FORMATS
from tests.support.read_back import text_of

NAME = "Customs return - Jane Doe 021 555 1234"
SHEET = "Minister's draft"
OTHERS = ("coverage.csv", "updates.csv-metadata.json")
"""Files without the texts of updates."""

REPORTS = tuple(file.name for files in REPORT_FORMATS.values() for file in files if file.name not in OTHERS)

HEADINGS = ("Action", "Agency", "Status", "Progress", "Next steps", "Evidence", "Contact", "Notes")
PUBLISHED = ("Trained forty inspectors in Tauranga.", "Print the guide in Samoan.", "Met growers in Hawke's Bay.")
WITHHELD = {
    "contact": "moana.withheld@example.org",
    "note": "Ask Tama before anybody sees this.",
    "error in the status": "Opened the secret depot.",
    "unknown action": "Spoke of the unknown action.",
    "e-mail in the text": "Write to someone.private@example.org for a copy.",
    "mailbox behind a text": "Set up a mailbox for workers.",
    "link to a mailbox": "jane.doe.private@example.org",
    "link to a file": "C:/Users/jane/secret-plan.docx",
    "hidden row": "The hidden row tells of a case.",
    "hidden column": "The hidden column has a name.",
    "hidden sheet": "The hidden sheet has the list.",
    "comment": "A comment that was left behind.",
    "above the table": "Prepared by the office of J. Doe.",
    "property": "Jane Doe, Manager",
    "unreadable": "Payroll of the unreadable file.",
    "withheld by decision": "Advised the Minister against it.",
    "next steps of it": "Wait for the Minister's answer.",
    "replaced by decision": "Spoke to the secret witness.",
    "link of what was replaced": "https://example.org/witness",
}
"""Content that no reader of the report may see, by the reason."""
DECISIONS = """\
- {kind: withhold, update: 2022-nzcs-7, because: Ask Tama before anybody sees this., decided_by: J. Doe}
- {kind: edit, update: 2022-nzcs-8, text: Met growers in Hawke's Bay again., because: Secret., decided_by: J. Doe}
"""


def fill(sheet: Worksheet) -> None:
    sheet.append((WITHHELD["above the table"],))
    sheet.append(("Agency:", "NZCS"))
    sheet.append(())
    sheet.append(HEADINGS)
    rows = [
        (2, None, "Under way", PUBLISHED[0], PUBLISHED[1], "", WITHHELD["contact"], WITHHELD["note"]),
        (3, None, "Complted", WITHHELD["error in the status"]),
        (29, None, "Under way", WITHHELD["unknown action"]),
        (4, None, "Under way", WITHHELD["e-mail in the text"]),
        (5, None, "Under way", WITHHELD["hidden row"]),
        (2, None, "Under way", PUBLISHED[2]),
        (7, None, "Delayed", WITHHELD["withheld by decision"], WITHHELD["next steps of it"]),
        (8, None, "Under way", WITHHELD["replaced by decision"]),
        (10, None, "Under way", WITHHELD["mailbox behind a text"]),
    ]
    for row in rows:
        sheet.append(row)
    sheet["D10"].hyperlink = f"file:///{WITHHELD['link to a file']}"
    sheet["D13"].hyperlink = f"mailto:{WITHHELD['link to a mailbox']}"
    sheet.row_dimensions[9].hidden = True
    sheet["D12"].hyperlink = WITHHELD["link of what was replaced"]
    sheet["I4"], sheet["I5"] = "Names", WITHHELD["hidden column"]
    sheet.column_dimensions["I"].hidden = True
    sheet["D5"].comment = Comment(WITHHELD["comment"], WITHHELD["property"])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in every format on a workbook with every kind of content to withhold."""
    folder = tmp_path_factory.mktemp("year")
    sent = folder / "in" / f"{NAME}.xlsx"
    sent.parent.mkdir()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    fill(sheet)
    hidden = book.create_sheet("Do not publish")
    hidden.append(HEADINGS)
    hidden.append((6, "NZCS", "Under way", WITHHELD["hidden sheet"]))
    hidden.sheet_state = "hidden"
    book.properties.creator = WITHHELD["property"]
    book.save(sent)
    (folder / "in" / "broken payroll.xlsx").write_bytes(b"PK\x03\x04" + WITHHELD["unreadable"].encode())
    decided = folder / "decisions.yaml"
    decided.write_text(DECISIONS, "utf-8")
    out = folder / "report"
    given = ["compile", str(sent.parent), "--period", "2022", "--decisions", str(decided), "--output", str(out)]
    assert run(given) == 1
    return out


def withheld(report: Path) -> dict[str, str]:
    """Every text about a source in the whole report, and those that were put into the files."""
    whole = json.loads((report / "coordinator" / "report.json").read_text("utf-8"))
    manifest = json.loads((report / "coordinator" / "manifest.json").read_text("utf-8"))
    sources = {f"{file['path']}: {key}": str(file[key]) for file in manifest["inputs"] for key in ("path", "sha256")}
    aside = {f"set aside {number}": entry["progress"] for number, entry in enumerate(whole["set_aside"])}
    messages = {f["message"]: f["message"] for entry in whole["set_aside"] for f in entry["findings"]}
    known = {"file": NAME, "stem of the other": "broken payroll", "sheet": SHEET, "hidden tab": "Do not publish"}
    return {key: text for key, text in (WITHHELD | sources | aside | messages | known).items() if text}


def test_the_fixture_withholds_something_of_each_kind(report: Path) -> None:
    whole = (report / "coordinator" / "report.json").read_text("utf-8")
    for why in (
        *("error in the status", "unknown action", "e-mail in the text", "mailbox behind a text"),
        *("hidden row", "hidden sheet"),
    ):
        assert WITHHELD[why] in whole, why
    assert NAME in whole
    assert SHEET in whole
    assert len(withheld(report)) > len(WITHHELD) + 8


@pytest.mark.parametrize("name", [*REPORTS, *OTHERS])
def test_nothing_withheld_is_in_a_file_that_goes_out(report: Path, name: str) -> None:
    found = text_of(report / "publish" / name)
    assert [why for why, text in withheld(report).items() if text in found] == []
    if name in REPORTS:
        assert [text for text in PUBLISHED if text not in found] == []


def test_these_are_all_the_files_that_go_out(report: Path) -> None:
    names = {path.name for path in (report / "publish").iterdir()}
    assert names == {*REPORTS, *OTHERS}


def test_no_checksum_is_published_but_that_of_the_plan(report: Path) -> None:
    checksums = re.findall(r"\b[0-9a-f]{64}\b", "".join(text_of(path) for path in (report / "publish").iterdir()))
    whole = json.loads((report / "coordinator" / "report.json").read_text("utf-8"))
    assert set(checksums) == {whole["framework"]["sha256"]}


def test_the_manifest_names_every_file(report: Path) -> None:
    manifest = json.loads((report / "coordinator" / "manifest.json").read_text("utf-8"))
    written = {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in report.glob("*/*")
        if path.name != "manifest.json"
    }
    assert {file["path"]: file["sha256"] for file in manifest["files"]} == written
