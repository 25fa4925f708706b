"""Proofs for agencies, and their comments as proposed decisions."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.conftest import Desk
from tests.cli.test_decisions import GOOD, decide

SECRET = (3, None, "Under way", "Write to mere@dia.govt.nz about the bait.")
THEIRS = (5, None, "Under way", "Write to jo@justice.govt.nz about the trap.")


@pytest.fixture
def proofs(desk: Desk) -> Path:
    """The proofs of two agencies, each with an update that goes out and one that was set aside."""
    files = (
        desk.workbook(GOOD, SECRET),
        desk.workbook((2, None, "Delayed", "Waited."), THEIRS, name="moj.xlsx", agency="MoJ"),
    )
    entries = [
        {"kind": "edit", "update": "2022-dia-2", "text": "Trained inspectors.", "because": "Shorter."},
        {"kind": "withhold", "update": "2022-moj-2", "because": "Not agreed."},
        {"kind": "clearance", "agency": "DIA", "by": "Deputy"},
    ]
    decided = decide(desk, [entry | {"decided_by": "Lead"} for entry in entries])
    desk.compile(*files, "--decisions", decided, "--proofs", desk.folder / "proofs")
    return desk.folder / "proofs"


def text_of(path: Path) -> str:
    """All that is in a file, whether or not it shows."""
    data = path.read_bytes()
    if path.suffix == ".html":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())


def test_each_agency_sees_its_own_and_nothing_unpublished_of_another(proofs: Path) -> None:
    names = [f"{agency}{end}" for agency in ("DIA", "MoJ") for end in ("-comments.xlsx", ".docx", ".html")]
    assert sorted(path.name for path in proofs.iterdir()) == names
    for path in proofs.iterdir():
        own, others = ("bait", "trap") if path.name.startswith("DIA") else ("trap", "bait")
        assert others not in text_of(path)
        assert (own in text_of(path)) == (path.suffix != ".xlsx")
        assert ("Waited." in text_of(path)) == (path.name in ("MoJ.html", "MoJ.docx"))


def test_the_word_file_says_what_goes_out_what_was_edited_and_who_cleared_it(proofs: Path) -> None:
    lines = [each.text for each in Document(str(proofs / "DIA.docx")).paragraphs]
    assert lines[1] == "Proof for Department of Internal Affairs"
    assert "Action 2 – 2022-dia-2" in lines
    assert "Trained inspectors." in lines
    assert "Edited: Shorter. You wrote: “Trained forty inspectors.”" in lines
    assert "dia.xlsx, sheet Updates, row 5" in lines
    assert lines[-1] == "DIA: cleared by Deputy"
    theirs = [each.text for each in Document(str(proofs / "MoJ.docx")).paragraphs]
    assert "Why: Not agreed." in theirs
    assert theirs[-1] == "Nobody has cleared these texts yet."


def commented(proofs: Path, **cells: str) -> Path:
    book = openpyxl.load_workbook(proofs / "DIA-comments.xlsx")
    for cell, text in cells.items():
        book.worksheets[0][cell].value = text
    book.save(proofs / "DIA-comments.xlsx")
    return proofs / "DIA-comments.xlsx"


def test_comments_propose_decisions_that_apply_once_somebody_decides(desk: Desk, proofs: Path) -> None:
    path = commented(proofs, E4="Trained 40 inspectors.", F4="no", G4="Mere, Deputy")
    result = desk.run("decisions", "import", path)
    entries = [line for line in result.out.splitlines() if line and not line.startswith("#")]
    assert entries == [
        "- kind: edit",
        '  update: "2022-dia-2"',
        "  column: progress",
        '  text: "Trained 40 inspectors."',
        entries[4],
        '  because: "Corrected by DIA on its proof."',
        "  decided_by:",
        "- kind: clearance",
        "  agency: DIA",
        '  period: "2022"',
        '  by: "Mere, Deputy"',
        "  decided_by:",
    ]
    decided = desk.write("decisions.yaml", result.out)
    assert "Mere" not in desk.compile(desk.folder / "dia.xlsx", "--decisions", decided).out
    decided.write_text(result.out.replace("decided_by:", "decided_by: Lead"), "utf-8")
    desk.compile(desk.folder / "dia.xlsx", "--decisions", decided)
    assert "Trained 40 inspectors." in desk.published("report.md")


def test_what_is_to_be_left_out_is_proposed_to_be_withheld(desk: Desk, proofs: Path) -> None:
    result = desk.run("decisions", "import", commented(proofs, F4="Yes: not now"))
    assert '- kind: withhold\n  update: "2022-dia-2"\n  was: ' in result.out
    assert "# DIA wrote “Yes: not now” beside: “Trained inspectors.”" in result.out


def test_proofs_that_came_back_are_not_replaced(desk: Desk, proofs: Path) -> None:
    book = desk.folder / "dia.xlsx"
    assert desk.compile(book, "--proofs", proofs).code == 1
    path = commented(proofs, G4="Mere")
    result = desk.compile(book, "--proofs", proofs)
    assert (result.code, result.err.splitlines()[-1]) == (
        3,
        f"poatool: {path}: this file has comments. Import them with `poatool decisions import`, then move it.",
    )


def test_what_holds_no_comments_is_one_line(desk: Desk, proofs: Path) -> None:
    assert desk.run("decisions", "import", proofs / "MoJ-comments.xlsx").out.endswith("\n[]\n")
    for name, words in (("none.xlsx", "there is no such file"), ("dia.xlsx", "no table of comments in it")):
        result = desk.run("decisions", "import", desk.folder / name)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"poatool: {desk.folder / name}: {words}")
