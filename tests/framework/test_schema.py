"""The schema says what a framework file may contain."""

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

DATA = Path(__file__).parents[2] / "data"
SCHEMA = json.loads((DATA / "framework.schema.json").read_text(encoding="utf-8"))


def bundled() -> dict[str, object]:
    """The bundled plan as an editor reads it: dates stay text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    plan: dict[str, object] = yaml.load((DATA / "framework.yaml").read_text(encoding="utf-8"))
    return plan


@pytest.fixture(name="validator", scope="module")
def _validator() -> Draft202012Validator:
    return Draft202012Validator(SCHEMA, format_checker=FormatChecker())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_first_line_of_the_bundled_plan_names_it() -> None:
    first = (DATA / "framework.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=framework.schema.json"


def test_the_bundled_plan_is_valid(validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(bundled())] == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("tittle", "x", "tittle"),
        ("sha256", "x", "sha256"),
        ("periods", [{"id": "2021", "start": "2021-13-01", "end": "2021-12-31"}], "is not a 'date'"),
        ("statuses", [{"id": "done", "label": "Done", "progress": "yes"}], "is not of type 'boolean'"),
        ("columns", {"progess": ["Milestones"]}, "is not of type 'object'"),
        ("columns", {"setbacks": {"headings": ["Setbacks"], "kind": "status"}}, "'status' is not one of"),
    ],
)
def test_a_file_that_the_loader_refuses_is_not_valid(
    validator: Draft202012Validator, key: str, value: object, words: str
) -> None:
    plan = copy.deepcopy(bundled())
    plan[key] = value

    messages = [error.message for error in validator.iter_errors(plan)]

    assert len(messages) == 1
    assert words in messages[0]


def test_each_part_of_a_plan_is_described() -> None:
    parts = SCHEMA["$defs"]
    assert isinstance(parts, dict)
    assert all(isinstance(part, dict) and part.get("description") for part in parts.values())
