"""Two commands at once in one workspace: they take turns, and nothing is lost."""

import subprocess
import sys
import threading

import pytest

from poatool.cli.command import wait_for_turn
from tests.cli.conftest import Desk

POATOOL = (sys.executable, "-m", "poatool")


def at_once(*lines: str) -> list[tuple[int | None, str]]:
    """Run these commands at the same time; the exit code and the errors of each."""
    running = [subprocess.Popen([*POATOOL, *line.split()], stderr=subprocess.PIPE, text=True) for line in lines]
    errors = [each.communicate()[1] for each in running]
    return [(each.returncode, error) for each, error in zip(running, errors, strict=True)]


def test_versions_that_come_at_once_are_all_kept(work: Desk) -> None:
    for number in range(3):
        work.workbook((2, None, "Under way", f"Trained {number + 40} inspectors."), name=f"in/{number}.xlsx")
    came = at_once(*(f"receive in/{number}.xlsx --today 2023-03-30" for number in range(3)))
    assert [code for code, _ in came] == [0, 0, 0]  # on a slow machine, they say that they wait
    names = {path.name for path in (work.folder / "submissions").rglob("*.xlsx")}
    assert names == {"dia.xlsx", "dia-1.xlsx", "dia-2.xlsx"}
    assert (work.folder / "submissions/2022/register.yaml").read_text("utf-8").count("2023-03-30") == 3


def test_a_report_is_made_by_one_command(work: Desk) -> None:
    work.workbook((2, None, "Under way", "Trained forty inspectors."), name="submissions/2022/dia.xlsx")
    sent = work.workbook((3, None, "Under way", "Wrote a guide."), name="nzp.xlsx", agency="NZP")
    lines = [f"compile --format {name}" for name in ("csv", "json", "markdown")]
    assert [code for code, _ in at_once(*lines, f"receive {sent.name}")] == [0, 0, 0, 0]
    assert work.run("verify").code == 0


def test_a_command_that_has_to_wait_says_why(work: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("poatool.cli.command._NOTE_AFTER", 1)
    waits, said = threading.Event(), list[str]()

    def tell(note: str) -> None:
        said.append(note)
        waits.set()

    def wait() -> None:
        with wait_for_turn(work.folder, tell):
            said.append("alone")

    with wait_for_turn(work.folder, said.append):
        (other := threading.Thread(target=wait)).start()
        assert waits.wait(timeout=60)
        assert said == [f"Waiting for another poatool command in {work.folder} to end."]
    other.join(timeout=60)
    assert said[1:] == ["alone"]
