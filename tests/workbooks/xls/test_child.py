"""The process that reads an .xls file: whatever happens to it, the result is a workbook or one message."""

import io
import pickle
import signal
import sys
from pathlib import Path
from struct import pack
from unittest.mock import patch

import pytest
from xlrd.compdoc import CompDoc

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble
from poatool.workbooks.xls.child import document_properties
from tests.workbooks.builder import opened, refused
from tests.workbooks.xls import biff

ONE = biff.xls(("Updates", (biff.text(0, 0, "Action"), biff.number(2, 2, 9))))
ANSWER = pickle.dumps((Trouble.DAMAGED, "The workbook has no sheet.", ""), protocol=0).decode()


def test_it_answers_with_cells_or_the_reason_for_refusing_the_file() -> None:
    assert [cell[:3] for cell in opened(ONE, "agency.xls").sheets[0].cells] == [(1, 1, "Action"), (3, 3, 9)]
    unreadable = refused(ONE, "agency.xls", Limits(cells=1))
    assert (unreadable.trouble, unreadable.message) == (
        Trouble.TOO_LARGE,
        "The file has too many cells; the limit is 1.",
    )


def test_any_failure_of_the_reader_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
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
    child.write_text(f"#!/bin/sh\ncat > /dev/null; sleep 1.3; cat <<'E'\n{ANSWER}\nE\n")
    unreadable = refused(ONE, "agency.xls", Limits(seconds=1))
    assert unreadable.message == "The workbook has no sheet."


def test_a_file_too_large_for_the_list_of_sectors_in_its_header_is_read() -> None:
    sectors = pack("<i", 0) + b"\xff" * 504 + pack("<i", -2)
    elsewhere = ONE[:68] + pack("<iii", len(ONE) // 512 - 1, 1, -1) + ONE[80:] + sectors
    assert opened(elsewhere, "agency.xls").sheets == opened(ONE, "agency.xls").sheets


UTF_16, LATIN, UTF_8 = 1200, 1252, 65001
COMPOUND = CompDoc(ONE, logfile=io.StringIO())


def properties(page: int, name: str, kind: int, value: bytes, length: int) -> bytes:
    """A stream whose first and custom sections are one, with one property."""
    written = f"{name}\0".encode("utf-16-le" if page == UTF_16 else "utf-8")
    size = len(written) // 2 if page == UTF_16 else len(written)
    names = pack("<III", 1, 2, size) + written + bytes(-len(written) % 4)
    parts = (names, pack("<II", 2, page), pack("<II", kind, length) + value)
    begins = [8 + 8 * len(parts) + sum(map(len, parts[:number])) for number in range(len(parts))]
    section = (
        pack("<II", 0, len(parts)) + b"".join(pack("<II", *place) for place in enumerate(begins)) + b"".join(parts)
    )
    return bytes(44) + pack("<I", 68) + bytes(16) + pack("<I", 68) + section


@pytest.mark.parametrize(
    ("page", "kind", "value", "length", "text"),
    [
        (UTF_8, 30, "Māori\0".encode(), 7, "Māori"),
        (LATIN, 30, "Caf\xe9\0".encode("latin-1"), 5, "Café"),
        (UTF_16, 31, "Māori\0".encode("utf-16-le"), 6, "Māori"),
    ],
)
def test_texts_are_read(page: int, kind: int, value: bytes, length: int, text: str) -> None:
    with patch("xlrd.compdoc.CompDoc.get_named_stream", return_value=properties(page, "poatool", kind, value, length)):
        assert document_properties(COMPOUND) == dict.fromkeys(("core.title", "core.category", "custom.poatool"), text)


@pytest.mark.parametrize("cut", [0, 40, 70, 90, 110, 120])
def test_a_stream_that_ends_too_soon_is_accepted(cut: int) -> None:
    whole = properties(UTF_8, "poatool", 3, b"abcd", 4)
    with patch("xlrd.compdoc.CompDoc.get_named_stream", return_value=whole[:cut]):
        assert document_properties(COMPOUND) == {}
