"""The findings of a check as a baseline: kind `baseline`. What stands in it is known, and fails no later check."""

from __future__ import annotations

from poatool.findings.context import Context
from poatool.findings.fingerprints import fingerprints
from poatool.render.machine import Shape, document, header
from poatool.reports.validation import Validation


class KnownShape(Shape):
    """One finding. Only the fingerprint is compared; the rest tells a reader what it is."""

    fingerprint: str
    code: str
    severity: str
    file: str
    agency: str | None
    message: str


class BaselineShape(Shape):
    """The body of the document."""

    findings: list[KnownShape]


def baseline_json(validation: Validation) -> bytes:
    """The document, with every finding that is not waived."""
    around = Context(validation.submissions)
    found = zip(validation.findings, fingerprints(validation.findings, around), strict=True)
    body = BaselineShape(
        findings=[
            KnownShape(
                fingerprint=fingerprint,
                code=finding.code,
                severity=finding.severity.value,
                file=finding.place.file,
                agency=around.agency(finding.place),
                message=finding.message,
            )
            for finding, fingerprint in found
            if finding.waiver is None
        ]
    )
    return document(header("baseline", validation.edition.framework, validation.edition.period), body)
