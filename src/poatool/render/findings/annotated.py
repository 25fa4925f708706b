"""The copy that goes back to an agency: its workbook with a list of the findings and a comment at each cell."""

from __future__ import annotations

from collections.abc import Sequence

from poatool.findings.model import Finding, Severity
from poatool.render.findings.cover_note import WHAT_TO_DO, counts, gravest, request
from poatool.render.findings.text import address
from poatool.reports.validation import Group, grouped
from poatool.text import visible
from poatool.workbooks.edit.annotate import Annotated, Entry, Listing, Remark, annotated
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.own import FINDINGS_HEADINGS, FINDINGS_SHEET

_HEADINGS = dict(zip(FINDINGS_HEADINGS, (9.0, 10.0, 11.0, 24.0, 64.0, 64.0), strict=True))
_WHERE = 3
_COMMENTED = (
    "Click a place in the column “Where” to go to it. The cells have a comment and a frame: solid for an error, "
    "dashed for a warning, dotted for advice."
)
_NOT_ALL_COMMENTED = (
    "Click a place in the column “Where” to go to it. The cells have a frame, solid for an error, dashed for a "
    "warning, dotted for advice, but not all could get a comment: this list has everything."
)
_WHAT_TO_DO = {
    Severity.ERROR: "Please make these corrections in the other sheets, and send the workbook back under its "
    "original name.",
    **WHAT_TO_DO,
}


def annotated_copy(data: bytes, name: str, findings: Sequence[Finding], limits: Limits = DEFAULT) -> Annotated:
    """Annotate a workbook with its findings.

    Args:
        data: the workbook as it was sent.
        name: its file name without folders.
        findings: the findings in it, in reading order.
        limits: how much may be read.

    Raises Refused if the workbook cannot be changed without losing something.
    """
    remarks = [remark for finding in findings if (remark := _remark(finding))]
    about = visible(f"{name}: {request(findings)}: {counts(findings)}.")
    todo = _WHAT_TO_DO[gravest(findings)]
    entries = [_entry(number, group) for number, group in enumerate(_by_gravity(findings), 1)]
    above, above_alone = (about, _COMMENTED, todo), (about, _NOT_ALL_COMMENTED, todo)
    return annotated(data, remarks, Listing(FINDINGS_SHEET, above, _HEADINGS, _WHERE, entries, above_alone), limits)


def _by_gravity(findings: Sequence[Finding]) -> list[Group]:
    """The lines of the list, the gravest first; the same advice at several places is one line."""
    grave = sorted((f for f in findings if f.severity is not Severity.ADVICE), key=lambda f: f.severity.rank)
    return [*(Group((f,)) for f in grave), *grouped([f for f in findings if f.severity is Severity.ADVICE])]


def _remark(finding: Finding) -> Remark | None:
    place = finding.place
    if place.sheet is None or place.row is None or place.column is None:
        return None
    text = f"{finding.code} {finding.severity}: {finding.message}\nWhat to do: {finding.hint}"
    return Remark(place.sheet, place.row, place.column_number, visible(text), finding.severity.rank)


def _entry(number: int, group: Group) -> Entry:
    finding, others = group.first, len(group.findings) - 1
    place = finding.place
    where = (address(place) or "the whole file") + (f" and {others} more" if others else "")
    texts = (str(number), finding.code, finding.severity.value, where, finding.message, finding.hint)
    return Entry(tuple(map(visible, texts)), place.sheet, place.cell or (f"A{place.row}" if place.row else None))
