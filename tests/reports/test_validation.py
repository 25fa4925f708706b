"""The numbers of a check: by severity, by agency, and what is waived or known."""

from __future__ import annotations

from poatool.findings.model import Severity, Waiver
from poatool.reports.validation import AgencyCount
from tests.support.findings import checked, found, submission

WAIVED = found("A4", waiver=Waiver("ACT201", "Agreed."))
KNOWN = found("C3", severity=Severity.ADVICE, known=True)
OF_THE_WAIVERS = found("3", path="waivers.yaml", sheet=None, severity=Severity.WARNING)
SENT = [submission(), submission(path="in/more.xlsx")]
RESULT = checked(found("A2"), found("B2"), WAIVED, KNOWN, OF_THE_WAIVERS, submissions=SENT)


def test_waived_findings_are_counted_apart_and_known_ones_with_the_rest() -> None:
    assert dict(RESULT.by_severity) == {Severity.ERROR: 2, Severity.WARNING: 1, Severity.ADVICE: 1}
    assert (RESULT.waived, RESULT.known) == (1, 1)


def test_a_finding_outside_the_files_belongs_to_no_agency() -> None:
    assert RESULT.by_agency == (
        AgencyCount("NZP", 2, {Severity.ERROR: 2, Severity.WARNING: 0, Severity.ADVICE: 1}),
        AgencyCount(None, 0, {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 0}),
    )
