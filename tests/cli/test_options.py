"""Options of all commands, and names that a terminal could act on."""

import io
import sys
import zipfile

import pytest

from poatool.console import fitted
from tests.cli.conftest import Desk

GOOD = (2, None, "Under way", "Trained forty inspectors.")


@pytest.mark.parametrize("options", ["-v", "--color never -v", "--color=never --verbose", "--framework none.yaml -v"])
def test_an_option_for_all_commands_may_follow_the_command(desk: Desk, options: str) -> None:
    call = ("validate", desk.workbook(GOOD), "--period", "2022")

    behind, before = desk.run(*call, *options.split()), desk.run(*options.split(), *call)

    assert (behind.code, behind.out, behind.err) == (before.code, before.out, before.err)
    assert "headings in row 3" in behind.out or "no such framework file" in behind.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such names")
def test_no_file_name_acts_on_the_terminal(desk: Desk) -> None:
    sent = desk.workbook(GOOD).parent
    (sent / "a\x1b[2J\u202e\n::error::x.docx").write_bytes(b"x")
    with zipfile.ZipFile(sent / "b.zip", "w") as archive:
        archive.write(sent / "dia.xlsx", "dia.xlsx")
        archive.writestr("c\x1b[2J.docx", "x")
    folder = desk.folder / "out\u202e"
    (checked, written) = (
        desk.validate(sent, "--annotate", folder),
        desk.run("template", "--period", "2022", "--output", folder, "--agency", "DIA"),
    )
    period = desk.run("validate", sent, "--period", "\x1b[31m2022")
    assert period.err.startswith("poatool: \\x1b[31m2022 is not a reporting period")
    for said in (checked.out, checked.err, written.out, written.err, period.err):
        assert not set("\x1b\u202e") & set(said)
    assert r"a\x1b[2J\u202e\n::error::x.docx" in checked.err
    assert r"c\x1b[2J.docx" in checked.err
    assert r"out\u202e" in written.out


def test_a_refusal_is_wrapped_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    screen = io.StringIO()
    refusal = f"poatool: returns/{'a' * 30}.xlsx: there is no such file.\nCheck it: poatool validate returns"
    assert fitted(refusal, screen) == refusal
    monkeypatch.setattr(screen, "isatty", lambda: True)
    assert fitted(refusal, screen).split("\n") == [
        "poatool:",
        f"  returns/{'a' * 30}.xlsx:",
        "  there is no such file.",
        "Check it:",
        "  poatool validate returns",
    ]
