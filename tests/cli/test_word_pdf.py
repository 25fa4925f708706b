"""`compile` to Word and PDF: an organisation's template, and the message if a format cannot be written."""

from pathlib import Path

import docx
import pytest

from poatool.render import formats
from tests.cli.conftest import Desk
from tests.support.read_back import text_of

ROW = (2, None, "Under way", "Trained forty inspectors in Tauranga.")
OUT = Path("report", "publish")


def house(desk: Desk) -> Path:
    file = docx.Document()
    file.add_paragraph("Ministry of Plans: {{title}}")
    file.save(str(desk.folder / "house.docx"))
    return desk.folder / "house.docx"


def test_a_template_is_filled_and_named_in_the_manifest(desk: Desk) -> None:
    template = house(desk)
    assert desk.compile(desk.workbook(ROW), "--template", template, "--format", "docx").code == 0
    first = docx.Document(str(desk.folder / OUT / "report.docx")).paragraphs[0].text
    assert first == "Ministry of Plans: Annual implementation report 2022"
    assert desk.kept("manifest")["template"]["path"] == str(template)
    template.write_bytes(b"other")
    assert str(template) in desk.run("verify", desk.folder / "report").out


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ((), 3, "house.docx: cannot be read (No such file or directory)."),
        (("--format", "html"), 2, "--template is for report.docx. Add docx to --format"),
    ],
)
def test_a_template_that_cannot_be_used_gives_a_one_line_error(
    options: tuple[str, ...], code: int, message: str, desk: Desk
) -> None:
    result = desk.compile(desk.workbook(ROW), "--template", desk.folder / "house.docx", *options)
    assert (result.code, result.err.count("\n"), message in result.err) == (code, 1, True)
    assert not (desk.folder / "report").exists()


def test_without_typst_the_pdf_is_left_out_or_refused_in_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    sent = desk.workbook(ROW)
    how = "report.pdf needs typst, which is not installed. Install it with: pip install 'poatool[pdf]'"
    result = desk.compile(sent)
    assert (result.code, result.err) == (0, f"Left out: {how}\n")
    assert not (desk.folder / OUT / "report.pdf").exists()
    assert "report.pdf" not in text_of(desk.folder / OUT / "report.html")
    refused = desk.compile(sent, "--format", "pdf,html")
    assert (refused.code, len(refused.err.splitlines())) == (3, 1)
    assert how in refused.err


def test_more_updates_than_a_pdf_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "_PDF_LIMIT", 1)
    result = desk.compile(desk.workbook(ROW, (3, None, "Under way", "Wrote to growers in Hawke's Bay.")))
    assert result.err == "Left out: report.pdf can hold 1 updates, but there are 2. Print report.docx instead.\n"
    assert (desk.folder / OUT / "report.docx").exists()
