"""Findings as SARIF, valid by the schema of version 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from poatool.findings.model import Fix, Severity, Waiver
from poatool.render.findings.ci import findings_sarif
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run(validation: Validation) -> dict[str, Any]:
    log = json.loads(findings_sarif(validation))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    return dict(log["runs"][0])


def test_a_result_has_its_rule_level_message_and_cell() -> None:
    [result] = run(checked(found("A2")))["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("ACT201", 0, "error")
    assert result["message"] == {"text": "What is wrong. What to do."}
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "in/police.xlsx", "index": 0}},
            "logicalLocations": [{"fullyQualifiedName": "Updates!A2", "kind": "cell"}],
        }
    ]


def test_levels() -> None:
    results = run(checked(*(found("A2", severity=severity) for severity in Severity)))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]


def test_a_rule_is_listed_once_with_its_help() -> None:
    driver = run(checked(found("C3", code="UPD304"), found("A2"), found("C4", code="UPD304")))["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["UPD304", "ACT201"]
    rule = driver["rules"][0]
    assert rule["name"] == "status-unknown"
    assert rule["shortDescription"] == {"text": "The status is not one of the plan's."}
    assert rule["help"] == {"text": "Choose a status from the list."}
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert ["deprecatedIds" in each for each in driver["rules"]] == [False, True]
    assert driver["rules"][1]["deprecatedIds"] == ["ACT208", "ACT209"]


def test_a_rule_leads_to_its_section_where_the_documentation_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    [rule] = run(checked(found("A2")))["tool"]["driver"]["rules"]
    assert "helpUri" not in rule
    monkeypatch.setattr("poatool.errors.DOCUMENTATION", "https://example.org/docs")
    [rule] = run(checked(found("A2")))["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/docs/reference/rules/act.html#act201"


def test_only_a_text_file_has_lines() -> None:
    csv_file = submission(path="in/a.csv", kind="csv")
    [result] = run(checked(found("A2", path="in/a.csv", sheet=None), submissions=[csv_file]))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_a_correction_is_a_property_not_an_edit_that_would_break_a_workbook() -> None:
    [result] = run(checked(found("C3", value="Complted", fix=Fix("Completed", safe=False))))["results"]
    assert result["properties"] == {"fix": {"value": "Completed", "safe": False}}
    assert "fixes" not in result


def test_a_waived_result_is_suppressed_with_its_reason() -> None:
    waived, counted = run(checked(found("A2", waiver=Waiver("ACT201", "Agreed.")), found("A3")))["results"]
    assert waived["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "Agreed."}]
    assert "suppressions" not in counted


def test_the_baseline_state_is_given_only_with_a_baseline() -> None:
    states = [result["baselineState"] for result in run(checked(found("A2", known=True), found("A3")))["results"]]
    assert states == ["unchanged", "new"]
    assert "baselineState" not in run(checked(found("A2")))["results"][0]


def test_the_files_are_listed_with_their_checksums() -> None:
    assert run(checked())["artifacts"] == [{"location": {"uri": "in/police.xlsx"}, "hashes": {"sha-256": "0" * 64}}]


def test_a_path_is_a_uri() -> None:
    path = "in/Te Kāwanatanga #1.xlsx"
    [artifact] = run(checked(submissions=[submission(path=path)]))["artifacts"]
    assert artifact["location"]["uri"] == "in/Te%20K%C4%81wanatanga%20%231.xlsx"


def test_braces_are_doubled_so_that_none_marks_an_argument() -> None:
    [result] = run(checked(found("A2", message="{0} is odd.")))["results"]
    assert result["message"]["text"] == "{{0}} is odd. What to do."


@pytest.mark.parametrize("payload", [*PAYLOADS, INVISIBLE])
def test_any_text_makes_a_valid_log(payload: str) -> None:
    finding = found("A2", message=payload, value=payload, path=f"{payload}.xlsx", sheet=payload)
    run(checked(finding, submissions=[submission(path=f"{payload}.xlsx", sheet=payload)]))
