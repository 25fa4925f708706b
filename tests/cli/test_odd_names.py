"""Names of files with line ends, and names that are not in UTF-8: shown as they are, on one line, in every format."""

from __future__ import annotations

import csv
import io
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
    shown = desk.validate(name, "--format", *room).out

    assert ("a\\\\nb.csv" if room == ("markdown",) else "a\\nb.csv") in shown
    assert "a\nb" not in shown


def test_a_line_end_in_a_name_that_a_message_gives_is_an_escape(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    on_action_2 = SENT.replace("Actoin ", "")
    names = [sent(monkeypatch, desk.folder, name, on_action_2) for name in (b"a\nb.csv", b"c.csv")]
    shown = desk.validate(*names).out

    assert "has also sent a\\nb.csv" in shown


@pytest.mark.parametrize("room", ["text", "concise", "json", "junit", "github", "csv", "markdown", "html"])
def test_a_name_that_is_not_in_utf_8_is_shown_with_its_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    name = sent(monkeypatch, desk.folder, b"moj-\xe9t\xe9.csv")
    shown = desk.validate(name, "--format", room).out

    assert r"moj-\udce9t\udce9.csv" in shown.replace("\\\\", "\\")


def test_the_table_names_the_file_in_each_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name = sent(monkeypatch, desk.folder, b"\xe9\n.csv")
    table = desk.validate(name, "--format", "csv").out

    assert {row["File"] for row in csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))} == {r"\udce9\n.csv"}


def test_sarif_gives_the_address_of_the_very_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name = sent(monkeypatch, desk.folder, b"moj-\xe9t\xe9.csv")
    (run,) = desk.validate(name, "--format", "sarif").json["runs"]

    assert run["artifacts"][0]["location"]["uri"] == "moj-%E9t%E9.csv"


def test_a_note_to_mail_names_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name = sent(monkeypatch, desk.folder, b"\xe9.csv")
    desk.validate(name, "--annotate", "back")

    mail = Path("back/submission.checked.eml").read_text("ascii")
    assert "Thank you for your return \\udce9.csv on" in mail
