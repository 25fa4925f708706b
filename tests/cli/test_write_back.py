"""What `validate` writes back to agencies, as they and the coordinator see it."""

import email
import hashlib
import stat
import subprocess
import sys
import zipfile
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.conftest import Desk, corrected

PLAN = "Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25"
BAD = ("29", "", "Under way", "Trained forty inspectors.")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_annotated_copy_lists_and_marks_and_the_original_is_untouched(desk: Desk) -> None:
    sent = desk.workbook(BAD, ("\u202exy", "", "Under way", "Wrote a guide for employers."))
    before = digest(sent)
    out = desk.folder / "back"
    result = desk.validate(sent, "--annotate", out)
    assert (result.code, result.err) == (1, f"Notes to mail on 1 submission, with 1 checked copy: {out}\n")
    assert "add --annotate" not in result.out
    assert digest(sent) == before
    assert sorted(path.name for path in out.iterdir()) == ["dia.checked.eml", "dia.checked.md", "dia.checked.xlsx"]
    copy = openpyxl.load_workbook(out / "dia.checked.xlsx")
    assert [cell.value for cell in copy["Findings"][5]][:4] == ["Finding", "Rule", "Severity", "Where"]
    assert [cell.value for cell in copy["Findings"][6]][:4] == ["1", "ACT201", "error", "Updates!A4"]
    comments = [str(cell.comment and cell.comment.text) for cell in copy["Updates"]["A"][3:5]]
    assert comments[0].startswith("ACT201 error: “29” is not an action of the plan.\nWhat to do: Did you mean")
    for said in (" ".join(str(cell.value) for row in copy["Findings"] for cell in row), comments[1]):
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
    result = desk.validate(sent, "--annotate", out)
    refused, written = result.err.splitlines()
    assert refused.startswith(f"{sent}: no annotated copy was made. The comments of the workbook")
    assert written == f"Notes to mail on 1 submission, with 0 checked copies: {out}"
    assert "The copy" not in (out / "dia.checked.md").read_text("utf-8")


def test_mail_is_a_draft_with_the_copy_attached_and_no_date(desk: Desk) -> None:
    sent = desk.workbook(BAD)
    for out in ("one", "two"):
        desk.validate(sent, "--annotate", desk.folder / out)
    one, two = (desk.folder / out / "dia.checked.eml" for out in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    mail = email.message_from_bytes(one.read_bytes(), policy=default)
    assert (mail["Subject"], mail["X-Unsent"], mail["Date"]) == (
        f"{PLAN}: return of DIA for 2022: please correct",
        "1",
        None,
    )
    body = mail.get_body()
    assert body is not None
    assert "A4: “29” is not an action of the plan." in body.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "dia.checked.xlsx"
    assert attached.get_content() == (desk.folder / "one" / "dia.checked.xlsx").read_bytes()


def test_csv_and_unreadable_files_get_only_a_note(desk: Desk) -> None:
    desk.write("a.csv", "Action,Agency,Status,Progress\n29,DIA,Under way,Trained inspectors.\n")
    (desk.folder / "b.xlsx").write_bytes(b"%PDF-1.7")
    out = desk.folder / "back"
    result = desk.validate(desk.folder / "a.csv", desk.folder / "b.xlsx", "--annotate", out)
    assert result.err == f"Notes to mail on 2 submissions, with 0 checked copies: {out}\n"
    assert sorted(path.name for path in out.iterdir()) == [
        *("a.checked.eml", "a.checked.md", "b.checked.eml", "b.checked.md")
    ]
    assert "- A2: “29” is not an action of the plan." in (out / "a.checked.md").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_rights_are_never_widened(desk: Desk) -> None:
    sent = desk.workbook((29, None, "Underway", "Trained forty inspectors."))
    packed, plan, kept = (desk.folder / name for name in ("returns.zip", "plan.yaml", "kept.json"))
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sent, "nzp.xlsx")
    kept.write_text("old", "utf-8")
    desk.run("framework", "export", plan)
    for path in (sent, packed, plan, kept):
        path.chmod(0o600)
    back = desk.folder / "back"
    desk.validate(sent, packed, "--annotate", back, "--fix", back, "--format", "json", "--output", kept)
    desk.run("--framework", plan, "framework", "withdraw", "3", "--since", "2023")
    assert "withdrawn" in plan.read_text("utf-8")
    assert kept.read_text("utf-8").startswith("{")
    assert {path.name for path in back.iterdir()} >= {
        "dia.checked.xlsx",
        "dia.fixed.xlsx",
        "nzp.checked.xlsx",
        "nzp.fixed.xlsx",
    }
    for path in (plan, kept, *back.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    new = desk.folder / "new.json"
    desk.validate(sent, "--format", "json", "--output", new)
    plain = desk.write("plain", "as the user's mask has it")
    assert new.stat().st_mode == plain.stat().st_mode


def test_two_submissions_of_one_name_get_two_copies(desk: Desk) -> None:
    first, second = desk.workbook(BAD, name="one/dia.xlsx"), desk.workbook(BAD, name="two/DIA.xlsx")
    out = desk.folder / "back"
    desk.validate(first, second, "--annotate", out)
    assert sorted(path.name for path in out.glob("*.xlsx")) == ["DIA-2.checked.xlsx", "dia.checked.xlsx"]


def test_a_submission_is_never_replaced(desk: Desk) -> None:
    first, second = desk.workbook(BAD), desk.workbook(BAD, name="dia.checked.xlsx")
    before = digest(second)
    result = desk.validate(first, second, "--annotate", desk.folder)
    assert (result.code, digest(second)) == (3, before)
    assert "this is one of the submissions" in result.err


@pytest.mark.parametrize(
    ("option", "said"), [("annotate", "There is nothing to send back"), ("fix", "Nothing was corrected")]
)
def test_a_clean_submission_needs_no_copy(desk: Desk, option: str, said: str) -> None:
    out = desk.folder / "back"
    result = desk.validate(desk.workbook(("2", "", "Under way", "Trained forty inspectors.")), f"--{option}", out)
    assert (result.code, result.err.startswith(said), out.exists()) == (0, True, False)


def test_fix_writes_a_copy_that_validates_and_leaves_the_original(desk: Desk) -> None:
    sent = desk.workbook(("26", "dia", "underway", "Spoke at a regional forum on trafficking."))
    before = digest(sent)
    out = desk.folder / "fixed"
    result = desk.validate(sent, "--fix", out)
    assert digest(sent) == before
    assert result.err.splitlines() == [f"Corrected copy: {out / 'dia.fixed.xlsx'}"]
    row = [cell.value for cell in openpyxl.load_workbook(out / "dia.fixed.xlsx")["Updates"][4]]
    assert row == [
        *("9", "DIA", "Under way", "Spoke at a regional forum on trafficking."),
        *(None,) * 3,
        "Reported as Action 26.",
    ]
    assert desk.validate(out / "dia.fixed.xlsx", "--fail-on", "advice").code == 0


def test_diff_shows_each_cell_and_writes_nothing(desk: Desk) -> None:
    sent = desk.workbook(("Action 9", "DIA", "Complted", "Spoke at a regional forum on trafficking."))
    out = desk.folder / "fixed"
    result = desk.validate(sent, "--fix", out, "--diff", "--unsafe")
    assert result.out.splitlines() == [
        f"{sent}:Updates!A4: “Action 9” → “9” (action as the plan spells it)",
        f"{sent}:Updates!C4: “Complted” → “Completed” (UPD304, a likely meaning)",
        "2 cells to correct in 1 file.",
    ]
    assert not out.exists()


def test_a_checked_copy_that_comes_back_is_checked_like_the_first(desk: Desk) -> None:
    desk.validate(desk.workbook(BAD), "--annotate", desk.folder / "one")
    back = desk.folder / "one" / "dia.checked.xlsx"
    corrected(back, back, C4="Complted", A4="9")
    desk.validate(back, "--annotate", desk.folder / "two")
    again = openpyxl.load_workbook(desk.folder / "two" / "dia.checked.xlsx")
    assert again.sheetnames == ["Findings", "Updates"]
    assert [cell.value for cell in again["Findings"][6]][:4] == ["1", "UPD304", "error", "Updates!C4"]
    assert again["Findings"][7][0].value is None
    comments = {cell.coordinate: cell.comment.text for cell in again["Updates"][4] if cell.comment}
    assert comments["A4"] == "This is no longer found here."
    assert comments["C4"].startswith("UPD304 error: “Complted” is not a status of the plan.")


OF_STYLE = ("2", "", "Under way", "Trained forty inspectors with the TCIT this year.")


def test_house_style_goes_back_only_where_it_is_selected(desk: Desk) -> None:
    back, note = desk.folder / "back", desk.folder / "back" / "dia.checked.md"
    result = desk.validate(desk.workbook(OF_STYLE), "--annotate", back)
    assert all(code in result.out for code in ("UPD310", "PUB507"))
    assert result.err == f"There is nothing to send back: nothing was written to {back}\n"
    result = desk.validate(desk.workbook(OF_STYLE, BAD), "--select", "style", "--annotate", back)
    assert "ACT201" not in result.out
    assert all(code in note.read_text() for code in ("UPD310", "PUB507"))
    desk.validate(desk.workbook(OF_STYLE, BAD), "--ignore", "style", "--annotate", back)
    assert "UPD310" not in note.read_text()


def test_no_word_of_one_agency_is_in_what_goes_back_to_another(desk: Desk) -> None:
    said = "Trained forty inspectors in Napier and wrote a guide for them."
    one = desk.workbook(("2", "", "Completed", said), ("29", "", "Delayed", "Secret."), name="dia.xlsx")
    other = desk.workbook(("2", "", "On hold", said), ("29", "", "", "x"), name="nzp.xlsx", agency="NZP")
    codes = {finding["code"] for finding in desk.findings(one, other) if finding["file"] == str(other)}
    assert codes >= {"ALL601", "ALL602", "ACT201"}
    desk.validate(one, other, "--annotate", desk.folder / "back")
    for ending in ("eml", "md", "xlsx"):
        copy = (desk.folder / "back" / f"nzp.checked.{ending}").read_bytes()
        parts = zipfile.ZipFile(desk.folder / "back" / f"nzp.checked.{ending}") if ending == "xlsx" else None
        text = b"".join(map(parts.read, parts.namelist())) if parts else copy.partition(b"application/")[0]
        assert b"ACT201" in text
        assert not any(word in text for word in (b"dia.xlsx", b"and DIA", b"from DIA", b"Secret", b"ALL60"))


def test_copies_are_there_though_nobody_reads_what_is_shown(desk: Desk) -> None:
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
        f"Notes to mail on 1 submission, with 1 checked copy: {back}",
        f"Corrected copy: {fixed / 'dia.fixed.xlsx'}",
    ]
    assert (back / "dia.checked.xlsx").exists()
    assert (fixed / "dia.fixed.xlsx").exists()
