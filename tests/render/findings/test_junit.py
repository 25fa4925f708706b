"""Findings as JUnit XML, valid by the schema that Jenkins uses."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import pytest
import xmlschema

from poatool.findings.model import Severity, Waiver
from poatool.render.findings.ci import findings_junit
from poatool.reports.validation import Validation
from tests.support.findings import checked, found, submission
from tests.support.payloads import INVISIBLE, PAYLOADS

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "data" / "junit-10.xsd")


def read(validation: Validation) -> Element:
    written = findings_junit(validation)
    SCHEMA.validate(written.decode())
    root = defusedxml.ElementTree.fromstring(written)
    assert isinstance(root, Element)
    return root


def test_a_suite_a_file_and_a_case_a_finding() -> None:
    root = read(
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


def test_an_error_fails_with_what_is_wrong_and_what_to_do() -> None:
    [failure] = read(checked(found("A2"))).iter("failure")
    assert (failure.get("type"), failure.get("message"), failure.text) == ("ACT201", "What is wrong.", "What to do.")


def test_a_warning_passes_and_says_what_it_is() -> None:
    root = read(checked(found("A2", severity=Severity.WARNING)))
    assert [out.text for out in root.iter("system-out")] == ["warning: What is wrong. What to do."]
    assert not list(root.iter("failure"))


def test_accepted_findings_are_skipped() -> None:
    root = read(checked(found("A2", waiver=Waiver("ACT201", "Agreed.")), found("A3", known=True)))
    assert [skipped.get("message") for skipped in root.iter("skipped")] == ["waived: Agreed.", "known before"]
    assert (root[0].get("failures"), root[0].get("skipped")) == ("0", "2")


def test_a_finding_in_another_file_has_a_suite_of_its_own() -> None:
    root = read(checked(found("3", path="waivers.yaml", sheet=None)))
    assert [suite.get("name") for suite in root] == ["in/police.xlsx", "waivers.yaml"]


@pytest.mark.parametrize("payload", [*PAYLOADS, INVISIBLE, "]]>", '"quoted" & <b>'])
def test_any_text_is_legal_xml(payload: str) -> None:
    root = read(checked(found("A2", message=payload, hint=payload, path=f"{payload}.xlsx")))
    [failure] = root.iter("failure")
    assert not set(failure.text or "") & set(INVISIBLE)
