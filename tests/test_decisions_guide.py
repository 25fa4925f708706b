"""The guide to decisions: its example is read as it stands, and it has one of each kind."""

from __future__ import annotations

import re
from pathlib import Path

from poatool import api
from poatool.decisions.model import Kind

GUIDE = (Path(__file__).parents[1] / "docs" / "decisions.md").read_text("utf-8")


def test_the_example_has_one_of_each_kind(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text("".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)), "utf-8")
    assert [each.KIND for each in api.read_decisions(path, api.load_framework()).entries] == [*Kind]
