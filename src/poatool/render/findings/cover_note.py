"""The note that goes back with a checked submission: what is wrong with it, the gravest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from poatool.findings.model import Finding, Severity
from poatool.framework.edition import Edition
from poatool.render.findings.text import further, within_sheet
from poatool.render.letter import Attached, Item, Letter, Section
from poatool.render.text import severities
from poatool.reports.validation import Group, by_severity, grouped
from poatool.text import listed, long_date, one_line

_REQUESTS = {
    Severity.ERROR: "Please correct",
    Severity.WARNING: "Please check",
    Severity.ADVICE: "For your information",
}

WHAT_TO_DO = {
    Severity.WARNING: "Please check what is listed, and send the workbook again if anything needed correcting.",
    Severity.ADVICE: "Nothing needs correcting; please look at what is listed.",
}
"""The request if no finding is an error; for errors, the note and the mail word it differently."""


def gravest(findings: Sequence[Finding]) -> Severity:
    """The severity that decides what the agency is asked to do."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank)


def request(findings: Sequence[Finding]) -> str:
    """The request to an agency, as the end of a subject: `please correct`."""
    asked = _REQUESTS[gravest(findings)]
    return f"{asked[0].lower()}{asked[1:]}"


def counts(findings: Sequence[Finding]) -> str:
    """`3 errors, 2 warnings and 1 advice`."""
    return listed([severities(number, severity) for severity, number in by_severity(findings).items() if number])


def note(  # noqa: PLR0913, PLR0917 - what a note says
    edition: Edition,
    agency: str | None,
    file: str,
    findings: Sequence[Finding],
    attached: Attached | None = None,
    due: dt.date | None = None,
) -> Letter:
    """The note on a submission.

    Args:
        edition: the plan as of its period.
        agency: the published code of its agency, None if that is unknown.
        file: its file name without folders.
        findings: the findings in it, in reading order.
        attached: the annotated copy, if there is one.
        due: the day that was agreed with the agency, if it is not the plan's.
    """
    due = due or (edition.period.due if edition.period else None)
    by_when = [f"Returns are due on {long_date(due)}."] if due else []
    return Letter(
        subject=f"{return_for(edition, agency)}: {request(findings)}",
        opening=(
            f"Thank you for your return {file} on “{edition.framework.title}”.",
            f"We checked it and found {counts(findings)}.",
            *what_to_do(findings, attached),
            *by_when,
        ),
        sections=tuple(findings_by_request(findings)),
        closing=tuple(whom_to_call(edition)),
        greeting=greeting(edition),
        attached=attached,
    )


def return_for(edition: Edition, agency: str | None) -> str:
    """`Plan of Action …: return of NZP for 2022`, in the plan's own words."""
    of, period = f" of {agency}" if agency else "", f" for {edition.period.id}" if edition.period else ""
    return f"{edition.framework.title}: return{of}{period}"


def greeting(edition: Edition) -> str:
    """The greeting of a mail in the plan's country."""
    return "Kia ora" if edition.framework.language.endswith("-NZ") else "Hello"


def whom_to_call(edition: Edition) -> Iterator[str]:
    """The line that says whom to ask, if the plan names a contact."""
    if contact := edition.framework.source.contact:
        yield f"Questions? Please ask {contact}."


def what_to_do(findings: Sequence[Finding], attached: Attached | None) -> Iterator[str]:
    """Say what the agency should do with the findings, and where it can see all of them."""
    if attached:
        all_listed = f"The copy {one_line(attached.name)} lists everything on its first sheet, errors first"
        not_all = ". Not every cell could get a comment, so please work from that list."
        yield all_listed + (", and has a comment at each cell." if attached.commented else not_all)
    severity = gravest(findings)
    if severity in WHAT_TO_DO:
        yield WHAT_TO_DO[severity]
        return
    yield "Please begin with the errors: anything with one is left out of the report until it is corrected."
    in_the_copy = "Please correct the cells, in the copy or in your own workbook, and send it back."
    yield in_the_copy if attached else "Please correct what is listed below and send it again."


def findings_by_request(findings: Sequence[Finding]) -> Iterator[Section]:
    """The findings under each request, the gravest first, by sheet."""
    for severity, asked in _REQUESTS.items():
        groups = grouped([finding for finding in findings if finding.severity is severity])
        by_sheet = groupby(groups, key=lambda group: group.first.place.sheet)
        lists = tuple((f"Sheet {sheet}" if sheet else "The whole file", _items(found)) for sheet, found in by_sheet)
        if lists:
            yield Section(asked, lists)


def _items(groups: Iterator[Group]) -> tuple[Item, ...]:
    return tuple(Item(_problem(group), group.first.hint, group.first.code) for group in groups)


def _problem(group: Group) -> str:
    first = group.first
    where = f"{within_sheet(first.place)}: " if first.place.row else ""
    return one_line(f"{where}{first.message} {further(group)}".rstrip())
