"""Findings as JUnit XML for build servers: a suite for each file, a case for each finding.

An error is a failure; a warning or advice passes with its text as output; a waived or known finding is skipped.
A file without findings is one case that passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import acceptance, address, sentence
from poatool.reports.validation import Validation
from poatool.text import visible


def findings_junit(validation: Validation) -> bytes:
    """The document, with a suite for each file that was checked or has findings, such as a list of waivers."""
    root = Element("testsuites", name="poatool validate")
    for path, findings in validation.by_file.items():
        _suite(root, path or "all submissions", findings)
    _count(root, validation.findings, len(root.findall(".//testcase")))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _suite(root: Element, path: str, findings: Sequence[Finding]) -> None:
    suite = SubElement(root, "testsuite", name=visible(path))
    for finding in findings:
        _case(suite, visible(path), finding)
    if not findings:
        SubElement(suite, "testcase", classname=visible(path), name="nothing to correct")
    _count(suite, findings, len(suite))
    suite.set("skipped", str(sum(bool(acceptance(finding)) for finding in findings)))


def _count(element: Element, findings: Sequence[Finding], cases: int) -> None:
    element.set("tests", str(cases))
    element.set("failures", str(sum(_fails(finding) for finding in findings)))
    element.set("errors", "0")


def _fails(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not acceptance(finding)


def _case(suite: Element, path: str, finding: Finding) -> None:
    name = " ".join(filter(None, (address(finding.place), finding.code, finding.name)))
    case = SubElement(suite, "testcase", classname=path, name=visible(name))
    if accepted := acceptance(finding):
        SubElement(case, "skipped", message=visible(accepted))
    elif _fails(finding):
        failure = SubElement(case, "failure", type=finding.code, message=visible(finding.message))
        failure.text = visible(finding.hint)
    else:
        SubElement(case, "system-out").text = visible(f"{finding.severity}: {sentence(finding)}")
