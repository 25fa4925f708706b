"""Killed, interrupted or out of space at any moment: the old or the new report is complete, or a message says so."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.outside.commands import EXAMPLES, POATOOL, environment, poatool

if sys.platform == "win32":
    pytest.skip("signals of this kind are for POSIX", allow_module_level=True)

import resource

LEFT_OVER = re.compile(r"\.poatool-.+\.tmp")


def compiling(year: Path, output: Path) -> tuple[str, ...]:
    return (*POATOOL, "compile", str(year), "--period", "2022", "--output", str(output))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for path in folder.glob("*/*")
        if not LEFT_OVER.fullmatch(path.name)
    }


def look(folder: Path) -> set[tuple[str, int, int]]:
    """The files in a report's folders, without their contents; differs as soon as a run begins to write."""
    seen = set()
    for entry in (entry for below in os.scandir(folder) for entry in os.scandir(below)):
        with contextlib.suppress(FileNotFoundError):
            seen.add((entry.name, entry.stat().st_size, entry.stat().st_mtime_ns))
    return seen


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if LEFT_OVER.fullmatch(path.name)]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An existing report on one agency alone, so that every file differs from the report to come."""
    folder = tmp_path_factory.mktemp("old")
    poatool("compile", EXAMPLES / "2022" / "mfat.xlsx", "--period", "2022", "--output", folder)
    return folder


@pytest.fixture
def report(old: Path, tmp_path: Path) -> Path:
    return shutil.copytree(old, tmp_path / "report")


KILLED_AT = """
import os, sys
from pathlib import Path
from poatool.__main__ import main
left = int(sys.argv.pop(1))

def counting(move):
    def moved(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return move(*arguments, **options)
    return moved

Path.replace, Path.unlink = counting(Path.replace), counting(Path.unlink)
main()
"""
"""A run that is killed after it has moved or removed a given number of files."""


@pytest.mark.parametrize("moves", [0, 1, 7, 8, 10])
def test_killed_between_any_two_files(old: Path, report: Path, moves: int) -> None:
    command = ("compile", str(EXAMPLES / "2022"), "--period", "2022", "--format", "html,csv", "--output", str(report))
    done = subprocess.run(
        (sys.executable, "-c", KILLED_AT, str(moves), *command), env=environment(), capture_output=True, check=False
    )
    # Three files of the previous report are removed, then seven files and the manifest are moved.
    assert done.returncode == 9, done.stderr.decode()
    assert (poatool("verify", report).returncode == 0) == (contents(report) == contents(old))
    again = poatool(*command, "--force")
    assert again.returncode == 1, again.stderr.decode()
    assert left_over(report) == []
    assert {name for name in contents(report) if name.startswith("publish/")} == {
        "publish/report.html",
        "publish/updates.csv",
        "publish/updates.csv-metadata.json",
        "publish/coverage.csv",
    }


def until_something_is_begun(folder: Path, before: set[tuple[str, int, int]], running: subprocess.Popen[bytes]) -> None:
    while look(folder) == before and running.poll() is None:
        time.sleep(0.0005)


def test_files_of_others_in_the_folder_are_not_removed(report: Path) -> None:
    others = [".poatool-findings.json-abc.tmp", "report.html.tmp", ".poatool-report.html", "~$report.xlsx"]
    own = ".poatool-report.html-k1_x9z.tmp"
    for name in (*others, own):
        (report / "publish" / name).write_bytes(b"half")
    for folder in ("publish/below", "below"):
        (report / folder).mkdir()
        (report / folder / own).write_bytes(b"half")
    poatool("compile", EXAMPLES / "2022", "--period", "2022", "--output", report)
    assert [name for name in others if not (report / "publish" / name).exists()] == []
    assert (report / "publish" / "below" / own).exists()
    assert (report / "below" / own).exists()
    assert not (report / "publish" / own).exists()


@pytest.mark.parametrize("number", range(3))
def test_ctrl_c_ends_at_once_with_a_line(number: int, tmp_path: Path) -> None:
    year = tmp_path / "year"
    for copy in range(60):
        shutil.copytree(EXAMPLES / "2022", year / str(copy))
    (year / "notes.txt").write_text("a file that is named on the side before the others are read", encoding="utf-8")
    command = (*POATOOL, "validate", str(year), "--period", "2022", "--format", "json", "--output")
    running = subprocess.Popen(
        (*command, str(tmp_path / "out.json")),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stderr is not None
    assert b"notes.txt" in running.stderr.readline()
    time.sleep(number / 5)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert err.decode() == "poatool: Stopped. Nothing was left half-written.\n"
    assert out == b""
    assert running.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["year"]


@pytest.mark.parametrize("number", range(3))
def test_ctrl_c_while_the_files_are_written(number: int, old: Path, report: Path) -> None:
    begun = look(report)
    running = subprocess.Popen(
        compiling(EXAMPLES / "2022", report), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until_something_is_begun(report, begun, running)
    time.sleep(number / 1000)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert err in (b"", b"poatool: Stopped. Nothing was left half-written.\n")
    assert left_over(report) == []
    assert contents(report).keys() == contents(old).keys()


@pytest.mark.parametrize("formats", ["markdown,html,csv,json", "xlsx"])
@pytest.mark.parametrize("room", [0, 30_000])
def test_a_full_disk_leaves_the_old_report(report: Path, room: int, formats: str) -> None:
    before = contents(report)
    done = subprocess.run(
        (*compiling(EXAMPLES / "2022", report), "--format", formats),
        env=environment(),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),  # no threads here
    )
    assert done.returncode == 3
    [line] = done.stderr.decode().splitlines()
    assert re.search("cannot be written|folder for temporary files cannot be used", line)
    assert contents(report) == before
    assert left_over(report) == []
