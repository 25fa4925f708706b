"""Everything that newcomers read and run is correct: targets, paths, workflow, forms, hooks and locks."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from poatool.rules import BY_CODE
from poatool.workbooks.sniff import SPREADSHEETS
from tests.outside.commands import poatool

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
RUNS_MAKE = (
    *DOCUMENTS,
    ".github/pull_request_template.md",
    ".github/workflows/test.yml",
    ".ci/run",
    ".pre-commit-config.yaml",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def yaml(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(text(name))


@pytest.mark.parametrize("name", RUNS_MAKE)
def test_make_is_asked_for_targets_that_it_has(name: str) -> None:
    commands = re.findall(r"(?:^|`|: )make((?: +[a-z]+)+)(?=`| *[#A-Z(]|$)", text(name), re.MULTILINE)
    assert {target for command in commands for target in command.split()} <= TARGETS


def test_every_target_is_phony_and_ci_runs_every_test() -> None:
    [phony] = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == TARGETS
    assert {"test", "check", "demo"} <= set(re.findall(r"^make (\w+)$", text(".ci/run"), re.MULTILINE))


def test_a_test_run_by_name_is_named_after_a_rule_that_there_is() -> None:
    codes = re.findall(r"pytest tests/test_rules.py -k (\w+)", text("CONTRIBUTING.md"))
    assert codes
    assert set(codes) <= set(BY_CODE)


def test_the_workflow_tests_versions_that_the_package_names() -> None:
    matrix = yaml(".github/workflows/test.yml")["jobs"]["unit"]["strategy"]["matrix"]
    classifiers = {name.rpartition(" ")[2] for name in PROJECT["project"]["classifiers"] if ":: 3." in name}
    assert set(matrix["python"]) <= classifiers
    assert PROJECT["project"]["requires-python"] == f">={min(matrix['python'])}"
    assert len(matrix["system"]) == len(matrix["python"]) == 3


def test_hooks_for_others_run_commands_on_what_can_be_read() -> None:
    hooks = {hook["id"]: hook for hook in yaml(".pre-commit-hooks.yaml")}
    for hook in hooks.values():
        program, *command = hook["entry"].split()
        assert program in PROJECT["project"]["scripts"]
        assert poatool(*command, "--help").returncode == 0
    files = re.compile(hooks["poatool-validate"]["files"])
    assert all(files.search(f"returns/2022/MoJ.{ending.upper()}") for ending in SPREADSHEETS)
    assert not files.search("notes.txt")


@pytest.mark.parametrize(
    ("lock", "named"), [("run", PROJECT["project"]["dependencies"]), *PROJECT["dependency-groups"].items()]
)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str, named: list[str]) -> None:
    lines = text(f"requirements/{lock}.txt").splitlines()
    name = r"([A-Za-z0-9._-]+)(?:\[[a-z-]+\])?"
    pin = re.compile(rf"{name}==[\w.!+]+( ; [^:/\\]+)? \\|    --hash=sha256:[0-9a-f]{{64}}( \\)?")
    pins = [pin.fullmatch(line) for line in lines]
    assert [line for line, found in zip(lines, pins, strict=True) if not found] == []
    pinned = {found[1] for found in pins if found and found[1]}
    assert {re.sub("[-_.]+", "-", re.split(r"[<>=\[]", name)[0]).lower() for name in named} <= pinned
