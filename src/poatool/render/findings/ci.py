"""Write findings for pipes and build servers: one per line, as GitHub annotations, JUnit XML or SARIF."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from poatool import __version__
from poatool.findings.model import Finding, Place, Severity
from poatool.render.findings.sentences import acceptance, located, sentence
from poatool.render.json import json_bytes
from poatool.reports.validation import Validation
from poatool.rules import BOOK
from poatool.rules.registry import Rule
from poatool.text import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}

# Characters that GitHub wants escaped in the message and the properties of a workflow command:
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
_IN_MESSAGE = re.compile(r"[%\r\n]")
_IN_PROPERTY = re.compile(r"[%\r\n:,]")


def findings_concise(validation: Validation) -> bytes:
    """A line for each finding: `file:Sheet!B7: ACT201 error: what is wrong. What to do.`"""
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


_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

Json = dict[str, object]


def findings_sarif(validation: Validation) -> bytes:
    """A SARIF log of one run: the rules with findings, the files and the results."""
    codes = list(dict.fromkeys(finding.code for finding in validation.findings))
    known = {page.code: page for page in BOOK}
    files = {file.path: place for place, file in enumerate(validation.files)}
    results = [
        _result(finding, codes.index(finding.code), files)
        | {"partialFingerprints": {"poatool/1": fingerprint}}
        | ({"baselineState": "unchanged" if finding.known else "new"} if validation.known else {})
        for finding, fingerprint in validation.with_fingerprints
    ]
    artifacts = [
        {"location": _artifact(file.path, {})} | ({"hashes": {"sha-256": file.sha256}} if file.sha256 else {})
        for file in validation.files
    ]
    driver = {"name": "poatool", "semanticVersion": __version__, "rules": [_rule(known[code]) for code in codes]}
    run = {"tool": {"driver": driver}, "artifacts": artifacts, "results": results, "columnKind": "unicodeCodePoints"}
    return json_bytes({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(page: Rule) -> Json:
    rule: Json = {
        "id": page.code,
        "name": page.name,
        "shortDescription": _message(page.title),
        "fullDescription": _message(" ".join((page.title, *page.body.why))),
        "help": _message(page.body.fix),
        "defaultConfiguration": {"level": _SARIF_LEVELS[page.severity]},
    }
    return rule | ({"deprecatedIds": list(page.former_codes)} if page.former_codes else {})


def _result(finding: Finding, rule: int, files: Mapping[str, int]) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": _message(f"{finding.message} {finding.hint}".strip()),
        "locations": [_location(finding.place, files)],
    }
    if finding.related:
        related = enumerate(dict.fromkeys(finding.related))
        result["relatedLocations"] = [{"id": number} | _location(place, files) for number, place in related]
    if finding.fix is not None:
        result["properties"] = {"fix": {"value": finding.fix.value, "safe": finding.fix.safe}}
    if finding.waiver is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.waiver.reason}]
    return result


def _location(place: Place, files: Mapping[str, int]) -> Json:
    physical: Json = {"artifactLocation": _artifact(place.file, files)}
    if place.row and place.sheet is None:
        physical["region"] = {"startLine": place.row}
    location: Json = {"physicalLocation": physical}
    if inside := place.address:
        location["logicalLocations"] = [{"fullyQualifiedName": inside, "kind": "cell" if place.cell else "sheet"}]
    return location


def _artifact(path: str, files: Mapping[str, int]) -> Json:
    if Path(path).is_absolute():
        uri = Path(path).as_uri()
    else:
        try:
            as_bytes = path.replace("\\", "/").encode(errors="surrogateescape")  # a path on disk may not be UTF-8
        except UnicodeEncodeError:  # no path on a disk has such a character
            as_bytes = path.replace("\\", "/").encode(errors="replace")
        uri = quote(as_bytes, safe="/")
    return {"uri": uri} | ({"index": files[path]} if path in files else {})


def _message(text: str) -> Json:
    """A SARIF message. Braces in its text are doubled, as single braces mark arguments (section 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}
