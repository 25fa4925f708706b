"""Findings for other programs: a line each, for GitHub, as JUnit and as SARIF, both valid by their schemas."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import jsonschema
import pytest
import xmlschema

from poatool.findings.model import Finding, Fix, Severity
from poatool.render.findings.ci import findings_concise, findings_github, findings_junit, findings_sarif
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS


def concise(*findings: Finding) -> list[str]:
    return findings_concise(checked(*findings)).decode().splitlines()


def github(*findings: Finding) -> list[str]:
    return findings_github(checked(*findings)).decode().splitlines()


def test_a_line_says_where_what_and_what_to_do() -> None:
    assert concise(found("A2")) == ["in/police.xlsx:Updates!A2: ACT201 error: What is wrong. What to do."]


@pytest.mark.parametrize(
    ("cell", "sheet", "written"),
    [
        ("A2", "Key updates", "in/police.xlsx:'Key updates'!A2: "),
        ("A2", "Bob's", "in/police.xlsx:'Bob''s'!A2: "),
        ("A2", "B7", "in/police.xlsx:'B7'!A2: "),
        ("A2", "2022", "in/police.xlsx:'2022'!A2: "),
        ("2", "Updates", "in/police.xlsx:Updates!2:2: "),
        ("", "Updates", "in/police.xlsx:Updates: "),
        ("", None, "in/police.xlsx: "),
        ("A2", None, "in/police.xlsx:A2: "),
        ("2", None, "in/police.xlsx:2: "),
    ],
)
def test_the_place_is_an_address_that_excel_takes(cell: str, sheet: str | None, written: str) -> None:
    assert concise(found(cell, sheet=sheet))[0].startswith(f"{written}ACT201 error: ")


def test_a_message_of_several_lines_stays_one_line() -> None:
    assert concise(found("A2", message="One\n two.")) == [
        "in/police.xlsx:Updates!A2: ACT201 error: One two. What to do."
    ]


def test_an_annotation_has_its_level_and_its_title() -> None:
    assert github(found("A2"), found("B3", severity=Severity.WARNING), found("C4", severity=Severity.ADVICE)) == [
        "::error file=in/police.xlsx,title=ACT201 a-rule Updates!A2::What is wrong. What to do.",
        "::warning file=in/police.xlsx,title=ACT201 a-rule Updates!B3::What is wrong. What to do.",
        "::notice file=in/police.xlsx,title=ACT201 a-rule Updates!C4::What is wrong. What to do.",
    ]


def test_an_annotation_in_a_file_without_sheets_has_its_line() -> None:
    assert github(found("A2", sheet=None)) == [
        "::error file=in/police.xlsx,line=2,title=ACT201 a-rule A2::What is wrong. What to do."
    ]


def test_an_annotation_is_escaped_as_github_asks() -> None:
    [line] = github(found("2", message="50 %\n::set-output name=x::y", path="in/a,b:c.xlsx"))
    assert line == (
        "::error file=in/a%2Cb%3Ac.xlsx,title=ACT201 a-rule Updates!2%3A2::50 %25%0A::set-output name=x::y What to do."
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_adds_a_line_or_is_obeyed(payload: str) -> None:
    for lines in (concise(found("A2", message=payload)), github(found("A2", message=payload, path=f"{payload}.xlsx"))):
        assert len(lines) == 1
        assert not set(lines[0]) & set(INVISIBLE)


JUNIT = xmlschema.XMLSchema(Path(__file__).parent / "data" / "junit-10.xsd")


def junit(validation: Validation) -> Element:
    written = findings_junit(validation)
    JUNIT.validate(written.decode())
    root = defusedxml.ElementTree.fromstring(written)
    assert isinstance(root, Element)
    return root


def test_a_suite_a_file_and_a_case_a_finding() -> None:
    root = junit(
        checked(
            found("A2"),
            found("B3", severity=Severity.WARNING),
            submissions=[submission(), submission(path="in/clean.xlsx")],
        )
    )
    assert root.attrib == {"name": "poatool validate", "tests": "3", "failures": "1", "errors": "0"}
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped")) for s in root] == [
        ("in/police.xlsx", "2", "1", "0"),
        ("in/clean.xlsx", "1", "0", "0"),
    ]
    assert [case.get("name") for case in root.iter("testcase")] == [
        "Updates!A2 ACT201 a-rule",
        "Updates!B3 ACT201 a-rule",
        "nothing to correct",
    ]
    assert [out.text for out in root.iter("system-out")] == ["warning: What is wrong. What to do."]


def test_an_error_fails_with_what_is_wrong_and_what_to_do() -> None:
    [failure] = junit(checked(found("A2"))).iter("failure")
    assert (failure.get("type"), failure.get("message"), failure.text) == ("ACT201", "What is wrong.", "What to do.")


def test_a_finding_in_another_file_has_a_suite_of_its_own() -> None:
    root = junit(checked(found("3", path="waivers.yaml", sheet=None)))
    assert [suite.get("name") for suite in root] == ["in/police.xlsx", "waivers.yaml"]


@pytest.mark.parametrize("payload", [*PAYLOADS, INVISIBLE, "]]>", '"quoted" & <b>'])
def test_any_text_is_legal_xml(payload: str) -> None:
    root = junit(checked(found("A2", message=payload, hint=payload, path=f"{payload}.xlsx")))
    [failure] = root.iter("failure")
    assert not set(failure.text or "") & set(INVISIBLE)


SARIF = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
SARIF_VALIDATOR = jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker())


def sarif(validation: Validation) -> dict[str, Any]:
    log = json.loads(findings_sarif(validation))
    assert [error.message for error in SARIF_VALIDATOR.iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    return dict(log["runs"][0])


def test_a_result_has_its_rule_level_message_and_cell() -> None:
    [result] = sarif(checked(found("A2")))["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("ACT201", 0, "error")
    assert result["message"] == {"text": "What is wrong. What to do."}
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "in/police.xlsx", "index": 0}},
            "logicalLocations": [{"fullyQualifiedName": "Updates!A2", "kind": "cell"}],
        }
    ]


def test_levels() -> None:
    results = sarif(checked(*(found("A2", severity=severity) for severity in Severity)))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]


def test_a_rule_is_listed_once_with_its_help() -> None:
    driver = sarif(checked(found("C3", code="UPD304"), found("A2"), found("C4", code="UPD304")))["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["UPD304", "ACT201"]
    rule = driver["rules"][0]
    assert rule["name"] == "status-unknown"
    assert rule["shortDescription"] == {"text": "The status is not one of the plan's."}
    assert rule["help"] == {"text": "Choose a status from the list."}
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert ["deprecatedIds" in each for each in driver["rules"]] == [False, True]
    assert driver["rules"][1]["deprecatedIds"] == ["ACT208", "ACT209"]


def test_a_rule_leads_to_its_section_where_the_documentation_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    [rule] = sarif(checked(found("A2")))["tool"]["driver"]["rules"]
    assert "helpUri" not in rule
    monkeypatch.setattr("poatool.errors.DOCUMENTATION", "https://example.org/docs")
    [rule] = sarif(checked(found("A2")))["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/docs/reference/rules/act.html#act201"


def test_only_a_text_file_has_lines() -> None:
    csv_file = submission(path="in/a.csv", kind="csv")
    [result] = sarif(checked(found("A2", path="in/a.csv", sheet=None), submissions=[csv_file]))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_a_correction_is_a_property_not_an_edit_that_would_break_a_workbook() -> None:
    [result] = sarif(checked(found("C3", value="Complted", fix=Fix("Completed", safe=False))))["results"]
    assert result["properties"] == {"fix": {"value": "Completed", "safe": False}}
    assert "fixes" not in result


def test_the_baseline_state_is_given_only_with_a_baseline() -> None:
    states = [result["baselineState"] for result in sarif(checked(found("A2", known=True), found("A3")))["results"]]
    assert states == ["unchanged", "new"]
    assert "baselineState" not in sarif(checked(found("A2")))["results"][0]


def test_a_file_is_listed_with_its_uri_and_its_checksum() -> None:
    path = "in/Te Kāwanatanga #1.xlsx"
    uri, checksum = "in/Te%20K%C4%81wanatanga%20%231.xlsx", "0" * 64
    artifacts = sarif(checked(submissions=[submission(path=path)]))["artifacts"]
    assert artifacts == [{"location": {"uri": uri}, "hashes": {"sha-256": checksum}}]


def test_braces_are_doubled_so_that_none_marks_an_argument() -> None:
    [result] = sarif(checked(found("A2", message="{0} is odd.")))["results"]
    assert result["message"]["text"] == "{{0}} is odd. What to do."


@pytest.mark.parametrize("payload", [*PAYLOADS, INVISIBLE])
def test_any_text_makes_a_valid_log(payload: str) -> None:
    finding = found("A2", message=payload, value=payload, path=f"{payload}.xlsx", sheet=payload)
    sarif(checked(finding, submissions=[submission(path=f"{payload}.xlsx", sheet=payload)]))
