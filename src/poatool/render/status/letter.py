"""The letter to an agency that owes something: what and by when, what came in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poatool.findings.model import Finding
from poatool.render.findings.cover_note import (
    counts,
    findings_by_request,
    greeting,
    return_for,
    what_to_do,
    whom_to_call,
)
from poatool.render.letter import Attached, Item, Letter, Section
from poatool.render.text import file_name
from poatool.reports.status import AgencyStatus, Status
from poatool.text import counted, listed, long_date
from poatool.workspace.contacts import Contact


def chasing_letter(
    agency: AgencyStatus,
    status: Status,
    findings: Sequence[Finding],
    contact: Contact,
    attached: Attached | None = None,
) -> Letter:
    """The letter.

    Args:
        agency: what it owes, and what came.
        status: the period on the day.
        findings: what is wrong with what came, in reading order; nothing that rests on what another agency sent.
        contact: whom to write to.
        attached: its template if nothing came, or the checked copy of what did.
    """
    edition, late = status.edition, agency.due < status.today
    owed = tuple(Item(f"Action {code}: {edition.by_code[code].text}") for code in agency.owed)
    asked = "please correct" if findings else "still to come" if agency.files else ""
    subject = [return_for(edition, agency.code), f"{'was ' if late else ''}due on {long_date(agency.due)}", asked]
    return Letter(
        subject=", ".join(filter(None, subject)),
        opening=tuple(_opening(agency, status, findings, attached)),
        sections=(
            *findings_by_request(findings),
            *([Section("Still to be answered" if agency.files else "What it is about", (("", owed),))] if owed else []),
        ),
        closing=tuple(whom_to_call(edition)),
        to=contact.address,
        name=contact.name,
        greeting=greeting(edition),
        attached=attached,
    )


def _opening(
    agency: AgencyStatus, status: Status, findings: Sequence[Finding], attached: Attached | None
) -> Iterator[str]:
    plan = f"“{status.edition.framework.title}”"
    if agency.files:
        yield f"Thank you for {listed([file_name(path) for path in agency.files])}, your return on {plan}."
        if findings:
            yield f"We checked it and found {counts(findings)}."
            yield from what_to_do(findings, attached)
        if agency.owed:
            yield f"It does not answer for {counted(len(agency.owed), 'action')} that we expected you to report on."
    else:
        yield f"We have not received your return on {plan} yet."
        if attached:
            yield f"The workbook to fill in is attached: {attached.name}."
    yield from _by_when(agency, status)
    if agency.owed:
        yield "If there is nothing to report, please say so and why in your answer: that is an answer too."


def _by_when(agency: AgencyStatus, status: Status) -> Iterator[str]:
    left = (agency.due - status.today).days
    day = f"{long_date(agency.due)}{', the day that was agreed' if agency.because else ''}"
    if left >= 0:
        distance = f"in {counted(left, 'day')}" if left else "which is today"
        yield f"It is due on {day}, {distance}."
    else:
        again = " again" if agency.files else ""
        yield f"It was due on {day}, {counted(-left, 'day')} ago. Please send it{again} as soon as you can."
