"""Work on many files in two processes, which start with all that this one has loaded and read."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MANY = 40  # fewer files are read in less time than starting the processes takes
_AT_ONCE = 10  # files whose results are sent together

_job: list[Callable[[int], Any]] = []  # in a process that was started: its work on the file of this number


def map_files(work: Callable[[T], R], files: Sequence[T], many: int = _MANY) -> list[R]:
    """The result of the work on each file, in order. If anything goes wrong in the processes, all is done here.

    So are fewer than `many` files. Without a second core everything is done here, and so it is beside other threads,
    which a fork could deadlock.
    """
    alone = sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1 or threading.active_count() > 1
    if alone or len(files) < many:
        return list(map(work, files))
    from concurrent.futures import ProcessPoolExecutor  # here, so that small runs start faster
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(2, get_context("fork"), _begin, (lambda number: work(files[number]),)) as processes:
            found: list[R] = list(processes.map(_on, range(len(files)), chunksize=_AT_ONCE))
            return found
    except Exception:  # noqa: BLE001 - an error of the work happens again here, and is reported from here
        return list(map(work, files))


def _begin(job: Callable[[int], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one stops both
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job.append(job)


def _end_with_parent() -> None:
    """End this process once the one that started it is gone; otherwise it would wait for work for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _on(number: int) -> Any:  # noqa: ANN401 - whatever the work returns
    return _job[0](number)
