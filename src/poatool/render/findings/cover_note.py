"""The note that goes back with a checked submission: as Markdown, and as an e-mail ready to be addressed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Finding, Severity
from poatool.render.findings.text import further, within_sheet
from poatool.render.markup import escape
from poatool.render.text import severities
from poatool.reports.validation import Group, by_severity, grouped
from poatool.text import listed, one_line
from poatool.workbooks.kinds import WITH_MACROS, endings

_XLSM = "vnd.ms-excel.sheet.macroEnabled.12"
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_REQUESTS = {
    Severity.ERROR: "Please correct",
    Severity.WARNING: "Please check",
    Severity.ADVICE: "For your information",
}

WHAT_TO_DO = {
    Severity.WARNING: "Please check what is listed, and send the workbook again if anything needed correcting.",
    Severity.ADVICE: "Nothing needs correcting; please look at what is listed.",
}
"""What to do when no finding is an error; about errors, a note and a copy say different things."""


class Attached(NamedTuple):
    """The annotated copy that goes with the note; `commented` if each cell has its comment."""

    name: str
    content: bytes
    commented: bool = True


def gravest(findings: Sequence[Finding]) -> Severity:
    """The severity that decides what the agency is asked to do."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank)


def subject(name: str, findings: Sequence[Finding]) -> str:
    """The subject of a note, such as `police.xlsx: please correct`."""
    request = _REQUESTS[gravest(findings)]
    return f"{name}: {request[0].lower()}{request[1:]}"


def counts(findings: Sequence[Finding]) -> str:
    """`3 errors, 2 warnings and 1 advice`."""
    return listed([severities(number, severity) for severity, number in by_severity(findings).items() if number])


def note_markdown(name: str, findings: Sequence[Finding], attached: Attached | None) -> bytes:
    """The note as Markdown.

    Args:
        name: the submission's file name without folders.
        findings: the findings in it, in reading order.
        attached: the annotated copy, if there is one.
    """
    lines = [f"# {escape(subject(name, findings))}", "", *(escape(line) for line in _opening(findings, attached))]
    for request, sheets in _sections(findings):
        lines += ["", f"## {escape(request)}"]
        for sheet, groups in sheets:
            lines += ["", f"### {escape(sheet)}", ""]
            lines += [f"- {escape(_problem(g))} *{escape(g.first.hint)}* ({g.first.code})" for g in groups]
    return ("\n".join(lines) + "\n").encode()


def note_mail(name: str, findings: Sequence[Finding], attached: Attached | None) -> bytes:
    """The note as an e-mail with no sender, recipient or date, which a mail program opens as a draft."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(subject(name, findings))
    mail["X-Unsent"] = "1"
    lines = [*_opening(findings, attached)]
    for request, sheets in _sections(findings):
        lines += ["", "", request.upper()]
        for sheet, groups in sheets:
            lines += ["", sheet, ""]
            lines += [f"{_problem(g)}\n  What to do: {one_line(g.first.hint)} ({g.first.code})" for g in groups]
    text = "\n".join(["Kia ora", "", *lines, ""])
    mail.set_content(text, cte="quoted-printable")
    if attached is not None:
        kind = _XLSM if attached.name.endswith(endings(*WITH_MACROS)) else _XLSX
        mail.add_attachment(attached.content, "application", kind, filename=one_line(attached.name))
        mail.set_boundary(f"poatool-{hashlib.sha256(text.encode() + attached.content).hexdigest()[:32]}")
    return mail.as_bytes()


def _opening(findings: Sequence[Finding], attached: Attached | None) -> Iterator[str]:
    yield f"Thank you for your submission. We checked it and found {counts(findings)}."
    if attached:
        all_listed = f"The copy {one_line(attached.name)} lists everything on its first sheet"
        not_all = ". Not every cell could get a comment, so please work from that list."
        yield all_listed + (" and has a comment at each cell." if attached.commented else not_all)
    severity = gravest(findings)
    if severity in WHAT_TO_DO:
        yield WHAT_TO_DO[severity]
        return
    yield "Anything with an error is left out of the report until it is corrected."
    in_the_copy = "Please correct the cells, in the copy or in your own workbook, and send it back."
    yield in_the_copy if attached else "Please correct what is listed below and send it again."


def _sections(findings: Sequence[Finding]) -> Iterator[tuple[str, list[tuple[str, list[Group]]]]]:
    """Each request, the gravest first, with its sheets and the problems on them."""
    for severity, request in _REQUESTS.items():
        groups = grouped([finding for finding in findings if finding.severity is severity])
        by_sheet = groupby(groups, key=lambda group: group.first.place.sheet)
        sheets = [(f"Sheet {one_line(sheet)}" if sheet else "The whole file", list(found)) for sheet, found in by_sheet]
        if sheets:
            yield request, sheets


def _problem(group: Group) -> str:
    first = group.first
    where = f"{within_sheet(first.place)}: " if first.place.row else ""
    return one_line(f"{where}{first.message} {further(group)}".rstrip())
