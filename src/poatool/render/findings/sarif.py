"""Findings in SARIF 2.1.0, the OASIS standard for results of checking tools.

A spreadsheet has no lines, so a finding has a logical location such as `Updates!B7`; in a CSV file it has a line too. A
correction is the property `fix` of a result: SARIF's own `fixes` replace text or bytes, which would break a workbook.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from poatool import __version__
from poatool.findings.model import Finding, Place, Severity
from poatool.render.json import json_bytes
from poatool.reports.validation import Validation
from poatool.rules import BOOK
from poatool.rules.registry import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

Json = dict[str, object]


def findings_sarif(validation: Validation) -> bytes:
    """A SARIF log of one run: the rules with findings, the files and the results."""
    codes = list(dict.fromkeys(finding.code for finding in validation.findings))
    known = {page.code: page for page in BOOK}
    files = {file.path: place for place, file in enumerate(validation.files)}
    results = []
    for finding, fingerprint in validation.with_fingerprints:
        result = _result(finding, codes.index(finding.code), files)
        result["partialFingerprints"] = {"poatool/1": fingerprint}
        if validation.known:
            result["baselineState"] = "unchanged" if finding.known else "new"
        results.append(result)
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
    if page.former_codes:
        rule["deprecatedIds"] = list(page.former_codes)
    return rule


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
        except UnicodeEncodeError:  # this is not a path on a disk
            as_bytes = path.replace("\\", "/").encode(errors="replace")
        uri = quote(as_bytes, safe="/")
    return {"uri": uri} | ({"index": files[path]} if path in files else {})


def _message(text: str) -> Json:
    """A SARIF message. Braces in its text are doubled, as single braces mark arguments (section 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}
