"""Findings as SARIF 2.1.0, the OASIS standard for results of checking tools.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html

A spreadsheet has no lines, so a finding has a logical location such as `Updates!B7`; in a CSV file it has a line too.
A correction is the property `fix` of a result: SARIF's own `fixes` replace text or bytes, and a viewer that applied
one to a workbook would break it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from poatool import __version__, errors
from poatool.findings.baseline import fingerprints
from poatool.findings.context import Context
from poatool.findings.model import Finding, Place, Severity
from poatool.render.findings.text import address
from poatool.render.json import json_bytes
from poatool.reports.validation import Validation
from poatool.rules.pages import RulePage, pages

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

Json = dict[str, object]


def findings_sarif(validation: Validation) -> bytes:
    """The log of one run: the rules with findings, the files and the results."""
    codes = list(dict.fromkeys(finding.code for finding in validation.findings))
    known = {page.code: page for page in pages()}
    rules = [_rule(known[code]) for code in codes]
    files = {file.path: place for place, file in enumerate(validation.files)}
    compared = any(finding.known for finding in validation.findings)
    prints = fingerprints(validation.findings, Context(validation.submissions))
    results = [
        _result(finding, codes.index(finding.code), files)
        | {"partialFingerprints": {"poatool/1": fingerprint}}
        | ({"baselineState": "unchanged" if finding.known else "new"} if compared else {})
        for finding, fingerprint in zip(validation.findings, prints, strict=True)
    ]
    artifacts = [
        {"location": _artifact(file.path, {})} | ({"hashes": {"sha-256": file.sha256}} if file.sha256 else {})
        for file in validation.files
    ]
    driver = {"name": "poatool", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "artifacts": artifacts, "results": results, "columnKind": "unicodeCodePoints"}
    return json_bytes({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(page: RulePage) -> Json:
    rule: Json = {
        "id": page.code,
        "name": page.name,
        "shortDescription": _message(page.title),
        "fullDescription": _message(" ".join((page.title, *page.why))),
        "help": _message(page.fix),
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }
    if errors.DOCUMENTATION:
        rule["helpUri"] = f"{errors.documented(f'reference/rules/{page.family.lower()}')}#{page.code.lower()}"
    if former := [alias for alias in page.aliases if alias.isupper()]:
        rule["deprecatedIds"] = former
    return rule


def _result(finding: Finding, rule: int, files: Mapping[str, int]) -> Json:
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
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
    if inside := address(place):
        location["logicalLocations"] = [{"fullyQualifiedName": inside, "kind": "cell" if place.cell else "sheet"}]
    return location


def _artifact(path: str, files: Mapping[str, int]) -> Json:
    absolute = Path(path).is_absolute()
    uri = Path(path).as_uri() if absolute else quote(_bytes(path.replace("\\", "/")), safe="/")
    return {"uri": uri} | ({"index": files[path]} if path in files else {})


def _bytes(path: str) -> bytes:
    """The bytes of a path on disk, which need not be UTF-8."""
    try:
        return path.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # not a path from a disk
        return path.encode(errors="replace")


def _message(text: str) -> Json:
    """A message with its braces doubled, as single ones mark arguments (section 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}
