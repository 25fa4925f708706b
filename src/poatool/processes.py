"""Work on many files in two processes: this one and a fork of it, which starts with everything loaded here."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MANY = 40  # reading fewer files takes less time than starting the other process
_AT_ONCE = 10  # files whose results are sent together

Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""A function that passes results on as they come, such as a progress bar."""

_job: list[Callable[[int], Any]] = []  # in the other process: the work on a file, given its number


def map_files(work: Callable[[T], R], files: Sequence[T], watch: Watch = iter) -> list[R]:
    """Do the work on each file, and return the results in order; each passes through `watch` as soon as it is ready.

    A second process does half of it, unless there are fewer than `_MANY` files, there is only one core, other threads
    run (a fork could deadlock), or something goes wrong in it.
    """
    alone = sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1 or threading.active_count() > 1
    if alone or len(files) < _MANY:
        return list(watch(map(work, files)))
    from concurrent.futures import ProcessPoolExecutor  # here, so that small runs start faster
    from multiprocessing import get_context

    other = ProcessPoolExecutor(1, get_context("fork"), _begin, (lambda number: work(files[number]),))
    try:
        from_other = other.map(_work_on, range(1, len(files), 2), chunksize=_AT_ONCE)
        found: list[R] = list(watch(chain(map(work, files[::2]), from_other)))
    except Exception:  # noqa: BLE001 - if the work itself fails, it fails again below, and is reported
        return list(map(work, files))
    finally:
        other.shutdown(cancel_futures=True)
    half = (len(files) + 1) // 2
    found[::2], found[1::2] = found[:half], found[half:]
    return found


def _begin(job: Callable[[int], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one stops it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job.append(job)


def _end_with_parent() -> None:
    """End this process once the one that started it is gone; otherwise it would wait for work forever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work_on(number: int) -> Any:  # noqa: ANN401 - whatever the work returns
    return _job[0](number)
