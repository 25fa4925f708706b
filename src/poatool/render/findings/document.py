"""A validation as a machine document: kind `validation`."""

from __future__ import annotations

from poatool.findings.context import Context
from poatool.findings.fingerprints import fingerprints
from poatool.findings.model import Finding, Severity
from poatool.render.machine import Shape, document, header
from poatool.reports.validation import CheckedFile, Validation


class RowsShape(Shape):
    """The ledger of a file: `seen = updates + skipped + set_aside`."""

    seen: int
    updates: int
    blank: int
    skipped: int
    set_aside: int


class FileShape(Shape):
    """A file that was checked."""

    path: str
    sha256: str | None
    agency: str | None
    readable: bool
    rows: RowsShape


class FixShape(Shape):
    """What a cell should hold instead."""

    value: str
    safe: bool


class PlaceShape(Shape):
    """A further place of the same cause."""

    file: str
    sheet: str | None
    cell: str | None


class FindingShape(Shape):
    """One finding; `sheet` and `cell` are null where it is on a whole file."""

    code: str
    name: str
    severity: str
    message: str
    hint: str
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    value: str | None
    fix: FixShape | None
    waived: bool
    waiver: str | None
    related: list[PlaceShape]
    agency: str | None
    heading: str | None
    action: str | None
    fingerprint: str
    baseline: bool


class ChangesShape(Shape):
    """What became of the errors and warnings of an earlier check."""

    earlier: int
    resolved: int
    new: int


class SummaryShape(Shape):
    """The counts; findings that are waived are in none of them, and those of the baseline in all."""

    files: int
    updates: int
    errors: int
    warnings: int
    advice: int
    waived: int
    by_code: dict[str, int]
    baseline: int


class ValidationShape(Shape):
    """The body of the document."""

    files: list[FileShape]
    findings: list[FindingShape]
    summary: SummaryShape
    changes: ChangesShape | None


def validation_json(validation: Validation) -> bytes:
    """The document, as bytes of UTF-8 JSON."""
    counts = validation.by_severity
    changes = validation.changes
    around = Context(validation.submissions)
    prints = fingerprints(validation.findings, around)
    body = ValidationShape(
        files=[_file(file) for file in validation.files],
        findings=[
            _finding(finding, around, fingerprint)
            for finding, fingerprint in zip(validation.findings, prints, strict=True)
        ],
        summary=SummaryShape(
            files=len(validation.files),
            updates=validation.rows.updates,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            advice=counts[Severity.ADVICE],
            waived=validation.waived,
            by_code=dict(validation.by_code),
            baseline=validation.known,
        ),
        changes=ChangesShape(earlier=changes.earlier, resolved=changes.resolved, new=changes.new) if changes else None,
    )
    return document(header("validation", validation.edition.framework, validation.edition.period), body)


def _file(file: CheckedFile) -> FileShape:
    rows = file.rows
    return FileShape(
        path=file.path,
        sha256=file.sha256,
        agency=file.agency,
        readable=file.readable,
        rows=RowsShape(
            seen=rows.seen, updates=rows.updates, blank=rows.blank, skipped=rows.skipped, set_aside=rows.set_aside
        ),
    )


def _finding(finding: Finding, around: Context, fingerprint: str) -> FindingShape:
    place = finding.place
    heading = around.heading(place)
    return FindingShape(
        code=finding.code,
        name=finding.name,
        severity=finding.severity.value,
        message=finding.message,
        hint=finding.hint,
        file=place.file,
        sheet=place.sheet,
        cell=place.cell,
        row=place.row,
        column=place.column,
        value=finding.value,
        fix=FixShape(value=finding.fix.value, safe=finding.fix.safe) if finding.fix else None,
        waived=finding.waiver is not None,
        waiver=finding.waiver.reason if finding.waiver else None,
        related=[PlaceShape(file=p.file, sheet=p.sheet, cell=p.cell) for p in finding.related],
        agency=around.agency(place),
        heading=heading.text if heading else None,
        action=around.action(place),
        fingerprint=fingerprint,
        baseline=finding.known,
    )
