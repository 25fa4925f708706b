"""`poatool status` and `chase`: who owes what by when; also keeps the register of a period in step with its folder."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from poatool import api
from poatool.cli.command import earlier as earlier_folders
from poatool.cli.copies import Returned, checked_copy, on_disk, sent_back
from poatool.cli.generation import Generation, checksum
from poatool.cli.inputs import Inputs, sent_out
from poatool.cli.options import DecisionsFile, PlanFormat, Settings, Today, WaiversFile, day_or_today, flag, option
from poatool.cli.output import show, write_all
from poatool.cli.texts import text_files
from poatool.decisions.model import NO_DECISIONS
from poatool.errors import NothingToReadError, OutputError
from poatool.framework.edition import Edition
from poatool.pipeline import Earlier, Submissions
from poatool.render.formats import PROPOSED
from poatool.render.letter import Attached, letter_mail
from poatool.render.markdown import markdown_document
from poatool.render.screen import hang, say, styled
from poatool.render.status import distance, status_document, status_text
from poatool.render.to_agencies import chasing_letter
from poatool.reports import status as reports
from poatool.reports.status import AgencyStatus, Status, Turn, due_day, turns
from poatool.reports.validation import validation
from poatool.rules import KEEPING_OUT
from poatool.submissions.blank.model import Blank
from poatool.submissions.intake import find
from poatool.submissions.interpret import Interpreted
from poatool.text import actions, counted, slug
from poatool.workbooks.limits import Refused
from poatool.workbooks.open import read_bytes
from poatool.workspace import kept
from poatool.workspace.places import Workspace

EXAMPLES = """\
  poatool status
  poatool status --today 2023-02-20 --format json
"""

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")
"""The name of a replaced file: the agency and the number of the version."""


def status(
    context: typer.Context,
    format: PlanFormat = "text",
    period: Annotated[str | None, option("PERIOD", "Another period.", "--period", "-p")] = None,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> int:
    """Show who owes what by when, and what to do next.

    Also shows which version of a return counts and why, what is undecided, and whether the report is up to date. Ends
    with 1 while any agency owes something. Records in the register which returns were there by the due day.
    """
    del period  # the workspace supplies it
    settings = Settings.of(context)
    found = look(settings, day_or_today(today), waivers, decisions).status
    show(settings, format, None, lambda screen: status_text(found, screen), json=lambda: status_document(found))
    return int(not found.complete)


class Looked(NamedTuple):
    """The status of a workspace, and the submissions it is based on."""

    status: Status
    read: Submissions
    earlier: Earlier


def look(settings: Settings, today: dt.date, waivers: Path | None, decisions: Path | None) -> Looked:
    """Read the returns in the workspace, find what keeps them out of the report, and build the status.

    Raises PoatoolError if it is not a workspace, or a file in it has faults.
    """
    workspace, inputs = settings.in_workspace(), Inputs.of(settings, decisions)
    folder = workspace.submissions.as_posix()
    read = inputs.read_if_any([folder], workspace.period)
    earlier = inputs.earlier(earlier_folders(workspace, settings.note), workspace.period)
    checked = api.check(read, codes=KEEPING_OUT, earlier=earlier, waivers=waivers, limits=settings.limits)
    sent_file, sent = sent_out([folder], workspace.period, settings)
    covered = api.coverage(checked, earlier, sent=sent)
    registered = register(workspace, senders(read.submissions), read.edition, today)
    report = Generation.at(workspace.report)
    texts = text_files(workspace.text, read.edition) if workspace.text.is_dir() else {}
    used = [settings.framework, settings.file, waivers, decisions, sent_file, *texts.values()]
    before = [each for then in earlier.by_period.values() for each in then.submissions]
    now = {each.submission.path: each.submission.sha256 for each in (*checked.submissions, *before)}
    now |= {str(path): digest for path in used if path and (digest := checksum(path))}
    known = reports.Kept(
        {f"{folder}/{each.file}": each for each in registered},
        read.left_alone,
        _older_than(report, now) if report.document else None,
        report.sealed,
        bool(sent),
        read.decisions or NO_DECISIONS,
        (report.folder / PROPOSED).as_posix() if PROPOSED in report.written else "",
    )
    return Looked(reports.status(checked, covered, known, today), read, earlier)


def _older_than(report: Generation, now: Mapping[str, str | None]) -> tuple[str, ...]:
    """The inputs that are new, changed or gone since the report was made; `now` holds their current checksums."""
    known, there = set(report.made_from.values()), report.made_from_now()
    new = [path for path, digest in now.items() if digest not in known]
    gone = [path for path, was in report.made_from.items() if was not in now.values() and there.get(path) != was]
    return tuple(dict.fromkeys(os.path.basename(path) for path in [*new, *gone]))  # noqa: PTH119 - of another folder


def senders(submissions: Iterable[Interpreted]) -> dict[str, str]:
    """The agency of each file, by path; files without one clear agency are left out."""
    return {each.submission.path: each.agency for each in submissions if each.agency}


def register(
    workspace: Workspace, agencies: Mapping[str, str], edition: Edition, today: dt.date, received: Collection[str] = ()
) -> tuple[kept.Registered, ...]:
    """List the files in the folder of the period with the day that each was first seen, and write the register.

    `agencies` holds the agency of each file that counts, by path; `received` holds the paths that came in today. If the
    folder cannot be written to, no register is written. Raises InputError if the existing one has faults.
    """
    seen = kept.read_register(workspace.register)
    by_day = today if today <= due_day(edition) else None
    files = tuple(
        each if each.first_seen else replace(each, first_seen=today if by_path in received else by_day)
        for by_path, each in _registered(workspace, agencies, edition.agencies, seen)
    )
    content = kept.register_yaml(files)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        with suppress(OutputError):
            write_all({workspace.register.name: content}, workspace.submissions)
    return files


def _registered(
    workspace: Workspace, agencies: Mapping[str, str], known: Collection[str], seen: Mapping[str, dt.date]
) -> Iterator[tuple[str, kept.Registered]]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = versions(workspace)
    folder = workspace.submissions
    try:
        returns = [source.path for source in find([folder.as_posix()]).sources if not source.closed]
    except NothingToReadError:
        returns = []
    for path in [*returns, *sorted(path for some in before.values() for path in some.values())]:
        if (digest := checksum(path)) is None:
            continue
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency = by_slug.get(match[1], "") if match else agencies.get(path.as_posix(), "")
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        replaced = earlier.get(int(match[2]) - 1 if match else max(earlier, default=0))
        name, replaces = (each.relative_to(folder).as_posix() if each else "" for each in (path, replaced))
        yield (
            path.as_posix(),
            kept.Registered(file=name, agency=agency, first_seen=seen.get(digest), sha256=digest, replaces=replaces),
        )


def versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by agency slug and number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if (match := _NUMBER.fullmatch(path.name)) and not path.is_symlink():
            found.setdefault(match[1], {})[int(match[2])] = path
    return found


_NAME_LIMIT = 8
"""The largest number of actions to name on the screen."""

CHASE_EXAMPLES = """\
  poatool chase
  poatool chase --output drafts --today 2023-02-10
  poatool chase --again
"""


def chase(
    context: typer.Context,
    output: Annotated[Path | None, option("DIR", "The folder to write to, instead of chase.", "--output", "-o")] = None,
    period: Annotated[str | None, option("PERIOD", "Another period.", "--period", "-p")] = None,
    again: Annotated[bool, flag("--again", "Also write to agencies that got a draft in the last few days.")] = False,
    waivers: WaiversFile = None,
    decisions: DecisionsFile = None,
    today: Today = None,
) -> None:
    """Draft mails to agencies that owe something; send none.

    Writes AGENCY.eml, which a mail program opens as a draft, and AGENCY.md, starting 30 days before the due day. An
    agency gets at most one draft in five days, unless you add --again. chase.yaml, beside the returns, is the log.
    """
    del period  # the workspace supplies it
    settings = Settings.of(context)
    workspace = settings.in_workspace()
    folder = output or workspace.chase
    looked = look(settings, day_or_today(today), waivers, decisions)
    status, contacts = looked.status, kept.read_contacts(workspace.contacts, looked.status.edition.agencies)
    log = kept.read_chase_log(workspace.chase_log)
    sent = _sent_back(looked, waivers, settings)
    drafts: dict[str, bytes] = {}
    sources: dict[str, Path] = {}
    written: list[kept.Chased] = []
    screen, notes = settings.screen(), list[str]()
    for turn in turns(status, log, again=again):
        agency = turn.agency
        own = [sent[path] for path in agency.files if path in sent and sent[path].agency == agency.code]
        wrong = own if agency.errors else []  # a file from several agencies is not sent back to any of them
        if (held := _no_draft(turn, wrong)) is not None:
            notes.append(held)
            continue
        contact = contacts.get(agency.code, kept.Contact())
        attached = _attached(agency, status, wrong, settings, notes)
        findings = [finding for each in wrong for finding in each.findings]
        letter = chasing_letter(agency, status, findings, contact, attached)
        name = slug(agency.code, "agency")
        draft = {f"{name}.eml": letter_mail(letter), f"{name}.md": markdown_document(letter.document)}
        drafts |= draft
        sources |= dict.fromkeys(draft, on_disk(wrong[0].path)) if wrong else {}
        written.append(kept.Chased(agency.code, status.today, turn.stage))
        when = distance((agency.due - status.today).days, late=True)
        to = (contact.addresses or "no address") + (f", copy to {contact.copies}" if contact.cc else "")
        drafted = styled((str(folder / f"{name}.eml"), "bold"), f"  to {to}; {when}; {_request(agency)}")
        hang(screen, styled(), drafted, below=styled("    "))
    if drafts:
        write_all(drafts, folder, sources)
        write_all({workspace.chase_log.name: kept.chase_log_yaml([*log, *written])}, workspace.submissions)
        say(screen, "Drafts only: nothing was sent. Open each in your mail program.")
        if any(not contacts.get(each.agency, kept.Contact()).addresses for each in written):
            notes.append(f"Addresses are missing in {workspace.contacts}: those drafts have no recipient.")
    elif not status.owing:
        say(screen, ("Nothing is owed.", "bold green"))
    of_period = {each.agency for each in (*log, *written)}
    for agency in status.agencies:
        if (path := folder / f"{slug(agency.code, 'agency')}.eml").is_file():
            if not agency.owes:
                notes.append(f"{path}: {agency.code} no longer owes anything. Delete this draft.")
            elif agency.code not in of_period:
                notes.append(f"{path}: this draft is not for {workspace.period}. Delete it.")
    settings.note(*notes)


def _sent_back(looked: Looked, waivers: Path | None, settings: Settings) -> dict[str, Returned]:
    """The returns with errors, by path, each with all its findings."""
    with_errors = {path for agency in looked.status.agencies if agency.errors for path in agency.files}
    some = tuple(each for each in looked.read.submissions if each.submission.path in with_errors)
    read = looked.read._replace(submissions=some)
    checked = api.check(read, earlier=looked.earlier, waivers=waivers, limits=settings.limits)
    return {each.path: each for each in sent_back(validation(checked))}


def _request(agency: AgencyStatus) -> str:
    asked = [f"{counted(agency.errors, 'error')} to correct"] if agency.errors else []
    owed = actions(agency.owed) if len(agency.owed) <= _NAME_LIMIT else counted(len(agency.owed), "action")
    return ", ".join([*asked, *([f"{owed} to answer for"] if agency.owed else [])])


def _no_draft(turn: Turn, wrong: list[Returned]) -> str | None:
    """Why an agency gets no draft; None if it gets one."""
    code = turn.agency.code
    if turn.held:
        return f"{code}: {turn.held}"
    if turn.agency.errors and not (wrong or turn.agency.owed):
        return f"{code}: no draft; its errors are for you to settle, not for the agency. See: poatool validate"
    return None


def _attached(
    agency: AgencyStatus, status: Status, wrong: list[Returned], settings: Settings, notes: list[str]
) -> Attached | None:
    """The checked copy of a return with errors, or the template if no return came."""
    if len(wrong) == 1:
        return checked_copy(wrong[0], settings.limits, notes)
    template = settings.in_workspace().templates / Blank(status.edition, agency.code).file_name
    if agency.files or not template.is_file():
        return None
    try:
        return Attached(template.name, read_bytes(template, settings.limits))
    except Refused as refused:
        notes.append(f"{template}: not attached. {refused.message}")
        return None
