"""Two processes share the work on many files: same results in the same order, even if the other one ends or fails."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from poatool import api, processes
from poatool.render.report.json import report_document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

FILES = [f"{number}.xlsx" for number in range(51)]
HERE = os.getpid()


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr("threading.active_count", lambda: 1)


def with_process(file: str) -> tuple[str, int]:
    return file, os.getpid()


def test_two_processes_share_the_files_and_the_order_is_kept() -> None:
    found = processes.map_files(with_process, FILES)
    assert [file for file, _ in found] == FILES
    assert [process == HERE for _, process in found] == [True] * 26 + [False] * 25


def stopped(end: Callable[[], object]) -> Callable[[str], str]:
    def work(file: str) -> str:
        if os.getpid() != HERE and file == "41.xlsx":
            end()
        return file.upper()

    return work


def unpicklable(file: str) -> object:
    return file if os.getpid() == HERE else (lambda: file)


@pytest.mark.parametrize(
    "end",
    [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os.kill(os.getpid(), signal.SIGINT), lambda: 1 / 0],
    ids=["killed", "interrupted", "failed"],
)
def test_nothing_is_lost_or_printed_if_a_process_ends_early(
    end: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    assert processes.map_files(stopped(end), FILES) == [file.upper() for file in FILES]
    assert capfd.readouterr() == ("", "")


def test_results_that_cannot_be_sent_are_worked_out_again() -> None:
    assert processes.map_files(unpicklable, FILES) == FILES


def test_an_error_in_both_processes_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        processes.map_files(lambda file: 1 / (file != "41.xlsx"), FILES)


def refused() -> int:
    raise BlockingIOError


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("os.fork", refused),
        ("os.sched_getaffinity", lambda _: {0}),
        ("threading.active_count", lambda: 2),
        ("sys.platform", "darwin"),
    ],
)
def test_all_is_done_here_if_a_fork_is_refused_useless_or_unsafe(
    monkeypatch: pytest.MonkeyPatch, name: str, instead: object
) -> None:
    monkeypatch.setattr(name, instead)
    assert {process for _, process in processes.map_files(with_process, FILES)} == {HERE}


def test_a_few_files_are_not_shared() -> None:
    assert {process for _, process in processes.map_files(with_process, FILES[:39])} == {HERE}


def test_one_process_and_two_read_and_check_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(45):
        rows = ["Action,Agency,Status,Progress", f"{number},MBIE,Under way,Trained inspectors in {number} towns."]
        period = tmp_path / ("2021" if number % 3 else "2022")
        period.mkdir(exist_ok=True)
        (period / f"{number}.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "2022" / "odd.xlsx").write_bytes(b"PK\x03\x04 cut short")
    plan = api.load_framework()

    def found() -> str:
        read = api.read_submissions([tmp_path / "2022"], plan, "2022")
        earlier = api.read_earlier([tmp_path], plan, "2022")
        every = api.check(api.read_submissions([tmp_path], plan, "2022", codes=None))
        return f"{every.findings}\n{report_document(api.year_end(api.check(read), earlier))}"

    shared = found()
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0})
    assert found() == shared
    assert shared.count("is not an action of the plan") > 15
    assert "Trained inspectors in 27 towns." in shared


def test_the_other_process_ends_if_the_one_that_started_it_is_killed() -> None:
    script = """
import os, time
from poatool import processes
os.sched_getaffinity = lambda _: {0, 1}
def work(file):
    print(os.getpid(), flush=True)
    time.sleep(0.2)
processes.map_files(work, range(51))
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        other = next(line for line in started.stdout if int(line) != started.pid)
        started.kill()
        rest, _ = started.communicate(timeout=20)  # the end of its pipe is closed
    assert other
    assert len(rest.splitlines()) < 51
