"""The note that goes back with a checked submission: as Markdown, and as an e-mail that is ready to be addressed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import NamedTuple

from poatool.findings import Finding, Severity
from poatool.render.findings.wording import severities, within_sheet
from poatool.render.markdown import escape
from poatool.render.text import one_line

_MACROS = "vnd.ms-excel.sheet.macroEnabled.12"
_TYPES = {"xlsm": _MACROS, "xltm": _MACROS}
_OTHERWISE = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Attached(NamedTuple):
    """A file that goes with the note."""

    name: str
    content: bytes


def subject(name: str, findings: Sequence[Finding]) -> str:
    """What a note is about."""
    return f"{name}: {'please correct' if must_be_corrected(findings) else 'for your information'}"


def must_be_corrected(findings: Sequence[Finding]) -> bool:
    """Whether there is more than advice."""
    return any(finding.severity is not Severity.ADVICE for finding in findings)


def counts(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`."""
    found = Counter(finding.severity for finding in findings)
    return ", ".join(severities(found[severity], severity) for severity in Severity if found[severity])


def note_markdown(name: str, findings: Sequence[Finding], attached: str | None) -> bytes:
    """The note as Markdown.

    Args:
        name: the file name of the submission, without folders.
        findings: what was found in it, in reading order.
        attached: the name of the checked copy, if there is one.
    """
    lines = [f"# {escape(subject(name, findings))}", "", *(escape(line) for line in _opening(findings, attached))]
    for sheet, group in _by_sheet(findings):
        lines += ["", f"## {escape(sheet)}", ""]
        lines += [f"- {escape(_place(f))}: {escape(f.message)} *{escape(f.hint)}* ({f.code})" for f in group]
    return ("\n".join(lines) + "\n").encode()


def note_mail(name: str, findings: Sequence[Finding], attached: Attached | None) -> bytes:
    """The note as an e-mail without a sender, a receiver or a date; a mail program opens it as a draft."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(subject(name, findings))
    mail["X-Unsent"] = "1"
    lines = [*_opening(findings, attached.name if attached else None)]
    for sheet, group in _by_sheet(findings):
        lines += ["", sheet, ""]
        lines += [f"{_place(f)}: {one_line(f.message)}\n  What to do: {one_line(f.hint)} ({f.code})" for f in group]
    text = "\n".join(["Kia ora", "", *lines, ""])
    mail.set_content(text, cte="quoted-printable")
    if attached is not None:
        kind = _TYPES.get(attached.name.rpartition(".")[2], _OTHERWISE)
        mail.add_attachment(attached.content, "application", kind, filename=attached.name)
        mail.set_boundary(f"poatool-{hashlib.sha256(text.encode() + attached.content).hexdigest()[:32]}")
    return mail.as_bytes()


def _opening(findings: Sequence[Finding], attached: str | None) -> Iterator[str]:
    yield f"Thank you for your submission. Checking it found {counts(findings)}."
    if attached:
        yield f"The copy {attached} has it listed on its first sheet, and a comment at each cell."
    if not must_be_corrected(findings):
        yield "Nothing has to be corrected; please look at what is listed."
    elif attached:
        yield "Please correct the cells, in the copy or in your own workbook, and send it back."
    else:
        yield "Please correct what is listed below and send it again."


def _by_sheet(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for sheet, group in groupby(findings, key=lambda finding: finding.place.sheet):
        yield f"Sheet {one_line(sheet)}" if sheet else "The whole file", list(group)


def _place(finding: Finding) -> str:
    return within_sheet(finding.place)
