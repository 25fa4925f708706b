"""Read returns that came in, find out under which agency to file each, and list them in the period's register."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from poatool.cli import copies, output
from poatool.errors import NothingToReadError, OutputError
from poatool.framework.edition import Edition
from poatool.reports import proofs, status
from poatool.rules.publication.restrictions import in_name
from poatool.submissions import stated, yaml_returns
from poatool.submissions.evidence.values import Evidence
from poatool.submissions.interpret import Interpreted, interpret
from poatool.submissions.model import Submission
from poatool.submissions.read import read_files
from poatool.submissions.sources import NIL_ENDING, find, is_nil, is_spreadsheet
from poatool.submissions.statements.scope import Level
from poatool.text import in_shell, listed, slug
from poatool.workbooks.limits import Limits, Refused
from poatool.workbooks.model import OwnKind, Trouble, Unreadable, Workbook
from poatool.workspace import records
from poatool.workspace.places import Workspace
from poatool.yaml_values import quoted

Senders = Mapping[str, tuple[str, str]]
"""The agency that sent each file and the file name it used, by the path of the file; each is empty if unknown."""

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")  # the agency and the number in the name of a replaced file


def register(
    workspace: Workspace, there: Iterable[Interpreted], edition: Edition, day: dt.date, received: Senders = {}
) -> tuple[records.Registered, ...]:
    """List the returns of the period, each with the day on which it was first seen, and write the period's register.

    The register keeps what it recorded about missing files, in case they come back; it is not written if its folder is
    read-only. `there` holds the returns that count; `received` has the sender of each return that was filed today.
    """
    senders = {**{each.submission.path: (each.sender or "", "") for each in there}, **received}
    seen = records.read_register(workspace.register)
    by_day = day if day <= status.period_of(edition).returns_due else None
    files = tuple(
        each if each.first_seen else replace(each, first_seen=day if by_path in received else by_day)
        for by_path, each in _registered(workspace, senders, edition.agencies, seen)
    )
    there_now = {each.sha256 for each in files}
    away = (e for e in seen.values() if e.sha256 not in there_now and not (workspace.submissions / e.file).exists())
    content = records.listed_yaml((*files, *sorted(away, key=lambda each: each.file)), records.REGISTER)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        with suppress(OutputError):
            output.write_all({workspace.register.name: content}, workspace.submissions)
    return files


def _registered(
    workspace: Workspace, senders: Senders, known: Collection[str], seen: Mapping[str, records.Registered]
) -> Iterator[tuple[str, records.Registered]]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = old_versions(workspace)
    folder = workspace.submissions
    returns = list[Path]()
    with suppress(NothingToReadError):
        returns = [source.path for source in find([folder.as_posix()]).sources if not source.closed]
    for path in [*returns, *sorted(path for some in before.values() for path in some.values())]:
        if (digest := output.checksum(path)) is None:
            continue
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency, name = (by_slug.get(match[1], ""), "") if match else senders.get(path.as_posix(), ("", ""))
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        replaced = earlier.get(int(match[2]) - 1 if match else max(earlier, default=0))
        at, replaces = (each.relative_to(folder).as_posix() if each else "" for each in (path, replaced))
        was = seen.get(digest) or records.Registered(file=at, sha256=digest)
        came_as = "" if name == path.name else name or was.came_as
        yield path.as_posix(), replace(was, file=at, came_as=came_as, agency=agency, replaces=replaces)


def old_versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by agency slug and number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if (match := _NUMBER.fullmatch(path.name)) and not path.is_symlink():
            found.setdefault(match[1], {})[int(match[2])] = path
    return found


class Arrival(NamedTuple):
    """A return that came in: its agency (or agencies: `NZP and NZCS`), its bytes, and the ending of its new name."""

    shown: str
    agency: str
    data: bytes
    ending: str
    read: Interpreted

    @property
    def sha256(self) -> str | None:
        """The checksum of its file."""
        return self.read.submission.sha256


def nil_return(code: str, because: str, edition: Edition, day: dt.date) -> Arrival:
    """The return of an agency that has nothing to report."""
    keys = {"agency": code, "period": edition.period_id or "", "because": because, "received": day.isoformat()}
    data = "".join(f"{key}: {quoted(text)}\n" for key, text in keys.items()).encode()
    workbook, nil = yaml_returns.open_nil(data, "nil return")
    return Arrival(code, code, data, NIL_ENDING, interpret(Submission("nil return", workbook, nil=nil), edition))


def returns_in(
    files: Sequence[str], whose: str | None, period: str | None, edition: Edition, limits: Limits, refused: list[str]
) -> list[Arrival]:
    """The returns that can be filed; for each other file, a line with the reason is added to `refused`."""
    came = list[Arrival]()
    for read in interpreted(files, edition, limits):
        submission = read.submission
        if (wrong := _why_not_filed(read, whose, period)) is not None:
            refused.append(f"{submission.path}: {wrong}")
        else:
            book = submission.workbook
            named = NIL_ENDING if is_nil(submission.path) else Path(submission.path).suffix.lower()
            kind = f".{book.kind}" if isinstance(book, Workbook) else ".xlsx"
            ending = named if named == NIL_ENDING or is_spreadsheet(named) else kind
            try:
                data = copies.original(book, limits)
            except Refused as changed:
                refused.append(f"{submission.path}: {changed.message}")
                continue
            came.append(Arrival(submission.path, whose or whose_return(read), data, ending, read))
    return came


def interpreted(files: Sequence[str], edition: Edition, limits: Limits) -> list[Interpreted]:
    """The submissions in these files, interpreted."""
    return [interpret(f, edition) for s in find(files).sources for f in read_files(s, Evidence(edition), limits)]


def _why_not_filed(read: Interpreted, whose: str | None, period: str | None) -> str | None:
    submission, now = read.submission, read.edition.period
    if (ours := _why_not_a_return(submission.path, submission.workbook)) is not None:
        return ours
    unnamed = replace(submission, naming_part="-")  # the file's name does not count
    says = stated.stated_period(unnamed, read.edition.framework)
    if now and period is None and says not in (None, now.id):
        return f"this is a return for {says}, not {now.id}. Ask for the right one or, to file this, add --period {says}"
    owner, mark = read.owner, submission.template
    meant = whose or (mark.agency if mark and mark.agency in read.edition.agencies else "")
    is_stated = owner is not None and owner.statement.level < Level.FILE
    if meant and owner and is_stated and owner.code not in (None, read.edition.published_as(meant)):
        made, todo = ("", "Leave out --agency") if whose else (", for which it was made", f"Add --agency {owner.code}")
        return f"this return is from {owner.code}, not from {meant}{made}. {todo}, or have the return corrected."
    if not (whose or whose_return(read)):
        unknown = f"“{owner.statement.text}” is not in the plan (poatool framework add-agency adds it)" if owner else ""
        locked = isinstance(submission.workbook, Unreadable) and submission.workbook.message.rstrip(".")
        return f"{unknown or locked or 'nothing in it says which agency it is from'}. Add --agency CODE"
    if read.updates and (words := in_name(submission.path, read.edition.framework)):
        return f"its name says “{words}”. If it may be published, rename it; if not, ask for a return that may be."
    return None


def _why_not_a_return(path: str, workbook: Workbook | Unreadable) -> str | None:
    """Why a file is not a return, and what to do; None if it may be a return, such as a workbook with a password."""
    if isinstance(workbook, Unreadable):
        return None if workbook.trouble is Trouble.ENCRYPTED else f"{workbook.message} {workbook.hint}"
    if proofs.has_comments(workbook):
        command = f"poatool decisions import {in_shell(str(output.on_disk(path)))}"
        return f"these are comments on a proof. To see what they propose: {command}"
    own = workbook.own
    if own is None or own.kind is OwnKind.FIXED or (own.changed and own.kind is not OwnKind.OUTPUT):
        return None
    why = ", not a return" if own.kind is OwnKind.OUTPUT else " in which no answer was filled in or changed"
    return f"this is {own.kind}{why}. Ask the agency for its completed workbook."


def whose_return(read: Interpreted) -> str:
    """The agency that a return is from, or all agencies that a joint return is from; empty if unknown."""
    return read.sender or listed(read.agencies)
