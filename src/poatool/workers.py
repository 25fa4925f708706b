"""One task on many things, on more than one core: the results come in the order of the things, whoever made them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import Synchronized

T = TypeVar("T")
R = TypeVar("R")

MOST = 8
"""Processes beyond which sharing what they bring costs more than they save."""

FORKS = sys.platform == "linux"
"""Whether a process can begin as a copy of this one. Elsewhere it loads everything again, which takes a moment."""


_PIPE = 1024 * 1024
"""Bytes that a pipe may hold: as many as the system allows everybody."""


def cores() -> int:
    """The cores that this process may use, at most as many as are of use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def spread(work: Callable[[T], R], things: Sequence[T], processes: int) -> Generator[R, None, None]:
    """Do the work on each thing, shared among processes of which this is one.

    Args:
        work: what to do with a thing. It and the things are sent to the others where they are no copies of this one.
        things: what to work on.
        processes: how many take part, at least 1.

    Yields:
        What came of each thing, in the order of the things.
    """
    if min(processes, len(things)) <= 1:
        yield from map(work, things)
        return
    crew = _Crew(work, things, min(processes, len(things)) - 1)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    """Processes that take the next thing whenever they are free, until none is left."""

    def __init__(self, work: Callable[[T], R], things: Sequence[T], size: int) -> None:
        from multiprocessing import get_context

        context: ForkContext | SpawnContext = get_context("fork") if FORKS else get_context("spawn")
        self._work, self._things = work, things
        self._turn: Synchronized[int] = context.Value("L", 0)
        self._connections: list[Connection] = []
        self._processes: list[BaseProcess] = []
        for _ in range(size):
            here, there = context.Pipe(duplex=False)
            _widen(there)
            self._connections.append(here)
            copied = tuple(self._connections) if FORKS else ()
            process = context.Process(target=_serve, args=(work, things, self._turn, there, copied), daemon=True)
            process.start()
            there.close()
            self._processes.append(process)

    def results(self) -> Iterator[R]:
        """Work along, and give what has come in as far as it is in order."""
        done: dict[int, R] = {}
        for wanted, thing in enumerate(self._things):
            while wanted not in done and (mine := _next(self._turn)) < len(self._things):
                done[mine] = self._work(self._things[mine])
                self._collect(done, 0)
            while wanted not in done and self._connections:
                self._collect(done, None)
            # Whatever process had it and did not bring it back is gone.
            yield done.pop(wanted) if wanted in done else self._work(thing)

    def dismiss(self) -> None:
        """End all processes, done or not."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
        for connection in self._connections:
            connection.close()

    def _collect(self, done: dict[int, R], seconds: float | None) -> None:
        """Take in what has come by then; None waits until something has."""
        from multiprocessing.connection import wait

        arrived = wait(self._connections, seconds)
        for connection in [each for each in self._connections if each in arrived]:
            try:
                place, result = connection.recv()
            except EOFError:
                self._connections.remove(connection)
            else:
                done[place] = result


def _widen(connection: Connection) -> None:
    """Let a pipe take in many results, where it can, so that a process seldom waits for its reader."""
    if FORKS:
        from fcntl import F_SETPIPE_SZ, fcntl

        with suppress(OSError):
            fcntl(connection.fileno(), F_SETPIPE_SZ, _PIPE)


def _next(turn: Synchronized[int]) -> int:
    with turn.get_lock():
        mine = turn.value
        turn.value = mine + 1
    return mine


def _serve(
    work: Callable[[T], R],
    things: Sequence[T],
    turn: Synchronized[int],
    out: Connection,
    copied: Iterable[Connection],
) -> None:
    """Work until nothing is left. What goes wrong here is done again, and said, where the results are collected.

    The `copied` ends of pipes are closed: else this process would wait for ever for one that was killed to listen.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in copied:
        connection.close()
    try:
        while (place := _next(turn)) < len(things):
            out.send((place, work(things[place])))
    except Exception:  # noqa: BLE001 - the others go on, and the process that collects meets the same
        return
