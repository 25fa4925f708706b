"""Write what agencies are sent: letters on their returns and on what they owe, as e-mails too; annotated copies."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from itertools import takewhile
from typing import NamedTuple

from poatool.blocks import Item, ItemList, Paragraph, Run, plain
from poatool.findings.model import Finding, Severity
from poatool.framework.edition import Edition
from poatool.render import document as doc
from poatool.render.findings.sentences import problem, within_sheet
from poatool.render.html import filled_template
from poatool.render.text import file_name
from poatool.reports.status import PeriodStatus
from poatool.reports.status_model import AgencyStatus
from poatool.reports.validation import Group, by_severity, grouped
from poatool.submissions.template import SIGNED_OFF, UPDATES_SHEET
from poatool.text import actions, counted, listed, long_date, one_line, slug, visible
from poatool.workbooks.edit.annotate import Entry, Remark, annotated
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.own import remark
from poatool.workbooks.sniff import WITH_MACROS, endings
from poatool.workspace.records import Contact


class Attached(NamedTuple):
    """A workbook that goes with a letter."""

    name: str
    content: bytes


class Letter(NamedTuple):
    """A letter, its recipient and its workbooks. Its title is the subject; in its lists, italics say what to do."""

    document: doc.Document
    contact: Contact = Contact()
    attached: tuple[Attached, ...] = ()


_REQUESTS = {
    Severity.ERROR: "Please correct",
    Severity.WARNING: "Please check",
    Severity.ADVICE: "For your information",
}

_WHAT_TO_DO = {
    Severity.ERROR: "Please make these corrections in the other sheets, and send the workbook back under its "
    "original name.",
    Severity.WARNING: "Please check what is listed, and send the workbook again if anything needed correcting.",
    Severity.ADVICE: "Nothing that you wrote needs correcting; please look at what is listed.",
}
"""What to ask of an agency, by its most serious finding; a letter uses other words for errors."""


def _gravest(findings: Sequence[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=lambda severity: severity.rank)


def _request(findings: Sequence[Finding]) -> str:
    asked = _REQUESTS[_gravest(findings)]
    return f"{asked[0].lower()}{asked[1:]}"


def _counts(findings: Sequence[Finding]) -> str:
    """The numbers of findings in words: `3 errors, 2 warnings and 1 point of advice`."""
    found = [(severity, number) for severity, number in by_severity(findings).items() if number]
    points = Severity.ADVICE
    return listed([f"{counted(n, 'point')} of advice" if each == points else counted(n, each) for each, n in found])


def note(  # noqa: PLR0913, PLR0917 - what a note says
    edition: Edition,
    agency: str | None,
    file: str,
    findings: Sequence[Finding],
    attached: tuple[Attached, ...] = (),
    due: dt.date | None = None,
    *,
    unsigned: bool = False,
) -> Letter:
    """The note on a submission; `due` is the day agreed with the agency, if it differs from the plan's."""
    due = due or (edition.period.due if edition.period else None)
    subject = _subject(edition, agency, _request(findings))
    day = long_date(due) if due else ""
    return _letter(edition, subject, findings, attached, checked=one_line(file), unsigned=unsigned, day=day)


def _letter(
    edition: Edition,
    subject: str,
    findings: Sequence[Finding],
    attached: tuple[Attached, ...],
    owed: Sequence[doc.Part] = (),
    **given: object,
) -> Letter:
    """A letter: its opening, from the template, then the findings, and the answers that are `owed`."""
    opening = filled_template(
        "letter.txt.jinja",
        plan=one_line(edition.framework.title),
        attached=[one_line(each.name) for each in attached],
        found=_counts(findings),
        gravest=_gravest(findings) if findings else "",
        request=_WHAT_TO_DO[_gravest(findings)] if findings else "",
        signed_off=SIGNED_OFF,
        sheet=UPDATES_SHEET,
        ours=edition.framework.in_its_words,
        counted=counted,
        **given,
    )
    said = map(doc.paragraph, filter(None, opening.splitlines()))
    parts = [doc.paragraph(subject, look=doc.Look.TITLE), *said, *_findings_by_request(findings), *owed]
    if asked := edition.framework.source.contact:
        parts.append(doc.paragraph(f"Questions? Please ask {asked}.", look=doc.Look.DETAILS))
    return Letter(doc.Document(subject, edition, tuple(parts)), attached=attached)


def _subject(edition: Edition, agency: str | None, *said: str) -> str:
    """What the letter is about, the plan last, as lists of mails cut it: `Return of NZP for 2022, due …: Plan …`."""
    of, period = f" of {agency}" if agency else "", f" for {edition.period.id}" if edition.period else ""
    return f"{', '.join(filter(None, [f'Return{of}{period}', *said]))}: {edition.framework.title}"


def _findings_by_request(findings: Sequence[Finding]) -> Iterator[doc.Part]:
    """The findings under each request, the most serious first, by sheet and, if there are several files, by file."""
    several = len({finding.place.file for finding in findings}) > 1
    for severity, asked in _REQUESTS.items():
        lists: dict[str, list[Item]] = {}
        for group in grouped([finding for finding in findings if finding.severity is severity]):
            first = group[0]
            where = f"{within_sheet(first.place)}: " if first.place.row else ""
            sheet = f"Sheet {first.place.sheet}" if first.place.sheet else "The file"
            sheet = f"{file_name(first.place.file)}: {sheet}" if several else sheet
            todo = (Run(first.hint, italic=True), Run(" ")) if first.hint else ()
            wrong = Run(f"{one_line(where + problem(group))} ")
            lists.setdefault(sheet, []).append(Item((wrong, *todo, Run(f"({first.code})"))))
        yield from [doc.Heading(1, doc.words(asked))] if lists else []
        for sheet, items in lists.items():
            yield doc.Heading(2, doc.words(sheet))
            yield doc.Passage(ItemList(tuple(items)))


_COMMENTED = (
    "Click a place in the column “Where” to go to it. The cells have a comment and a frame: solid for an error, "
    "dashed for a warning, dotted for advice."
)


def annotated_copy(data: bytes, name: str, findings: Sequence[Finding], limits: Limits = DEFAULT) -> bytes:
    """A workbook with its findings as comments; raises Refused if that would lose something. `name` has no folders."""
    remarks = []
    for found in findings:
        sheet, row, column = found.place.sheet, found.place.row, found.place.column_number
        if sheet is not None and row is not None and column:
            said = visible(remark(found.code, found.severity, found.message, found.hint))
            remarks.append(Remark(sheet, row, column, said, found.severity.rank))
    # The most serious findings come first; advice that applies at several places takes one line.
    grave = sorted((f for f in findings if f.severity is not Severity.ADVICE), key=lambda f: f.severity.rank)
    groups = [*((f,) for f in grave), *grouped([f for f in findings if f.severity is Severity.ADVICE])]
    entries = [_entry(number, group) for number, group in enumerate(groups, 1)]
    about = visible(f"{name}: {_request(findings)}: {_counts(findings)}.")
    return annotated(data, remarks, (about, _COMMENTED, _WHAT_TO_DO[_gravest(findings)]), entries, limits)


def _entry(number: int, group: Group) -> Entry:
    finding, others = group[0], len(group) - 1
    place = finding.place
    where = (place.address or "the whole file") + (f" and {others} more" if others else "")
    texts = (str(number), finding.code, finding.severity.value, where, finding.message, finding.hint)
    return Entry(tuple(map(visible, texts)), place.sheet, place.cell or (f"A{place.row}" if place.row else None))


def chasing_letter(
    agency: AgencyStatus,
    status: PeriodStatus,
    findings: Sequence[Finding],
    contact: Contact,
    attached: tuple[Attached, ...] = (),
) -> Letter:
    """The letter about what an agency owes, with the faults in its return unless they involve another agency."""
    edition, left, ours = status.edition, (agency.due - status.today).days, status.edition.framework.in_its_words
    owed: tuple[doc.Part, ...] = ()
    if agency.owed:
        items = (Item(doc.words(ours(f"Action {code}: ") + edition.by_code[code].text)) for code in agency.owed)
        heading = doc.words("Still to be answered" if agency.files else "What it is about")
        owed = (doc.Heading(1, heading), doc.Passage(ItemList(tuple(items))))
    asked = "please correct" if findings else "answers still to come" if agency.files else ""
    due = f"{'was ' if left < 0 else ''}due on {long_date(agency.due)}"
    joint = status.joint(agency.files)
    own = [path for path in agency.files if path not in joint]
    in_workbook = status.records.sent.get(agency.code) or agency.owed
    added = [code for code in agency.owed if code not in in_workbook]
    another_day = agency.because or (attached and status.records.due_in_templates)
    return _letter(
        edition,
        _subject(edition, agency.code, due, asked),
        findings,
        attached,
        owed,
        files=one_line(listed([*map(status.records.came_as, own or agency.files)])),
        answers=ours(counted(len(agency.owed), "action")) if owed else "",
        added=ours(actions(added)) if added else "",
        left_out=one_line(listed([status.records.came_as(path) for path in agency.errors_in if path in joint])),
        unsigned=agency.unsigned,
        left=left,
        day=long_date(agency.due) + (", whatever the workbook says" if another_day else ""),
    )._replace(contact=contact)


_XLSM = "vnd.ms-excel.sheet.macroEnabled.12"
_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENCODED = "=?"  # the beginning of an encoded word: e-mail programs decode it, so it could smuggle in another header
_LONGEST_LINE = 900  # the longest header, in characters, that is not folded; RFC 5322, 2.1.1 allows 998 in a line


def letter_mail(letter: Letter) -> bytes:
    """The letter as an e-mail without sender and date, so that e-mail programs open it as a draft."""
    text = _plain_text(letter)
    mail = EmailMessage(policy=SMTP)
    mail.set_content(text, cte="quoted-printable")
    digest = hashlib.sha256(text.encode())
    for each in letter.attached:
        name = slug(each.name, "workbook.xlsx")
        kind = _XLSM if name.endswith(endings(*WITH_MACROS)) else _XLSX
        mail.add_attachment(each.content, "application", kind, filename=name)
        digest.update(each.content)
    if letter.attached:
        mail.set_boundary(f"poatool-{digest.hexdigest()[:32]}")
    subject, contact = one_line(letter.document.title), letter.contact
    headers = {"Subject": subject, "To": contact.addresses, "Cc": ", ".join(contact.cc), "X-Unsent": "1"}
    return b"".join(_header(name, value) for name, value in headers.items() if value) + mail.as_bytes()


def _plain_text(letter: Letter) -> str:
    greeting = "Kia ora" if letter.document.plan.language.endswith("-NZ") else "Hello"
    lines = [one_line(f"{greeting} {letter.contact.name}"), ""]
    for part in letter.document.printed:
        match part:
            case doc.Heading(level, runs):
                said = one_line(plain(runs))
                lines += ["", said] if level > 1 else ["", "", said.upper()]
            case doc.Passage(ItemList(items)):
                lines.append("")
                for item in items:
                    message = tuple(takewhile(lambda run: not run.italic, item.runs))
                    todo = one_line(plain(item.runs[len(message) :]))
                    lines += [one_line(plain(message)), *([f"  What to do: {todo}"] if todo else [])]
            case doc.Passage(Paragraph(runs), look) if look is not doc.Look.TITLE:
                lines += [*(["", ""] if look is doc.Look.DETAILS else []), one_line(plain(runs))]
    return "\n".join([*lines, ""])


def _header(name: str, value: str) -> bytes:
    if name in ("To", "Cc"):
        value = value.replace(", ", ",\r\n ")
        return f"{name}: {value}\r\n".encode("ascii")
    # Encode all of a subject or none: beside single encoded words, e-mail programs might decode typed `=?…?=` too.
    plain = value.isascii() and _ENCODED not in value and len(value) <= _LONGEST_LINE
    written = value if plain else Header(value, "utf-8", header_name=name).encode(linesep="\r\n")
    return f"{name}: {written}\r\n".encode("ascii")
