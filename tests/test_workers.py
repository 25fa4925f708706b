"""Work shared among processes: all of it is done once, given in order, and nothing is left behind."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from poatool import workers
from poatool.workers import spread

HERE = os.getpid()


def squared(number: int) -> int:
    """The lower the number, the longer it takes, so that results come in the wrong order."""
    time.sleep(0.002 * (20 - number) / 20)
    return number * number


def dying_elsewhere(number: int) -> int:
    """Takes its process down, unless that is the one that collects."""
    if os.getpid() != HERE:
        os._exit(9)
    return number


def failing_on_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.fixture(autouse=True)
def _nobody_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2, 5, 50])
def test_results_come_in_the_order_of_the_things(processes: int) -> None:
    assert list(spread(squared, range(20), processes)) == [number * number for number in range(20)]


def test_no_things_give_no_results() -> None:
    assert list(spread(squared, [], 4)) == []


def test_work_is_done_in_more_than_one_process() -> None:
    def who(number: int) -> int:
        squared(number)
        return os.getpid()

    assert len(set(spread(who, range(20), 3))) > 1


def test_processes_that_begin_anew_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS, where no process is a copy of another."""
    monkeypatch.setattr(workers, "FORKS", False)

    assert list(spread(squared, range(20), 2)) == [number * number for number in range(20)]


def test_what_a_lost_process_had_is_done_here() -> None:
    assert list(spread(dying_elsewhere, range(20), 3)) == list(range(20))


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_an_error_reaches_whoever_asked(processes: int) -> None:
    results = spread(failing_on_seven, range(20), processes)

    with pytest.raises(ValueError, match="seven"):
        list(results)


def test_who_stops_listening_ends_the_others() -> None:
    results = spread(squared, range(1000), 3)

    assert next(results) == 0
    results.close()


def test_nobody_works_on_for_one_that_was_killed() -> None:
    """Each result is larger than a pipe holds, so that whoever sends one waits until somebody listens."""
    code = """
import time
from poatool.workers import spread

if __name__ == "__main__":
    results = spread("x".__mul__, [10**6] * 10**6, 3)
    print(len(next(results)), flush=True)
    time.sleep(60)
"""
    with subprocess.Popen((sys.executable, "-c", code), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().split() == [b"1000000"]
        process.kill()
        process.communicate(timeout=10)  # ends when none of them can print any more


def test_as_many_cores_as_may_be_used() -> None:
    assert 1 <= workers.cores() <= workers.MOST
