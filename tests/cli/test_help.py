"""`--help`: what there is, in words that fit a terminal."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Poatool


@pytest.mark.parametrize("group", [(), ("framework",)], ids=" ".join)
def test_every_command_is_said_in_full_at_80_columns(
    poatool: Poatool, monkeypatch: pytest.MonkeyPatch, group: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    block = poatool(*group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]

    assert len(block.splitlines()) >= 7
    assert [line for line in block.splitlines() if not line.endswith(".")] == []
    assert "..." not in block
