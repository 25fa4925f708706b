"""Findings for pipes and build servers: one per line, GitHub annotations, and JUnit XML.

In JUnit XML, each file is a suite and each finding a case. An error is a failure; a warning or advice passes, with its
text as output; a waived or known finding counts as a skipped case. A file without findings is one case that passes.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from poatool.findings.model import Severity
from poatool.render.findings.text import acceptance, located, sentence
from poatool.reports.validation import Validation
from poatool.text import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

# Characters that GitHub wants escaped in the message and the properties of a workflow command:
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_IN_MESSAGE = re.compile(r"[%\r\n]")
_IN_PROPERTY = re.compile(r"[%\r\n:,]")


def findings_concise(validation: Validation) -> bytes:
    """One line for each finding: `file:Sheet!B7: ACT201 error: what is wrong. What to do.`"""
    lines = (f"{located(f.place)}: {f.code} {f.severity}: {sentence(f)}" for f in validation.findings)
    return "".join(f"{visible(' '.join(line.split()))}\n" for line in lines).encode()


def findings_github(validation: Validation) -> bytes:
    """One workflow command for each finding; waived and known findings are only notices."""
    lines: list[str] = []
    for finding in validation.findings:
        place = finding.place
        properties: Mapping[str, str | None] = {
            "file": place.file,
            "line": str(place.row) if place.row and place.sheet is None else None,
            "title": " ".join(filter(None, (finding.code, finding.name, place.address))),
        }
        written = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items() if value)
        level = "notice" if acceptance(finding) else _LEVELS[finding.severity]
        lines.append(f"::{level} {written}::{_escaped(sentence(finding), _IN_MESSAGE)}\n")
    return "".join(lines).encode()


def _escaped(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: f"%{ord(match[0]):02X}", visible(text))


def findings_junit(validation: Validation) -> bytes:
    """JUnit XML with a suite for each file that was checked or has findings, such as a list of waivers."""
    root = Element("testsuites", name="poatool validate")
    for path, findings in validation.by_file.items():
        name = visible(path or "all submissions")
        suite = SubElement(root, "testsuite", name=name)
        for finding in findings:
            title = " ".join(filter(None, (finding.place.address, finding.code, finding.name)))
            case = SubElement(suite, "testcase", classname=name, name=visible(title))
            if accepted := acceptance(finding):
                SubElement(case, "skipped", message=visible(accepted))
            elif finding.severity is Severity.ERROR:
                failure = SubElement(case, "failure", type=finding.code, message=visible(finding.message))
                failure.text = visible(finding.hint)
            else:
                SubElement(case, "system-out").text = visible(f"{finding.severity}: {sentence(finding)}")
        if not findings:
            SubElement(suite, "testcase", classname=name, name="nothing to correct")
        suite.set("skipped", str(len(suite.findall(".//skipped"))))
    for element in (root, *root):
        element.set("tests", str(len(element.findall(".//testcase"))))
        element.set("failures", str(len(element.findall(".//failure"))))
        element.set("errors", "0")
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
