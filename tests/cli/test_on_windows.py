"""What differs on Windows, imitated elsewhere."""

import errno
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from poatool.workbooks.writing import Member, save_dated, zip_bytes
from tests.cli.conftest import Desk
from tests.cli.test_options import GOOD


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many times the system refuses to move each of these files, as other programs hold them open."""
    files: dict[str, int] = {}
    move = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if files.get(target.name):
            files[target.name] -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))
        return move(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("poatool.cli.files.sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr("poatool.cli.files._PAUSE", 0)
    return files


def test_a_pattern_stands_for_files_as_shells_elsewhere_have_it(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b [1].xlsx", "a.xlsx"):
        here.workbook(GOOD, name=f"back/{name}")
    monkeypatch.setattr("sys.platform", "win32")
    for typed in ("back/*.xlsx", "back/b [1].xlsx"):
        assert here.validate(typed, "--ignore", "AGY,ALL").code == 0
    result = here.run("framework", "resolve", "N1*")
    assert (result.code, "N1" in result.out) == (0, True)


def test_paths_have_slashes_as_elsewhere(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    here.workbook(GOOD, name="in/dia.xlsx")
    monkeypatch.setattr("os.sep", "\\")
    assert [each["path"] for each in here.validate("in\\dia.xlsx", "--format", "json").json["files"]] == ["in/dia.xlsx"]


def test_a_return_that_is_open_in_excel_is_replaced_in_full_or_not_at_all(work: Desk, held: dict[str, int]) -> None:
    work.workbook(GOOD, name="submissions/2022/old.xlsx")
    sent = work.workbook((3, None, "Under way", "Wrote a guide."), name="in.xlsx")
    held["old.xlsx"] = 100
    result = work.run("receive", sent.name)
    assert (result.code, "old.xlsx: cannot be written" in result.err, "Close it" in result.err) == (3, True, True)
    assert [path.name for path in Path("submissions").rglob("*.*")] == ["old.xlsx"]
    held["old.xlsx"] = held["dia.xlsx"] = 3  # as long as a virus scanner looks at it
    assert work.run("receive", sent.name).code == 0
    assert not Path("submissions/2022/old.xlsx").exists()


def test_files_have_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "one\ntwo"
    members, day = [Member("a", b"b")], book.properties.modified.date()
    here = zip_bytes(members), save_dated(book, day)
    monkeypatch.setattr("et_xmlfile.incremental_tree.open", partial(open, newline="\r\n"), raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    assert (zip_bytes(members), save_dated(book, day)) == here


def test_a_reader_that_is_gone_is_no_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr("poatool.cli.entry.discard_output", lambda: None)
    monkeypatch.setattr("sys.stdout", SimpleNamespace(flush=partial(write, None), write=write, isatty=lambda: False))
    assert (desk.run("rules").code, desk.run("--version").err) == (141, "")
