"""Read a file only if it is small enough: a path may lead to a device, or to a file that would fill the memory."""

import errno
from pathlib import Path

MIB = 1024 * 1024
_LARGEST = 32  # MiB: the size limit of a file that people write by hand


def read_bounded(path: Path, most: int = _LARGEST) -> bytes:
    """The bytes of a file or pipe. Raises OSError if it cannot be opened or is larger than `most` MiB."""
    with path.open("rb") as file:
        data = file.read(most * MIB + 1)
    if len(data) > most * MIB:
        raise OSError(errno.EFBIG, f"it is larger than {most} MiB", str(path))
    return data
