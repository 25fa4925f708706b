"""Commands that write in one folder take turns."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path

_PAUSE, _SOON = 0.05, 40  # seconds between two tries to be alone in a folder; how many tries before a note says so


@contextmanager
def alone_in(folder: Path, note: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other command is at work in a folder, or the nearest one above it that exists; soon say so."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    held = None
    with suppress(OSError):  # a disk without locks, or a folder that may not be read
        if sys.platform == "win32":  # where only files can be locked
            import msvcrt

            held = os.open(place / ".poatool-lock", os.O_RDWR | os.O_CREAT | os.O_TEMPORARY)
            lock = partial(msvcrt.locking, held, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            held = os.open(place, os.O_RDONLY)
            lock = partial(fcntl.flock, held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for tried in count(1):
            with suppress(BlockingIOError, PermissionError):
                lock()
                break
            if tried == _SOON:
                note(f"Waiting for another poatool command that is at work in {place} to end.")
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)  # as the system does for a command that is killed
