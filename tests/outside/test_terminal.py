"""On a terminal, in a pipe, on a full disk: what a person at a keyboard sees."""

import os
import re
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len

from tests.outside.commands import EXAMPLES, POATOOL, ROOT, environment, poatool

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

import fcntl
import pty
import termios

YEAR = ("examples/2022", "--period", "2022")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("validate", *YEAR),
    ("validate", *YEAR, "--format", "concise"),
    ("compile", *YEAR, "--output", "OUT", "--previous", "examples/2021"),
    ("gaps", *YEAR),
    ("gaps", *YEAR, "--by", "agency", "--history", "examples/2021"),
    ("gaps", *YEAR, "--matrix"),
    ("template", "--period", "2022", "--output", "OUT"),
    ("framework", "show"),
    ("framework", "resolve", "26", "29", "1-3", "Action N1"),
    ("rules", "ACT201"),
)
MACHINE = {"concise"}
"""Formats with one finding per line, for other programs: a terminal does not wrap them."""
BAR = re.compile(r"\x1b\[\?25l(.*)\x1b\[1A\x1b\[2K", re.DOTALL)
"""A progress bar, from where the cursor is hidden to where the line is erased."""
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


SLOW = "import poatool.__main__ as program, poatool.console as console; console._BAR_AFTER = 0; program.main()"
"""Start poatool as on a machine so slow that each file takes a second."""


class Shown(NamedTuple):
    code: int
    text: str
    raw: str


def on_terminal(columns: int, *arguments: str, program: Sequence[str] = POATOOL, **changes: str) -> Shown:
    """Run one command on a terminal of this width, and read what appears there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = environment(TERM="xterm-256color", **changes)
    env = {name: value for name, value in env.items() if value and name not in {"COLUMNS", "LINES"}}
    running = subprocess.Popen([*program, *arguments], cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = bytearray()
    while part := _read(ours):
        shown += part
    os.close(ours)
    text = shown.decode(changes.get("PYTHONIOENCODING", "utf-8"))
    text = text.replace("\r\n", "\n")
    return Shown(running.wait(), BAR.sub("", text), text)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize(
    ("command", "columns"),
    [*((command, 80) for command in COMMANDS), *((command, 120) for command in COMMANDS[::5])],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, command: tuple[str, ...], columns: int) -> None:
    shown = on_terminal(columns, *(str(tmp_path) if part == "OUT" else part for part in command))
    assert shown.code in {0, 1}, shown.text
    assert shown.text.strip()
    assert "\x1b" not in shown.text
    lines = shown.text.replace(str(tmp_path), "OUT").splitlines()
    if not MACHINE & set(command):
        assert [line for line in lines if cell_len(line) > columns] == []


def test_a_bar_shows_how_much_has_been_read_and_goes_away() -> None:
    slow = (sys.executable, "-c", SLOW)
    shown = on_terminal(80, "gaps", *YEAR, program=slow).raw
    bar = BAR.search(shown)
    assert bar
    assert re.search(r"Reading \S.* \d+%", bar[1])
    assert shown[bar.end() :].startswith("22 of 28 actions")
    assert "Reading" not in on_terminal(80, "--quiet", "gaps", *YEAR, program=slow).raw


def test_colours_only_on_a_terminal_that_may_have_them() -> None:
    def colours(*options: str, **changes: str) -> bool:
        return bool(ESCAPE.search(on_terminal(80, *options, "gaps", *YEAR, **changes).text))

    assert colours(NO_COLOR="")
    assert not colours(NO_COLOR="1")
    assert not colours("--color", "never", NO_COLOR="")
    assert colours("--color", "always", NO_COLOR="1")
    assert b"\x1b" not in poatool("gaps", *YEAR, cwd=ROOT, env=environment(NO_COLOR="")).stdout


@pytest.mark.parametrize(
    ("encoding", "command"),
    [("cp1252", ("validate", *YEAR)), ("ascii", ("framework", "show"))],
)
def test_a_console_without_macrons_loses_only_the_macrons(encoding: str, command: tuple[str, ...]) -> None:
    plain = poatool(*command, cwd=ROOT, env=environment(PYTHONIOENCODING=encoding))
    whole = poatool(*command, cwd=ROOT, env=environment(PYTHONIOENCODING="utf-8"))
    assert plain.returncode == whole.returncode
    assert b"Traceback" not in plain.stderr
    assert len(plain.stdout.splitlines()) == len(whole.stdout.splitlines())
    # Letters without their marks and plain dashes; the table of marks covers all of the plan's text.
    assert plain.stdout.count(b"?") == whole.stdout.count(b"?")


@pytest.mark.parametrize("command", [("validate", *YEAR), ("--help",)], ids=" ".join)
def test_a_reader_that_closes_the_pipe_ends_it_quietly(command: tuple[str, ...]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with subprocess.Popen(
        [*POATOOL, *command], cwd=ROOT, env=environment(), stdout=theirs, stderr=subprocess.PIPE
    ) as running:
        os.close(theirs)
        _, said = running.communicate(timeout=60)
    assert said == b""
    assert running.returncode == 141


def test_a_workbook_is_not_printed_to_a_terminal() -> None:
    refused = on_terminal(80, "gaps", *YEAR, "--format", "xlsx")
    wanted = "poatool: --format xlsx cannot be shown on a screen. Add --output FILE, such as -o coverage.xlsx."
    assert (refused.code, " ".join(refused.text.split())) == (2, wanted)
    assert poatool("gaps", *YEAR, "--format", "xlsx", cwd=ROOT).stdout.startswith(b"PK")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this machine")
@pytest.mark.parametrize(
    "command",
    [("--help",), ("validate", *YEAR), ("validate", *YEAR, "--format", "json"), ("gaps", *YEAR, "--format", "xlsx")],
    ids=" ".join,
)
def test_a_full_disk_is_one_line_and_3(command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*POATOOL, *command], cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    [line] = done.stderr.decode().splitlines()
    assert line.startswith("poatool: The results cannot be written")


def test_a_pipe_and_a_device_are_written_to_and_stay_what_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    wanted = poatool("gaps", *YEAR, "--format", "json", cwd=ROOT).stdout
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    done = poatool("--quiet", "gaps", *YEAR, "--format", "json", "--output", pipe, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert os.read(reader, 65536) == wanted
    os.close(reader)
    assert pipe.is_fifo()
    assert poatool("gaps", *YEAR, "--format", "json", "--output", "/dev/stdout", cwd=ROOT).stdout == wanted
    assert Path("/dev/stdout").is_symlink()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "2022.json").write_text("old", encoding="utf-8")
    (tmp_path / "latest.json").symlink_to("2022.json")
    poatool("gaps", *YEAR, "--format", "json", "--output", tmp_path / "latest.json", cwd=ROOT)
    assert (tmp_path / "latest.json").is_symlink()
    assert (tmp_path / "2022.json").read_bytes().startswith(b"{")


def test_without_stdout_and_stderr_only_the_exit_code_is_left() -> None:
    closed = "exec >&- 2>&-; "
    for arguments, code in ((("framework", "show", "9"), 0), (("validate", "nowhere", "--period", "2022"), 3)):
        command = ["sh", "-c", f'{closed}"$@"', "sh", *POATOOL, *arguments]
        assert subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == code


def test_a_terminal_shows_the_same_words_as_a_pipe() -> None:
    words = on_terminal(80, "--quiet", "gaps", *YEAR).text.split()
    assert words == poatool("gaps", EXAMPLES.name + "/2022", *YEAR[1:], cwd=ROOT).stdout.decode().split()
