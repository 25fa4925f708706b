"""Workbooks that nobody here wrote: what this reader and two others find in them, cell by cell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from poatool.workbooks.limits import Limits
from poatool.workbooks.model import Trouble, Unreadable
from poatool.workbooks.open import open_workbook
from tests.workbooks.differences import differences, expected
from tests.workbooks.peers import READERS, Peer, Values

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
EXCEL = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
OTHERS = frozenset({".ods", ".xls"})
COMPARED = {"openpyxl": EXCEL, "calamine": EXCEL | OTHERS}
# Every file with POATOOL_CORPUS=all; else each third, since openpyxl takes a minute for them.
STEP = 1 if os.environ.get("POATOOL_CORPUS") == "all" else 3
LIMITS = Limits(rows=70_000)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no workbooks of others at ../shared/corpus")


def files(endings: frozenset[str]) -> list[Path]:
    found = sorted(path for path in CORPUS.rglob("*") if path.suffix.casefold() in endings)
    return found[::STEP] if CORPUS.is_dir() else []


def shown(path: Path) -> str:
    return path.relative_to(CORPUS).as_posix()


def read_by(reader: str) -> dict[Path, Values | None]:
    peer = Peer(reader)
    try:
        return {path: peer.read(path) for path in files(COMPARED[reader])}
    finally:
        peer.stop()


@pytest.fixture(scope="module")
def theirs() -> Iterator[dict[str, dict[Path, Values | None]]]:
    with ThreadPoolExecutor() as pool:
        yield dict(zip(READERS, pool.map(read_by, READERS), strict=True))


@pytest.mark.parametrize("reader", READERS)
def test_every_difference_is_expected_and_every_expected_one_is_there(
    reader: str, theirs: dict[str, dict[Path, Values | None]]
) -> None:
    table = expected()
    found = {
        path: differences(open_workbook(path, shown(path), LIMITS), theirs[reader][path])
        for path in files(COMPARED[reader])
    }
    unlike = {shown(path): kinds for path, kinds in found.items() if kinds != table.get((reader, shown(path)), set())}
    assert unlike == {}


def test_expectations_name_files_that_are_there() -> None:
    there = {shown(path) for path in CORPUS.rglob("*")}
    assert {file for _, file in expected()} <= there


def test_most_workbooks_are_read() -> None:
    paths = files(EXCEL | OTHERS)
    refused = [found for path in paths if isinstance(found := open_workbook(path, shown(path), LIMITS), Unreadable)]
    assert len(refused) <= len(paths) * 0.05
    assert all(found.message and found.hint for found in refused)


def test_binary_workbooks_are_to_be_saved_as_xlsx() -> None:
    for path in files(frozenset({".xlsb"})):
        found = open_workbook(path, shown(path), LIMITS)
        assert isinstance(found, Unreadable)
        assert found.trouble is Trouble.ENCRYPTED or "File > Save As > Excel Workbook (*.xlsx)" in found.hint
