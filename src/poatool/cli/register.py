"""Keep the register of a period in step with the files in its folder."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from poatool.cli.generation import checksum
from poatool.cli.staging import write_all
from poatool.errors import NothingToReadError, OutputError
from poatool.framework.edition import Edition
from poatool.reports.status import due_day
from poatool.submissions.intake import find
from poatool.submissions.interpret import Interpreted
from poatool.text import slug
from poatool.workspace.kept import Registered, read_register, register_yaml
from poatool.workspace.places import Workspace

_NUMBER = re.compile(r"(.+)-(\d+)(?:-nil)?\.[^.]+")
"""The name of a replaced file: the agency, and the number of the version."""


def senders(submissions: Iterable[Interpreted]) -> dict[str, str]:
    """The agency of each file, by path; files without a single agency are left out."""
    return {each.submission.path: each.agency for each in submissions if each.agency}


def register(
    workspace: Workspace, agencies: Mapping[str, str], edition: Edition, today: dt.date, received: Collection[str] = ()
) -> tuple[Registered, ...]:
    """List the files in the folder of the period, each with the day it was first seen, and write the register.

    `agencies` are those of the files that count, by path; `received` are the paths of those that came in today. No
    register is written to a folder that cannot be written to. Raises InputError if the existing one has faults.
    """
    seen = read_register(workspace.register)
    by_day = today if today <= due_day(edition) else None
    files = tuple(
        each if each.first_seen else replace(each, first_seen=today if by_path in received else by_day)
        for by_path, each in _registered(workspace, agencies, edition.agencies, seen)
    )
    content = register_yaml(files)
    if files and not (workspace.register.is_file() and workspace.register.read_bytes() == content):
        try:
            write_all({workspace.register.name: content}, workspace.submissions)
        except OutputError:
            return files
    return files


def _registered(
    workspace: Workspace, agencies: Mapping[str, str], known: Collection[str], seen: Mapping[str, dt.date]
) -> Iterator[tuple[str, Registered]]:
    by_slug = {slug(code.lower(), "agency"): code for code in known}
    before = versions(workspace)
    folder = workspace.submissions
    for path in [*_returns(folder), *sorted(path for some in before.values() for path in some.values())]:
        if (digest := checksum(path)) is None:
            continue
        match = _NUMBER.fullmatch(path.name) if path.parent == workspace.replaced else None
        agency = by_slug.get(match[1], "") if match else agencies.get(path.as_posix(), "")
        earlier = before.get(slug(agency.lower(), "agency"), {}) if agency else {}
        replaced = earlier.get(int(match[2]) - 1 if match else max(earlier, default=0))
        name, replaces = (each.relative_to(folder).as_posix() if each else "" for each in (path, replaced))
        yield (
            path.as_posix(),
            Registered(file=name, agency=agency, first_seen=seen.get(digest), sha256=digest, replaces=replaces),
        )


def _returns(folder: Path) -> list[Path]:
    """The returns in a folder, as any command would find them."""
    try:
        return [source.path for source in find([folder.as_posix()]).sources if not source.closed]
    except NothingToReadError:
        return []


def versions(workspace: Workspace) -> Mapping[str, Mapping[int, Path]]:
    """The returns that were replaced, by the slug of their agency and by number."""
    found: dict[str, dict[int, Path]] = {}
    for path in sorted(workspace.replaced.iterdir()) if workspace.replaced.is_dir() else ():
        if (match := _NUMBER.fullmatch(path.name)) and not path.is_symlink():
            found.setdefault(match[1], {})[int(match[2])] = path
    return found
