"""Findings for pipes and build servers: one to a line, GitHub annotations, and JUnit XML.

In JUnit XML, each file is a suite and each finding a case. An error is a failure; a warning or advice passes with its
text as output; a waived or known finding is skipped. A file without findings is one case that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    return _lines(_concise(finding) for finding in validation.findings)


def findings_github(validation: Validation) -> bytes:
    """One workflow command a finding; waived and known findings are only notices."""
    return _lines(map(_annotation, validation.findings))


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _concise(finding: Finding) -> str:
    line = f"{located(finding.place)}: {finding.code} {finding.severity}: {sentence(finding)}"
    return visible(" ".join(line.split()))


def _annotation(finding: Finding) -> str:
    place = finding.place
    level = "notice" if finding.waiver or finding.known else _LEVELS[finding.severity]
    properties: Mapping[str, str | None] = {
        "file": place.file,
        "line": str(place.row) if place.row and place.sheet is None else None,
        "title": " ".join(filter(None, (finding.code, finding.name, address(place)))),
    }
    written = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items() if value)
    return f"::{level} {written}::{_escaped(sentence(finding), _IN_MESSAGE)}"


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: f"%{ord(match[0]):02X}", visible(text))


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
