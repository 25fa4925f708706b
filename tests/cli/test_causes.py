"""Unexpected errors end a command with one line that names the right cause, and its exit code, never a traceback."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")


@pytest.fixture
def ends_by(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Raise an error in the middle of a command; return the exit code and stderr."""

    def call(error: BaseException, *options: str) -> tuple[int, str]:
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr("poatool.api.load", fail)
        result = desk.run("framework", "show", *options)
        assert result.out == ""
        return result.code, result.err

    return call


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (MemoryError(), 3, "There is not enough memory."),
        (RecursionError(), 3, "A file is nested too deeply to be read."),
        (OSError(errno.EMFILE, "Too many open files", "x"), 3, "The system allows no more open files"),
        (OSError(errno.ENOSPC, "No space left on device"), 3, "The results cannot be written (No space left"),
        (
            PermissionError(errno.EPERM, "Operation not permitted", "x"),
            3,
            "x: cannot be used (Operation not permitted).",
        ),
        (ImportError("x.so: failed to map segment from shared object"), 3, "There is not enough memory."),
        (ImportError("no such part"), 3, "A part of poatool cannot be loaded (no such part)."),
        (ValueError("embedded null byte"), 3, "A path has a NUL character in it."),
        (ValueError("other"), 70, "This is a bug in poatool (ValueError). Run it again with --debug"),
        (KeyError("x"), 70, "This is a bug in poatool (KeyError)."),
        (type("PanicException", (BaseException,), {})(), 70, "This is a bug in poatool (PanicException)."),
        (KeyboardInterrupt(), 130, "Stopped. Nothing was left half-written."),
        (OSError(errno.EINVAL, "Invalid argument"), 141, ""),  # on Windows, if the reader has gone
    ],
    ids=repr,
)
def test_every_cause_has_one_line_and_its_exit_code(
    ends_by: Callable[..., tuple[int, str]], error: BaseException, code: int, line: str
) -> None:
    ended, said = ends_by(error)
    assert (ended, said.count("\n")) == (code, bool(line))
    assert said.startswith(f"poatool: {line}" if line else "")


def test_a_lack_of_memory_is_reported_without_compiling_patterns(
    ends_by: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poatool.text.INVISIBLE", None)
    monkeypatch.setattr("poatool.text._LINE_ENDS", None)
    assert ends_by(MemoryError()) == (
        3,
        "poatool: There is not enough memory. Close other programs, or check fewer files at once.\n",
    )


def test_debug_shows_the_traceback_before_the_line(ends_by: Callable[..., tuple[int, str]]) -> None:
    code, said = ends_by(KeyError("x"), "--debug")
    assert code == 70
    assert said.startswith("Traceback (most recent call last):")
    assert said.splitlines()[-1].startswith("poatool: This is a bug")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no folder in which a program works")
def test_a_working_folder_that_was_deleted_is_3(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = desk.folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = desk.run("rules")
    assert (result.code, result.out) == (3, "")
    assert result.err == "poatool: The current folder has been deleted. Change to another one.\n"


@pytest.mark.parametrize("arguments", [("--framework", "a\0b", "rules"), ("framework", "export", "a\0b")])
def test_a_nul_in_a_path_is_3(desk: Desk, arguments: tuple[str, ...]) -> None:
    result = desk.run(*arguments)
    assert (result.code, result.err) == (3, "poatool: A path has a NUL character in it. Correct the path.\n")


def test_a_full_folder_for_temporary_files_is_3_and_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", full)
    result = desk.run("template", "--period", "2022", "--output", desk.folder / "out")
    assert (result.code, result.out) == (3, "")
    said = "cannot be used (No space left on device). Make room, or set TMPDIR to another folder."
    assert result.err == f"poatool: The folder for temporary files {said}\n"


@pytest.fixture
def append_only(tmp_path: Path) -> Iterator[Path]:
    """A folder in which files can be made, but not replaced or removed."""
    folder = tmp_path / "append"
    folder.mkdir()
    chattr = shutil.which("chattr")
    if sys.platform != "linux" or os.geteuid() != 0 or chattr is None:
        pytest.skip("only root on Linux makes a folder append-only")
    if subprocess.run([chattr, "+a", str(folder)], check=False, capture_output=True).returncode:
        pytest.skip("this file system has no append-only folders")
    yield folder
    subprocess.run([chattr, "-a", str(folder)], check=True)


def test_an_append_only_folder_is_3_and_named(desk: Desk, append_only: Path) -> None:
    result = desk.validate(desk.workbook(GOOD), "--output", append_only / "x.txt")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"poatool: {append_only / 'x.txt'}: cannot be written (Operation not permitted).")
