"""What differs on Windows, imitated elsewhere."""

import errno
import io
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from poatool.console import never_fail_to_print
from poatool.workbooks.writing import save_dated
from tests.cli.conftest import Desk
from tests.cli.test_options import GOOD


def test_a_pattern_stands_for_files_as_shells_elsewhere_have_it(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b [1].xlsx", "a.xlsx"):
        here.workbook(GOOD, name=f"back/{name}")
    monkeypatch.setattr("sys.platform", "win32")
    for typed in ("back/*.xlsx", "back/b [1].xlsx"):
        assert here.validate(typed, "--ignore", "AGY,ALL").code == 0
    assert "N1" in here.run("framework", "resolve", "N1*").out


def test_text_for_other_programs_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(shown := io.BytesIO(), "cp1252", write_through=True))
    never_fail_to_print()
    sys.stdout.write("“Māori café” → –")
    assert shown.getvalue() == b'"Maori cafe" -> -'


def test_a_return_that_is_open_in_excel_is_replaced_or_not(work: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    move = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if held.get(target.name):
            held[target.name] -= 1
            raise PermissionError(errno.EACCES, "in use", str(path))
        return move(path, target)

    work.workbook(GOOD, name="submissions/2022/old.xlsx")
    sent, held = work.workbook(GOOD, GOOD, name="in.xlsx").name, {"old.xlsx": 100}
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("poatool.cli.output.sys", SimpleNamespace(platform="win32"))
    assert "old.xlsx: cannot be written (in use). Close it" in work.run("receive", sent).err
    assert [path.name for path in Path("submissions").rglob("*.*")] == ["old.xlsx"]
    held |= {"old.xlsx": 3, "dia.xlsx": 3}  # as long as a virus scanner looks at it
    assert (work.run("receive", sent).code, Path("submissions/2022/old.xlsx").exists()) == (0, False)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "dia.xlsx: this file is read-only." in work.run("receive", work.workbook(name="third.xlsx").name).err


def test_files_have_the_same_bytes_and_paths(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> tuple[bytes, bytes]:
        here.run("gaps", sent, "--period", "2022", "--format", "xlsx", "--output", "gaps.xlsx")
        return Path("gaps.xlsx").read_bytes(), save_dated(book, book.properties.modified.date())

    sent, book = here.workbook(GOOD, name="in/dia.xlsx"), openpyxl.Workbook()
    book.worksheets[0]["A1"] = "one\ntwo"
    expected = made()
    monkeypatch.setattr("et_xmlfile.incremental_tree.open", partial(open, newline="\r\n"), raising=False)
    with monkeypatch.context() as patched:
        patched.setattr("sys.platform", "win32")
        assert made() == expected
    monkeypatch.setattr("os.sep", "\\")
    assert here.validate(f"in\\{sent.name}", "--format", "json").json["files"][0]["path"] == "in/dia.xlsx"
