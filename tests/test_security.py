"""The promises of SECURITY.md about hostile files, observed during a whole command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.test_hostile import CASES

# Ends the command at the first event that connects to a network, starts another program, or writes outside `out`.
WATCHED = """
import os, runpy, sys
REACHES_OUT = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "os.system", "os.exec", "os.startfile"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OUT = tuple(map(os.path.abspath, ["out", ".poatool-lock"]))  # the second on Windows, beside the folder of a report
def watch(event, given):
    program = event == "subprocess.Popen" and sys.executable not in (given[0] or given[1])  # Windows gives a line
    writes = event == "open" and not isinstance(given[0], int) and given[2] & WRITES
    elsewhere = writes and not os.path.abspath(os.fsdecode(given[0])).startswith(OUT)
    if event in REACHES_OUT or program or elsewhere:
        os.write(2, f"{event} {given}".encode())
        os._exit(99)
sys.argv = ["poatool", *sys.argv[1:]]
sys.addaudithook(watch)
runpy.run_module("poatool", run_name="__main__")
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every hostile file."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, case in enumerate(CASES):
        (folder / f"{number}{Path(case.name).suffix}").write_bytes(case.data)
    return folder


@pytest.mark.parametrize(
    ("command", "step"), [(("validate", "--annotate", "out"), 1), (("compile", "--output", "out"), 4)]
)
def test_hostile_files_run_nothing_fetch_nothing_and_write_nowhere_else(
    hostile: Path, tmp_path: Path, command: tuple[str, ...], step: int
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *command, "--period", "2022", *sorted(hostile.iterdir())[::step]],
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(out), "TEMP": str(out), "TMP": str(out)},
        capture_output=True,
        check=False,
    )
    errors = done.stderr.decode()
    assert done.returncode == 1, errors
    assert "Traceback" not in errors
    assert any(out.iterdir())
