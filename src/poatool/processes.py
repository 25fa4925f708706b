"""Work on many files in two processes: a fork, with everything loaded, takes nearly half and sends back results."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MANY = 40  # reading fewer files takes less time than starting the other process

Watch = Callable[[Iterable[Any]], Iterable[Any]]  # such as a progress bar: passes on each result as it comes


def map_files(work: Callable[[T], R], files: Sequence[T], watch: Watch = iter) -> list[R]:
    """Do the work on each file, and return the results in order; each passes through `watch` as soon as it is ready.

    If other threads run, there is no fork, as it could deadlock. This process does whatever the fork fails to do.
    """
    alone = len(files) < _MANY or threading.active_count() > 1
    if sys.platform != "linux" or alone or len(os.sched_getaffinity(0)) == 1:
        return list(watch(map(work, files)))
    import pickle  # imported here, so that small runs start faster

    half, first = 51 * len(files) // 100, work(files[0])  # before the fork, so that patterns are compiled only once
    incoming, outgoing = os.pipe()
    with os.fdopen(incoming, "rb") as results, os.fdopen(outgoing, "wb") as pipe:
        try:
            fork = os.fork()
        except OSError:
            return list(watch(map(work, files)))
        if not fork:
            try:
                results.close()  # otherwise the fork would wait for ever once its parent is gone
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                pickle.dump([work(file) for file in files[half:]], pipe, protocol=5)
                pipe.flush()
            finally:
                os._exit(0)
        pipe.close()

        def second_half() -> Iterator[R]:
            try:
                yield from pickle.load(results)  # noqa: S301 - written by the fork
            except (EOFError, pickle.UnpicklingError):
                yield from map(work, files[half:])

        try:
            return list(watch(chain([first], map(work, files[1:half]), second_half())))
        finally:
            os.kill(fork, signal.SIGKILL)
            os.waitpid(fork, 0)
