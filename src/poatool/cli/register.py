"""The register of a period: the day each return came, and the version that it replaces."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from poatool.cli.files import checksum, write_all
from poatool.errors import NothingToReadError, OutputError
from poatool.framework.edition import Edition
from poatool.reports.status import the_period
from poatool.submissions.intake import find
from poatool.submissions.interpret import Interpreted
from poatool.text import slug
from poatool.workspace import records
from poatool.workspace.places import Workspace

Senders = Mapping[str, tuple[str, str]]
"""The agency that sent each file, and the name it gave it, by the path of the file; each is empty if unknown."""

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")  # the agency and the number in the name of a replaced file


def register(
    workspace: Workspace, there: Iterable[Interpreted], edition: Edition, day: dt.date, received: Senders = {}
) -> tuple[records.Registered, ...]:
    """List the returns of the period, each with the day it was first seen, and write the list as its register.

    The register keeps what it knew of files that are away, in case they come back.
    `there` holds the returns that count; `received` has the sender of each one that was filed today. If the folder
    cannot be written to, no register is written. Raises InputError if the existing one has faults.
    """
    senders = {**{each.submission.path: (each.sender or "", "") for each in there}, **received}
    seen = records.read_register(workspace.register)
    by_day = day if day <= the_period(edition).returns_due else None
    files = tuple(
        each if each.first_seen else replace(each, first_seen=day if by_path in received else by_day)
        for by_path, each in _registered(workspace, senders, edition.agencies, seen)
    )
    there_now = {each.sha256 for each in files}
    away = (e for e in seen.values() if e.sha256 not in there_now and not (workspace.submissions / e.file).exists())
    content = records.listed_yaml((*files, *sorted(away, key=lambda each: each.file)), records.REGISTER)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        with suppress(OutputError):
            write_all({workspace.register.name: content}, workspace.submissions)
    return files


def _registered(
    workspace: Workspace, senders: Senders, known: Collection[str], seen: Mapping[str, records.Registered]
) -> Iterator[tuple[str, records.Registered]]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = versions(workspace)
    folder = workspace.submissions
    returns = list[Path]()
    with suppress(NothingToReadError):
        returns = [source.path for source in find([folder.as_posix()]).sources if not source.closed]
    for path in [*returns, *sorted(path for some in before.values() for path in some.values())]:
        if (digest := checksum(path)) is None:
            continue
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency, name = (by_slug.get(match[1], ""), "") if match else senders.get(path.as_posix(), ("", ""))
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        replaced = earlier.get(int(match[2]) - 1 if match else max(earlier, default=0))
        at, replaces = (each.relative_to(folder).as_posix() if each else "" for each in (path, replaced))
        was = seen.get(digest) or records.Registered(file=at, sha256=digest)
        came_as = "" if name == path.name else name or was.came_as
        yield path.as_posix(), replace(was, file=at, came_as=came_as, agency=agency, replaces=replaces)


def versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by agency slug and number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if (match := _NUMBER.fullmatch(path.name)) and not path.is_symlink():
            found.setdefault(match[1], {})[int(match[2])] = path
    return found
