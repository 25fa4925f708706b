"""Other files that a user names are read only up to a limit, as a device may be endless."""

import os
import sys
import threading
from pathlib import Path

import pytest

from poatool.bounded import MIB, read_bounded
from poatool.cli.settings import read_settings
from poatool.decisions.keys import ReadingContext
from poatool.decisions.reading import read_decisions, read_waivers
from poatool.errors import FrameworkError, InputError, PoatoolError, UsageError
from poatool.findings.context import read_earlier
from poatool.framework.importing.page import import_file
from poatool.framework.load import read_file
from tests.support.checking import FRAMEWORK

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such devices")


def test_a_file_is_read_only_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"x" * MIB)
    assert read_bounded(path, 1) == b"x" * MIB

    path.write_bytes(b"x" * (MIB + 1))
    with pytest.raises(OSError, match="it is larger than 1 MiB"):
        read_bounded(path, 1)


@_POSIX
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"id: plan\n" * 20_000,))
    writer.start()

    assert read_bounded(tmp_path / "pipe") == b"id: plan\n" * 20_000
    writer.join()


@_POSIX
@pytest.mark.parametrize(
    ("read", "error"),
    [
        (read_file, FrameworkError),
        (import_file, FrameworkError),
        (lambda path: read_waivers(path, ReadingContext({}, FRAMEWORK)), InputError),
        (lambda path: read_decisions(path, ReadingContext({}, FRAMEWORK)), InputError),
        (read_earlier, InputError),
        (read_settings, UsageError),
    ],
)
def test_an_endless_device_is_refused_in_one_line(read: object, error: type[PoatoolError]) -> None:
    assert callable(read)
    too_large = r"^/dev/zero: [^\n]*cannot be opened \(it is larger than \d+ MiB\)\.( Check the path\.)?$"
    with pytest.raises(error, match=too_large):
        read(Path("/dev/zero"))
