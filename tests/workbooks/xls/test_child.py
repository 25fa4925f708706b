"""The process that reads an .xls file: what it answers, and what becomes of it, is a workbook or one message."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from tests.workbooks.builder import opened, refused
from tests.workbooks.xls import biff

ONE = biff.xls(("Updates", (biff.text(0, 0, "Action"), biff.number(2, 2, 9))))
ANSWER = json.dumps({"sheets": [], "styles": [], "since_1904": False, "macro_sheets": False})


def test_it_answers_with_cells_or_with_why_the_file_is_refused() -> None:
    assert [cell[:3] for cell in opened(ONE, "agency.xls").sheets[0].cells] == [(1, 1, "Action"), (3, 3, 9)]
    unreadable = refused(ONE, "agency.xls", Limits(cells=1))
    assert (unreadable.trouble, unreadable.message) == (
        Trouble.TOO_LARGE,
        "The file has too many cells; the limit is 1.",
    )


def test_whatever_becomes_of_the_reader_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    unreadable = refused(ONE, "agency.xls")
    assert unreadable.trouble is Trouble.READER_FAILED
    assert unreadable.message.startswith("This old Excel workbook (.xls) could not be read")


@pytest.mark.skipif(sys.platform == "win32", reason="memory cannot be limited on Windows")
def test_a_reader_that_dies_is_one_message() -> None:
    far = biff.xls(("Far", (biff.number(0, 0, 1), biff.number(65_535, 255, 1))))
    assert [cell[:2] for cell in opened(far, "agency.xls").sheets[0].cells] == [(1, 1), (65_536, 256)]
    assert refused(far, "agency.xls", Limits(memory_mib=24)).trouble is Trouble.READER_FAILED


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="only where the system counts the work of a process")
def test_a_reader_that_works_for_too_long_is_told_from_one_that_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    monkeypatch.setattr(sys, "executable", str(child))
    child.write_text("#!/bin/sh\ncat > /dev/null; kill -XCPU $$\n")
    child.chmod(0o755)
    unreadable = refused(ONE, "agency.xls", Limits(seconds=9))
    assert unreadable.message == "Reading the workbook took too many seconds; the limit is 9."
    child.write_text(f"#!/bin/sh\ncat > /dev/null; sleep 1.3; echo '{ANSWER}'\n")
    unreadable = refused(ONE, "agency.xls", Limits(seconds=1))
    assert unreadable.message == "The workbook has no sheet."
