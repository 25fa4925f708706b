"""The machine documents of every command, for submissions written here: each key that other programs rely on."""

from hashlib import sha256

import pytest

from poatool.render.formats import FINDINGS_FORMATS
from tests.cli.conftest import Desk
from tests.support.read_back import text_of

UNKNOWN = (29, None, "Under way", "Trained forty inspectors.")
PUBLISHED = "Ran four workshops for people who arrived this spring."


@pytest.mark.parametrize("name", ["text", *FINDINGS_FORMATS])
def test_every_format_to_the_screen_and_to_a_file(desk: Desk, name: str) -> None:
    path, output = desk.workbook(UNKNOWN), desk.folder / "out" / "findings"
    shown = desk.validate(path, "--format", name)
    written = desk.validate(path, "--format", name, "--output", output)
    assert (shown.code, written.code, written.out) == (1, 1, "")
    assert output.read_bytes() == shown.out.encode()
    assert "ACT201" in shown.out


def test_validation(desk: Desk) -> None:
    path = desk.workbook(
        (2, None, "Under way", "Trained forty inspectors."),
        ("Prevention",),
        (29, None, "Under way", "Held a forum."),
        (3, None, "Complted", "Wrote a guide."),
    )
    document = desk.validate(path, "--format", "json").json
    assert document["schema"] == "poatool/validation/1"
    assert document["period"] == "2022"
    assert set(document["framework"]) == {"id", "title", "sha256"}
    assert document["files"] == [
        {
            "path": str(path),
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "agency": "DIA",
            "readable": True,
            "rows": {"seen": 4, "updates": 1, "blank": 0, "skipped": 1, "set_aside": 2},
            "nil": "",
        }
    ]
    # The headings are in row 3, so the rows are 4 to 7.
    found = [(f["code"], f["severity"], f["sheet"], f["cell"], f["row"], f["column"]) for f in document["findings"]]
    assert found == [
        ("WBK108", "advice", "Updates", "A5", 5, "A"),
        ("ACT201", "error", "Updates", "A6", 6, "A"),
        ("UPD304", "error", "Updates", "C7", 7, "C"),
    ]
    status = document["findings"][2]
    assert status["value"] == "Complted"
    assert status["fix"] == {"value": "Completed", "safe": False}
    assert (status["waived"], status["agency"], status["heading"], status["action"]) == (False, "DIA", "Status", "3")
    assert len(status["fingerprint"]) == 32
    summary = document["summary"]
    assert (summary["files"], summary["updates"]) == (1, 1)
    assert (summary["errors"], summary["warnings"], summary["advice"]) == (2, 0, 1)
    assert summary["by_code"] == {"ACT201": 1, "UPD304": 1, "WBK108": 1}


def test_the_pages_can_leave_the_statuses_out(desk: Desk) -> None:
    path, out = desk.workbook((2, None, "Under way", PUBLISHED)), desk.folder / "report" / "publish"
    assert desk.compile(path, "--status", "--format", "html").code == 0
    assert "Under way" in text_of(out / "report.html")
    assert desk.compile(path, "--no-status", "--format", "html,markdown,docx,pdf,xlsx").code == 0
    for name in ("report.html", "report.md", "report.docx", "report.pdf", "report.xlsx"):
        said = text_of(out / name)
        assert (PUBLISHED in said, "Under way" in said) == (True, False), name
