"""The `validation` document, and the `baseline` document for later checks."""

from typing import Annotated, Literal

from poatool.findings.model import Fix, Severity
from poatool.render.json import Header, Shape, document, shaped
from poatool.reports.validation import CheckedFile, Validation
from poatool.text import cut


class PlaceShape(Shape):
    """Another place that a finding concerns."""

    file: str
    sheet: str | None
    cell: str | None


class FindingShape(Shape):
    """One finding; `sheet` and `cell` are null for a whole file. `rows` holds the first and last row of a block.

    `action` holds the codes of the row's actions, or its text if it names none; `agency` its agencies or the file's.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    file: Annotated[str, "place.file"]
    sheet: Annotated[str | None, "place.sheet"]
    cell: Annotated[str | None, "place.cell"]
    row: Annotated[int | None, "place.row"]
    rows: list[int] | None
    column: Annotated[str | None, "place.column"]
    value: Annotated[str | None, "quote"]
    fix: Fix | None
    waived: bool
    waiver: Annotated[str | None, "waiver.reason"]
    related: list[PlaceShape]
    agency: str | None
    heading: str | None
    action: str | None
    fingerprint: str
    baseline: Annotated[bool, "known"]


class SummaryShape(Shape):
    """The counts by severity and by code; they leave out waived findings, but include findings in the baseline."""

    files: int
    updates: Annotated[int, "rows.updates"]
    errors: Annotated[int, "by_severity.error"]
    warnings: Annotated[int, "by_severity.warning"]
    advice: Annotated[int, "by_severity.advice"]
    waived: int
    by_code: dict[str, int]
    baseline: Annotated[int, "known"]


class NewShape(Shape):
    """The place of an error or warning that an earlier check did not find."""

    code: str
    file: Annotated[str, "place.file"]
    sheet: Annotated[str | None, "place.sheet"]
    cell: Annotated[str | None, "place.cell"]


class ChangesShape(Shape):
    """How many errors and warnings of an earlier check are resolved; `which` lists those that are new."""

    earlier: int
    resolved: int
    new: int
    which: list[NewShape]


class ValidationDocument(Header):
    """`validate --format json`; `changes` is null without `--against`."""

    schema: Literal["poatool/validation/1"]
    files: list[CheckedFile]
    findings: list[FindingShape]
    summary: SummaryShape
    changes: ChangesShape | None


class KnownShape(Shape):
    """One known finding; checks compare only the fingerprint, and the rest is for information."""

    fingerprint: str
    code: str
    severity: Severity
    file: Annotated[str, "place.file"]
    agency: str | None
    message: str


class BaselineDocument(Header):
    """`validate --write-baseline`: findings that `--baseline` ignores in later checks."""

    schema: Literal["poatool/baseline/1"]
    findings: list[KnownShape]


def validation_document(validation: Validation) -> ValidationDocument:
    """The `validation` document."""
    context = validation.context
    findings = [
        shaped(
            FindingShape,
            finding,
            rows=[finding.place.row, finding.last_row] if finding.place.row and finding.last_row else None,
            waived=finding.waiver is not None,
            agency=context.agencies(finding.place),
            heading=cut(heading.text) if (heading := context.heading(finding.place)) else None,
            action=context.actions(finding.place, finding.last_row),
            fingerprint=fingerprint,
        )
        for finding, fingerprint in validation.with_fingerprints
    ]
    summary = shaped(SummaryShape, validation, files=len(validation.files))
    return document(ValidationDocument, validation.edition, validation, findings=findings, summary=summary)


def baseline_document(validation: Validation) -> BaselineDocument:
    """The `baseline` document, with every finding except waived ones."""
    findings = [
        shaped(KnownShape, finding, fingerprint=fingerprint, agency=validation.context.agency(finding.place))
        for finding, fingerprint in validation.with_fingerprints
        if finding.waiver is None
    ]
    return document(BaselineDocument, validation.edition, findings=findings)
