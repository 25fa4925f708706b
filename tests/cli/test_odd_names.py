"""Names of files with line ends, and names that are not in UTF-8: shown as they are, on one line, in every format."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")

SENT = "Agency:,MOJ\n\nAction,Status,Progress\nActoin 2,Under way,Trained forty inspectors.\n"


def sent(monkeypatch: pytest.MonkeyPatch, folder: Path, name: bytes, text: str = SENT) -> str:
    monkeypatch.chdir(folder)
    Path(os.fsdecode(name)).write_text(text, "utf-8")
    return os.fsdecode(name)


@pytest.mark.parametrize("room", [("text",), ("concise",), ("markdown",), ("csv",), ("text", "--diff", "--unsafe")])
def test_a_line_end_in_a_name_is_an_escape(desk: Desk, monkeypatch: pytest.MonkeyPatch, room: tuple[str, ...]) -> None:
    name = sent(monkeypatch, desk.folder, b"a\nb.csv")
    result = desk.validate(name, "--format", *room)
    assert ("a\\\\nb.csv" if room == ("markdown",) else "a\\nb.csv") in result.out + result.err
    assert "a\nb" not in result.out + result.err


@pytest.mark.parametrize("room", ["text", "concise", "json", "junit", "github", "csv", "markdown", "html", "sarif"])
def test_a_name_that_is_not_in_utf_8_is_shown_with_its_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    name = sent(monkeypatch, desk.folder, b"moj-\xe9t\xe9.csv")
    shown = desk.validate(name, "--format", room).out
    assert ("moj-%E9t%E9.csv" if room == "sarif" else r"moj-\udce9t\udce9.csv") in shown.replace("\\\\", "\\")


def test_a_note_to_mail_names_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.validate(sent(monkeypatch, desk.folder, b"\xe9.csv"), "--annotate", "back")
    mail = Path("back/submission.checked.eml").read_text("ascii")
    assert "Thank you for your return \\udce9.csv on" in mail
