"""Make copies to send back to agencies, for `validate --annotate`, `--fix` and `--diff`; originals never change."""

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from poatool.cli.output import keep_apart, on_disk, show, write_drafts
from poatool.cli.settings import Settings
from poatool.errors import OutputError
from poatool.findings.model import Finding
from poatool.render.findings.text import corrections_text
from poatool.render.markdown import markdown_document
from poatool.render.text import file_name
from poatool.render.to_agencies import Attached, Letter, annotated_copy, letter_mail, note
from poatool.reports.fixing import Fixed, corrections, fix
from poatool.reports.validation import Validation
from poatool.rules import BY_CODE
from poatool.rules.agencies.inferred import agency_inferred
from poatool.rules.registry import STYLE
from poatool.submissions.from_template import is_unsigned
from poatool.submissions.interpret import Interpreted
from poatool.submissions.sources import YAML_ENDINGS, is_nil, is_return, is_spreadsheet
from poatool.text import counted, slug
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import Trouble, Unreadable, Workbook
from poatool.workbooks.open import open_workbook, read_bytes, unpack
from poatool.workbooks.sniff import ANNOTATED, CORRECTABLE
from poatool.workspace.places import Workspace
from poatool.workspace.records import Contact, read_contacts, read_register

_Copies = dict[str, tuple[bytes, str]]  # copies by name, each with the path of the submission that it was made from


class SentBack(NamedTuple):
    """A submission to send back, the `name` it came with, the `stem` of its copies' names, and any findings."""

    read: Interpreted
    name: str
    stem: str = ""
    findings: tuple[Finding, ...] = ()


def write_annotated(
    result: Validation, folder: Path, settings: Settings, due: Mapping[str, dt.date], *, style: bool
) -> list[str]:
    """Write an annotated copy and a letter for each submission with findings; `style` adds those on house style.

    Returns notes for stderr. `due` holds the due days agreed with agencies.
    """
    copies: _Copies = {}
    notes: list[str] = []
    returned = list(to_send_back(result, home := settings.workspace, style=style))
    contacts = read_contacts(home.contacts, result.edition.framework) if home and returned else {}
    for sent in returned:
        agency = sent.read.agency or ""
        unit = contacts.get(sent.read.sender or "", Contact())
        contact = unit if unit.to else contacts.get(agency, Contact())
        attached = checked_copy(sent, settings.limits, notes)
        unsigned, day = is_unsigned(sent.read.submission), due.get(agency)
        letter = note(result.edition, agency or None, sent.name, sent.findings, attached, day, unsigned=unsigned)
        letter = letter._replace(contact=contact)
        copy = {each.name: each.content for each in attached} | letter_files(f"{sent.stem}.checked", letter)
        copies |= {name: (content, sent.read.submission.path) for name, content in copy.items()}
    _write_copies(copies, folder, result)
    old = [str(path) for path in sorted(folder.glob("*.checked.eml")) if path.name not in copies]
    notes += [f"From an earlier run, so check before you send: {', '.join(old)}"] if old else []
    submissions = counted(len(returned), "submission")
    checked = counted(sum(not name.endswith((".md", ".eml")) for name in copies), "checked copy", "checked copies")
    wrote = f"E-mails about {submissions}, with {checked}: {folder}"
    return [*notes, wrote if returned else f"There is nothing to send back: nothing was written to {folder}"]


def checked_copy(sent: SentBack, limits: Limits, notes: list[str]) -> tuple[Attached, ...]:
    """A copy, annotated if there are findings; none if its format has no comments or this fails (see `notes`)."""
    if not isinstance(workbook := sent.read.submission.workbook, Workbook) or workbook.kind not in ANNOTATED:
        return ()
    try:
        copy = original(workbook, limits)
        if not sent.findings:
            return (Attached(sent.name, copy),)
        copy = annotated_copy(copy, sent.name, sent.findings, limits)
    except Refused as refused:
        notes.append(f"{workbook.path}: no annotated copy was made. {refused.message}")
        return ()
    return (Attached(f"{sent.stem}.checked.{workbook.kind}", copy),)


def letter_files(stem: str, letter: Letter) -> dict[str, bytes]:
    """A letter as an e-mail and as Markdown."""
    return {f"{stem}.eml": letter_mail(letter), f"{stem}.md": markdown_document(letter.document)}


def write_corrected(
    result: Validation, folder: Path | None, output: Path | None, settings: Settings, *, unsafe: bool
) -> list[str]:
    """Write corrected copies or, without a folder, show the corrections; return notes for stderr."""
    copies: _Copies = {}
    every: list[Fixed] = []
    notes: list[str] = []
    stems = _stems([submission.submission.path for submission in result.submissions])
    for submission in result.submissions:
        workbook = submission.submission.workbook
        if not isinstance(workbook, Workbook) or is_nil(workbook.path):
            continue
        wanted = corrections(submission, result.by_file[workbook.path], unsafe=unsafe)
        if workbook.kind not in CORRECTABLE:
            cannot = f"{workbook.path}: a .{workbook.kind} file cannot be corrected. Save it as .xlsx."
            notes += [cannot] if wanted else []
            continue
        try:
            data, language = original(workbook, settings.limits), result.edition.framework.language
            fixed = fix(data, workbook, wanted, settings.limits, language)
        except Refused as refused:
            notes.append(f"{workbook.path}: no corrected copy was made. {refused.message}")
            continue
        every.append(fixed)
        if fixed.done:
            copies[f"{stems[workbook.path]}.fixed.{workbook.kind}"] = fixed.data, workbook.path
    if folder is None:
        show(settings, "text", output, lambda screen: corrections_text(every, screen))
        return notes
    _write_copies(copies, folder, result)
    notes += [f"Corrected copy: {folder / name}" for name in copies]
    return notes if copies else [*notes, f"Nothing was corrected: no copy was written to {folder}"]


def to_send_back(result: Validation, home: Workspace | None, *, style: bool = False) -> Iterator[SentBack]:
    """The submissions with findings that are neither waived nor known, each with a unique name.

    Files that poatool has no permission to open are left out, as their agencies have nothing to correct. Findings that
    involve another submission or a decision are left out too: they are for the coordinator. So is a submission whose
    only finding is AGY410, which says how its agency is known. `style` adds findings on house style.
    """
    stems = _stems([submission.submission.path for submission in result.submissions])
    came = read_register(home.register) if home else {}
    for submission in result.submissions:
        path, workbook = submission.submission.path, submission.submission.workbook
        if isinstance(workbook, Unreadable) and workbook.trouble is Trouble.NO_PERMISSION:
            continue
        found = tuple(
            finding
            for finding in result.by_file[path]
            if finding.waiver is None
            and not finding.known
            and (style or BY_CODE[finding.code].in_set != STYLE)
            and not any(_is_for_coordinator(place.file, path, result) for place in finding.related)
        )
        if any(finding.code != agency_inferred.code for finding in found):
            entry = came.get(submission.submission.sha256 or "")
            yield SentBack(submission, (entry.came_as if entry else "") or file_name(path), stems[path], found)


def _is_for_coordinator(file: str, path: str, result: Validation) -> bool:
    """Whether a finding on `path` is for the coordinator because it also names `file`: another return, or decisions."""
    returned = is_return(file) or not file.casefold().endswith(YAML_ENDINGS)
    return file != path and (file in result.by_file or not returned)


def original(workbook: Workbook | Unreadable, limits: Limits) -> bytes:
    """The bytes of a submission as they were checked, even in a zip. Raises Refused if it is gone or has changed."""
    path = on_disk(workbook.path)
    in_zip = path != Path(workbook.path)
    found = [data for _, data in unpack(path, "", limits)] if in_zip else [read_bytes(path, limits)]
    for data in found:
        if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == workbook.sha256:
            return data
    raise Refused.damaged("The file was changed while it was being checked. Run the command again.")


def _write_copies(copies: _Copies, folder: Path, result: Validation) -> None:
    """Write copies, all or none; raise OutputError if one would be among the returns, or replace a copy sent back."""
    if not copies:
        return
    keep_apart([folder], (each.submission.path for each in result.submissions))
    for target in (folder / name for name in copies):
        own = open_workbook(target, target.name).own if is_spreadsheet(target.name) and os.path.isfile(target) else None
        if own is not None and own.is_copy and own.changed:  # a copy that an agency changed and sent back
            raise OutputError(f"{target}: this is one of the submissions. Choose another folder.")
    contents = {name: content for name, (content, _) in copies.items()}
    write_drafts(contents, folder, {name: on_disk(path) for name, (_, path) in copies.items()})


def _stems(paths: Sequence[str]) -> Mapping[str, str]:
    """A unique name for each path: its file name, with a number if an earlier name differs only in capitals."""
    taken: set[str] = set()
    stems: dict[str, str] = {}
    for path in paths:
        name = PurePosixPath(path.replace("\\", "/")).stem.removesuffix(".checked").removesuffix(".fixed")
        plain = slug(name, "submission")
        names = chain([plain], (f"{plain}-{number}" for number in count(2)))
        stem = next(each for each in names if each.casefold() not in taken)
        taken.add(stem.casefold())
        stems[path] = stem
    return stems
