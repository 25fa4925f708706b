"""Work on many files in two processes: this one, and a fork of it that starts with everything loaded here."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MANY = 40  # reading fewer files takes less time than starting the other process

Watch = Callable[[Iterable[Any]], Iterable[Any]]  # passes results on as they come, such as a progress bar


def map_files(work: Callable[[T], R], files: Sequence[T], watch: Watch = iter) -> list[R]:
    """Do the work on each file, and return the results in order; each passes through `watch` as soon as it is ready.

    Once the first file is done, and so all patterns are compiled, a second process works from the last file backwards,
    until the two meet. It starts only if there are at least `_MANY` files and two cores, and no other threads run (a
    fork could deadlock). This process does whatever the other one fails to do.
    """
    alone = len(files) < _MANY or threading.active_count() > 1
    if sys.platform != "linux" or alone or len(os.sched_getaffinity(0)) == 1:
        return list(watch(map(work, files)))
    import pickle  # imported here, so that small runs start faster
    from multiprocessing import Pipe

    incoming, outgoing = Pipe(duplex=False)
    with incoming, outgoing:
        begun = (0, work(files[0]))
        try:
            other = os.fork()
        except OSError:
            return list(watch(map(work, files)))
        if not other:
            incoming.close()  # if it stayed open, sending would not fail once the parent process is gone
            # `outgoing.send` would take a quarter longer
            _work_from_the_last(work, files, lambda result: outgoing.send_bytes(pickle.dumps(result, protocol=5)))
        outgoing.close()
        try:
            found = dict(watch(chain([begun], _from_both(work, files, incoming.poll, incoming.recv))))
        finally:
            os.kill(other, signal.SIGKILL)
            os.waitpid(other, 0)
    return [found[number] for number in range(len(files))]


def _work_from_the_last(work: Callable[[T], R], files: Sequence[T], send: Callable[[R], object]) -> NoReturn:
    """Send results, until the parent process stops this one or is gone."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for file in reversed(files):
            send(work(file))
    finally:
        os._exit(0)


def _from_both(
    work: Callable[[T], R], files: Sequence[T], waits: Callable[[], bool], receive: Callable[[], R]
) -> Iterator[tuple[int, R]]:
    """The number and the result of each file except the first, from this process or the other one."""
    first, end, is_alive = 1, len(files), True
    while first < end:
        if is_alive and (waits() or end - first == 1):  # the other process is working on the last file left
            try:
                found = receive()
            except (EOFError, OSError):
                is_alive = False
                continue
            end -= 1
            yield end, found
        else:
            yield first, work(files[first])
            first += 1
