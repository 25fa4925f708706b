"""A file that the user wrote, such as a plan or waivers, to its bytes: never without end."""

from __future__ import annotations

import errno
from pathlib import Path

MIB = 1024 * 1024

MOST = 32
"""MiB of a file that people write."""


def read_bounded(path: Path, most: int = MOST) -> bytes:
    """The bytes of a file or a pipe of at most so many MiB. A device may have no end, and so is read no further.

    Raises:
        OSError: it cannot be opened, or holds more.
    """
    pieces: list[bytes] = []
    with path.open("rb", buffering=0) as file:
        while piece := file.read(MIB):
            pieces.append(piece)
            if sum(map(len, pieces)) > most * MIB:
                raise OSError(errno.EFBIG, f"it is larger than {most} MiB", str(path))
    return b"".join(pieces)
