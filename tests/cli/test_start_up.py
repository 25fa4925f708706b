"""A command loads what it needs and no more: on a locked-down desk each library is scanned as it is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

# Python refuses to import what is None there.
WITHOUT = """
import sys
for name in {names}:
    sys.modules[name] = None
from poatool.__main__ import main
sys.argv = ["poatool", *sys.argv[1:]]
main()
"""
HEAVY = ("pydantic", "pydantic_core", "ruamel", "openpyxl", "jinja2", "python_calamine", "xlrd")


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "2022", "--period", "2022", "--fail-on", "never", "--format", "json"),
        ("validate", "2022", "--period", "2022", "--fail-on", "never"),
        ("gaps", "2022", "--period", "2022"),
        ("framework", "resolve", "9/26"),
    ],
    ids=" ".join,
)
def test_on_the_bundled_plan_a_command_does_without(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=HEAVY), *command], cwd=EXAMPLES, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0), done.stderr.decode()
    assert done.stdout
