"""Folders and names that the system refuses: one line or a finding, and the rest is checked."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")

GOOD = (2, None, "Under way", "Trained forty inspectors.")
NOBODY = 65534
_HELD_BACK = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
"""How root runs a command without root's rights."""

Somebody = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def somebody(desk: Desk) -> Iterator[Somebody]:
    """Run a command line as a user without special rights, in a folder of theirs with one good workbook."""
    home = Path(tempfile.mkdtemp())
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("nothing holds root back")
    held_back = _HELD_BACK if os.geteuid() == 0 else []
    shutil.copy(desk.workbook(GOOD), home / "ok.xlsx")
    (home / ".aside").mkdir()
    shutil.copy(desk.workbook(("Actoin 2", *GOOD[1:])), home / ".aside/wrong.xlsx")
    (home / "closed").mkdir()
    shutil.copy(home / "ok.xlsx", home / "closed")
    (home / "listed").mkdir()
    (home / "listed/below").mkdir()
    shutil.copy(home / "ok.xlsx", home / "listed/dia.xlsx")
    (home / ".out/coordinator").mkdir(parents=True)
    rights = {"closed": 0, "listed": 0o644, ".out/coordinator": 0}
    for name, mode in rights.items():
        if held_back:
            os.chown(home / name, NOBODY, NOBODY)
        (home / name).chmod(mode)

    def call(*arguments: str, settings: str = ".") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*held_back, sys.executable, "-m", "poatool", *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=home,
            env=os.environ | {"HOME": str(home / settings), "XDG_CONFIG_HOME": str(home / settings)},
        )

    yield call
    for name in rights:
        (home / name).chmod(0o755)
    shutil.rmtree(home)


@pytest.fixture
def nest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, int], None]]:
    """Work in a folder with one good workbook and `depth` nested folders of one name."""
    sent = Path(tempfile.mkdtemp())
    shutil.copy(desk.workbook(GOOD), sent / "ok.xlsx")
    monkeypatch.chdir(sent)

    def make(name: str, depth: int) -> None:
        for _ in range(depth):
            Path(name).mkdir()
            os.chdir(name)
        os.chdir(sent)

    yield make
    subprocess.run(["rm", "-r", str(sent)], check=True)  # noqa: S607 - Python's own function would recurse too deeply


def findings(result: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    import json

    return [(f["code"], f["file"]) for f in json.loads(result.stdout)["findings"]]


LONG = "n" * 300
NO_WAY = "cannot be written"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("validate ok.xlsx --period 2022 -o closed/x", 3, NO_WAY),
        (f"validate ok.xlsx --period 2022 --write-baseline {LONG}", 3, NO_WAY),
        ("compile ok.xlsx --period 2022 -o closed/x", 3, NO_WAY),
        (f"compile ok.xlsx --period 2022 -o {LONG}", 3, NO_WAY),
        (f"gaps ok.xlsx --period 2022 -o {LONG}", 3, NO_WAY),
        ("diff ok.xlsx ok.xlsx --previous-period 2021 --period 2022 -o closed/x", 3, NO_WAY),
        ("template --period 2022 -o closed/x", 3, NO_WAY),
        ("framework export closed/x", 3, NO_WAY),
        ("validate .aside/wrong.xlsx --period 2022 --annotate closed/x", 3, f"closed/x: {NO_WAY} (Permission denied)"),
        ("validate .aside/wrong.xlsx --period 2022 --unsafe --fix closed/x", 3, f"closed/x: {NO_WAY} (Permission"),
        ("compile ok.xlsx --period 2022 -o .out", 3, ".out/coordinator: only the user who compiled the report may"),
        ("trace .out 2022-dia-2", 3, ".out/coordinator: only the user who compiled the report may"),
        ("validate . --period 2022 --annotate back", 1, "There is nothing to send back: nothing was written to back\n"),
        ("validate closed --period 2022", 3, "closed: this folder cannot be opened (Permission denied).\n"),
        ("diff listed ok.xlsx --previous-period 2021 --period 2022", 3, "cannot be opened (Permission denied)"),
        ("gaps ok.xlsx --period 2022 --history closed ok.xlsx", 0, "Not counted: closed: This folder cannot be opened"),
    ],
)
def test_an_unreachable_path_is_reported_in_a_line(somebody: Somebody, line: str, code: int, said: str) -> None:
    result = somebody(*line.split())
    assert (result.returncode, said in result.stderr) == (code, True), result.stderr
    if code == 3:
        assert (result.stdout, result.stderr.count("\n"), result.stderr[:9]) == ("", 1, "poatool: ")


@pytest.mark.parametrize("given", [["."], ["ok.xlsx", "closed", "listed"]])
def test_a_folder_that_cannot_be_opened_or_entered_is_a_finding_and_the_rest_is_checked(
    somebody: Somebody, given: list[str]
) -> None:
    result = somebody("validate", *given, "--period", "2022", "--format", "json")
    start = "./" if given == ["."] else ""
    assert (result.returncode, result.stderr) == (1, "")
    assert findings(result) == [
        ("WBK101", f"{start}closed"),
        ("WBK101", f"{start}listed/below"),
        ("WBK101", f"{start}listed/dia.xlsx"),
    ]
    assert '"updates": 1,' in result.stdout


def test_a_file_in_a_folder_that_cannot_be_entered_is_taken_to_exist(somebody: Somebody) -> None:
    result = somebody("validate", "ok.xlsx", "closed/ok.xlsx", "--period", "2022", "--format", "json")
    assert (result.returncode, findings(result)) == (1, [("WBK101", "closed/ok.xlsx")])


def test_settings_in_a_folder_that_cannot_be_entered_are_ignored(somebody: Somebody) -> None:
    result = somebody("rules", "ACT201", settings="closed")
    assert (result.returncode, result.stderr) == (0, "")


def test_folders_beyond_the_longest_path_are_a_finding(desk: Desk, nest: Callable[[str, int], None]) -> None:
    nest("d" * 200, 25)
    result = desk.validate(".", "--format", "json")
    assert result.code == 1
    (finding,) = result.json["findings"]
    assert (finding["code"], finding["file"][:5]) == ("WBK101", "./ddd")
    assert finding["message"] == "This folder cannot be opened (File name too long), so nothing in it was read."
    assert result.json["summary"]["updates"] == 1


def test_deeply_nested_folders_are_searched(desk: Desk, nest: Callable[[str, int], None]) -> None:
    nest("d", 1_100)
    assert desk.validate(".").code == 0


def test_a_link_that_leads_to_itself_is_replaced(desk: Desk) -> None:
    (desk.folder / "loop").symlink_to("loop")
    result = desk.validate(desk.workbook(GOOD), "-o", desk.folder / "loop")
    assert result.code == 0
    assert "Nothing to correct." in (desk.folder / "loop").read_text("utf-8")
