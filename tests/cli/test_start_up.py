"""A command loads only what it needs: on a locked-down computer, each library is scanned as it is loaded."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from poatool.framework.load import load

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"

# The plan is present as Python, as a build writes it. Python refuses to import a module that is None.
WITHOUT = """
import sys, types
plan = sys.modules["poatool.framework.bundled"] = types.ModuleType("bundled")
exec(open(sys.argv.pop(1), encoding="utf-8").read(), plan.__dict__)
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
def test_a_command_on_the_bundled_plan_does_not_load_these(command: tuple[str, ...], tmp_path: Path) -> None:
    built = tmp_path / "bundled.py"
    built.write_text(runpy.run_path(str(ROOT / "hatch_build.py"))["as_python"](load()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=HEAVY), built, *command],
        cwd=EXAMPLES,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0), done.stderr.decode()
    assert done.stdout


COUNTS = """
import re._compiler, runpy, sys
before, compiled, compile = set(sys.modules), [], re._compiler.compile
re._compiler.compile = lambda *given: compiled.append(given) or compile(*given)
sys.argv[0] = "poatool"
try:
    runpy.run_module("poatool", run_name="__main__")
finally:
    ours = {name for name in set(sys.modules) - before if name.startswith("poatool")}
    print(len(ours), len(compiled), file=sys.stderr)
"""
MODULES, PATTERNS = 165, 325
"""How many modules one ordinary workbook may load, and how many patterns it may compile: some more than it needs.

If a change needs more, look first for a cheap test that spares ordinary texts the pattern.
"""


def test_one_ordinary_workbook_loads_few_modules_and_compiles_few_patterns() -> None:
    command = ("validate", "2022/police.xlsx", "--period", "2022", "--fail-on", "never", "--format", "json")
    done = subprocess.run([sys.executable, "-c", COUNTS, *command], cwd=EXAMPLES, capture_output=True, check=True)
    modules, patterns = map(int, done.stderr.split()[-2:])
    assert 0 < modules <= MODULES
    assert 0 < patterns <= PATTERNS
