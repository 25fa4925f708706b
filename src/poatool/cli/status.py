"""`poatool status` and `chase`: who owes what by when, and reminders to them."""

import os
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Annotated

from poatool import api
from poatool.cli import options
from poatool.cli.command import earlier_folders
from poatool.cli.copies import SentBack, checked_copy, letter_files, to_send_back
from poatool.cli.filing import register
from poatool.cli.generation import Generation
from poatool.cli.inputs import Inputs, asked_in_templates
from poatool.cli.options import DecisionsFile, PlanFormat, Today, WaiversFile, flag, option, period_option
from poatool.cli.output import checksum, on_disk, show, write_all, write_drafts
from poatool.cli.settings import Settings
from poatool.cli.texts import text_files
from poatool.console import styled
from poatool.decisions.model import Decisions
from poatool.errors import InputError
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import PROPOSED
from poatool.render.json import document
from poatool.render.status import StatusDocument, distance, next_steps, status_text
from poatool.render.to_agencies import Attached, Letter, chasing_letter
from poatool.reports import status as reports
from poatool.reports.status import PeriodStatus, period_of, reminders
from poatool.reports.status_model import AgencyStatus, Records
from poatool.reports.validation import validation
from poatool.rules import KEEPING_OUT
from poatool.submissions.blank.model import Blank
from poatool.submissions.sent import other_due
from poatool.text import by_first, in_shell, listed, slug
from poatool.workspace import records

_Draft = tuple[AgencyStatus, Letter]
_FOR_YOU = "no draft; its errors are for you to correct, not for the agency. See: poatool validate{}"
_EDITED = " (edited, but only what is in decisions.yaml counts)"


def status(
    settings: Settings,
    format: PlanFormat = "text",
    period: Annotated[str | None, period_option("The period, if not the current one.")] = None,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> int:
    """Show who owes what by when, and what to do next.

    poatool status
    poatool status --today 2023-02-20 --format json

    Also shows which version of a return counts and why, what is undecided, and whether the report is up to date. It
    records which returns came in time. The exit code is 1 while an agency owes something, or a return names no agency.
    """
    found, *_ = workspace_status(settings, today, waivers, decisions, period)
    made = partial(document, StatusDocument, found.edition, found, undecided=len(found.questions))
    show(settings, format, None, partial(status_text, found), made)
    return int(not found.complete)


def workspace_status(
    settings: Settings, today: Today, waivers: Path | None, decisions: Path | None, period: str | None
) -> tuple[PeriodStatus, Submissions, Earlier]:
    """Build the status of a workspace; also return the submissions of its period and of earlier ones."""
    workspace, inputs = settings.in_workspace(), Inputs.from_settings(settings, decisions)
    folder, day = workspace.submissions.as_posix(), options.day_or_today(today)
    read = inputs.read_if_any([folder], workspace.period, KEEPING_OUT)
    earlier = inputs.read_earlier(earlier_folders(workspace, settings.note), workspace.period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    sent_file, sent = asked_in_templates([folder], workspace.period, settings)
    covered = api.coverage(checked, earlier, sent=sent)
    registered = register(workspace, read.submissions, read.edition, day)
    try:
        report, closed = Generation.at(workspace.report), False
    except InputError as error:
        report, closed = Generation(workspace.report), True
        settings.note(str(error))
    texts = text_files(workspace.text, read.edition) if workspace.text.is_dir() else {}
    used = [settings.framework, settings.file, waivers, decisions, sent_file, *texts.values()]
    kept_up = {Path(path).name for path in used[:5] if path and report.sealed}
    before = [each for then in earlier.by_period.values() for each in then.submissions]
    now = {each.submission.path: each.submission.sha256 for each in (*checked.submissions, *before)}
    now |= {path.as_posix(): digest for path in used if path and (digest := checksum(path))}
    newer, gone = _changed_inputs(report, now)
    proposed = report.folder / PROPOSED
    edited = checksum(proposed) not in (None, report.written.get(PROPOSED))
    known = Records(
        files={f"{folder}/{each.file}": each for each in registered},
        left_alone=read.left_alone,
        older_than=tuple(name for name in (*newer, *gone) if name not in kept_up) if report.document else None,
        gone=gone,
        kept_up=[name for name in newer if name in kept_up],
        sealed=report.sealed,
        closed=closed,
        sent=sent,
        due_in_templates=other_due(sent_file, period_of(read.edition).returns_due) if sent_file else None,
        decisions=read.decisions or Decisions(),
        proposed=f"{proposed.as_posix()}{_EDITED if edited else ''}"
        if PROPOSED in report.written and not report.sealed
        else "",
        chased=records.read_chase_log(workspace.chase_log),
        arguments=(f" --period {in_shell(period)}", f" {in_shell(str(workspace.report))}") if period else ("", ""),
        later=report.later,
        held=report.document.get("options", {}).get("held", ()),
        proofs=bool(report.document.get("proofs")),
        undated=settings.config.report_day(read.edition.period) is None,
    )
    return reports.status(checked, covered, known, day), read, earlier


def _changed_inputs(report: Generation, now: Mapping[str, str | None]) -> tuple[Sequence[str], Sequence[str]]:
    """The inputs that are new or changed since the report was made, and those that are gone; `now` has checksums."""
    known = {digest: path for path, digest in report.made_from.items() if digest}
    later = {each["path"] for each in report.document.get("read", ()) if each["role"] == "since_then"}
    counted = {digest for path, digest in report.made_from.items() if path not in later}
    times = Counter(now.values())  # a known checksum that occurs once means that the file was renamed
    new = [p for p, digest in now.items() if digest not in counted or (times[digest] > 1 and p not in report.made_from)]
    others = (path for digest, path in known.items() if digest not in now.values())
    gone = [path for path in others if report.made_from[path] not in map(checksum, report.places_of(path))]
    names = [[*dict.fromkeys(map(os.path.basename, paths))] for paths in (new, gone)]  # a folder may have moved
    return names[0], [name for name in names[1] if name not in names[0]]


def chase(
    settings: Settings,
    output: Annotated[Path | None, option("DIR", "The folder to write to, instead of chase.", "--output", "-o")] = None,
    period: Annotated[str | None, period_option("The period, if not the current one.")] = None,
    only: Annotated[list[str], option("AGENCY", "Only this agency, even after a recent draft.", "--agency")] = [],
    again: Annotated[bool, flag("--again", "Also write to agencies that got a draft in the last few days.")] = False,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> None:
    """Draft reminders to agencies that owe something; send none.

    poatool chase
    poatool chase --output drafts --today 2023-02-10
    poatool chase --agency Police

    From 30 days before the due day, it writes AGENCY.eml, which an e-mail program opens as a draft, and AGENCY.md. An
    agency gets at most one draft in five days, unless you add --again. chase.yaml, beside the returns, lists the
    drafts. To expect no more of an agency, write a decision of the kind not_expected.
    """
    workspace = settings.in_workspace()
    folder = output or workspace.chase
    status, read, earlier = workspace_status(settings, today, waivers, decisions, period)
    contacts = records.read_contacts(workspace.contacts, status.edition.framework)
    with_errors = {path for agency in status.agencies if agency.errors for path in agency.files}
    some = tuple(each for each in read.submissions if each.submission.path in with_errors)
    sent = _to_correct(read._replace(submissions=some), earlier, waivers, settings)
    drafts, remarks, notes = list[_Draft](), list[tuple[str, str]](), list[str]()
    logged, contents, sources = list[records.Chased](), dict[str, bytes](), dict[str, Path]()
    for_you = _FOR_YOU.format(status.records.arguments[0])
    named = [
        status.edition.published_as(api.agency_of(status.edition.framework, name)) for name in options.values_in(only)
    ]
    remarks += [("it owes nothing.", code) for code in named if code not in {each.code for each in status.owing}]
    for reminder in reminders(status, again=again or bool(named)):
        agency = reminder.agency
        if named and agency.code not in named:
            continue
        own = [sent[path] for path in agency.files if path in sent and sent[path].read.agency == agency.code]
        wrong = own if agency.errors else []  # a file from several agencies is not sent back to any of them
        if why_none := reminder.why_none or (for_you if agency.errors and not (wrong or agency.owed) else ""):
            remarks.append((why_none, agency.code))
            continue
        remarks += [(reminder.joint, agency.code)] if reminder.joint else []
        contact = contacts.get(agency.code, records.Contact())
        returned = ((e, e.submission.path) for e in read.submissions if e.agency == agency.code)
        as_sent = [SentBack(e, status.records.came_as(path)) for e, path in returned if path in agency.files]
        back = wrong or as_sent
        units = [contacts.get(each.read.sender or "", contact).addresses for each in back]
        contact = replace(contact, cc=(*contact.cc, *sorted({*units} - {"", contact.addresses})))
        attached = _attached(agency, status, back, settings, notes)
        letter = chasing_letter(agency, status, [f for each in back for f in each.findings], contact, attached)
        drafts.append((agency, letter))
        logged.append(records.Chased(agency.code, status.today, reminder.stage))
        files = letter_files(slug(agency.code, "agency"), letter)
        contents |= files
        sources |= dict.fromkeys(files, on_disk(back[0].read.submission.path)) if back else {}
    notes += [f"{listed(codes)}: {remark}" for remark, codes in by_first(remarks).items()]
    log = sorted({*status.records.chased, *logged}, key=lambda each: (each.on, each.agency, each.stage))
    if drafts:
        write_drafts(contents, folder, sources)
        write_all({workspace.chase_log.name: records.listed_yaml(log, records.CHASE_LOG)}, workspace.submissions)
        _show(drafts, folder, status, settings)
        notes += _lacking(drafts, status, settings)
    elif not status.owing:
        next_steps(status, settings.screen())
    settings.note(*notes, *_to_delete(folder, status, {each.agency for each in log}, settings))


def _show(drafts: list[_Draft], folder: Path, status: PeriodStatus, settings: Settings) -> None:
    screen = settings.screen()
    for agency, letter in drafts:
        contact, days = letter.contact, (agency.due - status.today).days
        to = (contact.addresses or "no address") + (f", copy to {', '.join(contact.cc)}" if contact.cc else "")
        where = (str(folder / f"{slug(agency.code, 'agency')}.eml"), "bold")
        screen.hang("", styled(where, f"  to {to}; {distance(days, late=True)}"), below="    ")
    screen.say("Drafts only: nothing was sent. Open each in your e-mail program.")


def _lacking(drafts: list[_Draft], status: PeriodStatus, settings: Settings) -> Iterator[str]:
    of, _ = status.records.arguments
    if nowhere := [agency.code for agency, letter in drafts if not letter.contact.addresses]:
        add = f"{settings.in_workspace().contacts} has no address. After adding it: poatool chase --agency CODE{of}"
        yield f"No recipient for {listed(nowhere)}: {add}"
    if bare := [agency.code for agency, letter in drafts if not (letter.attached or agency.files)]:
        yield f"No workbook to attach for {listed(bare)}: poatool template{of}, then poatool chase --again{of}"
    if not status.edition.framework.source.contact:
        yield 'The drafts do not say whom to ask: add contact = "…" below [source] in poatool.toml.'


def _to_delete(folder: Path, status: PeriodStatus, chased: Container[str], settings: Settings) -> Iterator[str]:
    paths = {each: folder / f"{slug(each.code, 'agency')}.eml" for each in status.agencies}
    there = {each: path for each, path in paths.items() if path.is_file()}
    if past := [str(path) for each, path in there.items() if not each.owes or each.code in status.records.later]:
        yield f"Nothing more is owed, so delete these drafts and their .md files: {', '.join(past)}"
    for each, path in there.items():
        if each.owes and each.code not in chased:
            yield f"{path}: this draft is not for {settings.in_workspace().period}. Delete it."


def _to_correct(read: Submissions, earlier: Earlier, waivers: Path | None, settings: Settings) -> dict[str, SentBack]:
    """The returns with errors that their agencies can correct, by path, with their findings."""
    if not read.submissions:
        return {}
    read = read._replace(decisions=read.decisions._replace(texts_stay=True) if read.decisions else None)
    checked = api.check(read, earlier=earlier, waivers=waivers, limits=settings.limits)
    back = to_send_back(validation(checked), settings.workspace)
    return {each.read.submission.path: each for each in back if any(f.counts_as_error for f in each.findings)}


def _attached(
    agency: AgencyStatus, status: PeriodStatus, back: list[SentBack], settings: Settings, notes: list[str]
) -> tuple[Attached, ...]:
    if back:
        return tuple(chain.from_iterable(checked_copy(each, settings.limits, notes) for each in back))
    template = settings.in_workspace().templates / Blank(status.edition, agency.code).file_name
    return (Attached(template.name, template.read_bytes()),) if template.is_file() else ()
