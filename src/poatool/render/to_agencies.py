"""Write what agencies are sent: notes on checked returns, annotated copies, and letters about what they owe."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from poatool.blocks import Item, ItemList, Run
from poatool.findings.model import Finding, Severity
from poatool.framework.edition import Edition
from poatool.render import document as doc
from poatool.render.findings.sentences import problem, within_sheet
from poatool.render.text import file_name
from poatool.reports.status import PeriodStatus
from poatool.reports.status_model import AgencyStatus
from poatool.reports.validation import Group, by_severity, grouped
from poatool.submissions.template import SIGNED_OFF, UPDATES_SHEET
from poatool.text import actions, counted, listed, long_date, one_line, visible
from poatool.workbooks.edit.annotate import Entry, Remark, annotated
from poatool.workbooks.limits import DEFAULT, Limits
from poatool.workbooks.own import remark
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

_SIGN_OFF = f"Please also fill in “{SIGNED_OFF}”, at the top of the sheet {UPDATES_SHEET}."


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
    opening = (
        f"Thank you for your return {file} on “{edition.framework.title}”.",
        f"We checked it and found {_counts(findings)}.",
        *_what_to_do(findings, attached),
        *([_SIGN_OFF] if unsigned else []),
        *([f"Returns are due on {long_date(due)}."] if due and _gravest(findings) is not Severity.ADVICE else []),
    )
    subject = f"{_return_for(edition, agency)}: {_request(findings)}"
    return Letter(_laid_out(edition, subject, opening, _findings_by_request(findings)), attached=attached)


def _laid_out(edition: Edition, subject: str, opening: Iterable[str], below: Iterable[doc.Part]) -> doc.Document:
    parts = [doc.paragraph(subject, look=doc.Look.TITLE), *map(doc.paragraph, opening)]
    asked = edition.framework.source.contact
    closing = [doc.paragraph(f"Questions? Please ask {asked}.", look=doc.Look.DETAILS)] if asked else []
    return doc.Document(subject, edition, (*parts, *below, *closing))


def _return_for(edition: Edition, agency: str | None) -> str:
    """What the letter is about: `Plan of Action …: return of NZP for 2022`."""
    of, period = f" of {agency}" if agency else "", f" for {edition.period.id}" if edition.period else ""
    return f"{edition.framework.title}: return{of}{period}"


def _what_to_do(findings: Sequence[Finding], attached: Sequence[Attached]) -> Iterator[str]:
    for each in attached:
        listed = "lists everything on its first sheet, errors first, and has a comment at each cell."
        yield f"The copy {one_line(each.name)} {listed}"
    if (severity := _gravest(findings)) is not Severity.ERROR:
        yield _WHAT_TO_DO[severity]
        return
    yield "Please begin with the errors: anything with an error is left out of the report until it is corrected."
    in_the_copy = "Please correct the cells, in the copy or in your own workbook, and send it back."
    yield in_the_copy if attached else "Please correct what is listed below and send it again."


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
    edition, late = status.edition, agency.due < status.today
    asked = "please correct" if findings else "answers still to come" if agency.files else ""
    subject = [_return_for(edition, agency.code), f"{'was ' if late else ''}due on {long_date(agency.due)}", asked]
    below = list(_findings_by_request(findings))
    if agency.owed:
        ours = edition.framework.in_its_words
        owed = (Item(doc.words(ours(f"Action {code}: ") + edition.by_code[code].text)) for code in agency.owed)
        below.append(doc.Heading(1, doc.words("Still to be answered" if agency.files else "What it is about")))
        below.append(doc.Passage(ItemList(tuple(owed))))
    opening = _opening(agency, status, findings, attached)
    return Letter(_laid_out(edition, ", ".join(filter(None, subject)), opening, below), contact, attached)


def _opening(
    agency: AgencyStatus, status: PeriodStatus, findings: Sequence[Finding], attached: Sequence[Attached]
) -> Iterator[str]:
    plan, late = f"“{status.edition.framework.title}”", agency.due < status.today
    if agency.files:
        own = [path for path in agency.files if sum(path in each.files for each in status.agencies) == 1]
        yield f"Thank you for {listed([*map(status.records.came_as, own or agency.files)])}, your return on {plan}."
        yield from _lacking(agency, status, findings, attached)
    else:
        waiting = "We have not received your return on {} yet." if late else "We look forward to your return on {}."
        yield waiting.format(plan)
        for each in attached:
            yield f"The workbook to fill in is attached: {each.name}."
        if not agency.owed:
            ours = status.edition.framework.in_its_words
            yield ours("Please answer for the actions that your agency worked on.")
    left, day = (agency.due - status.today).days, long_date(agency.due)
    day += ", whatever the workbook says" if agency.because or (attached and status.records.due_in_templates) else ""
    if left >= 0:
        distance = f"in {counted(left, 'day')}" if left else "which is today"
        yield f"It is due on {day}, {distance}."
    else:
        again = " again" if agency.files else ""
        yield f"It was due on {day}, {counted(-left, 'day')} ago. Please send it{again} as soon as you can."
    if agency.owed or not agency.files:
        yield "If there is nothing to report, please tell us so and why: that is an answer too."


def _lacking(
    agency: AgencyStatus, status: PeriodStatus, findings: Sequence[Finding], attached: Sequence[Attached]
) -> Iterator[str]:
    ours = status.edition.framework.in_its_words
    if findings:
        yield f"We checked it and found {_counts(findings)}."
        yield from _what_to_do(findings, attached)
    if agency.owed:
        owed = ours(counted(len(agency.owed), "action"))
        yield f"It has no answer on {owed} that we expected you to report on."
        in_workbook = status.records.sent.get(agency.code) or agency.owed
        if added := [code for code in agency.owed if code not in in_workbook]:
            yield ours(f"The workbook that we sent has no row for {actions(added)}: please add one.")
        if attached and not findings:
            yield f"Please answer in the {'workbook' if len(attached) == 1 else 'workbooks'} attached."
    if agency.unsigned:
        yield _SIGN_OFF
