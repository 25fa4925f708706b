"""The published JSON Schemas, against every document that the commands write."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import ROOT, Desk

SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "docs" / "schemas").iterdir()}
PLANS = ROOT / "examples" / "frameworks"
OLD, NEW = ROOT / "examples" / "2021", ROOT / "examples" / "2022"
JSON = ("--format", "json")

COMMANDS = {
    "validation": ("validate", NEW, "--period", "2022", "--previous", OLD, *JSON),
    "validation of other rules": ("validate", OLD, "--period", "2022", *JSON),
    "coverage": ("gaps", NEW, "--period", "2022", "--history", OLD, *JSON),
    "changes": ("diff", OLD, NEW, *JSON),
    "layout": ("layout", NEW / "mbie.xlsx", *JSON),
    "resolution": ("framework", "resolve", "1, 3 and 5", "26", "Action 9", "N1", "29", "1-40", "", *JSON),
    "framework": ("framework", "show", *JSON),
    "framework of a year": ("framework", "show", "--as-of", "2021", "26", *JSON),
    "framework of another plan": ("--framework", PLANS / "clean-coast.yaml", "framework", "show", *JSON),
    "framework-check": ("framework", "check", *JSON),
    "framework-diff": ("framework", "diff", PLANS / "clean-coast.yaml", PLANS / "open-library.yaml", *JSON),
}

KEYED_BY_DATA = (
    *("by_code", "declaration", "expected_because", "holds", "kinds", "language_marks"),
    *("matrix", "not_expected", "summary", "timeline"),
)


def validator(document: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[f"{document['schema'].replace('/', '-')}.schema.json"])


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document, except those whose keys are data."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            yield from objects(None if key in KEYED_BY_DATA else value)
    elif isinstance(part, list):
        for value in part:
            yield from objects(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_writes_is_valid_every_key_must_be_there_and_others_may_be(name: str, desk: Desk) -> None:
    document = desk.run(*COMMANDS[name]).json
    assert document["schema"] == f"poatool/{name.partition(' ')[0]}/1"
    check = validator(document)
    check.validate(document)
    for key in document:
        assert not check.is_valid({other: value for other, value in document.items() if other != key}), key
    for part in objects(document):
        part["added later"] = 1
    check.validate(document)


def test_a_check_of_a_broken_file_is_valid(desk: Desk) -> None:
    broken = desk.write("plan.yaml", "id: x\nperiods: 7\n")
    document = desk.run("framework", "check", broken, *JSON).json
    assert document["framework"]["id"] is None
    validator(document).validate(document)


def test_the_report_and_the_baseline_are_valid(desk: Desk) -> None:
    desk.run("compile", NEW, "--period", "2022", "--previous", OLD, *JSON, "--output", desk.folder)
    desk.validate(NEW, "--write-baseline", desk.folder / "baseline.json")
    for name in ("coordinator/report", "coordinator/manifest", "baseline"):
        document = json.loads((desk.folder / f"{name}.json").read_text("utf-8"))
        assert document["schema"] == f"poatool/{Path(name).name}/1"
        validator(document).validate(document)
    published = json.loads((desk.folder / "publish" / "report.json").read_text("utf-8"))
    Draft202012Validator(SCHEMAS["poatool-report-1.published.schema.json"]).validate(published)
    assert not validator(published).is_valid(published)
