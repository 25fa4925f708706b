"""What `validate` writes back to agencies, as they and the coordinator see it."""

import stat
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.conftest import Desk
from tests.workbooks.ods import builder as odf

BAD = ("29", "", "Under way", "Trained forty inspectors.")


def test_characters_that_would_act_are_escapes_in_a_checked_copy(desk: Desk) -> None:
    desk.validate(desk.workbook(("\u202exy", "", "Under way", "Wrote a guide.")), "--annotate", desk.folder / "back")
    copy = openpyxl.load_workbook(desk.folder / "back" / "dia.checked.xlsx")
    comment = copy["Updates"]["A4"].comment
    listed = " ".join(str(cell.value) for row in copy["Findings"] for cell in row)
    for said in (listed, (comment and comment.text) or ""):
        assert ("“\\u202exy”" in said, "\u202e" in said) == (True, False)


def test_where_no_comment_can_be_added_only_a_note_is_written(desk: Desk) -> None:
    sent = desk.workbook(BAD)
    book = openpyxl.load_workbook(sent)
    book["Updates"]["D4"].comment = Comment("Mine", "Ana")
    book.save(sent)
    with zipfile.ZipFile(sent) as package:
        held = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(sent, "w") as package:
        for name, content in held.items():
            package.writestr(name, content + (b"<!-- end -->" if name.endswith(".vml") else b""))
    out = desk.folder / "back"
    refused, written = desk.validate(sent, "--annotate", out).err.splitlines()
    assert refused.startswith(f"{sent}: no annotated copy was made. The comments of the workbook")
    assert written == f"E-mails about 1 submission, with 0 checked copies: {out}"
    assert "The copy" not in (out / "dia.checked.md").read_text("utf-8")


def test_a_file_that_cannot_be_corrected_is_named_if_it_needs_correcting(desk: Desk) -> None:
    for status, cannot in (("Under way", False), ("Underway", True)):
        rows = (("Action", "Status", "Progress"), ("2", status, "Trained forty inspectors."))
        table = odf.table("".join(odf.row("".join(map(odf.text, row))) for row in rows))
        (sent := desk.folder / "dia.ods").write_bytes(odf.ods(table))
        notes = desk.validate(sent, "--fix", desk.folder / "fixed").err.splitlines()
        assert (f"{sent}: a .ods file cannot be corrected. Save it as .xlsx." in notes) == cannot


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_rights_are_never_widened(desk: Desk) -> None:
    sent = desk.workbook((29, None, "Underway", "Trained forty inspectors."))
    packed, plan, kept = (desk.folder / name for name in ("returns.zip", "plan.yaml", "kept.json"))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(desk.workbook((29, None, "Underway", "Met forty farmers."), name="nzp.xlsx"), "nzp.xlsx")
    kept.write_text("old", "utf-8")
    desk.run("framework", "export", plan)
    for path in (sent, packed, plan, kept):
        path.chmod(0o600)
    back = desk.folder / "back"
    desk.validate(sent, packed, "--annotate", back, "--fix", back, "--format", "json", "--output", kept)
    desk.run("--framework", plan, "framework", "withdraw", "3", "--since", "2023")
    assert "withdrawn" in plan.read_text("utf-8")
    assert kept.read_text("utf-8").startswith("{")
    assert {p.name for p in back.iterdir()} >= {f"{a}.{b}.xlsx" for a in ("dia", "nzp") for b in ("checked", "fixed")}
    for path in (plan, kept, *back.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    new = desk.folder / "new.json"
    desk.validate(sent, "--format", "json", "--output", new)
    plain = desk.write("plain", "as the user's mask has it")
    assert new.stat().st_mode == plain.stat().st_mode


def test_copies_are_written_even_if_nobody_reads_the_output(desk: Desk) -> None:
    sent = desk.workbook(*(("2", "dia", f"unheard {number}", f"Trained {number} inspectors.") for number in range(40)))
    back, fixed = desk.folder / "back", desk.folder / "fixed"
    options = f"--period 2022 --annotate {back} --fix {fixed}".split()
    command = (sys.executable, "-m", "poatool", "validate", str(sent), *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, said = running.communicate()
    assert running.returncode == 141
    assert said.decode().splitlines() == [
        f"E-mails about 1 submission, with 1 checked copy: {back}",
        f"Corrected copy: {fixed / 'dia.fixed.xlsx'}",
    ]
    assert (back / "dia.checked.xlsx").exists()
    assert (fixed / "dia.fixed.xlsx").exists()
