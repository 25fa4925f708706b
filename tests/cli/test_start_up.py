"""A command loads only what it needs: on a locked-down computer, each library is scanned as it is loaded."""

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from poatool.framework.load import load
from tests.support.checking import xlsx

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"

# The plan is present as Python, as a build writes it.
BUILT = """
import sys, types
plan = sys.modules["poatool.framework.bundled"] = types.ModuleType("bundled")
exec(open(sys.argv.pop(1), encoding="utf-8").read(), plan.__dict__)
"""
# Python refuses to import a module that is None.
WITHOUT = """
for name in {names}:
    sys.modules[name] = None
from poatool.__main__ import main
sys.argv = ["poatool", *sys.argv[1:]]
main()
"""
HEAVY = ("pydantic", "pydantic_core", "ruamel", "openpyxl", "jinja2", "python_calamine", "xlrd")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "bundled.py"
    path.write_text(runpy.run_path(str(ROOT / "hatch_build.py"))["as_python"](load()), encoding="utf-8")
    return path


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
def test_a_command_on_the_bundled_plan_does_not_load_these(command: tuple[str, ...], built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILT + WITHOUT.format(names=HEAVY), built, *command],
        cwd=EXAMPLES,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0), done.stderr.decode()
    assert done.stdout


def test_the_version_is_printed_without_the_command_line() -> None:
    alone = [sys.executable, "-c", f"import sys{WITHOUT.format(names=('typer', 'poatool.cli.entry'))}", "--version"]
    assert subprocess.run(alone, capture_output=True, check=True).stdout.startswith(b"poatool ")


COUNT = """
import cProfile, re._compiler, runpy, sys
before, compiled, compile = set(sys.modules), [], re._compiler.compile
re._compiler.compile = lambda *given: compiled.append(given) or compile(*given)
calls = cProfile.Profile()
calls.enable()
"""
RUN = """
sys.argv[0] = "poatool"
try:
    runpy.run_module("poatool", run_name="__main__")
finally:
    calls.disable()
    ours = {name for name in set(sys.modules) - before if name.startswith("poatool")}
    print(len(ours), len(compiled), sum(each.callcount for each in calls.getstats()), file=sys.stderr)
"""
MODULES, PATTERNS, CALLS = 183, 158, 479_000
"""The most modules, patterns and calls for one ordinary workbook of 30 rows: some 3 % more than it needs."""
TEXTS = (
    "Trained forty inspectors in Napier.",
    "Wrote a guide for employers, with advice from the unions.",
    "Met the forum in May.",
)


def test_one_ordinary_workbook_takes_little_work_from_start_to_end(built: Path, tmp_path: Path) -> None:
    codes = [*range(1, 26), "N1", 27, 28, 2, 3]
    rows = [
        (code, "Under way", f"{TEXTS[at % 3]} This was part {99 - at}.", "Repeat it.") for at, code in enumerate(codes)
    ]
    (tmp_path / "police.xlsx").write_bytes(xlsx([("Action", "Status", "Progress", "Next steps"), *rows]))
    command = ("validate", "police.xlsx", "--period", "2022", "--fail-on", "never", "--format", "json")
    done = subprocess.run(
        [sys.executable, "-c", COUNT + BUILT + RUN, built, *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        check=True,
    )
    found = [each["code"] for each in json.loads(done.stdout)["findings"]]
    assert found == ["AGY410", "ACT210", "ACT210"], "a rule finds something else, which takes work: try other texts"
    modules, patterns, calls = map(int, done.stderr.split()[-3:])
    need = "more than before: try ordinary texts with less work, or load it where it is used; only then raise the bound"
    assert 0 < modules <= MODULES, need
    assert 0 < patterns <= PATTERNS, need
    assert 0 < calls <= CALLS, need
