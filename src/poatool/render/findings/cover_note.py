"""The note that goes back with a checked submission: as Markdown, and as an e-mail that is ready to be addressed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import NamedTuple

from poatool.findings.model import Finding, Severity
from poatool.render.findings.wording import further, within_sheet
from poatool.render.markdown import escape
from poatool.render.severity import severities
from poatool.reports.validation import Group, by_severity, grouped
from poatool.text import listed, one_line
from poatool.workbooks.kinds import WITH_MACROS, endings

_MACROS = "vnd.ms-excel.sheet.macroEnabled.12"
_OTHERWISE = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Attached(NamedTuple):
    """The checked copy that goes with the note, and whether it has a comment at each cell."""

    name: str
    content: bytes
    commented: bool = True


ASKED = {
    Severity.ERROR: "Please correct",
    Severity.WARNING: "Please check",
    Severity.ADVICE: "For your information",
}
"""What is asked of an agency about findings of a severity."""

TO_DO = {
    Severity.WARNING: "Please check what is listed, and send the workbook again if there was something to correct.",
    Severity.ADVICE: "Nothing has to be corrected; please look at what is listed.",
}
"""What to do where no finding is an error; of errors, a note says other things than a copy."""


def gravest(findings: Sequence[Finding]) -> Severity:
    """The severity that decides what is asked."""
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank)


def subject(name: str, findings: Sequence[Finding]) -> str:
    """What a note is about."""
    asked = ASKED[gravest(findings)]
    return f"{name}: {asked[0].lower()}{asked[1:]}"


def counts(findings: Sequence[Finding]) -> str:
    """`3 errors, 2 warnings and 1 advice`."""
    return listed([severities(number, severity) for severity, number in by_severity(findings).items() if number])


def note_markdown(name: str, findings: Sequence[Finding], attached: Attached | None) -> bytes:
    """The note as Markdown.

    Args:
        name: the file name of the submission, without folders.
        findings: what was found in it, in reading order.
        attached: the checked copy, if there is one.
    """
    lines = [f"# {escape(subject(name, findings))}", "", *(escape(line) for line in _opening(findings, attached))]
    for asked, sheets in _parts(findings):
        lines += ["", f"## {escape(asked)}"]
        for sheet, groups in sheets:
            lines += ["", f"### {escape(sheet)}", ""]
            lines += [f"- {escape(_said(g))} *{escape(g.first.hint)}* ({g.first.code})" for g in groups]
    return ("\n".join(lines) + "\n").encode()


def note_mail(name: str, findings: Sequence[Finding], attached: Attached | None) -> bytes:
    """The note as an e-mail without a sender, a receiver or a date; a mail program opens it as a draft."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(subject(name, findings))
    mail["X-Unsent"] = "1"
    lines = [*_opening(findings, attached)]
    for asked, sheets in _parts(findings):
        lines += ["", "", asked.upper()]
        for sheet, groups in sheets:
            lines += ["", sheet, ""]
            lines += [f"{_said(g)}\n  What to do: {one_line(g.first.hint)} ({g.first.code})" for g in groups]
    text = "\n".join(["Kia ora", "", *lines, ""])
    mail.set_content(text, cte="quoted-printable")
    if attached is not None:
        kind = _MACROS if attached.name.endswith(endings(*WITH_MACROS)) else _OTHERWISE
        mail.add_attachment(attached.content, "application", kind, filename=one_line(attached.name))
        mail.set_boundary(f"poatool-{hashlib.sha256(text.encode() + attached.content).hexdigest()[:32]}")
    return mail.as_bytes()


def _opening(findings: Sequence[Finding], attached: Attached | None) -> Iterator[str]:
    yield f"Thank you for your submission. Checking it found {counts(findings)}."
    if attached:
        listed_in = f"The copy {one_line(attached.name)} lists all of it on its first sheet"
        alone = ". Not every cell could get a comment, so please go by that list."
        yield listed_in + (" and has a comment at each cell." if attached.commented else alone)
    severity = gravest(findings)
    if severity in TO_DO:
        yield TO_DO[severity]
        return
    yield "What has an error is left out of the report until it is corrected."
    where = "Please correct the cells, in the copy or in your own workbook, and send it back."
    yield where if attached else "Please correct what is listed below and send it again."


def _parts(findings: Sequence[Finding]) -> Iterator[tuple[str, list[tuple[str, list[Group]]]]]:
    """What is asked, the gravest first, and of which sheets; findings of one cause are one item."""
    for severity, asked in ASKED.items():
        groups = grouped([finding for finding in findings if finding.severity is severity])
        by_sheet = groupby(groups, key=lambda group: group.first.place.sheet)
        sheets = [(f"Sheet {one_line(sheet)}" if sheet else "The whole file", list(found)) for sheet, found in by_sheet]
        if sheets:
            yield asked, sheets


def _said(group: Group) -> str:
    first = group.first
    where = f"{within_sheet(first.place)}: " if first.place.row else ""
    return one_line(f"{where}{first.message} {further(group)}".rstrip())
