"""A workspace: made by init, never overwritten, and found by the commands that run in it."""

import stat
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Desk

GOOD = ("2", "", "Under way", "Trained forty inspectors.")


def test_a_plan_of_ones_own_is_copied_and_used(work: Desk) -> None:
    plan = ROOT / "examples/frameworks/clean-coast.yaml"
    work.run("init", "coast", "--framework", plan)
    assert Path("coast/framework.yaml").read_bytes() == plan.read_bytes()
    with chdir("coast"):
        assert work.run("framework", "show", "--format", "json").json["framework"]["id"] == "clean-coast-2024-25"
    assert work.run("init", "moon", "--period", "1969").code == 2
    named = plan.read_text("utf-8").replace("end: 2024-03-31 }", "end: 2024-03-31, aliases: [Summer] }")
    Path("coast/framework.yaml").write_text(named, "utf-8")
    sent = work.workbook(("1.1", "", "Done", "Cleaned nine beaches."), name="in/a.xlsx", agency="Harbour Board")
    for period in (["--period", "Summer"], []):
        with chdir("coast"):
            work.run("receive", sent, *period)
            assert work.run("status", *period, "--format", "json").json["period"] == "2024-Q1"
            Path("poatool.toml").write_text('period = "Summer"\n', "utf-8")
    assert sorted(path.name for path in Path("coast/submissions").iterdir()) == ["2024-Q1", "2024-Q4"]


def test_files_of_a_workspace_may_begin_with_a_byte_order_mark(work: Desk) -> None:
    for path in filter(Path.is_file, Path().iterdir()):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert work.run("chase", "--today", "2022-12-31").code == 0


def test_drafts_are_written_and_listed_even_if_nobody_reads_the_output(work: Desk) -> None:
    work.run("template", "--agency", "DIA")
    command = [sys.executable, "-u", "-m", "poatool", "chase", "--today", "2022-12-31"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, said = running.communicate()
    assert (running.returncode, said) == (141, b"")
    assert Path("chase/DIA.eml").is_file()
    assert "DIA" in Path("submissions/2022/chase.yaml").read_text("utf-8")


def test_names_of_several_lines_are_comments_of_one(here: Desk, plan: Path) -> None:
    plan.write_text(plan.read_text("utf-8").replace("name: Police", 'name: "Po\\nlice"'), "utf-8")
    assert here.run("init", "home", "--framework", plan).code == 0
    assert "# Po lice\n" in Path("home/contacts.yaml").read_text("utf-8")


def test_commands_find_everything_from_a_folder_below(work: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    work.workbook(GOOD, name="submissions/2021/dia.xlsx")
    work.workbook(("3", *GOOD[1:]), name="submissions/2022/dia.xlsx")
    work.workbook(("4", *GOOD[1:]), ("99", *GOOD[1:]), name="submissions/2022/nzp.xlsx", agency="NZP")
    monkeypatch.chdir("submissions/2022")
    paths = [file["path"] for file in work.run("validate", "--format", "json").json["files"]]
    assert paths == [f"../../submissions/2022/{name}.xlsx" for name in ("dia", "nzp")]
    assert {a["last_reported"] for a in work.run("gaps", "--format", "json").json["actions"]} >= {"2021", "2022"}
    assert work.run("compile", "--format", "html").code == 1  # a mistake is set aside
    assert (work.folder / "report/2022/publish/report.html").is_file()
    assert work.run("verify").code == 0
    assert work.run("template", "--agency", "NZP").code == 0
    assert (work.folder / "templates/2022/poa-2022-NZP.xlsx").is_file()
    earlier = work.run("validate", "--period", "2021", "--format", "json").json
    assert {file["path"].split("/")[3] for file in earlier["files"]} == {"2021"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
def test_a_link_among_returns_is_not_followed_and_not_registered(work: Desk) -> None:
    work.workbook(GOOD, name="submissions/2022/dia.xlsx")
    Path("submissions/2022/replaced").mkdir()
    for name in ("nzp.xlsx", "replaced/dia-1.xlsx"):
        Path("submissions/2022", name).symlink_to("/dev/zero")
    assert work.run("status", "--today", "2023-02-01").code == 0
    register = Path("submissions/2022/register.yaml").read_text("utf-8")
    assert ("dia.xlsx" in register, "nzp.xlsx" in register) == (True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_made_from_a_return_has_no_wider_rights_than_the_return(work: Desk) -> None:
    work.workbook(("3", *GOOD[1:]), name="submissions/2021/nzp.xlsx", agency="NZP")
    packed = work.zip(work.workbook(("29", *GOOD[1:]), name="in/b.xlsx", agency="NZP"))
    packed.chmod(0o600)
    work.run("receive", packed, "--today", "2023-02-10")
    work.run("chase", "--today", "2023-02-20")
    for path in ("submissions/2022/nzp.xlsx", "chase/NZP.eml", "chase/NZP.md"):
        assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600, path
