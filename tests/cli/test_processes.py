"""`processes` in poatool.toml: how many share the reading, which nobody can tell from what is written."""

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Poatool

YEAR = ROOT / "examples" / "2022"
COMMANDS = {
    "json": ("validate", YEAR, "--period", "2022", "--format", "json"),
    "text": ("--verbose", "validate", YEAR, "--period", "2022", "--previous", ROOT / "examples" / "2021"),
    "statistics": ("validate", YEAR, "--period", "2022", "--statistics"),
    "gaps": ("gaps", YEAR, "--period", "2022", "--format", "json"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_same_is_written_whoever_read(
    name: str, poatool: Poatool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    results = []
    for processes in (1, 2, 5):
        Path("poatool.toml").write_text(f"processes = {processes}\n", "utf-8")
        results.append(poatool(*COMMANDS[name]))

    assert results[0].out
    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize("processes", ["0", "true", '"two"'])
def test_no_number_of_processes(
    processes: str, poatool: Poatool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("poatool.toml").write_text(f"processes = {processes}\n", "utf-8")

    result = poatool(*COMMANDS["json"])

    assert result.code == 2
    assert result.err.startswith("poatool: poatool.toml: processes cannot be ")
    assert result.err.endswith(". Write a whole number above 0.\n")
