"""Findings for pipes and build servers: one to a line, GitHub annotations, and JUnit XML.

In JUnit XML, each file is a suite and each finding a case. An error is a failure; a warning or advice passes with its
text as output; a waived or known finding is skipped. A file without findings is one case that passes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import acceptance, address, located, sentence
from poatool.reports.validation import Validation
from poatool.text import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

# Characters that GitHub wants escaped in the message and the properties of a workflow command:
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_IN_MESSAGE = re.compile(r"[%\r\n]")
_IN_PROPERTY = re.compile(r"[%\r\n:,]")


def findings_concise(validation: Validation) -> bytes:
    """One line a finding: `file:Sheet!B7: ACT201 error: what is wrong. What to do.`"""
    lines = (f"{located(f.place)}: {f.code} {f.severity}: {sentence(f)}" for f in validation.findings)
    return "".join(f"{visible(' '.join(line.split()))}\n" for line in lines).encode()


def findings_github(validation: Validation) -> bytes:
    """One workflow command a finding; waived and known findings are only notices."""
    lines: list[str] = []
    for finding in validation.findings:
        place = finding.place
        properties: Mapping[str, str | None] = {
            "file": place.file,
            "line": str(place.row) if place.row and place.sheet is None else None,
            "title": " ".join(filter(None, (finding.code, finding.name, address(place)))),
        }
        written = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items() if value)
        level = "notice" if acceptance(finding) else _LEVELS[finding.severity]
        lines.append(f"::{level} {written}::{_escaped(sentence(finding), _IN_MESSAGE)}\n")
    return "".join(lines).encode()


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: f"%{ord(match[0]):02X}", visible(text))


def findings_junit(validation: Validation) -> bytes:
    """The document, with a suite for each file that was checked or has findings, such as a list of waivers."""
    root = Element("testsuites", name="poatool validate")
    for path, findings in validation.by_file.items():
        name = visible(path or "all submissions")
        suite = SubElement(root, "testsuite", name=name)
        for finding in findings:
            _case(suite, name, finding)
        if not findings:
            SubElement(suite, "testcase", classname=name, name="nothing to correct")
        _count(suite, findings)
        suite.set("skipped", str(sum(bool(acceptance(finding)) for finding in findings)))
    _count(root, validation.findings)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _count(element: Element, findings: Sequence[Finding]) -> None:
    element.set("tests", str(len(element.findall(".//testcase"))))
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
